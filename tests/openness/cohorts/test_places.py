"""Places of ranges: whatever the totals come to be, each body takes a place between its best and its worst."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from openness.cohorts.places import bins, place_ranges

# Coarse numbers, so that equal ends are common.
ENDS = st.tuples(st.integers(0, 12), st.integers(0, 12)).map(lambda pair: (Decimal(min(pair)), Decimal(max(pair))))
CHEAP = settings(deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
SHARES = st.lists(st.tuples(ENDS, st.fractions(0, 1)), min_size=1, max_size=9)


def place(total: Fraction, totals: list[Fraction]) -> int:
    return 1 + sum(other > total for other in totals)


@CHEAP
@given(SHARES)
def test_the_true_place_lies_between_best_and_worst(drawn: list[tuple[tuple[Decimal, Decimal], Fraction]]) -> None:
    ranges = [ends for ends, _ in drawn]
    totals = [Fraction(low) + (Fraction(high) - Fraction(low)) * share for (low, high), share in drawn]
    for (best, worst), total in zip(place_ranges(ranges), totals, strict=True):
        assert best <= place(total, totals) <= worst


@CHEAP
@given(st.lists(ENDS, min_size=1, max_size=9))
def test_best_and_worst_place_can_both_come_true(ranges: list[tuple[Decimal, Decimal]]) -> None:
    for number, (best, worst) in enumerate(place_ranges(ranges)):
        others = [one for at, one in enumerate(ranges) if at != number]
        low, high = ranges[number]
        assert place(Fraction(high), [Fraction(other) for other, _ in others]) == best
        assert place(Fraction(low), [Fraction(other) for _, other in others]) == worst


def test_certain_totals_have_one_place_and_equals_share_it() -> None:
    totals = [Decimal(value) for value in (7, 9, 9, 3)]
    assert place_ranges([(value, value) for value in totals]) == [(3, 3), (1, 1), (1, 1), (4, 4)]


def test_a_range_takes_every_place_that_it_can() -> None:
    assert place_ranges([(Decimal(0), Decimal(10)), (Decimal(4), Decimal(4)), (Decimal(6), Decimal(8))]) == [
        (1, 3),
        (2, 3),
        (1, 2),
    ]


@pytest.mark.parametrize(("low", "high", "found"), [("0", "0", [(1, 1), (0, 0)]), ("0.5", "0.5", [(0, 0), (1, 1)]),
                                                    ("0.2", "0.5", [(0, 1), (0, 1)]), ("1", "1", [(0, 0), (1, 1)])])  # fmt: skip
def test_a_share_lies_in_the_parts_that_it_can_reach(low: str, high: str, found: list[tuple[int, int]]) -> None:
    assert bins([(Decimal(low), Decimal(high))], [Decimal("0.5")]) == found


@CHEAP
@given(st.lists(ENDS, max_size=9))
def test_each_share_is_counted_once_for_certain_or_in_several_parts(ends: list[tuple[Decimal, Decimal]]) -> None:
    shares = [(low / 12, high / 12) for low, high in ends]
    parts = bins(shares, [Decimal(part) / 10 for part in range(1, 10)])
    assert all(0 <= sure <= most for sure, most in parts)
    assert sum(sure for sure, _ in parts) <= len(shares) <= sum(most for _, most in parts)
