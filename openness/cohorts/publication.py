"""Files to publish: results for the evaluation portal, and a flat list for the open-data portal.

Neither holds findings, addresses, reported figures or names of persons; what ``config/publication.yaml`` closes is left out of both.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Literal

from pydantic import Field

from openness.cohorts.closed import Gate
from openness.cohorts.model import Cohort, Day, Group, Law, Name, Places, Points, Span, Standing
from openness.cohorts.summary import titled
from reports.files import canonical
from reports.result import criteria
from store.base import BodyKind, Frozen, Language, Text
from store.citation import Rule

PUBLICATION = "publication.json"
OPEN_DATA = "open-data.json"


class PublishedRow(Frozen):
    """A scored row."""

    parameter: str
    number: str
    title: Text
    language: Language | None
    weight: Points
    range: Span
    status: str


class PublishedCriterion(Frozen):
    """A criterion; of one with a closed row neither points nor rows are told."""

    criterion: str
    number: str
    title: Text
    closed: bool
    max: Points | None
    range: Span | None
    rows: tuple[PublishedRow, ...]


class PublishedBody(Frozen):
    """A body's result: total, place among ``of`` bodies of its kind, criteria."""

    body: str
    name: Name
    kind: BodyKind
    period: str
    as_of: Day
    max: Points
    range: Span
    final: Points | None
    grade: str | None
    places: Places
    of: int
    criteria: tuple[PublishedCriterion, ...]


class LeftOut(Frozen):
    """A rule by which something was left out; it does not tell of whom."""

    id: str
    rule: Rule


class Publication(Frozen):
    """publication.json."""

    form: Literal["openness/published/1"] = Field(default="openness/published/1", alias="schema")
    methodology: Law
    results: tuple[PublishedBody, ...]
    left_out: tuple[LeftOut, ...]


class OpenRecord(Frozen):
    """A record of open-data.json: flat, as portals of open data ask for it. ``points`` are final or null; ``low`` and ``high`` are both ends."""

    code: str
    name_kk: str
    name_ru: str
    kind: BodyKind
    methodology: str
    edition: str
    period: str
    as_of: Day
    max: Points
    points: Points | None
    low: Points
    high: Points
    grade: str | None
    place_best: int
    place_worst: int
    places_of: int


Read = Callable[[str], dict[str, Any]]


def publication(cohort: Cohort, read: Read, gate: Gate) -> Iterator[str]:
    """The text of publication.json in pieces, body by body.

    :param read: gives the result.json of a body by its code; one is held at a time. :param gate: what may be published.
    """
    yield f'{{"methodology":{_json(cohort.methodology)},\n"results":['
    first = True
    for standing, group in _standings(cohort):
        result = read(standing.body)
        if gate.open_to(result["body"]):
            yield ("\n" if first else ",\n") + _json(_body(standing, len(group.bodies), result, gate))
            first = False
    told = [LeftOut(id=one.id, rule=one.rule).model_dump(mode="json") for one in gate.used()]
    yield f'],\n"left_out":{canonical(told)},\n"schema":"openness/published/1"}}\n'


def open_data(cohort: Cohort, kept: Iterable[str]) -> Iterator[str]:
    """The text of open-data.json in pieces, one record a line.

    :param kept: codes of the bodies that may be published.
    """
    codes = set(kept)
    lines = [_json(_record(cohort, standing, group)) for standing, group in _standings(cohort) if standing.body in codes]
    yield "[\n" + ",\n".join(lines) + "\n]\n"


def _standings(cohort: Cohort) -> Iterator[tuple[Standing, Group]]:
    for group in cohort.groups:
        for standing in group.bodies:
            yield standing, group


def _json(value: Frozen) -> str:
    return canonical(value.model_dump(mode="json", by_alias=True))


def _body(standing: Standing, of: int, result: dict[str, Any], gate: Gate) -> PublishedBody:
    return PublishedBody(
        **standing.model_dump(include={"body", "period", "as_of", "max", "range", "final", "grade", "places"}),
        name=standing.name,
        kind=result["body"]["kind"],
        of=of,
        criteria=tuple(_criterion(one, result["body"], gate) for one in criteria(result)),
    )


def _criterion(one: dict[str, Any], body: dict[str, Any], gate: Gate) -> PublishedCriterion:
    rows = [row for table in one["indicators"] for row in table["parameters"] if row["role"] != "duty"]
    # Every row is asked about, so that every rule that closes something is told.
    closed = {gate.closed(body, row["id"]) for row in rows} >= {True}
    return PublishedCriterion(
        criterion=one["id"],
        number=one["number"],
        title=titled(one["title"]),
        closed=closed,
        max=None if closed else one["max"],
        range=None if closed else tuple(one["range"]),
        rows=() if closed else tuple(_row(row) for row in rows),
    )


def _row(row: dict[str, Any]) -> PublishedRow:
    return PublishedRow(
        parameter=row["id"],
        title=titled(row["title"]),
        range=tuple(row["range"]),
        **{key: row[key] for key in ("number", "language", "weight", "status")},
    )


def _record(cohort: Cohort, standing: Standing, group: Group) -> OpenRecord:
    low, high = standing.range
    return OpenRecord(
        code=standing.body,
        name_kk=standing.name.kk,
        name_ru=standing.name.ru,
        kind=group.kind,
        methodology=cohort.methodology.id,
        edition=cohort.methodology.edition,
        period=standing.period,
        as_of=standing.as_of,
        max=standing.max,
        points=standing.final,
        low=low,
        high=high,
        grade=standing.grade,
        place_best=standing.places[0],
        place_worst=standing.places[1],
        places_of=len(group.bodies),
    )
