"""Whole audits of the stand-in, each made once for all tests that read it."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT
from tests.databases import empty
from tests.portals.audit import KK, RU
from tests.portals.launch import standin
from tests.settings import configured, unread_probes
from tests.warm import program

# The home pages in three languages and one more, of a site that is read no further than it takes to come by them.
MEASURED, READ = 4, 24
# Homes, pages that menus name, those that bear what was planted, and one of each template and language; the others are like one of these.
RENDERED = 32
# The same without those drawn by chance: that nothing is charged on them is proved where nothing was planted. They stand for half of the site.
PLANTED = 25


@dataclass
class Audit:
    """One finished audit: where it lies and what it said."""

    out: Path
    db: str
    site: str
    status: int
    stdout: str
    stderr: str

    @property
    def result(self) -> dict[str, Any]:
        value: dict[str, Any] = json.loads((self.out / "result.json").read_text())
        return value

    @property
    def findings(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in (self.out / "findings.jsonl").read_text().splitlines()]

    def of(self, check: str, parameter: str | None = None) -> list[dict[str, Any]]:
        """Findings of one check."""
        return [item for item in self.findings if item["check"] == check and parameter in (None, item["parameter"])]

    def path(self, url: str) -> str:
        """An address without the stand-in's origin."""
        return "/" + url.removeprefix(self.site)


def openness(*arguments: str, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """The program in a process of its own, as a user calls it; ``test_kill.py`` starts it as a user does."""
    return subprocess.run([*program("openness"), *arguments], capture_output=True, text=True, check=False, cwd=cwd)


def audit(folder: Path, site: str, *more: str) -> Audit:
    """Audits a site into ``folder``."""
    db = empty(folder / "audit.db")
    arguments = ["audit", "--site", site, "--kind", "central", "--name-ru", RU, "--name-kk", KK, "--allow-private"]
    arguments += [
        "--as-of",
        "2026-11-20",
        "--methodology",
        "kz-2017",
        "--out",
        str(folder / "run"),
        "--db",
        db,
        "--lang",
        "ru",
        *more,
    ]
    done = openness(*arguments)
    return Audit(folder / "run", db, site, done.returncode, done.stdout, done.stderr)


# Points and findings are written, and no report: of a small audit that is a fifth of the processor's time, for nothing where none is read.
UNREPORTED = ("--stop-after", "score")


def quick(folder: Path, off: tuple[str, ...], **limits: int) -> tuple[str, str]:
    """Options of an audit without these probes, the other engines and what else ``limits`` leave out."""
    return "--config", str(configured(folder, off, {"engines": 0}, **limits))


@pytest.fixture(scope="session")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Audit]:
    """The stand-in with its default shortcomings; probes that no check reads have pages of their own (``measured``)."""
    folder = tmp_path_factory.mktemp("planted")
    with standin() as site:
        yield audit(folder, site, *quick(folder, unread_probes(), max_rendered=PLANTED))


@pytest.fixture(scope="session")
def measured(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Audit]:
    """Some pages of the stand-in with all that the browser lane measures by itself."""
    folder = tmp_path_factory.mktemp("measured")
    with standin() as site:
        config = configured(folder, probes={"phone_pages": 1}, max_rendered=MEASURED, max_pages=READ)
        yield audit(folder, site, "--config", str(config), *UNREPORTED)


@pytest.fixture(scope="session")
def flawless(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Audit]:
    """The stand-in without any."""
    folder = tmp_path_factory.mktemp("flawless")
    with standin("--flawless") as site:
        yield audit(folder, site, *quick(folder, unread_probes(), max_rendered=RENDERED))
