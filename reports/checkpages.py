"""docs/checks as Markdown: a page for each check, in Kazakh and Russian. Pure: the same checks, editions and cases give the same bytes.

There is no list of the pages: a new check adds a page and changes none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from reports.i18n import N_, t
from reports.lawdocs import LANGUAGES, printed_tables
from reports.lawtable import anchor
from reports.markdown import Page, md
from reports.words import OUTCOME, word
from store.codes import value
from store.factnames import option_of
from store.findings import Finding, Message
from store.methodology import CheckUse, Methodology, Parameter

MARK = "<!-- python -m tests.checks.published -->"
HEAD = N_("Rows of the law that it serves")
NONE = N_("No row of any edition names this check.")
EXAMPLES = N_("Examples")
SITE = N_("The site")
FILLED = N_("The site ({{kk}}, {{ru}}, {{en}} stand for a paragraph in Kazakh, Russian, English)")
SAID = N_("What the check says")
MEND = N_("How to mend it")
BEFORE, AFTER = N_("Before"), N_("After")
PROVED = N_("A test runs the check on both: it charges the first and does not charge the second.")
VERSION = N_("version {number}")
INDENT = "    "


class Example(NamedTuple):
    """One case of a check: its site as it is written, and what comes of it."""

    site: str
    findings: tuple[Finding, ...]


class Mended(NamedTuple):
    """How to mend what a check finds, by language; ``proved`` where a test runs the check on what stood before and after.

    ``fence`` is how an example is written: ``html``, or ``text`` where it is a line of a portal or of data.
    """

    text: dict[str, str]
    before: dict[str, str]
    after: dict[str, str]
    fence: str
    proved: bool


class Told(NamedTuple):
    """What a page tells of a check; ``texts`` is its published page by language."""

    id: str
    version: str
    title: Message
    texts: dict[str, str]
    examples: tuple[Example, ...]
    mend: Mended | None = None


def pages(checks: Iterable[Told], editions: Sequence[Methodology]) -> dict[str, str]:
    """Every page by its path below docs/checks.

    :param checks: what is known of each check.
    :param editions: all editions, by law and date.
    """
    return {
        f"{language}/{check.id}.md": f"{MARK}\n{_page(check, editions, language)}" for check in checks for language in LANGUAGES
    }


def _page(check: Told, editions: Sequence[Methodology], language: str) -> str:
    page = Page(language)
    page.line(f"# {md(getattr(check.title, language))}")
    page.line(f"`{check.id}`, {t(VERSION, language, number=check.version)}")
    _text(page, check.texts[language])
    page.head(2, HEAD)
    rows = list(_rows(check.id, editions, language))
    page.lines(rows or [t(NONE, language)])
    if check.mend is not None:
        _mend(page, check.mend, language)
    page.head(2, EXAMPLES)
    for example in check.examples:
        _example(page, example, language)
    return page.text()


def _text(page: Page, text: str) -> None:
    """The published page: what stands at the margin is a heading, what is indented below it a paragraph."""
    first, *sections = text.split("\n\n")
    page.line(md(first))
    for section in sections:
        heading, _, body = section.partition("\n")
        page.line(f"## {md(heading)}" if not heading.startswith(INDENT) else md(heading))
        if body:
            page.line(md(body.replace("``", "")))


def _mend(page: Page, mend: Mended, language: str) -> None:
    page.head(2, MEND)
    page.line(_said(mend.text[language]))
    for heading, shown in ((BEFORE, mend.before), (AFTER, mend.after)):
        page.line(f"{t(heading, language)}:")
        page.line(f"```{mend.fence}\n{shown[language].rstrip()}\n```")
    if mend.proved:
        page.line(t(PROVED, language))


def _said(text: str) -> str:
    """A text whose names of markup stand between marks of code, which are no text to be escaped."""
    parts = " ".join(text.split()).split("`")
    return "".join(f"`{part}`" if place % 2 else _plainly(part) for place, part in enumerate(parts))


def _plainly(part: str) -> str:
    """Escaped, with the blanks at its ends, which ``md`` takes away."""
    blank = " " if not part.strip() and part else ""
    return blank or f"{' ' * part.startswith(' ')}{md(part)}{' ' * part.endswith(' ')}"


def _rows(check: str, editions: Sequence[Methodology], language: str) -> Iterator[str]:
    for edition in editions:
        for table in printed_tables(edition):
            path = f"../../law/{language}/{edition.id}/{edition.edition}/{table.name}.md"
            for place in table.places:
                for section in place.indicator.sections if place.indicator is not None else ():
                    for row in section.parameters:
                        yield from _served(check, row, path, language)


def _served(check: str, row: Parameter, path: str, language: str) -> Iterator[str]:
    own = [(row.id, row.title, use) for use in (*row.checks, *row.shortcomings)]
    parts = [(element.id, element.title, use) for element in row.elements for use in element.checks]
    for name, title, use in (*own, *parts):
        if use.check == check:
            said = f"- [`{name}`]({path}#{anchor(row.id)}) {md(getattr(title, language))}"
            yield said + _options(use, language)


def _options(use: CheckUse, language: str) -> str:
    if not use.options:
        return ""
    told = "; ".join(
        f"{option_of(name, language)}: {_plain(name, given, language)}" for name, given in sorted(use.options.items())
    )
    return f" ({md(told)})"


def _plain(name: str, given: Any, language: str) -> str:
    items = given if isinstance(given, list | tuple) else [given]
    return ", ".join(value(name, one if isinstance(one, bool | int) else str(one), language) for one in items)


def _example(page: Page, example: Example, language: str) -> None:
    outcomes = dict.fromkeys(word(OUTCOME, finding.outcome, language) for finding in example.findings)
    page.line(f"### {', '.join(outcomes)}")
    page.line(f"{t(FILLED if '{{' in example.site else SITE, language)}:")
    page.line(f"```yaml\n{example.site.rstrip()}\n```")
    page.line(f"{t(SAID, language)}:")
    page.lines(f"- **{word(OUTCOME, one.outcome, language)}**: {md(getattr(one.message, language))}" for one in example.findings)
