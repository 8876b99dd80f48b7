"""Helpers that every check shares: observations with their proof, and the guards that keep a check from guessing."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime, time
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from checks.derived import derived
from checks.messages import messages_of
from store.base import Language
from store.findings import Locator, Observation, Outcome
from store.harvest import Artifact, ArtifactKind
from store.records import PageRecord, Record
from store.snapshot import Snapshot

EXAMPLES = 5
QUOTE = 500
# A page of fewer letters that has scripts is what a one-page application sends before it draws anything.
SHELL_TEXT = 200
_INDEX = re.compile(r"/(?:index|default)\.(?:html?|php|aspx?|jsp)$", re.IGNORECASE)
TAKES_POINTS = frozenset({Outcome.DEFICIENCY, Outcome.MISSING})

# The field of a message that names the check, for sentences that any check may say.
TITLE = "title_of_check"

# Sentences that any check may say.
COMMON = messages_of("common")


def count_of(outcome: Outcome) -> int:
    """How many shortcomings one observation of this outcome stands for."""
    return 1 if outcome in TAKES_POINTS else 0


def clip(text: str, length: int = QUOTE) -> str:
    """Text on one line, at most ``length`` characters."""
    line = " ".join(text.split())
    return line if len(line) <= length else line[: length - 1] + "…"


def on_page(
    page: PageRecord,
    outcome: Outcome,
    message: str,
    *,
    subject: str = "",
    facts: dict[str, Any] | None = None,
    evidence: Iterable[str] = (),
    locator: Locator | None = None,
    language: Language | None = None,
    confidence: str = "1",
    needs_review: bool = False,
    pages: Iterable[str] = (),
    cause: str | None = None,
) -> Observation:
    """An observation whose subject lies on this page; the page's own bytes are its first evidence."""
    return Observation(
        outcome=outcome,
        message=message,
        url=page.url,
        subject=subject,
        language=language,
        count=count_of(outcome),
        facts=facts or {},
        locator=locator or Locator(),
        evidence=tuple(dict.fromkeys((page.object_sha256, *evidence))),
        captured_at=page.captured_at,
        confidence=confidence,
        needs_review=needs_review,
        pages=tuple(pages),
        cause=cause,
    )


def on_site(
    snapshot: Snapshot,
    outcome: Outcome,
    message: str,
    *,
    basis: Any,
    subject: str = "",
    facts: dict[str, Any] | None = None,
    evidence: Iterable[str] = (),
    language: Language | None = None,
    needs_review: bool = False,
    pages: Iterable[str] = (),
) -> Observation:
    """An observation about the site as a whole; ``basis`` (what it rests on) is stored and becomes evidence."""
    home = home_of(snapshot, language)
    read = (home.object_sha256,) if home else ()
    return Observation(
        outcome=outcome,
        message=message,
        url=home.url if home else home_address(snapshot),
        subject=subject,
        language=language,
        count=count_of(outcome),
        facts=facts or {},
        evidence=tuple(dict.fromkeys((*read, *evidence, snapshot.keep(basis)))),
        captured_at=home.captured_at if home else moment(snapshot),
        needs_review=needs_review,
        pages=tuple(pages),
    )


@derived
def home_page(snapshot: Snapshot) -> PageRecord | None:
    """The home page that the first registered address opens, else the first one read; for an inspection the page itself."""
    pages = list(snapshot.pages() if snapshot.plan.page_only else snapshot.homes())
    opened = {_opened(snapshot, site.url): number for number, site in reversed(list(enumerate(snapshot.plan.body.sites)))}
    return min(pages, key=lambda page: (opened.get(page.url, len(opened)), page.url, page.lane), default=None)


def folder_of(url: str) -> str:
    """One spelling for a folder and its index page: ``/kk``, ``/kk/`` and ``/kk/index.html`` are the same page."""
    return _INDEX.sub("/", url).rstrip("/")


def same_page(first: PageRecord, second: PageRecord) -> bool:
    """Whether two records are of one page under two addresses: the same bytes, or a folder and its index page."""
    return first.object_sha256 == second.object_sha256 or folder_of(first.url) == folder_of(second.url)


def _opened(snapshot: Snapshot, url: str) -> str:
    """Where a registered address ends after redirects."""
    address, passed = registered_address(url), set[str]()
    while address not in passed:
        passed.add(address)
        entry = snapshot.ledger_entry(address)
        address = entry.redirect_to if entry is not None and entry.redirect_to else address
    return address


def home_of(snapshot: Snapshot, language: Language | None) -> PageRecord | None:
    """The home page of a language version, or of the site where the language has none."""
    first = home_page(snapshot)
    if language is None or first is None or first.language == language:
        return first
    return next((page for page in snapshot.homes() if page.language == language), first)


def home_address(snapshot: Snapshot) -> str:
    """Address of the home page as read, or as the register gives it where it was not read."""
    home = home_page(snapshot)
    return home.url if home else registered_address(snapshot.plan.body.sites[0].url)


