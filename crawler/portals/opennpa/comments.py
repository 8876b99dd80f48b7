"""Comments on a card and the answers of the state body. Who wrote a comment is not read: names of private persons are kept nowhere."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from selectolax.lexbor import LexborNode

from crawler.portals.opennpa.pages import Page, text_of
from crawler.portals.opennpa.words import bare_day, fold, in_year
from crawler.portals.reading.seam import Item

MOST = 2000
QUOTE = 600


def read_comments(page: Page, card: Item, tab: str) -> tuple[list[Item], int]:
    """Comments of the tab that a card shows, and how many entries they are with their answers, as the portal counts.

    A comment's day lies between the creation of the draft and the end of its discussion; where that leaves more than one year, or none, the day
    stays open. So does the day of an answer that came after the discussion.
    """
    last = max(card.facts["until"], card.facts["online_to"][:10])
    found: list[Item] = []
    total = 0
    thread = page.tree.css_first(page.css.thread)
    for remark in _children(thread, page.css.remark) if thread is not None else ():
        body = next(_children(remark, page.css.remark_body), None)
        text = next(_children(body, page.css.remark_text), None) if body is not None else None
        if body is None or text is None or len(found) >= MOST:
            continue
        when = _when(page, body)
        day = in_year(when, card.day, last)
        answers, replies = _answers(page, body, day, last)
        total += 1 + len(answers) + replies
        inside: dict[str, Any] = {
            "card": card.key,
            "tab": tab,
            "said": bare_day(when),
            "verdict": _verdict(page, body),
            "text": text_of(text, QUOTE),
            "answers": answers,
            "replies": replies,
        }
        found.append(Item("comment", _key(text, card.key, len(found)), "", card.body, card.body_name, day, inside))
    return found, total


def _key(text: LexborNode, card: str, place: int) -> str:
    own = (text.attributes.get("id") or "").strip()
    return own[:40] or f"{card}-{place}"


def _children(node: LexborNode, selector: str) -> Iterator[LexborNode]:
    """Elements right below a node that fit a simple selector («div.media», «h4», «p[id]»)."""
    tag, _, rest = selector.partition(".")
    tag, _, attribute = tag.partition("[")
    for child in node.iter():
        classes = (child.attributes.get("class") or "").split()
        if child.tag == tag and (not rest or rest in classes) and (not attribute or attribute.rstrip("]") in child.attributes):
            yield child


def _when(page: Page, body: LexborNode) -> str:
    return " ".join(text_of(head) for head in _children(body, page.css.remark_head))


def _verdict(page: Page, body: LexborNode) -> str:
    for head in _children(body, page.css.remark_head):
        for icon in head.css(page.css.remark_mark):
            code = page.words.verdicts.get(fold(icon.attributes.get("title") or ""), "")
            if code:
                return code
    return ""


def _answers(page: Page, body: LexborNode, day: str, last: str) -> tuple[list[dict[str, str]], int]:
    """Answers of the state body below a comment, and the number of other replies."""
    found: list[dict[str, str]] = []
    others = 0
    for nested in _children(body, page.css.remark):
        inner = next(_children(nested, page.css.remark_body), None)
        text = next(_children(inner, page.css.remark_text), None) if inner is not None else None
        if inner is None or text is None:
            continue
        if not any(head.css_first(page.css.remark_of_body) is not None for head in _children(inner, page.css.remark_head)):
            others += 1
            continue
        told = in_year(_when(page, inner), day, last)
        found.append(
            {"key": _key(text, "", 0)[:40], "day": told, "said": bare_day(_when(page, inner)), "text": text_of(text, QUOTE)}
        )
    return found, others
