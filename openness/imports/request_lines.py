"""Single requests of the media that tell against the body: late, unanswered, still open, answered in another language.

Each is a fact of its own, with the figures of that one line, so that what the row is counted from is their sum with the lines in order.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Literal

from openness.imports.duedate import Due, due
from openness.imports.kinds import Context, lines
from openness.imports.rows import Row
from openness.imports.rules import RequestRule
from reports.i18n import N_, t
from store.calendar import Term
from store.reported import Fact

Fault = Literal["late", "unanswered", "waiting", "language", "language-late"]
MOST = 1000
"""Lines that have a finding each; what comes after them is counted together with the lines in order."""
ONE, NONE = "1", "0"

LATE = N_(
    "By the imported file {file} ({places}), the request {number} came in on {received} and was answered on {answered}, after {due}."
)
UNANSWERED = N_(
    "By the imported file {file} ({places}), the request {number} of {received} has no answer; the last day was {due}."
)
WAITING = N_(
    "By the imported file {file} ({places}), the request {number} of {received} has no answer yet; the last day is {due}."
)
LANGUAGE = N_(
    "By the imported file {file} ({places}), the request {number} of {received} was asked in {asked} and answered in {given} on {answered}."
)
WORKING = N_("Term: {count} working days from the day after it came in: {counted}.")
CALENDAR = N_("Term: {count} calendar days from the day after it came in, up to {first}.")
OFF = N_("Days off are not counted: {off}.")
EXTENDED = N_("The notice of {notice} was sent in time (up to {by}); {count} more days after {first} end on {due}.")
NOT_EXTENDED = N_("The notice of {notice} was sent after {by}, so the extension does not count.")
NO_EXTENSION = N_("The law knows no extension, so that of {notice} does not count.")
NOT_COUNTED = N_("The language does not change the points: the law's formula counts only answers after the term.")
COUNTED = N_("By the rule chosen, an answer in another language counts as one that breaks the law.")
SENTENCE: dict[str, str] = {
    "late": LATE,
    "unanswered": UNANSWERED,
    "waiting": WAITING,
    "language": LANGUAGE,
    "language-late": LANGUAGE,
}
LANGUAGE_OF = {"kk": N_("Kazakh"), "ru": N_("Russian")}
SHOWN = ("sheet", "received", "due", "answered", "extension-notice", "language", "answer-language")
"""Cells of the line that a finding tells beside its figures."""


def facts_of(rows: list[Row], context: Context, sheet: str) -> tuple[Fact, ...]:
    """The figures of the row: those of all lines in order together, and those of each that tells against the body by itself.

    :param sheet: name of the sheet, empty for CSV.
    """
    rule = context.rules.media_requests
    told: list[Fact] = []
    rest: list[tuple[Row, Fault | None]] = []
    single = 0
    for row in rows:
        fault = _fault(row, context)
        if fault is None or single == MOST:
            rest.append((row, fault))
            continue
        single += 1
        told += _of_line(row, fault, rule, context, sheet)
    return (*_together(rest, rule), *told)


def _fault(row: Row, context: Context) -> Fault | None:
    rule, last = context.rules.media_requests, _due(row, context).last
    if row["answered"] is None:
        return "unanswered" if last < context.as_of else "waiting"
    if row["answered"] > last:
        return "late"
    if row["answer-language"] and row["language"] and row["answer-language"] != row["language"]:
        return "language-late" if rule.other_language.counts else "language"
    return None


def _term(row: Row, context: Context) -> Term:
    term = context.calendar.term(context.rules.media_requests.term, row["received"])
    assert term is not None  # noqa: S101 - a line without a term is refused before
    return term


def _due(row: Row, context: Context) -> Due:
    notice = row["extension-notice"] if row["extended"] == "yes" else None
    return due(context.calendar, _term(row, context), row["received"], notice)


def _numbers(fault: Fault | None) -> tuple[str, str, str]:
    """Requests, answers and late answers of one line."""
    answered = NONE if fault in ("unanswered", "waiting") else ONE
    return ONE, answered, ONE if fault in ("late", "language-late") else NONE


def _together(rest: Iterable[tuple[Row, Fault | None]], rule: RequestRule) -> list[Fact]:
    known = [(row, _numbers(fault)) for row, fault in rest]
    found = []
    for place, name in enumerate((rule.requests, rule.answers, rule.late)):
        counted = [row for row, numbers in known if numbers[place] == ONE]
        found.append(Fact(name=name, value=str(len(counted)), places=lines(counted)))
    return found


def _of_line(row: Row, fault: Fault, rule: RequestRule, context: Context, sheet: str) -> list[Fact]:
    numbers = dict(zip((rule.requests, rule.answers, rule.late), _numbers(fault), strict=True))
    subject, places = row["number-in"], lines([row])
    details = _details(row, fault, context, sheet)
    found = []
    for name, value in numbers.items():
        more = dict(details) if name == rule.requests else {}
        if fault == "waiting" and name == rule.answers:
            more["most"] = ONE
        found.append(Fact(name=name, subject=subject, value=value, places=places, details=more))
    return found


def _details(row: Row, fault: Fault, context: Context, sheet: str) -> dict[str, str]:
    """The cells of the line and how its last day came about, as text."""
    told, term = _due(row, context), _term(row, context)
    found = {
        "line": fault,
        "sheet": sheet,
        "received": _iso(row["received"]),
        "due": _iso(told.last),
        "answered": _iso(row["answered"]),
        "extension-notice": _iso(row["extension-notice"]),
        "language": row["language"] or "",
        "answer-language": row["answer-language"] or "",
        "first": _iso(told.first),
        "extension": told.extension,
        "by": _iso(told.by),
        "days": str(term.answer.days),
        "more": "" if term.extension is None else str(term.extension.days),
        "counted": " ".join(map(_iso, told.counted)),
        "off": " ".join(map(_iso, told.off)),
    }
    return {name: value for name, value in found.items() if value}


def _iso(day: date | None) -> str:
    return "" if day is None else day.isoformat()


def is_line(fact: Fact) -> bool:
    """Whether a fact is of a single line that tells against the body."""
    return fact.details.get("line", "") in SENTENCE


def is_doubtful(fact: Fact) -> bool:
    """Whether a person must say what a line means, though it changes no figure."""
    return fact.details.get("line") == "language"


def shown(fact: Fact) -> dict[str, str]:
    """Cells of the line as facts of its finding."""
    return {name: fact.details[name] for name in SHOWN if name in fact.details}


def sentence(fact: Fact, file: str, language: str) -> str:
    """One line in words: what is wrong with it, and the arithmetic of its last day."""
    told = fact.details
    where = ", ".join(filter(None, (_sheet(told), *fact.places)))
    days = {name: _short(told[name], language) for name in ("received", "due", "answered") if name in told}
    key = SENTENCE[told["line"]]
    said = t(
        key,
        language,
        file=file,
        places=where,
        number=fact.subject,
        asked=_spoken(told.get("language", ""), language),
        given=_spoken(told.get("answer-language", ""), language),
        **days,
    )
    if told["line"].startswith("language"):
        return f"{said} {t(COUNTED if told['line'] == 'language-late' else NOT_COUNTED, language)}"
    return " ".join((said, *_arithmetic(told, language)))


def _sheet(told: dict[str, str]) -> str:
    return f"«{told['sheet']}»" if told.get("sheet") else ""


def _spoken(code: str, language: str) -> str:
    return t(LANGUAGE_OF[code], language) if code in LANGUAGE_OF else ""


def _arithmetic(told: dict[str, str], language: str) -> list[str]:
    counted = _list(told.get("counted", ""), language)
    first = _short(told["first"], language)
    found = [
        t(WORKING, language, count=told["days"], counted=counted)
        if counted
        else t(CALENDAR, language, count=told["days"], first=first)
    ]
    if "off" in told:
        found.append(t(OFF, language, off=_list(told["off"], language)))
    notice, by = (_short(told[name], language) if name in told else "" for name in ("extension-notice", "by"))
    if told["extension"] == "in-time":
        due_ = _short(told["due"], language)
        found.append(t(EXTENDED, language, notice=notice, by=by, count=told.get("more", ""), first=first, due=due_))
    elif told["extension"] == "late":
        found.append(t(NOT_EXTENDED, language, notice=notice, by=by))
    elif told["extension"] == "unknown":
        found.append(t(NO_EXTENSION, language, notice=notice))
    return found


def _list(days: str, language: str) -> str:
    return ", ".join(_short(one, language) for one in days.split())


def _short(day: str, language: str) -> str:
    return day if language == "en" else f"{date.fromisoformat(day):%d.%m.%Y}"
