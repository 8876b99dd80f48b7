"""Each public discussion of a draft is announced on the body's own site.

What it checks
    For each draft of a legal act that the body put on the portal of open legal acts in the period: a notice on the body's own site, in each
    official language: a link to the draft's card, or the draft's whole title on a page, in a document or on a scan that was read for
    sure, which speaks of a discussion.

Applicability
    Bodies that the portal knows; consultative documents and regulatory impact are no drafts of acts.

Met when
    every draft of the period has such a notice.

Deficiency when
    the crawl is complete and no page or document of that language links to the card or bears the title: each such draft with its days.

Left to a person when
    the draft came the day before the reading or later; the crawl was cut short or pages of the site could not be read; a page that speaks of a
    discussion bears most words of the title; the notice bears a date after the discussion; the draft's kind or its title in that language
    is not told; or a document is called an announcement, or linked from where a discussion is spoken of, its words could not be read, and
    it is not far older than the draft. The figure then has two ends. So is everything where lists of the portal were not read in one of
    the languages, the body is not found on it, or the home page was not read.

Assumptions
    «Internet resources» of the row are the body's official one: where the act means social networks it names them beside it. A notice
    without the last day of the discussion counts as well.

Law and standard
    Order of 2025, appendix 10, table 4, row 5, table 5, row 4: «публикации информационных сообщений, пресс-релизов, направленных на оповещение
    населения о сроках проведения публичных обсуждений». Methodology of 2017, appendix 12, table 2, row 3.4.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from checks.announced import Notice, Subject, notice_of
from checks.drafts import PORTAL, Draft, drafts, hindrance, is_fresh, of_kinds, other_hindrance
from checks.messages import messages_of
from checks.meta import CheckMeta, Options
from checks.notices import Cards
from checks.portalreading import MESSAGES, left_open, on_portal
from checks.support import clip, guarded
from checks.unread import partly_seen
from store.base import OFFICIAL, Language
from store.findings import Message, Observation, Outcome
from store.snapshot import Snapshot

MOST = 20
CARDS = Cards(PORTAL, "id", "/npa/view")


class Form(Options):
    """``others``: the portal's codes of what is no draft of an act; ``each``: whether every draft without a notice is a shortcoming of its own;
    else the figures of the row are brought."""

    others: tuple[str, ...] = ()
    each: bool = False


META = CheckMeta(
    id="draft-discussions-announced",
    version="1",
    title=Message(
        kk="Жобалардың жария талқылауы органның сайтында хабарланған",
        ru="О публичных обсуждениях проектов сообщено на сайте органа",
        en="Public discussions of drafts are announced on the body's site",
    ),
    scope="site",
    needs=("pages", "links", "documents", "texts", "scans", "dates", "ledger"),
    portals=(PORTAL,),
    options=Form,
    messages={**MESSAGES, **messages_of("draft-discussions-announced")},
)


class Told(NamedTuple):
    """Drafts with their notices: announced, open, and silent ones."""

    announced: list[tuple[Draft, Notice]]
    open: list[tuple[Draft, Notice | None]]
    silent: list[Draft]


@guarded
def run(snapshot: Snapshot, options: Form) -> Iterator[Observation]:
    """Yields one observation for each language, or one for each draft without a notice."""
    for language in OFFICIAL:
        why = hindrance(snapshot, language)
        if why is not None:
            yield left_open(snapshot, PORTAL, why, language)
            continue
        told = _told(snapshot, options, language)
        if options.each:
            yield from (_silent(snapshot, draft, language) for draft in told.silent)
        elsewhere = other_hindrance(snapshot, language)
        if elsewhere is not None:
            yield left_open(snapshot, PORTAL, elsewhere, language, subject="other-language")
        elif told.open or not (options.each and told.silent):
            yield _figures(snapshot, options, told, language)


def _told(snapshot: Snapshot, options: Form, language: Language) -> Told:
    told = Told([], [], [])
    view = snapshot.portal(PORTAL)
    assert view is not None  # noqa: S101 - hindrance() tells a portal that was not read
    whole = not partly_seen(snapshot, language)
    for draft, known in of_kinds(drafts(snapshot), (), options.others):
        subject = Subject(CARDS, draft.key, draft.title(language), draft.created, draft.until)
        notice = notice_of(snapshot, subject, language)
        if notice is not None and notice.sure and known:
            told.announced.append((draft, notice))
        elif notice is not None or not known or not whole or not draft.title(language) or is_fresh(view, draft):
            told.open.append((draft, notice))
        else:
            told.silent.append(draft)
    return told


def _line(draft: Draft, language: Language) -> str:
    return clip(f"{draft.key} ({draft.created} – {draft.until or '…'}): {draft.title(language) or draft.any.title}", 200)


def _silent(snapshot: Snapshot, draft: Draft, language: Language) -> Observation:
    view = snapshot.portal(PORTAL)
    assert view is not None  # noqa: S101 - hindrance() tells a portal that was not read
    return on_portal(
        snapshot,
        view,
        Outcome.DEFICIENCY,
        "silent",
        url=draft.url(language),
        subject=draft.key,
        language=language,
        facts={"draft": clip(draft.title(language), 200), "created": draft.created, "until": draft.until},
        proofs=draft.records(language),
        basis=_searched(snapshot, language, [draft]),
        quote=clip(draft.title(language), 200),
    )


def _searched(snapshot: Snapshot, language: Language, looked: list[Draft]) -> dict[str, object]:
    pages = sorted({page.url for page in snapshot.pages(language)})
    return {"drafts": [_line(draft, language) for draft in looked], "pages searched": pages, "language": language}


def _figures(snapshot: Snapshot, options: Form, told: Told, language: Language) -> Observation:
    view = snapshot.portal(PORTAL)
    assert view is not None  # noqa: S101 - as above
    sure, most = len(told.announced), len(told.announced) + len(told.open)
    every = [draft for draft, _ in told.announced] + [draft for draft, _ in told.open] + told.silent
    unsure = sum(1 for draft, known in of_kinds(drafts(snapshot), (), options.others) if not known)
    number = len(every)
    outcome, message = (Outcome.UNVERIFIED, "open") if told.open else (Outcome.MET, "announced" if number else "none")
    if told.silent and not told.open:
        outcome, message = Outcome.DEFICIENCY, "some-silent"
    if not number and options.each:
        outcome = Outcome.NOT_APPLICABLE
    lines = [record for draft in [*told.silent, *every] for record in draft.records(language) or (draft.any,)]
    dark = sorted({notice.url for _, notice in told.open if notice is not None and notice.dark})[:MOST]
    places = [notice.url for _, notice in [*told.announced, *told.open] if notice is not None]
    return on_portal(
        snapshot,
        view,
        outcome,
        message,
        url=next((one.url for one in lines), view.plan.body.sites[0].url),
        subject="discussions",
        language=language,
        count=len(told.silent) if outcome is Outcome.DEFICIENCY else 0,
        facts={
            "drafts": str(number) if not unsure else [str(number - unsure), str(number)],
            "drafts-announced": str(sure) if sure == most else [str(sure), str(most)],
            "drafts_found": number,
            "drafts_silent": [_line(draft, language) for draft in told.silent[:MOST]],
            "drafts_open": [_line(draft, language) for draft, _ in told.open[:MOST]],
            **({"unread_documents": dark} if dark else {}),
        },
        proofs=lines,
        basis={**_searched(snapshot, language, every), "notices": sorted(set(places))},
        pages=tuple(dict.fromkeys(places or [one.url for one in lines]))[:MOST],
        needs_review=bool(told.open),
    )
