"""Legal acts as a legal database knows them: day, number, and until when each was in force. The port that checks ask, and a file behind it.

An adapter of a legal database gives the same answers (``LegalDatabase``); where nothing is known of an act nothing is said of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Literal, Protocol

from pydantic import Field, model_validator

from store.base import Frozen, Text
from store.strictyaml import ConfigError, convert, read_strict
from store.told import N_, refusal

FOLDER = "acts"
UNTIL_LACKS = N_("an act that is no longer in force needs «until», its first day without force; add it")
UNTIL_STANDS = N_("an act in force has no «until»; remove it or correct «status»")
TWICE = N_("the act of {day} № {number} stands twice; keep one of them")
# Letters of both alphabets that look alike; numbers of acts are written with either.
_ALIKE = str.maketrans("АВЕКМНОРСТХІҚ", "ABEKMHOPCTXIK")
_TAIL = re.compile(r"[\s-]*(?:ЗРК|ҚРЗ|ҚРЗК)$", re.IGNORECASE)
_CENTURY = re.compile(r"(?<=\d)[\s-]*(?:[IVX]+)$")


def plain_number(number: str) -> str:
    """A number as it is compared: capitals of one alphabet, without spaces, the mark of laws and the number of the convocation."""
    bare = _TAIL.sub("", number.strip()).upper().translate(_ALIKE)
    return re.sub(r"[\s–]", lambda found: "-" if found.group() == "–" else "", _CENTURY.sub("", bare)).strip("-./")


class Act(Frozen):
    """One act. ``until`` is the first day on which it was no longer in force; ``by`` the act that ended or replaced it, as written.

    ``basis`` is ``law`` where somebody compared the entry with the text at ``source``, or a stored page of a legal database says so
    (``evidence``: its digest); else ``assumed``: then a person decides by it. Where ``until`` is not ``exact``, it is the day on which the
    database was seen to say that the act has ended.
    """

    number: str = Field(min_length=1)
    day: date
    kind: Literal["law", "decree", "resolution", "order", "instruction", "decision"]
    title: Text
    status: Literal["in-force", "repealed", "replaced"]
    until: date | None = None
    by: str = ""
    source: str = Field(min_length=1)
    basis: Literal["law", "assumed"]
    exact: bool = True
    evidence: str = ""

    @model_validator(mode="after")
    def _ended(self) -> Act:
        if self.status != "in-force" and self.until is None:
            raise refusal(UNTIL_LACKS)
        if self.status == "in-force" and self.until is not None:
            raise refusal(UNTIL_STANDS)
        return self

    def ended(self, as_of: date) -> bool:
        """Whether it was no longer in force on a day."""
        return self.until is not None and self.until <= as_of


class LegalDatabase(Protocol):
    """What checks ask of a legal database."""

    def find(self, day: date, number: str, kind: str) -> Act | None:
        """The act of this day and number; ``kind`` is empty where the citation names none. None where it is not known for certain."""
        ...


class ActsFile(Frozen):
    """A file of config/acts."""

    form: Literal["openness/acts/1"] = Field(alias="schema")
    acts: tuple[Act, ...]


class FileOfActs:
    """Acts of files: a legal database as far as somebody entered it."""

    def __init__(self, acts: Iterable[Act]) -> None:
        self._acts: dict[tuple[date, str], list[Act]] = {}
        for act in acts:
            self._acts.setdefault((act.day, plain_number(act.number)), []).append(act)

    def find(self, day: date, number: str, kind: str) -> Act | None:
        """The act of this day and number whose kind does not contradict; None where there is none or more than one."""
        found = [act for act in self._acts.get((day, plain_number(number)), ()) if not kind or act.kind == kind]
        return found[0] if len(found) == 1 else None


def load_acts(config: Path) -> FileOfActs:
    """Reads every file of config/acts; no folder means no acts.

    :raises ConfigError: anything wrong, with file and line.
    """
    acts: list[Act] = []
    known: set[tuple[date, str, str]] = set()
    for path in sorted((config / FOLDER).glob("*.yaml")):
        document = read_strict(path)
        for number, act in enumerate(convert(document, ActsFile).acts):
            key = (act.day, plain_number(act.number), act.kind)
            if key in known:
                raise document.fault(("acts", number), TWICE, day=act.day.isoformat(), number=act.number)
            known.add(key)
            acts.append(act)
    return FileOfActs(acts)


__all__ = ["Act", "ConfigError", "FileOfActs", "LegalDatabase", "load_acts", "plain_number"]
