"""A saved site read from its files alone, by other means than the product's: what a reader can follow or sees missing.

BeautifulSoup over ``html.parser`` in place of the product's HTML5 parser, ``urllib.parse`` in place of its resolver, files on
disk in place of answers. Breadth first from the start page; only links, areas, frames, forms that ask and orders to go on
(``meta`` refresh) lead further.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from bs4 import BeautifulSoup, Tag

ORIGIN = "http://site.invalid"
LEADING = {"a": "href", "area": "href", "iframe": "src", "frame": "src"}
SHOWN = {
    "img": ("src",),
    "source": ("src",),
    "audio": ("src",),
    "video": ("src", "poster"),
    "track": ("src",),
    "embed": ("src",),
    "object": ("data",),
    "image": ("href", "xlink:href"),
    "use": ("href", "xlink:href"),
}
PAGES = (".html", ".htm", ".xhtml")
# Scripts were left out of the saved sites, with their maps: that they are missing is nobody's fault.
LEFT_OUT = (".js", ".map")
SPACE = " \t\r\n\f"


@dataclass
class Reading:
    """Paths of pages read, of addresses at which no file lies, and of places that a page lacks (with their fragment)."""

    pages: set[str] = field(default_factory=set)
    dead: set[str] = field(default_factory=set)
    places: set[str] = field(default_factory=set)
    carriers: dict[str, set[str]] = field(default_factory=dict)


def read(folder: Path, start: str) -> Reading:
    """Walks the files of a site from its start page."""
    seen = Reading()

    @cache
    def file_of(path: str) -> Path | None:
        """Asked for each reference; a site has far fewer addresses than references."""
        return _file(folder, path)

    waiting = deque([file_of(f"/{start}")])
    # Of a page that was read its places are kept: trees of a whole site are walked again and again by the collector of what is left.
    places: dict[Path, set[str]] = {}
    wanted: list[tuple[str, Path, str]] = []
    while waiting:
        file = waiting.popleft()
        if file is None or file in places:
            continue
        soup = BeautifulSoup(file.read_bytes(), "html.parser")
        places[file] = _places(soup)
        path = f"/{file.relative_to(folder).as_posix()}"
        seen.pages.add(path)
        base = _base(soup, path)
        for written, leads in _references(soup):
            address = urljoin(base, written.strip(SPACE))
            parts = urlsplit(address)
            if f"{parts.scheme}://{parts.netloc}" != ORIGIN or parts.path.endswith(LEFT_OUT):
                continue
            goal = file_of(parts.path)
            spelled = unquote(parts.path or "/") + (f"?{unquote(parts.query)}" if parts.query else "")
            if goal is None:
                seen.dead.add(spelled)
                seen.carriers.setdefault(spelled, set()).add(path)
            elif leads and goal.suffix.lower() in PAGES:
                waiting.append(goal)
                wanted.append((f"{spelled}#{unquote(parts.fragment)}", goal, parts.fragment))
    seen.places = {spelled for spelled, goal, fragment in wanted if not _has_place(places[goal], fragment)}
    return seen


def _file(folder: Path, path: str) -> Path | None:
    """The file that a plain server gives for a path."""
    file = (folder / unquote(path).lstrip("/")).resolve()
    if not file.is_relative_to(folder.resolve()):
        return None
    file = folder / file.relative_to(folder.resolve())
    if file.is_dir():
        file = file / "index.html"
        return file if file.is_file() else None
    return file if file.is_file() and not path.endswith("/") else None


def _base(soup: BeautifulSoup, path: str) -> str:
    base = soup.find("base", href=True)
    return urljoin(ORIGIN + path, str(base["href"]).strip(SPACE)) if isinstance(base, Tag) else ORIGIN + path


def _references(soup: BeautifulSoup) -> Iterator[tuple[str, bool]]:
    """Every address as written, and whether it leads a reader on."""
    for tag in soup.find_all(True):
        name = tag.name.lower()
        if name in LEADING and tag.has_attr(LEADING[name]):
            yield str(tag[LEADING[name]]), True
        elif name == "form" and tag.has_attr("action") and str(tag.get("method", "get")).lower() == "get":
            yield str(tag["action"]), True
        elif name == "link" and tag.has_attr("href") and "stylesheet" in " ".join(tag.get_attribute_list("rel")).lower().split():
            yield str(tag["href"]), False
        elif name == "input" and str(tag.get("type", "")).lower() == "image" and tag.has_attr("src"):
            yield str(tag["src"]), False
        elif name == "meta" and str(tag.get("http-equiv", "")).lower() == "refresh" and tag.find_parent("noscript") is None:
            found = re.search(r"url\s*=\s*['\"]?([^'\"]+)", str(tag.get("content", "")), re.IGNORECASE)
            if found:
                yield found.group(1), True
        yield from ((str(tag[attr]), False) for attr in SHOWN.get(name, ()) if tag.has_attr(attr))
        if name in ("img", "source") and tag.has_attr("srcset"):
            yield from ((part.split()[0], False) for part in re.split(r",\s+", str(tag["srcset"])) if part.split())


def _places(soup: BeautifulSoup) -> set[str]:
    """What a fragment can lead to."""
    ids = {str(tag["id"]) for tag in soup.find_all(id=True)}
    return ids | {str(tag["name"]) for tag in soup.find_all("a", attrs={"name": True})}


def _has_place(places: set[str], fragment: str) -> bool:
    """Whether a page has the place; text fragments, routes of scripts and the top are no places."""
    name = fragment.partition(":~:")[0]
    return name.lower() in ("", "top") or name[0] in "!/?" or not places.isdisjoint({name, unquote(name)})
