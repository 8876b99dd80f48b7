"""What the templates show: the result with its findings sorted into rows, bounded and with pictures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from reports import organisations
from reports.decisions import SHORT, counted, standing
from reports.html.allowance import MEMBERS, PAGES, Allowance, Told
from reports.html.groups import ORDER, cost_in, name_of, pages_of
from reports.html.mends import Mends, placed
from reports.html.pictures import Beyond, Picture, Pictures
from reports.html.remedies import RemedyView
from reports.html.safe import anchor
from reports.html.spoken import plain
from reports.numbers import range_words
from reports.organisations import OrganisationView
from reports.readings import Move, clashing, idle, moving, otherwise
from reports.since import Since
from reports.view import least, penal


@dataclass(frozen=True)
class Card:
    """A finding told in full, with the other findings of the same cause."""

    group: list[dict[str, Any]]
    anchor: str
    picture: Picture | None
    beyond: Beyond | None = None

    @property
    def finding(self) -> dict[str, Any]:
        """The first finding of the group."""
        return self.group[0]

    @property
    def count(self) -> int:
        """How many shortcomings the group counts as."""
        return sum(int(counted(finding)["count"]) for finding in self.group)

    @property
    def members(self) -> list[dict[str, Any]]:
        """Findings that the card lists; only where there are several."""
        return self.group[: MEMBERS + 1] if len(self.group) > 1 else []

    @property
    def cause(self) -> tuple[str, str]:
        """Kind and name of what its findings share."""
        return name_of(self.finding.get("cause"))

    @property
    def pages(self) -> list[str]:
        """Every page it was seen on."""
        return pages_of(self.group)

    @property
    def listed(self) -> list[str]:
        """Pages that the card lists; none where the finding's own page is all."""
        pages = self.pages
        return pages[:PAGES] if pages != [self.finding["url"]] else []


@dataclass(frozen=True)
class RowView:
    """A printed row with what was found for it."""

    row: dict[str, Any]
    anchor: str
    told: Told
    cards: list[Card]
    outcomes: list[tuple[str, int, int]]

    @property
    def rulings(self) -> list[dict[str, Any]]:
        """People's decisions on its findings, by id."""
        found = {one["id"]: one for finding in self.told.findings for one in finding.get("rulings", ())}
        return [found[name] for name in sorted(found)]

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
    def penal(self) -> bool:
        """Whether its points are taken off the total."""
        return penal(self.criterion)

    @property
    def rows(self) -> list[RowView]:
        """All rows of the table."""
        return [row for _, rows in self.sections for row in rows]

    @property
    def open(self) -> list[RowView]:
        """Rows that a machine could not close."""
        return [row for row in self.rows if row.row["status"] == "unverified" or row.row["open"] or row.open]

    def leads(self, row: RowView) -> bool:
        """Whether an open row is the first of its number, where another language follows with the same texts."""
        return next(one for one in self.open if one.row["id"] == row.row["id"]) is row

    @property
    def detailed(self) -> list[RowView]:
        """Rows with findings, deductions or a decision."""
        return [row for row in self.rows if row.detailed]


@dataclass(frozen=True)
class PartView:
    """Criteria with a total of their own. ``title`` is None where the edition has one part only."""

    title: dict[str, Any] | None
    number: str
    total: dict[str, Any]
    criteria: list[dict[str, Any]]
    tables: list[TableView]

    @property
    def least(self) -> str:
        """The most that its criteria can take off, as a number above 0."""
        return str(sum((Decimal(least(one)) for one in self.criteria if penal(one)), Decimal(0)))


