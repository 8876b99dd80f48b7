"""The place that a local body is bound to by its own name, and what of its site names another place.

«Шаян аудандық мәслихаты», «маслихат города Шымкент», «Қарағанды облысының әкімдігі»: the site says itself whose it is. An address in another
town, or a body of the same kind in another place, may be right all the same, so what is found is for a person.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from checks.contacts import contact_pages
from checks.derived import derived
from checks.likeness import level
from checks.support import on_page
from store.base import Language
from store.findings import Locator, Observation, Outcome
from store.records import ContactRecord
from store.snapshot import Snapshot

_NAME = r"(?P<place>[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ][\w-]{2,})"
# The place before what it is of («Шаян аудандық мәслихаты», «Шаянский районный маслихат»), and after it («маслихат города Шымкент»).
_BEFORE = re.compile(
    rf"{_NAME}\s+(?P<level>аудан\w*|қала\w*|облыс\w*|районн\w*|городск\w*|областн\w*|район\w*|област\w*)\s+(?:[\w-]+\s+){{0,2}}?"
    r"(?P<body>мәслихат|әкімд|әкімш|әкім|маслихат|акимат|аким)"
)
_AFTER = re.compile(
    rf"(?P<body>[Мм]аслихат|[Аа]кимат|[Аа]ким)\w*\s+(?P<level>города|г\.|района|области)\s*{_NAME}"
    rf"|(?P<body2>[Мм]аслихат|[Аа]кимат|[Аа]ким)\w*\s+(?P<place2>[А-ЯЁӘҒҚҢӨҰҮҺІ][\w-]{{2,}})\s+(?P<level2>района|области)"
)
_TOWN = re.compile(r"(?P<kk>[А-ЯЁӘҒҚҢӨҰҮҺІ][\w-]{2,})\s+(?:қаласы|қ\.|қ-сы)|(?:город[а]?|г\.)\s*(?P<ru>[А-ЯЁӘҒҚҢӨҰҮҺІ][\w-]{2,})")
_STEM = 5
_SHORTEST = 4
LINE = 160
_KINDS = {"маслихат": "maslikhat", "мәслихат": "maslikhat"}
AKIMAT = "akimat"


class Place(NamedTuple):
    """A place by the beginning of its name, both languages levelled, and the kind of body that bears it."""

    stem: str
    body: str
    level: str


def places_in(text: str) -> Iterator[Place]:
    """Places that bodies named in a text are bound to."""
    for match in (*_BEFORE.finditer(text), *_AFTER.finditer(text)):
        found = match.groupdict()
        name = found.get("place") or found.get("place2") or ""
        kind = (found.get("body") or found.get("body2") or "").casefold()
        of = (found.get("level") or found.get("level2") or "").casefold()
        yield Place(stem(name), _KINDS.get(kind, AKIMAT), level(of)[:4])


def stem(name: str) -> str:
    """The beginning of a name that its cases and both languages share."""
    return level(name.casefold())[:_STEM]


@derived
def own_place(snapshot: Snapshot) -> Place | None:
    """The place that the site's name says it is for: where names of the body and titles and headings of its home pages agree; else None."""
    body = snapshot.plan.body
    names = [body.name.kk, body.name.ru, *(text for home in snapshot.homes() for text in (home.title, home.h1))]
    found = {(place.stem[:_SHORTEST], place.body): place for text in names for place in places_in(text)}
    return next(iter(found.values())) if len(found) == 1 else None


@derived
def strange_address(snapshot: Snapshot) -> ContactRecord | None:
    """The postal address of the contact page or footer that names a town and not the place that the site is for; None where there is none."""
    own = own_place(snapshot)
    if own is None or own.level == "обли":
        return None
    found = [item for item in snapshot.contacts() if item.kind == "postal" and _given(snapshot, item)]
    strange = [item for item in found if _elsewhere(item, own)]
    return strange[0] if strange and len(strange) == len(found) else None


def _given(snapshot: Snapshot, item: ContactRecord) -> bool:
    return item.url in contact_pages(snapshot).read or item.place in ("footer", "header")


def _elsewhere(item: ContactRecord, own: Place) -> bool:
    text = f"{item.value} {item.quote}"
    towns = [stem(match["kk"] or match["ru"]) for match in _TOWN.finditer(text)]
    return bool(towns) and own.stem[:_SHORTEST] not in level(text.casefold())


@derived
def strange_bodies(snapshot: Snapshot) -> dict[tuple[str, str], tuple[str, ...]]:
    """Short lines that name a body of the site's own kind in another place and not the site's own; each at the first page that bears it."""
    own = own_place(snapshot)
    found: dict[tuple[str, str], list[str]] = {}
    told: set[str] = set()
    for record in snapshot.texts() if own is not None else ():
        for line in record.text.split("\n"):
            if own is not None and len(line) <= LINE and line not in told and _names_another(line, own):
                told.add(line)
                found.setdefault((record.url, record.lane), []).append(line)
    return {key: tuple(lines) for key, lines in found.items()}


def _names_another(line: str, own: Place) -> bool:
    named = [place for place in places_in(line) if place.body == own.body]
    strange = any(place.stem[:_SHORTEST] != own.stem[:_SHORTEST] for place in named)
    return strange and own.stem[:_SHORTEST] not in level(line.casefold())


def told_strange(snapshot: Snapshot, kind: str, language: Language) -> Observation | None:
    """What is to be said of contact data beside such an address: which of them are the body's own the site does not say."""
    address, own = strange_address(snapshot), own_place(snapshot)
    page = snapshot.page(address.url, address.lane) if address is not None else None
    if address is None or own is None or page is None:
        return None
    return on_page(
        page,
        Outcome.UNVERIFIED,
        "another-place",
        subject=kind,
        facts={"kind": kind, "value": address.value[:300], "reason": "another-place"},
        locator=Locator(xpath=address.xpath, quote=address.quote[:300]),
        language=language,
        needs_review=True,
    )
