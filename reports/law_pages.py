"""The pages of a table, a section, a criterion and a direction: what it is worth, how it is reckoned, and its rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text as Line

from reports import words
from reports.citing import place as cited
from reports.explain import own
from reports.i18n import N_, t
from reports.law import Place
from reports.numbers import printed, shown
from reports.pages import NO_NAMES, exempted, fact, numbered, source, weights
from reports.tablerules import table_rule
from store.base import Text
from store.methodology import Criterion, Exemption, Indicator, Parameter, Rule


def explain_place(
    place: Place, exemptions: Iterable[Exemption], language: str, bodies: Mapping[str, Text] = NO_NAMES
) -> RenderableType:
    """The page of what an id names above the rows.

    :param place: a direction, criterion, table or section, as ``reports.law.find`` gives it; ``exemptions`` those that
        touch it.
    :param language: kk, ru or en; the law itself stands in Russian for English readers. ``bodies``: their names by code.
    """
    if place.section is not None and place.indicator is not None:
        section = place.section
        total = None if section.printed_total is None else shown(section.printed_total, language)
        parts = [_head(section.number, section.title, section.id, language)]
        if total is not None:
            parts.append(fact(N_("Printed total of the rows"), total, language))
        parts.append(fact(N_("Table"), f"{own(place.indicator.title, language)} ({place.indicator.id})", language))
        return Group(*parts, *exempted(exemptions, language, bodies), _rows([(section.number, section.parameters)], language))
    if place.indicator is not None:
        return Group(*_indicator(place.indicator, exemptions, language, bodies))
    if place.criterion is not None:
        return Group(*_criterion(place.criterion, language), *exempted(exemptions, language, bodies))
    return Group(*_direction(place, language))


def _head(number: str, title: Text, name: str, language: str) -> RenderableType:
    words_ = f"{numbered(number, language)} {own(title, language)}" if number else own(title, language)
    return Line.assemble((words_, "bold"), f"\n{name}\n")


def _law(rule: Rule, language: str) -> Iterator[RenderableType]:
    yield fact(N_("Law"), cited(rule.citation, language), language)
    yield fact(N_("Source of the rule"), source(rule, language), language)


def _indicator(
    table: Indicator, exemptions: Iterable[Exemption], language: str, bodies: Mapping[str, Text]
) -> Iterator[RenderableType]:
    yield _head(table.number, table.title, table.id, language)
    yield from _law(table.rule, language)
    yield fact(N_("Maximum"), shown(table.max, language), language)
    yield fact(N_("Printed total of the rows"), shown(table.printed_total, language), language)
    yield fact(N_("How the table becomes points"), " ".join(table_rule(table, language)), language)
    if table.languages:
        spoken = ", ".join(words.word(words.LANGUAGE, name, language) for name in table.languages)
        yield fact(N_("Scored for each language"), spoken, language)
    yield fact(N_("Applies to"), ", ".join(words.word(words.BODY_KIND, kind, language) for kind in table.applies), language)
    yield from exempted(exemptions, language, bodies)
    yield _rows([(section.number, section.parameters) for section in table.sections], language)


def _rows(sections: Iterable[tuple[str, Iterable[Parameter]]], language: str) -> RenderableType:
    table = Table(show_edge=False, pad_edge=False)
    for name in (N_("Parameter"), N_("No."), N_("Weight"), N_("Role"), N_("Requirement")):
        table.add_column(t(name, language), overflow="fold")
    for _, rows in sections:
        for row in rows:
            role = words.word({"points": words.POINTS, **words.ROLE}, row.role, language)
            table.add_row(row.id, printed(row.number, language), weights(row, language), role, Line(own(row.title, language)))
        table.add_section()
    return table


def _criterion(criterion: Criterion, language: str) -> Iterator[RenderableType]:
    yield _head(criterion.number, criterion.title, criterion.id, language)
    yield from _law(criterion.rule, language)
    yield fact(N_("Maximum"), shown(criterion.max, language), language)
    if criterion.role in words.ROLE:
        yield fact(N_("Role"), words.word(words.ROLE, criterion.role, language), language)
    yield fact(N_("Applies to"), ", ".join(words.word(words.BODY_KIND, kind, language) for kind in criterion.applies), language)
    yield fact(N_("Arithmetic rule"), t(TAKEN if criterion.role == "penalty" else ADDED, language), language)
    table = Table(show_edge=False, pad_edge=False)
    for name in (N_("Table"), N_("Maximum"), N_("Applies to"), N_("Title")):
        table.add_column(t(name, language), overflow="fold")
    for one in criterion.indicators:
        kinds = ", ".join(words.word(words.KIND_SHORT, kind, language) for kind in one.applies)
        table.add_row(one.id, shown(one.max, language), kinds, Line(own(one.title, language)))
    yield table


ADDED = N_("The points of its tables are added up.")
TAKEN = N_("The penalty points of its tables are taken off the total.")


def _direction(place: Place, language: str) -> Iterator[RenderableType]:
    direction = place.part.direction
    if direction is None:
        return
    yield _head(direction.number, direction.title, direction.id, language)
    yield from _law(direction.rule, language)
    for kind, points in direction.max.items():
        yield fact(N_("Maximum"), f"{words.word(words.KIND_SHORT, kind, language)}: {shown(points, language)}", language)
    table = Table(show_edge=False, pad_edge=False)
    for name in (N_("Criterion"), N_("Maximum"), N_("Title")):
        table.add_column(t(name, language), overflow="fold")
    for one in direction.criteria:
        table.add_row(one.id, shown(one.max, language), Line(own(one.title, language)))
    yield table
