"""Pictures have a text that says what they show.

What it checks
    Pictures, picture buttons, areas of picture maps, graphics with a picture's role and objects on every page that was
    read; on the rendered sample also what axe-core reports of text alternatives.

Applicability
    Elements that a visitor perceives: hidden ones, those marked as decoration and counters of one point are left alone.

Met when
    never by machine: whether a text says what the picture shows is for a person. A site without pictures is outside
    the rule.

Deficiency when
    the text alternative is absent; it is empty though the picture is all that its link holds; or it is a file name, or a
    word such as «image», «фото», «сурет» that describes nothing. One finding for each distinct picture.

Left to a person when
    nothing was found wanting: the meaning of the alternatives given, and captions of films and recordings; or no
    picture was met, and pages are filled by scripts and no browser drew them.

Assumptions
    An empty alternative outside links marks decoration. A ``title`` or ``aria-label`` names a picture as well.

Law and standard
    Methodology of 2017, appendix 14, row 3.1. WCAG 2.2, success criterion 1.1.1, failures F30, F65 and F89; axe-core rules
    image-alt, input-image-alt, area-alt, svg-img-alt, object-alt, role-img-alt.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple
from urllib.parse import unquote, urljoin, urlsplit

from checks.axe import Violation, violations
from checks.messages import messages_of
from checks.meta import CheckMeta, Options
from checks.support import EXAMPLES, clip, cut, guarded, on_page, on_site, picture, truncated
from checks.undrawn import not_drawn, undrawn
from checks.words import fold
from store.findings import Locator, Message, Observation, Outcome
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

META = CheckMeta(
    id="images-have-text-alternative",
    version="1",
    title=Message(
        kk="Суреттердің мазмұнын айтатын баламалы мәтіні бар",
        ru="У изображений есть альтернативный текст",
        en="Pictures have a text alternative",
    ),
    scope="page",
    needs=("pages", "images", "axe"),
    messages=messages_of("images-have-text-alternative"),
    standards=("WCAG 2.2 SC 1.1.1", "WCAG 2.2 F30", "WCAG 2.2 F65", "WCAG 2.2 F89"),
)


class Fault(NamedTuple):
    """A faulty picture as first met, what is wrong with it, and the pages that show it."""

    kind: str
    image: ImageRecord
    page: PageRecord
    urls: list[str]


@guarded
def run(snapshot: Snapshot, _options: Options) -> Iterator[Observation]:
    """Yields one observation for each distinct faulty picture, else what is left to a person."""
    faults, seen = _static(snapshot)
    yield from (_fault(snapshot, fault) for fault in faults.values())
    extra = list(_by_axe(snapshot, {(fault.image.tag, _address(fault)) for fault in faults.values()}))
    yield from extra
    if faults or extra:
        return
    if truncated(snapshot):
        yield cut(snapshot)
    elif seen:
        facts = {"images": seen, "reason": "meaning"}
        basis = {"pictures seen": seen, "pages": sorted(page.url for page in snapshot.pages())}
        yield on_site(snapshot, Outcome.UNVERIFIED, "meaning", subject="meaning", facts=facts, basis=basis, needs_review=True)
    elif shells := undrawn(snapshot):
        yield not_drawn(snapshot, shells)
    else:
        basis = {"pages": sorted(page.url for page in snapshot.pages())}
        yield on_site(snapshot, Outcome.NOT_APPLICABLE, "no-images", subject="none", facts={}, basis=basis)


def _static(snapshot: Snapshot) -> tuple[dict[tuple[str, str, str], Fault], int]:
    faults: dict[tuple[str, str, str], Fault] = {}
    words = frozenset(fold(phrase) for phrase in snapshot.lexicon("alternatives").phrases("empty-words"))
    seen = 0
    for image in snapshot.images():
        if image.hidden or _counter(image):
            continue
        seen += 1
        kind = fault_of(image, words)
        page = snapshot.page(image.url, image.lane) if kind else None
        if kind is None or page is None:
            continue
        key = (kind, image.tag, _source(image))
        fault = faults.setdefault(key, Fault(kind, image, page, []))
        if not fault.urls or fault.urls[-1] != image.url:
            fault.urls.append(image.url)
    return faults, seen


def _counter(image: ImageRecord) -> bool:
    sizes = [size for size in (image.width, image.height) if size is not None]
    return bool(sizes) and max(sizes) <= COUNTER


def _source(image: ImageRecord) -> str:
    return urljoin(image.url, image.src) if image.src and not image.src.startswith("data:") else clip(image.html, 300)


def _address(fault: Fault) -> str:
    return _source(fault.image)


def fault_of(image: ImageRecord, words: frozenset[str]) -> str | None:
    """What is wrong with the alternative of a picture as the page is written: a message key, or None."""
    alone_in_link = image.in_link and not image.link_text
    named = bool(image.label.strip())
    if image.alt is None:
        wanted = image.tag in NAMED or image.role == "img"
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


def _fault(snapshot: Snapshot, fault: Fault) -> Observation:
    image = fault.image
    facts: dict[str, Any] = {
        "source": clip(_source(image), 300),
        "tag": image.tag,
        "alt": clip(image.alt or "", 200),
        "pages": len(fault.urls),
        "examples": fault.urls[:EXAMPLES],
        "fault": fault.kind,
    }
    return on_page(
        fault.page,
        Outcome.DEFICIENCY,
        fault.kind,
        subject=f"{fault.kind} {image.tag} {_source(image)}",
        facts=facts,
        locator=Locator(xpath=image.xpath, quote=clip(image.html)),
        evidence=picture(snapshot, image.url, (image.xpath,)),
        pages=fault.urls,
        cause=f"picture: {clip(_source(image), 300)}" if len(fault.urls) > 1 else None,
    )


def _by_axe(snapshot: Snapshot, known: set[tuple[str, str]]) -> Iterator[Observation]:
    """What axe-core alone saw, each element once: pictures that scripts made, graphics, objects."""
    groups: dict[tuple[str, str, str], list[Violation]] = {}
    for item in violations(snapshot, AXE_RULES):
        match = _SOURCE.search(item.html)
        tag = item.html[1:].split(None, 1)[0].strip("<>/").lower() if item.html.startswith("<") else ""
        source = urljoin(item.page.url, match.group(1)) if match and not match.group(1).startswith("data:") else ""
        if (tag, source) not in known and (tag, clip(item.html, 300)) not in known:
            groups.setdefault((item.rule, tag, source or clip(item.html, 300)), []).append(item)
    for (rule, tag, source), items in sorted(groups.items()):
        first = items[0]
        urls = list(dict.fromkeys(item.page.url for item in items))
        yield on_page(
            first.page,
            Outcome.DEFICIENCY,
            "axe",
            subject=f"{rule} {tag} {source}",
            facts={"rule": rule, "tag": tag, "source": source, "pages": len(urls), "examples": urls[:EXAMPLES], "axe": first.axe},
            locator=Locator(css=first.selector, quote=clip(first.html)),
            evidence=(first.evidence, *picture(snapshot, first.page.url, (first.selector,))),
            pages=urls,
            cause=f"picture: {source}" if len(urls) > 1 else None,
        )
