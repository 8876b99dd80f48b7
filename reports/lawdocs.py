"""docs/law as Markdown: a page for each printed table, for each edition, for all editions, and for what is not at hand.

Pure: editions in, texts by path out, in Kazakh and Russian; the same editions give the same bytes.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from reports import lawdemands, words
from reports.citing import act, bodies_of, footnote_of, named_place
from reports.edition_view import PARTIAL, WHOLE, is_whole
from reports.i18n import N_, t
from reports.law import Place, parts, tables
from reports.lawtable import Sheet, table_page
from reports.markdown import Page, grid, md, undotted
from reports.numbers import day, shown
from reports.pages import source, weights
from reports.readingsdoc import PAGE, readings_link, readings_page
from reports.rules import row_rule
from store.base import BodyKind, Text
from store.findings import Message
from store.methodology import Exemption, Indicator, Methodology, Overall, Parameter

LANGUAGES = ("ru", "kk")
INDEX = "README.md"
GAPS = "missing.md"
MARK = "<!-- openness methodologies docs -->"
_APPENDIX = re.compile(r"a\d+(\.t[\d-]+)?")


class PrintedTable:
    """The indicators of one printed table, and the name of its page."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.places: list[Place] = []

    @property
    def title(self) -> Text:
        """The title of its only indicator, else of what all its indicators belong to: criterion or direction."""
        first = self.places[0]
        titles = [place.indicator.title for place in self.places if place.indicator is not None]
        if len(titles) > 1 and first.criterion is not None:
            same = len({place.criterion.id for place in self.places if place.criterion is not None}) == 1
            return first.criterion.title if same or first.part.title is None else first.part.title
        return titles[0]


def pages(
    editions: Sequence[Methodology], checks: Mapping[str, Message], bodies: Mapping[str, Text], changed: Collection[str] = ()
) -> dict[str, str]:
    """Every page by its path below docs/law.

    :param editions: all editions, by law and date.
    :param checks: titles of the checks by id, in both languages; ``bodies``: names of the audited bodies by code.
    :param changed: ids of the laws for which a list of rules whose meaning changed lies beside these pages.
    """
    made = {INDEX: _root()}
    for language in LANGUAGES:
        made[f"{language}/{INDEX}"] = _all(editions, changed, language)
        made[f"{language}/{GAPS}"] = _gaps(editions, language)
        for edition in editions:
            folder = f"{language}/{edition.id}/{edition.edition}"
            printed = printed_tables(edition)
            sheet = Sheet(edition, checks, bodies)
            made[f"{folder}/{INDEX}"] = _edition(edition, printed, bodies, changed, language) + readings_link(edition, language)
            if edition.readings:
                made[f"{folder}/{PAGE}"] = readings_page(edition, language, _across(edition, PAGE, language))
            for table in printed:
                way_back = _way_back(edition, table, language)
                made[f"{folder}/{table.name}.md"] = table_page(sheet, table.title, table.places, language, way_back)
            if lawdemands.holds(edition):
                way_back = _way_back(edition, PrintedTable(lawdemands.NAME), language)
                made[f"{folder}/{lawdemands.NAME}.md"] = lawdemands.demands_page(edition, language, way_back)
    return {path: f"{MARK}\n{text}" for path, text in made.items()}


def printed_tables(edition: Methodology) -> list[PrintedTable]:
    """The printed tables of an edition in order; several indicators may stand in one."""
    groups: dict[tuple[str, tuple[BodyKind, ...]], PrintedTable] = {}
    for found in tables(edition):
        if found.indicator is not None:
            key = (_page_name(found.indicator), found.indicator.applies)
            groups.setdefault(key, PrintedTable(key[0])).places.append(found)
    names = [name for name, _ in groups]
    for (name, applies), table in groups.items():
        if names.count(name) > 1:
            table.name = "-".join([name, *applies])
    return list(groups.values())


