"""Objections as lines for the terminal: what is on record for a run, and what a commission's decision changed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rich.table import Table
from rich.text import Text

from reports.i18n import N_, t
from reports.numbers import day, printed, range_words, shown
from reports.objections import DECISION, difference
from reports.words import LANGUAGE_SHORT, word
from store.objections import Book, Objection, Sitting
from store.visible import line

GROUNDS = 200
OBJECTION = N_("{id}: objections, received on {received} (last day {last}), lines – {count}")
NOTICE = N_("{id}: notice that there are no objections, received on {received} (last day {last})")
IS_LATE = N_("late")
REPLACED = N_("replaced by {id}")
DECIDE_BY = N_("the commission decides by {day}")
SITTING = N_("{id}: sitting of the commission on {day} (last day {last}), members – {count}")
VOTED = N_("for – {pro}, against – {contra}, abstained – {abstained}")
TOTAL = N_("Total")


def told(book: Book, decide_by: dict[str, str], language: str) -> Iterator[str]:
    """What is on record for a run, line by line.

    :param decide_by: by the id of an entry that waits for a commission, the last day for its decision (ISO).
    """
    for kept in book.kept:
        one = kept.entry
        marks = [t(IS_LATE, language)] if one.late else []
        marks += [t(REPLACED, language, id=book.replaced[one.id])] if one.id in book.replaced else []
        if isinstance(one, Sitting):
            head = t(SITTING, language, id=one.id, day=one.sat, last=one.last, count=len(one.members))
            yield "; ".join([head, *marks])
            continue
        if one.id in decide_by:
            marks.append(t(DECIDE_BY, language, day=day(decide_by[one.id], language)))
        words = NOTICE if one.kind == "notice" else OBJECTION
        head = t(words, language, id=one.id, received=one.received, last=one.last, count=len(one.lines))
        yield "; ".join([head, *marks])
        yield from _lines(one, book, language)


def _lines(objection: Objection, book: Book, language: str) -> Iterator[str]:
    for one in objection.lines:
        spoken = f" {word(LANGUAGE_SHORT, one.language, language)}" if one.language else ""
        asked = "" if one.points is None else f" → {shown(one.points, language)}"
        what = f"{one.parameter}{spoken}" + ("" if one.finding is None else f" [{one.finding}]")
        yield f"  {objection.id}/{one.number}  {what}: {range_words(one.low, one.high, language)}{asked}"
        yield f"    {line(one.grounds, GROUNDS)}"
        found = book.resolution(objection.id, one.number)
        if found is not None:
            sitting, said = found
            votes = t(VOTED, language, pro=said.votes.pro, contra=said.votes.contra, abstained=said.votes.abstained)
            note = said.note.kk if language == "kk" else said.note.ru
            yield f"    {sitting.id}: {t(DECISION[said.decision], language)} ({votes}) – {line(note, GROUNDS)}"


def change_table(change: dict[str, Any], language: str) -> Table:
    """What the commission's decisions changed: each row that moved, and the total.

    :param change: ``objections.change`` of result.json.
    """
    table = Table(box=None)
    for title in (N_("No."), N_("Requirement"), N_("Language"), N_("Before"), N_("After"), N_("Difference"), N_("Objection")):
        table.add_column(t(title, language), overflow="fold")
    own = "kk" if language == "kk" else "ru"
    for row in change["rows"]:
        spoken = word(LANGUAGE_SHORT, row["language"] or "", language)
        name = (printed(row["number"], language), row["title"][own], spoken)
        table.add_row(*(Text(cell) for cell in (*name, *_moved(row, language), ", ".join(row["by"]) or "–")))
    for part in change["directions"]:
        ends = {name: part[name]["range"] for name in ("before", "after")} | {"difference": part["difference"]}
        table.add_row("", Text(part["title"][own], style="bold"), "", *_moved(ends, language), "")
    total = change["total"]
    ends = {name: total[name]["range"] for name in ("before", "after")} | {"difference": total["difference"]}
    table.add_row("", Text(t(TOTAL, language), style="bold"), "", *_moved(ends, language), "")
    return table


def _moved(row: dict[str, Any], language: str) -> tuple[str, str, str]:
    before, after = (range_words(row[name][0], row[name][1], language) for name in ("before", "after"))
    return before, after, difference(row["difference"], language)
