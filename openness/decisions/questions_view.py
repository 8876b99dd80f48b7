"""Open questions as lines for the terminal and as values for other programs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from openness.decisions import told
from openness.decisions.opened import Open, Sheet
from openness.decisions.outcomes import names_of
from reports.i18n import N_, t
from reports.words import LANGUAGE_SHORT, word
from store.rulings import StoredRuling
from store.visible import line

SCHEMA = "openness/question/1"
LAW, SAW, PLACES, EARLIER, CHANGED, ALLOWED, FIGURES, STANDS = (
    N_("Law"), N_("What the machine saw"), N_("Where it may stand"), N_("Decisions so far"), N_("What changed since"),
    N_("What may be decided"), N_("Figures"), N_("Standing"),
)  # fmt: skip
AVERAGED = N_("Rows that await the average of other bodies (`openness cohort`): {count}.")
LEFT = N_("Open questions: {count}; nobody decided yet: {fresh}.")


def brief(question: Open, language: str) -> str:
    """One question in a line."""
    spoken = question.question.language
    tag = f" {word(LANGUAGE_SHORT, spoken, language)}" if spoken else ""
    title = line(question.title.kk if language == "kk" else question.title.ru, 90)
    return f"{question.id}  {question.question.parameter}{tag}  {title} – {told.standing(question, language)}"


def full(question: Open, sheet: Sheet, language: str) -> Iterator[str]:
    """Everything that a person needs to decide a question, in lines."""
    yield brief(question, language)
    yield told.asked(question, language)
    yield f"{t(LAW, language)}: {told.law(question, sheet.edition, language)}"
    yield from _listed(SAW, told.seen(question, language), language)
    places = [f"{url}  «{words}»" if words else url for url, words in told.candidates(question)]
    yield from _listed(PLACES, places, language)
    yield from _listed(EARLIER, list(told.decided(question, language)), language)
    yield from _listed(CHANGED, told.changed(question, language), language)
    names = ", ".join(f"{one.value} ({t(told.DECISION[one], language)})" for one in question.allowed)
    yield f"{t(ALLOWED, language)}: {names}"
    known = told.figures_known(question)
    if known:
        yield f"{t(FIGURES, language)}: {'; '.join(f'{name}={value}' for name, value in known.items())}"


def summary(sheet: Sheet, language: str) -> Iterator[str]:
    """How much is open."""
    fresh = sum(not one.standing for one in sheet.questions)
    yield t(LEFT, language, count=len(sheet.questions), fresh=fresh)
    if sheet.averaged:
        yield t(AVERAGED, language, count=len(sheet.averaged))


def value(question: Open, sheet: Sheet) -> dict[str, Any]:
    """A question for other programs."""
    asked = question.question
    must, besides = names_of(question.row)
    return {
        "schema": SCHEMA,
        "id": question.id,
        "run": sheet.plan.run_id,
        "parameter": asked.parameter,
        "language": asked.language,
        "row": question.row.parameter.id,
        "title": {"kk": question.title.kk, "ru": question.title.ru},
        "question": {one: told.asked(question, one) for one in ("kk", "ru")},
        "law": {one: told.law(question, sheet.edition, one) for one in ("kk", "ru")},
        "seen": {one: told.seen(question, one) for one in ("kk", "ru")},
        "candidates": [{"url": url, "excerpt": words} for url, words in told.candidates(question)],
        "allowed": [one.value for one in question.allowed],
        "figures": {"needed": list(must), "optional": list(besides), "known": told.figures_known(question)},
        "decisions": [entry(one) for one in question.decisions],
        "standing": [one.ruling.id for one in question.standing],
        "changed": [one.model_dump() for one in question.changes],
    }


def entry(stored: StoredRuling) -> dict[str, Any]:
    """A decision for other programs."""
    return {
        **stored.ruling.model_dump(mode="json"),
        "source": stored.source,
        "file": stored.file or None,
        "sha256": stored.sha256,
    }


def _listed(title: str, lines: list[str], language: str) -> Iterator[str]:
    if lines:
        yield f"{t(title, language)}:"
        yield from (f"  {one}" for one in lines)
