"""The comparison of two runs for people: tables for the terminal, and one self-contained HTML file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text as Line

from reports import compared_words as told
from reports.compared import Compared, Moved, Seen
from reports.i18n import t, tn
from store.visible import line

# Findings of one list that the terminal shows; the files hold them all.
SHOWN = 40


def comparison_tables(found: Compared, language: str) -> RenderableType:
    """The comparison for the terminal."""
    before, after = told.heading(found, language)
    parts: list[RenderableType] = [
        Line(f"{t('Before', language)}: {before}\n{t('After', language)}: {after}"),
        _moved(found.of("total"), t("Why the total moved", language), language),
    ]
    parts += [
        _moved(found.of(kind), t(title, language), language, counted=kind == "row")
        for kind, title in told.PLACES.items()
        if found.of(kind)
    ]
    parts.append(Line(told.counts(found, language), style="bold"))
    for state in ("new", "gone"):
        if found.seen(state):
            parts += [_findings(found.seen(state)[:SHOWN], t(told.FINDINGS[state], language), language)]
            parts += list(_rest(len(found.seen(state)) - SHOWN, language))
    return Group(*parts)


def _rest(number: int, language: str) -> Iterator[Line]:
    if number > 0:
        yield Line(tn("and {n} more", "and {n} more", number, language))


def _table(title: str) -> Table:
    return Table(title=Line(title, style="bold"), title_justify="left", show_edge=False, pad_edge=False)


def _moved(places: Sequence[Moved], title: str, language: str, counted: bool = False) -> Table:
    table = _table(title)
    table.add_column(t("Requirement", language), overflow="fold", ratio=4)
    table.add_column(t("Before", language), no_wrap=True)
    table.add_column(t("After", language), no_wrap=True)
    table.add_column(t("Why", language), overflow="fold", ratio=5)
    for one in places:
        lines = [f"{told.step(move, language)}: {told.why(move.causes, language)}" for move in one.moves]
        if counted and (one.new or one.gone):
            lines.append(t("findings: new – {new}, gone – {gone}", language, new=len(one.new), gone=len(one.gone)))
        name = told.name(one, language) if one.kind == "total" else f"{one.id} {told.name(one, language)}"
        table.add_row(
            Line(name), Line(told.ends(one.before, language)), Line(told.ends(one.after, language)), Line("\n".join(lines) or "–")
        )
    return table


def _findings(findings: Sequence[Seen], title: str, language: str) -> Table:
    table = _table(title)
    table.add_column(t("Requirement", language), overflow="fold", ratio=2)
    table.add_column(t("Finding", language), overflow="fold", ratio=5)
    table.add_column(t("Address", language), overflow="fold", ratio=4)
    for one in findings:
        address = line(one.target or one.url)
        table.add_row(Line(one.parameter), Line(line(one.message[language])), Line(address))
    return table


def comparison_html(found: Compared, language: str) -> str:
    """The comparison as one file without anything from outside.

    :param language: ``kk``, ``ru`` or ``en``; titles of the law stand in Russian for readers of English.
    """
    from reports.html.page import environment

    return (
        environment(language)
        .get_template("compare.html")
        .render(
            found=found,
            language=language,
            title=found.name.kk if language == "kk" else found.name.ru,
            heading=told.heading(found, language),
            counts=told.counts(found, language),
            groups=[(kind, t(title, language), found.of(kind)) for kind, title in told.PLACES.items() if found.of(kind)],
            lists=[(state, t(title, language), found.seen(state)) for state, title in told.FINDINGS.items()],
        )
    )
