"""Acts cited in a section's texts can be opened from there.

What it checks
    Citations of legal acts with day and number in the own text of pages, and links of the same page that lead to them.

Applicability
    Pages of the section in both official versions (``concepts``). Acts named without day or number are not looked for.

Met when
    the crawl is complete and every act cited is linked: its line is or holds a link, or a link of the page bears its number in its words or
    its address.

Deficiency when
    an act is cited and the page has neither such a link nor any link to a legal database or to a file that may be the act. One finding for each
    page, with all its acts.

Left to a person when
    links to legal databases or files of the page may be the act, the page is itself the text of an act or a list of many; the page belongs to
    none of the law's sections; or the crawl was cut short.

Assumptions
    A link anywhere in the main part of the page is enough, so that an act cited twice needs one.

Law and standard
    Methodology of 2017, notes under appendix 15: «не предоставление возможности перехода на текст законодательных и нормативных актов, на
    которые ссылаются в материале».
"""

from __future__ import annotations

from collections.abc import Iterator

from checks.acts import cited, unled
from checks.content import Section, pages_of, shortcoming, verdicts
from checks.messages import messages_of
from checks.meta import CONTENT, CheckMeta
from checks.support import clip, guarded
from store.base import OFFICIAL, Language
from store.findings import Locator, Message, Observation
from store.records import PageRecord
from store.snapshot import Snapshot

MOST = 10

META = CheckMeta(
    id="cited-acts-linked",
    version="1",
    title=Message(
        kk="Материалда аталған актілердің мәтініне сілтеме бар",
        ru="Есть переход на тексты актов, на которые ссылаются в материале",
        en="Acts cited in a text can be opened from there",
    ),
    scope="site",
    needs=CONTENT,
    options=Section,
    messages=messages_of("cited-acts-linked"),
)


@guarded
def run(snapshot: Snapshot, options: Section) -> Iterator[Observation]:
    """Yields one observation for each page that cites acts without a link, else how the section stands in each language."""
    pages = {language: pages_of(snapshot, options, language) for language in OFFICIAL}
    citing = {language: [page for page in found if (page.url, page.lane) in cited(snapshot)] for language, found in pages.items()}
    found = [item for language in OFFICIAL for page in citing[language] for item in _of_page(snapshot, page, language)]
    yield from verdicts(snapshot, options, found, citing)


def _of_page(snapshot: Snapshot, page: PageRecord, language: Language) -> Iterator[Observation]:
    lacking, certain = unled(snapshot, page)
    if not lacking:
        return
    places = [clip(one.line, 200) for one in lacking][:MOST]
    acts = [f"{one.citation.day:%d.%m.%Y} № {one.citation.number}" for one in lacking][:MOST]
    yield shortcoming(
        snapshot,
        page,
        "unlinked",
        certain=certain,
        subject=f"unlinked {page.url}",
        facts={"acts": acts, "places": places, "language": language},
        reason="link-not-told",
        language=language,
        locator=Locator(quote=places[0]),
    )
