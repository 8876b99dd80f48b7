"""How many sheets of A4 the reports of ``make audit`` take."""

from __future__ import annotations

from contextlib import chdir
from pathlib import Path

import pytest
from pypdf import PdfReader

from openness.printing import print_reports
from tests.databases import empty
from tests.portals import audit
from tests.warm import program

pytestmark = [pytest.mark.e2e, pytest.mark.browser, pytest.mark.costs(60)]


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The stand-in with its portals and what the body reports, by the edition in force, over HTTP alone: nine processes of the program."""
    folder = tmp_path_factory.mktemp("sheets")
    with chdir(folder):
        status = audit.main(
            ["--no-render", "--db", empty(folder / "audit.db"), "--out", str(folder / "run")], program("openness")
        )
    # A program that broke off ends with 1, too.
    assert (folder / "run" / "report.kk.html").is_file(), status
    return folder / "run"


def test_the_stand_in_s_report_keeps_within_thirty_sheets(run: Path) -> None:
    """In Kazakh, whose words are the longest: 26 with a browser's pictures and the fonts of Debian (ru 25, en 24); the bound leaves room for
    pictures and for wider fonts."""
    [path] = print_reports(run, "run", ("kk",))
    assert 10 < len(PdfReader(path).pages) <= 30
