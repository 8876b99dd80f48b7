"""The page of a printed table: its rows with weight, citation, basis, arithmetic and who decides, then each row by itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from reports import words
from reports.explain import check_name, imported
from reports.i18n import N_, t
from reports.law import Place, find, touching
from reports.markdown import Page, grid, md, undotted
from reports.numbers import printed, shown
from reports.pages import MACHINE, decided, option, place, source, weights
from reports.rules import element_rule, row_rule, table_rule
from store.base import Text
from store.findings import Message
from store.methodology import CheckUse, Citation, Criterion, Element, Indicator, Methodology, Parameter

Checks = Mapping[str, Message]


def table_page(edition: Methodology, title: Text, places: Sequence[Place], checks: Checks, language: str, way_back: str) -> str:
    """The page of one printed table.

    :param title: of the page; ``places`` of the indicators that stand in the table, in printed order.
    :param checks: titles of the checks by id; ``way_back``: links above the table, as Markdown.
    """
    page = Page(language)
    indicators = [one.indicator for one in places if one.indicator is not None]
    printed = _printed(indicators[0], language)
    page.line(f"# {page.title(title)} ({printed})" if printed else f"# {page.title(title)}")
    page.line(way_back)
    for one in places:
        if one.indicator is not None and one.criterion is not None:
            _indicator(page, one.indicator, one.criterion)
    page.head(2, N_("Rows one by one"))
    for table in indicators:
        for section in table.sections:
            for row in section.parameters:
                _row(page, edition, row, checks)
    return page.text()


def _printed(one: Indicator, language: str) -> str:
    """Appendix and table, for the heading; empty for rules that stand in points."""
    cited = one.rule.citation
    return place(Citation(law="", appendix=cited.appendix, table=cited.table), language).removeprefix(", ")


def _indicator(page: Page, one: Indicator, criterion: Criterion) -> None:
    language = page.language
    page.line(
        f"## {undotted(one.number, page.language)}. {page.title(one.title)}" if one.number else f"## {page.title(one.title)}"
    )
    role = f" ({words.word(words.ROLE, criterion.role, language)})" if criterion.role in words.ROLE else ""
    facts = [
        (t("Criterion", language), page.title(criterion.title) + role),
        (t("Parameter", language), f"`{one.id}`"),
        (t("Law", language), md(place(one.rule.citation, language))),
        (t("Maximum", language), shown(one.max, language)),
        (t("Printed total of the rows", language), shown(one.printed_total, language)),
        (t("How the table becomes points", language), md(" ".join(table_rule(one, language)))),
        (t("Applies to", language), ", ".join(words.word(words.BODY_KIND, kind, language) for kind in one.applies)),
        (t("Source of the rule", language), md(source(one.rule, language))),
    ]
    page.lines(f"- {name}: {value}" for name, value in facts)
    for section in one.sections:
        number = f"{undotted(section.number, page.language)}. " if section.number else ""
        if len(one.sections) > 1 or section.title.ru != one.title.ru:
            page.line(f"### {number}{page.title(section.title)}")
        page.lines(_rows(page, one, section.parameters))


def _rows(page: Page, one: Indicator, rows: Sequence[Parameter]) -> list[str]:
    language = page.language
    weighed = [words.word(words.LANGUAGE_SHORT, name, language) for name in one.languages]
    header = [t("No.", language), t("Parameter", language), t("Title", language)]
    weight_ = t("Weight", language)
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
        cited = md(_short(row, language))
        name = f"[{printed(row.number, language)}](#{anchor(row.id)})"
        cells.append([name, f"`{row.id}`", page.title(row.title) + role, *weight, cited, basis, _how(row, language)])
    return grid(header, cells)


def _short(row: Parameter, language: str) -> str:
    """The place without the name of the act, which stands above the table; with it where the row cites nothing else."""
    cited = row.rule.citation
    return place(cited, language).removeprefix(f"{cited.law}, ")


def anchor(name: str) -> str:
    """An id of the page made of the id of a row."""
    return name.replace(":", "-").replace(".", "-")


def _uses(row: Parameter) -> list[CheckUse]:
    return [use for uses in (row.checks, *(element.checks for element in row.elements)) for use in uses]


def _how(row: Parameter, language: str) -> str:
    """In a word: by checks, by an import, or by a person."""
    parts = [f"«{md(check_name(name, language))}»" for name in dict.fromkeys(use.check for use in _uses(row))]
    if row.reported:
        parts.append(t("import: {kinds}", language, kinds=", ".join(imported(kind, language) for kind in row.reported)))
    machines = {element.machine for element in row.elements} or {row.machine}
    if machines != {"full"} and not row.reported:
        parts.append(t("a person", language))
    return ", ".join(parts)


def _row(page: Page, edition: Methodology, row: Parameter, checks: Checks) -> None:
    language = page.language
    page.line(f'<a id="{anchor(row.id)}"></a>')
    page.line(f"### {undotted(row.number, page.language)}. {page.title(row.title)}")
    page.lines(f"- {name}: {value}" for name, value in _facts(page, edition, row, checks))
    if row.elements:
        header = [t(name, language) for name in (N_("Requirement"), N_("Arithmetic rule"), N_("How it is checked"))]
        page.lines(grid(header, [_element(page, element, checks) for element in row.elements]))


def _facts(page: Page, edition: Methodology, row: Parameter, checks: Checks) -> Iterator[tuple[str, str]]:
    language = page.language
    yield t("Parameter", language), f"`{row.id}`"
    yield t("Law", language), md(place(row.rule.citation, language))
    if row.role != "duty":
        spoken = ", ".join(words.word(words.LANGUAGE, name, language) for name in row.languages)
        each = t("for each language: {languages}", language, languages=spoken)
        yield t("Weight", language), f"{weights(row, language)} ({each})" if spoken else weights(row, language)
    if row.role in words.ROLE:
        yield t("Role", language), words.word(words.ROLE, row.role, language)
    yield t("Applies to", language), ", ".join(words.word(words.BODY_KIND, kind, language) for kind in row.applies)
    yield t("Arithmetic rule", language), md(" ".join(row_rule(row, language)))
    yield t("Source of the rule", language), md(source(row.rule, language))
    if row.rule.citation.note is not None:
        yield t("Note", language), md(page.own(row.rule.citation.note))
    if row.how is not None:
        yield t("How points are given", language), md(page.own(row.how))
    for name, title in row.figures.items():
        yield t("Figure", language), f"`{name}` – {md(page.own(title))}"
    if not row.elements:
        yield t("How it is checked", language), _decides(row.machine, row.checks, checks, row, language)
    found = find(edition, row.id)
    for one in [] if found is None else touching(edition, found):
        who = ", ".join([*one.bodies, *(words.word(words.TRAIT, trait, language) for trait in one.traits)])
        yield t("Exemption", language), f"{md(who)} – {words.word(words.INSTEAD, one.instead, language)}"


def _decides(machine: str, uses: Sequence[CheckUse], checks: Checks, row: Parameter, language: str) -> str:
    said = [_check(use, checks, language) for use in uses]
    said.append(decided(row, language) if row.reported else t(MACHINE[machine], language))
    return "; ".join(said)


def _check(use: CheckUse, checks: Checks, language: str) -> str:
    title = checks.get(use.check)
    told = f"«{md(getattr(title, language))}»" if title is not None else f"`{use.check}`"
    options = "; ".join(option(name, value, language) for name, value in sorted(use.options.items()))
    return f"{told}: {md(options)}" if options else told


def _element(page: Page, element: Element, checks: Checks) -> list[str]:
    language = page.language
    said = [_check(use, checks, language) for use in element.checks]
    said.append(t(MACHINE[element.machine], language))
    rule = element_rule(element, language)
    note = "" if element.rule is None else f" {source(element.rule, language)}"
    number = element.id.rsplit(".", 1)[-1]
    return [f"{number}) {page.title(element.title)}", md(rule + note), "; ".join(said)]
