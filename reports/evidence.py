"""The evidence package: a BagIt bag in one ZIP file with everything that a conclusion rests on.

``data/`` holds result.json, findings.jsonl, ledger.jsonl, the reports, run.json (the plan), captures.jsonl and artifacts.jsonl,
``objects/ab/<sha256>``, ``warc/*.warc.gz``, ``methodology/`` (the edition with its LOCK), ``judging/`` and ``config/`` (from which all of it
is judged again), the index by address and that of the WARC files (``indexes/index.cdxj``); beside ``data/``
lie README.kk.txt, README.ru.txt and README.en.txt, for whoever has the package and not the program, and ``signatures/`` where it was sealed. Order,
times and rights inside the file are fixed, so the same run packed by the same software gives the same bytes but for the seals.
"""

from __future__ import annotations

import json
import logging
import re
import shutil
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import bagit

from reports import cdxj, index, seals
from reports.bag import TAGS
from reports.counsel import COUNSEL_FILE
from reports.errors import ReportError
from reports.files import canonical
from reports.ledger import LEDGER_FILE
from reports.manifest import MANIFEST_FILE, Stock, digest, linked
from reports.methodology_files import MAPPING, digest_of, edition_files, mapping_digest_of
from reports.read import read_lines, read_result
from reports.readme import README, readme
from reports.result import FINDINGS_FILE, RESULT_FILE
from reports.since import SINCE_FILE
from reports.verify import Verification, verify
from store.base import Frozen
from store.faults import is_full, no_room
from store.harvest import Artifact, Capture
from store.told import N_

__all__ = ["Package", "Verification", "export", "verify"]

PLAN_FILE = "run.json"
OTHER_EDITION = N_(
    "not the edition that the run was scored by ({name}, digest {digest}); give --config the folder that was used, "
    "or score the run again"
)
OTHER_MAPPING = N_(
    "not the mapping of rows to checks that the run was scored by (digest {digest}); give --config the folder that was used, "
    "or make the run's checks again"
)
UNWRITABLE = N_("the package cannot be written ({reason}); name a file in a folder that this user may write to")
REPORTS = ("report.kk.html", "report.ru.html", "report.en.html")
# The first day that a ZIP file can tell; no time of packing goes into the package.
_ZIP_DAY = (1980, 1, 1, 0, 0, 0)
_RIGHTS = 0o100644 << 16
_PACKED = frozenset({".gz", ".png", ".webp", ".jpg", ".zip"})


class Package(NamedTuple):
    """A written package: its file, its SHA-256 (to be noted on paper), its size in bytes and the number of files in it."""

    path: Path
    sha256: str
    size: int
    files: int


def export(
    run_out: Path,
    target: Path,
    methodology_files: Path,
    captures: Iterable[Capture] = (),
    artifacts: Iterable[Artifact] = (),
    stored: str = "",
    beside: Path | None = None,
    seal: Callable[[bytes], dict[str, bytes]] | None = None,
) -> Package:
    """Packs the run in ``run_out`` into the file ``target``.

    :param methodology_files: the folder of the edition that the run was scored by.
    :param captures: what was fetched, so that ``verify`` can match each with its WARC record and its object.
    :param artifacts: what the browser stored.
    :param beside: a folder whose files go into the package as they lie there: what judging again needs.
    :param seal: makes signature and time stamp over the bytes of the list that all others hang on, by their names in the package.
    :param stored: the address under which objects and WARC files lie, where that is not the run's own folder ``evidence``.
    :raises ReportError: one line: the run is not finished, its evidence was changed or is incomplete, the edition is another
        one than the run was scored by, or ``target`` cannot be written.
    """
    result = read_result(run_out)
    evidence = run_out / "evidence"
    stock = Stock(stored or evidence)
    _refuse_changed(evidence, stock)
    _refuse_incomplete(run_out, evidence, stock)
    _refuse_other_edition(result, methodology_files)
    with staging(target) as room:
        bag = room / f"openness-{re.sub(r'[^A-Za-z0-9.-]', '_', result['run']['id'])}"
        bag.mkdir()
        for source, name in (*_payload(run_out, methodology_files), *_beside(beside)):
            linked(source, _room_for(bag / name))
        for name in stock.objects():
            stock.bring(name, _room_for(bag / "objects" / name))
        for name in stock.warcs():
            stock.bring(name, _room_for(bag / name))
        cdxj.write(bag)
        fetched, measured = list(captures), list(artifacts)
        _write_lines(bag / "captures.jsonl", fetched)
        _write_lines(bag / "artifacts.jsonl", measured)
        index.write(bag, index.entries(fetched, measured, read_lines(run_out)), result)
        _make_bag(bag, result)
        if seal is not None:
            seals.put(bag, seal(seals.sealed(bag)))
        draft = room / "package.zip"
        count = _zip(bag, draft)
        draft.replace(target)
    return Package(target, digest(target), target.stat().st_size, count)


