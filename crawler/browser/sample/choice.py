"""Which pages the browser looks at: homes, pages named by the menu, one of each template and language, pages that bear
dead links or pictures without words, then a random sample whose seed stands in the plan (WCAG-EM: structured sample plus random sample)."""

from __future__ import annotations

import random
import re
import zlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple
from urllib.parse import unquote, urlsplit

from selectolax.lexbor import LexborHTMLParser
from sqlalchemy import Connection

from crawler.addresses.links import Scope, references, scope_of
from crawler.extract.files.sniff import kind_of
from crawler.extract.page.images import read_images
from crawler.extract.page.links import read_links
from crawler.extract.page.template import template_of
from crawler.extract.page.tree import Outline, parse
from crawler.extract.text.decode import decode
from crawler.extract.text.language import language_of_address
from crawler.extract.text.words import Words, words_of
from store import schema
from store.harvest import READ, Capture, CrawlPlan, Kind, Ledger, LedgerEntry
from store.lexicon import Lexicon
from store.objects import ObjectStore

FILE_NAME = re.compile(r"\.(?:png|jpe?g|gif|webp|svg|bmp)$", re.IGNORECASE)
# A folder with a short name, as that of a language, and an index page.
FRONT = re.compile(r"/(?:[a-z]{2,3}/?)?(?:index\.\w{2,5})?", re.IGNORECASE)
MAX_MARKS = 200
MAX_HOSTS = 100
# Of the share, so much is drawn for what the pages hold; the rest by chance.
COVER_PERCENT = 80
MAX_PARTS = 5000
LONGEST = 300
# Attributes that decide what a checker may find in an element.
TELLING = frozenset({"alt", "type", "role", "href", "src", "for", "lang", "style", "tabindex", "scope", "title", "autocomplete"})
NAMED = ("contacts", "site-map", "search", "feedback", "faq")


class Read(NamedTuple):
    """One page the HTTP lane read, with what the sample is drawn by.

    ``parts`` are digests of the kinds of elements it holds, ``signs`` of those kinds without their classes; ``doubts`` are
    fragments that other pages look for in it and that only its scripts could make.
    """

    entry: LedgerEntry
    capture: Capture
    template: str
    language: str
    marks: tuple[tuple[str, str], ...]
    hosts: frozenset[str]
    parts: frozenset[int] = frozenset()
    doubts: frozenset[str] = frozenset()
    signs: frozenset[int] = frozenset()


class Chosen(NamedTuple):
    """A page to look at, why it was chosen, and elements (xpath, dead address) to picture."""

    url: str
    lane: str
    why: str
    elements: tuple[tuple[str, str], ...]
    light: bool = False


class Pointed(NamedTuple):
    """Addresses to which home pages point: pages named by a menu, home pages of other language versions."""

    named: tuple[str, ...] = ()
    versions: frozenset[str] = frozenset()

    def is_front(self, url: str) -> bool:
        """Whether an address is that of a language version's home page: a switch leads there, or it is shaped as «/ru/», «/kz/index.html»."""
        return url in self.versions or FRONT.fullmatch(urlsplit(url).path) is not None


def dead_addresses(db: Connection, run_id: str) -> frozenset[str]:
    """Addresses of the site that gave an error twice."""
    gone = (Ledger.HTTP_ERROR, Ledger.FAILED)
    return frozenset(entry.url for entry in schema.read_ledger(db, run_id) if entry.ledger in gone and entry.confirmed)


def _marks(
    outline: Outline, url: str, plan: CrawlPlan, scope: Scope, words: Words, dead: frozenset[str]
) -> tuple[tuple[str, str], ...]:
    """Place (xpath) and address of references that lead nowhere and of pictures without words, as extraction names them.

    Links and pictures alone are read: the language, dates and persons of each page that is marked would cost as much as extraction.
    """
    limit = plan.limits.max_links_per_page
    found = [
        (fact.element.xpath, fact.reference.target)
        for fact in read_links(outline, url, limit, scope, words)
        if fact.reference.target in dead and fact.reference.tag != "script"
    ]
    found += [(image["xpath"], image["src"]) for image in read_images(outline, url, limit) if image["src"] and _wordless(image)]
    return tuple(found[:MAX_MARKS])


