"""The forms of drafts on the portal of open legal acts are filled in whole, in both languages.

What it checks
    Each draft of the body in the period: its line in the lists of both languages (title, kind of act, day of creation, last day of the
    discussion) and, where it was read, its card in that language (rows of the form, text, version, files).

Applicability
    Bodies that the portal knows and that put up drafts in the period. Where the portal holds none and the body's report says that none was due
    (``none_due``), the row does not apply.

Met when
    all cards were read and none has a shortcoming.

Deficiency when
    a field is empty; the draft is not listed in that language; its title or its text there is certainly in the other language; the discussion
    ends before it begins; the card holds neither a file nor a text; and, where the term of discussion is judged, the discussion is shorter than the
    law demands for that kind of act. One finding for each draft and language with all its shortcomings.

Left to a person when
    cards were not read: lists alone do not tell that forms are filled in; or the draft came the day before the reading or later and is
    listed in one language. So is everything where the lists of one of the languages were not read, the body is not found on the portal, or it put up
    no draft in the period and does not report that none was due: whether it should have is not for the portal to tell.

Assumptions
    A title or text is in the other language where its words say so without doubt. Terms of discussion are known by law for acts on the order of
    state services only (ten working days); of other kinds none is judged. A discussion that ends one day earlier is within the term.

Law and standard
    Order of 2025, appendix 10, table 4, row 3, table 5, row 2: «полнота полей, версионность, языковая раскладка». Methodology of 2017, appendix 12:
    «точность, достоверность, полнота и срок размещения». Law on state services, article 15.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from checks.drafts import PORTAL, Draft, cards_unread, drafts, hindrance, is_copy, is_fresh, other_hindrance, spoken
from checks.messages import messages_of
from checks.meta import CheckMeta, Options
from checks.planned import nothing_due
from checks.portalreading import MESSAGES, left_open, on_portal
from checks.support import clip
from checks.words import holds
from store.base import OFFICIAL, Language
from store.calendar import DAY
from store.findings import Message, Observation, Outcome
from store.reported import StoredImport
from store.snapshot import Snapshot

SERVICES = "draft-discussion-state-services"
TEXT_FOR_LANGUAGE = 200
LIST_FIELDS = ("type_name", "created", "until")


class Judged(Options):
    """``others``: the portal's codes of what is no draft of an act; ``term``: whether the term of the discussion is judged;
    ``none_due``: figures of the body's report on what was to be put up, all of them none where the row does not apply."""

    others: tuple[str, ...] = ()
    term: bool = False
    none_due: tuple[str, ...] = ()


META = CheckMeta(
    id="draft-forms-filled",
    version="1",
    title=Message(
        kk="Жобалардың порталдағы нысандары дұрыс толтырылған",
        ru="Формы проектов на портале заполнены корректно",
        en="The forms of drafts on the portal are filled in",
    ),
    scope="site",
    needs=(),
    portals=(PORTAL,),
    options=Judged,
    messages={**MESSAGES, **messages_of("draft-forms-filled")},
)


def run(snapshot: Snapshot, options: Judged) -> Iterator[Observation]:
    """Yields one observation for each draft and language with shortcomings, and one for what was not read or shows none."""
    for language in OFFICIAL:
        why = hindrance(snapshot, language)
        if why is not None:
            yield left_open(snapshot, PORTAL, why, language)
        else:
            yield from _of_language(snapshot, options, language)


def _of_language(snapshot: Snapshot, options: Judged, language: Language) -> Iterator[Observation]:
    view = snapshot.portal(PORTAL)
    assert view is not None  # noqa: S101 - hindrance() tells a portal that was not read
    found = [draft for draft in drafts(snapshot) if draft.kind not in options.others]
    faulty = 0
    for draft in found:
        if language not in draft.lines and is_fresh(view, draft):
            yield _coming(snapshot, draft, language)
            continue
        faults = list(_faults(snapshot, options, draft, language))
        if faults:
            faulty += 1
            yield _shortcoming(snapshot, draft, language, faults)
    unread = [draft for draft in found if language in draft.lines and language not in draft.cards]
    elsewhere = other_hindrance(snapshot, language)
    if elsewhere is not None:
        yield left_open(snapshot, PORTAL, elsewhere, language, subject="other-language")
    elif not found:
        yield _nothing(snapshot, options, language)
    elif unread:
        yield left_open(snapshot, PORTAL, cards_unread(view, unread, language), language, subject="cards")
    elif not faulty and all(language in draft.lines for draft in found):
        yield _said(snapshot, Outcome.MET, "filled", language, found)


