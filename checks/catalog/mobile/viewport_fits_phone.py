"""The site opens on a telephone in a form made for it.

What it checks
    What an Android (360 pixels across) and an iPhone profile got when they loaded the home pages, and the Android one when it
    loaded a page of each template and language: whether a mobile version loaded by itself, only a link to one was offered, or
    neither. Pages of a mobile version of its own tell nothing of what loads.

Applicability
    Sites whose home page was loaded by the browser with a telephone's profile.

Met when
    the mobile version loads by itself: the address leads to a mobile version, or the pages adapt. A page adapts when it
    names a viewport of the device's width, cannot be moved sideways by more than ``overflow_percent`` of the screen, at most
    ``crushed_percent`` of its letters stand in blocks too narrow for an ordinary word or outside of the screen, and at most
    ``illegible_percent`` are smaller than ``legible_px``. ``fit_percent`` of the pages tried must adapt, and the others have style
    rules for widths and lack nothing but that a thing on them sticks out. ``loading`` is ``auto``.

Deficiency when
    the main version loads but links to a mobile version: ``loading`` is ``link``. Where neither is so the outcome is
    ``missing`` and ``loading`` is ``none``. The main version is what loads where no page names such a viewport; also where
    no page has a style rule for any width and ``main_percent`` or more of the pages tried do not adapt.

Left to a person when
    nothing was measured, a home page failed or came without its style sheets, the pages disagree, or some adapt and some do not.

Assumptions
    A page that adapts is a mobile version that loads by itself. Inner pages that could not be measured say nothing. A style
    sheet that did not load for want of a connection changes the page, one that carries letters or icons alone does not.

Law and standard
    Methodology of 2017, points 96 and 99. WCAG 2.2, success criterion 1.4.10.
"""

from __future__ import annotations

from collections.abc import Iterator

from checks.messages import messages_of
from checks.meta import CheckMeta
from checks.phones import Bounds, facts_of, loading, loads_of, offer_of
from checks.support import clip, guarded, not_rendered, on_site
from store.findings import Message, Observation, Outcome
from store.snapshot import Snapshot

OUTCOMES = {"auto": Outcome.MET, "link": Outcome.DEFICIENCY, "none": Outcome.MISSING, "unfit": Outcome.MISSING}

META = CheckMeta(
    id="viewport-fits-phone",
    version="2",
    title=Message(
        kk="Сайт телефонда оған бейімделген түрде ашылады",
        ru="Сайт открывается на телефоне в приспособленном виде",
        en="The site opens on a telephone in a form made for it",
    ),
    scope="home",
    needs=("pages", "links", "phone"),
    options=Bounds,
    messages=messages_of("viewport-fits-phone"),
    standards=("WCAG 2.2 SC 1.4.10",),
    inspect=(
        {
            "overflow_percent": "5",
            "crushed_percent": "5",
            "legible_px": "12",
            "illegible_percent": "40",
            "fit_percent": "75",
            "main_percent": "50",
        },
    ),
)


@guarded
def run(snapshot: Snapshot, options: Bounds) -> Iterator[Observation]:
    """Yields one observation for the site."""
    loads = loads_of(snapshot, options)
    if not any(load.home for load in loads):
        yield not_rendered(snapshot)
        return
    message = loading(loads, options)
    facts = facts_of(loads)
    if message == "link":
        facts["target"] = clip(offer_of(loads), 500)
    facts |= {"loading": "none" if message == "unfit" else message} if message in OUTCOMES else {"reason": "unclear"}
    yield on_site(
        snapshot,
        OUTCOMES.get(message, Outcome.UNVERIFIED),
        message,
        subject="phone",
        facts=facts,
        basis={"loads": facts["seen"]},
        evidence=[load.artifact.object_sha256 for load in loads],
        needs_review=message == "unclear",
    )
