"""The CDXJ index of a package's WARC files: where the answer of an address begins, so that pywb opens the package as it lies.

A line is ``SURT timestamp {"url":…, "mime":…, "status":…, "digest":…, "length":…, "offset":…, "filename":…}``, as cdxj-indexer writes it
(https://specs.webrecorder.net/cdxj/0.1.0/); lines are sorted byte by byte, for readers search them by halving. What was asked for its head
alone has no line: a reader would show its empty answer in the place of the style or picture that a browser fetched a minute later.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote

from reports.bag import Problem
from reports.warcs import Record, records
from store.told import N_

INDEX = "indexes/index.cdxj"
ANSWERS = frozenset({"response", "revisit"})
REVISIT = "warc/revisit"
HEAD = "HEAD"
_UNSAFE = re.compile(r"[^\x21-\x7e]")
# A forged index may be of any size; one that is much longer than its records ask for is not read.
SLACK = 1 << 20
NO_ANSWER = N_("{file}: no answer begins in {warc} at byte {offset}.")
OTHERWISE = N_("{file}: it reads otherwise than the answer in {warc} at byte {offset}: {keys}.")
NO_LINE = N_("{file}: not a line of an index of WARC files.")
LACKS = N_("{file}: the answer in {warc} at byte {offset} is not in it.")
UNSORTED = N_("{file}: its lines are not sorted, or one stands there twice.")
TOO_LONG = N_("{file}: far longer than an index of these WARC files.")


class Place(NamedTuple):
    """Where an answer begins: the name of its WARC file and the byte."""

    warc: str
    offset: str


class Lines(NamedTuple):
    """The lines of answers by their place: of those that an index holds, and of those to HEAD, which indexes of earlier builds hold too."""

    shown: dict[Place, str]
    bare: dict[Place, str]

    @property
    def every(self) -> dict[Place, str]:
        """All of them."""
        return {**self.shown, **self.bare}


def write(folder: Path) -> None:
    """Writes the index of the WARC files in ``folder``/warc; none where there are no answers.

    :raises OSError: the folder cannot be read or written.
    """
    found = ((path.name, record) for path in sorted((folder / "warc").glob("*.warc.gz")) for record in records(path))
    text = _text(lines(found).shown.values())
    if text:
        target = folder / INDEX
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(text)


def lines(found: Iterable[tuple[str, Record]]) -> Lines:
    """The line of each answer; records that could not be read have none.

    :param found: WARC files by name with their records.
    """
    shown: dict[Place, str] = {}
    places: dict[str, Place] = {}
    bare: set[Place] = set()
    for warc, record in found:
        if record.kind in ANSWERS and not record.fault:
            place = places[record.id] = Place(warc, str(record.offset))
            shown[place] = _line(warc, record)
        elif record.method == HEAD and record.answered_by in places:
            bare.add(places[record.answered_by])
    return Lines({place: shown[place] for place in shown if place not in bare}, {place: shown[place] for place in bare})


def compared(path: Path, name: str, wanted: Lines) -> Iterator[Problem]:
    """What the index at ``path`` tells otherwise than the records do.

    :param name: of the file, for people.
    :param wanted: the lines that the records ask for.
    """
    every = wanted.every
    whole = _text(every.values())
    if path.stat().st_size > 2 * len(whole) + SLACK:
        yield Problem(TOO_LONG, {"file": name})
        return
    stated = path.read_bytes()
    if stated in (whole, _text(wanted.shown.values())):
        return
    seen: set[Place] = set()
    faults = 0
    for number, line in enumerate(stated.decode("utf-8", "replace").removesuffix("\n").split("\n"), 1):
        for problem in _differing(f"{name}:{number}", line, every, seen):
            faults += 1
            yield problem
    for place in (place for place in wanted.shown if place not in seen):
        faults += 1
        yield Problem(LACKS, {"file": name, "warc": place.warc, "offset": place.offset})
    if not faults:
        yield Problem(UNSORTED, {"file": name})


def _differing(name: str, line: str, wanted: dict[Place, str], seen: set[Place]) -> Iterator[Problem]:
    told = _parsed(line)
    if told is None:
        yield Problem(NO_LINE, {"file": name})
        return
    place = Place(str(told.get("filename")), str(told.get("offset")))
    seen.add(place)
    values: dict[str, object] = {"file": name, "warc": place.warc, "offset": place.offset}
    if place not in wanted:
        yield Problem(NO_ANSWER, values)
    elif line != wanted[place]:
        asked = _parsed(wanted[place]) or {}
        keys = sorted(key for key in asked.keys() | told.keys() if asked.get(key) != told.get(key))
        yield Problem(OTHERWISE, values | {"keys": ", ".join(keys) or "JSON"})


def _parsed(line: str) -> dict[str, Any] | None:
    """The values of a line, with its key and time; None where it is none."""
    key, _, rest = line.partition(" ")
    moment, _, text = rest.partition(" ")
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return {**value, "surt": key, "timestamp": moment} if isinstance(value, dict) else None


def _line(warc: str, record: Record) -> str:
    values = {
        "url": record.url,
        "mime": REVISIT if record.kind == "revisit" else record.media_type,
        "status": record.status,
        "digest": record.payload_digest,
        "length": str(record.length),
        "offset": str(record.offset),
        "filename": warc,
    }
    told = {name: value for name, value in values.items() if value}
    return f"{_key(record.url)} {re.sub(r'[^0-9]', '', record.date)[:14]} {json.dumps(told)}"


def _key(url: str) -> str:
    """The address as an index is sorted by it. What comes from anybody may be no address: then it stands as it is, in one word."""
    # Loaded where an index is written: it brings a client for HTTP with it, and every command reads this module.
    from surt import surt

    try:
        key = str(surt(url))
    except (ValueError, TypeError, AttributeError, IndexError, KeyError):
        key = url
    return _UNSAFE.sub(lambda found: quote(found[0], errors="replace"), key) or "-"


def _text(found: Iterable[str]) -> bytes:
    return b"".join(sorted(f"{line}\n".encode() for line in found))
