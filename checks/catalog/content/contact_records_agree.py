"""Telephones, e-mail addresses and names of leaders are the same in both languages.

What it checks
    Telephones, e-mail addresses and persons with their posts on pages that the site names as versions of one page, and in the header and
    footer of the home pages.

Applicability
    Pages of the section in both official versions (``concepts``) that bear such data.

Met when
    the crawl is complete and no datum stands in the place of another.

Deficiency when
    both versions list as many telephones, addresses or persons, and in one place another number, address or person stands; or one person
    has another telephone or address. One finding for each page, with every such place as both sides write it.

Left to a person when
    the page belongs to none of the law's sections, or the crawl was cut short.

Assumptions
    A number with and without its code is one number; Kazakh and Russian forms of a name, and initials, are one person. Lists of unequal
    length are not compared, for nobody can say what stands in the place of what. Charged to the Kazakh version.

Law and standard
    Methodology of 2017, notes under appendices 15 and 16: «неаутентичность текстов на государственном и русском языках».
"""

from __future__ import annotations

from collections.abc import Iterator

from checks.content import Section, pages_of, shortcoming, verdicts
from checks.messages import messages_of
from checks.meta import CheckMeta
from checks.records import Block, blocks, held
from checks.sections import CONTACTS, OTHERS, owners
from checks.support import clip, guarded
from store.base import OFFICIAL
from store.findings import Locator, Message, Observation, Outcome
from store.snapshot import Snapshot

META = CheckMeta(
    id="contact-records-agree",
    version="1",
    title=Message(
        kk="Байланыс деректері мен басшылардың аты-жөні екі тілде бірдей",
        ru="Контактные данные и имена руководителей на двух языках совпадают",
        en="Contact data and names of leaders agree in both languages",
    ),
    scope="site",
    needs=(
        "pages",
        "links",
        "images",
        "documents",
        "feeds",
        "contacts",
        "persons",
        "texts",
        "pairs",
        "ledger",
        "page-state",
        "phone",
        "scans",
    ),
    options=Section,
    messages=messages_of("contact-records-agree"),
)


@guarded
def run(snapshot: Snapshot, options: Section) -> Iterator[Observation]:
    """Yields one observation for each block in which data clash, else how the section stands in each language."""
    judged = {language: [page for page in pages_of(snapshot, options, language) if held(snapshot, page)] for language in OFFICIAL}
    found = [
        _told(snapshot, block) for block in blocks(snapshot) if block.clashes and _owner(snapshot, block) in options.concepts
    ]
    yield from verdicts(snapshot, options, found, judged)


def _owner(snapshot: Snapshot, block: Block) -> str:
    """The concept a block belongs to; what the frame of the site gives are its contacts."""
    if block.shared:
        return CONTACTS
    known = owners(snapshot)
    found = (known.get((page.url, page.lane), OTHERS) for page in (block.kk, block.ru))
    return next((concept for concept in found if concept != OTHERS), OTHERS)


def _told(snapshot: Snapshot, block: Block) -> Observation:
    places = [f"{clash.kk} ≠ {clash.ru} ({clip(clash.place, 120)})" for clash in block.clashes]
    message = "frame" if block.shared else "differs"
    basis = {"pages": [block.kk.url, block.ru.url], "places": places, "frame": block.shared}
    found = shortcoming(
        snapshot,
        block.kk,
        message,
        certain=True,
        subject=f"{message} {block.kk.url} {block.ru.url}",
        facts={"counterpart": block.ru.url, "places": places, "language": "kk"},
        reason="no-section",
        language="kk",
        locator=Locator(quote=clip(block.clashes[0].place)),
        evidence=(block.ru.object_sha256, snapshot.keep(basis)),
        pages=(block.kk.url, block.ru.url),
    )
    if not block.shared:
        return found
    facts = {name: value for name, value in found.facts.items() if name != "reason"}
    return found.model_copy(update={"outcome": Outcome.DEFICIENCY, "needs_review": False, "facts": facts})
