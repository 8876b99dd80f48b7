"""Whether what a report says of an address is borne out by what stands there: confirmed, contradicted, or open."""

from __future__ import annotations

import re
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from checks.words import fold
from openness.pointed.pointers import Pointer, Seen
from store.calendar import period_days
from store.harvest import Ledger, LedgerEntry

GONE = frozenset({404, 410})
# Of the words that the report gives a page so many must stand in it, in percent; with fewer than the other number it is another matter.
SAME, OTHER = 60, 20
# So many of them are needed to say that none stands there.
ENOUGH = 2
LETTERS = 4
WORD = re.compile(r"\w+", re.UNICODE)
KAZAKH = re.compile(r"[әіңғүұқөһ]", re.IGNORECASE)
CYRILLIC = re.compile(r"[а-яё]", re.IGNORECASE)


class Standing(StrEnum):
    """How a claim stands."""

    CONFIRMED = "confirmed"
    CONTRADICTED = "contradicted"
    OPEN = "open"


class Verdict(NamedTuple):
    """How a claim stands, and why where it is not confirmed."""

    standing: Standing
    reason: str = ""


CONFIRMED = Verdict(Standing.CONFIRMED)


def judge(
    pointer: Pointer, seen: Seen | None, entry: LedgerEntry | None, body: str, period: str, owner: str | None = ""
) -> Verdict:
    """Holds one claim against what was found.

    :param entry: the line of the ledger, for what was not read.
    :param body: code of the body; :param period: of the report.
    :param owner: code of the body whose the thing is by the portal's own reading; None for one that no register knows.
    """
    if seen is None:
        return unread(entry)
    if not seen.readable:
        return _open("not-readable")
    found = [
        _owner(pointer, body),
        _named(pointer, owner, body),
        _language(pointer, seen),
        _day(pointer, seen, period),
        _words(pointer, seen),
    ]
    worst = [one for one in found if one.standing is Standing.CONTRADICTED] or [
        one for one in found if one.standing is Standing.OPEN
    ]
    return worst[0] if worst else CONFIRMED


def _open(reason: str) -> Verdict:
    return Verdict(Standing.OPEN, reason)


def _against(reason: str) -> Verdict:
    return Verdict(Standing.CONTRADICTED, reason)


def unread(entry: LedgerEntry | None) -> Verdict:
    """Only an address that says in every spaced request that nothing is there is gone; a host that is down proves nothing."""
    if entry is None:
        return _open("not-asked")
    fate, reason = (entry.ledger, entry.reason) if entry.answer is None else (entry.answer, entry.answer_reason)
    if fate is Ledger.HTTP_ERROR and entry.status in GONE and reason == str(entry.status):
        return _against("gone") if entry.confirmed else _open("failed-once")
    if fate in (Ledger.OUT_OF_SCOPE, Ledger.QUEUED):
        return _open("not-asked")
    return _open(fate.value)


def _owner(pointer: Pointer, body: str) -> Verdict:
    if pointer.others or pointer.owner in ("", body):
        return CONFIRMED
    return _against("other-body")


def _named(pointer: Pointer, owner: str | None, body: str) -> Verdict:
    """A committee may have a name of its own on a portal: only another registered body is surely another one."""
    if pointer.others or owner in ("", body):
        return CONFIRMED
    return _open("owner-unsure") if owner is None else _against("other-owner")


def _language(pointer: Pointer, seen: Seen) -> Verdict:
    if not pointer.languages or not seen.language or seen.language in pointer.languages:
        return CONFIRMED
    return _against("other-language")


def _day(pointer: Pointer, seen: Seen, period: str) -> Verdict:
    """A page that tells a day outside of the period, where the report tells one inside."""
    told, shown = _read(pointer.day), _read(seen.posted)
    if told is None or shown is None or abs((told - shown).days) <= 1:
        return CONFIRMED
    first, last = period_days(period)
    return _against("outside-period") if first <= told <= last and not first <= shown <= last else _open("other-day")


def _read(day: str) -> date | None:
    try:
        return date.fromisoformat(day)
    except ValueError:
        return None


def _words(pointer: Pointer, seen: Seen) -> Verdict:
    wanted = list(dict.fromkeys(_stem(word) for word in WORD.findall(fold(pointer.words)) if _tells(word)))
    if not wanted:
        return CONFIRMED
    there = {_stem(word) for word in WORD.findall(fold(seen.text))}
    share = 100 * sum(_stands(word, there) for word in wanted) // len(wanted)
    if share >= SAME:
        return CONFIRMED
    alike = _spoken(pointer.words) == seen.language
    if share < OTHER and len(wanted) >= ENOUGH and seen.complete and alike:
        return _against("other-subject")
    return _open("subject-unsure")


def _tells(word: str) -> bool:
    return len(word) >= LETTERS or word.isdigit()


def _stem(word: str) -> str:
    """The beginning of a word, without what Kazakh and Russian add to it."""
    return word if word.isdigit() else word[: max(LETTERS, len(word) - 2)][:7]


def _stands(stem: str, there: set[str]) -> bool:
    return stem in there or (not stem.isdigit() and any(word.startswith(stem[:5]) for word in there))


def _spoken(words: str) -> str:
    """The language that the words of a report are in as far as their letters tell; Kazakh words may lack its own letters."""
    if KAZAKH.search(words):
        return "kk"
    return "ru" if CYRILLIC.search(words) else "en"
