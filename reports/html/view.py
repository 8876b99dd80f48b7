"""What the templates show: the result with its findings sorted into rows, bounded and with pictures."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from reports.html.allowance import ORDER, Allowance, Told
from reports.html.pictures import Picture, Pictures
from reports.html.safe import anchor


@dataclass(frozen=True)
class Card:
    """A finding told in full."""

    finding: dict[str, Any]
    anchor: str
    picture: Picture | None


@dataclass(frozen=True)
class RowView:
    """A printed row with what was found for it."""

    row: dict[str, Any]
    anchor: str
    told: Told
    cards: list[Card]
    outcomes: list[tuple[str, int]]

    @property
    def open(self) -> bool:
        """Whether points still depend on something open."""
        low, high = self.row["range"]
        return bool(low != high)

    @property
    def detailed(self) -> bool:
        """Whether there is more to tell than that nobody has decided the row yet."""
        return bool(self.told.findings or self.row["deductions"] or self.row["status"] != "unverified")


@dataclass(frozen=True)
class TableView:
    """A printed table: sections in the order of the law, each with its rows."""

    indicator: dict[str, Any]
    criterion: dict[str, Any]
    anchor: str
    sections: list[tuple[dict[str, Any] | None, list[RowView]]]

    @property
    def rows(self) -> list[RowView]:
        """All rows of the table."""
        return [row for _, rows in self.sections for row in rows]

    @property
    def detailed(self) -> list[RowView]:
        """Rows with findings, deductions or a decision."""
        return [row for row in self.rows if row.detailed]


@dataclass(frozen=True)
class View:
    """Everything the report shows."""

    result: dict[str, Any]
    tables: list[TableView]

    @property
    def rows(self) -> list[RowView]:
        """All rows of all tables."""
        return [row for table in self.tables for row in table.rows]

    @property
    def open_rows(self) -> list[RowView]:
        """Rows that a machine could not close."""
        return [row for row in self.rows if row.row["status"] == "unverified" or row.row["open"] or row.open]


def build(result: dict[str, Any], findings: list[dict[str, Any]], pictures: Pictures) -> View:
    """Sorts findings into rows and gives each its share of the report."""
    known = {finding["id"]: finding for finding in findings}
    allowance = Allowance()
    told = {
        (criterion["id"], indicator["id"], place): allowance.add(_of_row(row, known))
        for criterion, indicator in _tables(result)
        for place, row in enumerate(indicator["parameters"])
    }
    allowance.share()
    tables = []
    for criterion, indicator in _tables(result):
        rows = [
            _row(row, told[(criterion["id"], indicator["id"], place)], pictures)
            for place, row in enumerate(indicator["parameters"])
        ]
        tables.append(TableView(indicator, criterion, anchor("table", indicator["id"]), _sections(indicator, rows)))
    return View(result, tables)


def _tables(result: dict[str, Any]) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    return [(criterion, indicator) for criterion in result["criteria"] for indicator in criterion["indicators"]]


def _of_row(row: dict[str, Any], known: dict[str, dict[str, Any]]) -> list[dict[str, Any]]:
    names = dict.fromkeys(identity for holder in (row, *row["elements"]) for identity in holder["findings"])
    return [known[name] for name in names if name in known]


def _row(row: dict[str, Any], told: Told, pictures: Pictures) -> RowView:
    place = anchor("row", row["id"], row["language"])
    counts = Counter(finding["outcome"] for finding in told.findings)
    cards = [Card(finding, anchor(place, finding["id"]), pictures.of(finding)) for finding in told.in_full]
    return RowView(row, place, told, cards, [(name, counts[name]) for name in ORDER if counts[name]])


def _sections(indicator: dict[str, Any], rows: list[RowView]) -> list[tuple[dict[str, Any] | None, list[RowView]]]:
    sections: list[tuple[dict[str, Any] | None, list[RowView]]] = [
        (section, [rows[place] for place in section["rows"]]) for section in indicator["sections"]
    ]
    placed = {place for section in indicator["sections"] for place in section["rows"]}
    rest = [row for place, row in enumerate(rows) if place not in placed]
    return sections + ([(None, rest)] if rest else [])
