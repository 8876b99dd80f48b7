"""The site has an English version: all its materials, or at least the frame of all its pages with the news.

What it checks
    Pages that are written in English, by their text, and their counterparts in that official language in which the site has
    more pages; acts need no translation.

Applicability
    Every site whose home page was read.

Met when
    the crawl is complete and every page of the fuller official version, but for acts, has a counterpart written in English, none of
    which is much shorter than the page, and no line of an English text is left in Cyrillic letters.

Deficiency when
    every such page has an English counterpart, and not all of these are written in English: the frame is translated and the
    materials are not. Where no page is written in English, or English pages are fewer than half of the official ones, so
    that the frame of all pages cannot be translated, the outcome is ``missing``.

Left to a person when
    more than half of the pages, and not all, have an English counterpart; English counterparts say much less than the pages do;
    lines of their texts stand in Cyrillic letters;
    English pages hold too few words to tell their language; a switch leads to an English site elsewhere; pages could not be read;
    the crawl was cut short.

Assumptions
    What a page says of its language is not believed: the text decides. Counterparts are those of the language switch, of
    hreflang, or found by likeness.

Law and standard
    Methodology of 2017, appendix 14, row 4.5.
"""

from __future__ import annotations

from collections.abc import Iterator

from checks.ladder import somewhere
from checks.messages import messages_of
from checks.meta import CheckMeta, Options
from checks.parts import hidden, sentences
from checks.support import clip, examples, guarded, on_page, on_site
from checks.untranslated import Left, left
from checks.versions import Version, version
from store.findings import Locator, Message, Observation, Outcome
from store.snapshot import Snapshot

META = CheckMeta(
    id="materials-in-english",
    version="1",
    title=Message(
        kk="Сайттың ағылшын тіліндегі нұсқасы бар",
        ru="У сайта есть версия на английском языке",
        en="The site has an English version",
    ),
    scope="site",
    needs=("pages", "links", "texts", "pairs", "ledger", "page-state"),
    messages=sentences("part-hidden") | messages_of("materials-in-english"),
)
PART = "english"


@guarded
def run(snapshot: Snapshot, _options: Options) -> Iterator[Observation]:
    """Yields one observation."""
    known = version(snapshot, "en")
    yield from somewhere(
        snapshot,
        met=lambda: _whole(snapshot, known),
        wrong=lambda: _frame(snapshot, known),
        weak=lambda: _between(snapshot, known),
        unread=lambda: hidden(snapshot, PART),
        missing=lambda: _none(snapshot, known),
        part=PART,
        facts={"part": PART},
    )


def _complete(snapshot: Snapshot) -> bool:
    return not snapshot.coverage.truncated and hidden(snapshot, PART) is None


def _whole(snapshot: Snapshot, known: Version) -> Observation | None:
    if (
        not known.materials
        or known.written < known.materials
        or known.thin
        or not _complete(snapshot)
        or _remains(snapshot, known)
    ):
        return None
    return _said(snapshot, Outcome.MET, "met", known)


def _frame(snapshot: Snapshot, known: Version) -> list[Observation]:
    whole = known.written >= known.materials
    if not known.pages or not known.materials or known.offered < known.materials or whole or not _complete(snapshot):
        return []
    return [_said(snapshot, Outcome.DEFICIENCY, "frame-only", known)]


def _between(snapshot: Snapshot, known: Version) -> Observation | None:
    """What only a person can tell: too many pages for none, too few for all; or pages whose language is not known."""
    if known.thin and known.written >= known.materials:
        return _said(snapshot, Outcome.UNVERIFIED, "thinner", known)
    if known.materials and known.written >= known.materials and (remains := _remains(snapshot, known)):
        return _leftover(snapshot, known, remains)
    english = len(known.pages) + len(known.unclear) + len(known.pretended)
    if known.pages and 2 * english >= known.materials:
        return _said(snapshot, Outcome.UNVERIFIED, "part-only", known)
    if not known.pages and (known.unclear or known.elsewhere):
        return _said(snapshot, Outcome.UNVERIFIED, "untold", known)
    return None


def _remains(snapshot: Snapshot, known: Version) -> list[Left]:
    return list(left(snapshot, known.pages))


def _leftover(snapshot: Snapshot, known: Version, remains: list[Left]) -> Observation:
    """The first line that was not translated; all of them as proof."""
    first = remains[0]
    facts = {"part": PART, "pages": len({one.page.url for one in remains}), "value": clip(first.line, 200), "reason": "may-be-it"}
    basis = {"part": PART, "of": known.materials, "not translated": [{"page": one.page.url, "line": one.line} for one in remains]}
    return on_page(
        first.page,
        Outcome.UNVERIFIED,
        "leftover",
        subject=PART,
        facts=facts,
        locator=Locator(quote=clip(first.line)),
        evidence=(snapshot.keep(basis),),
        needs_review=True,
    )


def _none(snapshot: Snapshot, known: Version) -> Observation:
    message = "few" if known.pages else "pretended" if known.pretended else "none"
    return _said(snapshot, Outcome.MISSING, message, known)


def _said(snapshot: Snapshot, outcome: Outcome, message: str, known: Version) -> Observation:
    shown = known.pages or known.pretended or known.unclear
    urls = [page.url for page in shown] or list(known.elsewhere)
    if message in ("frame-only", "part-only", "thinner"):
        urls = list(known.lacking or known.thin)
    facts = {"part": PART, "pages": len(known.pages), "of": known.materials, "paired": known.written, "examples": examples(urls)}
    if outcome is Outcome.UNVERIFIED:
        facts["reason"] = "may-be-it" if known.pages else "language-not-told"
    basis = {
        **facts,
        "english": [page.url for page in known.pages],
        "pretended": [page.url for page in known.pretended],
        "lacking": known.lacking,
    }
    review = outcome is Outcome.UNVERIFIED
    return on_site(snapshot, outcome, message, subject=PART, facts=facts, basis=basis, needs_review=review, pages=urls[:20])
