"""The phases of long work in words: what is done, how much of it is behind us, and what is left."""

from __future__ import annotations

from math import ceil
from typing import Any

from reports.i18n import N_, t

TITLES = {
    "crawl": N_("Crawling"),
    "seeds": N_("Reading site maps"),
    "external": N_("Asking addresses of other sites"),
    "resources": N_("Asking whether what pages draw themselves with is unchanged"),
    "pause": N_("Waiting before failed addresses are asked again"),
    "confirm": N_("Asking failed addresses again"),
    "start": N_("Starting the browser"),
    "visit": N_("Looking at pages with the browser"),
    "walk": N_("Reading the site with the browser"),
    "second": N_("Looking with the browser at addresses that failed"),
    "engines": N_("Comparing pages in other browsers"),
    "phone": N_("Looking at pages as telephones show them"),
    "portal": N_("Reading a portal"),
    "portal-wait": N_("Waiting for another process that reads the portal"),
    "extract": N_("Reading what was stored"),
    "scans": N_("Reading words on scans"),
    "check": N_("Checking"),
    "score": N_("Counting points"),
    "report": N_("Writing reports"),
    "cohort": N_("Scoring together"),
}
# Phases in which nobody knows beforehand how much there is.
OPEN = {
    "seeds": N_("{number} read"),
    "portal": N_("{number} answers read, {waiting} waiting"),
    "engines": N_("{number} done"),
    "walk": N_("{number} pages read, {waiting} waiting"),
}
FIRST = {"http": "crawl", "files": "crawl", "browser": "visit"}
LONGEST = 70


def phase_of(stage: str, facts: dict[str, Any]) -> str:
    """The phase that a stage is in."""
    return str(facts.get("phase") or FIRST.get(stage, stage))


def words_of(phase: str, facts: dict[str, Any], language: str, ago: float) -> str:
    """What is done and left. ``ago`` is how many seconds old the facts are: waits are counted down by them."""
    parts = [_organisation(facts, language), _count(phase, facts, language, ago), _what(facts.get("what"), language)]
    held = max(0.0, float(facts.get("held_left") or 0.0) - ago)
    if held >= 1:
        parts.append(t("{host} is left in peace for {left} yet", language, host=facts["held"], left=clock(held)))
    return " · ".join(part for part in parts if part)


def _organisation(facts: dict[str, Any], language: str) -> str:
    """Which of a body's organisations is at work, where it is one of them."""
    if "organisation" not in facts:
        return ""
    place = t("{number} of {of}", language, number=facts["organisation_number"], of=facts["organisations"])
    return f"{_what(facts['organisation'], language)} ({place})"


def clock(seconds: float) -> str:
    """A length of time as minutes and seconds, with hours where there are any."""
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def _count(phase: str, facts: dict[str, Any], language: str, ago: float) -> str:
    number, of = facts.get("number", 0), facts.get("of")
    if phase == "crawl":
        known = {name: facts.get(name, 0) for name in ("pages", "waiting", "known")}
        return t("{pages} pages read, {waiting} waiting, {known} addresses known", language, **known)
    if phase == "pause":
        left = clock(ceil(max(0.0, float(facts["left"]) - ago)))
        return _round(t("{count} addresses, {left} left", language, count=facts["count"], left=left), facts, language)
    if of:
        return _round(t("{number} of {of}", language, number=number, of=of), facts, language)
    return t(OPEN[phase], language, number=number, waiting=facts.get("waiting", 0)) if phase in OPEN else ""


def _round(words: str, facts: dict[str, Any], language: str) -> str:
    if "round" not in facts:
        return words
    said = t("round {round} of {rounds}", language, round=facts["round"], rounds=facts["rounds"])
    return f"{words} · {said}"


def _what(what: Any, language: str) -> str:
    """An address or name, or a text in three languages. Both ends of a long address tell more than its beginning."""
    text = str(what.get(language, "") if isinstance(what, dict) else what or "")
    return text if len(text) <= LONGEST else f"{text[: LONGEST // 2]}…{text[-LONGEST // 2 :]}"