def _payload(run_out: Path, edition: Path) -> Iterator[tuple[Path, str]]:
    for name in (RESULT_FILE, FINDINGS_FILE, LEDGER_FILE, COUNSEL_FILE, SINCE_FILE, PLAN_FILE, *REPORTS):
        if (run_out / name).is_file():
            yield run_out / name, name
    for form in sorted(path for path in (run_out / "forms").rglob("*") if path.is_file()):
        yield form, form.relative_to(run_out).as_posix()
    for path in edition_files(edition):
        yield path, f"methodology/{path.name}"


def _beside(folder: Path | None) -> Iterator[tuple[Path, str]]:
    if folder is not None:
        yield from ((path, path.relative_to(folder).as_posix()) for path in sorted(folder.rglob("*")) if path.is_file())


def _refuse_changed(evidence: Path, stock: Stock) -> None:
    path = evidence / MANIFEST_FILE
    try:
        manifest = json.loads(path.read_text(encoding="utf-8"))
        entries = [*manifest["objects"], *manifest["warc"]]
    except (OSError, ValueError, KeyError, TypeError) as fault:
        raise ReportError(path, "cannot be read; run the report stage of this run first") from fault
    for entry in entries:
        if stock.digest(entry["path"]) != entry["sha256"]:
            raise ReportError(Path(stock.place(entry["path"])), "changed since the report; the run must be made again")


def _refuse_incomplete(run_out: Path, evidence: Path, stock: Stock) -> None:
    stored = {name.rpartition("/")[2] for name in stock.objects()}
    for finding in read_lines(run_out):
        for name in finding["evidence"]:
            if name not in stored:
                gone = N_("the object {name} of finding {finding} is gone; the run must be made again")
                raise ReportError(evidence, gone, name=name, finding=finding["id"])


def _refuse_other_edition(result: dict[str, Any], folder: Path) -> None:
    edition = result["methodology"]
    if digest_of(folder) != edition["sha256"]:
        raise ReportError(folder, OTHER_EDITION, name=f"{edition['id']} {edition['edition']}", digest=edition["sha256"])
    mapping = result.get("mapping")
    if mapping and mapping != mapping_digest_of(folder):
        raise ReportError(folder / MAPPING, OTHER_MAPPING, digest=mapping)


@contextmanager
def staging(target: Path) -> Iterator[Path]:
    """A folder beside ``target`` in which it is made, gone afterwards. Raises ReportError or NoRoom where it cannot be written."""
    if target.is_dir():
        raise ReportError(
            target, "is a folder; name a file for the package, for example {example}", example=target / "evidence.zip"
        )
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        room = Path(tempfile.mkdtemp(prefix=".openness-", dir=target.parent))
    except OSError as fault:
        if is_full(fault):
            raise no_room(target, fault.errno) from fault
        raise ReportError(target, UNWRITABLE, reason=fault.strerror or type(fault).__name__) from fault
    try:
        yield room
    except OSError as fault:
        if is_full(fault):
            raise no_room(target, fault.errno) from fault
        raise ReportError(target, UNWRITABLE, reason=fault.strerror or type(fault).__name__) from fault
    finally:
        shutil.rmtree(room, ignore_errors=True)


def _room_for(target: Path) -> Path:
    target.parent.mkdir(parents=True, exist_ok=True)
    return target


def _write_lines(path: Path, items: Iterable[Frozen]) -> None:
    lines = sorted(canonical(item.model_dump(mode="json")) for item in items)
    if lines:
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _make_bag(folder: Path, result: dict[str, Any]) -> None:
    logging.getLogger("bagit").setLevel(logging.CRITICAL)
    info = {
        "Source-Organization": "openness",
        "External-Description": f"Evidence of an openness audit: {result['body']['name']['ru']}, {result['run']['as_of']}",
        "External-Identifier": result["run"]["id"],
        "Bagging-Date": result["run"]["finished_at"][:10],
        "Bag-Software-Agent": f"{result['run']['software']}; bagit.py",
    }
    bagit.make_bag(str(folder), info, checksums=["sha256"])
    for language, name in README.items():
        (folder / name).write_text(readme(result, folder.name, language), encoding="utf-8", newline="\n")
    # bagit lists its own files in the order of the disk; a fixed order makes the package the same on every disk.
    own = sorted(path for path in folder.iterdir() if path.is_file() and path.name != TAGS)
    (folder / TAGS).write_text("".join(f"{digest(path)} {path.name}\n" for path in own), encoding="utf-8", newline="\n")


def _zip(folder: Path, target: Path) -> int:
    names = sorted(path.relative_to(folder.parent).as_posix() for path in folder.rglob("*") if path.is_file())
    with zipfile.ZipFile(target, "w", allowZip64=True) as package:
        for name in names:
            entry = zipfile.ZipInfo(name, _ZIP_DAY)
            entry.external_attr = _RIGHTS
            entry.create_system = 3
            entry.compress_type = zipfile.ZIP_STORED if Path(name).suffix in _PACKED else zipfile.ZIP_DEFLATED
            with (folder.parent / name).open("rb") as source, package.open(entry, "w", force_zip64=False) as sink:
                shutil.copyfileobj(source, sink, 1 << 20)
    return len(names)
