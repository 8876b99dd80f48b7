"""Links that say nothing of what they lead to, in lists that do: «Устав организации», and beside it «kk», «ru» or «Скачать».

Such a link is called by the text before it. Which words name nothing is data: buttons (``placeholders``), languages (``language-switch``);
and formats of files.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from typing import NamedTuple, get_args

from checks.derived import derived
from checks.letters import words
from checks.sweep import CLICKED, FRAME_PLACES
from store.base import Language
from store.records import LinkRecord, PageRecord
from store.snapshot import Snapshot

FORMATS = frozenset({"pdf", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "rtf", "zip", "odt", "ods", "csv"})
# So many buttons may belong to one name.
IN_A_ROW = 4
# A longer line tells of the thing and does not name it.
MOST_WORDS = 15


class Entry(NamedTuple):
    """A link and the text that names it."""

    name: str
    link: LinkRecord


def entries(snapshot: Snapshot, page: PageRecord) -> Iterator[Entry]:
    """Links of a page's own part whose words name nothing, each with the text before it, in the order of the page."""
    silent = _silent(snapshot)
    waiting = deque(
        link
        for link in snapshot.links(page)
        if link.tag in CLICKED and link.target and link.switch is None and link.place not in FRAME_PLACES
        if link.target != page.url and words(link.text) and silent.issuperset(words(link.text))
    )
    text = snapshot.text(page.url, page.lane) if waiting else None
    name, left = "", 0
    for line in text.text.split("\n") if text is not None else ():
        said = words(line)
        tail = _tail(said, silent)
        beside = len(tail) < len(said)
        if beside:
            name, left = line, IN_A_ROW
        while tail and waiting:
            if tail[: len(words(waiting[0].text))] != words(waiting[0].text):
                del tail[0]
                continue
            link = waiting.popleft()
            del tail[: len(words(link.text))]
            called = (beside and name.rpartition(link.text)[0].strip()) or name
            if left and len(words(called)) <= MOST_WORDS and not called.endswith((".", ":", ";", "!")):
                left -= 1
                yield Entry(called, link)


def _tail(said: list[str], silent: frozenset[str]) -> list[str]:
    """The words at the end of a line that name nothing."""
    start = len(said)
    while start and said[start - 1] in silent:
        start -= 1
    return said[start:]


@derived
def _silent(snapshot: Snapshot) -> frozenset[str]:
    """Words that name nothing by themselves."""
    buttons = (word for one in snapshot.lexicon("placeholders").phrases("whole") for word in words(one))
    tongues = (words(one) for language in get_args(Language) for one in snapshot.lexicon("language-switch").phrases(language))
    formats = (word for one in FORMATS for word in words(one))
    return frozenset(formats).union(buttons, (one[0] for one in tongues if len(one) == 1))
