"""No row gives more points when less was done: every figure and every requirement of every row of every edition.

What more of a figure does to the points is said by its formula (``directions``). Two things are held: a step in the worse direction
never raises the points, and a body that did nothing never has more than one that did something.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scoring.acceptance import ledger, tallies
from scoring.arithmetic import Row, RowScore
from scoring.exact import Fraction
from scoring.formulas import row_formulas
from scoring.methodology import load
from scoring.plan import RowPlan, make_plan
from store.base import Language
from store.findings import MANUAL, Finding
from store.methodology import Methodology, Parameter
from tests.scoring.kit import EDITIONS, Asked, Kit

KIT = Kit()
KINDS = ("central", "local", "subordinate")
HELD = frozenset({"sittings", "events"})
"""What a body holds by itself, although a share is taken of it; what some row counts as done is found by itself."""
NUMBERS = (0, 1, 2, 3, 5, 9, 10, 11, 12, 13, 25, 26, 50, 51, 69, 79, 80, 81, 90, 99, 100, 101, 999, 1000, 1001)
OFTEN = settings(max_examples=30, derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
WORSE = {"met": ("deficiency", "missing"), "deficiency": ("missing",), "missing": ()}


class Case(NamedTuple):
    """A row of one edition for one kind of body."""

    law: str
    kind: Any
    row: RowPlan

    @property
    def language(self) -> Language | None:
        return self.row.languages[0]

    @property
    def parameter(self) -> Parameter:
        return self.row.parameter


@cache
def editions() -> dict[str, Methodology]:
    return {f"{folder.parent.name}/{folder.name}": load(folder) for folder in EDITIONS}


@cache
def cases() -> list[Case]:
    """Every row with every weight and formula that it has for some kind of body, once."""
    seen, found = set(), []
    for law, edition in editions().items():
        for kind in (kind for kind in KINDS if kind in edition.max):
            for part in make_plan(edition, kind).parts:
                for row in (*part.rows(), *((part.penalty,) if part.penalty is not None else ())):
                    if (law, row.parameter.id, row.weight) not in seen:
                        seen.add((law, row.parameter.id, row.weight))
                        found.append(Case(law, kind, row))
    return found


def counted() -> list[Case]:
    return [case for case in cases() if case.parameter.figures]


def judged() -> list[Case]:
    return [case for case in cases() if not case.parameter.figures]


def names(found: list[Case]) -> list[str]:
    return [f"{case.law} {case.parameter.id} {case.row.weight}" for case in found]


def directions(case: Case) -> Mapping[str, str]:
    return case.row.formula.directions(case.row.options)  # type: ignore[no-any-return]


@cache
def deeds() -> frozenset[str]:
    """Figures of what bodies do: whatever raises the points of some row, and what they hold."""
    done = {name for case in counted() for name, way in directions(case).items() if way == "more"}
    asked = {name for case in counted() for name, way in directions(case).items() if way == "less" and not _share(case, name)}
    return frozenset(done - asked | HELD)


def _share(case: Case, name: str) -> bool:
    return name == case.parameter.options.get("required")


def scored(row: RowPlan, language: Language | None, findings: list[Finding]) -> RowScore:
    """The answer of the row's formula, as the first pass of scoring asks it."""
    found = tallies(row, language, ledger(findings, ()))
    parameter = row.parameter
    made: RowScore = row.formula.score(Row(parameter.id, parameter.number, row.weight, row.options, found, parameter.figures))
    return made


def told(case: Case, figures: Mapping[str, Fraction | int]) -> RowScore:
    facts = {name: str(number) for name, number in figures.items()}
    made = KIT.make(MANUAL, case.parameter.id, "met", language=case.language, facts=facts)
    return scored(case.row, case.language, [made])


def settled(result: RowScore) -> bool:
    """Neither the average of others nor figures that cannot be true together."""
    return not result.average and not any("contradiction" in doubt.key for doubt in result.doubts)


def values(case: Case, name: str) -> st.SearchStrategy[Any]:
    """Numbers that a figure may have: of a service only those that its table knows."""
    options = case.row.options
    if case.parameter.formula == "mean_of_services":
        known = {
            options.way: [way.number for way in options.ways],
            options.factor: list(options.factors),
            options.approved: [0, 1],
        }
        if name in known:
            return st.sampled_from(sorted(known[name]))
    return st.sampled_from(NUMBERS) | st.integers(0, 1200)


def test_every_formula_that_reads_figures_says_what_each_does() -> None:
    read = {name for name, module in row_formulas().items() if hasattr(module, "figures")}
    assert read == {name for name, module in row_formulas().items() if hasattr(module, "directions")}
    assert {case.parameter.formula for case in counted()} == read
    for case in counted():
        assert set(directions(case)) == set(case.parameter.figures), case.parameter.id


