"""Comments on drafts that came in on the portal of open legal acts are answered there.

What it checks
    Comments and proposals of users on the cards of the body's drafts of the period, those on regulatory impact among them, and the answers
    that the body gave below them or, where a comment has none there, in the report on the discussion.

Applicability
    Bodies that the portal knows.

Met when
    every comment of every card has an answer of the body.

Deficiency when
    a comment has no answer on the card, none in the report, and the discussion of its draft is over: each with its day and its words.

Left to a person when
    a draft has comments and its card was not read, or the card shows fewer of them than the portal counts: then the figures stay open, and what lists
    tell (how many were accepted and not) is no answer. A comment without an answer on a card that offers a report leaves the figure with two
    ends where that report was not read. Where the discussion goes on, a comment without an answer leaves the figure with two
    ends. So is everything where the lists of one of the languages were not read or the body is not found on the portal.

Assumptions
    A comment belongs to the period in which its draft was created. The portal's number of comments counts answers too, as in every saved page
    where both are seen. Whether an answer is one in substance is not judged.

Law and standard
    Order of 2025, appendix 10, table 4, row 4, table 5, row 3: «мониторинг и рассмотрение предложений и комментариев пользователей».
    Methodology of 2017, point 81: no comments give the full weight.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from checks.drafts import PORTAL, Draft, cards_unread, comments, drafts, hindrance, open_at, other_hindrance, reported, whole
from checks.messages import messages_of
from checks.meta import CheckMeta, Options
from checks.portalreading import MESSAGES, left_open, on_portal
from checks.support import clip
from store.base import OFFICIAL, Language
from store.findings import Message, Observation, Outcome
from store.items import ItemRecord
from store.snapshot import Snapshot

MOST = 20


class Form(Options):
    """``each``: whether every unanswered comment is a shortcoming of its own; else the figures of the row are brought."""

    each: bool = False


META = CheckMeta(
    id="draft-comments-answered",
    version="1",
    title=Message(
        kk="Жобаларға түскен пікірлерге порталда жауап берілген",
        ru="На комментарии к проектам на портале даны ответы",
        en="Comments on drafts are answered on the portal",
    ),
    scope="site",
    needs=(),
    portals=(PORTAL,),
    options=Form,
    messages={**MESSAGES, **messages_of("draft-comments-answered")},
)


class Said(NamedTuple):
    """Comments in one language: all, those without an answer whose discussion is over, those whose discussion goes on, those that a report
    may answer which was not read or tells other words, and drafts whose comments nobody read."""

    every: list[ItemRecord]
    late: list[tuple[Draft, ItemRecord]]
    waiting: list[ItemRecord]
    perhaps: list[ItemRecord]
    unread: list[Draft]


def run(snapshot: Snapshot, options: Form) -> Iterator[Observation]:
    """Yields one observation for each language, or one for each comment without an answer."""
    for language in OFFICIAL:
        why = hindrance(snapshot, language, regulatory=True)
        if why is not None:
            yield left_open(snapshot, PORTAL, why, language)
            continue
        said = _said(snapshot, language)
        view = snapshot.portal(PORTAL)
        assert view is not None  # noqa: S101 - hindrance() tells a portal that was not read
        elsewhere = other_hindrance(snapshot, language, regulatory=True)
        if said.unread or elsewhere:
            reason = cards_unread(view, said.unread, language) if said.unread else elsewhere
            assert reason is not None  # noqa: S101 - one of the two
            yield left_open(snapshot, PORTAL, reason, language, subject="comments")
        if options.each:
            yield from (_unanswered(snapshot, draft, one, language) for draft, one in said.late)
        if not (said.unread or elsewhere) and (said.waiting or said.perhaps or not (options.each and said.late)):
            yield _figures(snapshot, options, said, language)


def _said(snapshot: Snapshot, language: Language) -> Said:
    found = Said([], [], [], [], [])
    for draft in drafts(snapshot):
        shown = comments(snapshot).get((draft.key, language), ())
        if not whole(draft, shown, language):
            found.unread.append(draft)
            continue
        found.every.extend(shown)
        for one in shown:
            answered = bool(one.facts["answers"]) or reported(snapshot, draft, one, language)
            if answered:
                continue
            if open_at(draft, snapshot.plan.as_of):
                found.waiting.append(one)
            elif answered is None:
                found.perhaps.append(one)
            else:
                found.late.append((draft, one))
    return found


def _unanswered(snapshot: Snapshot, draft: Draft, one: ItemRecord, language: Language) -> Observation:
    view = snapshot.portal(PORTAL)
    assert view is not None  # noqa: S101 - as above
    text = str(one.facts["text"])
    return on_portal(
        snapshot,
        view,
        Outcome.DEFICIENCY,
        "unanswered",
        url=one.url,
        subject=one.key,
        language=language,
        facts={"draft": clip(draft.any.title, 200), "created": one.day or str(one.facts["said"]), "value": clip(text, 200)},
        proofs=(one,),
        quote=clip(text, 200),
    )


def _figures(snapshot: Snapshot, options: Form, said: Said, language: Language) -> Observation:
    view = snapshot.portal(PORTAL)
    assert view is not None  # noqa: S101 - as above
    every, late, waiting = len(said.every), [one for _, one in said.late], [*said.waiting, *said.perhaps]
    sure, most = every - len(late) - len(waiting), every - len(late)
    outcome, message = _outcome(every, bool(late), said)
    lines = [draft.lines[language] for draft in drafts(snapshot) if language in draft.lines]
    return on_portal(
        snapshot,
        view,
        outcome if options.each or outcome is not Outcome.NOT_APPLICABLE else Outcome.MET,
        message,
        url=next((one.url for one in [*late, *waiting, *said.every, *lines]), view.plan.body.sites[0].url),
        subject="comments",
        language=language,
        count=len(late) if outcome is Outcome.DEFICIENCY else 0,
        facts={
            "comments": str(every),
            "comments-answered": str(sure) if sure == most else [str(sure), str(most)],
            "unanswered": [clip(f"{one.day or one.facts['said']}: {one.facts['text']}", 200) for one in [*late, *waiting][:MOST]],
        },
        proofs=[*late, *waiting, *said.every, *lines],
        basis={
            "period": snapshot.plan.period,
            "comments": [one.key for one in said.every],
            "unanswered": [one.key for one in late],
        },
        pages=tuple(dict.fromkeys(one.url for one in [*late, *waiting]))[:MOST],
        needs_review=bool(waiting),
    )


def _outcome(every: int, late: bool, said: Said) -> tuple[Outcome, str]:
    if not every:
        return Outcome.NOT_APPLICABLE, "none"
    if said.perhaps:
        return Outcome.UNVERIFIED, "report-unread"
    if said.waiting:
        return Outcome.UNVERIFIED, "waiting"
    return (Outcome.DEFICIENCY, "some-unanswered") if late else (Outcome.MET, "answered")
