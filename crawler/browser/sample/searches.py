"""What to ask a site's search for: words of pages that were read, each of which the answers should lead back to."""

from __future__ import annotations

import random
import re
from collections import Counter
from typing import Any

from crawler.browser.sample.choice import Read
from crawler.extract.page.tree import parse
from crawler.extract.text.decode import decode
from store.harvest import CrawlPlan
from store.objects import ObjectStore

LONGEST = 20
SHORTEST = 5
POOL = 40
DEEP = 2
WORD = re.compile(rf"[^\W\d_]{{{SHORTEST},{LONGEST}}}")


def questions(home: Read, pages: list[Read], objects: ObjectStore, plan: CrawlPlan) -> tuple[dict[str, Any], ...]:
    """Words of at most 20 letters, rare among titles or bodies of the home page's language, with the page that bears each.

    The first stands in a title, the second in a body, and so on in turn. Drawn by the seed of the plan.
    """
    same = [
        page for page in pages if page.language == home.language and page.entry.depth > 0 and page.entry.lane == home.entry.lane
    ]
    random.Random(plan.seed).shuffle(same)  # noqa: S311 - a draw that anyone can repeat
    # What the home page links to anyway stands in any answer, so that finding it proves nothing.
    same.sort(key=lambda page: page.entry.depth < DEEP)
    texts = [(page, *_texts(objects.get(page.capture.object_sha256), page)) for page in same[:POOL]]
    asked: list[dict[str, Any]] = []
    for number in range(plan.limits.probes.search_words):
        where = ("title", "body")[number % 2]
        bodies = [(page, title if where == "title" else body) for page, title, body in texts]
        found = _rare(bodies, {ask["url"] for ask in asked})
        if found is not None:
            asked.append({"word": found[0], "url": found[1], "where": where})
    return tuple(asked)


def _texts(data: bytes, page: Read) -> tuple[str, str]:
    tree, _ = parse(decode(data, page.capture.headers).text)
    title = tree.css_first("h1") or tree.css_first("title")
    named = title.text() if title is not None else ""
    for node in tree.css("script,style,noscript,template,nav,header,footer"):
        node.decompose()
    main = tree.css_first("main,[role=main],article") or tree.body
    return named, (main.text(separator=" ") if main is not None else "")[:20_000]


def _rare(texts: list[tuple[Read, str]], done: set[str]) -> tuple[str, str] | None:
    """The longest word that the fewest pages bear, and the page."""
    words = [(page, set(WORD.findall(text.casefold()))) for page, text in texts]
    spread = Counter(word for _, found in words for word in found)
    ranked = [
        (spread[word], -len(word), word, page.entry.url) for page, found in words if page.entry.url not in done for word in found
    ]
    return (min(ranked)[2], min(ranked)[3]) if ranked else None
