"""How many findings the report tells in full, how many in one line, and how many it leaves to findings.jsonl."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from markupsafe import escape

from reports.decisions import counted

# Findings that take points or stay open come first; a reader looks for these.
ORDER = ("missing", "deficiency", "unverified", "met", "not-applicable")
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


@dataclass
class Told:
    """The findings of one row: in full, in one line, and how many are only counted."""

    findings: list[dict[str, Any]]
    full: int = 0
    compact: int = 0

    @property
    def left(self) -> int:
        """How many stand in findings.jsonl only."""
        return len(self.findings) - self.full - self.compact

    @property
    def in_full(self) -> list[dict[str, Any]]:
        """Findings told with picture, quote and digests."""
        return self.findings[: self.full]

    @property
    def in_line(self) -> list[dict[str, Any]]:
        """Findings told in one line."""
        return self.findings[self.full : self.full + self.compact]


@dataclass
class Allowance:
    """A budget of text that all rows share: each row first gets a few findings in full, then more, then lines."""

    limit: int = TEXT_BYTES
    spent: int = 0
    rows: list[Told] = field(default_factory=list)

    def add(self, findings: list[dict[str, Any]]) -> Told:
        """Takes in the findings of one row and puts them in the order of telling."""
        told = Told(sorted(findings, key=_rank))
        self.rows.append(told)
        return told

    def share(self) -> None:
        """Gives each row its part."""
        for most in (SURE_FULL, FULL):
            for told in self.rows:
                while told.full < min(most, len(told.findings)) and self._takes(told.findings[told.full], FULL_MARKUP):
                    told.full += 1
        for told in self.rows:
            while told.compact < COMPACT and told.left and self._takes(told.findings[told.full + told.compact], LINE_MARKUP):
                told.compact += 1

    def _takes(self, finding: dict[str, Any], markup: int) -> bool:
        cost = markup + text_bytes(finding)
        if self.spent + cost > self.limit:
            return False
        self.spent += cost
        return True


def _rank(finding: dict[str, Any]) -> tuple[bool, int]:
    """What people decided on comes first, then what takes points or stays open."""
    return "rulings" not in finding, ORDER.index(counted(finding)["outcome"])


def text_bytes(finding: dict[str, Any]) -> int:
    """Bytes that the finding's own text can take in the report, after escaping and cutting."""
    pieces = [finding["url"] * 2, *finding["message"].values(), *finding["locator"].values(), *finding["evidence"]]
    pieces += [str(value) for value in finding["facts"].values()]
    pieces += [str(value) for one in finding.get("rulings", ()) for value in one.values()]
    return sum(len(str(escape(piece[: URL * 8])).encode()) for piece in pieces)