def registered_address(url: str) -> str:
    """A site's address as the ledger spells it: lower-case host, a path of at least ``/``, no fragment."""
    parts = urlsplit(url.strip())
    return urlunsplit((parts.scheme.lower(), parts.netloc.lower(), parts.path or "/", parts.query, ""))


@derived
def moment(snapshot: Snapshot) -> datetime:
    """When the home page was looked at: read, tried in vain, or else the day of the audit."""
    home = home_page(snapshot)
    if home is not None:
        return home.captured_at
    address = home_address(snapshot)
    times = [item.requested_at for item in snapshot.captures(address)]
    times += [item.requested_at for item in snapshot.failures(address)]
    return max(times, default=datetime.combine(snapshot.plan.as_of, time(), UTC))


def truncated(snapshot: Snapshot) -> bool:
    """Whether a budget ended the crawl, so that nothing may be said of all pages."""
    return snapshot.coverage.truncated


def unreadable(snapshot: Snapshot) -> Iterator[Observation]:
    """One ``unverified`` observation when the home page (of an inspection, the page) was not read, else nothing."""
    if home_page(snapshot) is not None and (snapshot.coverage.home_read or snapshot.plan.page_only):
        return
    address = home_address(snapshot)
    entry = snapshot.ledger_entry(address)
    captures = snapshot.captures(address)
    failures = snapshot.failures(address)
    reason = failures[-1].reason.value if failures else (entry.said or entry.ledger.value if entry else "not-asked")
    basis = {
        "address": address,
        "answers": [{"at": item.requested_at, "status": item.status} for item in captures],
        "failures": [{"at": item.requested_at, "reason": item.reason.value, "detail": item.detail} for item in failures],
    }
    yield on_site(
        snapshot,
        Outcome.UNVERIFIED,
        "page-unreadable" if snapshot.plan.page_only else "home-unreadable",
        subject="home-unreadable",
        facts={"reason": reason, "address": address},
        basis=basis,
        evidence=[item.object_sha256 for item in captures],
    )


Body = Callable[[Snapshot, Any], Iterator[Observation]]


def guarded(run: Body) -> Body:
    """Lets a check run only where the home page was read; otherwise it ends as ``unverified``."""

    @functools.wraps(run)
    def guard(snapshot: Snapshot, options: Any) -> Iterator[Observation]:
        stopped = list(unreadable(snapshot))
        yield from stopped or run(snapshot, options)

    return guard


def cut(
    snapshot: Snapshot, subject: str = "", facts: dict[str, Any] | None = None, language: Language | None = None
) -> Observation:
    """The ``unverified`` observation for a claim about all pages that a cut crawl does not bear out."""
    pages = sum(1 for _ in snapshot.pages())
    named = {"limit": snapshot.coverage.truncated_by or "max-pages", "pages": pages}
    basis = {"limit": named["limit"], "pages seen": addresses(snapshot.pages()), "subject": subject}
    return on_site(
        snapshot,
        Outcome.UNVERIFIED,
        "crawl-cut",
        subject=subject or "crawl-cut",
        facts={**(facts or {}), **named, "reason": "crawl-cut"},
        basis=basis,
        language=language,
    )


def not_rendered(snapshot: Snapshot, subject: str = "") -> Observation:
    """The ``unverified`` observation where the browser lane gave nothing to judge."""
    note = clip(snapshot.coverage.render_note, 200) or ("no-measurement" if snapshot.coverage.render_available else "no-browser")
    if note == "not-asked":
        note = "browser-switched-off"
    return on_site(
        snapshot,
        Outcome.UNVERIFIED,
        "not-rendered",
        subject=subject or "not-rendered",
        facts={"reason": note},
        basis={"browser": snapshot.coverage.render_available, "note": note},
    )


def in_lane(record: Record, subject: str) -> str:
    """A subject that tells the language lanes of one address apart; on sites without lanes the subject itself."""
    return subject if record.lane == "*" else f"{record.lane} {subject}"


def addresses(pages: Iterable[PageRecord]) -> list[str]:
    """Distinct addresses of pages, sorted."""
    return sorted({page.url for page in pages})


def examples(urls: Iterable[str]) -> list[str]:
    """The first few distinct addresses in sorted order, for the facts of a finding."""
    return sorted(set(urls))[:EXAMPLES]


@derived
def _pictures(snapshot: Snapshot) -> dict[tuple[str, str], Artifact]:
    items = snapshot.artifacts(ArtifactKind.ELEMENT)
    return {(item.url, item.selector): item for item in reversed(items) if item.ok}


def picture(snapshot: Snapshot, url: str, selectors: Sequence[str]) -> tuple[str, ...]:
    """Digest of the element's picture on that page, if the browser took one under any of these selectors."""
    for selector in selectors:
        found = _pictures(snapshot).get((url, selector)) if selector else None
        if found is not None:
            return (found.object_sha256,)
    return ()


def unseen(page: PageRecord) -> bool:
    """Whether nothing can be said of what the page shows: an empty shell that scripts fill, or bytes that could not be read."""
    shell = not page.rendered and page.scripts > 0 and page.text_length < SHELL_TEXT
    return shell or page.note.startswith("not read")
