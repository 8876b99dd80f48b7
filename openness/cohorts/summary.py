"""What a cohort report keeps of one body's result.json; the rest of it is let go before the next body is read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from openness.cohorts.model import Cell, Exempt, Head, Law, Name
from reports.result import criteria
from store.base import Text
from store.visible import line

# What other rows rest on, and what binds a body without points, is no loss of points by itself.
POINTS = "points"
AVERAGE = "average"
# Titles of the acts are shorter by far.
TITLE = 4000


class Row(NamedTuple):
    """A scored row with the criterion and the table that it stands in."""

    criterion: dict[str, Any]
    table: dict[str, Any]
    row: dict[str, Any]

    @property
    def penal(self) -> bool:
        """Whether its points can only be taken off."""
        return bool(self.criterion["role"] == "penalty")


@dataclass(frozen=True)
class Summary:
    """One body: who it is, its total, its criteria, and the rows that are not assessed for it."""

    law: Law
    code: str
    kind: str
    name: Name
    run: dict[str, Any]
    total: dict[str, Any]
    heads: tuple[Head, ...]
    cells: tuple[Cell, ...]
    exempt: tuple[Exempt, ...]


def rows_of(result: dict[str, Any]) -> Iterator[Row]:
    """All rows of a result in the order of the act, those of other directions last."""
    for criterion in criteria(result):
        for table in criterion["indicators"]:
            for row in table["parameters"]:
                yield Row(criterion, table, row)


def titled(title: dict[str, Any]) -> Text:
    """A title of a result, in plain lines: what is published is read by programs that nobody here knows."""
    return Text(**{**title, "kk": line(title["kk"], TITLE), "ru": line(title["ru"], TITLE)})


def summary(result: dict[str, Any]) -> Summary:
    """What of a body's result the report needs.

    :param result: the value of result.json.
    """
    body = result["body"]
    return Summary(
        law=_law(result),
        code=body["code"],
        kind=body["kind"],
        # Who names a body on the command line may write anything.
        name=Name(kk=line(body["name"]["kk"]), ru=line(body["name"]["ru"])),
        run={key: result["run"][key] for key in ("id", "as_of", "period")},
        total={key: result["total"][key] for key in ("points", "max", "range", "final", "grade", "grade_range", "open")},
        heads=tuple(_head(one) for one in criteria(result)),
        cells=tuple(_cell(one) for one in criteria(result)),
        exempt=tuple(_exempt(result)),
    )


def _law(result: dict[str, Any]) -> Law:
    law = result["methodology"]
    chosen = {one["id"]: one["choice"] for one in result["readings"]}
    return Law(id=law["id"], edition=law["edition"], title=titled(law["title"]), sha256=law["sha256"], readings=chosen)


def _head(criterion: dict[str, Any]) -> Head:
    return Head(**{key: criterion[key] for key in ("id", "number", "role")}, title=titled(criterion["title"]))


def _cell(criterion: dict[str, Any]) -> Cell:
    rows = [row for table in criterion["indicators"] for row in table["parameters"] if row["role"] != "duty"]
    exempt = [row for row in rows if row["status"] == "exempt"]
    return Cell(
        criterion=criterion["id"],
        max=criterion["max"],
        range=tuple(criterion["range"]),
        rows=len(rows),
        exempt=len(exempt),
        averaged=sum(row["basis"] == AVERAGE for row in exempt),
    )


def _exempt(result: dict[str, Any]) -> Iterator[Exempt]:
    donors = {(one["parameter"], one["language"]): tuple(one["of"]) for one in result["averages"]}
    for criterion, _, row in rows_of(result):
        if row["status"] == "exempt":
            yield Exempt(
                body=result["body"]["code"],
                criterion=criterion["id"],
                parameter=row["id"],
                number=row["number"],
                title=titled(row["title"]),
                language=row["language"],
                range=tuple(row["range"]),
                basis=row["basis"],
                of=donors.get((row["id"], row["language"]), ()),
            )
