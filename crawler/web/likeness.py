"""Whether a page says the same as the answer to an address that cannot exist.

What both share with the home page (menu, footer) says nothing; only the rest is compared, as sets of word triples (shingles).
Source: A. Broder, On the Resemblance and Containment of Documents, 1997.
"""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser

WORDS = 4000
ALIKE_PERCENT = 80
SHELL_TEXT = 200
_WORD = re.compile(r"[^\W\d_]+")

Shingles = frozenset[int]


def text_of(tree: LexborHTMLParser) -> str:
    """The text of a page, scripts and styles left out, title in front. The tree is not changed."""
    parts = [node.text() for node in tree.css("title")[:1]]
    body = tree.body
    if body is None:
        return " ".join(parts)
    text = body.text(separator=" ")
    silent = [node.text() for node in tree.css("body script,body style,body noscript,body template")]
    for code in silent:
        if code.strip():
            text = text.replace(code, " ", 1)
    return " ".join([*parts, text])


def is_shell(tree: LexborHTMLParser) -> bool:
    """Whether a page is next to empty without its scripts, so that all its addresses look alike."""
    return bool(tree.css("script")) and len(" ".join(text_of(tree).split())) < SHELL_TEXT


def shingles(text: str, without: frozenset[str] = frozenset()) -> Shingles:
    """Triples of words of a text, at most of its first ``WORDS`` words; words in ``without`` are left out."""
    words = [word for word in _WORD.findall(text.lower())[:WORDS] if word not in without]
    if not words:
        return frozenset()
    return frozenset(hash(tuple(words[start : start + 3])) for start in range(max(1, len(words) - 2)))


def alike(page: Shingles, absent: Shingles, home: Shingles) -> bool:
    """Whether a page is the answer for absent addresses once more (``absent``), apart from what the home page has too."""
    own, known = page - home, absent - home
    if not own or not known:
        return not own and not known
    return len(own & known) * 100 >= ALIKE_PERCENT * len(own | known)
