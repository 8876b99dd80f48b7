"""What was found on each page: the same findings as in the rows, sorted by where an editor would mend them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from reports.decisions import SHORT, counted
from reports.html.groups import pages_of
from reports.html.view import Card, RowView

# Pages that the report lists and findings of each; findings.jsonl holds them all.
MOST, EACH = 200, 12
OPEN = "unverified"


@dataclass(frozen=True)
class Seen:
    """One thing on a page: its card, and the row that it is told in."""

    card: Card
    row: dict[str, Any]

    @property
    def outcome(self) -> str:
        """What it counts as."""
        return str(counted(self.card.finding)["outcome"])


@dataclass(frozen=True)
class PageView:
    """A page with what was found on it, shortcomings first."""

    url: str
    seen: list[Seen]

    @property
    def charged(self) -> int:
        """How many of its things are shortcomings."""
        return sum(one.outcome in SHORT for one in self.seen)

    @property
    def listed(self) -> list[Seen]:
        """Those that the report lists."""
        return self.seen[:EACH]


def pages(rows: Iterable[RowView]) -> list[PageView]:
    """Every page with a shortcoming or an open question that a card tells, those with most shortcomings first.

    A card that several rows tell stands once on a page.
    """
    found: dict[str, dict[str, Seen]] = defaultdict(dict)
    for row in rows:
        for card in row.cards:
            if counted(card.finding)["outcome"] in (*SHORT, OPEN):
                for url in pages_of(card.group):
                    found[url].setdefault(card.finding["id"], Seen(card, row.row))
    views = [
        PageView(url, sorted(seen.values(), key=lambda one: one.outcome not in SHORT))
        for url, seen in found.items()
        if url.startswith(("http://", "https://"))
    ]
    return sorted(views, key=lambda one: (-one.charged, -len(one.seen), one.url))
