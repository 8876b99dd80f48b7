"""Sections that the law wants renewed each year hold something of the last two years.

What it checks
    The newest day that a section's page, the pages one click below and their documents bear, against the period of the
    indicator (``period`` in ``config/lexicon/indicators``) counted back from the day of the audit.

Applicability
    Indicators of the section (``concepts``) that have a period, in both official versions, where the information was
    found and bears days of its own: of posting, of change, in the text, or of a document; or, where the indicator says
    so, at least years. ``view`` asks for what telephones show.

Met when
    the crawl is complete and no such place is older than its period.

Deficiency when
    all days of a place are older than a period that stands on the law's own words («ежегодный», «годовой», «за год»),
    and nothing there names a later year. One finding for each page.

Left to a person when
    the period is assumed, as no act names it; no day stands there and the last year that is named is past; the page
    belongs to none of the law's sections; or the crawl was cut short.

Assumptions
    What the law calls yearly has one item a year: where nothing is dated within two years a whole calendar year has
    none. Places that bear no day, or that were not read whole, are left alone, as are those whose own row charges the
    year that they are named after. Days of menus and of the foot, of lists of news, of cited acts and those that count
    from today say nothing of a section. Days of HTTP are not read.

Law and standard
    Methodology of 2017, notes under appendices 15 and 16: «несвоевременное обновление информационных материалов»; of
    2025, appendix 10, table 7: «актуальной информации».
"""

from __future__ import annotations

from collections.abc import Iterator

from checks.content import Section, shortcoming, verdicts
from checks.messages import messages_of
from checks.meta import CONTENT, CheckMeta
from checks.overdue import Age, age
from checks.support import clip, guarded
from store.base import OFFICIAL, Language
from store.findings import Locator, Message, Observation
from store.records import PageRecord
from store.snapshot import Snapshot

META = CheckMeta(
    id="sections-up-to-date",
    version="1",
    title=Message(
        kk="Жыл сайын жаңартылатын бөлімдерде ескірмеген мәлімет бар",
        ru="В разделах, обновляемых ежегодно, сведения не устарели",
        en="Sections that are renewed each year are not out of date",
    ),
    scope="site",
    needs=(*CONTENT, "pairs", "phone"),
    options=Section,
    messages=messages_of("sections-up-to-date"),
)


@guarded
def run(snapshot: Snapshot, options: Section) -> Iterator[Observation]:
    """Yields one observation for each page that is out of date, else how the section stands in each language."""
    judged: dict[Language, list[PageRecord]] = {}
    found: list[Observation] = []
    for language in OFFICIAL:
        dated = _dated(snapshot, options, language)
        judged[language] = [one.page for one in dated]
        found += [_told(snapshot, one, language) for one in dated if one.overdue]
    yield from verdicts(snapshot, options, found, judged)


def _dated(snapshot: Snapshot, options: Section, language: Language) -> list[Age]:
    """Sections that bear days, each page once: with the oldest due day, by the law's words before assumed ones."""
    known = [one for concept in options.concepts if concept in snapshot.concepts and (one := age(snapshot, (concept, language)))]
    known.sort(key=lambda one: (not one.overdue, not one.certain, one.due, one.concept))
    pages: dict[tuple[str, str], Age] = {}
    for one in known:
        pages.setdefault((one.page.url, one.page.lane), one)
    return list(pages.values())


def _told(snapshot: Snapshot, one: Age, language: Language) -> Observation:
    return shortcoming(
        snapshot,
        one.page,
        "overdue",
        certain=one.certain,
        subject=f"{one.concept} overdue",
        facts={"newest": one.told, "due_since": f"{one.due:%d.%m.%Y}", "period_source": one.renewal.source},
        reason="period-assumed",
        language=language,
        locator=Locator(quote=clip(one.quote)),
        evidence=one.evidence,
    )