def _page_name(indicator: Indicator) -> str:
    """By the appendix and table in the id, else by those of the citation, else by the id itself."""
    name = indicator.id.partition(":")[2]
    found = _APPENDIX.match(name)
    if found:
        return found.group().replace(".", "-")
    cited = indicator.rule.citation
    if cited.appendix:
        return f"a{cited.appendix}" + (f"-t{cited.table}" if cited.table else "")
    return name.replace(".", "-")


def _way_back(edition: Methodology, table: PrintedTable, language: str) -> str:
    return _across(edition, f"{table.name}.md", language)


def _across(edition: Methodology, page: str, language: str) -> str:
    other = "kk" if language == "ru" else "ru"
    there = f"../../../{other}/{edition.id}/{edition.edition}/{page}"
    return f"[{edition.id}, {edition.edition}]({INDEX}) · [{t(OTHER[other], other)}]({there})"


OTHER = {"ru": N_("in Russian"), "kk": N_("in Kazakh")}


def _root() -> str:
    lines = ["# Заң – деректер ретінде · Закон как данные", ""]
    lines += [f"- [{t(OTHER[language], language)}]({language}/{INDEX})" for language in LANGUAGES]
    return "\n".join([*lines, ""])


def _all(editions: Sequence[Methodology], changed: Collection[str], language: str) -> str:
    page = Page(language)
    page.head(1, N_("The laws as data"))
    page.line(
        t(
            "These pages are made from the files of the editions by `openness methodologies docs`; do not mend them by hand.",
            language,
        )
    )
    rows = []
    for one in editions:
        whole = t(WHOLE if is_whole(one) else PARTIAL, language)
        link = f"[{one.id}]({one.id}/{one.edition}/{INDEX})"
        assessed = words.word(words.ASSESSMENT, one.assessment, language)
        rows.append([link, one.edition, _validity(one, language), assessed, whole, page.title(one.title)])
    page.table((N_("Law"), N_("Edition"), N_("In force"), N_("Assesses"), N_("Whole"), N_("Title")), rows)
    gaps = t("What we do not have", language)
    page.line(f"[{gaps}]({GAPS})")
    _changes(page, editions, changed, language, "../..")
    return page.text()


def _changes(page: Page, laws: Sequence[Methodology], changed: Collection[str], language: str, way: str) -> None:
    """Links to the lists of rules whose meaning changed, before and after; they are written by hand and lie beside these pages.

    :param laws: editions, of which each law is named once; ``way`` leads to the folder of the documents.
    """
    titles = {one.id: one.title for one in laws if one.id in changed}
    if titles:
        page.head(2, N_("Rules whose meaning changed"))
        page.lines(f"- [{name}]({way}/changes/{name}.{language}.md): {page.title(title)}" for name, title in titles.items())


def _gaps(editions: Sequence[Methodology], language: str) -> str:
    page = Page(language)
    page.head(1, N_("What we do not have"))
    page.line(t("Acts and points whose text is not at hand, and the default that is used in their place until it is.", language))
    for one in editions:
        page.line(f"## [{one.id}, {one.edition}]({one.id}/{one.edition}/{INDEX})")
        if one.partial is not None:
            page.line(md(page.own(one.partial)))
        page.lines(_gap_rows(one, page, language))
    return page.text()


def _gap_rows(edition: Methodology, page: Page, language: str) -> list[str]:
    if not edition.missing:
        return [t("Nothing of this edition is lacking.", language)]
    header = [t(name, language) for name in (N_("What is lacking"), N_("Place in the law"), N_("Default used"))]
    rows = [
        [md(page.own(gap.what)), md(named_place(edition, gap.citation, language)), md(page.own(gap.default))]
        for gap in edition.missing
    ]
    return grid(header, rows)


