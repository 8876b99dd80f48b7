"""Link records: every reference of a page with its name, place and, for a language switch, where it claims to lead."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from crawler.addresses.links import Reference, Scope, base_of, encoding_of, in_scope, references, resolve
from crawler.extract.page.naming import accessible_name
from crawler.extract.page.tree import Element, Outline
from crawler.extract.text.clean import clean, storable
from crawler.extract.text.language import CODES, code_of, language_of_address
from crawler.extract.text.words import Words
from store.base import Language

MAX_RAW = 2_048
MAX_FRAGMENT = 512
_FRAME = frozenset({"nav", "header", "footer"})
_REFRESH = re.compile(r"^\s*[\d.]+\s*[;,]\s*(?:url\s*=\s*)?['\"]?([^'\"]+)", re.IGNORECASE)
_FILE = re.compile(r"\.(?:pdf|docx?|xlsx?|pptx?|rtf|od[tsp]|zip|rar|7z|txt|csv|jpe?g|png|gif|mp[34])$", re.IGNORECASE)
_FLAG = re.compile(
    r"(?:^|[/_\-.])(?:flag[_\-]?)?(?P<code>kk|kz|kaz|qaz|ru|rus|russia|kazakhstan|en|eng|gb|uk|us|usa|england)(?:[_\-]?flag)?\.(?:png|svg|gif|jpe?g|webp)$",
    re.IGNORECASE,
)
_FLAG_CODES: dict[str, Language] = {
    "russia": "ru",
    "kazakhstan": "kk",
    "gb": "en",
    "uk": "en",
    "us": "en",
    "usa": "en",
    "england": "en",
}
_FLAG_CLASS = re.compile(r"(?:flag-icon|fi|flag)-(?P<code>kz|ru|gb|us)")
_SETTER = re.compile(
    r"/(?:set-?lang(?:uage)?|change-?lang(?:uage)?|switch-?lang(?:uage)?|lang(?:uage)?|locale|setlocale|set-?locale)/(?P<code>[a-z]{2,3})(?:[/?]|$)",
    re.IGNORECASE,
)


class LinkFact:
    """One reference with what the page says about it; becomes a LinkRecord when the page's language is known."""

    __slots__ = ("element", "label", "reference", "scope", "switch", "text")

    def __init__(
        self, reference: Reference, element: Element, text: str, label: str, scope: str, switch: Language | None
    ) -> None:
        self.reference = reference
        self.element = element
        self.text = text
        self.label = label
        self.scope = scope
        self.switch = switch

    def fields(self) -> dict[str, Any]:
        """Values for a LinkRecord, without those every record has."""
        element, reference = self.element, self.reference
        return {
            "raw": storable(reference.raw, MAX_RAW),
            "target": reference.target,
            "fragment": storable(reference.fragment, MAX_FRAGMENT),
            "scope": self.scope,
            "tag": reference.tag,
            "attr": reference.attr,
            "text": self.text,
            "label": self.label,
            "place": element.place,
            "xpath": element.xpath,
            "rel": clean(element.get("rel"), 100).lower(),
            "window": clean(element.get("target"), 40),
            "switch": self.switch,
            "image_only": reference.tag == "a" and not self.text and _has_picture(element),
        }


def _has_picture(element: Element) -> bool:
    return element.node.css_first("img,svg,input[type=image],picture,object,[role=img]") is not None


def read_links(outline: Outline, url: str, limit: int, sites: Scope, words: Words) -> Iterator[LinkFact]:
    """References in page order, at most ``limit`` of them, and where the page itself orders a reader to (``meta`` refresh)."""
    found = list(_read(outline, url, limit, sites, words))
    _keep_one_switch(found)
    yield from _ordered(outline, url, sites)
    yield from found


def _keep_one_switch(found: list[LinkFact]) -> None:
    """A page has one switch to a language. Where its name leads to several addresses, those on other sites in the page's own part are
    versions of documents: «Жарғы: kk, ru»."""
    for language in {fact.switch for fact in found} - {None}:
        facts = [fact for fact in found if fact.switch == language]
        aside = [fact for fact in facts if fact.scope == "external" and fact.element.place not in _FRAME]
        if len({fact.reference.target for fact in facts}) > 1:
            first = facts[0].reference.target if len(aside) == len(facts) else ""
            for fact in aside:
                fact.switch = language if fact.reference.target == first else None


