"""Who is measured, and by which command, in one table. What is not installed is named and left out; nothing is downloaded."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

PEERS_ENV = "BENCH_PEERS"
AS_OF = "2026-11-20"
ROOT = Path(__file__).parents[1]
LINKCHECKER_CONFIG = Path(__file__).parent / "linkcheckerrc"


@dataclass(frozen=True)
class Contestant:
    """One row of the table.

    ``command`` and ``prepare`` take the site's address and an empty folder for the run; ``prepare`` is not measured, its
    last line of output is handed to ``command`` in place of ``{run}``. ``statuses`` are the exit statuses of a good run.
    ``crawls`` is false for a stage that only reads what was stored.
    """

    name: str
    version: str
    command: Callable[[str, Path], list[str]]
    prepare: Callable[[str, Path], list[str]] | None = None
    statuses: tuple[int, ...] = (0,)
    crawls: bool = True


def python(module: str, *options: str) -> list[str]:
    """A module of this project, run by this interpreter."""
    return [sys.executable, "-m", module, *options]


def database(folder: Path) -> tuple[str, ...]:
    """Options of ``openness`` that keep a run within its own folder."""
    return ("--db", f"sqlite:///{folder / 'bench.db'}")


def audit(url: str, folder: Path, stop_after: str) -> list[str]:
    """``openness audit`` on the generated site, up to one stage, without a browser."""
    return python(
        "openness", "audit", "--site", url, "--kind", "central", "--allow-private", "--as-of", AS_OF, "--no-render",
        "--stop-after", stop_after, "--out", str(folder / "run"), *database(folder),
    )  # fmt: skip


def ours() -> list[Contestant]:
    """The bare engine first: the others are set in proportion to it."""
    return [
        Contestant(
            "bare Scrapy (fetch + links, nothing stored)",
            f"Scrapy {metadata.version('scrapy')}",
            lambda url, _folder: python("benchmarks.bare_scrapy", url),
        ),
        Contestant(
            "openness harvest (everything stored)",
            _own_version(),
            lambda url, folder: audit(url, folder, "harvest"),
        ),
        Contestant(
            "openness check (stored records only)",
            _own_version(),
            lambda _url, folder: python("openness", "check", "{run}", *database(folder)),
            prepare=lambda url, folder: audit(url, folder, "extract"),
            statuses=(0, 1),
            crawls=False,
        ),
    ]


def peers() -> tuple[list[Contestant], list[str]]:
    """linkinator and LinkChecker where they are found, and a line for each that is not."""
    found, absent = [], []
    linkinator = _program("linkinator")
    if linkinator:
        # Exit status 1 means that it found broken links.
        found.append(
            Contestant(
                "linkinator",
                f"linkinator {_version(linkinator)}",
                lambda url, _folder: [linkinator, url, "--recurse", "--silent", "--concurrency", "16"],
                statuses=(0, 1),
            )
        )
    else:
        absent.append("linkinator")
    linkchecker = _program("linkchecker")
    if linkchecker:
        found.append(
            Contestant(
                "LinkChecker",
                _version(linkchecker).split(" released")[0],
                lambda url, _folder: [linkchecker, "--config", str(LINKCHECKER_CONFIG), "--no-status", "--threads", "16", url],
                statuses=(0, 1),
            )
        )
    else:
        absent.append("LinkChecker")
    return found, [
        f"{name} is not installed (looked on PATH, in the folder named by {PEERS_ENV} and in node_modules)" for name in absent
    ]


def _program(name: str) -> str | None:
    given = os.environ.get(PEERS_ENV, "")
    folders = [given, f"{given}/bin", f"{given}/node_modules/.bin"] if given else []
    places = [*folders, str(ROOT / "node_modules" / ".bin"), str(Path(sys.executable).parent), os.environ.get("PATH", "")]
    return shutil.which(name, path=os.pathsep.join(places))


def _version(program: str) -> str:
    told = subprocess.run([program, "--version"], capture_output=True, text=True, check=False, timeout=60)
    return (told.stdout or told.stderr).strip().splitlines()[0] if told.stdout or told.stderr else "unknown version"


def _own_version() -> str:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return f"openness {project['version']}"
