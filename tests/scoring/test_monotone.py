"""No row gives more points when less was done: every figure and every requirement of every row of every edition.

What more of a figure does to the points is said by its formula (``directions``). Two things are held: a step in the worse direction
never raises the points, and a body that did nothing never has more than one that did something.

One thing is not compared: an indicator of a section (2017, appendices 15 and 16) that is there, but with more shortcomings than its
share of the section is worth, and the same indicator absent. The act prints 0.1 for each shortcoming and no loss for what is absent.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from typing import Any, NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scoring.acceptance import ledger, tallies
from scoring.arithmetic import Row, RowScore
from scoring.exact import Fraction
from scoring.formulas import row_formulas
from scoring.plan import RowPlan, make_plan
from store.base import Language
from store.findings import MANUAL, Finding
from store.methodology import Methodology, Parameter
from tests.scoring.kit import EDITIONS, Asked, Kit, loaded

KIT = Kit()
KINDS = ("central", "local", "subordinate")
HELD = frozenset({"events", "sittings"})
"""What a body holds by itself, although a share is taken of it and no row counts it as done."""
NUMBERS = (0, 1, 2, 3, 5, 9, 10, 11, 12, 13, 25, 26, 50, 51, 69, 79, 80, 81, 90, 99, 100, 101, 999, 1000, 1001)
OFTEN = settings(max_examples=15, derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
SELDOM = settings(OFTEN, max_examples=6)
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
    return {f"{folder.parent.name}/{folder.name}": loaded(folder) for folder in EDITIONS}


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


def name_of(case: Case) -> str:
    return f"{case.law} {case.parameter.id} {case.row.weight}"


def called(name: str) -> Case:
    return next(case for case in cases() if name_of(case) == name)


COUNTED = [name_of(case) for case in counted()]
JUDGED = [name_of(case) for case in judged()]


def directions(case: Case) -> Mapping[str, str]:
    return case.row.formula.directions(case.row.options)  # type: ignore[no-any-return]


@cache
def deeds() -> frozenset[str]:
    """Figures of what bodies do themselves: what some row counts as done, what a row knows the demand of, what they hold."""
    done = {name for case in counted() for name in case.parameter.options.get("done", ())}
    shared = {case.parameter.options["required"] for case in counted() if case.parameter.options.get("due")}
    rising = {name for case in counted() for name, way in directions(case).items() if way == "more"}
    return frozenset((done & rising) | shared | HELD)


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


@pytest.mark.parametrize("name", COUNTED)
@OFTEN
@given(data=st.data())
def test_a_figure_moved_to_the_worse_never_raises_the_points(name: str, data: st.DataObject) -> None:
    case = called(name)
    ways = directions(case)
    before = {figure: data.draw(values(case, figure), label=figure) for figure in ways}
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


@pytest.mark.parametrize("name", COUNTED)
@OFTEN
@given(data=st.data())
def test_a_body_that_did_nothing_has_no_more_than_one_that_did_something(name: str, data: st.DataObject) -> None:
    case = called(name)
    fault = idle(case, {figure: data.draw(values(case, figure), label=figure) for figure in directions(case)})
    assert fault is None, fault


def idle(case: Case, before: Mapping[str, Any]) -> str | None:
    """What is wrong where everything that the body does itself becomes 0 and the row then gives more."""
    own = {name: 0 for name in before if name in deeds()}
    if not own or not any(before[name] for name in own):
        return None
    first, then = told(case, before), told(case, {**before, **own})
    if settled(first) and settled(then) and then.low > first.low:
        return f"{case.parameter.id}: {dict(before)} gives {first.low}, without {sorted(own)} {then.low}"
    return None


@pytest.mark.parametrize("name", JUDGED)
@SELDOM
@given(data=st.data())
def test_a_requirement_that_is_met_less_never_raises_the_points(name: str, data: st.DataObject) -> None:
    case = called(name)
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
    if worse == "missing" and state[chosen.id] == "deficiency" and beyond_its_share(case, len(asked), counts[chosen.id]):
        return
    first, then = looked(case, asked, state, counts), looked(case, asked, after, more)
    assert first.low == first.high
    assert then.low == then.high
    assert then.low <= first.low, (state, chosen.id, worse)


def beyond_its_share(case: Case, number: int, count: int) -> bool:
    """Whether the shortcomings of one indicator of a section take more than the indicator itself is worth there."""
    if case.parameter.formula != "section_presence" or case.row.options.absent != "equal-share":
        return False
    return count * Fraction(case.row.options.per_shortcoming) > case.row.weight / number


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


@pytest.mark.parametrize(
    ("law", "row", "figures"),
    [
        # Nothing published: there is nothing that could go by API.
        ("kz-2025/2025-05-16", "kz-2025:a10.t1.6", {"sets-published": 4, "sets-by-api": 1}),
        # No open sitting held; meetings held without a plan of action on the site.
        ("kz-2025/2025-05-16", "kz-2025:a10.t6.3", {"sittings": 4, "sittings-broadcast": 1}),
        ("kz-2025/2025-05-16", "kz-2025:a10.t6.4.2", {"meetings-held": 4, "meetings-published": 1}),
        ("kz-2023/2023-06-01", "kz-2023:a10.t6.3", {"sittings": 4, "sittings-broadcast": 1}),
        ("kz-2023/2023-06-01", "kz-2023:a10.t6.4.2", {"meetings-held": 4, "meetings-published": 1}),
    ],
)
def test_the_property_finds_full_points_for_what_was_not_done(law: str, row: str, figures: dict[str, int]) -> None:
    """These rows gave their whole weight where the body had done nothing at all; their rule is put back as it stood."""
    case = next(case for case in counted() if (case.law, case.parameter.id) == (law, row))
    options = case.row.options
    full = options.none.model_copy(update={"gives": "full"})
    before = options.model_copy(update={"due": None, "waived": None, "none": full})
    assert idle(case._replace(row=replace(case.row, options=before)), figures) is not None
    demanded = dict.fromkeys(case.row.formula.optional(options), 4)
    assert idle(case, {**figures, **demanded}) is None
