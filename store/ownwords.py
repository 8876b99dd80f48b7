"""Words that a check brings in a file of its own: names of its facts and options, words of their codes, and reasons.

``store/words/<check>.yaml`` stands beside the tables of ``factnames``, ``codes`` and ``reasonwords``, which take in what it says. No word is
told twice: a name that has words already is refused, so that nothing changes what another check says.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Literal, NamedTuple

from pydantic import Field

from store.base import Frozen
from store.findings import Message
from store.strictyaml import Document, Place, convert, read_strict
from store.told import N_

FOLDER = Path(__file__).parent / "words"
Part = Literal["facts", "options", "reasons"]
Way = Literal["number", "moment", "quotation", "days", "figure", "format"]
KNOWN = N_("«{name}» has words already, in {file}; take those, or give it another name")


class Words(Frozen):
    """One file. ``written`` says how the values of a fact are written that are no codes: numbers and days as each language writes them, a
    quotation between its marks, a format in capitals; a ``figure`` is counted, and may be told by its ends.
    """

    form: Literal["openness/words/1"] = Field(alias="schema")
    facts: dict[str, Message] = {}
    options: dict[str, Message] = {}
    codes: dict[str, dict[str, Message]] = {}
    reasons: dict[str, Message] = {}
    written: dict[str, Way] = {}


class _File(NamedTuple):
    name: str
    document: Document
    words: Words


@cache
def _files(folder: Path) -> tuple[_File, ...]:
    documents = [read_strict(path) for path in sorted(folder.glob("*.yaml"))]
    return tuple(_File(one.path.name, one, convert(one, Words)) for one in documents)


def joined(central: Mapping[str, Message], part: Part, of: str, folder: Path = FOLDER) -> dict[str, Message]:
    """A table with what the files of checks add to it.

    :param central: the table as it is without them.
    :param part: which words of the files go into it.
    :param of: the file of the table, to be named where a word is in it already.
    :raises ConfigError: file and line of a word that stands already, or of what is no such file.
    """
    found, told_by = dict(central), dict.fromkeys(central, of)
    for file in _files(folder):
        _take(file, getattr(file.words, part), (part,), found, told_by)
    return found


def joined_codes(central: Mapping[str, Mapping[str, Message]], of: str, folder: Path = FOLDER) -> dict[str, dict[str, Message]]:
    """The same for the codes of each fact."""
    found = {fact: dict(codes) for fact, codes in central.items()}
    told_by = {fact: dict.fromkeys(codes, of) for fact, codes in central.items()}
    for file in _files(folder):
        for fact, codes in file.words.codes.items():
            _take(file, codes, ("codes", fact), found.setdefault(fact, {}), told_by.setdefault(fact, {}))
    return found


def written(way: Way, folder: Path = FOLDER) -> frozenset[str]:
    """Facts whose values the files of checks want written in one way."""
    return frozenset(fact for file in _files(folder) for fact, one in file.words.written.items() if one == way)


def _take(file: _File, words: Mapping[str, Message], place: Place, found: dict[str, Message], told_by: dict[str, str]) -> None:
    for name, said in words.items():
        if name in found:
            raise file.document.fault((*place, name), KNOWN, name=name, file=told_by[name])
        found[name], told_by[name] = said, f"store/words/{file.name}"
