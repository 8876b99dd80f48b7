"""What tests need of a machine, in one place: a test whose tool is missing is skipped on a person's machine and fails in CI.

A test names its tools by marks (``browser``, ``postgres``, ``needs("nginx")``) or asks ``require`` in its body. In CI (the variable
``CI`` is set) every skip is a failure, whoever made it, but that of the corpus where no corpus lies beside the project.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from benchmarks.serve import nginx_program
from crawler.browser.program.launch import executable
from crawler.scans import engine

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT.parent / "shared" / "corpus"
POSTGRES = Path("/usr/lib/postgresql/15/bin")
# Where programs are looked for whose folder is not on the path of every user.
SYSTEM = os.pathsep.join((os.environ.get("PATH", ""), "/usr/sbin"))
NO_CORPUS = "../shared/corpus is absent"
OFF = ("", "0", "false", "no")


class Tool(NamedTuple):
    """A tool: whether it is there, what it is called, and how it comes."""

    there: Callable[[], Any]
    name: str
    mend: str


TOOLS = {
    "chromium": Tool(executable, "Chromium", "make browser"),
    "chromedriver": Tool(lambda: shutil.which("chromedriver"), "chromedriver", "make browser"),
    "fonts": Tool(lambda: shutil.which("fc-match"), "fontconfig", "make browser"),
    "tesseract": Tool(engine.tool, "Tesseract for Kazakh and Russian with pdftoppm", "make scans"),
    "postgresql": Tool((POSTGRES / "initdb").is_file, "PostgreSQL 15", "make servers"),
    "openssl": Tool(lambda: shutil.which("openssl"), "OpenSSL", "make servers"),
    "nginx": Tool(nginx_program, "nginx", "make servers"),
    "pgbouncer": Tool(lambda: shutil.which("pgbouncer", path=SYSTEM), "PgBouncer", "make servers"),
    "promtool": Tool(lambda: shutil.which("promtool"), "promtool of Prometheus", "make servers"),
}
MARKED = {"browser": "chromium", "postgres": "postgresql"}


def in_ci() -> bool:
    """Whether a skip must not pass unseen."""
    return os.environ.get("CI", "").casefold() not in OFF


def require(name: str) -> None:
    """Skips the test that runs, where a tool is missing; in CI the skip becomes a failure."""
    tool = TOOLS[name]
    if not tool.there():
        pytest.skip(f"{tool.name} is absent: {tool.mend}")


def require_corpus() -> None:
    """Skips the test that runs where no saved sites lie beside the project."""
    if not CORPUS.is_dir():
        pytest.skip(NO_CORPUS)


def needs_of(item: pytest.Item) -> list[str]:
    """The tools that a test names by its marks."""
    names = [tool for mark, tool in MARKED.items() if mark in item.keywords]
    if "[postgresql" in item.name:
        names.append("postgresql")
    return [*names, *(name for mark in item.iter_markers("needs") for name in mark.args)]


def pytest_runtest_setup(item: pytest.Item) -> None:
    if "corpus" in item.keywords:
        require_corpus()
    for name in needs_of(item):
        require(name)


def _reason(report: pytest.TestReport | pytest.CollectReport) -> str:
    words = report.longrepr[-1] if isinstance(report.longrepr, tuple) else report.longrepr
    return str(words).removeprefix("Skipped: ")


def _judge(report: pytest.TestReport | pytest.CollectReport) -> None:
    if not in_ci() or report.outcome != "skipped" or hasattr(report, "wasxfail"):
        return
    reason = _reason(report)
    if reason != NO_CORPUS or CORPUS.is_dir():
        report.outcome = "failed"
        report.longrepr = f"skipped in CI, where nothing may be missing: {reason}"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Iterator[None]:
    report = yield
    _judge(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Iterator[None]:
    report = yield
    _judge(report)
    return report
