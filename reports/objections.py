"""Objections as result.json tells them: what was objected to and why, who decided what, and what that changed in the score."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from reports import shape
from reports.i18n import N_, t
from reports.numbers import day, exact, range_words, shown
from store.conclusion import Conclusion, ParameterScore, Range, Total
from store.methodology import Methodology
from store.objections import Book, Disagreement, Objection, Sitting, files_of
from store.visible import line

DECISION: dict[str, str] = {
    "accepted": N_("accepted"),
    "partly": N_("accepted in part"),
    "refused": N_("not accepted"),
}
SIDE: dict[str, str] = {
    "assessed": N_("the body that objects"),
    "assessor": N_("the body that assesses"),
    "office": N_("the working body of the Commission"),
}
SUMMARY = N_("Objections: lines – {lines}, decided – {decided}.")
NOTICE = N_("The body gave notice on {day} that it has no objections.")
LATE = N_("Came after the term and not considered: {list}.")
CHANGED = N_("By the commission's decisions the total changed from {before} to {after}.")
UNCHANGED = N_("The commission's decisions did not change the total ({after}).")


def objections(book: Book, edition: Methodology, after: Conclusion, before: Conclusion | None) -> dict[str, Any]:
    """The value of ``objections`` in result.json.

    :param book: what is on record for the run. :param after: the score as it is, ``before`` the score without what commissions decided
        (None where they decided nothing).
    """
    rows = {key: row for row in _rows(after) for key in _keys(row)}
    held = edition.demands.objections
    terms = {term.id: term for term in edition.demands.terms}
    considered = held is None or held.late.considered
    return {
        "rules": None if held is None else {
            "objections": shape.rule(terms[held.term].rule),
            "decision": shape.rule(terms[held.decide].rule),
            "late": shape.rule(held.late.rule),
            "commission": shape.rule(held.commission.rule),
            "vote": shape.rule(held.vote.rule),
        },
        "entries": [_entry(one, book, rows, considered) for one in book.objections],
        "sittings": [_sitting(one, book) for one in book.sittings],
        "change": None if before is None else _change(book, before, after),
        "evidence": list(book.digests),
    }  # fmt: skip


def _entry(one: Objection, book: Book, rows: dict[tuple[str, str | None], ParameterScore], considered: bool) -> dict[str, Any]:
    return {
        "id": one.id,
        "kind": one.kind,
        "concluded": one.concluded.isoformat(),
        "received": one.received.isoformat(),
        "last": one.last.isoformat(),
        "late": one.late,
        "considered": considered or not one.late,
        "letter": one.letter,
        "registered_at": shape.moment(one.registered_at),
        "supersedes": one.supersedes,
        "replaced_by": book.replaced.get(one.id),
        "files": [file.model_dump() for file in files_of(one)],
        "lines": [_line(one, each, book, rows) for each in one.lines],
    }


def _line(
    objection: Objection, one: Disagreement, book: Book, rows: dict[tuple[str, str | None], ParameterScore]
) -> dict[str, Any]:
    row = rows.get((one.parameter, one.language))
    return {
        "number": one.number,
        "parameter": one.parameter,
        "row": None if row is None else {"id": row.id, "number": row.number, "title": shape.text(row.title)},
        "language": one.language,
        "finding": one.finding,
        "given": [exact(Decimal(one.low)), exact(Decimal(one.high))],
        "asked": None if one.points is None else exact(Decimal(one.points)),
        "grounds": one.grounds,
        "links": list(one.links),
        "files": [file.name for file in one.files],
        "decision": _decided(objection, one, book, row),
    }


def _decided(objection: Objection, one: Disagreement, book: Book, row: ParameterScore | None) -> dict[str, Any] | None:
    found = book.resolution(objection.id, one.number)
    if found is None:
        return None
    sitting, said = found
    return {
        "sitting": sitting.id,
        "decision": str(said.decision),
        "votes": {"for": said.votes.pro, "against": said.votes.contra, "abstained": said.votes.abstained},
        "note": {"kk": said.note.kk, "ru": said.note.ru},
        "final": None if row is None else shape.span(row.range),
        "rulings": list(said.rulings),
    }


def _sitting(one: Sitting, book: Book) -> dict[str, Any]:
    return {
        "id": one.id,
        "sat": one.sat.isoformat(),
        "last": one.last.isoformat(),
        "late": one.late,
        "members": [member.model_dump() for member in one.members],
        "files": [file.model_dump() for file in one.files],
        "supersedes": one.supersedes,
        "replaced_by": book.replaced.get(one.id),
        "registered_at": shape.moment(one.registered_at),
    }


def _change(book: Book, before: Conclusion, after: Conclusion) -> dict[str, Any]:
    was = {(row.id, row.language): row.range for row in _rows(before)}
    named = _named(book)
    moved = [(row, was[row.id, row.language]) for row in _rows(after) if was[row.id, row.language] != row.range]
    apart = zip(before.directions, after.directions, strict=True)
    return {
        "total": _moved(before.total, after.total),
        "directions": [
            {"id": new.id, "title": shape.text(new.title), **_moved(old.total, new.total)}
            for old, new in apart
            if old.total != new.total
        ],
        "rows": [
            {
                "parameter": row.id,
                "number": row.number,
                "title": shape.text(row.title),
                "language": row.language,
                "before": shape.span(ends),
                "after": shape.span(row.range),
                "difference": _difference(ends, row.range),
                "by": named.get((row.id, row.language), []),
            }
            for row, ends in moved
        ],
    }


def _named(book: Book) -> dict[tuple[str, str | None], list[str]]:
    """Which lines were decided of each row, by its id and language; a requirement is told under its row's id too."""
    found: dict[tuple[str, str | None], list[str]] = {}
    for one in book.objections:
        for each in one.lines:
            if book.resolution(one.id, each.number) is not None:
                parts = each.parameter.split(".")
                for cut in range(len(parts), 0, -1):
                    found.setdefault((".".join(parts[:cut]), each.language), []).append(f"{one.id}/{each.number}")
    return found


