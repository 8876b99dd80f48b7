"""What was found on the site, as a telephone shows it: the same pages at the same addresses, or a version of their own.

A site that gives telephones the same addresses is judged by what telephones showed of them: a page's main text must have been on the
screen's page, or behind a control on it that opens it by a touch: on this page itself, on one of the same template and language, or, where none was opened, on all inner pages that
were. What the site lacks a telephone lacks too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Literal, NamedTuple
from urllib.parse import urlsplit

from pydantic import Field

from checks.derived import derived
from checks.measured import reports
from checks.meta import Options
from checks.ownversion import aside, own_version
from checks.phoneown import Judge, on_own, told
from checks.phones import ADAPTS, led_away, offered
from store.findings import Observation, Outcome
from store.harvest import ArtifactKind
from store.records import PageRecord
from store.snapshot import Snapshot

# Shorter quotations stand on a page by chance.
QUOTED = 6
_SIGNS = re.compile(r"[\W_]+")


class View(Options):
    """``view``: whether the site is judged as a desktop or as a telephone shows it; ``shown_percent``: how much of a page's main text
    must be on the telephone's page for the telephone to show it; ``tried_pages``: how many inner pages, all of them shown, speak for a
    page of a template that no telephone opened."""

    view: Literal["desktop", "phone"] = "desktop"
    shown_percent: int = Field(default=80, gt=0, le=100)
    tried_pages: int = Field(default=3, ge=1)


class Shown(NamedTuple):
    """What a telephone showed of one page: the page where it was read, the text, and the measurement."""

    page: PageRecord | None
    url: str
    text: str
    digest: str
    end: str = ""

    @property
    def mirrored(self) -> bool:
        """Whether a version of its own showed the page at the page's own path: m.site.kz/news/5 for site.kz/news/5."""
        asked, there = urlsplit(self.url), urlsplit(self.end)
        return there.path.rstrip("/").endswith(asked.path.rstrip("/")) and there.query == asked.query


class Telephones(NamedTuple):
    """Which version telephones get: ``same`` pages, one ``apart``, one ``elsewhere`` (another host that no sign calls a mobile one), ``none``
    made for them, or ``unknown``; and the pages of that version which they showed."""

    version: str
    target: str
    shown: tuple[Shown, ...]
    evidence: tuple[str, ...]


@derived
def telephones(snapshot: Snapshot) -> Telephones:
    """What the telephones of the harvest got."""
    loads = [(item, data, page) for item, data, page in reports(snapshot, ArtifactKind.PHONE) if item.ok and data.get("ok")]
    homes = [data for _, data, _ in loads if data.get("why", "home") == "home"]
    led = next((data for kind in ("mobile", "sister", "strange") for data in homes if led_away(data) == kind), None)
    away = led_away(led) if led is not None else ""
    apart = led if away == "mobile" else None
    shown = tuple(
        Shown(page, item.url, _text(data), item.object_sha256, str(data.get("final_url") or ""))
        for item, data, page in loads
        if data.get("text") and led_away(data) == away
    )
    own = aside(snapshot)
    main = [data for item, data, _ in loads if not own.holds(item.url)]
    offer = next((target for data in main if (target := offered(data))), own.entry)
    adapting = any(ADAPTS.search(str(data.get("viewport_meta") or "")) for data in main)
    version = "unknown" if not homes else "apart" if apart or (offer and not adapting) else "same" if adapting else "none"
    if led is not None and apart is None and adapting:
        version = "elsewhere"
    target = str(led.get("final_url", "")) if led is not None else offer
    if version == "apart" and apart is None:
        # Only a link leads to it: what telephones showed is the main version.
        shown, target = (), offer
    return Telephones(version, target, shown, tuple(item.object_sha256 for item, _, _ in loads))


def _text(data: dict[str, Any]) -> str:
    """What the screen showed, and what a touch on it opens."""
    return plain(str(data["text"])) + plain(str(data.get("folded", "")))


def apart_of(snapshot: Snapshot) -> list[dict[str, Any]]:
    """Measurements of the pages to which telephones were led at addresses of their own."""
    found = reports(snapshot, ArtifactKind.PHONE)
    return [data for item, data, _ in found if item.ok and data.get("ok") and led_away(data) == "mobile"]


def plain(text: str) -> str:
    """Text without signs, spaces and capitals, so that two ways to lay it out are equal."""
    return _SIGNS.sub("", text).casefold()


def viewed(snapshot: Snapshot, options: View, judge: Judge, by_quote: bool = False) -> Iterator[Observation]:
    """Observations as the view asked for sees them: those of a desktop stay as they are.

    :param judge: what a check says of a site. :param by_quote: whether the quotation of an observation is what was looked for itself, and not
        only its name.
    """
    if options.view == "desktop":
        yield from judge(snapshot)
        return
    got = telephones(snapshot)
    found = list(judge(snapshot))
    there = [_on_phone(snapshot, options, one, got, by_quote) for one in found]
    part = own_version(snapshot) if got.version == "apart" else None
    shown = any(one.outcome is Outcome.MET for one in there)
    yield from there if part is None or shown else on_own(snapshot, part, judge(part), found, got.target, got.evidence)


