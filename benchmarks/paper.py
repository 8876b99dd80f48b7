"""``python -m benchmarks.paper RUN-FOLDER``: how large reports become, how fast a browser opens them, how many sheets they print to.

RUN-FOLDER is any finished run: its own reports are measured as they lie, then its findings are laid on 5,000 pages until there are
2,000, each page with a picture, and the reports of that are written and opened. ``--pages`` and ``--findings`` give other numbers.
"""

from __future__ import annotations

import argparse
import copy
import random
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from itertools import cycle
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from PIL import Image
from playwright.sync_api import Browser, sync_playwright
from pypdf import PdfReader

from benchmarks.report import RESULTS
from benchmarks.rescoring import machine_lines
from crawler.browser.program.launch import executable
from openness.printing import print_reports
from reports.html import write_html
from reports.html.pictures import Copies
from reports.i18n import LANGUAGES
from reports.read import read_lines, read_result
from reports.result import rows
from store.harvest import Artifact, ArtifactKind, Device
from store.objects import ObjectStore

MEGABYTE = 1_000_000
DESKTOP, PHONE = (1280, 900), (390, 844)
SHOTS = 300


@dataclass(frozen=True)
class Opened:
    """One report: bytes, seconds to write, to open (median of three; and of the page's processor) and to narrow its rows, screens, sheets of A4."""

    name: str
    size: int
    written: float
    opened: float
    spent: float
    narrowed: float
    screens: float
    phone: float
    sheets: int | None


def spread(
    result: dict[str, Any], lines: list[dict[str, Any]], pages: int, findings: int
) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """The result and its findings laid on so many pages until there are so many, each of them told by the row of its pattern."""
    result, site = copy.deepcopy(result), "https://site.example.kz"
    known, made = {one["id"]: one for one in lines}, list(lines)
    holders = [(row, name) for row in rows(result) for name in row["findings"] if name in known]
    for number, (row, name) in zip(range(findings - len(lines)), cycle(holders), strict=False):
        one = copy.deepcopy(known[name])
        address = f"{site}/{'kk' if number % 2 else 'ru'}/section-{number % 60}/page-{number % pages}"
        seen = [f"{site}/page-{(number * 7 + step) % pages}" for step in range(40)]
        one |= {"id": f"{number:016x}", "url": address, "pages": [address, *seen], "cause": None}
        row["findings"].append(one["id"])
        made.append(one)
    return result, made


def shots(objects: ObjectStore, lines: list[dict[str, Any]]) -> Iterator[Artifact]:
    """A picture of each page that a finding names: blocks of colour and noise, as a photograph packs."""
    random.seed(15)
    stored = []
    for _ in range(SHOTS):
        image = Image.frombytes("RGB", (160, 225), random.randbytes(160 * 225 * 3)).resize((1280, 1800))
        held = BytesIO()
        image.save(held, "JPEG", quality=70)
        stored.append(objects.put(held.getvalue()))
    for number, url in enumerate(sorted({one["url"] for one in lines})):
        yield Artifact(
            id=f"a{number}",
            kind=ArtifactKind.SCREENSHOT, url=url, device=Device.DESKTOP, captured_at=datetime(2026, 11, 20, tzinfo=UTC),
            object_sha256=stored[number % SHOTS], media_type="image/jpeg",
        )  # fmt: skip


def opened(browser: Browser, path: Path) -> tuple[float, float, float, float, float]:
    """Seconds until a report is loaded and laid out, by the clock and of the page's processor, seconds until its rows are narrowed, its
    screens at the desk and on a telephone."""
    times, spent, narrowed, screens = [], [], 0.0, 0.0
    for _ in range(3):
        page = browser.new_page(viewport={"width": DESKTOP[0], "height": DESKTOP[1]})
        session = page.context.new_cdp_session(page)
        session.send("Performance.setTimeDomain", {"timeDomain": "threadTicks"})
        session.send("Performance.enable")
        begun = perf_counter()
        page.goto(path.as_uri(), wait_until="load")
        height = page.evaluate("document.documentElement.scrollHeight")
        times.append(perf_counter() - begun)
        spent.append(
            next(one["value"] for one in session.send("Performance.getMetrics")["metrics"] if one["name"] == "ThreadTime")
        )
        screens = height / DESKTOP[1]
        page.evaluate("document.querySelectorAll('.fold > details').forEach(each => { each.open = true })")
        begun = perf_counter()
        page.locator("#filter [name=outcome]").select_option("deficiency")
        page.evaluate("document.documentElement.scrollHeight")
        narrowed = perf_counter() - begun
        page.close()
    page = browser.new_page(viewport={"width": PHONE[0], "height": PHONE[1]})
    page.goto(path.as_uri())
    phone = page.evaluate("document.documentElement.scrollHeight") / PHONE[1]
    page.close()
    return median(times), median(spent), narrowed, screens, phone


def measured(name: str, out: Path, written: dict[str, float], printed: bool) -> list[Opened]:
    """Every report of a folder; a large one is not printed."""
    sheets = {path.stem: len(PdfReader(path).pages) for path in print_reports(out, name, LANGUAGES)} if printed else {}
    found = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable(), args=["--no-sandbox"])
        for language in LANGUAGES:
            path = out / f"report.{language}.html"
            took = opened(browser, path)
            size = path.stat().st_size
            found.append(Opened(f"{name}, {language}", size, written.get(language, 0.0), *took, sheets.get(path.stem)))
        browser.close()
    return found


def large(run: Path, pages: int, findings: int, room: Path) -> list[Opened]:
    """The reports of the large site."""
    result, lines = spread(read_result(run), read_lines(run), pages, findings)
    objects, copies, written = ObjectStore(str(room / "evidence")), Copies(), {}
    artifacts = list(shots(objects, lines))
    for language in LANGUAGES:
        begun = perf_counter()
        write_html(room, language, result, lines, objects, artifacts, copies=copies)
        written[language] = perf_counter() - begun
    return measured(f"{pages} pages, {len(lines)} findings", room, written, printed=False)


def main() -> int:
    """Measures and writes a table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.paper", description=__doc__)
    parser.add_argument("run", type=Path, help="folder of a finished run")
    parser.add_argument("--pages", type=int, default=5000, help="pages of the large site (default: %(default)s)")
    parser.add_argument("--findings", type=int, default=2000, help="findings on it (default: %(default)s)")
    wanted = parser.parse_args()
    facts = machine_lines()
    found = measured("the run itself", wanted.run.resolve(), {}, printed=True)
    with tempfile.TemporaryDirectory(prefix="paper-") as room:
        found += large(wanted.run.resolve(), wanted.pages, wanted.findings, Path(room))
    rows_ = [
        f"| {one.name} | {one.size / MEGABYTE:.1f} | {one.written:.1f} | {one.opened:.2f} | {one.spent:.2f} | {one.narrowed:.2f} | {one.screens:.1f} "
        f"| {one.phone:.1f} | {one.sheets or '–'} |"
        for one in found
    ]
    table = [
        "# Reports: size, opening, sheets", "", *facts, "",
        "| report | MB | written, s | opened, s | of which processor, s | rows narrowed, s | screens 1280 × 900 | screens 390 × 844 | sheets of A4 |",
        "|---|---:|---:|---:|---:|---:|---:|---:|---:|", *rows_,
    ]  # fmt: skip
    target = RESULTS / f"{datetime.now(UTC):%Y-%m-%d}-paper.md"
    target.write_text("\n".join(table) + "\n", encoding="utf-8")
    sys.stdout.write("\n".join(table) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