@dataclass(frozen=True)
class View:
    """Everything the report shows."""

    result: dict[str, Any]
    parts: list[PartView]
    counsel: Sequence[dict[str, Any]] = ()
    known: Mapping[str, dict[str, Any]] = field(default_factory=dict)
    since: Since | None = None
    mends: Mends = field(default_factory=Mends)

    @property
    def remedies(self) -> list[RemedyView]:
        """What to mend, the dearest first; a result of an earlier version names nothing."""
        remedies = self.result.get("advice", {}).get("remedies", [])
        return [RemedyView(one, [self.known[name] for name in one["findings"] if name in self.known]) for one in remedies]

    @property
    def tables(self) -> list[TableView]:
        """The tables of all parts."""
        return [table for part in self.parts for table in part.tables]

    @property
    def rulings(self) -> list[dict[str, Any]]:
        """People's decisions with what became of each, those that do not stand as they were made first."""
        return sorted(self.result.get("rulings", []), key=lambda one: (one["state"] == "applied", one["id"]))

    @property
    def claims(self) -> list[dict[str, Any]]:
        """What was found of the body's own report, what speaks against it first."""
        found = [self.known[name] for name in self.result["total"].get("findings", ()) if name in self.known]
        return sorted(found, key=lambda one: (one["facts"].get("standing") != "contradicted", one["id"]))

    @property
    def organisations(self) -> list[OrganisationView]:
        """Subordinate organisations of the body."""
        return list(organisations.views(self.result))

    @property
    def penal_tables(self) -> list[dict[str, Any]]:
        """The tables that are counted over them."""
        return organisations.penal_tables(self.result)

    @property
    def moves(self) -> list[Move]:
        """Other readings that change the score, the largest change first."""
        return moving(self._readings)

    @property
    def idle(self) -> list[Move]:
        """Other readings that change nothing."""
        return idle(self._readings)

    @property
    def clashing(self) -> list[Move]:
        """Other readings that contradict the chosen ones."""
        return clashing(self._readings)

    @property
    def read_otherwise(self) -> list[dict[str, Any]]:
        """Questions that were read otherwise than by default."""
        return otherwise(self._readings)

    @property
    def _readings(self) -> list[dict[str, Any]]:
        """The open questions; a result of an earlier version names none."""
        return list(self.result.get("readings", []))

    def graded(self, ends: list[str], language: str) -> str:
        """The grades at both ends in words."""
        titles = {one["id"]: plain(language, one["title"]) for one in self.result["methodology"]["grades"]}
        return " … ".join(titles.get(name, "–") for name in dict.fromkeys(ends))

    def standing(self, language: str) -> str:
        """How many decisions there are of each standing, in one sentence."""
        return standing(self.result, language)

    def place(self, finding: str) -> str | None:
        """The anchor of the first card of a finding; None where no card tells it."""
        for row in self.rows:
            for card in row.cards:
                if any(member["id"] == finding for member in card.group):
                    return card.anchor
        return f"claim-{finding}" if finding in self.result["total"].get("findings", ()) else None

    def row_of(self, moved: dict[str, Any]) -> RowView | None:
        """The row that another reading moves, where the report has it."""
        return next((one for one in self.rows if (one.row["id"], one.row["language"]) == (moved["id"], moved["language"])), None)

    def titles(self, row: dict[str, Any]) -> dict[str, Any]:
        """Titles of the figures that a row is counted from."""
        found: dict[str, Any] = self.result["methodology"].get("figures", {}).get(row["id"], {})
        return found

    def exemption(self, row: dict[str, Any]) -> dict[str, Any] | None:
        """The exemption under which this body is not scored on a row; the first one listed counts."""
        body = self.result["body"]
        for one in self.result["methodology"].get("exemptions", []):
            holds = body["code"] in one["bodies"] or set(one["traits"]).intersection(body.get("traits", []))
            told = one.get("when", "every") == "every" or row["basis"] == "average" or row["status"] == "exempt"
            if holds and told and row["id"] in one["rows"]:
                return dict(one)
        return None

    def proofs(self, row: dict[str, Any]) -> list[dict[str, Any]]:
        """What the act asks the body to show for a row."""
        return [one for one in self.result["methodology"].get("proofs", []) if row["id"] in one["rows"]]

    def average(self, row: dict[str, Any]) -> dict[str, Any] | None:
        """The average of other bodies that stands in the place of the row's own points."""
        for one in self.result.get("averages", []):
            if (one["parameter"], one["language"]) == (row["id"], row["language"]):
                return dict(one)
        return None

    def donors(self, average: dict[str, Any], language: str) -> list[str]:
        """The bodies that an average is made of, each with its points; an earlier version tells their codes alone."""
        values = [(one["body"], range_words(one["low"], one["high"], language)) for one in average.get("values", [])]
        return [f"{body} – {points}" for body, points in values] or list(average["of"])

    @property
    def rows(self) -> list[RowView]:
        """All rows of all tables."""
        return [row for table in self.tables for row in table.rows]

    @property
    def open_rows(self) -> list[RowView]:
        """Rows that a machine could not close."""
        return [row for table in self.tables for row in table.open]


