"""Proving a package whole on any machine: no database, no network, no configuration.

What is proved: the bag (every file's SHA-256, none missing, none added), each object's name, the evidence of each finding, each
WARC record with its payload digest and its object, each capture with both, the index of the WARC files, the digest that closes the
edition of the law, and that the result and the findings name each other. Each part is proved by itself: one that cannot be read hides
no other.
"""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from reports import answered, cdxj, read, seals
from reports.bag import proved
from reports.borne import otherwise
from reports.errors import ReportError
from reports.expected import ArtifactLine, CaptureLine, PlanFile, ResultFile
from reports.i18n import N_, t
from reports.jsonread import M, read_object, read_objects
from reports.madeby import made_by
from reports.manifest import digest
from reports.methodology_files import digest_of, lock_of, mapping_digest_of
from reports.signatures import Anchors
from reports.unpack import MAX_ENTRIES, Refused, unpack
from reports.warcs import Record, records
from store.findings import MANUAL
from store.visible import line

# Files that no list of the bag can hold.
SEALED = frozenset({*seals.SEALS, seals.LIST})
# Problems that are told, and letters of one of them.
SHOWN = 1000
LONG = 1000
NO_FILE = N_("data/result.json: the file {name} of the decision {id} is not in the package.")
NO_RECORD = N_("{file}: it names no WARC record; every answer of the harvest has one.")
# Captures that no exchange of this harvest carries: drawn by the browser, taken over from an earlier run, cited from a portal's reading.
WITHOUT_RECORD = frozenset({"", "render", "kept", "portal"})
NO_EVIDENCE = N_("data/findings.jsonl: the evidence {name} of finding {id} is not in the package.")


@dataclass(frozen=True)
class Verification:
    """What was proved: ``problems`` name the file and the fault, ``counts`` what was looked at."""

    ok: bool
    problems: list[str]
    counts: dict[str, int]
    seals: list[str] = field(default_factory=list)
    makers: dict[str, str] = field(default_factory=dict)


def verify(
    path: Path,
    language: str = "ru",
    most: int = MAX_ENTRIES,
    further: Callable[[Path], Iterable[str]] | None = None,
    trust: Anchors | None = None,
) -> Verification:
    """Proves the package at ``path``.

    :param language: of the problems' wording: kk, ru or en.
    :param most: how many files the package may hold.
    :param further: looks at the payload of a package in which nothing was found wrong, and tells what is wrong with it nevertheless.
    :param trust: authorities that must vouch for signature and time stamp.
    :returns: ``ok`` only when nothing at all differs. At most ``SHOWN`` problems are told, each in one line; ``seals`` tells what
        signature and time stamp prove, ``makers`` which program and tools the package names.
    """
    logging.getLogger("bagit").setLevel(logging.CRITICAL)
    with tempfile.TemporaryDirectory(prefix="openness-verify-") as room:
        try:
            folder, problems = unpack(Path(path), Path(room), language, most)
        except Refused as refusal:
            return Verification(False, [line(refusal, LONG)], {})
        proof = _Proof(folder, language, trust)
        for problem in problems:
            proof.note(problem)
        proof.run()
        for problem in further(folder / "data") if further is not None and not proof.number else ():
            proof.note(problem)
        return Verification(not proof.number, proof.told(), proof.counts, proof.seals, proof.makers)


