"""A body's objections, or its notice that it has none: proved against the run and the act's term, put on record."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal

from sqlalchemy import Engine

from openness.decisions.answering import attached
from openness.decisions.proof import RefusedError, Wrong
from openness.objections.places import TAKING, Place, Results, languages
from openness.objections.rules import Rules
from openness.objections.told import Law
from reports.decisions import counted
from reports.i18n import N_
from store import objections, reported
from store.base import Language
from store.findings import Proof
from store.objections import Book, Disagreement, Objection
from store.visible import line
from store.zone import ASTANA

FUTURE = N_("found {found}, which lies after today ({day}); correct the date")
BEFORE = N_("found {found}, but the conclusion was received on {day}; objections come after it; correct one of the days")
OTHER_DAY = N_(
    "found {found}, but by {id} the conclusion was received on {day}; give that day, or correct the entry with --supersedes {id}"
)
HAS_NOTICE = N_("the body gave notice ({id}) that it has no objections; give --supersedes {id} if it takes that back")
HAS_OBJECTIONS = N_("objections are on record ({id}); a notice that there are none needs --supersedes {id}")
NO_SUCH = N_("found «{found}»; an entry of objections on run {run} that stands was expected; see `openness objection list {run}`")
DECIDED = N_("the commission has decided on {id} already; what was decided is not replaced")
NO_LINES = N_("nothing is objected to; name a row or a finding, or give --none")
UNKNOWN = N_("found «{found}»; a row, requirement or finding of run {run} was expected; see its report or result.json")
NEAR = N_("found «{found}»; run {run} has no such row, requirement or finding; the nearest is {nearest}")
WHICH_LANGUAGE = N_("{name} is scored for each language apart; say which one: {known}")
NOT_THERE = N_("{name} is not scored for the language «{found}»; these were expected: {known}")
TAKES_NOTHING = N_("the finding {found} takes no points and leaves nothing open; there is nothing to object to")
NOT_POINTS = N_("found {found}; points from {least} to {most} were expected, as the row {row} allows")
FEWER_POINTS = N_("found {found}, which is less than the row {row} has; objections ask for points, they give none back")
LOST_NOTHING = N_("the row {row} lost nothing and nothing of it is open; there is nothing to object to")
SAME_POINTS = N_("found {found}, which the row {row} has already; name the points that are right in the body's opinion")
NO_GROUNDS = N_("the grounds are empty; say why the body does not agree")
NOT_LINK = N_("found «{found}»; an address with http:// or https:// was expected")
UNPROVED = N_("no proving document; by {law} objections come with them: name an address or a file")
TWICE = N_("{name} is objected to twice; keep one of them")
STANDS = N_("{name} is objected to in {id} already; correct that entry with --supersedes {id}")


@dataclass(frozen=True)
class Line:
    """One disagreement as the body gives it. ``place`` is its number, or its line in a file; ``files`` are names below the folder."""

    target: str
    grounds: str
    language: Language | None = None
    points: str | None = None
    links: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    place: int = 1


@dataclass(frozen=True)
class Draft:
    """What a body sent. ``concluded`` is the day on which it received the conclusion, ``received`` that on which this came.

    ``papers`` are files that came with the whole, by name and bytes; ``folder`` is where the files of the lines lie.
    """

    kind: Literal["objection", "notice"]
    concluded: date
    received: date
    folder: Path
    lines: tuple[Line, ...] = ()
    letter: str = ""
    papers: tuple[tuple[str, bytes], ...] = ()
    supersedes: str | None = None


@dataclass
class _Found:
    """What proving gathers: faults, lines that may be put on record, and the files they rest on.

    ``standing`` are faults only where the entry is not the very one that is on record.
    """

    wrong: list[Wrong] = field(default_factory=list)
    standing: list[Wrong] = field(default_factory=list)
    lines: list[Disagreement] = field(default_factory=list)
    files: list[tuple[str, bytes]] = field(default_factory=list)


def add(engine: Engine, results: Results, rules: Rules, draft: Draft, most: int, now: datetime) -> tuple[Objection, bool]:
    """Puts what a body sent on record.

    :param most: bytes that one file may have. :param now: the time of registration, with its zone.
    :returns: the entry, which may be late, and whether it is new.
    :raises RefusedError: everything that speaks against it; nothing was stored.
    """
    plan = results.plan
    with engine.connect() as db:
        book = objections.of_run(db, plan.run_id)
    found = _Found([*_of_days(draft, book, now), *_of_entries(draft, book, plan.run_id)])
    if draft.kind == "objection":
        _lines(draft, results, rules, book, most, found)
    if found.wrong:
        raise RefusedError(found.wrong)
    files = [*draft.papers, *found.files]
    made = objections.named(
        Objection(
            kind=draft.kind,
            run=plan.run_id,
            body=plan.body.code,
            concluded=draft.concluded,
            received=draft.received,
            last=rules.last("term" if draft.kind == "objection" else "notice", draft.concluded),
            letter=line(draft.letter),
            lines=tuple(found.lines),
            files=proofs(draft.papers),
            supersedes=draft.supersedes,
            registered_at=now.astimezone(UTC).replace(microsecond=0),
        )
    )
    if found.standing and made.id not in {one.id for one in book.standing}:
        raise RefusedError(found.standing)
    with engine.begin() as db:
        for name, content in files:
            reported.keep_proof(db, plan.body.code, plan.period, line(name), content, now)
        new = objections.write(db, made)
    return made, new


def proofs(files: Sequence[tuple[str, bytes]]) -> tuple[Proof, ...]:
    """Files by name and digest."""
    return tuple(Proof(name=line(name), sha256=hashlib.sha256(content).hexdigest()) for name, content in files)


def _of_days(draft: Draft, book: Book, now: datetime) -> Iterator[Wrong]:
    today = now.astimezone(ASTANA).date()
    for name in ("concluded", "received"):
        if getattr(draft, name) > today:
            yield Wrong(0, name, FUTURE, {"found": getattr(draft, name), "day": today})
    if draft.received < draft.concluded:
        yield Wrong(0, "received", BEFORE, {"found": draft.received, "day": draft.concluded})
    for one in book.standing:
        if one.concluded != draft.concluded and one.id != draft.supersedes:
            yield Wrong(0, "concluded", OTHER_DAY, {"found": draft.concluded, "id": one.id, "day": one.concluded})
            return


def _of_entries(draft: Draft, book: Book, run: str) -> Iterator[Wrong]:
    others = [one for one in book.standing if one.id != draft.supersedes]
    if draft.supersedes is not None:
        if len(others) == len(book.standing):
            yield Wrong(0, "supersedes", NO_SUCH, {"found": line(draft.supersedes), "run": run})
        elif any(one.objection == draft.supersedes for sitting in book.sittings for one in sitting.resolutions):
            yield Wrong(0, "supersedes", DECIDED, {"id": draft.supersedes})
    for one in others:
        if one.kind != draft.kind:
            yield Wrong(0, "supersedes", HAS_NOTICE if one.kind == "notice" else HAS_OBJECTIONS, {"id": one.id})
            return


def _lines(draft: Draft, results: Results, rules: Rules, book: Book, most: int, found: _Found) -> None:
    if not draft.lines:
        found.wrong.append(Wrong(0, "target", NO_LINES))
    seen = {
        (one.finding or one.parameter, one.language): entry.id
        for entry in book.standing
        if entry.id != draft.supersedes
        for one in entry.lines
    }
    law = Law(rules.edition, rules.term("term").rule.citation)
    for given in draft.lines:
        place, wrong = place_of(results, given.target, given.language, given.place)
        wrong += [*_said(given)] if place is None else [*_said(given), *_points(given, place, results.penal(place.row))]
        files, unread = attached(given.place, draft.folder, given.files, most)
        wrong += unread
        if not (given.links or given.files or draft.papers):
            wrong.append(Wrong(given.place, "link", UNPROVED, {"law": law}))
        if place is not None:
            key = (given.target, place.row["language"])
            if key in seen:
                words, faults = (STANDS, found.standing) if seen[key] else (TWICE, wrong)
                faults.append(Wrong(given.place, "target", words, {"name": given.target, "id": seen[key]}))
            seen[key] = ""
            if not wrong:
                found.lines.append(_disagreement(len(found.lines) + 1, given, place, files))
        found.wrong += wrong
        found.files += files


def place_of(
    results: Results, target: str, language: Language | None, number: int, decided: bool = False
) -> tuple[Place | None, list[Wrong]]:
    """What a name in a run means: a row or requirement of one language, or a finding; else what is wrong with it.

    :param decided: a commission decided on it before, so that a finding need take no points any more.
    """
    run = results.plan.run_id
    finding = results.findings.get(target)
    rows = results.named(target) if finding is None else results.with_finding(target)
    if not rows:
        near = results.nearest(target)
        said: dict[str, Any] = {"found": line(target, 60), "run": run}
        wrong = (
            Wrong(number, "target", UNKNOWN, said) if near is None else Wrong(number, "target", NEAR, {**said, "nearest": near})
        )
        return None, [wrong]
    known = sorted(set(languages(rows)))
    if language is not None:
        rows = [row for row in rows if row["language"] == language]
        if not rows:
            said = {"name": target, "found": language, "known": known or "–"}
            return None, [Wrong(number, "language", NOT_THERE, said)]
    elif finding is None and len(rows) > 1:
        return None, [Wrong(number, "language", WHICH_LANGUAGE, {"name": target, "known": known})]
    if finding is None:
        lost = decided or results.lost(rows[0])
        return (
            (Place(rows[0], target), []) if lost else (None, [Wrong(number, "target", LOST_NOTHING, {"row": rows[0]["number"]})])
        )
    if not decided and counted(finding)["outcome"] not in TAKING:
        return None, [Wrong(number, "target", TAKES_NOTHING, {"found": target})]
    return Place(rows[0], finding["parameter"], finding), []


def _said(given: Line) -> Iterator[Wrong]:
    if not given.grounds.strip():
        yield Wrong(given.place, "grounds", NO_GROUNDS)
    for url in given.links:
        if not url.lower().startswith(("http://", "https://")):
            yield Wrong(given.place, "link", NOT_LINK, {"found": line(url, 60)})


def _points(given: Line, place: Place, penal: bool) -> Iterator[Wrong]:
    if given.points is None:
        return
    low, high = (Decimal(end) for end in place.row["range"])
    least, most = (-place.weight, Decimal(0)) if penal else (Decimal(0), place.weight)
    points = Decimal(given.points)
    if not least <= points <= most:
        said = {"found": points, "least": least, "most": most, "row": place.row["number"]}
        yield Wrong(given.place, "points", NOT_POINTS, said)
    elif points == low == high:
        yield Wrong(given.place, "points", SAME_POINTS, {"found": points, "row": place.row["number"]})
    elif points < low:
        yield Wrong(given.place, "points", FEWER_POINTS, {"found": points, "row": place.row["number"]})


def _disagreement(number: int, given: Line, place: Place, files: Sequence[tuple[str, bytes]]) -> Disagreement:
    return Disagreement(
        number=number,
        parameter=place.name,
        language=place.row["language"],
        finding=None if place.finding is None else place.finding["id"],
        low=place.row["range"][0],
        high=place.row["range"][1],
        points=given.points,
        grounds=given.grounds.strip(),
        links=given.links,
        files=proofs(files),
    )
