"""What a telephone got of the site's pages: a version made for it, a link to one, or neither; and how the layout lies there."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from pydantic import Field

from checks.measured import reports
from checks.meta import Options
from checks.ownversion import aside, of_site
from store.harvest import Artifact, ArtifactKind
from store.snapshot import Snapshot

NAMED = 8
TELEPHONES = {"phone-android": "Android", "phone-iphone": "iPhone"}
ADAPTS = re.compile(r"width\s*=\s*device-width|initial-scale\s*=\s*1(?:\.0*)?\b", re.IGNORECASE)


class Bounds(Options):
    """When a page adapts, and how many must; each in per cent but ``legible_px``, the smallest legible letters in CSS pixels."""

    overflow_percent: int = Field(ge=0)
    crushed_percent: int = Field(ge=0, le=100)
    legible_px: int = Field(gt=0)
    illegible_percent: int = Field(ge=0, le=100)
    fit_percent: int = Field(gt=0, le=100)
    main_percent: int = Field(gt=0, le=100)


MISFIT = frozenset({"overflow", "crushed", "small"})
MAIN = frozenset({"link", "none"})


class Load(NamedTuple):
    """What one profile got of one page.

    ``auto``; ``link`` or ``none`` where it names no viewport; ``overflow``, ``crushed`` or ``small`` where it does and does not
    fit; ``failed``, ``blank``, ``unstyled``, ``unmeasured`` or ``strange`` (led to another site) where nothing can be said.
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


def loads_of(snapshot: Snapshot, options: Bounds) -> list[Load]:
    """What each profile got of each page of the main version, under these bounds: pages of a mobile one tell nothing of it."""
    found = [(item, data) for item, data, _ in reports(snapshot, ArtifactKind.PHONE) if not aside(snapshot).holds(item.url)]
    return [Load(loading_of(data, options) if item.ok else "failed", item, data) for item, data in found]


def loading(loads: list[Load], options: Bounds) -> str:
    """How the site loads on a telephone: ``auto``, ``link``, ``none``, ``unfit`` (none, as its pages do not fit) or ``unclear``."""
    told = [load for load in loads if load.told]
    if any(load.home and not load.told for load in loads):
        return "unclear"
    if all(load.kind in MAIN for load in told):
        return "link" if offer_of(loads) else "none"
    if any(load.kind in MAIN for load in told):
        return "unclear"
    tried, unfit = pages_of(told), pages_of(load for load in told if load.kind in MISFIT)
    if (len(tried) - len(unfit)) * 100 >= len(tried) * options.fit_percent and all(map(_follows, told)):
        return "auto"
    if not any(_responds(load) for load in told) and len(unfit) * 100 >= len(tried) * options.main_percent:
        return "link" if offer_of(loads) else "unfit"
    return "unclear"


def pages_of(loads: Iterable[Load]) -> list[str]:
    """Addresses of loads, each once."""
    return list(dict.fromkeys(load.artifact.url for load in loads))


def offer_of(loads: list[Load]) -> str:
    """The mobile version that a page links to; empty where none does."""
    return next((offer for load in loads if (offer := offered(load.data))), "")


def offered(data: dict[str, Any]) -> str:
    """The mobile version of the site to which a page links; a link to a shop of applications offers none."""
    target = str(data.get("mobile_link") or "")
    return target if of_site(target, str(data.get("url") or target)) else ""


def _follows(load: Load) -> bool:
    """Whether a page that does not fit follows the screen all the same, and only a thing on it sticks out; so of pages that fit."""
    return load.kind == "auto" or (load.kind == "overflow" and _responds(load))


def _responds(load: Load) -> bool:
    """Whether the page has style rules that ask for a width; one whose rules were not read may have."""
    fit = load.data.get("fit") or {}
    return bool(fit.get("width_rules", 1))


def loading_of(data: dict[str, Any], options: Bounds) -> str:
    """How a profile got its version, from what the browser measured: a kind of ``Load``."""
    if not data.get("ok"):
        return "failed"
    if data.get("redirected_to_mobile"):
        return "auto" if data.get("text_length") else "blank"
    if not data.get("text_length"):
        return "blank"
    if led_away(data) == "strange":
        return "strange"
    if not ADAPTS.search(str(data.get("viewport_meta") or "")):
        return "link" if offered(data) else "none"
    if any(map(_bare, data.get("failed_resources") or ())):
        return "unstyled"
    fit = data.get("fit") or {}
    if fit.get("status") != "done" or not fit["layout"]:
        return "unmeasured"
    return _lies(fit, options)


def led_away(data: dict[str, Any]) -> str:
    """Where a telephone was led that asked for a page: nowhere (empty), to a ``mobile`` address, to a ``sister`` host of the same site that
    no sign calls a mobile one, or to a ``strange`` site."""
    if data.get("redirected_to_mobile"):
        return "mobile"
    asked, there = (_host(str(data.get(name) or "")) for name in ("url", "final_url"))
    if not asked or not there or asked == there:
        return ""
    return "sister" if there.endswith(f".{asked}") or asked.endswith(f".{there}") else "strange"


def _host(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.")


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


def facts_of(loads: list[Load]) -> dict[str, Any]:
    """What a reader is told of the loads: how many pages were tried, and which do not fit, name no width or were not measured."""
    misfits = pages_of(load for load in loads if load.kind in MISFIT)
    wide = pages_of(load for load in loads if load.kind in MAIN)
    unread = pages_of(load for load in loads if not load.told)
    tried = pages_of(loads)
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


def _named(urls: list[str]) -> str:
    return ", ".join([*urls[:NAMED], *(["…"] if len(urls) > NAMED else [])]) or "–"
