"""The data sets of a subordinate organisation on the portal of open data are placed, brought up to date and filled in as they must be.

What it checks
    One duty of one organisation for each order (``duty``): ``placed`` – every set that the Unified List asks of it stands on the portal;
    ``on-time`` – the sets that stand there were brought up to date within their terms; ``correct`` – they are filled in without
    shortcomings. Where no list was taken in, the portal's own count of the organisation's sets serves for the first two. The figures
    are those of one organisation: whether it falls short of the duty.

Applicability
    Organisations that the portal knows, in Kazakh and Russian each; a set counts in a language where it bears a title in it.

Met when
    nothing falls short and all that the answer rests on was read; also where no set is asked for, or none stands there that could be
    late or faulty.

Deficiency when
    never: the outcome is ``missing`` where one set or more surely falls short of the duty.

Left to a person when
    the catalogue was not read to its end or what a set holds was not read; no list was taken in and the portal counts nothing; a title
    on the portal is close to that of the list but not equal; nobody can tell what was published between two known days; or the
    organisation is not found on the portal.

Assumptions
    An organisation falls short by one set as by all of them. Sets that are not on the portal are charged as not placed, not as late. Otherwise
    the rules of the body's own sets hold.

Law and standard
    Methodology of 2025, appendix 10, tables 8 and 10.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from checks.messages import messages_of
from checks.meta import CheckMeta, Options
from checks.oneorganisation import figures
from checks.opensets import PORTAL
from checks.organisationsets import NAMED, Duty, Seen, by_list, by_portal, correct, silence
from checks.portalreading import MESSAGES, left_open, on_portal
from checks.support import on_site
from store.base import OFFICIAL, Language
from store.findings import Message, Observation, Outcome
from store.snapshot import Snapshot


class Wanted(Options):
    """``duty``: what the organisation is asked for."""

    duty: Literal["placed", "on-time", "correct"]


META = CheckMeta(
    id="organisation-data-sets-in-order",
    version="1",
    title=Message(
        kk="Ведомстволық бағынысты ұйымның ашық деректері орналастырылған, жаңартылған және дұрыс толтырылған",
        ru="Открытые данные подведомственной организации размещены, обновлены и корректно заполнены",
        en="The open data of a subordinate organisation are placed, up to date and filled in correctly",
    ),
    scope="site",
    needs=(),
    portals=(PORTAL,),
    options=Wanted,
    messages={**MESSAGES, **messages_of("organisation-data-sets-in-order")},
    standards=("V2500036070",),
)


def run(snapshot: Snapshot, options: Wanted) -> Iterator[Observation]:
    """Yields one observation for each language."""
    for language in OFFICIAL:
        why = silence(snapshot, options.duty, language)
        if why is not None:
            yield left_open(snapshot, PORTAL, why, language, options.duty)
        else:
            yield _judged(snapshot, options.duty, language)


def _judged(snapshot: Snapshot, duty: Duty, language: Language) -> Observation:
    seen = correct(snapshot, language) if duty == "correct" else by_list(snapshot, duty, language) or by_portal(snapshot, duty)
    if seen is None:
        basis = {"duty": duty, "organisation": snapshot.plan.body.code}
        return on_site(snapshot, Outcome.UNVERIFIED, "no-list", subject=duty, facts=figures(Outcome.UNVERIFIED), basis=basis,
                       language=language)  # fmt: skip
    return _told(snapshot, duty, seen, language)


def _told(snapshot: Snapshot, duty: Duty, seen: Seen, language: Language) -> Observation:
    view = snapshot.portal(PORTAL)
    assert view is not None  # noqa: S101 - silence() tells a portal that was not read
    outcome = seen.outcome
    return on_portal(
        snapshot,
        view,
        outcome,
        seen.said(duty),
        url=next(iter(seen.addresses), view.plan.body.sites[0].url),
        subject=duty,
        language=language,
        facts={**figures(outcome), **seen.facts},
        proofs=seen.proofs,
        basis={"duty": duty, "short": list(seen.short), "unsure": list(seen.unsure), "rests on": seen.rests_on},
        needs_review=outcome is Outcome.UNVERIFIED,
        pages=tuple(dict.fromkeys(seen.addresses))[:NAMED],
    )
