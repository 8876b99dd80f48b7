"""The trail that shows a reader where the page lies, and by which sign it was told."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from crawler.addresses.links import base_of, resolve
from crawler.extract.page.naming import accessible_name
from crawler.extract.page.tree import Element, Outline
from crawler.extract.text.clean import clean, fold
from crawler.extract.text.words import Words

Trail = tuple[tuple[str, str], ...]
MAX_ITEMS = 15
MAX_TRAIL_TEXT = 600
MAX_JSON = 200_000
MAX_CANDIDATES = 12
_SEPARATORS = re.compile(r"\s*(?:»|›|→|>|/|\\|\||•|·|::|—|–)\s*")
_STEPS = re.compile(r"\s*(?:»|›|→|>|/|::)\s*")
_QUOTED = re.compile(r"«[^«»]*»")
# Stands for the mark that closes a quotation while a text is taken apart, and between two items that are set apart.
_CLOSING, _STEP = "\ue000", ("\ue000", "")
MAX_LINE = 200
_HERE = ("page", "location")
_LISTED = re.compile(r"breadcrumblist", re.IGNORECASE)


def read_breadcrumb(outline: Outline, url: str, title: str, h1: str, words: Words) -> tuple[Trail, str]:
    """The breadcrumb as (text, address) from the home page on, the page itself last, and the sign it was found by.

    Signs, in the order they are tried: ``microdata``, ``aria-label``, ``class``, ``structure`` (a line of links to ancestors that
    ends in the name of this page), ``text`` (such a line without any link) and ``json-ld`` (told to machines only: no reader sees it).
    """
    base = base_of(outline.tree, url)
    for method, container in _containers(outline, words):
        trail = _trail(outline, container, base)
        if trail:
            return trail, method
    for container in _home_lines(outline, url, base, words):
        trail = _trail(outline, container, base)
        if len(trail) < 2:
            continue
        # Among the entries of a menu the page itself may be one; where a section's first page is shown, the section is this page.
        itself = any(address == url for _, address in trail[:-1])
        if not itself and container.place != "nav" and _names_page(trail, url, title, h1):
            return trail, "structure"
        if _is_stepped(outline, container, trail, url, words) and _is_here(trail[-1], url, title, h1):
            return trail, "structure"
    trail = _plain_line(outline, url, title, h1, words)
    if trail:
        return trail, "text"
    trail = _from_json(outline, base)
    return (trail, "json-ld") if trail else ((), "")


def _containers(outline: Outline, words: Words) -> Iterator[tuple[str, Element]]:
    for method, test in (("microdata", _is_microdata), ("aria-label", _is_named(words)), ("class", _is_classed)):
        count = 0
        for element in outline.elements:
            if test(element) and not element.hidden:
                yield method, element
                count += 1
                if count >= MAX_CANDIDATES:
                    break


def _is_microdata(element: Element) -> bool:
    attributes = element.attributes
    if "itemtype" not in attributes and "typeof" not in attributes:
        return False
    return bool(_LISTED.search(element.get("itemtype")[:200]) or _LISTED.search(element.get("typeof")[:200]))


def _is_named(words: Words) -> Any:
    def named(element: Element) -> bool:
        label = element.attributes.get("aria-label")
        if not label or element.tag not in ("nav", "ol", "ul", "div", "section", "p"):
            return False
        return words.breadcrumb.search(fold(label[:100])) is not None

    return named


def _is_classed(element: Element) -> bool:
    return element.place == "breadcrumb" and (element.parent is None or element.parent.place != "breadcrumb")


def _trail(outline: Outline, container: Element, base: str) -> Trail:
    """Links and loose texts of a container in order; separators are no items."""
    if len("".join(outline.pieces[container.start : container.end][:400])) > MAX_TRAIL_TEXT:
        return ()
    links = {item.key: item for item in outline.inside(container) if item.tag == "a" and "href" in item.attributes}
    if len(links) > MAX_ITEMS:
        return ()
    items: list[tuple[str, str]] = []
    seen: set[int] = set()
    for index in range(container.start, container.end):
        owner = outline.owners[index]
        link = _link_of(owner, links, container)
        if link is not None:
            if link.key not in seen:
                seen.add(link.key)
                items.append((_label(outline, link), resolve(base, link.get("href"))[0]))
            continue
        items += _loose(outline.pieces[index])
    for link in links.values():
        # A home link is often a picture without text.
        if link.key not in seen:
            items.insert(0, (_label(outline, link), resolve(base, link.get("href"))[0]))
    joined = _joined(items)
    return tuple(joined[:MAX_ITEMS]) if any(address for _, address in joined) or len(joined) > 1 else ()


def _loose(piece: str) -> Iterator[tuple[str, str]]:
    """Texts of a piece that are no links, with what sets items apart between them. What closes a quotation is no arrow."""
    masked = _QUOTED.sub(lambda found: found[0].replace("»", _CLOSING), piece)
    for number, step in enumerate(_STEPS.split(masked)):
        if number:
            yield _STEP
        for part in _SEPARATORS.split(step):
            if fold(part):
                yield clean(part.replace(_CLOSING, "»")), ""


def _joined(items: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Neighbouring loose texts are one item – a label broken by markup –, unless an arrow or stroke stands between them."""
    joined: list[tuple[str, str]] = []
    apart = False
    for item in items:
        if item == _STEP:
            apart = True
            continue
        text, address = item
        if joined and not apart and not address and not joined[-1][1] and len(joined) > 1:
            joined[-1] = (clean(f"{joined[-1][0]} {text}"), "")
        else:
            joined.append(item)
        apart = False
    return joined


