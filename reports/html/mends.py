"""How the shortcomings of a report are put right: told in full beside the first card of a check, referred to from the others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from markupsafe import Markup, escape

from reports.decisions import SHORT, counted
from reports.html.safe import anchor


class Telling(Protocol):
    """A card of the report."""

    @property
    def finding(self) -> dict[str, Any]: ...
    @property
    def anchor(self) -> str: ...


@dataclass(frozen=True)
class Mends:
    """What is known of mending, by check; ``where`` names the card that tells it in full.

    A mend has the keys ``mend`` (kk, ru, en), ``before`` and ``after`` (kk, ru).
    """

    known: Mapping[str, dict[str, Any]] = field(default_factory=dict)
    where: Mapping[str, str] = field(default_factory=dict)

    def of(self, card: Telling) -> dict[str, Any] | None:
        """How what a card tells is put right; None where it is no shortcoming or nobody wrote how."""
        return self.known.get(card.finding["check"]) if counted(card.finding)["outcome"] in SHORT else None

    def place(self, check: str) -> str:
        """The anchor of the text on one check."""
        return anchor("mend", check)

    def in_full(self, card: Telling) -> bool:
        """Whether it is this card that tells it."""
        return self.where.get(card.finding["check"]) == card.anchor


def placed(known: Mapping[str, dict[str, Any]], cards: Iterable[Telling]) -> Mends:
    """Mends with the card of each: the first one in the order of the report that tells a shortcoming of the check."""
    where: dict[str, str] = {}
    mends = Mends(known, where)
    for card in cards:
        if mends.of(card) is not None:
            where.setdefault(card.finding["check"], card.anchor)
    return mends


def ticked(text: str) -> Markup:
    """A text of our own with what stands between backticks as code; everything in it escaped."""
    parts = text.split("`")
    return Markup("").join(
        Markup("<code>{}</code>").format(part) if place % 2 else escape(part) for place, part in enumerate(parts)
    )