@pytest.mark.parametrize("case", counted(), ids=names(counted()))
@OFTEN
@given(data=st.data())
def test_a_figure_moved_to_the_worse_never_raises_the_points(case: Case, data: st.DataObject) -> None:
    ways = directions(case)
    before = {name: data.draw(values(case, name), label=name) for name in ways}
    moved = data.draw(st.sampled_from(sorted(ways)), label="moved")
    if ways[moved] == "size":
        return
    other = data.draw(values(case, moved), label="to")
    low, high = sorted((before[moved], other))
    better, worse = (high, low) if ways[moved] == "more" else (low, high)
    first, then = told(case, before | {moved: better}), told(case, before | {moved: worse})
    if settled(first) and settled(then):
        assert then.low <= first.low, (before, moved, better, worse)
        assert then.high <= first.high or then.low != then.high, (before, moved, better, worse)


@pytest.mark.parametrize("case", counted(), ids=names(counted()))
@OFTEN
@given(data=st.data())
def test_a_body_that_did_nothing_has_no_more_than_one_that_did_something(case: Case, data: st.DataObject) -> None:
    fault = idle(case, {name: data.draw(values(case, name), label=name) for name in directions(case)})
    assert fault is None, fault


def idle(case: Case, before: Mapping[str, Any]) -> str | None:
    """What is wrong where everything that the body does itself becomes 0 and the row then gives more."""
    own = {name: 0 for name in before if name in deeds() and name not in ("way", "factor")}
    if not own or any(before[name] == 0 for name in own):
        return None
    first, then = told(case, before), told(case, {**before, **own})
    if settled(first) and settled(then) and then.low > first.low:
        return f"{case.parameter.id}: {dict(before)} gives {first.low}, without {sorted(own)} {then.low}"
    return None


@pytest.mark.parametrize("case", judged(), ids=names(judged()))
@OFTEN
@given(data=st.data())
def test_a_requirement_that_is_met_less_never_raises_the_points(case: Case, data: st.DataObject) -> None:
    asked = list(requirements(case))
    state = {one.id: data.draw(st.sampled_from(tuple(WORSE)), label=one.id) for one in asked}
    counts = {one.id: data.draw(st.integers(1, 40), label=f"{one.id} how often") for one in asked}
    chosen = data.draw(st.sampled_from(asked), label="worse")
    worse = data.draw(st.sampled_from((*WORSE[state[chosen.id]], "more")), label="how")
    after, more = dict(state), dict(counts)
    if worse == "more":
        more[chosen.id] += data.draw(st.integers(1, 40), label="more")
    else:
        after[chosen.id] = worse
        more[chosen.id] = 1 if worse == "missing" else more[chosen.id]
    first, then = looked(case, asked, state, counts), looked(case, asked, after, more)
    assert first.low == first.high
    assert then.low == then.high
    assert then.low <= first.low, (state, chosen.id, worse)


def requirements(case: Case) -> Iterator[Asked]:
    row = case.parameter
    for element in row.elements:
        yield Asked(row, element.id, case.language, element.machine, element.checks)
    if not row.elements:
        yield Asked(row, row.id, case.language, row.machine, row.checks)


def looked(case: Case, asked: list[Asked], state: Mapping[str, str], counts: Mapping[str, int]) -> RowScore:
    """The row closed in every requirement: by its checks where they close it, and by a person."""
    found: list[Finding] = []
    for one in asked:
        facts = None
        if case.parameter.formula == "mean_of_tiers":
            found += positions(case, one, state[one.id], counts[one.id])
            continue
        found += KIT.answer(one, state[one.id], count=counts[one.id], facts=facts)
    return scored(case.row, case.language, found)


def positions(case: Case, one: Asked, outcome: str, count: int) -> list[Finding]:
    """Places in lists: the best for what is met, further down with every shortcoming, nowhere for what is absent."""
    place = {"met": 1, "deficiency": 1 + count}.get(outcome, 10**6)
    return [
        KIT.make(MANUAL, one.id, "met" if place == 1 else outcome, language=one.language, subject=source,
                 facts={"source": source, "position": place})
        for source in case.row.options.sources
    ]  # fmt: skip


def test_the_property_sees_points_for_nothing() -> None:
    """Rows that gave everything where nothing was held, published or begun, as they stood before."""
    found = {}
    for case in counted():
        if case.law == "kz-2025/2025-05-16" and case.parameter.formula == "ratio" and "required" in case.parameter.options:
            old = {key: value for key, value in case.parameter.options.items() if key in ("done", "less", "required")}
            found[case.parameter.id] = old
    assert found
