"""Editions for the terminal: the list of all, and one with its directions, tables, rows, exemptions, grades and gaps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text as Line

from reports import words
from reports.citing import place
from reports.demands import edition_lines
from reports.explain import imported, own
from reports.i18n import N_, t
from reports.law import Part, parts
from reports.numbers import shown
from reports.pages import NO_NAMES, exempted, fact, numbered, weights
from store.base import Text
from store.methodology import Indicator, Methodology, Parameter


def editions_table(editions: Iterable[Methodology], language: str) -> RenderableType:
    """One line an edition: validity, what it assesses, whether it is whole, whether it is closed."""
    table = Table(box=None)
    for name in (N_("Law"), N_("Edition"), N_("In force from"), N_("to"), N_("Assesses"), N_("Whole"), N_("Files")):
        table.add_column(t(name, language))
    for one in editions:
        assessed = words.word(words.ASSESSMENT, one.assessment, language)
        whole = t(WHOLE if is_whole(one) else PARTIAL, language)
        upto = "" if one.valid_to is None else str(one.valid_to)
        lock = words.word(words.LOCK, one.lock, language)
        table.add_row(one.id, one.edition, str(one.valid_from), upto, assessed, whole, lock)
    return table


WHOLE = N_("whole")
PARTIAL = N_("in part")


def is_whole(edition: Methodology) -> bool:
    """Whether the act's own text is at hand and all of its tables are scored."""
    return edition.partial is None and not any(gap.base for gap in edition.missing)


def edition_page(edition: Methodology, note: Text | None, language: str, bodies: Mapping[str, Text] = NO_NAMES) -> RenderableType:
    """Everything that an edition holds, in printed order.

    :param note: what must be told first, such as that the edition is not in force; None for nothing. ``bodies``: their names by code.
    """
    lines: list[RenderableType] = [Line(f"{edition.id} {edition.edition} · {own(edition.title, language)}", style="bold")]
    lines += [Line(own(text, language)) for text in (note, edition.partial) if text is not None]
    lines.append(fact(N_("Assesses"), words.word(words.ASSESSMENT, edition.assessment, language), language))
    lines.append(fact(N_("Files"), words.word(words.LOCK, edition.lock, language), language))
    for part in parts(edition):
        lines += _part(edition, part, language)
    if edition.overall is not None:
        one = edition.overall
        said = f"{own(one.title, language)}: {shown(one.max, language)} ({place(one.rule.citation, language)})"
        lines.append(fact(N_("Joined total"), said, language))
    lines += exempted(edition.exemptions, language, bodies)
    if edition.excluded:
        lines.append(
            fact(
                N_("Not applied to"),
                "; ".join(own(bodies[code], language) if code in bodies else code for code in edition.excluded),
                language,
            )
        )
    for grade in edition.grades:
        kinds = ", ".join(words.word(words.KIND_SHORT, kind, language) for kind in grade.applies)
        lines.append(fact(N_("Grade"), f"≥ {shown(grade.low, language)}: {own(grade.title, language)} ({kinds})", language))
    lines += edition_lines(edition, language)
    for gap in edition.missing:
        said = f"{own(gap.what, language)} ({place(gap.citation, language)}) → {own(gap.default, language)}"
        lines.append(fact(N_("Not at hand"), said, language))
    return Group(*lines)


def _part(edition: Methodology, part: Part, language: str) -> Iterator[RenderableType]:
    if part.title is not None:
        number = part.direction.number if part.direction is not None else ""
        title = f"{number} {own(part.title, language)}".strip()
        yield Line("\n" + t("Direction: {title}", language, title=title), style="bold")
    maxima = edition.max if part.direction is None else part.direction.max
    said = "; ".join(f"{words.word(words.KIND_SHORT, kind, language)}: {shown(most, language)}" for kind, most in maxima.items())
    yield fact(N_("Maximum"), said, language)
    table = Table(box=None)
    for name in (N_("Parameter"), N_("Weight"), N_("Role"), N_("Title")):
        table.add_column(t(name, language), overflow="fold")
    for criterion in part.criteria:
        role = words.word(words.ROLE, criterion.role, language) if criterion.role in words.ROLE else ""
        table.add_row(
            *_bold(criterion.id, shown(criterion.max, language), role, _title(criterion.number, criterion.title, language))
        )
        for indicator in criterion.indicators:
            _add_table(table, indicator, language)
    if part.penalty is not None:
        _add_row(table, part.penalty, language)
    yield table


def _title(number: str, title: Text, language: str) -> str:
    return f"{numbered(number, language)} {own(title, language)}" if number else own(title, language)


def _bold(*cells: str) -> list[Line]:
    return [Line(cell, style="bold") for cell in cells]


def _add_table(table: Table, indicator: Indicator, language: str) -> None:
    title = _title(indicator.number, indicator.title, language)
    table.add_row(*_bold(indicator.id, shown(indicator.max, language), "", title))
    for section in indicator.sections:
        for row in section.parameters:
            _add_row(table, row, language)


def _add_row(table: Table, row: Parameter, language: str) -> None:
    role = words.word(words.ROLE, row.role, language) if row.role in words.ROLE else ""
    title = Line(_title(row.number, row.title, language))
    for name, figure in row.figures.items():
        title.append(f"\n  {name} – {own(figure, language)}", style="dim")
    if row.reported:
        kinds = ", ".join(imported(kind, language) for kind in row.reported)
        title.append("\n  " + t("Imports", language) + f": {kinds}", style="dim")
    table.add_row(row.id, weights(row, language), role, title)
