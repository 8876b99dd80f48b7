"""Drafts of legal acts are on the portal of open legal acts, in both languages and with what must come with them.

What it checks
    Drafts that the body put on the portal in the period (by the day of creation that the portal shows), in each language version of its
    lists; of drafts of legal acts also the explanatory note and, where the draft changes an act in force, the comparison table.

Applicability
    Bodies that the portal knows. Which drafts count is told by the portal's kinds of acts. How many there should have been only the body knows:
    that figure comes from its report.

Met when
    every draft found counts: it is listed in that language, and what must come with it is there by the names of its files or its text.

Deficiency when
    a draft found does not count: it is not listed in that language, or its card holds neither a file nor a text. It stays out of the
    figure.

Left to a person when
    the draft came the day before the reading or later and is listed in one language only; the title is the same in both languages and is in
    the other one; the portal names no kind of act that is known; the card could not be read, or its files do not say by their names what they
    are. The figure then has two ends. So is everything where the lists of the portal were not read or the body is not found on it.

Assumptions
    A draft belongs to the period in which it was created. A title that speaks of changes or additions is that of an amending draft.

Law and standard
    Order of 2025, appendix 10, table 4, rows 1 and 2, table 5, row 1: «размещение проектов … с пояснительными записками и сравнительными
    таблицами (в случаях внесения изменений и (или) дополнений)».
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from checks.drafts import PORTAL, Draft, cards_unread, drafts, hindrance, is_copy, is_fresh, may_be_copy, of_kinds
from checks.messages import messages_of
from checks.meta import CheckMeta, Options
from checks.portalreading import MESSAGES, left_open, on_portal
from checks.support import clip
from checks.words import holds
from store.base import OFFICIAL, Language
from store.findings import Message, Observation, Outcome
from store.items import ItemRecord
from store.portalview import PortalView
from store.snapshot import Snapshot

MOST = 20
Standing = Literal["counts", "open", "lacking"]


class Wanted(Options):
    """``figure``: the figure of the row that is brought; ``kinds``: the portal's codes of acts that count (none: all but ``others``);
    ``accompanied``: whether the explanatory note and the comparison table must be there."""

    figure: str
    kinds: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    accompanied: bool = False


META = CheckMeta(
    id="draft-acts-published",
    version="1",
    title=Message(
        kk="Актілердің жобалары порталда екі тілде орналастырылған",
        ru="Проекты актов размещены на портале на обоих языках",
        en="Drafts of acts are on the portal in both languages",
    ),
    scope="site",
    needs=(),
    portals=(PORTAL,),
    options=Wanted,
    messages={**MESSAGES, **messages_of("draft-acts-published")},
)


def run(snapshot: Snapshot, options: Wanted) -> Iterator[Observation]:
    """Yields one observation for each language, with the figure at both ends."""
    for language in OFFICIAL:
        why = hindrance(snapshot, language)
        yield left_open(snapshot, PORTAL, why, language) if why is not None else _counted(snapshot, options, language)


def _counted(snapshot: Snapshot, options: Wanted, language: Language) -> Observation:
    view = snapshot.portal(PORTAL)
    assert view is not None  # noqa: S101 - hindrance() tells a portal that was not read
    found: dict[Standing, list[Draft]] = {"counts": [], "open": [], "lacking": []}
    for draft, known in of_kinds(drafts(snapshot), options.kinds, options.others):
        found[_standing(snapshot, options, draft, language) if known else "open"].append(draft)
    sure, most = len(found["counts"]), len(found["counts"]) + len(found["open"])
    outcome = Outcome.UNVERIFIED if found["open"] else Outcome.DEFICIENCY if found["lacking"] else Outcome.MET
    every = [*found["lacking"], *found["open"], *found["counts"]]
    records = [record for draft in every for record in draft.records(language) or (draft.any,)]
    address = next((record.url for record in records), view.plan.body.sites[0].url)
    return on_portal(
        snapshot,
        view,
        outcome,
        "open" if found["open"] else "lacking" if found["lacking"] else "published",
        url=address,
        subject=options.figure,
        language=language,
        count=len(found["lacking"]) if outcome is Outcome.DEFICIENCY else 0,
        facts={
            options.figure: str(sure) if sure == most else [str(sure), str(most)],
            "drafts_found": len(every),
            "drafts_lacking": [_line(draft) for draft in found["lacking"][:MOST]],
            "drafts_open": [_line(draft) for draft in found["open"][:MOST]],
            "counted": str(sure) if sure == most else f"{sure}–{most}",
            **_unread(view, options, found["open"], language),
        },
        proofs=records,
        basis={"period": snapshot.plan.period, **{name: [_line(one) for one in some] for name, some in found.items()}},
        pages=dict.fromkeys(draft.url(language) for draft in every[:MOST]),
        needs_review=bool(found["open"]),
    )


def _unread(view: PortalView, options: Wanted, some: list[Draft], language: Language) -> dict[str, str]:
    """Why cards were not read, where that is what leaves drafts open."""
    unread = [draft for draft in some if language in draft.lines and language not in draft.cards]
    if not (options.accompanied and unread):
        return {}
    why = cards_unread(view, unread, language)
    return {"state": why.state, "why": why.why, "url": why.url, "reason": why.state}


def _line(draft: Draft) -> str:
    return clip(f"{draft.key} ({draft.created}): {draft.any.title}", 200)


def _standing(snapshot: Snapshot, options: Wanted, draft: Draft, language: Language) -> Standing:
    if language not in draft.lines:
        view = snapshot.portal(PORTAL)
        return "open" if view is not None and is_fresh(view, draft) else "lacking"
    if is_copy(snapshot, draft, language) or may_be_copy(snapshot, draft, language):
        return "open"
    return _accompanied(snapshot, draft, language) if options.accompanied else "counts"


def _accompanied(snapshot: Snapshot, draft: Draft, language: Language) -> Standing:
    """Whether note and table come with a draft: by the names of its files and rows, never by their want where there are files."""
    card = draft.cards.get(language)
    if card is None:
        return "open"
    told = _names(card)
    if not told and not card.facts.get("content_length"):
        return "lacking"
    words = snapshot.lexicon("drafts")
    amending = any(holds(draft.title(one), words.phrases("amending")) for one in draft.lines)
    wanted = ("note", "table") if amending else ("note",)
    return "counts" if all(any(holds(name, words.phrases(one)) for name in told) for one in wanted) else "open"


def _names(card: ItemRecord) -> list[str]:
    """Names of a card's files, as one would say them: file names write words with lines and dots between."""
    files = [str(name).replace("_", " ").replace("-", " ") for name in card.facts.get("files") or ()]
    return [*files, *(str(row) for row in card.facts.get("form") or ())]