def _wordless(image: Mapping[str, Any]) -> bool:
    """Whether a picture is worth showing to whoever judges alternatives: none given, a file name, or a link without a name."""
    if image["hidden"] or image["label"]:
        return False
    if image["alt"] is None:
        return True
    return bool(FILE_NAME.search(image["alt"])) or (not image["alt"].strip() and image["in_link"] and not image["link_text"])


def read_pages(db: Connection, objects: ObjectStore, plan: CrawlPlan, lexicons: dict[str, Lexicon]) -> list[Read]:
    """Every page the HTTP lane read, with template, language by address, and dead references."""
    dead = dead_addresses(db, plan.run_id)
    scope, words = scope_of(plan), words_of(lexicons)
    found = []
    wanted: dict[str, set[str]] = defaultdict(set)
    for entry in schema.read_ledger(db, plan.run_id):
        if entry.ledger not in READ or entry.kind is not Kind.PAGE or entry.capture_id is None:
            continue
        capture = schema.read_capture(db, plan.run_id, entry.capture_id)
        if capture is None:
            continue
        body = objects.get(capture.object_sha256)
        tree, _ = parse(decode(body, capture.headers).text)
        marked, hosts = _has_pictures_without_words(tree), set()
        anchors = anchors_of(tree)
        for reference in references(tree, entry.url, plan.limits.max_links_per_page):
            if reference.target in dead and reference.tag != "script":
                marked = True
            elif reference.tag != "a" and reference.target and reference.target not in scope:
                hosts.add(reference.target)
            if reference.tag in ("a", "area") and asks_element(reference.fragment) and reference.target in scope:
                wanted[reference.target].add(unquote(reference.fragment))
        language = entry.lane if entry.lane != "*" else language_of_address(entry.url) or ""
        page = marked and kind_of(body, capture.media_type) == "page"
        marks = _marks(Outline(tree), entry.url, plan, scope, words, dead) if page else ()
        parts, signs = parts_of(tree)
        known = frozenset(sorted(hosts)[:MAX_HOSTS])
        read = Read(entry, capture, template_of(tree), language, marks, known, parts, frozenset(), signs)
        found.append((read, anchors))
    return [
        page if anchors is None else page._replace(doubts=frozenset(wanted.get(page.entry.url, set()) - anchors))
        for page, anchors in found
    ]


def asks_element(fragment: str) -> bool:
    """Whether a fragment names an element of its page: not the top, not the route of a script."""
    return (
        bool(fragment) and fragment.casefold() != "top" and not fragment.startswith(("!", "/", ":~:")) and len(fragment) < LONGEST
    )


def anchors_of(tree: LexborHTMLParser) -> frozenset[str] | None:
    """Names that fragments may point at; None where no script could add to them."""
    if tree.css_first("script") is None:
        return None
    names = {node.attributes.get("id") or "" for node in tree.css("[id]")}
    return frozenset(names | {node.attributes.get("name") or "" for node in tree.css("a[name]")})


def parts_of(tree: LexborHTMLParser) -> tuple[frozenset[int], frozenset[int]]:
    """Digests of the kinds of elements of a page: tag, sort, classes, and the attributes by which accessibility is judged; and of
    the same without classes, by which pages of one look that differ in meaning are told apart."""
    parts, signs = set(), set()
    for node in tree.css("body *")[:MAX_PARTS]:
        attributes = node.attributes
        marks = sorted(name for name in attributes if name in TELLING or name.startswith("aria-"))
        sort = [(attributes.get(name) or "").casefold() for name in ("type", "role")]
        sign = "|".join((node.tag or "", *sort, " ".join(marks)))
        signs.add(sign)
        parts.add(f"{sign}|{' '.join(sorted((attributes.get('class') or '').split()))}")
    return _digests(parts), _digests(signs)


def _digests(kinds: set[str]) -> frozenset[int]:
    return frozenset(zlib.crc32(kind.encode("utf-8", "replace")) for kind in kinds)


def _has_pictures_without_words(tree: LexborHTMLParser) -> bool:
    if tree.css_first('img:not([alt]), a img[alt=""]') is not None:
        return True
    return any(FILE_NAME.search(node.attributes.get("alt") or "") for node in tree.css("img[alt]")[:200])