def _edition(
    edition: Methodology, printed: list[PrintedTable], bodies: Mapping[str, Text], changed: Collection[str], language: str
) -> str:
    page = Page(language)
    page.line(f"# {page.title(edition.title)}")
    other = "kk" if language == "ru" else "ru"
    there = f"../../../{other}/{edition.id}/{edition.edition}/{INDEX}"
    every = t("The laws as data", language)
    page.line(f"[{every}](../../{INDEX}) · [{t(OTHER[other], other)}]({there})")
    facts = [(t("Edition", language), f"{edition.id}, {edition.edition}")]
    facts.append((t("In force", language), _validity(edition, language)))
    facts.append((t("Assesses", language), words.word(words.ASSESSMENT, edition.assessment, language)))
    facts.append((t("Whole", language), t(WHOLE if is_whole(edition) else PARTIAL, language)))
    facts.append((t("Assessment period", language), _period(page, edition)))
    page.lines([f"- {name}: {md(value)}" for name, value in facts])
    if edition.partial is not None:
        page.line(f"> {md(page.own(edition.partial))}")
    page.head(2, N_("Legal basis"))
    page.lines(
        [f"- {md(act(edition, law.law, language))}" + (f": {md(page.own(law.note))}" if law.note else "") for law in edition.law]
    )
    _totals(page, edition, printed)
    if lawdemands.holds(edition):
        page.line(f"[{t(lawdemands.TITLE, language)}]({lawdemands.NAME}.md)")
    _head_rules(page, edition, bodies)
    _changes(page, [edition], changed, language, "../../../..")
    page.head(2, N_("What we do not have"))
    page.lines(_gap_rows(edition, page, language))
    return page.text()


def _validity(edition: Methodology, language: str) -> str:
    return f"{day(edition.valid_from, language)} – {'…' if edition.valid_to is None else day(edition.valid_to, language)}"


def _period(page: Page, edition: Methodology) -> str:
    """Which periods fit the edition, where the act says so and why."""
    language, period = page.language, edition.period
    kinds = ", ".join(words.word(words.PERIOD, kind, language) for kind in period.fits)
    return f"{kinds} ({named_place(edition, period.rule.citation, language)}; {source(period.rule, language)})"


def _totals(page: Page, edition: Methodology, printed: list[PrintedTable]) -> None:
    language = page.language
    pages_of = {one.indicator.id: table.name for table in printed for one in table.places if one.indicator is not None}
    for part in parts(edition):
        number = part.direction.number if part.direction is not None else ""
        name = t("Tables", language) if part.title is None else f"{number} {page.own(part.title)}".strip()
        page.line(f"## {md(name)}")
        maxima = edition.max if part.direction is None else part.direction.max
        said = "; ".join(
            f"{words.word(words.KIND_SHORT, kind, language)}: {shown(most, language)}" for kind, most in maxima.items()
        )
        page.lines([page.item(N_("Maximum"), said)])
        header = [t(name, language) for name in (N_("No."), N_("Criterion, table"), N_("Maximum"), N_("Applies to"))]
        rows = []
        for criterion in part.criteria:
            role = f" ({words.word(words.ROLE, criterion.role, language)})" if criterion.role in words.ROLE else ""
            rows.append([criterion.number, f"**{page.title(criterion.title)}**{role}", shown(criterion.max, language), ""])
            for one in criterion.indicators:
                link = f"[{page.title(one.title)}]({pages_of[one.id]}.md)"
                kinds = ", ".join(words.word(words.KIND_SHORT, kind, language) for kind in one.applies)
                most = shown(-one.max if criterion.role == "penalty" else one.max, language)
                rows.append([one.number, link, most, kinds])
        page.lines(grid(header, rows))
        if part.penalty is not None:
            page.lines(_penalty(page, edition, part.penalty))
    if edition.overall is not None:
        page.lines(_overall(page, edition, edition.overall))


def _penalty(page: Page, edition: Methodology, row: Parameter) -> Iterator[str]:
    language = page.language
    yield f"### {undotted(row.number, page.language)}. {page.title(row.title)}"
    yield ""
    yield page.item(N_("Parameter"), f"`{row.id}`")
    yield page.item(N_("Law"), md(named_place(edition, row.rule.citation, language)))
    yield page.item(N_("At most"), weights(row, language))
    yield page.item(N_("Arithmetic rule"), md(" ".join(row_rule(row, language))))
    yield page.item(N_("Source of the rule"), md(source(row.rule, language)))


