"""What the formula «presence» tells beside the points: deductions, sentences, and which requirements fail as a whole."""

from __future__ import annotations

from decimal import Decimal

import pytest

from scoring.arithmetic import Row, RowScore, Tally, step
from scoring.exact import Fraction
from scoring.formulas import presence
from store.conclusion import Deduction

MET = Tally("x.1", "1)")
ONCE = Tally("x.2", "2)", deficiencies=1)
ABSENT = Tally("x.3", "3)", missing=1)
FREE = Tally("x.4", "4)", exempt=True)


def scored(lost_when: str, *tallies: Tally) -> RowScore:
    options = presence.Options.model_validate({"lost_when": lost_when})
    return presence.score(Row("x", "1", Fraction(3), options, tallies))


@pytest.mark.parametrize(
    ("lost_when", "tallies", "count", "lost"),
    [
        # Only what is asked for is counted: the exempt requirement is not.
        ("all", (ABSENT, FREE, ABSENT), 2, (True, False, True)),
        ("any", (MET, ONCE, ABSENT), 2, (False, True, True)),
        ("any", (ONCE,), 1, (True,)),
    ],
)
def test_a_lost_row_tells_its_deduction_and_its_sentence(
    lost_when: str, tallies: tuple[Tally, ...], count: int, lost: tuple[bool, ...]
) -> None:
    got = scored(lost_when, *tallies)
    assert (got.low, got.high) == (0, 0)
    assert got.deductions == (Deduction(rule="x", count=count, points=Decimal(3), cap=Decimal(3)),)
    assert got.steps == (step("score.absent", weight="3", count=str(count)),)
    assert got.lost == lost


@pytest.mark.parametrize(
    ("lost_when", "tallies", "lost"),
    [("all", (MET, ABSENT), (False, True)), ("any", (MET, FREE), (False, False)), ("all", (FREE,), (False,))],
)
def test_a_kept_row_takes_nothing_and_tells_which_requirement_fails(
    lost_when: str, tallies: tuple[Tally, ...], lost: tuple[bool, ...]
) -> None:
    got = scored(lost_when, *tallies)
    assert (got.low, got.high) == (3, 3)
    assert (got.deductions, got.steps, got.lost) == ((), (), lost)


def test_something_found_for_certain_keeps_a_condition_whatever_is_open_beside_it() -> None:
    # «при отсутствии анонсирования»: one announced draft is no absence, though of another nobody can tell.
    opened, found = Tally("x.5", "5)", open=True), Tally("x.6", "6)", open=True, shown=True)
    assert (scored("all", found).low, scored("all", opened).low) == (3, 0)
    assert (scored("any", found).low, scored("any", found).high) == (0, 3)
