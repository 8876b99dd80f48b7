"""What people said of single messages on drafts and budgets: the lines of an imported register, found by number or by their words."""

from __future__ import annotations

from typing import NamedTuple

from checks.derived import derived
from checks.letters import words
from store.reported import FEEDBACK, Fact
from store.snapshot import Snapshot

REGISTER = "feedback"
# So many words at its beginning tell a message from others.
TOLD = 30


class Line(NamedTuple):
    """A line of the register: where it stands, what it is of, and what was said of it."""

    fact: Fact
    source: str
    proposal: bool
    accepted: bool
    answered: bool

    @property
    def cells(self) -> str:
        """Cells of the line."""
        return ", ".join(self.fact.places)


@derived
def register(snapshot: Snapshot) -> tuple[Line, ...] | None:
    """The lines of the register that counts for the body and period; None where none was taken in."""
    item = snapshot.imported(REGISTER)
    return None if item is None else tuple(_line(fact) for fact in item.facts if fact.name == FEEDBACK)


def _line(fact: Fact) -> Line:
    told = fact.details
    return Line(
        fact,
        told.get("source", ""),
        told.get("class") == "proposal",
        told.get("accepted") == "yes",
        bool(told.get("answered")),
    )


def line_of(lines: list[Line], source: str, key: str, text: str) -> Line | None:
    """The line on a message: by its number, else by its first words; it is taken out of the list.

    :param key: its number on the portal, or the last part of it.
    """
    own = [one for one in lines if one.source == source]
    numbers = {key, key.rpartition(":")[2]}
    found = next((one for one in own if one.fact.subject in numbers), None) or next(
        (one for one in own if _same(one, text)), None
    )
    if found is not None:
        lines.remove(found)
    return found


def _same(line: Line, text: str) -> bool:
    """Whether the words of a line without number are those of the message, or begin it."""
    said, told = words(text)[:TOLD], words(line.fact.details.get("text", ""))[:TOLD]
    shorter = min(len(said), len(told))
    return not line.fact.subject and shorter > 0 and said[:shorter] == told[:shorter] and (shorter > 3 or len(said) == len(told))
