"""P6 = (A + B) × C + D (2025, p. 80), letter by letter, with the plain sum of p. 85 beside it."""

from __future__ import annotations

from fractions import Fraction

from scoring.arithmetic import Table, TableScore
from scoring.formulas.part_times_coefficient import Options, normalise

LETTERS = {"a": "A", "b": "B", "c": "C", "d": "D"}
OPTIONS = Options(coefficient="c", multiplied=("a", "b"), letters=LETTERS)


def made(coefficient: tuple[str, str], **rows: tuple[str, str]) -> TableScore:
    ends = {name: (Fraction(low), Fraction(high)) for name, (low, high) in rows.items()}
    return normalise(
        Table(
            raw_low=sum((low for low, _ in ends.values()), Fraction(0)),
            raw_high=sum((high for _, high in ends.values()), Fraction(0)),
            total=Fraction(10),
            max=Fraction(10),
            options=OPTIONS,
            rules={"c": (Fraction(1), Fraction(coefficient[0]), Fraction(coefficient[1]))},
            rows=ends,
        )
    )


def told(score: TableScore) -> list[tuple[str, dict[str, object]]]:
    return [(step.key, step.values) for step in score.steps]


def test_letters_points_and_the_plain_sum() -> None:
    # A = 5 × 9 ÷ 15 = 3; B = 2 × (196 − 10) ÷ 200 = 1.86; C = 0.82; D = 2: 4.86 × 0.82 + 2 = 5.9852; added up 6.86.
    score = made(("0.82", "0.82"), a=("3", "3"), b=("1.86", "1.86"), d=("2", "2"))
    assert (score.low, score.high) == (Fraction("5.9852"), Fraction("5.9852"))
    assert told(score) == [
        ("score.table.letters", {"text": "A = 3; B = 1.86; C = 0.82; D = 2"}),
        ("score.table", {"text": "(3 + 1.86) × 0.82 + 2 = 5.9852"}),
        ("score.table.plain-sum", {"points": "6.86"}),
    ]


def test_what_is_open_has_two_ends_in_every_step() -> None:
    # C unknown: (7 × 0) + 3 = 3 … (7 × 1) + 3 = 10; the plain sum needs no coefficient: 10.
    score = made(("0", "1"), a=("5", "5"), b=("1", "2"), d=("3", "3"))
    assert (score.low, score.high) == (3, 10)
    keys = [key for key, _ in told(score)]
    assert keys == ["score.table.letters", "score.table.low", "score.table.high", "score.table.plain-sum.open"]
    assert told(score)[0][1] == {"text": "A = 5; B = 1 … 2; C = 0 … 1; D = 3"}
    assert told(score)[3][1] == {"low": "9", "high": "10"}


def test_nothing_done_and_everything_done() -> None:
    assert made(("1", "1"), a=("0", "0"), b=("0", "0"), d=("0", "0")).high == 0
    assert made(("1", "1"), a=("5", "5"), b=("2", "2"), d=("3", "3")).low == 10
    # C = 0: nobody was satisfied, only D remains.
    assert made(("0", "0"), a=("5", "5"), b=("2", "2"), d=("3", "3")).high == 3
