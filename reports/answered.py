"""What the ledger says of addresses against what is on record of their answers: each class that rests on an answer rests on the one it names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from reports.expected import LedgerLine
from reports.jsonread import read_objects
from store.told import N_

FILE = "judging/ledger.jsonl"
NO_ANSWER = N_("{file}: the answer that it rests on is not in data/captures.jsonl.")
OTHER_ANSWER = N_("{file}: the answer that it rests on tells another address or status.")

# An answer to the crawl itself has the address of its line; the browser asks with parts of its own.
CRAWL = "crawl"


class Answer(NamedTuple):
    """What a capture tells of an answer."""

    url: str
    status: int | None
    purpose: str


def differing(data: Path, answers: Mapping[str, Answer]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Lines of the stored ledger that their answers do not bear out, as texts of the catalogues with their fields.

    :param answers: the captures of the package by id. Packages of parts of a run hold no stored ledger.
    """
    path = data / FILE
    if not path.is_file():
        return
    for number, (_, entry) in enumerate(read_objects(path, LedgerLine), 1):
        if entry.capture_id is None:
            continue
        told, named = answers.get(entry.capture_id), {"file": f"data/{FILE}:{number}"}
        if told is None:
            yield NO_ANSWER, named
        elif entry.status not in (None, told.status) or (
            told.purpose == CRAWL and told.url not in (entry.url, entry.redirect_to)
        ):
            yield OTHER_ANSWER, named
