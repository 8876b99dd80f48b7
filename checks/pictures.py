"""Pictures without a text that says what they show: as pages are written, and as axe-core saw what scripts made of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import unquote, urljoin, urlsplit

from checks.axe import Violation, violations
from checks.support import clip
from checks.words import fold
from store.records import ImageRecord, PageRecord
from store.snapshot import Snapshot

NAMED = frozenset({"img", "input", "area"})
AXE_RULES = ("image-alt", "input-image-alt", "area-alt", "svg-img-alt", "object-alt", "role-img-alt")
COUNTER = 1
_FILE = re.compile(r"^[^\s/]+\.(?:jpe?g|png|gif|svg|webp|bmp|tiff?|ico|avif)$", re.IGNORECASE)
_NUMBERED = re.compile(
    r"^(?:img|dsc|dscn|dscf|image|photo|pic|foto|screenshot|whatsapp image)[\s_-]*\d[\d\s_().-]*$", re.IGNORECASE
)
_SOURCE = re.compile(r"""\bsrc\s*=\s*["']?([^"'\s>]+)""", re.IGNORECASE)


class Fault(NamedTuple):
    """A faulty picture as first met, what is wrong with it, and the pages that show it."""

    kind: str
    image: ImageRecord
    page: PageRecord
    urls: list[str]


class Unnamed(NamedTuple):
    """What axe-core reports: a rule, the tag and the source of the element, and everywhere it was met."""

    rule: str
    tag: str
    source: str
    found: list[Violation]


def faults_of(snapshot: Snapshot) -> tuple[dict[tuple[str, str, str], Fault], int]:
    """Distinct faulty pictures as pages are written, and how many pictures were looked at."""
    faults: dict[tuple[str, str, str], Fault] = {}
    words = frozenset(fold(phrase) for phrase in snapshot.lexicon("alternatives").phrases("empty-words"))
    seen = 0
    for image in shown_pictures(snapshot):
        seen += 1
        kind = fault_of(image, words)
        page = snapshot.page(image.url, image.lane) if kind else None
        if kind is None or page is None:
            continue
        key = (kind, image.tag, source_of(image))
        fault = faults.setdefault(key, Fault(kind, image, page, []))
        if not fault.urls or fault.urls[-1] != image.url:
            fault.urls.append(image.url)
    return faults, seen


def shown_pictures(snapshot: Snapshot) -> Iterator[ImageRecord]:
    """Pictures that a visitor perceives."""
    return (image for image in snapshot.images() if not image.hidden and not _counter(image))


def _counter(image: ImageRecord) -> bool:
    sizes = [size for size in (image.width, image.height) if size is not None]
    return bool(sizes) and max(sizes) <= COUNTER


def source_of(image: ImageRecord) -> str:
    """The address of a picture, or the beginning of its markup where it has none."""
    return urljoin(image.url, image.src) if image.src and not image.src.startswith("data:") else clip(image.html, 300)


def fault_of(image: ImageRecord, words: frozenset[str]) -> str | None:
    """What is wrong with the alternative of a picture as the page is written: a message key, or None."""
    alone_in_link = image.in_link and not image.link_text
    named = bool(image.label.strip())
    if image.alt is None:
        drawn = image.tag == "svg" and alone_in_link and bool(image.link_target)
        wanted = image.tag in NAMED or image.role == "img" or drawn
        return "absent" if wanted and not named else None
    if not image.alt.strip():
        return "empty-in-link" if alone_in_link and not named and image.tag in ("img", "input") else None
    return "says-nothing" if _says_nothing(image, words) else None


def _says_nothing(image: ImageRecord, words: frozenset[str]) -> bool:
    alt = (image.alt or "").strip()
    if _FILE.match(alt) or _NUMBERED.match(alt) or fold(alt) in words:
        return True
    name = unquote(urlsplit(image.src).path.rpartition("/")[2]) if not image.src.startswith("data:") else ""
    # A file may be named after what it shows; only a name that no reader would take for words is a file name.
    return alt == name.rpartition(".")[0] and bool(re.search(r"[_\d]", alt)) and " " not in alt


def unnamed(snapshot: Snapshot, known: set[tuple[str, str]]) -> list[Unnamed]:
    """What axe-core alone saw, each element once: pictures that scripts made, graphics, objects. ``known`` are (tag, source)."""
    groups: dict[tuple[str, str, str], list[Violation]] = {}
    for item in violations(snapshot, AXE_RULES):
        match = _SOURCE.search(item.html)
        tag = item.html[1:].split(None, 1)[0].strip("<>/").lower() if item.html.startswith("<") else ""
        source = urljoin(item.page.url, match.group(1)) if match and not match.group(1).startswith("data:") else ""
        if (tag, source) not in known and (tag, clip(item.html, 300)) not in known:
            groups.setdefault((item.rule, tag, source or clip(item.html, 300)), []).append(item)
    return [Unnamed(*key, items) for key, items in sorted(groups.items())]
