"""Telephones of officers and units in lists: a line names one, and its own telephone stands there or in the lines that follow.

Nobody stores where an entry of a list ends. So only lines that certainly go on with the entry may stand between: a person in full, a text that
goes on in small letters, a label of telephones, an address of e-mail. Any other line may be the next entry, whose telephone it is then.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from checks.newsitems import LINE, news_item
from checks.own import Spot, own
from checks.phrases import AS_IT_STANDS, Phrase, in_label
from store.asked import asked
from store.records import PageRecord
from store.snapshot import Snapshot

WORDS = "content-marks"
PHONE, NAME = asked(__name__, WORDS, "beside-phone"), asked(__name__, WORDS, "full-name")
# A number within a town, behind words or signs that only a telephone stands behind.
LOCAL = asked(__name__, WORDS, "local-phone")
# How a line goes on with the entry: a label of what reaches somebody, an address of e-mail.
GOES_ON = asked(__name__, WORDS, "reached"), asked(__name__, WORDS, "beside-email")
# Lines of one entry: name, person, task, room, telephone.
ENTRY = 5
# Words of a line that heads what stands below it.
HEADING = 4


def with_phone(snapshot: Snapshot, page: PageRecord, wanted: Sequence[Phrase]) -> Iterator[str]:
    """Lines of a page that name one of these as it is written and have a telephone of their own; news tell of others."""
    if page.is_home or news_item(snapshot, page.url):
        return
    lines = own(snapshot, Spot(page.url, page.lane)).lines
    for at, line in enumerate(lines):
        found = in_label(wanted, line) if len(line) <= LINE else None
        if found is not None and found.way == AS_IT_STANDS and _answers(snapshot, lines[at : at + ENTRY]):
            yield line


def around_phones(snapshot: Snapshot, lines: Sequence[str]) -> Iterator[str]:
    """Lines that bear a telephone, each with those before it that may say whose it is, and the one behind it."""
    patterns = [snapshot.lexicon(WORDS).pattern(one) for one in (PHONE, LOCAL)]
    bearing = [at for at, line in enumerate(lines) if any(one.search(line) for one in patterns)]
    yield from (
        lines[at] for at in sorted({near for at in bearing for near in range(max(0, at - ENTRY), min(len(lines), at + 2))})
    )


def labelled(snapshot: Snapshot, lines: Sequence[str]) -> Iterator[str]:
    """Lines that bear a telephone, each behind the one above it where that heads it («Журналистерге») or where it says nothing else:
    «Приёмная комиссия:», and below it the number."""
    phone = snapshot.lexicon(WORDS).pattern(PHONE)
    for above, line in pairwise(("", *lines)):
        if phone.search(line):
            heads = len(above.split()) <= HEADING and not phone.search(above)
            alone = not any(map(str.isalpha, phone.sub("", line)))
            yield f"{above} {line}".strip() if heads or alone else line


def _answers(snapshot: Snapshot, lines: Sequence[str]) -> bool:
    """Whether the first of these lines, or one that goes on with it, bears a telephone."""
    phone = snapshot.lexicon(WORDS).pattern(PHONE)
    persons = 0
    for at, line in enumerate(lines):
        found, person = phone.search(line), _person(snapshot, line)
        persons += person
        if persons > 1 or (at and not (person or _goes_on(snapshot, line[: found.start()] if found else line))):
            return False
        if found:
            return True
    return False


def _person(snapshot: Snapshot, line: str) -> bool:
    return snapshot.lexicon(WORDS).pattern(NAME).search(line) is not None


def _goes_on(snapshot: Snapshot, text: str) -> bool:
    """Whether a line, up to its telephone, goes on with the entry rather than begins the next one."""
    first = next((letter for letter in text if letter.isalpha()), "")
    marks = snapshot.lexicon(WORDS)
    return not first or first.islower() or any(marks.pattern(one).search(text) for one in GOES_ON)
