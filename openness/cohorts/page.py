"""The page of a cohort report: one self-contained file for each language, that needs no script and no network."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from typing import Any

from markupsafe import Markup

from openness.cohorts.model import Bin, Cell, Cohort, Exempt, Head, Standing
from openness.cohorts.places import part_of
from reports.html.charted import spread_chart
from reports.html.page import environment
from reports.i18n import LANGUAGES, N_
from reports.numbers import day, period, range_words, shown

PAGES = {language: f"index.{language}.html" for language in LANGUAGES}
# Bounds of the colours of the heat map: shares of a criterion's maximum.
HEAT = (Decimal("0.25"), Decimal("0.50"), Decimal("0.75"), Decimal("0.90"))
BODIES = {
    "central": N_("central state bodies"),
    "local": N_("local executive bodies"),
    "subordinate": N_("subordinate organisations"),
}
OPEN = "open"
LOSS = "loss"
NONE = "none"


@dataclass(frozen=True)
class Given:
    """Rows of one criterion that one body is not assessed on for one reason, and the bodies whose average it bears there."""

    body: str
    criterion: str
    basis: str
    rows: tuple[Exempt, ...]
    of: tuple[str, ...]


def pages(cohort: Cohort, runs: int) -> Iterable[tuple[str, Iterable[str]]]:
    """The name of each page and its text in pieces.

    :param runs: how many bodies the report is on.
    """
    for language, name in PAGES.items():
        yield name, _page(cohort, runs, language)


def _page(cohort: Cohort, runs: int, language: str) -> Iterable[str]:
    names = {one.body: own(one.name, language) for group in cohort.groups for one in group.bodies}
    heads = {head.id: head for group in cohort.groups for head in group.criteria}
    return (
        environment(language)
        .get_template("cohort.html")
        .generate(
            cohort=cohort,
            bodies=runs,
            language=language,
            law=law_language(language),
            own=partial(own, language=language),
            names=names,
            kinds=BODIES,
            heads=heads,
            given=given(cohort.exempt),
            heat=heat,
            cells=cells,
            spread=partial(spread, language=language),
            place=place,
            change=partial(change, language=language),
            span_words=partial(_span, language),
            earlier=None if cohort.before is None else _days(cohort.before.first, cohort.before.last, language),
            days=_days(cohort.first, cohort.last, language),
            periods=", ".join(period(one, language) for one in cohort.periods),
        )
    )


def law_language(language: str) -> str:
    """The language in which texts of the law stand on a page: for English readers Russian, for lack of an official text."""
    return "kk" if language == "kk" else "ru"


def own(text: Any, language: str) -> str:
    """A text of the law, or a name, in the language of the page."""
    return str(getattr(text, law_language(language)))


def heat(cell: Cell) -> str:
    """The colour of a cell: by its share of the maximum where both ends have the same, else that of what is open.

    :returns: ``0`` (least) to ``4`` (most), ``open``, ``loss`` for penalties taken, ``none`` where there is nothing to be had.
    """
    low, high, most = (Decimal(value) for value in (*cell.range, cell.max))
    if most <= 0:
        return OPEN if low != high else LOSS if high < 0 else NONE
    ends = {part_of(end / most, HEAT) for end in (low, high)}
    return str(ends.pop()) if len(ends) == 1 else OPEN


def cells(standing: Standing, heads: Iterable[Head]) -> list[Cell | None]:
    """The cells of a body under the headings of its kind; None where its edition has no such criterion for it."""
    mine = {cell.criterion: cell for cell in standing.criteria}
    return [mine.get(head.id) for head in heads]


def spread(bins: Iterable[Bin], kind: str, language: str) -> Markup:
    """The chart of how the totals of a kind of bodies are spread."""
    return spread_chart([(f"{one.low}–{one.high}", one.certain, one.possible) for one in bins], f"spread-{kind}-chart", language)


def place(places: tuple[int, int]) -> str:
    """A place, or the best and the worst place that can come true."""
    best, worst = places
    return str(best) if best == worst else f"{best}–{worst}"


def change(ends: tuple[str, str], language: str) -> str:
    """By how much a total changed, with its sign; both ends where that is open."""
    low, high = (_signed(end, language) for end in ends)
    return low if low == high else f"{low} … {high}"


def _signed(value: str, language: str) -> str:
    return ("+" if Decimal(value) > 0 else "") + shown(value, language)


def given(exempt: Iterable[Exempt]) -> list[Given]:
    """Rows that are not assessed, by body, criterion, reason and the bodies whose average stands instead."""
    groups: dict[tuple[str, str, str, tuple[str, ...]], list[Exempt]] = {}
    for one in exempt:
        groups.setdefault((one.body, one.criterion, one.basis, one.of), []).append(one)
    return [Given(body, criterion, basis, tuple(rows), of) for (body, criterion, basis, of), rows in groups.items()]


def _span(language: str, ends: tuple[str, str]) -> str:
    return range_words(*ends, language)


def _days(first: str, last: str, language: str) -> str:
    return day(first, language) if first == last else f"{day(first, language)} – {day(last, language)}"
