"""The page of a printed table: its rows with weight, citation, basis, arithmetic and who decides, then each row by itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from reports import words
from reports.citing import bodies_of, footnote_of, named_place, stands
from reports.explain import check_name, imported
from reports.i18n import N_, t
from reports.law import Place, find, touching
from reports.markdown import Page, grid, md, undotted
from reports.numbers import printed, shown
from reports.pages import MACHINE, decided, options_of, source, weights
from reports.penal import PENAL_SUM, penal_rule
from reports.rules import element_rule, row_rule
from reports.tablerules import table_rule
from store.base import Text
from store.citation import Citation, Rule
from store.findings import Message
from store.methodology import CheckUse, Criterion, Element, Exemption, Indicator, Methodology, Parameter, PrintedTable, TableNote

Checks = Mapping[str, Message]


@dataclass(frozen=True)
class Sheet:
    """What a page of the law is written from: the edition, titles of checks by id, names of bodies by code."""

    edition: Methodology
    checks: Checks
    bodies: Mapping[str, Text]

    def heads(self, indicators: Sequence[Indicator]) -> list[PrintedTable]:
        """The printed tables in which indicators stand, in order."""
        named = {one.id for one in indicators}
        return [table for table in self.edition.tables if named.intersection(table.indicators)]

    def notes(self, name: str) -> list[TableNote]:
        """The notes that a row, section or table bears."""
        return [note for table in self.edition.tables for note in table.notes if name in note.rows]

    def blank(self, indicator: Indicator) -> bool:
        """Whether the act leaves the place of its sum empty."""
        return any(one.blank_total for one in self.heads([indicator]))


def table_page(sheet: Sheet, title: Text, places: Sequence[Place], language: str, way_back: str) -> str:
    """The page of one printed table.

    :param title: of the page; ``places`` of the indicators that stand in the table, in printed order.
    :param way_back: links above the table, as Markdown.
    """
    page = Page(language)
    indicators = [one.indicator for one in places if one.indicator is not None]
    heads = sheet.heads(indicators)
    own = len(heads) == 1 and set(heads[0].indicators) == {one.id for one in indicators}
    printed = _printed(heads[0].rule if own else indicators[0].rule, language)
    head = page.title(heads[0].title if own else title)
    page.line(f"# {head} ({printed})" if printed else f"# {head}")
    page.line(way_back)
    if own and heads[0].rule.note is not None:
        page.line(md(page.own(heads[0].rule.note)))
    for one in places:
        if one.indicator is not None and one.criterion is not None:
            _indicator(page, sheet, one.indicator, one.criterion)
    _notes(page, heads)
    page.head(2, N_("Rows one by one"))
    for one in places:
        if one.indicator is not None and one.criterion is not None:
            for section in one.indicator.sections:
                for row in section.parameters:
                    _row(page, sheet, row, one.criterion.role == "penalty")
    return page.text()


def _printed(rule: Rule, language: str) -> str:
    """Appendix and table, for the heading; empty for rules that stand in points."""
    cited = rule.citation
    return ", ".join(stands(Citation(law="", appendix=cited.appendix, table=cited.table), language))


def _notes(page: Page, heads: Sequence[PrintedTable]) -> None:
    """The notes under a table, as the act prints them."""
    notes = [note for head in heads for note in head.notes]
    if notes:
        page.head(2, N_("Notes of the table"))
        marks = (f"{md(note.mark)} – " if note.mark else "" for note in notes)
        page.lines(f"- {mark}{page.title(note.text)}" for mark, note in zip(marks, notes, strict=True))


def _marked(page: Page, sheet: Sheet, name: str, title: Text) -> str:
    """A title with the marks of its notes behind it, as the act prints it."""
    marks = " ".join(md(note.mark) for note in sheet.notes(name) if note.mark)
    return f"{page.title(title)} {marks}".strip()


def _indicator(page: Page, sheet: Sheet, one: Indicator, criterion: Criterion) -> None:
    language = page.language
    title = _marked(page, sheet, one.id, one.title)
    page.line(f"## {undotted(one.number, page.language)}. {title}" if one.number else f"## {title}")
    role = f" ({words.word(words.ROLE, criterion.role, language)})" if criterion.role in words.ROLE else ""
    penal = criterion.role == "penalty"
    facts = [
        (t("Criterion", language), page.title(criterion.title) + role),
        (t("Parameter", language), f"`{one.id}`"),
        (t("Law", language), md(named_place(sheet.edition, one.rule.citation, language))),
        *(_sums(sheet, one, penal, language) if one.max else ()),
        (t("Applies to", language), ", ".join(words.word(words.BODY_KIND, kind, language) for kind in one.applies)),
        (t("Source of the rule", language), md(source(one.rule, language))),
    ]
    page.lines(f"- {name}: {value}" for name, value in facts)
    for section in one.sections:
        number = f"{undotted(section.number, page.language)}. " if section.number else ""
        if len(one.sections) > 1 or section.title.ru != one.title.ru:
            page.line(f"### {number}{_marked(page, sheet, section.id, section.title)}")
        page.lines(_rows(page, sheet, one, section.parameters, penal))


def _sums(sheet: Sheet, one: Indicator, penal: bool, language: str) -> Iterator[tuple[str, str]]:
    """What a table with points is worth; its printed sum only where the act prints a table with one."""
    most = -one.max if penal else one.max
    yield t(N_("Largest penalty") if penal else N_("Maximum"), language), shown(most, language)
    cited = one.rule.citation
    if cited.table or cited.appendix:
        blank = N_("Sum of the rows (the act leaves the place of the total empty)")
        total = blank if sheet.blank(one) else N_("Printed total of the rows")
        yield t(total, language), shown(one.printed_total, language)
    yield t("How the table becomes points", language), md(" ".join(_table_rule(one, penal, language)))


def _table_rule(one: Indicator, penal: bool, language: str) -> list[str]:
    return [t(PENAL_SUM, language)] if penal else table_rule(one, language)


def _rows(page: Page, sheet: Sheet, one: Indicator, rows: Sequence[Parameter], penal: bool) -> list[str]:
    language = page.language
    weighed = [words.word(words.LANGUAGE_SHORT, name, language) for name in one.languages]
    header = [t("No.", language), t("Parameter", language), t("Title", language)]
    weight_ = t(N_("Penalty points") if penal else N_("Weight"), language)
    header += [f"{weight_}, {name}" for name in weighed] or [weight_]
    header += [t(name, language) for name in (N_("Place in the law"), N_("Source of the rule"), N_("How it is checked"))]
    cells = []
    for row in rows:
        each = {name: weights(row, language) for name in row.languages}
        weight = [each.get(name, "") for name in one.languages]
        if not any(weight):
            weight = ["–" if row.role == "duty" else weights(row, language), *weight[1:]]
        role = f" ({words.word(words.ROLE, row.role, language)})" if row.role in words.ROLE else ""
        basis = words.word(words.RULE_BASIS, row.rule.basis, language)
        cited = md(", ".join(stands(row.rule.citation, language)))
        name = f"[{printed(row.number, language)}](#{anchor(row.id)})"
        title = _marked(page, sheet, row.id, row.title) + role
        cells.append([name, f"`{row.id}`", title, *weight, cited, basis, _how(row, language)])
    return grid(header, cells)


def anchor(name: str) -> str:
    """An id of the page made of the id of a row."""
    return name.replace(":", "-").replace(".", "-")


def _uses(row: Parameter) -> list[CheckUse]:
    return [use for uses in (row.checks, row.shortcomings, *(element.checks for element in row.elements)) for use in uses]


def _how(row: Parameter, language: str) -> str:
    """In a word: by checks, by an import, or by a person."""
    parts = [f"«{md(check_name(name, language))}»" for name in dict.fromkeys(use.check for use in _uses(row))]
    if row.reported:
        parts.append(t("import: {kinds}", language, kinds=", ".join(imported(kind, language) for kind in row.reported)))
    machines = {element.machine for element in row.elements} or {row.machine}
    if machines != {"full"} and not row.reported:
        parts.append(t("a person", language))
    return ", ".join(parts)


def _row(page: Page, sheet: Sheet, row: Parameter, penal: bool) -> None:
    language = page.language
    page.line(f'<a id="{anchor(row.id)}"></a>')
    page.line(f"### {undotted(row.number, page.language)}. {_marked(page, sheet, row.id, row.title)}")
    page.lines(f"- {name}: {value}" for name, value in _facts(page, sheet, row, penal))
    if row.elements:
        header = [t(name, language) for name in (N_("Requirement"), N_("Arithmetic rule"), N_("How it is checked"))]
        page.lines(grid(header, [_element(page, element, sheet.checks) for element in row.elements]))


def _facts(page: Page, sheet: Sheet, row: Parameter, penal: bool) -> Iterator[tuple[str, str]]:
    language = page.language
    yield t("Parameter", language), f"`{row.id}`"
    yield t("Law", language), md(named_place(sheet.edition, row.rule.citation, language))
    if row.role != "duty":
        spoken = ", ".join(words.word(words.LANGUAGE, name, language) for name in row.languages)
        each = t("for each language: {languages}", language, languages=spoken)
        weight = t(N_("Penalty points") if penal else N_("Weight"), language)
        yield weight, f"{weights(row, language)} ({each})" if spoken else weights(row, language)
    if row.role in words.ROLE:
        yield t("Role", language), words.word(words.ROLE, row.role, language)
    yield t("Applies to", language), ", ".join(words.word(words.BODY_KIND, kind, language) for kind in row.applies)
    yield t("Arithmetic rule", language), md(" ".join((penal_rule if penal else row_rule)(row, language)))
    yield t("Source of the rule", language), md(source(row.rule, language))
    if row.rule.citation.note is not None:
        yield t("Note", language), md(page.own(row.rule.citation.note))
    if row.how is not None:
        yield t("How points are given", language), md(page.own(row.how))
    for name, title in row.figures.items():
        yield t("Figure", language), f"`{name}` – {md(page.own(title))}"
    if not row.elements:
        yield t("How it is checked", language), _decides(row.machine, row.checks, sheet.checks, row, language)
    if row.shortcomings:
        told = "; ".join(_check(use, sheet.checks, language) for use in row.shortcomings)
        yield t("How shortcomings of content are found", language), told
    found = find(sheet.edition, row.id)
    for one in [] if found is None else touching(sheet.edition, found):
        yield t("Exemption", language), _exempt(page, sheet, one)


def _exempt(page: Page, sheet: Sheet, one: Exemption) -> str:
    """Who is not scored on a row, what stands there instead, and the words of the act."""
    language = page.language
    who = bodies_of(one, sheet.bodies, language)
    said = f"{md('; '.join(who))} – {words.word(words.INSTEAD, one.instead, language)}"
    if one.when != "every":
        said += f" ({words.word(words.EXEMPT_WHEN, one.when, language)})"
    footnote = footnote_of(sheet.edition, one)
    return said if footnote is None else f"{said}. {md(footnote.mark)} – {page.title(footnote.text)}"


def _decides(machine: str, uses: Sequence[CheckUse], checks: Checks, row: Parameter, language: str) -> str:
    said = [_check(use, checks, language) for use in uses]
    said.append(decided(row, language) if row.reported else t(MACHINE[machine], language))
    return "; ".join(said)


def _check(use: CheckUse, checks: Checks, language: str) -> str:
    title = checks.get(use.check)
    told = f"«{md(getattr(title, language))}»" if title is not None else f"`{use.check}`"
    options = options_of(use.options, language)
    return f"{told}: {md(options)}" if options else told


def _element(page: Page, element: Element, checks: Checks) -> list[str]:
    language = page.language
    said = [_check(use, checks, language) for use in element.checks]
    said.append(t(MACHINE[element.machine], language))
    rule = element_rule(element, language)
    note = "" if element.rule is None else f" {source(element.rule, language)}"
    number = element.id.rsplit(".", 1)[-1]
    return [f"{number}) {page.title(element.title)}", md(rule + note), "; ".join(said)]