OVERALL = {"mean": N_("The mean of the directions."), "sum": N_("The sum of the directions.")}


def _overall(page: Page, edition: Methodology, overall: Overall) -> Iterator[str]:
    language = page.language
    yield f"## {page.title(overall.title)}"
    yield ""
    yield page.item(N_("Arithmetic rule"), t(OVERALL[overall.formula], language))
    yield page.item(N_("Maximum"), shown(overall.max, language))
    yield page.item(N_("Law"), md(named_place(edition, overall.rule.citation, language)))
    yield page.item(N_("Source of the rule"), md(source(overall.rule, language)))


def _head_rules(page: Page, edition: Methodology, bodies: Mapping[str, Text]) -> None:
    """Exemptions, grades, floors, and the rules that hold for the whole edition."""
    language = page.language
    if edition.exemptions:
        page.head(2, N_("Exemptions"))
        names = (
            N_("Bodies"), N_("Rows"), N_("Given instead"), N_("Footnote of the act"), N_("Place in the law"), N_("Source of the rule"),
        )  # fmt: skip
        page.lines(
            grid([t(name, language) for name in names], [_exemption(page, edition, one, bodies) for one in edition.exemptions])
        )
    if edition.excluded:
        outside = [page.own(bodies[code]) if code in bodies else code for code in edition.excluded]
        page.lines([page.item(N_("Not applied to"), md("; ".join(outside)))])
    if edition.grades:
        page.head(2, N_("Grades"))
        page.lines(_grades(page, edition))
        said = t(
            "Points are rounded half up before they are graded; decimal places: {places}.",
            language,
            places=edition.places_for_bands,
        )
        page.line(said)
    if edition.floor:
        least = [f"{words.word(words.KIND_SHORT, kind, language)}: {shown(low, language)}" for kind, low in edition.floor.items()]
        page.lines([page.item(N_("Least total"), "; ".join(least))])
    if edition.rules:
        page.head(2, N_("Rules of the edition as a whole"))
        header = [t(name, language) for name in (N_("Rule"), N_("Place in the law"), N_("Source of the rule"))]
        rows = []
        for name, rule in edition.rules.items():
            rows.append([f"`{name}`", md(named_place(edition, rule.citation, language)), md(source(rule, language))])
        page.lines(grid(header, rows))


def _grades(page: Page, edition: Methodology) -> list[str]:
    language = page.language
    header = [t(name, language) for name in (N_("Points"), N_("Grade"), N_("Place in the law"), N_("Source of the rule"))]
    rows = []
    for one in edition.grades:
        low = f"≥ {shown(one.low, language)}"
        if one.below is not None:
            low += f", < {shown(one.below, language)}"
        rows.append(
            [low, page.title(one.title), md(named_place(edition, one.rule.citation, language)), md(source(one.rule, language))]
        )
    return grid(header, rows)


def _exemption(page: Page, edition: Methodology, one: Exemption, bodies: Mapping[str, Text]) -> list[str]:
    language = page.language
    instead = words.word(words.INSTEAD, one.instead, language)
    if one.instead == "average":
        instead += f" ({', '.join(words.word(words.KIND_SHORT, kind, language) for kind in one.of)})"
    if one.when != "every":
        instead += f", {words.word(words.EXEMPT_WHEN, one.when, language)}"
    rows = ", ".join(f"`{name}`" for name in one.parameters)
    footnote = footnote_of(edition, one)
    noted = "–" if footnote is None else f"{md(footnote.mark)} – {page.title(footnote.text)}"
    cited = md(named_place(edition, one.rule.citation, language))
    return [md("; ".join(bodies_of(one, bodies, language))), rows, instead, noted, cited, md(source(one.rule, language))]
