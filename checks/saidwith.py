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
    told = ((line, one) for line in near if (one := sentence_with(line, contact.value)))
    line, sentence = next(told, (near[0], ""))
    return sentence if by_means(snapshot, sentence) else line


def sentence_with(text: str, value: str) -> str:
    """The first sentence of a text that bears the figures of a datum, in whatever way they are written; the first at all where it has none, and
    empty where no sentence bears them."""
    end = figures(value)[-LAST:]
    return next((one for one in sentences(text) if not end or end in figures(one)), "")


def by_means(snapshot: Snapshot, sentence: str) -> bool:
    """Whether a sentence begins with the means by which somebody is reached, and not with who that is."""
    return snapshot.lexicon(WORDS).pattern(REACHED).match(sentence) is not None


def figures(text: str) -> str:
    """The figures of a text, one after another."""
    return "".join(filter(str.isdigit, text))


__all__ = ["by_means", "figures", "said_with", "sentence_with"]
