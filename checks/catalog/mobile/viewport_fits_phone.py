"""The site opens on a telephone in a form made for it.

What it checks
    What an Android and an iPhone profile got when they loaded the home page: whether a mobile version loaded by itself,
    only a link to one was offered, or neither.

Applicability
    Sites whose home page was loaded by the browser with both profiles.

Met when
    the mobile version loads by itself: the address leads to a mobile version, or the page adapts (it names a viewport of
    the device's width and fits into it). ``loading`` is ``auto``.

Deficiency when
    the main version loads but links to a mobile version: ``loading`` is ``link``. Where neither is so the outcome is
    ``missing`` and ``loading`` is ``none``.

Left to a person when
    nothing was measured, a profile failed, the profiles disagree, or the page names the viewport and still does not fit.

Assumptions
    A page that adapts is a mobile version that loads by itself. It fits when it is at most one twentieth wider than the
    screen: a single wide picture does not make it the main version.

Law and standard
    Methodology of 2017, points 96 and 99. WCAG 2.2, success criterion 1.4.10.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from checks.meta import CheckMeta, Options
from checks.support import clip, guarded, not_rendered, on_site
from store.findings import Message, Observation, Outcome
from store.harvest import Artifact, ArtifactKind
from store.snapshot import Snapshot

OVERFLOW_PERCENT = 5
_ADAPTS = re.compile(r"width\s*=\s*device-width|initial-scale\s*=\s*1(?:\.0*)?\b", re.IGNORECASE)

META = CheckMeta(
    id="viewport-fits-phone",
    version="1",
    title=Message(
        kk="Сайт телефонда оған бейімделген түрде ашылады",
        ru="Сайт открывается на телефоне в приспособленном виде",
        en="The site opens on a telephone in a form made for it",
    ),
    scope="home",
    needs=("pages", "phone"),
    messages={
        "auto": Message(
            kk="Телефонда мобильді нұсқа өздігінен ашылады ({devices}).",
            ru="На телефоне мобильная версия загружается автоматически ({devices}).",
            en="On a telephone the mobile version loads by itself ({devices}).",
        ),
        "link": Message(
            kk="Телефонда негізгі нұсқа ашылады, мобильді нұсқаға сілтеме арқылы өтуге болады: {target} ({devices}).",
            ru="На телефоне загружается основная версия, на мобильную можно перейти по ссылке: {target} ({devices}).",
            en="On a telephone the main version loads and links to a mobile one: {target} ({devices}).",
        ),
        "none": Message(
            kk="Телефонда негізгі нұсқа ашылады, мобильді нұсқасы да, оған сілтеме де жоқ ({devices}).",
            ru="На телефоне загружается основная версия, мобильной версии и ссылки на неё нет ({devices}).",
            en="On a telephone the main version loads and there is no mobile version nor a link to one ({devices}).",
        ),
        "unclear": Message(
            kk="Телефонда қандай нұсқа ашылатынын машина анықтай алмады: {seen}.",
            ru="Какая версия загружается на телефоне, машина установить не смогла: {seen}.",
            en="Which version a telephone gets could not be told by machine: {seen}.",
        ),
    },
    standards=("WCAG 2.2 SC 1.4.10",),
)


class Load(NamedTuple):
    """What one profile got: ``auto``, ``link``, ``none``, or ``overflow`` / ``blank`` / ``failed`` where it is unclear."""

    kind: str
    device: str
    artifact: Artifact
    data: dict[str, Any]


OUTCOMES = {"auto": Outcome.MET, "link": Outcome.DEFICIENCY, "none": Outcome.MISSING}


@guarded
def run(snapshot: Snapshot, _options: Options) -> Iterator[Observation]:
    """Yields one observation for the site."""
    loads = [_load(snapshot, item) for item in snapshot.artifacts(ArtifactKind.PHONE)]
    if not loads:
        yield not_rendered(snapshot)
        return
    kinds = sorted({load.kind for load in loads})
    kind = kinds[0] if len(kinds) == 1 and kinds[0] in OUTCOMES else "unclear"
    facts: dict[str, Any] = {
        "devices": sorted({load.device for load in loads}),
        "seen": [f"{load.device} {load.artifact.url}: {load.kind}" for load in loads],
    }
    if kind == "link":
        facts["target"] = clip(str(loads[0].data.get("mobile_link")), 500)
    facts |= {"loading": kind} if kind in OUTCOMES else {"reason": "unclear"}
    yield on_site(
        snapshot,
        OUTCOMES.get(kind, Outcome.UNVERIFIED),
        kind,
        subject="phone",
        facts=facts,
        basis={"loads": facts["seen"]},
        evidence=[load.artifact.object_sha256 for load in loads],
        needs_review=kind == "unclear",
    )


def _load(snapshot: Snapshot, item: Artifact) -> Load:
    data = snapshot.json(item.object_sha256) if item.ok else {}
    known = data if isinstance(data, dict) else {}
    return Load(loading_of(known), item.device.value, item, known)


def loading_of(data: dict[str, Any]) -> str:
    """How a profile got its version, from what the browser measured."""
    if not data.get("ok"):
        return "failed"
    if data.get("redirected_to_mobile"):
        return "auto"
    width, screen = data.get("scroll_width"), data.get("inner_width")
    if not data.get("text_length") or not isinstance(width, int) or not isinstance(screen, int) or screen <= 0:
        return "blank"
    if _ADAPTS.search(str(data.get("viewport_meta") or "")):
        return "auto" if width * 100 <= screen * (100 + OVERFLOW_PERCENT) else "overflow"
    return "link" if data.get("mobile_link") else "none"
