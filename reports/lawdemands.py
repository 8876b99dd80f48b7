"""The page of docs/law for what an edition demands beside points: terms, duties, proofs, the words it defines."""

from __future__ import annotations

from collections.abc import Iterable

from reports.citing import named_place
from reports.demands import actor, form_words, when
from reports.i18n import N_, t
from reports.law import every
from reports.markdown import Page, grid, md
from reports.numbers import printed
from reports.pages import source
from store.base import Basis
from store.demands import Duty, LawTerm
from store.methodology import Methodology, Rule

NAME = "duties"
TITLE = N_("Terms, duties and proofs")
ID = N_("Id")


def holds(edition: Methodology) -> bool:
    """Whether the edition has such a page."""
    demands = edition.demands
    return bool(demands.terms or demands.duties or demands.proofs or demands.definitions)


def demands_page(edition: Methodology, language: str, way_back: str) -> str:
    """The page as Markdown.

    :param edition: an edition that demands something beside points; ``language``: kk or ru.
    :param way_back: the line of links below the heading.
    """
    page = Page(language)
    page.head(1, TITLE)
    page.line(way_back)
    demands = edition.demands
    if demands.terms:
        page.head(2, N_("Terms"))
        names = (ID, N_("Who"), N_("Requirement"), N_("By when"), N_("Rows"), N_("Place in the law"))
        page.table(names, [_done(page, edition, one, md(when(edition, one.due, language))) for one in demands.terms])
        page.line(t("Days of a year, moved off days off: `openness methodologies calendar`.", language))
    if demands.duties:
        page.head(2, N_("Duties"))
        columns = (ID, N_("Who"), N_("Requirement"), N_("Rows"), N_("Place in the law"))
        page.table(columns, [_done(page, edition, one) for one in demands.duties])
    if demands.proofs:
        _proofs(page, edition)
    if demands.unproved:
        page.head(2, N_("Rows for which no proof is asked"))
        rows = [
            [_rows(edition, one.rows, language), md(page.own(one.why)), _cited(edition, one.rule, language)]
            for one in demands.unproved
        ]
        page.table((N_("Rows"), N_("Why"), N_("Place in the law")), rows)
    if demands.definitions:
        page.head(2, N_("Words of the act"))
        words = [
            [f"`{one.id}`", page.title(one.word), page.title(one.text), _cited(edition, one.rule, language)]
            for one in demands.definitions
        ]
        page.table((ID, N_("Word"), N_("Meaning"), N_("Place in the law")), words)
    return page.text()


def _proofs(page: Page, edition: Methodology) -> None:
    language = page.language
    page.head(2, N_("Proof asked for the rows"))
    rows = []
    for one in edition.demands.proofs:
        text = page.title(one.text)
        if one.by is not None:
            text += " " + md(t("Shown by: {name}.", language, name=page.own(one.by)))
        if one.differs is not None:
            text += f" *{md(page.own(one.differs))}.*"
        named = f"{one.rule.citation.table}: {one.number}" if one.rule.citation.table else one.number
        rows.append([f"`{one.id}`", printed(named, language), page.title(one.title), text, _rows(edition, one.rows, language)])
    names = (ID, N_("Row of the report"), N_("Requirement"), N_("Proof asked"), N_("Rows"))
    page.lines(grid([t(name, language) for name in names], rows))


def _done(page: Page, edition: Methodology, one: LawTerm | Duty, by_when: str | None = None) -> list[str]:
    language = page.language
    law = _cited(edition, one.rule, language)
    if one.form is not None:
        law += "; " + md(form_words(edition, one.form, language))
    cells = [f"`{one.id}`", md(actor(one, language)), page.title(one.text)]
    return [*cells, *([by_when] if by_when is not None else []), _rows(edition, one.rows, language), law]


def _cited(edition: Methodology, rule: Rule, language: str) -> str:
    said = md(named_place(edition, rule.citation, language))
    return said if rule.basis is Basis.LAW and rule.note is None else f"{said}; {md(source(rule, language))}"


def _rows(edition: Methodology, names: Iterable[str], language: str) -> str:
    """Rows by id, with their printed number."""
    numbers = {row.id: printed(row.number, language) for row in every(edition)}
    return ", ".join(f"`{name}` ({numbers[name]})" if numbers.get(name) else f"`{name}`" for name in names)
