"""Readings for the terminal: the open questions of an edition, and what other readings would change for a run."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text as Line

from reports import words
from reports.citing import place as cited
from reports.explain import own
from reports.i18n import N_, t, tn
from reports.numbers import range_words, shown
from reports.readings import Move, clashing, idle, moving, otherwise
from store.methodology import Methodology

ROWS = 6
NOTHING_OPEN = N_("{edition}: no question is noted as open.")


def readings_view(edition: Methodology, language: str) -> RenderableType:
    """Every question with where the act leaves it open, and its choices with what they rest on."""
    name = f"{edition.id} {edition.edition}"
    if not edition.readings:
        return Line(t(NOTHING_OPEN, language, edition=name))
    lines: list[RenderableType] = [Line(f"{name} · {own(edition.title, language)}", style="bold")]
    for reading in edition.readings:
        lines.append(Line.assemble("\n", (reading.id, "bold"), f"  {own(reading.question, language)}"))
        lines.append(Line("  " + cited(reading.citation, language), style="dim"))
        for choice in reading.choices:
            mark = "● " if choice.default else "○ "
            basis = words.word(words.RULE_BASIS, choice.source.basis, language)
            default = t("by default", language) + ", " if choice.default else ""
            lines.append(
                Line.assemble(f"  {mark}", (choice.id, "bold"), f" ({default}{basis}): {own(choice.sentence, language)}")
            )
            if choice.source.note is not None:
                lines.append(Line("      " + own(choice.source.note, language), style="dim"))
    return Group(*lines)


def comparison_view(
    edition: Methodology, readings: list[dict[str, Any]], place: tuple[int, int] | None, bodies: int, language: str
) -> RenderableType:
    """What other readings would change, the largest first; in one line those that change nothing.

    :param readings: as in result.json. :param place: best and worst place as scored, None where there are no other bodies.
    """
    if not readings:
        return Line(t(NOTHING_OPEN, language, edition=f"{edition.id} {edition.edition}"))
    lines: list[RenderableType] = list(_chosen(readings, language))
    moves = moving(readings)
    if moves:
        lines.append(_table(edition, moves, place, language))
    if place is not None:
        said = t("Place among {bodies} bodies as scored: {place}.", language, bodies=bodies, place=_place(place))
        lines.append(Line(said))
    nothing = [one.name for one in idle(readings)]
    if nothing:
        lines.append(Line(t("Would change nothing for this body: {names}.", language, names=", ".join(nothing))))
    clash = [one.name for one in clashing(readings)]
    if clash:
        lines.append(Line(t("Contradict the readings chosen: {names}.", language, names=", ".join(clash))))
    return Group(*lines)


def _chosen(readings: list[dict[str, Any]], language: str) -> Iterator[RenderableType]:
    names = told_chosen(readings)
    if names:
        yield Line(t("Read otherwise than by default: {names}.", language, names=names), style="bold")


def told_chosen(readings: list[dict[str, Any]]) -> str:
    """The choices made otherwise than by default, as the command line writes them."""
    return ", ".join(f"{one['id']}={one['choice']}" for one in otherwise(readings))


def _table(edition: Methodology, moves: list[Move], place: tuple[int, int] | None, language: str) -> Table:
    table = Table(show_edge=False, pad_edge=False)
    table.add_column(t("Other reading", language), overflow="fold", ratio=4)
    table.add_column(t("Total", language), no_wrap=True)
    table.add_column(t("Grade", language), overflow="fold")
    if place is not None:
        table.add_column(t("Place", language), no_wrap=True)
    table.add_column(t("Rows that change", language), overflow="fold", ratio=4)
    for move in moves:
        name = Line.assemble((move.name, "bold"), f"\n{move.other['sentence']['kk' if language == 'kk' else 'ru']}")
        cells: list[RenderableType] = [name, Line(_total(move, language)), Line(_grade(edition, move, language))]
        if place is not None:
            cells.append(Line(f"{_place(place)} → {_place(move.other['places']['after'])}"))
        table.add_row(*cells, Line("\n".join(_rows(move, language))))
    return table


def _total(move: Move, language: str) -> str:
    total = move.other["total"]
    return f"{_span(total['before'], language)} →\n{_span(total['after'], language)}"


def _span(ends: list[str], language: str) -> str:
    return shown(ends[0], language) if ends[0] == ends[1] else range_words(ends[0], ends[1], language)


def _grade(edition: Methodology, move: Move, language: str) -> str:
    titles = {one.id: own(one.title, language) for one in edition.grades}
    before, after = (_grades(move.other["grade"][name], titles) for name in ("before", "after"))
    return "–" if before == after else f"{before} → {after}"


def _grades(ends: list[str], titles: dict[str, str]) -> str:
    names = [titles.get(name, name) for name in dict.fromkeys(ends)]
    return " … ".join(names) or "–"


def _place(ends: tuple[int, int]) -> str:
    return str(ends[0]) if ends[0] == ends[1] else f"{ends[0]}–{ends[1]}"


def _rows(move: Move, language: str) -> Iterator[str]:
    rows = move.other["rows"]
    for row in rows[:ROWS]:
        tongue = f" ({words.word(words.LANGUAGE_SHORT, row['language'], language)})" if row["language"] else ""
        yield f"{row['id']}{tongue}: {_span(row['before'], language)} → {_span(row['after'], language)}"
    if len(rows) > ROWS:
        yield tn("and {n} row more", "and {n} rows more", len(rows) - ROWS, language)


__all__ = ["comparison_view", "readings_view", "told_chosen"]
