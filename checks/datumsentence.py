"""The sentence of a text in which a contact datum stands: a paragraph may tell of others as well."""

from __future__ import annotations

from collections.abc import Sequence

from checks.sentences import sentences
from store.records import ContactRecord

# The last figures of a number stand in every way of writing it.
LAST = 5


def sentence_of(lines: Sequence[str], contact: ContactRecord) -> str:
    """The sentence that bears a datum, which may be a link or a cell of its own there; the line as it was read where none does."""
    near = [line for line in lines if contact.quote in line] or [contact.quote]
    end = _figures(contact.value)[-LAST:]
    said = (one for line in near for one in sentences(line) if not end or end in _figures(one))
    return next(said, near[0])


def _figures(text: str) -> str:
    return "".join(filter(str.isdigit, text))


__all__ = ["sentence_of"]
