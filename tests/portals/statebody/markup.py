"""Page texts: Markdown with addresses of the site, heading ids, and the notices that links of a state site carry."""

from __future__ import annotations

import html
import itertools
import re
from collections.abc import Callable

from markdown_it import MarkdownIt

_HEADING_ID = re.compile(r"\s*\{#([a-z0-9-]+)\}\s*$")
_LINK = re.compile(r'<a href="([^"]*)">(.*?)</a>', re.S)
_NUMBERED = re.compile(r"<table>(.*?)</table>", re.S)


def render_markdown(text: str, address: Callable[[str], str], new_window: str) -> tuple[str, list[tuple[str, str]]]:
    """HTML of a text and its second-level headings as (id, words).

    ``address`` turns a page path into an address; ``page:PATH`` links lead there. Links to other sites open in a new
    window and say so with the words ``new_window``.
    """
    parser = MarkdownIt("commonmark").enable("table")
    tokens = parser.parse(text)
    headings: list[tuple[str, str]] = []
    for before, token in itertools.pairwise(tokens):
        if before.type == "heading_open" and before.tag == "h2":
            match = _HEADING_ID.search(token.content)
            words = _HEADING_ID.sub("", token.content)
            name = match.group(1) if match else f"part-{len(headings) + 1}"
            before.attrSet("id", name)
            headings.append((name, words))
            for child in token.children or []:
                child.content = _HEADING_ID.sub("", child.content)
    out = parser.renderer.render(tokens, parser.options, {})
    out = _LINK.sub(lambda found: _anchor(html.unescape(found[1]), found[2], address, new_window), out)
    out = _NUMBERED.sub(r'<div class="table" tabindex="0"><table>\1</table></div>', out)
    return out.replace("<th>", '<th scope="col">'), headings


def _anchor(target: str, words: str, address: Callable[[str], str], new_window: str) -> str:
    if target.startswith("page:"):
        return f'<a href="{html.escape(address(target[5:]))}">{words}</a>'
    if target.startswith(("http://", "https://")):
        notice = f'<span class="notice-out"> ({html.escape(new_window)})</span>'
        return f'<a class="out" href="{html.escape(target)}" target="_blank" rel="noopener">{words}{notice}</a>'
    return f'<a href="{html.escape(target)}">{words}</a>'
