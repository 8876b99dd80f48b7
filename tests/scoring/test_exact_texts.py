"""Texts of numbers become fractions, and reading them touches nothing else."""

from __future__ import annotations

from fractions import Fraction as Plain

import pytest

from scoring.exact import Fraction, read_fraction


@pytest.mark.parametrize("text", ["0", "7", "-3", "10", "0.5", "25/12", "1e2"])
def test_a_text_is_the_number_it_tells(text: str) -> None:
    number = read_fraction(text)
    assert type(number) is Fraction
    assert (number.numerator, number.denominator) == Plain(text).as_integer_ratio()


@pytest.mark.parametrize("digit", "0123456789")
def test_a_digit_leaves_the_bytes_of_the_interpreter_alone(digit: str) -> None:
    read_fraction(digit)
    assert bytes([0]) == bytes(1)


@pytest.mark.parametrize("text", ["", "seven", "1/0x"])
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="Invalid literal"):
        read_fraction(text)