def _link_of(owner: Element, links: dict[int, Element], container: Element) -> Element | None:
    element: Element | None = owner
    while element is not None and element is not container:
        if element.key in links:
            return element
        element = element.parent
    return None


def _label(outline: Outline, link: Element) -> str:
    return outline.text(link) or accessible_name(outline, link)


def _home_lines(outline: Outline, url: str, base: str, words: Words) -> Iterator[Element]:
    """Small blocks around links to the home page that hold something after the link."""
    tried: set[int] = set()
    home = urlsplit(url)
    for link in sorted(outline.by_tag.get("a", ()), key=lambda one: one.place == "nav"):
        if len(tried) >= MAX_CANDIDATES:
            return
        if link.place == "footer" or link.hidden or "href" not in link.attributes:
            continue
        target = resolve(base, link.get("href"))[0]
        parts = urlsplit(target)
        root = parts.netloc == home.netloc and parts.path.strip("/").count("/") == 0 and len(parts.path) <= 4 and not parts.query
        if not (words.is_home(outline.text(link, 60)) or (root and target) or (_is_index(target) and _is_above(target, url))):
            continue
        container = link.parent
        for _ in range(3):
            if container is None or container.tag in ("body", "html"):
                break
            if _goes_on(outline, link, container) and container.key not in tried:
                tried.add(container.key)
                yield container
            container = container.parent


def _goes_on(outline: Outline, link: Element, container: Element) -> bool:
    """Whether a block holds more after its link than one text, or one that steps on: «› Для граждан › Контакты»."""
    after = container.end - link.end
    return after > 1 or (after == 1 and _STEPS.search(outline.pieces[link.end]) is not None)


def _is_stepped(outline: Outline, container: Element, trail: Trail, url: str, words: Words) -> bool:
    """Whether arrows – signs or pictures – stand between all items from the home page down: entries of a menu stand side by side instead."""
    links = [item for item in outline.inside(container) if item.tag == "a" and "href" in item.attributes]
    at_top = words.is_home(trail[0][0]) or _is_above(trail[0][1], url)
    above = all(address and (address == url or _is_above(address, url)) for _, address in trail[1:-1])
    if not links or not at_top or not (above or _is_marked(outline, container, links)):
        return False
    ends = [link.start for link in links[1:]]
    if not trail[-1][1]:
        ends.append(container.end)
    drawn = [item.start for item in outline.inside(container) if item.tag in ("img", "svg") and not _inside_link(item, container)]
    return all(
        any(link.end <= at <= end for at in drawn) or _STEPS.search("".join(outline.pieces[link.end : end]))
        for link, end in zip(links, ends, strict=False)
    )


