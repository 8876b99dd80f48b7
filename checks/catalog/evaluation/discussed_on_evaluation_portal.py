"""The body put its work up for public discussion on the portal of the evaluation of performance: it held an internet conference there.

What it checks
    The body's internet conferences on the portal in the period up to the day of the audit, in any language version.

Applicability
    Bodies that the portal knows.

Met when
    at least one conference of the period was held by the day of the audit.

Deficiency when
    nothing is charged as a shortcoming. Where the portal's lists were read whole in both languages and the period is over without a conference, the
    outcome is ``missing``.

Left to a person when
    there is no conference yet and the period is not over. So is everything where a list was not read, or not back to the first day of the period, or
    the body is not found on the portal. The structure of this portal is assumed: until it is seen, that is the rule.

Assumptions
    One conference in the period is enough: theme and number are the bodies' own choice.

Law and standard
    Rules of 2025 for the portal of the evaluation of performance (order No. 118-НҚ), point 7.
"""

from __future__ import annotations

from collections.abc import Iterator

from checks.dialogue import lines, listed, period_of
from checks.messages import messages_of
from checks.meta import CheckMeta
from checks.portalreading import MESSAGES, Closed, closed, left_open, on_portal
from store.base import OFFICIAL
from store.findings import Message, Observation, Outcome
from store.items import ItemRecord
from store.portalview import PortalView
from store.snapshot import Snapshot

PORTAL, SOURCE = "evaluation", "conferences"
MOST = 20

META = CheckMeta(
    id="discussed-on-evaluation-portal",
    version="1",
    title=Message(
        kk="Орган бағалау порталында интернет-конференция өткізген",
        ru="Орган провёл интернет-конференцию на портале оценки эффективности",
        en="The body held an internet conference on the evaluation portal",
    ),
    scope="site",
    needs=(),
    portals=(PORTAL,),
    messages={**MESSAGES, **messages_of("discussed-on-evaluation-portal")},
)


def run(snapshot: Snapshot, options: object) -> Iterator[Observation]:  # noqa: ARG001
    """Yields one observation."""
    view, period = snapshot.portal(PORTAL), period_of(snapshot)
    why = next((why for one in OFFICIAL if (why := closed(snapshot, PORTAL, (SOURCE,), one)) is not None), None)
    held: dict[str, ItemRecord] = {}
    for language in OFFICIAL:
        if view is None or view.body is None:
            break
        found = listed(view, "conference", language)
        held |= {item.key: item for item in found.within(period.first, period.until, sure=False)}
        if not found.reaches(period.first):
            why = why or Closed("cut", "beyond-budget", found.items[-1].url)
    if view is not None and held:
        yield _told(snapshot, view, Outcome.MET, "held", sorted(held.values(), key=lambda item: (item.day, item.key)))
    elif why is not None:
        yield left_open(snapshot, PORTAL, why, None)
    elif view is not None:
        running = period.running
        yield _told(snapshot, view, Outcome.UNVERIFIED if running else Outcome.MISSING, "not-yet" if running else "none", [])


def _told(snapshot: Snapshot, view: PortalView, outcome: Outcome, message: str, held: list[ItemRecord]) -> Observation:
    standing = [one for one in view.sources if one.source == SOURCE and one.body in ("", view.body)]
    until = period_of(snapshot).until.isoformat()
    return on_portal(
        snapshot,
        view,
        outcome,
        message,
        url=next((one.url for one in [*held, *standing]), view.plan.body.sites[0].url),
        subject="conferences",
        language=None,
        facts={"held": lines(held, MOST), "up_to": until},
        proofs=[*held, *standing],
        basis={"lists": [[one.url, one.items] for one in standing], "up_to": until},
        needs_review=outcome is Outcome.UNVERIFIED,
    )
