"""No row gives more points when less was done: raising what is required or lowering what was done never raises points."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Any

import pytest

from scoring.arithmetic import Row, RowScore, Tally
from scoring.exact import Fraction
from scoring.methodology import load, parameters
from scoring.plan import RowPlan, make_plan
from store.base import BodyKind
from store.findings import REPORTED
from tests.scoring.kit import EDITIONS, make

KINDS: tuple[BodyKind, ...] = ("central", "local", "subordinate")
MOST = 4


def plans() -> Iterator[tuple[str, RowPlan]]:
    """Every row of every edition that is counted from figures as a share or by bands, once for each weight."""
    seen = set()
    for folder in EDITIONS:
        edition = load(folder)
        for kind in KINDS:
            known = {row.id for row in parameters(edition, kind)}
            for part in make_plan(edition, kind).parts:
                for plan in part.rows():
                    key = (folder, plan.parameter.id, plan.weight)
                    if plan.parameter.id in known and plan.parameter.formula in ("ratio", "bands") and key not in seen:
                        seen.add(key)
                        yield f"{plan.parameter.id} {plan.weight}", plan


PLANS = dict(plans())


def better(plan: RowPlan) -> dict[str, int]:
    """Figure → 1 where more of it is more done, −1 where more of it is less done or more required; others are left out."""
    options = plan.options
    if plan.parameter.formula == "bands":
        measure = options.measure
        signs = {measure.figure: 1, measure.part: 1, measure.whole: -1, measure.before: 1, measure.after: -1}
        signs |= dict.fromkeys((band.without for band in options.bands), -1)
    else:
        signs = dict.fromkeys(options.done, 1) | dict.fromkeys(options.less, -1)
        if options.required is not None:
            signs[options.required] = 0 if options.required in options.done else -1
        signs |= {options.due: -1}
        if options.waived is not None:
            signs[options.waived.figure] = -1
        if options.late is not None:
            signs[options.late.figure] = 1
    return {name: sign for name, sign in signs.items() if name is not None}


def scored(plan: RowPlan, facts: dict[str, int]) -> RowScore:
    parameter = plan.parameter
    finding = make(REPORTED, parameter.id, "met", facts={name: str(value) for name, value in facts.items()})
    tally = Tally(id=parameter.id, label=parameter.number, findings=(finding,))
    result: RowScore = plan.formula.score(
        Row(parameter.id, parameter.number, plan.weight, plan.options, (tally,), parameter.figures)
    )
    return result


def values(plan: RowPlan, name: str) -> tuple[int, ...]:
    """Values that reach every band of a row, and its neighbours; few for a share."""
    if plan.parameter.formula == "ratio":
        return tuple(range(MOST + 1))
    if name != plan.options.measure.figure:
        return (0, 1, 2, 12)
    ends = [int(band.low) for band in plan.options.bands]
    return tuple(sorted({0, *(end + shift for end in ends for shift in (-1, 0, 1) if end + shift >= 0)}))


@pytest.mark.parametrize("name", PLANS)
def test_less_done_or_more_required_never_raises_points(name: str) -> None:
    plan = PLANS[name]
    signs = better(plan)
    figures = [one for one in plan.parameter.figures if one in signs]
    compared = 0
    cache: dict[tuple[int, ...], RowScore] = {}
    for given in product(*(values(plan, one) for one in figures)):
        result = scored(plan, dict(zip(figures, given, strict=True)))
        if not any(doubt.key.startswith("score.open.contradiction") for doubt in result.doubts):
            cache[given] = result
    for given, result in cache.items():
        for at, figure in enumerate(figures):
            steps = values(plan, figure)
            after = steps.index(given[at]) + 1
            more = cache.get((*given[:at], steps[after], *given[at + 1 :])) if after < len(steps) else None
            if more is None or not signs[figure]:
                continue
            compared += 1
            less_done, more_done = (result, more) if signs[figure] > 0 else (more, result)
            facts: dict[str, Any] = dict(zip(figures, given, strict=True))
            assert less_done.low <= more_done.low or more_done.average or _empty(more_done), (figure, facts)
            assert less_done.high <= more_done.high, (figure, facts)
    assert compared


def _empty(result: RowScore) -> bool:
    """A row that is open because nothing was required: its least is no judgement of what was done."""
    return result.low == Fraction(0) != result.high