@dataclass
class _Proof:
    folder: Path
    language: str
    trust: Anchors | None = None
    seals: list[str] = field(default_factory=list)
    tools: set[str] = field(default_factory=set)
    makers: dict[str, str] = field(default_factory=dict)
    problems: dict[str, None] = field(default_factory=dict)
    number: int = 0
    counts: dict[str, int] = field(default_factory=dict)
    ids: set[str] = field(default_factory=set)
    records: dict[tuple[str, int], Record] = field(default_factory=dict)
    answers: dict[str, answered.Answer] = field(default_factory=dict)

    def run(self) -> None:
        steps = (self._bag, self._objects, self._findings, self._result, self._methodology, self._plan, self._captures,
                 self._ledger, self._index, self._artifacts, self._makers, self._seals)  # fmt: skip
        for step in steps:
            try:
                step()
            except ReportError as fault:
                self.note(fault.line(lambda text, **values: t(text, self.language, **values)))

    def note(self, problem: str) -> None:
        """A problem in one line; beyond a bound problems are only counted."""
        words = line(problem.replace(f"{self.folder}/", ""), LONG)
        if words not in self.problems:
            self.number += 1
            if len(self.problems) < SHOWN:
                self.problems[words] = None

    def told(self) -> list[str]:
        """The problems, and a last line where there are more of them."""
        more = self.number - len(self.problems)
        return [*self.problems, *([t("… and {more} more problems.", self.language, more=more)] if more else [])]

    def _say(self, key: str, **values: Any) -> None:
        told = {name: line(value) if isinstance(value, str) else value for name, value in values.items()}
        self.note(t(key, self.language, **told))

    @property
    def data(self) -> Path:
        return self.folder / "data"

    @cached_property
    def objects(self) -> set[str]:
        return {path.name for path in self.data.glob("objects/??/*")}

    @cached_property
    def result(self) -> ResultFile:
        return read.result(self.data)[1]

    def _bag(self) -> None:
        for problem in proved(self.folder, self.counts, SEALED):
            self._say(problem.key, **problem.values)

    def _seals(self) -> None:
        for one in seals.proved(self.folder, self.trust):
            if one.wrong:
                self._say(one.key, **one.values)
            else:
                self.seals.append(line(t(one.key, self.language, **one.values), LONG))

    def _objects(self) -> None:
        for path in sorted(self.data.glob("objects/??/*")):
            if digest(path) != path.name or path.parent.name != path.name[:2]:
                self._say("{file}: the object's bytes do not match its name.", file=self._name(path))
        self.counts["objects"] = len(self.objects)

    def _findings(self) -> None:
        count = 0
        for _, found in read.lines(self.data):
            count += 1
            if found.id in self.ids:
                self._say("data/findings.jsonl: an id stands there twice.")
            self.ids.add(found.id)
            for name in found.evidence:
                if name not in self.objects:
                    self._say(NO_EVIDENCE, name=name, id=found.id)
        self.counts["findings"] = count

    def _result(self) -> None:
        named = named_findings(self.result)
        for identity, row in named.items():
            if identity not in self.ids:
                self._say("data/result.json: {row} names the finding {id}, which is not in findings.jsonl.", row=row, id=identity)
        for ruling in self.result.rulings:
            for name in ruling.evidence or ():
                if name not in self.objects:
                    self._say(NO_FILE, name=name, id=ruling.id)
        for name in self.result.objections.evidence if self.result.objections is not None else ():
            if name not in self.objects:
                self._say("data/result.json: the entry on objections {name} is not in the package.", name=name)
        named |= dict.fromkeys(self.result.unused.findings, "")
        for _, found in read.lines(self.data):
            if found.id not in named and found.check != MANUAL:
                self._say("data/findings.jsonl: the finding {id} is named nowhere in result.json.", id=found.id)

    def _methodology(self) -> None:
        folder = self.data / "methodology"
        stated = self.result.methodology.sha256
        found = digest_of(folder)
        if found != stated:
            self._say("data/methodology: digest {found}, but the result was made by {stated}.", found=found, stated=stated)
        mapping = mapping_digest_of(folder)
        if self.result.mapping and self.result.mapping != mapping:
            told = N_("data/methodology/mapping.yaml: digest {found}, but the result was made by {stated}.")
            self._say(told, found=mapping, stated=self.result.mapping)
        lock = lock_of(folder)
        if lock is not None and lock != found:
            self._say("data/methodology/LOCK: the edition differs from the one that was closed ({lock}).", lock=lock)

    def _plan(self) -> None:
        identity = read_object(self.data / "run.json", PlanFile)[1].run_id
        stated = self.result.run.id
        if identity != stated:
            self._say("data/run.json: the plan is of run {found}, the result of run {stated}.", found=identity, stated=stated)

    def _warcs(self) -> dict[tuple[str, int], Record]:
        found: dict[tuple[str, int], Record] = {}
        paths = sorted(self.data.glob("warc/*.warc.gz"))
        for path in paths:
            for record in records(path):
                name = self._name(path)
                if record.fault:
                    fault = t(record.fault, self.language)
                    self._say("{file}: record at byte {offset}: {fault}.", file=name, offset=record.offset, fault=fault)
                elif record.kind == "response" and record.body_sha256 not in self.objects:
                    self._say("{file}: the answer at byte {offset} is not among the objects.", file=name, offset=record.offset)
                found[(path.name, record.offset)] = record
        self.counts["warc_files"] = len(paths)
        self.counts["warc_records"] = len(found)
        return found

    def _captures(self) -> None:
        self.records = found = self._warcs()
        self.counts["captures"] = 0
        for number, capture in self._lines("captures.jsonl", CaptureLine):
            self.counts["captures"] += 1
            self.answers[capture.id] = answered.Answer(capture.url, capture.status, capture.purpose)
            file = f"data/captures.jsonl:{number}"
            if capture.object_sha256 not in self.objects:
                self._say("{file}: the object {name} is not in the package.", file=file, name=capture.object_sha256)
            if capture.warc_file is None:
                if capture.purpose not in WITHOUT_RECORD:
                    self._say(NO_RECORD, file=file)
                continue
            record = found.get((capture.warc_file, -1 if capture.warc_offset is None else capture.warc_offset))
            if record is None or record.id != capture.warc_record_id:
                self._say("{file}: its WARC record is not where the capture says.", file=file)
            elif record.kind == "response" and record.body_sha256 != capture.object_sha256:
                self._say("{file}: its WARC record holds another answer than its object.", file=file)
            elif told := otherwise(capture, record):
                self._say(told, file=file)

    def _ledger(self) -> None:
        for key, fields in answered.differing(self.data, self.answers):
            self._say(key, **fields)

    def _index(self) -> None:
        """Packages of earlier builds have no index of their WARC files; it proves nothing, it only may not lead astray."""
        path = self.data / cdxj.INDEX
        if path.is_file():
            wanted = cdxj.lines((name, record) for (name, _), record in self.records.items())
            for problem in cdxj.compared(path, self._name(path), wanted):
                self._say(problem.key, **problem.values)

    def _artifacts(self) -> None:
        for number, artifact in self._lines("artifacts.jsonl", ArtifactLine):
            self.tools.add(artifact.tool)
            if artifact.object_sha256 not in self.objects:
                file = f"data/artifacts.jsonl:{number}"
                self._say("{file}: the object {name} is not in the package.", file=file, name=artifact.object_sha256)

    def _makers(self) -> None:
        self.makers = made_by(self.data, self.result, self.tools)

    def _lines(self, name: str, expected: type[M]) -> Iterator[tuple[int, M]]:
        """Lines of a file that a package may lack."""
        path = self.data / name
        if path.exists():
            yield from ((number, known) for number, (_, known) in enumerate(read_objects(path, expected), 1))

    def _name(self, path: Path) -> str:
        return path.relative_to(self.folder).as_posix()


def named_findings(result: ResultFile) -> dict[str, str]:
    """Every finding id that the result names, with the row that names it."""
    named: dict[str, str] = {}
    for part in (result, *result.directions):
        named |= {identity: "total" for identity in part.total.findings if identity not in named}
        for row in (row for criterion in part.criteria for table in criterion.indicators for row in table.parameters):
            for holder in (row, *row.elements):
                for identity in holder.findings:
                    named.setdefault(identity, row.id)
    return named
