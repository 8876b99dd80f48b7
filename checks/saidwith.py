"""What a text says around a contact datum: its paragraph, or the sentence alone that gives it by its means («Телефон: +7 …»), for then the
rest of the paragraph may tell of others."""

from __future__ import annotations

from collections.abc import Sequence

from checks.sentences import sentences
from store.asked import asked
from store.records import ContactRecord
from store.snapshot import Snapshot

WORDS = "content-marks"
REACHED = asked(__name__, WORDS, "reached")
# The last figures of a number stand in every way of writing it.
LAST = 5


def said_with(snapshot: Snapshot, lines: Sequence[str], contact: ContactRecord) -> str:
    """The paragraph that bears a datum, which may be a link or a cell of its own there, or its sentence where that begins with the means."""
    near = [line for line in lines if contact.quote in line] or [contact.quote]
    end = _figures(contact.value)[-LAST:]
    told = ((line, one) for line in near for one in sentences(line) if not end or end in _figures(one))
    line, sentence = next(told, (near[0], ""))
    return sentence if snapshot.lexicon(WORDS).pattern(REACHED).match(sentence) is not None else line


def _figures(text: str) -> str:
    return "".join(filter(str.isdigit, text))


__all__ = ["said_with"]
