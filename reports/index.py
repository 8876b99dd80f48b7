"""The index of an evidence package: which files lie behind which address and time, as CSV and as a page.

Addresses come from anybody. In the CSV no cell begins as a formula does; the page holds no script and no link that would open
what a site sent: paths stand as text, only pictures can be followed.
"""

from __future__ import annotations

import csv
import io
import mimetypes
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reports.html.page import environment
from reports.shape import moment
from store.harvest import Artifact, Capture
from store.visible import line

INDEX_CSV = "index.csv"
INDEX_PAGES = {"kk": "index.kk.html", "ru": "index.ru.html"}
HEADER = (
    "address", "seen_at", "what", "lane", "device", "status", "media_type", "extension", "sha256", "path", "size",
    "warc_file", "warc_offset", "warc_record_id", "findings",
)  # fmt: skip
ANSWER = "answer"
# Rows of the page; the CSV holds all.
SHOWN = 20_000
MOST_IDS = 20
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
# Names of endings that Python's table knows by several or does not know.
_ENDINGS = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "image/jpeg": ".jpg",
    "text/plain": ".txt",
    "application/json": ".json",
}
_PICTURES = frozenset({"image/png", "image/jpeg", "image/webp"})


@dataclass(frozen=True)
class Entry:
    """One stored thing: behind which address, seen when, and where it lies."""

    address: str
    seen_at: str
    what: str
    lane: str
    device: str
    status: str
    media_type: str
    sha256: str
    size: str = ""
    warc_file: str = ""
    warc_offset: str = ""
    warc_record_id: str = ""
    findings: tuple[str, ...] = ()

    @property
    def path(self) -> str:
        """Where it lies in the folder data."""
        return f"objects/{self.sha256[:2]}/{self.sha256}"

    @property
    def extension(self) -> str:
        """The ending that a copy of the file would bear."""
        kind = self.media_type.partition(";")[0].strip().lower()
        return _ENDINGS.get(kind) or mimetypes.guess_extension(kind, strict=True) or ".bin"

    @property
    def picture(self) -> bool:
        """Whether it is a picture that our own browser took, which is safe to follow."""
        return self.what != ANSWER and self.media_type in _PICTURES


def write(folder: Path, found: list[Entry], result: dict[str, Any]) -> None:
    """Writes the index into a folder, as CSV and as a page in each language."""
    (folder / INDEX_CSV).write_text(as_csv(found), encoding="utf-8", newline="")
    for language, name in INDEX_PAGES.items():
        with (folder / name).open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(as_page(found, result, language))


def entries(captures: Iterable[Capture], artifacts: Iterable[Artifact], findings: Iterable[dict[str, Any]]) -> list[Entry]:
    """Everything stored that has an address, by address, time and kind."""
    named: dict[str, list[str]] = {}
    for finding in findings:
        for digest in finding["evidence"]:
            named.setdefault(digest, []).append(finding["id"])
    made = [*(_answer(one, named) for one in captures), *(_measured(one, named) for one in artifacts)]
    return sorted(made, key=lambda one: (one.address, one.seen_at, one.what, one.lane, one.device, one.sha256, one.warc_offset))


def _answer(one: Capture, named: dict[str, list[str]]) -> Entry:
    return Entry(
        address=one.url,
        seen_at=moment(one.requested_at),
        what=ANSWER,
        lane=one.lane,
        device=str(one.device),
        status=str(one.status),
        media_type=one.media_type,
        sha256=one.object_sha256,
        size=str(one.size),
        warc_file=one.warc_file or "",
        warc_offset="" if one.warc_offset is None else str(one.warc_offset),
        warc_record_id=one.warc_record_id or "",
        findings=tuple(sorted(named.get(one.object_sha256, ()))),
    )


def _measured(one: Artifact, named: dict[str, list[str]]) -> Entry:
    return Entry(
        address=one.url,
        seen_at=moment(one.captured_at),
        what=str(one.kind),
        lane=one.lane,
        device=str(one.device),
        status="",
        media_type=one.media_type,
        sha256=one.object_sha256,
        findings=tuple(sorted(named.get(one.object_sha256, ()))),
    )


def as_csv(found: Iterable[Entry]) -> str:
    """The index as CSV in UTF-8 with a mark of order, which spreadsheets ask for; every cell quoted."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(HEADER)
    for one in found:
        values = {**vars(one), "extension": one.extension, "path": f"data/{one.path}", "findings": " ".join(one.findings)}
        writer.writerow([inert(values[name]) for name in HEADER])
    return "\ufeff" + text.getvalue()


def inert(value: str) -> str:
    """A cell that no spreadsheet takes for a formula, without signs that hide or turn."""
    words = line(value, 4000)
    return f"'{words}" if words.startswith(_FORMULA) else words


def as_page(found: list[Entry], result: dict[str, Any], language: str) -> Iterator[str]:
    """The index as one self-contained page in ``language``, in pieces."""
    groups: dict[str, list[Entry]] = {}
    for one in found[:SHOWN]:
        groups.setdefault(one.address, []).append(one)
    template = environment(language).get_template("index.html")
    return template.generate(
        groups=groups, result=result, language=language, left=len(found) - SHOWN, most=MOST_IDS, csv=INDEX_CSV
    )
