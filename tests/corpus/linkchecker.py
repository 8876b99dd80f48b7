"""The cases of LinkChecker's own suite: what each page's result file expects of each address."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

DATA = "/tests/checker/data/"


@dataclass(frozen=True)
class Expected:
    """One address as a result file expects it: as written, resolved to a path of the served folder, and the verdict."""

    page: str
    written: str
    key: str
    valid: bool
    warnings: tuple[str, ...]

    @property
    def name(self) -> str:
        """How differences name the case."""
        return f"{self.page} | {self.written}"


def expectations(folder: Path) -> list[Expected]:
    """Every address of every result file that has a page beside it."""
    found = []
    for file in sorted((folder / DATA.strip("/")).rglob("*.html.result")):
        page = file.with_suffix("")
        if not page.is_file():
            continue
        name = page.relative_to(folder / DATA.strip("/")).as_posix()
        for block in file.read_text(encoding="utf-8").split("\n\n"):
            if block.strip():
                found.append(_expected(name, block.strip().splitlines()))
    return found


def _expected(page: str, lines: list[str]) -> Expected:
    said = {"url": "", "cache key": ""}
    warnings = []
    for line in lines:
        for word, value in said.items():
            if line.startswith(f"{word} ") and not value:
                said[word] = line[len(word) + 1 :]
        if line.startswith("warning "):
            warnings.append(line[8:])
    return Expected(page, said["url"].replace("%%", "%"), _path(said["cache key"]), "valid" in lines, tuple(warnings))


def _path(key: str) -> str:
    """The path that a cache key means on the served folder; a key of another place stays as it is."""
    key = key.replace("%%", "%")
    for start in ("http://localhost:%(port)d", "file://%(curdir)s"):
        if key.startswith(start):
            return unquote(key[len(start) :].replace("/%(datadir)s/", DATA))
    return key
