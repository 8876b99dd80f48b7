"""A real run of a small site over HTTP, made once and copied whole for each test that changes it."""

from __future__ import annotations

import json
import shutil
from contextlib import chdir, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any, NamedTuple

from openness.cli import run
from tests.conftest import ROOT
from tests.databases import empty

HOME = (
    "<!doctype html><html lang=ru><title>Комитет</title><body><h1>Комитет</h1>"
    "<nav><a href=/ru/about>О комитете</a> <a href=/ru/gone>Отчёты</a></nav><main><p>Новости комитета.</p></main></body></html>"
)
ABOUT = (
    "<!doctype html><html lang=ru><title>О нас</title><body><h1>О нас</h1><main><p>Комитет ведёт учёт.</p></main></body></html>"
)
PAGES = {"/": HOME, "/ru/about": ABOUT}


class Said(NamedTuple):
    """Exit status and words of one command."""

    returncode: int
    stdout: str
    stderr: str


@dataclass(frozen=True)
class Run:
    """A folder that holds a database ``var/openness.db`` and one run in ``var/runs``."""

    root: Path
    arguments: tuple[str, ...]

    @property
    def db(self) -> str:
        return f"sqlite:///{self.root}/var/openness.db"

    @property
    def database(self) -> Path:
        """The file of the database."""
        return self.root / "var" / "openness.db"

    @property
    def config(self) -> str:
        """The folder of the registers that the run was made with."""
        return self.arguments[-1]

    @property
    def out(self) -> Path:
        """The folder of the one run."""
        places = (*self.root.glob("var/runs/*/run.json"), *self.root.glob("out/*/run.json"))
        (found,) = (path.parent for path in places)
        return found

    @property
    def id(self) -> str:
        return str(json.loads((self.out / "run.json").read_text(encoding="utf-8"))["run_id"])

    @property
    def result(self) -> dict[str, Any]:
        value: dict[str, Any] = json.loads((self.out / "result.json").read_text(encoding="utf-8"))
        return value

    def call(self, *words: str, lang: str = "en") -> Said:
        """The program in this folder, with what it says; its lanes are processes of their own as always."""
        out, err = StringIO(), StringIO()
        with chdir(self.root), redirect_stdout(out), redirect_stderr(err):
            status = run([*words, "--lang", lang])
        return Said(status, out.getvalue(), err.getvalue())

    def copied(self, target: Path) -> Run:
        """The whole folder copied to another place."""
        shutil.copytree(self.root, target)
        return Run(target, self.arguments)

    def bytes(self) -> dict[str, bytes]:
        """Every file of the run but its lock, by its path."""
        return {
            str(path.relative_to(self.out)): path.read_bytes()
            for path in sorted(self.out.rglob("*"))
            if path.is_file() and path.name != ".lock"
        }


def audited(root: Path, site: str, *more: str, status: int = 0, methodology: str = "kz-2017") -> Run:
    """Audits the site in ``root`` with the default places, HTTP lane only; ``more`` is said this once, the rest by the run's ``arguments``."""
    arguments = ("audit", "--site", site, "--kind", "central", "--allow-private", "--as-of", "2026-11-20", "--no-render",
                 "--methodology", methodology, "--config", str(ROOT / "config"))  # fmt: skip
    made = Run(root, arguments)
    # That a command makes a database where there is none is proved in ``test_fresh``.
    empty(made.database)
    done = made.call(*arguments, *more)
    assert done.returncode == status, done.stderr
    return made