def _is_marked(outline: Outline, container: Element, links: list[Element]) -> bool:
    """Whether what follows the last link is marked as the page that is shown (WAI-ARIA 1.2, ``aria-current``)."""
    marks = (item for item in outline.inside(container) if item.attributes.get("aria-current") in _HERE)
    return any(item.start >= links[-1].end and not _inside_link(item, container) for item in marks)


def _inside_link(item: Element, container: Element) -> bool:
    return any(one.tag == "a" for one in item.ancestors() if one.depth > container.depth)


def _is_above(address: str, url: str) -> bool:
    """Whether an address is a folder or an index of a folder that another lies in."""
    folder = address.rpartition("/")[0] if _is_index(address) else address.rstrip("/")
    return bool(folder) and url.startswith(f"{folder}/")


def _is_index(address: str) -> bool:
    return address.rpartition("/")[2].startswith(("index.", "default."))


def _is_here(last: tuple[str, str], url: str, title: str, h1: str) -> bool:
    """Whether the last item of a stepped line means this page: it leads here, or page and item are named alike, be it with a word before."""
    text, address = last
    name = fold(text)
    return address == url or (bool(name) and any(other and (name in other or other in name) for other in (fold(h1), fold(title))))


def _plain_line(outline: Outline, url: str, title: str, h1: str, words: Words) -> Trail:
    """A line of plain text from the home page to the name of this page; signs that also part equals do not count."""
    for piece, owner in zip(outline.pieces, outline.owners, strict=True):
        if len(piece) > MAX_LINE or not _STEPS.search(piece) or owner.hidden or owner.place in ("footer", "nav"):
            continue
        parts = [clean(part) for part in _STEPS.split(piece) if fold(part)]
        if 2 <= len(parts) <= MAX_ITEMS and words.is_home(parts[0]):
            trail = tuple((part, "") for part in parts)
            if _names_page(trail, url, title, h1):
                return trail
    return ()


def _names_page(trail: Trail, url: str, title: str, h1: str) -> bool:
    """Whether the end of a line names this page: its last item, or the two last where neither leads anywhere («Новости › 2025»)."""
    text, address = trail[-1]
    if not _bare(text) or (address and address != url):
        return False
    names = [text]
    if len(trail) > 2 and not (address or trail[-2][1]):
        names.append(f"{trail[-2][0]} {text}")
    others = [other for other in (_bare(h1), _bare(title)) if other]
    return any(other.startswith(_bare(name)) or _bare(name).startswith(other) for name in names for other in others)


def _bare(text: str) -> str:
    """A name without commas, dashes and strokes, which set items apart and may stand in a name."""
    return fold(_SEPARATORS.sub(" ", text).replace(",", " "))


def _from_json(outline: Outline, base: str) -> Trail:
    for script in outline.by_tag.get("script", ()):
        if script.get("type").strip().lower() != "application/ld+json":
            continue
        text = script.node.text()
        if len(text) > MAX_JSON or "BreadcrumbList" not in text:
            continue
        try:
            data = json.loads(text)
        except (ValueError, RecursionError):
            continue
        trail = _listed(data, base)
        if trail:
            return trail
    return ()


def _listed(data: Any, base: str) -> Trail:
    waiting = [data]
    for _ in range(2_000):
        if not waiting:
            break
        item = waiting.pop(0)
        if isinstance(item, list):
            waiting[:0] = item[:200]
        elif isinstance(item, dict):
            if "BreadcrumbList" in str(item.get("@type", ""))[:100]:
                return _list_items(item.get("itemListElement"), base)
            waiting.extend(value for value in item.values() if isinstance(value, (dict, list)))
    return ()


def _list_items(items: Any, base: str) -> Trail:
    trail: list[tuple[int, str, str]] = []
    for number, entry in enumerate(items[:MAX_ITEMS] if isinstance(items, list) else []):
        if not isinstance(entry, dict):
            continue
        target = entry.get("item")
        inner = target if isinstance(target, dict) else {}
        name = entry.get("name") or inner.get("name")
        address = inner.get("@id") or inner.get("url") or (target if isinstance(target, str) else "")
        position = str(entry.get("position"))
        order = int(position) if position.isascii() and position.isdigit() and len(position) < 4 else number
        trail.append((order, clean(str(name or "")), resolve(base, str(address))[0] if address else ""))
    return tuple((name, address) for _, name, address in sorted(trail) if name or address)
