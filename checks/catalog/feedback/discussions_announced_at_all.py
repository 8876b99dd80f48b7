"""Public discussions of the period were announced on the body's own site: of drafts of acts, of drafts of budget programmes, or of reports.

What it checks
    For each draft or report of one kind (``what``) that the portals show for the period: a notice of its discussion on the body's own site, in either
    official language.

Applicability
    Bodies that the portals know. Where nothing of the kind was put to discussion, the condition does not apply.

Met when
    at least one has a notice for certain: announcing is not absent.

Deficiency when
    beside announced ones there are such without any notice, on a site that was read whole; each counts. Where none at all has a notice, and none
    could have one unseen, the outcome is ``missing``.

Left to a person when
    a portal was not read or does not know the body; the site was not read whole in both languages; a page or document may be a notice; a draft came
    too late to be judged. Where others are announced for certain, that stays as it is.

Assumptions
    A notice in one official language is one. The same signs of a notice count as for the rows on announcing.

Law and standard
    Methodology of 2024 (feedback), point 23: «при отсутствии анонсирования по проектам правовых актов и (или) бюджетных программ и отчетам о
    реализации бюджетных программ … показатель обратной связи обнуляется»; points 5 and 10.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from checks.announcing import NAMED, Put, Told, What, announcing
from checks.messages import messages_of
from checks.meta import CheckMeta, Options
from checks.portalreading import MESSAGES, left_open, on_portal
from checks.support import guarded
from store.findings import Message, Observation, Outcome
from store.snapshot import Snapshot


class Wanted(Options):
    """``what`` was put to discussion; ``others``: the portal's codes of what is no draft of an act."""

    what: What
    others: tuple[str, ...] = ()


META = CheckMeta(
    id="discussions-announced-at-all",
    version="1",
    title=Message(
        kk="Кезең ішіндегі жария талқылаулар органның сайтында анонсталған",
        ru="Публичные обсуждения периода анонсированы на сайте органа",
        en="Public discussions of the period were announced on the body's site",
    ),
    scope="site",
    needs=("pages", "links", "documents", "texts", "scans", "dates", "ledger"),
    portals=("open-npa", "open-budget"),
    options=Wanted,
    messages={**MESSAGES, **messages_of("discussions-announced-at-all")},
)


@guarded
def run(snapshot: Snapshot, options: Wanted) -> Iterator[Observation]:
    """Yields what is certain of the kind, and beside it what is not."""
    told = announcing(snapshot, options.what, options.others)
    if told.why is not None:
        yield left_open(snapshot, told.portal, told.why, None, subject=f"announcing {options.what}")
        return
    announced, silent, open_ = told.sorted()
    if not told.put:
        yield _said(snapshot, told, Outcome.NOT_APPLICABLE, "none", (), options)
    if announced:
        yield _said(snapshot, told, Outcome.MET, "announced", announced, options)
    if silent and announced:
        yield _said(snapshot, told, Outcome.DEFICIENCY, "some-silent", silent, options)
    elif silent and not open_:
        yield _said(snapshot, told, Outcome.MISSING, "all-silent", silent, options)
    if open_:
        # Where nothing was announced for certain, one open draft leaves the silence of the others open too.
        yield _said(snapshot, told, Outcome.UNVERIFIED, "unsure", open_ if announced else [*silent, *open_], options)


def _said(snapshot: Snapshot, told: Told, outcome: Outcome, message: str, found: Iterable[Put], options: Wanted) -> Observation:
    view = snapshot.portal(told.portal)
    assert view is not None  # noqa: S101 - a reading that is not there was told of before
    mine = list(found)
    places = list(dict.fromkeys(one.notice.url for one in mine if one.notice is not None))[:NAMED]
    facts = {"discussions": str(len(told.put)), "counted": len(mine), "named": [one.named() for one in mine[:NAMED]]}
    facts |= {"announcements": places} if places else {}
    facts |= {"reason": told.gap} if told.gap and message == "unsure" else {}
    return on_portal(
        snapshot,
        view,
        outcome,
        message,
        url=places[0] if places else mine[0].records[0].url if mine else view.plan.body.sites[0].url,
        subject=f"{options.what} {message}",
        language=None,
        facts=facts
        | ({"announcements": places} if places else {})
        | ({"reason": told.gap} if told.gap and message == "unsure" else {}),
        proofs=[record for one in mine for record in one.records],
        basis=told.basis(snapshot),
        count=len(mine) if outcome in (Outcome.DEFICIENCY, Outcome.MISSING) else 0,
        needs_review=outcome is Outcome.UNVERIFIED,
        pages=tuple(places),
    )
