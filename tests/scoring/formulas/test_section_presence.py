"""What the formula «section_presence» tells beside the points: deductions, sentences, and which indicators fail as a whole."""

from __future__ import annotations

from decimal import Decimal

from scoring.arithmetic import Row, RowScore, Tally, step
from scoring.exact import Fraction
from scoring.formulas import section_presence
from store.conclusion import Deduction

ABSENT = Tally("x.1", "1)", missing=1)
ONCE = Tally("x.2", "2)", deficiencies=1)


def scored(absent: str, *tallies: Tally, cap: str = "1") -> RowScore:
    given = {"per_shortcoming": "0.1", "cap_share": cap, "absent": absent}
    return section_presence.score(Row("x", "1.2", Fraction(1), section_presence.Options.model_validate(given), tallies))


def test_what_is_absent_loses_its_share_and_what_is_poor_a_tenth() -> None:
    # 1 − 1 ÷ 2 − 0.1 = 0.4
    got = scored("equal-share", ABSENT, ONCE)
    assert (got.low, got.high) == (Fraction(2, 5), Fraction(2, 5))
    assert got.deductions == (
        Deduction(rule="x.1", count=1, points=Decimal("0.5"), capped=False),
        Deduction(rule="x", count=1, points=Decimal("0.1"), cap=Decimal(1), capped=False),
    )
    assert got.steps == (
        step("score.section.absent", place="1)", text="1 ÷ 2 = 0.5"),
        step("score.deduction.per-fact", place="1.2", count="1", deduction="0.1", text="1 × 0.1 = 0.1"),
        step("score.arithmetic", text="1 − 1 × 1 ÷ 2 − 0.1 = 0.4"),
    )
    assert got.lost == (True, False)
    assert got.before == (Fraction(1, 2), Fraction(1, 2))


def test_what_is_absent_counts_as_one_shortcoming_where_that_is_the_reading() -> None:
    # 1 − 2 × 0.1 = 0.8; no indicator fails as a whole.
    got = scored("shortcoming", ABSENT, ONCE)
    assert (got.low, got.high) == (Fraction(4, 5), Fraction(4, 5))
    assert got.deductions == (Deduction(rule="x", count=2, points=Decimal("0.2"), cap=Decimal(1), capped=False),)
    assert got.lost == (False, False)
    assert got.before == (Fraction(1), Fraction(1))


def test_the_low_end_is_the_worst_that_what_is_open_may_turn_out_to_be() -> None:
    # Absent and open: more of it may come to light, up to the whole weight; known is one shortcoming.
    got = scored("shortcoming", Tally("x.1", "1)", missing=1, open=True))
    assert (got.low, got.high) == (0, Fraction(9, 10))
    # Poor and open: it is there, so it can only be poorer.
    got = scored("equal-share", Tally("x.1", "1)", deficiencies=1, open=True), cap="0.5")
    assert (got.low, got.high) == (Fraction(1, 2), Fraction(9, 10))
    # Nothing known of the third: absent it takes 1 ÷ 3 beside 0.1, full of faults it takes the cap of 0.5 with the second.
    got = scored("equal-share", Tally("x.1", "1)"), ONCE, Tally("x.3", "3)", open=True), cap="0.5")
    assert (got.low, got.high) == (Fraction(1, 2), Fraction(9, 10))


def test_shortcomings_beside_the_indicators_take_tenths_and_no_share() -> None:
    # Two indicators, one absent; two shortcomings of the section's content: 1 − 1 ÷ 2 − 2 × 0.1 = 0.3
    got = scored("equal-share", ABSENT, Tally("x.2", "2)"), Tally("x", "1.2", deficiencies=2, beside=True))
    assert (got.low, got.high) == (Fraction(3, 10), Fraction(3, 10))
    assert got.before == (Fraction(1, 2), Fraction(1, 2))
    assert got.lost == (True, False, False)


def test_doubted_shortcomings_cost_their_number_and_never_an_indicator() -> None:
    got = scored("equal-share", Tally("x.1", "1)"), Tally("x", "1.2", beside=True, doubted=3))
    assert (got.low, got.high) == (Fraction(7, 10), Fraction(1))
    # Where their number is not known, they may cost the weight.
    got = scored("equal-share", Tally("x.1", "1)"), Tally("x", "1.2", beside=True, open=True))
    assert (got.low, got.high) == (Fraction(0), Fraction(1))


def test_one_open_indicator_costs_its_share_where_shortcomings_are_looked_for_apart() -> None:
    beside = Tally("x", "1.2", beside=True)
    got = scored("equal-share", Tally("x.1", "1)", open=True, doubted=1), Tally("x.2", "2)"), beside)
    assert (got.low, got.high) == (Fraction(1, 2), Fraction(1))
    # Found and poor, with two doubts more: 1 − 3 × 0.1
    got = scored("equal-share", Tally("x.1", "1)", deficiencies=1, open=True, doubted=2), Tally("x.2", "2)"), beside)
    assert (got.low, got.high) == (Fraction(7, 10), Fraction(9, 10))
    # Six doubts of one indicator are dearer than its share.
    got = scored("equal-share", Tally("x.1", "1)", open=True, doubted=6), Tally("x.2", "2)"), beside)
    assert (got.low, got.high) == (Fraction(2, 5), Fraction(1))
