"""Numbers, shares and formulas as the sentences of a rule write them."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from reports.explain import chosen, commas
from reports.i18n import t

Options = dict[str, Any]


def plain(formula: str, options: Options, language: str) -> Iterator[str]:
    told = ", ".join(f"{name} = {commas(str(value), language)}" for name, value in sorted(options.items()))
    yield f"{formula}: {told}" if told else formula


def number(text: Any, language: str) -> str:
    return commas(str(text), language)


def percent(share: Any, language: str) -> str:
    return number(format((Decimal(str(share)) * 100).normalize(), "f"), language)


def formula(text: str, language: str) -> str:
    return t("Formula: {text}.", language, text=chosen(text, language))
