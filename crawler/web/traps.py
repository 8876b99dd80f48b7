"""Endless sites: calendars without end, session ids in paths, paths that repeat themselves.

Addresses that differ only in numbers and long random words have one shape. When many pages of a shape were read and their
texts, numbers left out, hardly differ, the shape is a trap. Where random words make the difference no more of it is asked;
where only numbers do, nothing of it that lies deep, for a series of numbered pages may rightly look alike.
"""

from __future__ import annotations

import re
from collections import Counter
from urllib.parse import urlsplit

_NUMBER = re.compile(r"\d+")
_RANDOM = re.compile(r"(?=[A-Za-z]*\d)[A-Za-z0-9]{12,}|[0-9a-fA-F]{8}-[0-9a-fA-F-]{20,}|[0-9a-f]{8,}")
_PARAMETERS = re.compile(r"[;?&](?:jsessionid|phpsessid|sid|sessionid|session_id)=[^&;/?]*", re.IGNORECASE)
_LETTERS = re.compile(r"[\W\d_]+")
MOST_REPEATS = 5
# Of a shape's pages one in so many is looked into; so many different texts in a hundred make it no trap.
ONE_IN = 4
DIFFERENT_PERCENT = 20
TEXT = 20_000
DEEP = 12


def shape_of(url: str) -> str:
    """The shape of an address: host, path and query with numbers, random words and session ids taken out."""
    rest = _PARAMETERS.sub("", url.partition("://")[2])
    return _NUMBER.sub("0", _RANDOM.sub("x", rest))


def _drawn(url: str) -> bool:
    """Whether something in the address was drawn at random: a session's name, a token."""
    rest = url.partition("://")[2]
    return _PARAMETERS.search(rest) is not None or _RANDOM.search(rest) is not None


def repeats(url: str) -> bool:
    """Whether the path goes round in itself, as relative links on a page that answers everywhere make it."""
    path = urlsplit(url).path
    if path.count("/") <= MOST_REPEATS:
        return False
    return max(Counter(part for part in path.split("/") if part).values(), default=0) >= MOST_REPEATS


class Traps:
    """What was read of each shape. ``after`` pages of one shape must have been read before it can be a trap."""

    def __init__(self, after: int) -> None:
        self._after = after
        self._read: Counter[str] = Counter()
        self._looked: Counter[str] = Counter()
        self._texts: dict[str, set[int]] = {}
        self.found: set[str] = set()

    def trapped(self, url: str, depth: int) -> bool:
        """Whether an address, ``depth`` clicks from the home page, belongs to a trap and is not to be asked."""
        if repeats(url):
            return True
        return bool(self.found) and (depth > DEEP or _drawn(url)) and shape_of(url) in self.found

    def wants(self, url: str) -> bool:
        """Counts a page that was read; whether its text is wanted by ``look``."""
        shape = shape_of(url)
        self._read[shape] += 1
        return self._read[shape] % ONE_IN == 0 and shape not in self.found

    def look(self, url: str, text: str) -> bool:
        """Takes in the text of a page; True when its shape turned out to be a trap by it."""
        shape = shape_of(url)
        texts = self._texts.setdefault(shape, set())
        self._looked[shape] += 1
        texts.add(hash(_LETTERS.sub("", text[:TEXT])))
        if self._read[shape] < self._after or len(texts) * 100 > DIFFERENT_PERCENT * self._looked[shape]:
            return False
        self.found.add(shape)
        return True
