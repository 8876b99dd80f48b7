"""The comparison of two runs in words and as plain values: what its table, its page and its JSON share."""

from __future__ import annotations

from typing import Any

from reports import words
from reports.compared import Cause, Compared, Kind, Move, Moved
from reports.explain import own
from reports.i18n import N_, t
from reports.numbers import day, exact, printed, range_words
from reports.objections import difference
from store.conclusion import Range

SCHEMA = "openness/comparison/1"
CAUSE = {
    Cause.SITE: N_("the site changed"),
    Cause.LAW: N_("the law changed"),
    Cause.MAPPING: N_("a reading or the mapping to checks changed"),
    Cause.PROGRAM: N_("the program changed"),
    Cause.RULING: N_("decisions of people changed"),
    Cause.GIVEN: N_("reported data, averages or traits of the body changed"),
    Cause.LOOK: N_("the site was looked at within other bounds"),
}
FINDINGS = {"new": N_("New findings"), "gone": N_("Findings that are gone"), "unchanged": N_("Findings that stay")}
PLACES: dict[Kind, str] = {"table": N_("Tables that moved"), "row": N_("Rows that moved")}


def why(causes: tuple[Cause, ...], language: str) -> str:
    """The cause in words; several that could not be told apart are said to be such."""
    names = [t(CAUSE[one], language) for one in causes]
    if len(names) == 1:
        return names[0]
    return t("not separable: {causes}", language, causes=t(" or ", language).join(names))


def step(move: Move, language: str) -> str:
    """By how much both ends of a range moved."""
    return difference([exact(move.low), exact(move.high)], language)


def ends(value: Range | None, language: str) -> str:
    """A range; a dash where the criteria of that run know no such place."""
    return "–" if value is None else range_words(exact(value.low), exact(value.high), language)


def name(one: Moved, language: str) -> str:
    """A total, table or row by its number, title and language."""
    if one.title is None:
        return t("Total", language)
    tongue = f" ({words.word(words.LANGUAGE_SHORT, one.language, language)})" if one.language else ""
    number = f"{printed(one.number, language)}. " if one.number else ""
    return f"{number}{own(one.title, language)}{tongue}"


def heading(found: Compared, language: str) -> list[str]:
    """Both runs in one line each: id, day, edition."""
    return [f"{one.run} · {day(one.as_of, language)} · {one.methodology} {one.edition}" for one in (found.before, found.after)]


def counts(found: Compared, language: str) -> str:
    """How many findings are new, gone and unchanged."""
    told = {state: len(found.seen(state)) for state in FINDINGS}
    return t(
        "Findings that take points or leave them open: new – {new}, gone – {gone}, unchanged – {unchanged}.", language, **told
    )


def value(found: Compared) -> dict[str, Any]:
    """The comparison as JSON: points as exact decimals in text, moves with all causes that could not be told apart."""
    sides = {side: getattr(found, side).model_dump(mode="json") for side in ("before", "after")}
    return {
        "schema": SCHEMA,
        "body": {"code": found.body, "name": {"kk": found.name.kk, "ru": found.name.ru}},
        **sides,
        "steps": [[str(cause) for cause in causes] for causes in found.legs],
        "totals": [_moved(one) for one in found.of("total")],
        "tables": [_moved(one) for one in found.of("table")],
        "rows": [_moved(one) | {"findings": {"new": list(one.new), "gone": list(one.gone)}} for one in found.of("row")],
        "findings": {state: [one.model_dump(mode="json", exclude={"state"}) for one in found.seen(state)] for state in FINDINGS},
    }


def _moved(one: Moved) -> dict[str, Any]:
    title = {} if one.title is None else {"title": {"kk": one.title.kk, "ru": one.title.ru}}
    return {
        "id": one.id,
        "number": one.number,
        "language": one.language,
        **title,
        "before": _span(one.before),
        "after": _span(one.after),
        "moves": [
            {"causes": [str(cause) for cause in move.causes], "points": [exact(move.low), exact(move.high)]} for move in one.moves
        ],
    }


def _span(value: Range | None) -> list[str] | None:
    return None if value is None else [exact(value.low), exact(value.high)]
