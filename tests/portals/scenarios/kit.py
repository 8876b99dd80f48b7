"""One house for all scenarios: stand-ins, the bodies of ``bodies.yaml``, readings of portals made once, and audits over HTTP alone."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, chdir, contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from functools import cached_property
from io import StringIO
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import pytest
import yaml

from openness import runs
from openness.cli import run
from openness.cohort import chosen, score_together
from openness.pipeline import Pipeline
from store import course
from store.db import open_database
from store.harvest import CrawlPlan
from tests.portals.handed import handed_in
from tests.portals.scenarios import files
from tests.portals.scenarios.files import AS_OF, NAMES, period_of
from tests.portals.scenarios.site import laid, serving
from tests.settings import configured

ROOT = Path(__file__).resolve().parents[3]
PATIENCE = 600.0
QUICK = {
    "confirm_spacing": 0,
    "breaker_after": 3,
    "breaker_pause": 0,
    "overload_delay": 0.01,
    "outage_wait": 0,
    "external_delay": 0,
}
# Cards that robots.txt closes are read by an agreement with the operator; what is left without one is proved beside the portal.
AUTHORISED = ("opennpa",)
AGREED = "\nauthorisation: {reference: letter of the scenarios}\n"
FAULTY = ("dala", "kz-2025")
Row = tuple[str, str | None]


@contextmanager
def portal(folder: str, fault: str = "") -> Iterator[str]:
    """The address of a portal's stand-in, in a process of its own."""
    with tempfile.TemporaryDirectory() as place:
        ready = Path(place) / "port"
        command = [sys.executable, "-m", f"tests.portals.{folder}", "--port", "0", "--port-file", str(ready)]
        command += ["--fault", fault] if fault else []
        with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL) as server:
            try:
                end = monotonic() + PATIENCE
                while not ready.exists():
                    if server.poll() is not None or monotonic() > end:
                        raise OSError(f"the stand-in did not start: {' '.join(command[1:])}")
                    sleep(0.05)
                yield f"http://127.0.0.1:{ready.read_text().strip()}"
            finally:
                server.terminate()
                server.wait(timeout=PATIENCE)


def hurried(folder: Path) -> Path:
    """The product's configuration below a folder, with portals that may be asked at once."""
    config = configured(folder, **QUICK)
    for path in (config / "portals").glob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        if "\npace:" in text:
            path.write_text(re.sub(r"^(pace|pause): .*$", r'\1: "0.01"', text, flags=re.MULTILINE), encoding="utf-8")
    return config


class Unreported(Pipeline):
    """The stages as they are, but for the last: no scenario reads a report, and writing one takes longer than judging."""

    def report(self, plan: CrawlPlan) -> None:
        """Leaves the run scored."""


@dataclass(frozen=True)
class Audit:
    """One finished audit."""

    out: Path

    @cached_property
    def rows(self) -> dict[Row, dict[str, Any]]:
        """Rows of result.json by id and language."""
        result = json.loads((self.out / "result.json").read_text(encoding="utf-8"))
        found: dict[Row, dict[str, Any]] = {}
        for criterion in result["criteria"]:
            for indicator in criterion["indicators"]:
                for row in indicator["parameters"]:
                    found[row["id"], row["language"]] = row
        return found

    @cached_property
    def findings(self) -> list[dict[str, Any]]:
        """The lines of findings.jsonl."""
        return [json.loads(line) for line in (self.out / "findings.jsonl").read_text(encoding="utf-8").splitlines()]

    def of(self, row: str, language: str | None) -> list[dict[str, Any]]:
        """Findings of checks that serve a row, and of its requirements, in one language or without any."""
        return [
            one
            for one in self.findings
            if (one["parameter"] == row or one["parameter"].startswith(f"{row}-"))
            and one["language"] in (language, None)
            and one["check"] not in ("manual", "reported")
        ]


