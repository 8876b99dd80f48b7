"""Items of an answer as what they are on the site: pages with an address, or persons. Pure, shared by harvest and extraction."""

from __future__ import annotations

from collections.abc import Iterator
from string import Template
from typing import Any, NamedTuple
from urllib.parse import quote, urldefrag

from crawler.portals.govkz.answers import pick
from crawler.portals.govkz.calls import Call
from crawler.portals.govkz.place import Place

MAX_FIELD = 2_000_000
MAX_FILES = 200


class Item(NamedTuple):
    """One item: its ``address`` (of the page that shows it, or in the interface where no page is known), texts by name, files, and its number
    in the answer. ``menu`` tells that it stands in the entity's menu, ``named`` that it names its address itself."""

    address: str
    texts: dict[str, str]
    files: tuple[str, ...]
    number: int
    menu: bool = False
    named: bool = False

    @property
    def bare(self) -> bool:
        """Whether it only names a page, whose matter comes from elsewhere."""
        return self.named and not self.texts.get("body")

    @property
    def empty(self) -> bool:
        """Whether it says nothing in this language."""
        return not (self.texts.get("title") or self.texts.get("body"))


def items_of(place: Place, call: Call, found: tuple[dict[str, Any], ...]) -> Iterator[Item]:
    """The items of one answer that say anything in its language, in their order."""
    asked = call.interface
    for number, value in enumerate(found):
        texts = {name: text_at(value, paths) for name, paths in asked.fields.items()}
        files = [place.absolute(str(path)) for paths in asked.files for path in pick(value, paths) if isinstance(path, str)]
        menu = bool(asked.menu) and value.get(asked.menu) in (True, 1, "true", "1")
        address, named = _address(place, call, value)
        item = Item(address, texts, tuple(dict.fromkeys(filter(None, files)))[:MAX_FILES], number, menu, named)
        if not item.empty or asked.holds != "pages":
            yield item


def text_at(value: dict[str, Any], paths: tuple[str, ...]) -> str:
    """Texts and numbers at these paths, joined by a space."""
    parts = [item for path in paths for item in pick(value, path)]
    words = [str(item).strip() for item in parts if isinstance(item, (str, int)) and not isinstance(item, bool)]
    return " ".join(filter(None, words))[:MAX_FIELD]


def _address(place: Place, call: Call, value: dict[str, Any]) -> tuple[str, bool]:
    asked, key = call.interface, text_at(value, ("id",)) or text_at(value, ("slug",))
    own = text_at(value, (asked.link,)) if asked.link else ""
    if own:
        path = own if own.startswith(("/", "http:", "https:")) else f"{place.path}/{own}"
        url = urldefrag(place.absolute(path))[0]
        if url and not place.owns(url) and own.startswith("/"):
            url = place.absolute(place.path + own)
        if place.owns(url):
            return place.spoken(url, call.language), True
    if asked.page and key:
        path = Template(asked.page).safe_substitute({**call.values(place), "id": quote(key, safe="")})
        return place.page(path, call.language), False
    bare = call.address(place)
    if asked.holds != "pages":
        return bare, False
    address = f"{bare}{'.' if '#' in bare else '#'}{quote(key, safe='') or 'item'}"
    return address, False
