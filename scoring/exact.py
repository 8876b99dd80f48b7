"""Exact numbers: the law's decimals become fractions, so that a division by 14.4 or 7 loses nothing before the law rounds."""

from __future__ import annotations

import fractions
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fractions import Fraction
else:
    # The same fractions compiled: a cohort of a thousand bodies makes some millions of them.
    from quicktions import Fraction

__all__ = ["PLACES", "Fraction", "decimal", "equation", "read_fraction", "round_half_up", "show", "terminates"]

# A quotient such as 4 ÷ 7 has no end; it is written with this many places, sums are made of the fraction itself.
PLACES = 12
_CONTEXT = Context(prec=200, rounding=ROUND_HALF_UP)


def read_fraction(text: str) -> Fraction:
    """The fraction that a text such as «25/12», «0.5» or «7» tells.

    Texts are read by the standard library: quicktions 1.24 writes the digit of a text of one letter over the zero byte that the whole
    interpreter shares, and whatever looks for zero bytes afterwards is answered wrongly.

    Raises:
        ValueError: the text is no number.
    """
    plain = fractions.Fraction(text)
    return Fraction(plain.numerator, plain.denominator)


def terminates(value: Fraction) -> bool:
    """Whether the fraction has a finite decimal form."""
    rest = value.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    return rest == 1


@lru_cache(maxsize=1 << 16)
def decimal(value: Fraction, places: int = PLACES) -> Decimal:
    """The fraction as a decimal without exponent: exact where it has an end, else rounded half up to ``places``."""
    if value.denominator == 1:
        return Decimal(value.numerator)
    quotient = _CONTEXT.divide(Decimal(value.numerator), Decimal(value.denominator))
    if not terminates(value):
        quotient = quotient.quantize(Decimal(1).scaleb(-places), context=_CONTEXT)
    text = format(quotient, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return Decimal(text)


def round_half_up(value: Fraction, places: int) -> Decimal:
    """The fraction rounded half up to ``places`` decimal places."""
    quotient = _CONTEXT.divide(Decimal(value.numerator), Decimal(value.denominator))
    return quotient.quantize(Decimal(1).scaleb(-places), context=_CONTEXT)


@lru_cache(maxsize=1 << 16)
def show(value: Fraction) -> str:
    """The number as an explanation writes it: exact, or with «≈» and four places where it has no end."""
    if terminates(value):
        return str(decimal(value))
    return f"≈{decimal(value, 4)}"


def equation(terms: str, value: Fraction) -> str:
    """``terms = value``, or ``terms ≈ value`` where the value has no finite decimal form."""
    if terminates(value):
        return f"{terms} = {decimal(value)}"
    return f"{terms} ≈ {decimal(value, 4)}"
