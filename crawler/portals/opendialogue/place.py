"""The rules of the portal of open dialogue; no body's website lies on it."""

from __future__ import annotations

from crawler.portals.reading.cards import CardRules, FieldRules


class Rules(CardRules):
    """``answers`` is where the row of answers beside a question says author and day of each."""

    answers: FieldRules