def build(
    result: dict[str, Any],
    findings: list[dict[str, Any]],
    pictures: Pictures,
    counsel: Sequence[dict[str, Any]] = (),
    since: Since | None = None,
    mends: Mapping[str, dict[str, Any]] | None = None,
) -> View:
    """Sorts findings into rows and gives each its share of the report."""
    known = {finding["id"]: finding for finding in findings}
    allowance = Allowance()
    parts = _parts(result)
    told = {
        (indicator["id"], place): allowance.add(_of_row(row, known), cost_in(row))
        for part in parts
        for _, indicator in _tables(part.criteria)
        for place, row in enumerate(indicator["parameters"])
    }
    allowance.share()
    for part in parts:
        for criterion, indicator in _tables(part.criteria):
            rows = [_row(row, told[indicator["id"], place], pictures) for place, row in enumerate(indicator["parameters"])]
            part.tables.append(TableView(indicator, criterion, anchor("table", indicator["id"]), _sections(indicator, rows)))
    cards = (card for part in parts for table in part.tables for row in table.rows for card in row.cards)
    return View(result, parts, counsel, known, since, placed(mends or {}, cards))


def _parts(result: dict[str, Any]) -> list[PartView]:
    others = result.get("directions", [])
    title = result["methodology"].get("direction") if others else None
    parts = [PartView(title, "", result["total"], result["criteria"], [])]
    return parts + [PartView(one["title"], one["number"], one["total"], one["criteria"], []) for one in others]


def _tables(criteria: list[dict[str, Any]]) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    return [(criterion, indicator) for criterion in criteria for indicator in criterion["indicators"]]


def _of_row(row: dict[str, Any], known: dict[str, dict[str, Any]]) -> list[dict[str, Any]]:
    names = dict.fromkeys(identity for holder in (row, *row["elements"]) for identity in holder["findings"])
    return [known[name] for name in names if name in known]


def _row(row: dict[str, Any], told: Told, pictures: Pictures) -> RowView:
    place = anchor("row", row["id"], row["language"])
    counts: Counter[str] = Counter()
    cases: Counter[str] = Counter()
    for finding in told.findings:
        stands = counted(finding)
        counts[stands["outcome"]] += 1
        cases[stands["outcome"]] += max(1, stands["count"]) if stands["outcome"] in SHORT else 1
    cards = [_card(group, anchor(place, group[0]["id"]), pictures) for group in told.in_full]
    return RowView(row, place, told, cards, [(name, counts[name], cases[name]) for name in ORDER if counts[name]])


def _card(group: list[dict[str, Any]], place: str, pictures: Pictures) -> Card:
    picture = pictures.of(group[0])
    return Card(group, place, picture, pictures.beyond(group[0]) if picture is None else None)


def _sections(indicator: dict[str, Any], rows: list[RowView]) -> list[tuple[dict[str, Any] | None, list[RowView]]]:
    sections: list[tuple[dict[str, Any] | None, list[RowView]]] = [
        (section, [rows[place] for place in section["rows"]]) for section in indicator["sections"]
    ]
    placed = {place for section in indicator["sections"] for place in section["rows"]}
    rest = [row for place, row in enumerate(rows) if place not in placed]
    return sections + ([(None, rest)] if rest else [])