class House:
    """Everything that scenarios share. Readings and audits are made when they are first asked for, each once."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        self._folder = folder
        self._stack = stack
        self._audits: dict[tuple[str, str], Audit] = {}
        self._faults: dict[tuple[str, str], Audit] = {}
        self._cohorts: dict[tuple[str, str], dict[str, Audit]] = {}
        self._broken = False
        self.db = f"sqlite:///{folder}/scenarios.db"
        self.roots = {NAMES[name]: stack.enter_context(portal(name)) for name in files.folders()}
        self.roots["adilet"] = stack.enter_context(portal("adilet"))
        self._sites = {body: stack.enter_context(serving(self._pages(body))) for body in files.bodies()}
        self.config = self._configured()

    def _pages(self, body: str) -> dict[str, str]:
        pages = [page for one in files.scenarios(body).values() for page in one.site]
        return laid(files.bodies()[body]["name"], pages, self.roots)

    def _configured(self) -> Path:
        """The product's configuration, with these bodies alone, and with portals that may be asked at once."""
        config = hurried(self._folder)
        (config / "traits.yaml").unlink()
        for path in (config / "bodies").glob("*.yaml"):
            path.unlink()
        for name in AUTHORISED:
            path = config / "portals" / f"{name}.yaml"
            if path.is_file():
                path.write_text(path.read_text(encoding="utf-8") + AGREED, encoding="utf-8")
        given: list[dict[str, Any]] = [
            {
                "code": files.code_of(name),
                **{key: value for key, value in body.items() if key != "code"},
                "sites": [{"url": f"{self._sites[name]}/{language}/", "language": language} for language in ("kk", "ru")],
            }
            for name, body in files.bodies().items()
        ]
        register = {"schema": "openness/bodies/1", "source": "scenarios", "bodies": given}
        (config / "bodies" / "scenarios.yaml").write_text(yaml.safe_dump(register, allow_unicode=True), encoding="utf-8")
        return config

    def call(self, *words: str, statuses: tuple[int, ...] = (0,)) -> str:
        """The program, with what it says; its lanes are processes of their own as always."""
        out, err = StringIO(), StringIO()
        with chdir(self._folder), redirect_stdout(out), redirect_stderr(err):
            status = run([*words, "--db", self.db, "--config", str(self.config), "--lang", "en"])
        assert status in statuses, f"{' '.join(words)}: {status}\n{out.getvalue()}\n{err.getvalue()}"
        return out.getvalue()

    @cached_property
    def read(self) -> dict[str, str]:
        """Every portal read whole, once for all bodies: the run of each."""
        if self._broken:
            pytest.fail("the portals were not read; see the first test of the scenarios")
        self._broken = True
        found = {name: self._reading(name, root) for name, root in self.roots.items() if name != "adilet"}
        self._broken = False
        return found

    def _reading(self, name: str, root: str) -> str:
        told = self.call("portal", "read", name, "--portal", f"{name}={root}", "--allow-private", "--json", statuses=(0, 1))
        return str(json.loads(told)["run"])

    def audit(self, body: str, law: str) -> Audit:
        """The audit of a body by a law, on the readings that all share."""
        if (body, law) not in self._audits:
            assert self.read
            code, place = files.code_of(body), self._folder / f"{body}-{law}"
            self._take_in(body, law, code)
            words = ["audit", code, "--no-render", "--allow-private", "--methodology", law, "--as-of", AS_OF]
            words += ["--period", period_of(body, law), "--out", str(place), "--stop-after", "score"]
            for name, root in self.roots.items():
                words += ["--portal", f"{name}={root}"]
            self.call(*words)
            self._audits[body, law] = self._kept(place, f"{body}-{law}")
        return self._audits[body, law]

    def _take_in(self, body: str, law: str, code: str) -> None:
        common = ["--body", code, "--period", period_of(body, law), "--methodology", law, "--as-of", AS_OF]
        for kind, path in handed_in(body, law, self._folder):
            self.call("import", kind, str(path), *common)

    def cohort(self, law: str, period: str) -> dict[str, Audit]:
        """All bodies of a period scored together by a law, after each was audited alone."""
        if (law, period) not in self._cohorts:
            mine = [body for body in files.bodies() if period_of(body, law) == period]
            for body in mine:
                self.audit(body, law)
            audits = {body: self._folder / f"{body}-{law}" for body in mine}
            names = [json.loads((audit / "run.json").read_text(encoding="utf-8"))["run_id"] for audit in audits.values()]
            pipeline = self._pipeline()
            score_together(pipeline, chosen(pipeline, names, None))
            pipeline.engine.dispose()
            self._cohorts[law, period] = {body: self._kept(audit, f"{body}-{law}-cohort") for body, audit in audits.items()}
        return self._cohorts[law, period]

    def faulty(self, name: str, fault: str) -> Audit:
        """The audit of ``dala`` by the law of 2025, judged again on a reading of one portal that fails in one way.

        The website and all other readings are those of the audit without the fault.
        """
        if (name, fault) not in self._faults:
            # A run judged on a fault is no run to be scored together with others: that comes first.
            self.cohort(FAULTY[1], period_of(*FAULTY))
            with portal(files.FOLDERS[name], fault) as root:
                reading = self._reading(name, root)
            self._faults[name, fault] = self._judged_on(name, reading, f"{name}-{fault}")
        return self._faults[name, fault]

    def _judged_on(self, name: str, reading: str, place: str) -> Audit:
        run = self._folder / "-".join(FAULTY)
        run_id = json.loads((run / "run.json").read_text(encoding="utf-8"))["run_id"]
        pipeline = self._pipeline()
        with pipeline.engine.begin() as db:
            rested = course.read_coverage(db, run_id).portals
            course.note_coverage(db, run_id, portals={**rested, name: reading})
        try:
            # A stage again makes what follows anew: the points.
            assert pipeline.stage("check", runs.find(pipeline.engine, run_id))
            return self._kept(run, place)
        finally:
            with pipeline.engine.begin() as db:
                course.note_coverage(db, run_id, portals=rested)
            pipeline.engine.dispose()

    def _pipeline(self) -> Unreported:
        return Unreported(open_database(self.db), self.db, self.config)

    def _kept(self, run: Path, place: str) -> Audit:
        """What an audit said, kept apart from a run that will be judged again."""
        target = self._folder / "kept" / place
        target.mkdir(parents=True)
        for name in ("result.json", "findings.jsonl"):
            shutil.copy(run / name, target)
        return Audit(target)


@contextmanager
def house(folder: Path) -> Iterator[House]:
    """The stand-ins, as long as they are needed."""
    with ExitStack() as stack:
        yield House(folder, stack)