def _on_phone(snapshot: Snapshot, options: View, one: Observation, got: Telephones, by_quote: bool) -> Observation:
    if one.outcome is Outcome.UNVERIFIED:
        return one
    if got.version in ("apart", "elsewhere"):
        if one.outcome is Outcome.MET and (proof := _seen_apart(snapshot, options, one, got, by_quote)):
            return told(one, Outcome.MET, one.message, {}, proof)
        return told(
            one, Outcome.UNVERIFIED, "phone-apart", {"target": got.target, "reason": "phone-version-unread"}, got.evidence
        )
    if got.version == "none":
        return told(one, Outcome.MISSING, "phone-none", {}, got.evidence)
    if got.version == "unknown":
        return told(one, Outcome.UNVERIFIED, "phone-untried", {"target": one.url, "reason": "phone-untried"}, got.evidence)
    if one.outcome is not Outcome.MET:
        return one.model_copy(update={"evidence": tuple(dict.fromkeys((*one.evidence, *got.evidence)))})
    return _met(snapshot, options, one, got, by_quote)


def _met(snapshot: Snapshot, options: View, one: Observation, got: Telephones, by_quote: bool) -> Observation:
    """What is there on a desktop: there too, hidden from a telephone, or nobody tried such a page."""
    page = snapshot.page(one.url)
    quote = plain(one.locator.quote)
    if by_quote and len(quote) >= QUOTED:
        seen = next((shown for shown in _of_version(got, one.language) if quote in shown.text), None)
        if seen is not None:
            return told(one, Outcome.MET, one.message, {}, (seen.digest,))
    tried = [shown for shown in got.shown if shown.url == one.url] or _alike(got, page) or _sample(got, options.tried_pages)
    evidence = tuple(shown.digest for shown in tried) or got.evidence
    if not tried:
        return told(one, Outcome.UNVERIFIED, "phone-untried", {"target": one.url, "reason": "phone-untried"}, evidence)
    # A telephone that showed the very page showed no such words; of another page only what stands in the main text may be concluded.
    concluded = not by_quote or (all(shown.url != one.url for shown in tried) and quote in _main(snapshot, page))
    if concluded and all(_shows(snapshot, shown, options.shown_percent) for shown in tried):
        return told(one, Outcome.MET, one.message, {}, evidence)
    return told(one, Outcome.UNVERIFIED, "phone-hidden", {"target": tried[0].url, "reason": "phone-hidden"}, evidence)


def _of_version(got: Telephones, language: str | None) -> Iterator[Shown]:
    """Pages in a language, and those of none: what one version shows the other need not."""
    for one in got.shown:
        spoken = one.page.language if one.page is not None else None
        if not (language and spoken) or spoken == language:
            yield one


def _main(snapshot: Snapshot, page: PageRecord | None) -> str:
    text = snapshot.text(page.url, page.lane) if page is not None else None
    return plain(text.text) if text is not None else ""


def _seen_apart(snapshot: Snapshot, options: View, one: Observation, got: Telephones, by_quote: bool) -> tuple[str, ...]:
    """What proves that a version of its own gives what the main one does; empty where nothing does, for it may hold less.

    Its pages must have shown the words themselves or the page's main text. For a page that no telephone opened only a version speaks that
    is the main one's mirror: every inner page tried, and enough of them, stood at the page's own path with its main text.
    """
    quote = plain(one.locator.quote)
    if by_quote:
        return tuple(shown.digest for shown in got.shown if quote in shown.text)[:1] if len(quote) >= QUOTED else ()
    own = [shown for shown in got.shown if shown.url == one.url]
    inner = _sample(got, options.tried_pages)
    mirror = inner if all(shown.mirrored for shown in inner) else []
    tried = own or (_alike(got, snapshot.page(one.url)) and mirror)
    shows = bool(tried) and all(_shows(snapshot, shown, options.shown_percent, least=QUOTED) for shown in tried)
    return tuple(shown.digest for shown in tried) if shows else ()


def _alike(got: Telephones, page: PageRecord | None) -> list[Shown]:
    """Pages of the same template and language that were tried; home pages, which are made apart, only where there are no others."""
    if page is None:
        return []
    form = page.template, page.language
    found = [shown for shown in got.shown if shown.page is not None and (shown.page.template, shown.page.language) == form]
    return [shown for shown in found if shown.page is not None and not shown.page.is_home] or found


def _sample(got: Telephones, least: int) -> list[Shown]:
    """All inner pages that were tried, where they are enough to speak for the others: a layout hides by rules that pages share."""
    inner = [shown for shown in got.shown if shown.page is not None and not shown.page.is_home]
    return inner if len(inner) >= least else []


def _shows(snapshot: Snapshot, shown: Shown, percent: int, least: int = 0) -> bool:
    """Whether a telephone showed the main text of the page, line by line; a text of fewer than ``least`` letters shows nothing."""
    text = snapshot.text(shown.url, shown.page.lane if shown.page else "*")
    lines = [plain(line) for line in text.text.split("\n")] if text is not None else []
    whole = sum(map(len, lines))
    return whole >= least and sum(len(line) for line in lines if line in shown.text) * 100 >= whole * percent
