"""Proving a package whole on any machine: no database, no network, no configuration.

What is proved: the bag (every file's SHA-256, none missing, none added), each object's name, the evidence of each finding, each
WARC record with its payload digest and its object, each capture with both, the digest that closes the edition of the law,
and that the result and the findings name each other.
"""

from __future__ import annotations

import json
import logging
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import bagit

from reports.errors import ReportError
from reports.i18n import t
from reports.manifest import digest
from reports.methodology_files import digest_of, lock_of
from reports.read import read_lines, read_result
from reports.result import finding_ids
from reports.unpack import Refused, unpack
from reports.warcs import Record, records
from store.findings import MANUAL

TAGS = "tagmanifest-sha256.txt"


@dataclass(frozen=True)
class Verification:
    """What was proved: ``problems`` name the file and the fault, ``counts`` what was looked at."""

    ok: bool
    problems: list[str]
    counts: dict[str, int]


def verify(path: Path, language: str = "ru") -> Verification:
    """Proves the package at ``path``.

    :param language: of the problems' wording: kk, ru or en.
    :returns: ``ok`` only when nothing at all differs.
    """
    logging.getLogger("bagit").setLevel(logging.CRITICAL)
    with tempfile.TemporaryDirectory(prefix="openness-verify-") as room:
        try:
            folder, problems = unpack(Path(path), Path(room), language)
        except Refused as refusal:
            return Verification(False, [str(refusal)], {})
        proof = _Proof(folder, language, problems)
        try:
            proof.run()
        except ReportError as fault:
            proof.problems.append(str(fault).replace(f"{folder}/", ""))
        problems = list(dict.fromkeys(proof.problems))
        return Verification(not problems, problems, proof.counts)


