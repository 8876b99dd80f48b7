"""The exchange with a site as a WACZ (https://specs.webrecorder.net/wacz/1.1.1/): one file that ReplayWeb.page and pywb open.

It holds what the package holds in ``warc/`` with its index, and a list of the pages read. It proves nothing by itself – the package does –
but it needs no unpacking: WARC files lie in it as they are, so that a reader fetches single answers out of it.
"""

from __future__ import annotations

import hashlib
import shutil
import zipfile
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

from reports import cdxj
from reports.evidence import Package, staging
from reports.files import canonical
from reports.i18n import t
from reports.manifest import Stock, digest
from reports.readme import HOLDS
from store.harvest import Capture

VERSION = "1.1.1"
# pywb looks for an index by this ending alone.
INDEX = "indexes/index.cdx"
PAGES, DATA, SEAL = "pages/pages.jsonl", "datapackage.json", "datapackage-digest.json"
HEAD = {"format": "json-pages-1.0", "id": "pages", "title": "Pages"}
HTML = frozenset({"text/html", "application/xhtml+xml"})
# The first day that a ZIP file can tell; no time of packing goes into the file.
_ZIP_DAY = (1980, 1, 1, 0, 0, 0)
_RIGHTS = 0o100644 << 16
_BLOCK = 1 << 20


class Member(NamedTuple):
    """A file of the WACZ: its name there, its digest and its size."""

    name: str
    sha256: str
    size: int


def write_wacz(target: Path, result: dict[str, Any], captures: Iterable[Capture], stored: str) -> Package:
    """Writes the exchange of a run.

    :param result: the value of its result.json.
    :param captures: what was fetched; pages that were read are listed with their time.
    :param stored: the folder or address under which its WARC files lie.
    :raises ReportError: ``target`` cannot be written, or a WARC file cannot be read.
    """
    stock = Stock(stored)
    with staging(target) as room:
        (room / "warc").mkdir()
        for name in stock.warcs():
            stock.bring(name, room / name)
        cdxj.write(room)
        (room / "warc").rename(room / "archive")
        if (room / cdxj.INDEX).exists():
            (room / cdxj.INDEX).rename(room / INDEX)
        _lines(room / PAGES, pages(captures))
        members = [_member(room, path) for path in sorted(room.rglob("*")) if path.is_file()]
        data = canonical(described(result, members), indent=1).encode() + b"\n"
        (room / DATA).write_bytes(data)
        seal = {"path": DATA, "hash": f"sha256:{hashlib.sha256(data).hexdigest()}"}
        (room / SEAL).write_text(canonical(seal, indent=1) + "\n", encoding="utf-8")
        draft = room / "draft.wacz"
        names = [*(member.name for member in members), DATA, SEAL]
        _zip(room, draft, names)
        draft.replace(target)
    return Package(target, digest(target), target.stat().st_size, len(names))


def pages(captures: Iterable[Capture]) -> Iterator[dict[str, Any]]:
    """The pages that answered, each address once with the time of its first answer."""
    seen: dict[str, datetime] = {}
    for one in sorted(captures, key=lambda one: (one.requested_at, one.url, one.id)):
        if one.good and one.warc_file is not None and one.media_type.partition(";")[0].strip().lower() in HTML:
            seen.setdefault(one.url, one.requested_at)
    for url, at in sorted(seen.items()):
        yield {"id": hashlib.sha256(url.encode()).hexdigest()[:16], "url": url, "title": url, "ts": _moment(at)}


def described(result: dict[str, Any], members: Iterable[Member]) -> dict[str, Any]:
    """The value of datapackage.json."""
    run = result["run"]
    return {
        "profile": "data-package",
        "wacz_version": VERSION,
        "title": f"{result['body']['name']['ru']}, {run['as_of']}",
        "description": f"openness audit {run['id']}. {t(HOLDS, 'en')}",
        "software": run["software"],
        "created": run["finished_at"],
        "resources": [
            {"name": Path(one.name).name, "path": one.name, "hash": f"sha256:{one.sha256}", "bytes": one.size} for one in members
        ],
    }


def _member(room: Path, path: Path) -> Member:
    return Member(path.relative_to(room).as_posix(), digest(path), path.stat().st_size)


def _lines(path: Path, values: Iterable[dict[str, Any]]) -> None:
    path.parent.mkdir(parents=True)
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for value in (HEAD, *values):
            file.write(canonical(value) + "\n")


def _moment(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def _zip(room: Path, target: Path, names: Iterable[str]) -> None:
    """Everything as it lies: readers find an answer by its place in the WARC file, which must not be packed a second time."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED, allowZip64=True) as archive:
        for name in names:
            entry = zipfile.ZipInfo(name, _ZIP_DAY)
            entry.external_attr, entry.create_system = _RIGHTS, 3
            # Told beforehand, so that only what needs it gets the longer head of ZIP64: ReplayWeb.page takes all heads for equally long.
            entry.file_size = (room / name).stat().st_size
            with (room / name).open("rb") as source, archive.open(entry, "w") as sink:
                shutil.copyfileobj(source, sink, _BLOCK)