def _moved(before: Total, after: Total) -> dict[str, Any]:
    return {
        "before": _total(before),
        "after": _total(after),
        "difference": _difference(before.range, after.range),
    }


def _total(value: Total) -> dict[str, Any]:
    final = None if value.final is None else exact(value.final)
    return {"points": exact(value.points), "range": shape.span(value.range), "final": final, "grade": value.grade}


def _difference(before: Range, after: Range) -> list[str]:
    return [exact(after.low - before.low), exact(after.high - before.high)]


def _rows(conclusion: Conclusion) -> Iterator[ParameterScore]:
    for criteria in (conclusion.criteria, *(one.criteria for one in conclusion.directions)):
        for criterion in criteria:
            for table in criterion.indicators:
                yield from table.parameters


def _keys(row: ParameterScore) -> Iterator[tuple[str, str | None]]:
    for name in (row.id, *(one.id for one in row.elements)):
        yield name, row.language


def standing(result: dict[str, Any], language: str) -> str:
    """How the objections to a run stand, in one sentence; empty where none are on record."""
    told = result.get("objections")
    return "" if told is None else " ".join(_standing(told, language))


def _standing(told: dict[str, Any], language: str) -> Iterator[str]:
    entries = [one for one in told["entries"] if one["replaced_by"] is None]
    late = [one["id"] for one in entries if not one["considered"]]
    lines = [each for one in entries if one["kind"] == "objection" for each in one["lines"]]
    for one in entries:
        if one["kind"] == "notice":
            yield t(NOTICE, language, day=day(one["received"], language))
    if lines:
        yield t(SUMMARY, language, lines=len(lines), decided=sum(one["decision"] is not None for one in lines))
    if late:
        yield t(LATE, language, list=", ".join(late))
    if told["change"] is not None:
        before, after = (_ends(told["change"]["total"][name], language) for name in ("before", "after"))
        yield t(UNCHANGED if before == after else CHANGED, language, before=before, after=after)


def _ends(total: dict[str, Any], language: str) -> str:
    low, high = total["range"]
    return range_words(low, high, language)


def members(sitting: dict[str, Any], language: str) -> str:
    """The members of a sitting, each with whom it is from."""
    return "; ".join(f"{line(one['name'])} ({t(SIDE[one['side']], language)})" for one in sitting["members"])


def signed(value: str, language: str) -> str:
    """A difference of points with its sign."""
    said = shown(value, language)
    if Decimal(value) <= 0:
        return said
    # The sign stands at the figure, what is rounded is marked before it.
    return f"≈ +{said.removeprefix('≈ ')}" if said.startswith("≈ ") else f"+{said}"


def difference(ends: list[str], language: str) -> str:
    """A difference at both ends of a range."""
    low, high = (signed(one, language) for one in ends)
    return low if low == high else f"{low} … {high}"