def _read(outline: Outline, url: str, limit: int, sites: Scope, words: Words) -> Iterator[LinkFact]:
    for reference in references(outline.tree, url, limit):
        element = outline.by_key.get(reference.node.mem_id)
        if element is None:
            continue
        if reference.tag in ("a", "area"):
            text = outline.text(element)
            label = accessible_name(outline, element)
            if reference.tag == "area":
                label = label or clean(element.get("alt"))
            switch = switch_of(element, url, text, label, reference, words)
        else:
            text, label, switch = "", clean(element.get("title") or element.get("alt") or element.get("aria-label")), None
        yield LinkFact(reference, element, text, label, _scope(reference.target, sites), switch)


def _ordered(outline: Outline, url: str, sites: Scope) -> Iterator[LinkFact]:
    """The address that a browser goes on to by itself; it follows none that stands in ``noscript``."""
    for element in outline.by_tag.get("meta", ()):
        if element.get("http-equiv").strip().lower() != "refresh" or any(item.tag == "noscript" for item in element.ancestors()):
            continue
        found = _REFRESH.match(element.get("content"))
        if found:
            raw = found.group(1)
            target, fragment = resolve(base_of(outline.tree, url), raw, encoding_of(outline.tree))
            reference = Reference(element.node, "meta", "content", raw, target, fragment)
            yield LinkFact(reference, element, "", "", _scope(target, sites), None)
        return


@lru_cache(maxsize=50_000)
def _scope(target: str, sites: Scope) -> str:
    if not target:
        return "other"
    return "internal" if in_scope(target, sites) else "external"


def switch_of(element: Element, url: str, text: str, label: str, reference: Reference, words: Words) -> Language | None:
    """The language to which a link claims to switch the page: by its words, flag, ``hreflang`` or address; None for other links."""
    parts = urlsplit(reference.target)
    if _FILE.search(parts.path) or words.is_kept_elsewhere(parts.hostname or ""):
        return None
    by_words = words.switch_to(text) or words.switch_to(label) or words.switch_to(element.get("title"))
    if by_words is not None:
        return by_words
    if len(text) > 20:
        return None
    declared = element.get("hreflang")
    if declared and code_of(declared) is not None:
        return code_of(declared)
    if not text:
        flag = _flag(element)
        if flag is not None:
            return flag
    return _by_address(reference.target, url, text or label)


def _flag(element: Element) -> Language | None:
    image = element.node.css_first("img[src]")
    if image is not None:
        match = _FLAG.search(image.attributes.get("src") or "")
        if match:
            return _flag_language(match["code"].lower())
    icon = element.node.css_first("[class*=flag]")
    if icon is not None:
        match = _FLAG_CLASS.search(icon.attributes.get("class") or "")
        if match:
            return _flag_language(match["code"].lower())
    return None


def _flag_language(code: str) -> Language | None:
    return _FLAG_CODES.get(code) or CODES.get(code)


def _by_address(target: str, url: str, label: str) -> Language | None:
    """A link without words of its own that leads to this very page with another language in its address, or to a setter."""
    if not target or len(label) > 12:
        return None
    setter = _SETTER.search(urlsplit(target).path)
    if setter:
        return CODES.get(setter["code"].lower())
    language = language_of_address(target)
    if language is None or language == language_of_address(url):
        return None
    return language if _without_language(target) == _without_language(url) else None


@lru_cache(maxsize=20_000)
def _without_language(url: str) -> tuple[str, str, str]:
    parts = urlsplit(url)
    labels = parts.netloc.split(".")
    host = ".".join(labels[1:]) if len(labels) > 2 and labels[0] in CODES else parts.netloc
    path = "/".join(segment for segment in parts.path.split("/") if segment.lower() not in CODES)
    query = "&".join(f"{name}={value}" for name, value in parse_qsl(parts.query) if value.lower() not in CODES)
    return host, path or "/", query
