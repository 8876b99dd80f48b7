"""Which parts of an entity's site nobody saw: the interface refused or failed, and no browser looked in its stead. Pure, on the ledger."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import parse_qsl, urlsplit

from crawler.portals.govkz.calls import call_at
from crawler.portals.govkz.out_of_order import Told, out_of_order
from crawler.portals.govkz.place import Place
from crawler.portals.seam import Unseen
from store.base import Language
from store.harvest import READ, Capture, Kind, Ledger, LedgerEntry

ENGLISH: Language = "en"
# What the browser's own pages asked for.
BROWSER = "browser"
REFUSING, FAILING = 400, 500


def turned_away(place: Place, captures: Iterable[Capture]) -> frozenset[tuple[str, str]]:
    """Parts that the interface refused to the browser's pages as well, with the language asked for (empty where the address names none)."""
    parts: dict[str, set[str]] = {}
    for interface in place.platform.interfaces:
        parts.setdefault(interface.address, set()).add(interface.part)
    found: set[tuple[str, str]] = set()
    for capture in captures:
        if capture.purpose != BROWSER or not REFUSING <= capture.status < FAILING or not place.here(capture.url):
            continue
        asked = urlsplit(capture.url)
        language = dict(parse_qsl(asked.query)).get(place.platform.parameter, "")
        found |= {(part, language) for part in parts.get(asked.path, ())}
    return frozenset(found)


def unseen(place: Place, entries: Iterable[LedgerEntry], captures: Iterable[Capture] = ()) -> tuple[Unseen, ...]:
    """Parts that neither the interface nor the browser showed, in order of part and language; each once, with its first reason.

    :param entries: the whole ledger after both lanes.
    :param captures: all of them: what pages drew of parts that were refused to the browser too is an apology.
    """
    captures = tuple(captures)
    told = Told()
    refused = turned_away(place, captures)
    failed: dict[tuple[str, Language], Unseen] = {}
    shown: set[str] = set()
    cut = False
    for entry in entries:
        call = call_at(place, entry.url)
        if call is not None and entry.ledger in READ:
            told.read(call, entry.capture_id)
        elif entry.parent and (parent := call_at(place, entry.parent)) is not None:
            told.named(parent)
        if call is None:
            cut = cut or (entry.ledger is Ledger.BEYOND_BUDGET and entry.kind is Kind.RENDER)
            if entry.ledger in READ and entry.kind is Kind.PAGE:
                shown.add(entry.url)
        elif entry.ledger not in READ:
            asked = call.interface
            # The law asks for no English part: without it nothing is said of the other languages.
            cuts = asked.cuts and call.language != ENGLISH
            missed = Unseen(asked.part, call.language, entry.said or entry.ledger.value, cuts)
            before = failed.get((asked.part, call.language))
            failed[asked.part, call.language] = missed if before is None or (cuts and not before.cuts) else before
    seen = frozenset() if cut else _parts_shown(place, shown)
    seen = frozenset(key for key in seen if key not in refused and (key[0], "") not in refused)
    parts = {key: failed[key] for key in failed if key not in seen}
    parts.update({(one.part, one.language): one for one in out_of_order(place, told, captures)})
    return tuple(parts[key] for key in sorted(parts))


def _parts_shown(place: Place, pages: set[str]) -> frozenset[tuple[str, Language]]:
    """Parts whose own page the browser drew; the home page is a shell to everybody else and shows no part whole."""
    return frozenset(
        (route.part, language)
        for route in place.platform.routes
        for language in place.platform.languages
        if route.path.strip("/") and place.page(route.path, language) in pages
    )
