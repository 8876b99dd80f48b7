"""Reports on paper: numbers in the contents are those of the pages, and the same report has the same bytes."""

from __future__ import annotations

import json
import re
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pypdf import PdfReader
from selectolax.lexbor import LexborHTMLParser

from crawler.browser.program.launch import Browser
from openness import printing
from openness.cli import run as openness
from openness.faults import WrongUse
from openness.printing import dated, numbered, places, print_reports
from reports.i18n import LANGUAGES
from reports.withdraw import withdraw
from tests.openness.stored import findings_with, store_run
from tests.reports.conftest import Run, make_run
from tests.scoring.kit import CONFIG, loaded

CONTENTS = '<p><a href="#in-b">x</a></p><nav class="contents"><a href="#in-a">A</a><a href="#in-b">B</a></nav>'


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    return make_run(tmp_path_factory.mktemp("printed"))


def test_links_of_the_contents_bear_numbers_and_others_do_not() -> None:
    told = numbered(CONTENTS, {"in-a": 3})
    assert told == CONTENTS.replace('"#in-a"', '"#in-a" data-page="3"').replace(
        '<a href="#in-b">B', '<a href="#in-b" data-page="00">B'
    )
    assert numbered("<p>no contents</p>", {"in-a": 3}) == "<p>no contents</p>"


def test_times_of_the_making_are_the_runs_and_move_nothing() -> None:
    made = b"1 0 obj << /CreationDate (D:20261124204812+00'00') /ModDate (D:20261124204813+00'00') >>"
    told = dated(made, datetime(2026, 11, 20, 8, 3, 11, tzinfo=UTC))
    assert told == b"1 0 obj << /CreationDate (D:20261120080311+00'00') /ModDate (D:20261120080311+00'00') >>"


@pytest.mark.browser
@pytest.mark.costs(15)
def test_contents_bear_the_pages_on_which_their_places_stand(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "run"
    shutil.copytree(run.out, out)
    [path] = print_reports(out, "r", ("kk",))
    assert path == out / "report.kk.pdf"
    first = path.read_bytes()
    read, found = PdfReader(path), places(first)
    tree = LexborHTMLParser((out / "report.kk.html").read_text("utf-8"))
    listed = [
        link for link in tree.css(".contents a") if "screen" not in ((link.parent and link.parent.attributes.get("class")) or "")
    ]
    # The contents stand before what they lead to, on whichever sheet.
    told = " ".join(" ".join(page.extract_text() for page in read.pages[: found["in-summary"]]).split())
    assert len(listed) > 5
    for link in listed:
        name, title = str(link.attributes["href"])[1:], " ".join(link.text().split())
        assert re.search(rf"{re.escape(title)}\s*{found[name]}\b", told), (title, found[name])
        assert title in " ".join(read.pages[found[name] - 1].extract_text().split())
    assert "in-charges" in (out / "report.kk.html").read_text("utf-8")
    assert print_reports(out, "r", ("kk",)) == [path]
    assert path.read_bytes() == first
    ended = json.loads((out / "result.json").read_text("utf-8"))["run"]["finished_at"]
    assert read.metadata is not None
    assert read.metadata.creation_date == datetime.fromisoformat(ended)
    withdraw(out)
    assert not path.exists()


def test_what_keeps_from_printing_is_one_line(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(WrongUse, match="no report to print; `openness report r-1` writes it"):
        print_reports(tmp_path, "r-1", ("ru",))
    monkeypatch.setenv("OPENNESS_CHROMIUM", str(tmp_path / "none"))
    with pytest.raises(WrongUse, match="install the package chromium"):
        print_reports(run.out, "r-1", ("ru",))


@pytest.mark.browser
@pytest.mark.parametrize(("ends", "printed"), [(1, True), (2, False)])
def test_a_browser_that_goes_away_is_followed_by_one_other(
    ends: int, printed: bool, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out, paper, left = tmp_path / "run", printing._paper, iter(range(ends))
    shutil.copytree(run.out, out)

    async def ending(browser: Browser, page: str, tagged: bool = True) -> bytes:
        if next(left, None) is not None:
            async with browser.context() as context:
                sheet = await context.new_page()
                await context.browser.close()
                await sheet.set_content(page)
        return await paper(browser, page, tagged)

    monkeypatch.setattr(printing, "_paper", ending)
    if printed:
        assert print_reports(out, "r", ("ru",)) == [out / "report.ru.pdf"]
        return
    with pytest.raises(WrongUse, match=r"did not print .*report\.ru\.html .*closed"):
        print_reports(out, "r", ("ru",))


# Thirty sheets, and a tenth more for fonts that are wider than those of Debian (with them it is 28 and 29).
SHEETS = 33


@pytest.mark.browser
@pytest.mark.costs(30)
def test_a_report_with_every_requirement_missing_keeps_within_its_sheets(tmp_path: Path) -> None:
    """All three directions of 2017, whose rows have the most parts: a fact and a loss for each of them, in each language."""
    law = loaded(CONFIG / "methodology" / "kz-2017/2017-12-28")
    every = findings_with(law, {})
    stored = store_run(tmp_path, findings_with(law, {one.parameter: ("missing", 1) for one in every}), methodology=law.id)
    assert openness(["score", stored.plan.run_id, *stored.options]) == 0
    assert openness(["report", stored.plan.run_id, *stored.options]) == 0
    printed = zip(LANGUAGES, print_reports(stored.out, "r", LANGUAGES), strict=True)
    sheets = {language: len(PdfReader(path).pages) for language, path in printed}
    assert all(15 < number <= SHEETS for number in sheets.values()), sheets
