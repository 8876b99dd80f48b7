"""The product with the portal of minutes laid into a copy of its tree, and its commands."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

from openness.scaffold import lay
from tests.conftest import ROOT
from tests.warm import program

HERE = Path(__file__).parent
EDITION = "kz-2031/2031-01-01"
MAPPING = """mapping:
  kz-2031:t1.1:
    machine: full
    checks:
      - check: minutes-are-published
"""
# Options of the commands that take not both.
OPTIONS: dict[str, tuple[str, ...]] = {"evidence": ("--db",), "runs": ("--db",)}
LINKED = ("openness", "reports", "scoring", "store")
HELD = "\nHELD = 4000\n"
# What is compiled is as good for the copy, whose files bear the same times; half written it is not.
IGNORED = shutil.ignore_patterns("*.pyc.*")


def grown(folder: Path) -> Path:
    """The tree with one more portal."""
    for name in LINKED:
        (folder / name).symlink_to(ROOT / name, target_is_directory=True)
    for name in ("checks", "crawler", "config"):
        shutil.copytree(ROOT / name, folder / name, ignore=IGNORED)
    # So few addresses of so small a portal lie in memory that most of them wait in the database, as on a great one.
    lean = folder / "crawler" / "books" / "lean.py"
    text = lean.read_text(encoding="utf-8")
    assert text.count(HELD) == 1
    lean.write_text(text.replace(HELD, "\nHELD = 8\n"), encoding="utf-8")
    shutil.copytree(HERE / "openminutes", folder / "crawler" / "portals" / "openminutes", ignore=IGNORED)
    check = folder / "checks" / "catalog" / "minutes"
    check.mkdir()
    (check / "__init__.py").touch()
    shutil.copy(HERE / "minutes_are_published.py", check)
    (folder / "tests").mkdir()
    lay("edition", EDITION, folder)
    (folder / "config" / "methodology" / EDITION / "mapping.yaml").write_text(MAPPING, encoding="utf-8")
    for name in ("openminutes.yaml", "minutes.yaml"):
        shutil.copy(HERE / name, folder / "config" / "portals")
    return folder


class Commands:
    """Commands of the grown tree on one database; ``plain`` ones are started as a user starts them, others are forked (``tests/warm.py``)."""

    def __init__(self, tree: Path, folder: Path, config: Path | None = None, plain: bool = False, **environment: str) -> None:
        self.plain = plain
        self.tree = tree
        self.folder = folder
        self.db = f"sqlite:///{folder}/a.db"
        self.config = config or tree / "config"
        self.environment = {**os.environ, "PYTHONPATH": str(tree), "TMPDIR": str(folder), **environment}

    def started(self, *words: str) -> subprocess.Popen[str]:
        known = {"--config": str(self.config), "--db": self.db}
        named = [part for option in OPTIONS.get(words[0], tuple(known)) for part in (option, known[option])]
        start = (sys.executable, "-m", "openness") if self.plain else program("openness", self.tree)
        command = [*start, *words, *named, "--lang", "en"]
        pipe = subprocess.PIPE
        return subprocess.Popen(command, stdout=pipe, stderr=pipe, text=True, cwd=self.tree, env=self.environment)

    def call(self, *words: str) -> subprocess.CompletedProcess[str]:
        with self.started(*words) as child:
            out, err = child.communicate(timeout=600)
        assert "Traceback" not in err, err
        return subprocess.CompletedProcess(words, child.returncode, out, err)

    def read(self, root: str, *words: str) -> subprocess.CompletedProcess[str]:
        return self.call("portal", "read", "open-minutes", "--portal", f"open-minutes={root}", "--allow-private", *words)

    def sources(self, told: subprocess.CompletedProcess[str]) -> dict[tuple[str, str], dict[str, Any]]:
        """What a reading printed as JSON says of each source and language."""
        return {(one["source"], one["language"]): one for one in json.loads(told.stdout)["sources"]}

    def rows(self, query: str, *values: str) -> list[Any]:
        with sqlite3.connect(self.folder / "a.db") as db:
            return db.execute(query, values).fetchall()
