"""However the steps go, and whichever of them cannot be made, their moves add up to what lies between the ends."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from openness.comparing.chain import Step, legs
from reports.compared import NOTHING, Cause, Key, Points, moves
from store.conclusion import Range

KEYS = [Key("total", ""), Key("table", "t"), Key("row", "r", "kk"), Key("row", "r", "ru")]
# As many places as a quotient without end is written with.
NUMBERS = st.integers(-400 * 10**12, 400 * 10**12).map(lambda number: Decimal(number).scaleb(-12))
RANGES = st.builds(Range, low=NUMBERS, high=NUMBERS)
POINTS = st.dictionaries(st.sampled_from(KEYS), RANGES)
CAUSES = st.frozensets(st.sampled_from(Cause), max_size=3)
ALIKE = settings(deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
STEPS = st.lists(st.builds(Step, CAUSES, st.none() | POINTS), max_size=8)


@ALIKE
@given(POINTS, STEPS, CAUSES.filter(bool), POINTS)
def test_moves_add_up(start: Points, steps: list[Step], last: frozenset[Cause], end: Points) -> None:
    found = tuple(legs(start, [*steps, Step(last, end)]))
    for key in KEYS:
        told = moves(found, key)
        before, after = start.get(key, NOTHING), end.get(key, NOTHING)
        assert sum((one.low for one in told), Decimal(0)) == after.low - before.low
        assert sum((one.high for one in told), Decimal(0)) == after.high - before.high
        assert all(one.low or one.high for one in told)
        assert len({one.causes for one in told}) == len(told)


@ALIKE
@given(POINTS, STEPS, CAUSES.filter(bool), POINTS)
def test_no_cause_is_lost_and_none_is_made_up(start: Points, steps: list[Step], last: frozenset[Cause], end: Points) -> None:
    every = [*steps, Step(last, end)]
    found = tuple(legs(start, every))
    assert [leg.after for leg in found] == [step.points for step in every if step.points is not None]
    assert [leg.before for leg in found] == [start, *(leg.after for leg in found[:-1])]
    assert frozenset().union(*(leg.causes for leg in found)) == frozenset().union(*(step.causes for step in every))
    made = [step for step in every if step.points is not None]
    if len(made) == len(every):
        assert [leg.causes for leg in found] == [step.causes for step in every]
