"""The site's search takes short words, finds them in all texts, can be refined, and shows answers on a page of their own.

What it checks
    One demand for each order (``part``): ``short-words``, ``context``, ``advanced`` or ``own-page``; by what the search
    answered when the browser asked it for words of at most twenty letters from titles and texts of known pages.

Applicability
    Every site whose home page was read.

Met when
    a word led to an answer; a word out of the text of a page led to that page; a search has fields to refine it or is called
    advanced; the answers have an address of their own and the word still stands in the field.

Deficiency when
    the answers lack the pages whose titles or texts hold the words; the answers have no address of their own though the form
    was sent, or the word is gone from the field. Where the crawl is complete and the site offers no search at all, none that can be
    refined, or a box that is no form and that no script of the site listens to, the outcome is ``missing``.

Left to a person when
    the search could not be tried: it sends by POST, leads to another site, is closed by robots.txt, or nothing happened in a
    box that is no form; the answers could prove nothing, as every page offers what was asked for; a link may open a search;
    pages could not be read; the crawl was cut short.

Assumptions
    A page that the page of the search links to anyway does not count as found. A box that filters what stands on the page
    leads to no answer.

Law and standard
    Methodology of 2017, appendix 14, row 2.5.
"""

from __future__ import annotations

from collections.abc import Iterator

from checks.ladder import somewhere
from checks.messages import messages_of
from checks.meta import CheckMeta
from checks.parts import found, hidden, missing, perhaps, sentences, wanting
from checks.searching import Part, Search, Wanted, advanced, hinted, idle, offered, tried, unopened
from checks.support import guarded
from checks.traces import Hit
from store.findings import Message, Observation, Outcome
from store.snapshot import Snapshot

META = CheckMeta(
    id="search-finds-and-shows",
    version="1",
    title=Message(
        kk="Сайттағы іздеу қысқа сөздерді табады, кеңейтіледі және нәтижелерін жеке бетте көрсетеді",
        ru="Поиск по сайту находит короткие слова, может быть расширен и выводит результаты на отдельной странице",
        en="The site's search finds short words, can be refined and shows answers on a page of their own",
    ),
    scope="site",
    needs=("pages", "links", "forms", "ledger", "page-state", "search"),
    options=Wanted,
    messages=sentences("part-found", "part-weak", "part-hidden", "part-missing") | messages_of("search-finds-and-shows"),
)
WORDS = "advanced-search"


@guarded
def run(snapshot: Snapshot, options: Wanted) -> Iterator[Observation]:
    """Yields one observation for the demand."""
    part, search = options.part, tried(snapshot)
    refined, seen = advanced(snapshot), offered(snapshot)
    yield from somewhere(
        snapshot,
        met=lambda: (found(part, refined[0]) if refined else None) if part == "advanced" else _met(part, search),
        wrong=lambda: _wrong(snapshot, part, search) if search is not None and part != "advanced" else (),
        weak=lambda: _weak(snapshot, part, search, seen),
        unread=lambda: hidden(snapshot, part),
        missing=lambda: missing(snapshot, part, list(snapshot.lexicon("interaction").phrases(WORDS))),
        part=part,
        facts={"part": part},
    )


def _hit(search: Search, word: str = "") -> Hit:
    return Hit(search.page, word or str(search.data.get("name") or "–"), str(search.data.get("xpath", "")))


def _met(part: Part, search: Search | None) -> Observation | None:
    if search is None:
        return None
    if part == "short-words":
        proving = [one for one in search.tries if one.own_address or (one.told and one.found)]
    elif part == "context":
        proving = [one for one in search.found if one.where == "body"]
    else:
        proving = [one for one in search.tries if one.own_address and one.kept]
    return found(part, _hit(search, proving[0].word), search.evidence) if proving else None


def _wrong(snapshot: Snapshot, part: Part, search: Search) -> Iterator[Observation]:
    asked = [one.word for one in search.tries]
    if idle(snapshot, search):
        yield wanting(part, "does-nothing", _hit(search), search.evidence, outcome=Outcome.MISSING)
        return
    if part == "own-page" and search.tries and search.data.get("form"):
        message = "query-gone" if search.answers else "no-own-page"
        yield wanting(part, message, _hit(search, ", ".join(asked)), search.evidence)
    decided = [one for one in search.tries if one.told and one.own_address]
    bodies = [one for one in decided if one.where == "body"]
    if part == "context" and bodies and (search.found or len(decided) > 1):
        message = "titles-only" if search.found else "finds-nothing"
        yield wanting(part, message, _hit(search, ", ".join(one.word for one in decided)), search.evidence)


def _weak(snapshot: Snapshot, part: Part, search: Search | None, seen: tuple[Hit, ...]) -> Observation | None:
    if search is not None:
        read = snapshot.page(str(search.data["tried"][0]["answer"]).partition("?")[0]) if search.tries else None
        if part == "advanced" and not search.data.get("advanced") and (read is not None or not search.answers):
            return perhaps(part, unopened(snapshot), "search-untold", "pages-unread")
        return perhaps(part, [_hit(search)], "search-untold")
    if part == "advanced" and seen:
        return perhaps(part, unopened(snapshot), "search-untold", "pages-unread")
    return perhaps(part, seen, "search-untried", "no-measurement") or perhaps(part, hinted(snapshot))