def _nothing(snapshot: Snapshot, options: Judged, language: Language) -> Observation:
    """That no draft is there: no form was to be filled in where the body's report says that none was due."""
    report = nothing_due(snapshot, options.none_due, language)
    if report is None:
        return _said(snapshot, Outcome.UNVERIFIED, "nothing", language, [])
    return _said(snapshot, Outcome.NOT_APPLICABLE, "none-due", language, [], report)


def _shortcoming(snapshot: Snapshot, draft: Draft, language: Language, faults: list[str]) -> Observation:
    view = snapshot.portal(PORTAL)
    assert view is not None  # noqa: S101 - as above
    records = draft.records(language) or (draft.any,)
    return on_portal(
        snapshot,
        view,
        Outcome.DEFICIENCY,
        "lacking",
        url=draft.url(language),
        subject=draft.key,
        language=language,
        count=len(faults),
        facts={"draft": clip(draft.any.title, 200), "created": draft.created, "form_faults": faults},
        proofs=records,
        basis={
            "draft": draft.key,
            "shortcomings": faults,
            "lines": {name: dict(line.facts) for name, line in draft.lines.items()},
        },
        quote=clip(draft.title(language), 200),
    )


def _coming(snapshot: Snapshot, draft: Draft, language: Language) -> Observation:
    view = snapshot.portal(PORTAL)
    assert view is not None  # noqa: S101 - as above
    facts = {"draft": clip(draft.any.title, 200), "created": draft.created, "reason": "just-created"}
    return on_portal(
        snapshot,
        view,
        Outcome.UNVERIFIED,
        "coming",
        url=draft.url(language),
        subject=draft.key,
        language=language,
        facts=facts,
        proofs=(draft.any,),
        needs_review=True,
    )


def _said(
    snapshot: Snapshot, outcome: Outcome, message: str, language: Language, found: list[Draft], report: StoredImport | None = None
) -> Observation:
    view = snapshot.portal(PORTAL)
    assert view is not None  # noqa: S101 - as above
    return on_portal(
        snapshot,
        view,
        outcome,
        message,
        url=view.plan.body.sites[0].url,
        subject=message,
        language=language,
        facts={
            "drafts_found": len(found),
            **({"reason": "nothing-published"} if outcome is Outcome.UNVERIFIED else {}),
            **({"file": report.name} if report is not None else {}),
        },
        proofs=[record for draft in found for record in draft.records(language)],
        basis={
            "period": snapshot.plan.period,
            "drafts": [draft.key for draft in found],
            "report": report.sha256 if report else "",
        },
        needs_review=outcome is Outcome.UNVERIFIED,
    )


def _faults(snapshot: Snapshot, options: Judged, draft: Draft, language: Language) -> Iterator[str]:
    line = draft.lines.get(language)
    if line is None:
        yield "not-in-language"
        return
    if not line.title.strip():
        yield "no-title"
    elif is_copy(snapshot, draft, language):
        yield "title-in-other-language"
    yield from (f"no-{name.partition('_')[0]}" for name in LIST_FIELDS if not line.facts.get(name))
    if draft.until and draft.until < draft.created:
        yield "ends-before-it-begins"
    elif options.term and _short(snapshot, draft):
        yield "discussion-too-short"
    yield from _of_card(snapshot, draft, language)


def _of_card(snapshot: Snapshot, draft: Draft, language: Language) -> Iterator[str]:
    card = draft.cards.get(language)
    if card is None:
        return
    text, length = str(card.facts.get("content") or ""), int(card.facts.get("content_length") or 0)
    if not length and not card.facts.get("files"):
        yield "no-text"
    if not card.facts.get("version"):
        yield "no-version"
    yield from ("empty-row" for row in card.facts.get("form") or () if str(row).endswith(": 0"))
    other: Language = "ru" if language == "kk" else "kk"
    if length >= TEXT_FOR_LANGUAGE and spoken(snapshot, text) == other:
        yield "text-in-other-language"


def _short(snapshot: Snapshot, draft: Draft) -> bool:
    """Whether the discussion is certainly shorter than the law demands; only of kinds of acts whose term is known."""
    words = snapshot.lexicon("drafts").phrases("service-rules")
    if not draft.until or not any(holds(draft.title(one), words) for one in draft.lines):
        return False
    created, until = date.fromisoformat(draft.created), date.fromisoformat(draft.until)
    term = snapshot.calendar.term(SERVICES, created)
    return term is not None and until + DAY < snapshot.calendar.end_of(term.answer, created)
