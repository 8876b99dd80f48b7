"""What a capture tells of its answer against the record that it rests on: address, headers, status and time.

Servers send what no standard knows, and writing a record takes some of it away: signs beyond ASCII, blanks at the ends, the coding of the
transfer. None of that is a forgery, so only what survives every way of writing is compared.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from urllib.parse import unquote

from reports.expected import CaptureLine
from reports.warcs import Record
from store.told import N_

OTHER_STATUS = N_("{file}: its WARC record tells another status.")
OTHER_TIME = N_("{file}: its WARC record tells another time.")
OTHER_ADDRESS = N_("{file}: its WARC record tells another address.")
OTHER_HEADERS = N_("{file}: its WARC record tells other headers.")
# Under this beginning a record keeps a header whose own name would say something of the record.
KEPT_AS = "x-archive-orig-"
_NAME = re.compile(r"[A-Za-z0-9_-]+")
_UNSURE = re.compile(r"[^!-~]+")
_PLAIN = re.compile(r"[ -~\t]{0,4000}")


def otherwise(capture: CaptureLine, record: Record) -> str:
    """What a record tells otherwise than the capture that rests on it, as a text of the catalogues; empty where they agree."""
    if _address(capture.url) != _address(record.url):
        return OTHER_ADDRESS
    if capture.headers is not None and not _headed(capture.headers, record):
        return OTHER_HEADERS
    if capture.status is not None and record.status != str(capture.status):
        return OTHER_STATUS
    if capture.requested_at and record.date and _moment(record.date) != _moment(capture.requested_at):
        return OTHER_TIME
    return ""


def _address(url: str) -> str:
    return _UNSURE.sub("", unquote(url.partition("#")[0]))


def _headed(headers: list[list[str]], record: Record) -> bool:
    """Whether the headers are those of the record; one that says «unchanged» leaves out what the answer before it told."""
    odd = {_named(name) for name, value in _pairs(headers) if not _PLAIN.fullmatch(value)}
    named, told = _sure(headers, odd), _sure(record.headers, odd)
    return named == told if record.kind == "response" else told <= named


def _sure(headers: Iterable[Iterable[str]], odd: set[str]) -> set[tuple[str, str]]:
    """The headers without those whose value no record holds as it came."""
    return {(_named(name), _UNSURE.sub("", value)) for name, value in _pairs(headers) if _named(name) not in odd}


def _pairs(headers: Iterable[Iterable[str]]) -> Iterator[tuple[str, str]]:
    for one in headers:
        pair = tuple(one)
        if len(pair) == 2 and _NAME.fullmatch(pair[0]):
            yield pair[0], pair[1]


def _named(name: str) -> str:
    return name.lower().removeprefix(KEPT_AS)


def _moment(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None
