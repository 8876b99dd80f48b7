"""How many findings the report tells in full, how many in one line, and how many it leaves to findings.jsonl."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from markupsafe import escape

from reports.html.groups import Cost, free, grouped

SURE_FULL = 3
FULL = 50
COMPACT = 200
TEXT_BYTES = 5_000_000
# Markup of one full finding and of one line, without the finding's own text; measured on the templates, rounded up.
FULL_MARKUP = 3_000
LINE_MARKUP = 700
URL = 300
QUOTE = 500
WORDS = 1_000
# How many findings of one cause a card lists beside its first, and how many pages.
MEMBERS = 100
PAGES = 50


@dataclass
class Told:
    """The findings of one row in groups of one cause: groups in full, groups in one line, and how many are only counted."""

    groups: list[list[dict[str, Any]]]
    full: int = 0
    compact: int = 0

    @property
    def findings(self) -> list[dict[str, Any]]:
        """All findings in the order of telling."""
        return [finding for group in self.groups for finding in group]

    @property
    def left(self) -> int:
        """How many findings stand in findings.jsonl only."""
        return sum(len(group) for group in self.groups[self.full + self.compact :])

    @property
    def in_full(self) -> list[list[dict[str, Any]]]:
        """Groups whose first finding is told with picture, quote and digests."""
        return self.groups[: self.full]

    @property
    def in_line(self) -> list[list[dict[str, Any]]]:
        """Groups told in one line."""
        return self.groups[self.full : self.full + self.compact]


@dataclass
class Allowance:
    """A budget of text that all rows share: each row first gets a few findings in full, then more, then lines."""

    limit: int = TEXT_BYTES
    spent: int = 0
    rows: list[Told] = field(default_factory=list)

    def add(self, findings: list[dict[str, Any]], cost: Cost = free) -> Told:
        """Takes in the findings of one row and puts them in the order of telling: by cause, the dearest first."""
        told = Told(grouped(findings, cost))
        self.rows.append(told)
        return told

    def share(self) -> None:
        """Gives each row its part."""
        for most in (SURE_FULL, FULL):
            for told in self.rows:
                while told.full < min(most, len(told.groups)) and self._takes(told.groups[told.full], FULL_MARKUP):
                    told.full += 1
        for told in self.rows:
            while told.compact < COMPACT and told.left and self._takes(told.groups[told.full + told.compact], LINE_MARKUP):
                told.compact += 1

    def _takes(self, group: list[dict[str, Any]], markup: int) -> bool:
        cost = markup + text_bytes(group[0])
        if markup == FULL_MARKUP:
            cost += sum(LINE_MARKUP + text_bytes(finding) for finding in group[1 : MEMBERS + 1])
        if self.spent + cost > self.limit:
            return False
        self.spent += cost
        return True


def text_bytes(finding: dict[str, Any]) -> int:
    """Bytes that the finding's own text can take in the report, after escaping and cutting."""
    pieces = [finding["url"] * 2, *finding["message"].values(), *finding["locator"].values(), *finding["evidence"]]
    told = [str(value) for value in finding["facts"].values()]
    # Two versions of a page are told side by side besides.
    pieces += told * (2 if "counterpart" in finding["facts"] else 1)
    pieces += [str(value) for one in finding.get("rulings", ()) for value in one.values()]
    pieces += finding.get("pages", [])[:PAGES] * 2
    return sum(len(str(escape(piece[: URL * 8])).encode()) for piece in pieces)
