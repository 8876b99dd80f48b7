"""The site's own search: every word of the question must begin a word of the page."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from lxml import html

from tests.portals.statebody.content import Content

_WORD = re.compile(r"\w+")
LIMIT = 30
_AROUND = 90


class Hit(NamedTuple):
    """One page found, with the words around the first place."""

    path: str
    title: str
    excerpt: str


class SearchIndex:
    """Words of every page by language. ``pages`` maps (path, language) to HTML; only the main part is searched."""

    def __init__(self, pages: Mapping[tuple[str, str], str], content: Content) -> None:
        self._content = content
        self._texts: dict[tuple[str, str], str] = {}
        for (path, lang), page in pages.items():
            main = html.document_fromstring(page.encode(), parser=html.HTMLParser(encoding="utf-8")).get_element_by_id("main")
            self._texts[path, lang] = " ".join(main.text_content().split())

    def find(self, question: str, lang: str, section: str = "", titles_only: bool = False) -> list[Hit]:
        """Pages in one language that hold every word of the question, titles first, at most ``LIMIT``."""
        words = [word.casefold() for word in _WORD.findall(question)]
        if not words:
            return []
        ranked: list[tuple[int, str, Hit]] = []
        for (path, of_lang), text in self._texts.items():
            page = self._content.pages[path]
            if of_lang != lang or path == "search/" or (section and page.section != section):
                continue
            title = page.data["title"][lang]
            in_title = _holds(title, words)
            if in_title or (not titles_only and _holds(text, words)):
                ranked.append((0 if in_title else 1, path, Hit(path, title, _excerpt(text, words[0]))))
        return [hit for _, _, hit in sorted(ranked)[:LIMIT]]


def _holds(text: str, words: list[str]) -> bool:
    present = [word.casefold() for word in _WORD.findall(text)]
    return all(any(word.startswith(wanted) for word in present) for wanted in words)


def _excerpt(text: str, word: str) -> str:
    place = max(text.casefold().find(word), 0)
    begin, end = max(place - _AROUND, 0), place + _AROUND
    return ("…" if begin else "") + text[begin:end].strip() + ("…" if end < len(text) else "")