def pointed_pages(homes: Iterable[Read], objects: ObjectStore, plan: CrawlPlan, lexicons: dict[str, Lexicon]) -> Pointed:
    """What the home pages point at: contacts, site map, search, feedback and questions by name, other versions by their switch."""
    names = tuple(phrase.casefold() for concept in NAMED for phrase in lexicons["navigation"].phrases(concept))
    scope, words = scope_of(plan), words_of(lexicons)
    named, versions = list[str](), list[str]()
    homes = list(homes)
    # A switch of the home page to a language whose home is known leads astray.
    known = {home.language for home in homes}
    for home in homes:
        body = objects.get(home.capture.object_sha256)
        if kind_of(body, home.capture.media_type) != "page":
            continue
        outline = Outline(parse(decode(body, home.capture.headers).text)[0])
        for fact in read_links(outline, home.entry.url, plan.limits.max_links_per_page, scope, words):
            if fact.switch is not None:
                versions += [] if fact.switch in known else [fact.reference.target]
            elif fact.reference.tag == "a" and fact.label.casefold().startswith(names):
                named.append(fact.reference.target)
    return Pointed(tuple(dict.fromkeys(named)), frozenset(versions))


def choose(pages: list[Read], homes: set[str], pointed: Pointed, plan: CrawlPlan) -> list[Chosen]:
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
    take((page for page in pages if page.entry.url in pointed.versions), "home")
    take((page for page in pages if page.entry.url in set(pointed.named)), "named")
    richest = _richest(pages)
    if len(richest) <= limits.max_rendered - len(chosen):
        take(richest, "template", None)
    else:
        # More templates than the budget holds: those first that show most of what the others show too.
        take(_covering(pages, {by_place[key] for key in chosen}), "parts")
    take(_bearers(pages), "evidence", limits.evidence_pages)
    share = -(-len(pages) * limits.sample_share_percent // 100)
    take(_covering(pages, {by_place[key] for key in chosen}), "parts", max(0, share * COVER_PERCENT // 100 - len(chosen)))
    rest = [page for page in pages if (page.entry.url, page.entry.lane) not in chosen]
    random.Random(plan.seed).shuffle(rest)  # noqa: S311 - a sample that anyone can draw again
    take(rest, "random", max(0, share - len(chosen)))
    return [Chosen(url, lane, why, by_place[(url, lane)].marks) for (url, lane), why in chosen.items()]


def phone_pages(pages: list[Read], unread: set[tuple[str, str]], most: int) -> list[Read]:
    """Inner pages to try on a telephone: the richest of each template and language that a browser could read, largest groups first."""
    inner = [page for page in pages if page.entry.depth and (page.entry.url, page.entry.lane) not in unread]
    return _richest(inner)[:most]


def _richest(pages: list[Read]) -> list[Read]:
    """Of each template and language the page that holds most kinds of elements, those of the largest groups first."""
    clusters: dict[tuple[str, str], list[Read]] = defaultdict(list)
    for page in pages:
        clusters[(page.template, page.language)].append(page)
    ordered = sorted(clusters.values(), key=lambda items: (-len(items), items[0].entry.url))
    return [min(items, key=lambda page: (-len(page.signs), -len(page.parts), page.entry.url)) for items in ordered]


def _covering(pages: list[Read], seen: Iterable[Read]) -> Iterable[Read]:
    """Pages one after another, each the one that adds most kinds of elements to those seen before: those whose meaning differs
    count first, those that only look different second."""
    before = list(seen)
    signs: set[int] = set().union(*(page.signs for page in before))
    parts: set[int] = set().union(*(page.parts for page in before))
    left = {(page.entry.url, page.entry.lane): page for page in pages}
    while left:
        best = min(left.values(), key=lambda page: (-len(page.signs - signs), -len(page.parts - parts), page.entry.url))
        if not best.signs - signs and not best.parts - parts:
            return
        signs |= best.signs
        parts |= best.parts
        del left[best.entry.url, best.entry.lane]
        yield best


def doubtful(pages: list[Read], plan: CrawlPlan) -> list[Chosen]:
    """Pages to look at lightly because only their scripts could make what links look for in them; those most asked of first."""
    found = sorted((page for page in pages if page.doubts), key=lambda page: (-len(page.doubts), page.entry.url))
    return [
        Chosen(page.entry.url, page.entry.lane, "fragments", (), light=True)
        for page in found[: plan.limits.probes.fragment_pages]
    ]


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
