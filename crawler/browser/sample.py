"""Which pages the browser looks at: homes, pages named by the menu, one of each template and language, pages that bear
dead links or pictures without words, then a random sample whose seed stands in the plan (WCAG-EM: structured sample plus random sample)."""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser
from sqlalchemy import Connection

from crawler.extract.decode import decode
from crawler.extract.language import language_of_address
from crawler.extract.page import extract_page
from crawler.extract.template import template_of
from crawler.extract.tree import parse
from crawler.links import references, scope_of
from store import schema
from store.harvest import Capture, CrawlPlan, Ledger, LedgerEntry
from store.lexicon import Lexicon
from store.objects import ObjectStore
from store.records import ImageRecord, LinkRecord

FILE_NAME = re.compile(r"\.(?:png|jpe?g|gif|webp|svg|bmp)$", re.IGNORECASE)
READ = frozenset({Ledger.FETCHED, Ledger.UNCHANGED})
MAX_MARKS = 200
MAX_HOSTS = 100
NAMED = ("contacts", "site-map", "search", "feedback", "faq")


class Read(NamedTuple):
    """One page the HTTP lane read, with what the sample is drawn by."""

    entry: LedgerEntry
    capture: Capture
    template: str
    language: str
    marks: tuple[tuple[str, str], ...]
    hosts: frozenset[str]


class Chosen(NamedTuple):
    """A page to look at, why it was chosen, and elements (xpath, dead address) to picture."""

    url: str
    lane: str
    why: str
    elements: tuple[tuple[str, str], ...]


def dead_addresses(db: Connection, run_id: str) -> frozenset[str]:
    """Addresses of the site that gave an error twice."""
    gone = (Ledger.HTTP_ERROR, Ledger.FAILED)
    return frozenset(entry.url for entry in schema.read_ledger(db, run_id) if entry.ledger in gone and entry.confirmed)


def _marks(
    capture: Capture, body: bytes, plan: CrawlPlan, lexicons: dict[str, Lexicon], entry: LedgerEntry, dead: frozenset[str]
) -> tuple[tuple[str, str], ...]:
    """Place (xpath) and address of references that lead nowhere and of pictures without words, as extraction names them."""
    found = []
    for item in extract_page(capture, body, plan, lexicons, entry):
        if isinstance(item, LinkRecord) and item.target in dead and item.tag != "script":
            found.append((item.xpath, item.target))
        elif isinstance(item, ImageRecord) and item.src and _wordless(item):
            found.append((item.xpath, item.src))
    return tuple(found[:MAX_MARKS])


def _wordless(image: ImageRecord) -> bool:
    """Whether a picture is worth showing to whoever judges alternatives: none given, a file name, or a link without a name."""
    if image.hidden or image.label:
        return False
    if image.alt is None:
        return True
    return bool(FILE_NAME.search(image.alt)) or (not image.alt.strip() and image.in_link and not image.link_text)


def read_pages(db: Connection, objects: ObjectStore, plan: CrawlPlan, lexicons: dict[str, Lexicon]) -> list[Read]:
    """Every page the HTTP lane read, with template, language by address, and dead references."""
    dead = dead_addresses(db, plan.run_id)
    scope = scope_of(plan)
    found = []
    for entry in schema.read_ledger(db, plan.run_id):
        if entry.ledger not in READ or entry.reason != "page" or entry.capture_id is None:
            continue
        capture = schema.read_capture(db, plan.run_id, entry.capture_id)
        if capture is None:
            continue
        body = objects.get(capture.object_sha256)
        tree, _ = parse(decode(body, capture.headers).text)
        marked, hosts = _has_pictures_without_words(tree), set()
        for reference in references(tree, entry.url, plan.limits.max_links_per_page):
            if reference.target in dead and reference.tag != "script":
                marked = True
            elif reference.tag != "a" and reference.target and reference.target not in scope:
                hosts.add(reference.target)
        language = entry.lane if entry.lane != "*" else language_of_address(entry.url) or ""
        marks = _marks(capture, body, plan, lexicons, entry, dead) if marked else ()
        found.append(Read(entry, capture, template_of(tree), language, marks, frozenset(sorted(hosts)[:MAX_HOSTS])))
    return found


def _has_pictures_without_words(tree: LexborHTMLParser) -> bool:
    if tree.css_first('img:not([alt]), a img[alt=""]') is not None:
        return True
    return any(FILE_NAME.search(node.attributes.get("alt") or "") for node in tree.css("img[alt]")[:200])


def named_pages(homes: Iterable[Read], objects: ObjectStore, plan: CrawlPlan, lexicons: dict[str, Lexicon]) -> list[str]:
    """Addresses that the menus of the home pages name as contacts, site map, search, feedback, questions."""
    words = [phrase.casefold() for concept in NAMED for phrase in lexicons["navigation"].phrases(concept)]
    found = []
    for home in homes:
        for record in extract_page(home.capture, objects.get(home.capture.object_sha256), plan, lexicons, home.entry):
            if isinstance(record, LinkRecord) and record.tag == "a" and record.label.casefold().startswith(tuple(words)):
                found.append(record.target)
    return list(dict.fromkeys(found))


def choose(pages: list[Read], homes: set[str], named: list[str], plan: CrawlPlan) -> list[Chosen]:
    """The sample in the order in which it is looked at; deterministic for a plan and a harvest."""
    limits = plan.limits
    by_place = {(page.entry.url, page.entry.lane): page for page in pages}
    chosen: dict[tuple[str, str], str] = {}

    def take(items: Iterable[Read], why: str, most: int | None = None) -> None:
        taken = 0
        for page in items:
            key = (page.entry.url, page.entry.lane)
            if len(chosen) >= limits.max_rendered or (most is not None and taken >= most):
                return
            if key not in chosen:
                chosen[key] = why
                taken += 1

    take((page for page in pages if page.entry.url in homes), "home")
    take((page for page in pages if page.entry.url in set(named)), "named")
    clusters: dict[tuple[str, str], list[Read]] = defaultdict(list)
    for page in pages:
        clusters[(page.template, page.language)].append(page)
    for cluster in sorted(clusters.values(), key=lambda items: (-len(items), items[0].entry.url)):
        take(cluster, "template", 1)
    take(_bearers(pages), "evidence", limits.evidence_pages)
    rest = [page for page in pages if (page.entry.url, page.entry.lane) not in chosen]
    random.Random(plan.seed).shuffle(rest)  # noqa: S311 - a sample that anyone can draw again
    share = max(0, -(-len(pages) * limits.sample_share_percent // 100) - len(chosen))
    take(rest, "random", share)
    return [Chosen(url, lane, why, by_place[(url, lane)].marks) for (url, lane), why in chosen.items()]


def _bearers(pages: list[Read]) -> list[Read]:
    """Pages that between them show every marked address, those that show most of them first."""
    waiting = {target for page in pages for _, target in page.marks}
    found: list[Read] = []
    for page in sorted(pages, key=lambda item: (-len({target for _, target in item.marks}), item.entry.url)):
        shown = {target for _, target in page.marks} & waiting
        if shown:
            waiting -= shown
            found.append(page)
    return found
