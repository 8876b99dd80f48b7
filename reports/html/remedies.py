"""What to mend as the report shows it: each remedy with the places it is told of."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from reports.html.safe import anchor

# Sentences of a remedy that are told, and addresses of each; findings.jsonl holds them all.
PLACES = 3


@dataclass(frozen=True)
class RemedyView:
    """What to mend, and the findings that say where."""

    remedy: dict[str, Any]
    findings: list[dict[str, Any]]

    @property
    def anchor(self) -> str:
        """The anchor of its row."""
        return anchor("row", self.remedy["parameter"], self.remedy["language"])

    @property
    def parts(self) -> list[dict[str, Any]]:
        """Things that return something by themselves."""
        return [part for part in self.remedy["parts"] if any(Decimal(end) for end in part["returns"])]

    @property
    def told(self) -> list[list[dict[str, Any]]]:
        """Its findings, those that say the same together."""
        groups: dict[tuple[str, ...], list[dict[str, Any]]] = {}
        for finding in self.findings:
            groups.setdefault(tuple(finding["message"].values()), []).append(finding)
        return list(groups.values())

    @property
    def untold(self) -> int:
        """How many of its places the list of remedies leaves out."""
        return len(self.findings) - sum(len(group[:PLACES]) for group in self.told[:PLACES])