@dataclass
class _Proof:
    folder: Path
    language: str
    problems: list[str]
    counts: dict[str, int] = field(default_factory=dict)

    def run(self) -> None:
        self._bag()
        self._objects()
        self._findings()
        self._methodology()
        self._plan()
        self._captures(self._warcs())

    def _say(self, key: str, **values: Any) -> None:
        self.problems.append(t(key, self.language, **values))

    @property
    def data(self) -> Path:
        return self.folder / "data"

    @cached_property
    def objects(self) -> set[str]:
        return {path.name for path in self.data.glob("objects/??/*")}

    def _bag(self) -> None:
        try:
            bag = bagit.Bag(str(self.folder))
            absent, added = bag.compare_manifests_with_fs()
        except (bagit.BagError, OSError, UnicodeError, ValueError) as fault:
            self._say("{file}: not a BagIt bag ({fault}).", file=self.folder.name, fault=" ".join(str(fault).split()))
            return
        for name in sorted(absent):
            self._say("{file}: listed in the manifest, but not in the package.", file=name)
        for name in sorted(added):
            self._say("{file}: in the package, but not in the manifest.", file=name)
        sums = {name: digest(self.folder / name) for name in sorted(bag.entries) if name not in absent}
        for name, found in sums.items():
            if bag.entries[name].get("sha256", "").lower() != found:
                self._say("{file}: changed; its SHA-256 is not the one in the manifest.", file=name)
        self._tags(sums)
        if not self.problems and not bag.is_valid(fast=True):
            self._say("{file}: size or number of files differ from those stated.", file="bag-info.txt")
        self.counts["files"] = len(sums)

    def _tags(self, sums: dict[str, str]) -> None:
        """The list of BagIt's own files is the one file that nothing else lists: it must read exactly as it is made."""
        lines = [f"{found} {name}\n" for name, found in sums.items() if not name.startswith("data/")]
        path = self.folder / TAGS
        if not path.is_file() or path.read_bytes() != "".join(lines).encode():
            self._say("{file}: changed; its SHA-256 is not the one in the manifest.", file=TAGS)

    def _objects(self) -> None:
        for path in sorted(self.data.glob("objects/??/*")):
            if digest(path) != path.name or path.parent.name != path.name[:2]:
                self._say("{file}: the object's bytes do not match its name.", file=self._name(path))
        self.counts["objects"] = len(self.objects)

    def _findings(self) -> None:
        result, lines = read_result(self.data), read_lines(self.data)
        known = {line["id"] for line in lines}
        for identity, row in finding_ids(result).items():
            if identity not in known:
                self._say("data/result.json: {row} names the finding {id}, which is not in findings.jsonl.", row=row, id=identity)
        self.counts["findings"] = len(lines)
        if len(known) != len(lines):
            self._say("data/findings.jsonl: an id stands there twice.")
        named = {*finding_ids(result), *result["unused"]["findings"]}
        for line in lines:
            if line["id"] not in named and line["check"] != MANUAL:
                self._say("data/findings.jsonl: the finding {id} is named nowhere in result.json.", id=line["id"])
            for name in line["evidence"]:
                if name not in self.objects:
                    self._say(
                        "data/findings.jsonl: the evidence {name} of finding {id} is not in the package.",
                        name=name,
                        id=line["id"],
                    )

    def _methodology(self) -> None:
        folder = self.data / "methodology"
        stated = read_result(self.data)["methodology"]["sha256"]
        found = digest_of(folder)
        if found != stated:
            self._say("data/methodology: digest {found}, but the result was made by {stated}.", found=found, stated=stated)
        lock = lock_of(folder)
        if lock is not None and lock != found:
            self._say("data/methodology/LOCK: the edition differs from the one that was closed ({lock}).", lock=lock)

    def _plan(self) -> None:
        path = self.data / "run.json"
        try:
            plan = json.loads(path.read_text(encoding="utf-8"))
            identity = plan["run_id"]
        except (OSError, ValueError, KeyError, TypeError):
            self._say("data/run.json: the plan of the run is absent or cannot be read.")
            return
        stated = read_result(self.data)["run"]["id"]
        if identity != stated:
            self._say("data/run.json: the plan is of run {found}, the result of run {stated}.", found=identity, stated=stated)

    def _warcs(self) -> dict[tuple[str, int], Record]:
        found: dict[tuple[str, int], Record] = {}
        paths = sorted(self.data.glob("warc/*.warc.gz"))
        for path in paths:
            for record in records(path):
                name = self._name(path)
                if record.fault:
                    self._say("{file}: record at byte {offset}: {fault}.", file=name, offset=record.offset, fault=record.fault)
                elif record.kind == "response" and record.body_sha256 not in self.objects:
                    self._say("{file}: the answer at byte {offset} is not among the objects.", file=name, offset=record.offset)
                found[(path.name, record.offset)] = record
        self.counts["warc_files"] = len(paths)
        self.counts["warc_records"] = len(found)
        return found

    def _captures(self, found: dict[tuple[str, int], Record]) -> None:
        count = 0
        for number, capture in enumerate(self._lines("captures.jsonl"), 1):
            count += 1
            file = f"data/captures.jsonl:{number}"
            if capture["object_sha256"] not in self.objects:
                self._say("{file}: the object {name} is not in the package.", file=file, name=capture["object_sha256"])
            if capture.get("warc_file") is None:
                continue
            record = found.get((capture["warc_file"], capture["warc_offset"]))
            if record is None or record.id != capture["warc_record_id"]:
                self._say("{file}: its WARC record is not where the capture says.", file=file)
            elif record.kind == "response" and record.body_sha256 != capture["object_sha256"]:
                self._say("{file}: its WARC record holds another answer than its object.", file=file)
        for number, artifact in enumerate(self._lines("artifacts.jsonl"), 1):
            if artifact["object_sha256"] not in self.objects:
                file = f"data/artifacts.jsonl:{number}"
                self._say("{file}: the object {name} is not in the package.", file=file, name=artifact["object_sha256"])
        self.counts["captures"] = count

    def _lines(self, name: str) -> Iterator[dict[str, Any]]:
        path = self.data / name
        if not path.is_file():
            return
        with path.open(encoding="utf-8", errors="replace") as file:
            for number, line in enumerate(file, 1):
                try:
                    value = json.loads(line)
                    value["object_sha256"]
                except (ValueError, KeyError, TypeError):
                    self._say("{file}: not a line that this program writes.", file=f"data/{name}:{number}")
                    continue
                yield value

    def _name(self, path: Path) -> str:
        return path.relative_to(self.folder).as_posix()
