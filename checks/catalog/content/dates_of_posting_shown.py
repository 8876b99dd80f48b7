"""Information shows the date and time when it was posted and when it was last changed.

What it checks
    Posting or the last change for each order (``part``); on pages that are dated and on items of news and announcements;
    where there are none, on every page with text of its own, which on a site of one page is the home page.

Applicability
    Every site whose home page was read.

Met when
    the crawl is complete and every such page shows a reader date and time.

Deficiency when
    pages show the date without the time, or items of news show nothing; or no page of the site shows any.

Left to a person when
    a date with a time stands on the page and it is not told of what; some pages show the last change and others do not,
    as they may never have been changed; pages were filled by scripts and no browser opened one of their template; the
    crawl was cut short; no page holds text.

Assumptions
    A date is of posting or change where words beside it say so, or where it stands at the heading. Dates beside links to
    files are not judged. What lists show is not what the page shows.

Law and standard
    Methodology of 2017, appendix 14, row 2.8.
"""

from __future__ import annotations

from collections.abc import Iterator

from checks.ladder import on_pages, open_on, throughout
from checks.messages import messages_of
from checks.meta import CheckMeta
from checks.postings import Told, Wanted, told
from checks.support import guarded, on_site
from store.findings import Message, Observation, Outcome
from store.snapshot import Snapshot

META = CheckMeta(
    id="dates-of-posting-shown",
    version="1",
    title=Message(
        kk="Ақпаратта орналастырылған және соңғы өзгертілген күні мен уақыты көрсетілген",
        ru="У информации указаны дата и время размещения и последнего изменения",
        en="Information shows date and time of posting and of the last change",
    ),
    scope="site",
    needs=("pages", "links", "dates", "texts", "ledger", "page-state"),
    options=Wanted,
    messages=messages_of("dates-of-posting-shown"),
)


@guarded
def run(snapshot: Snapshot, options: Wanted) -> Iterator[Observation]:
    """Yields one observation for pages that lack the time and one for those that show nothing, or one verdict."""
    part, known = options.part, told(snapshot, options.part)
    facts = {"part": part}
    some = bool(known.full or known.dateonly)
    sure = (part == "posted" and known.items) or (not some and not known.doubtful)
    lacking = [*_lacking(snapshot, known, part, "date-only"), *(_lacking(snapshot, known, part, "silent") if sure else ())]
    doubtful = [*known.doubtful, *(() if sure else known.silent)]
    urls = [page.url for page in doubtful]
    yield from throughout(
        snapshot,
        lacking,
        unseen=lambda: open_on(
            snapshot, urls, "doubtful", "may-be-it", basis={**facts, "pages": urls}, subject=f"{part} doubtful", facts=facts,
            needs_review=True,
        ),
        shells=lambda: open_on(
            snapshot, [page.url for page in known.undrawn], "shells", "scripts-not-run", basis=facts, subject=f"{part} shells",
            facts=facts,
        ),
        met=lambda: _told(snapshot, Outcome.MET if known.of else Outcome.UNVERIFIED, part, known),
        part=part,
        facts=facts,
    )  # fmt: skip


def _lacking(snapshot: Snapshot, known: Told, part: str, message: str) -> Iterator[Observation]:
    pages = known.dateonly if message == "date-only" else known.silent
    if pages:
        facts = {"part": part, "of": known.of}
        basis = {"part": part, "fault": message, "pages": [page.url for page in pages]}
        yield on_pages(snapshot, pages, Outcome.DEFICIENCY, message, subject=f"{part} {message}", basis=basis, facts=facts)


def _told(snapshot: Snapshot, outcome: Outcome, part: str, known: Told) -> Observation:
    basis = {"part": part, "pages": [page.url for page in known.full]}
    if outcome is Outcome.MET:
        return on_site(snapshot, outcome, "met", subject=part, facts={"part": part, "of": known.of}, basis=basis)
    facts = {"part": part, "reason": "one-page"}
    return on_site(snapshot, outcome, "nothing-dated", subject=part, facts=facts, basis=basis, needs_review=True)
