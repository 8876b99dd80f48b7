"""The site opens on a telephone in a form made for it.

What it checks
    What an Android (360 pixels across) and an iPhone profile got when they loaded the home pages, and the Android one when it
    loaded a page of each template and language: whether a mobile version loaded by itself, only a link to one was offered, or
    neither.

Applicability
    Sites whose home page was loaded by the browser with a telephone's profile.

Met when
    the mobile version loads by itself: the address leads to a mobile version, or the pages adapt. A page adapts when it
    names a viewport of the device's width, cannot be moved sideways by more than ``overflow_percent`` of the screen, at most
    ``crushed_percent`` of its letters stand in blocks too narrow for an ordinary word or outside of the screen, and at most
    ``illegible_percent`` are smaller than ``legible_px``. ``fit_percent`` of the pages tried must adapt. ``loading`` is ``auto``.

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

import re
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from pydantic import Field

from checks.messages import messages_of
from checks.meta import CheckMeta, Options
from checks.support import clip, guarded, not_rendered, on_site
from store.findings import Message, Observation, Outcome
from store.harvest import Artifact, ArtifactKind
from store.snapshot import Snapshot

NAMED = 8
_ADAPTS = re.compile(r"width\s*=\s*device-width|initial-scale\s*=\s*1(?:\.0*)?\b", re.IGNORECASE)


class Bounds(Options):
    """When a page adapts, and how many must; each in per cent but ``legible_px``, the smallest legible letters in CSS pixels."""

    overflow_percent: int = Field(ge=0)
    crushed_percent: int = Field(ge=0, le=100)
    legible_px: int = Field(gt=0)
    illegible_percent: int = Field(ge=0, le=100)
    fit_percent: int = Field(gt=0, le=100)
    main_percent: int = Field(gt=0, le=100)


META = CheckMeta(
    id="viewport-fits-phone",
    version="2",
    title=Message(
        kk="Сайт телефонда оған бейімделген түрде ашылады",
        ru="Сайт открывается на телефоне в приспособленном виде",
        en="The site opens on a telephone in a form made for it",
    ),
    scope="home",
    needs=("pages", "phone"),
    options=Bounds,
    messages=messages_of("viewport-fits-phone"),
    standards=("WCAG 2.2 SC 1.4.10",),
    inspect=(
        {
            "overflow_percent": "5",
            "crushed_percent": "5",
            "legible_px": "12",
            "illegible_percent": "40",
            "fit_percent": "100",
            "main_percent": "50",
        },
    ),
)
TELEPHONES = {"phone-android": "Android", "phone-iphone": "iPhone"}
MISFIT = frozenset({"overflow", "crushed", "small"})
MAIN = frozenset({"link", "none"})
OUTCOMES = {"auto": Outcome.MET, "link": Outcome.DEFICIENCY, "none": Outcome.MISSING, "unfit": Outcome.MISSING}


class Load(NamedTuple):
    """What one profile got of one page.

    ``auto``; ``link`` or ``none`` where it names no viewport; ``overflow``, ``crushed`` or ``small`` where it does and does not
    fit; ``failed``, ``blank``, ``unstyled`` or ``unmeasured`` where nothing can be said.
    """

    kind: str
    artifact: Artifact
    data: dict[str, Any]

    @property
    def home(self) -> bool:
        """Whether a home page was loaded."""
        return bool(self.data.get("why", "home") == "home")

    @property
    def told(self) -> bool:
        """Whether something can be said of it."""
        return self.kind == "auto" or self.kind in MISFIT or self.kind in MAIN


@guarded
def run(snapshot: Snapshot, options: Bounds) -> Iterator[Observation]:
    """Yields one observation for the site."""
    loads = [_load(snapshot, item, options) for item in snapshot.artifacts(ArtifactKind.PHONE)]
    if not any(load.home for load in loads):
        yield not_rendered(snapshot)
        return
    message = _message(loads, options)
    facts = _facts(loads)
    if message == "link":
        facts["target"] = clip(_offer(loads), 500)
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


def _message(loads: list[Load], options: Bounds) -> str:
    told = [load for load in loads if load.told]
    if any(load.home and not load.told for load in loads):
        return "unclear"
    if all(load.kind in MAIN for load in told):
        return "link" if _offer(loads) else "none"
    if any(load.kind in MAIN for load in told):
        return "unclear"
    tried, unfit = _pages(told), _pages(load for load in told if load.kind in MISFIT)
    if (len(tried) - len(unfit)) * 100 >= len(tried) * options.fit_percent:
        return "auto"
    if not any(_responds(load) for load in told) and len(unfit) * 100 >= len(tried) * options.main_percent:
        return "link" if _offer(loads) else "unfit"
    return "unclear"


def _facts(loads: list[Load]) -> dict[str, Any]:
    misfits = _pages(load for load in loads if load.kind in MISFIT)
    wide = _pages(load for load in loads if load.kind in MAIN)
    unread = _pages(load for load in loads if not load.told)
    tried = _pages(loads)
    return {
        "devices": sorted({load.artifact.device.value for load in loads}),
        "telephones": ", ".join(sorted({TELEPHONES[load.artifact.device.value] for load in loads})),
        "seen": [f"{load.artifact.device.value} {load.artifact.url}: {load.kind}" for load in loads],
        "tried": len(tried),
        "fit": len(set(tried) - {*misfits, *wide, *unread}),
        "unfit": len(misfits),
        "misfits": _named(misfits),
        "wide": _named(wide),
        "unread": _named(unread),
    }


def _pages(loads: Iterable[Load]) -> list[str]:
    return list(dict.fromkeys(load.artifact.url for load in loads))


def _named(urls: list[str]) -> str:
    return ", ".join([*urls[:NAMED], *(["…"] if len(urls) > NAMED else [])]) or "–"


def _offer(loads: list[Load]) -> str:
    return next((str(load.data["mobile_link"]) for load in loads if load.data.get("mobile_link")), "")


def _responds(load: Load) -> bool:
    """Whether the page has style rules that ask for a width; one whose rules were not read may have."""
    fit = load.data.get("fit") or {}
    return bool(fit.get("width_rules", 1))


def _load(snapshot: Snapshot, item: Artifact, options: Bounds) -> Load:
    data = snapshot.json(item.object_sha256)
    known = data if isinstance(data, dict) else {}
    return Load(loading_of(known, options) if item.ok else "failed", item, known)


def loading_of(data: dict[str, Any], options: Bounds) -> str:
    """How a profile got its version, from what the browser measured: a kind of ``Load``."""
    if not data.get("ok"):
        return "failed"
    if data.get("redirected_to_mobile"):
        return "auto"
    if not data.get("text_length"):
        return "blank"
    if not _ADAPTS.search(str(data.get("viewport_meta") or "")):
        return "link" if data.get("mobile_link") else "none"
    if any(map(_bare, data.get("failed_resources") or ())):
        return "unstyled"
    fit = data.get("fit") or {}
    if fit.get("status") != "done" or not fit["layout"]:
        return "unmeasured"
    return _lies(fit, options)


def _bare(resource: dict[str, Any]) -> bool:
    """A style sheet that our line did not bring: a visitor may have got it. What its server refuses nobody gets."""
    return (
        resource.get("type") == "stylesheet"
        and not str(resource.get("reason", "")).isdigit()
        and "font" not in str(resource.get("url", "")).casefold()
    )


def _lies(fit: dict[str, Any], options: Bounds) -> str:
    if fit["reach"] * 100 > fit["layout"] * (100 + options.overflow_percent):
        return "overflow"
    letters = fit["letters"]
    lost = fit["crushed_letters"] + (fit["outside_letters"] if fit["closed"] else 0)
    if lost * 100 > letters * options.crushed_percent:
        return "crushed"
    small = sum(count for size, count in fit["sizes"].items() if int(size) < options.legible_px)
    return "small" if small * 100 > letters * options.illegible_percent else "auto"
