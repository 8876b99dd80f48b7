"""``python -m benchmarks.probes [SITE PAGES…]``: what all probes of a page cost beside bare navigation and axe-core.

SITE is a folder of static files, PAGES are paths in it. Without them pages are visited whose grounds move: a canvas, an animated
ground, a row of slides (``benchmarks/moving``), each with ``--copies`` that bear other words, as the pages of a site do. Bare is: a
fresh context, ``goto`` until the load, axe-core put into the page and run with every rule for WCAG 2.2, A and AA, and its good
practice. Ours is a whole visit with every probe. The pages are visited in turn, bare and ours alternating, and what the probes keep
from page to page of a site is begun anew with every round: the first pages bear what is later known. Processor time is that of the
process and of the browser below it; on a busy machine compare it.
With ``--side N`` all pages are visited once more, N at a time, and the visits a minute are told. Each probe's own share of the
processor's time is told below, and the rest of a visit: loading, state, axe-core, the picture of the page.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import shutil
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any, NamedTuple

from benchmarks.measure import tree_processor
from benchmarks.report import RESULTS, machine
from benchmarks.serve import served
from crawler.browser.look.visit import DESKTOP, Order, visit
from crawler.browser.page.axe import EVERY, script
from crawler.browser.probes import chosen
from crawler.browser.probes.base import Measured, Probe, Scene
from crawler.browser.program.launch import Browser, resolver_rules
from store.lexicon import load_lexicons

ROOT = Path(__file__).parents[1]
MOVING = Path(__file__).parent / "moving"


class Cost(NamedTuple):
    """Seconds on the clock and of the processor."""

    wall: float
    processor: float


class Row(NamedTuple):
    """One page: costs of bare runs and of visits, and reasons of probes that failed."""

    path: str
    bare: list[Cost]
    ours: list[Cost]
    faults: list[str]


# Seconds of the processor by probe.
Shares = dict[str, float]


class Meter:
    """What has been spent since it was made."""

    def __init__(self) -> None:
        self._wall, self._processor = perf_counter(), tree_processor(os.getpid())

    def read(self) -> Cost:
        """The cost until now."""
        return Cost(perf_counter() - self._wall, tree_processor(os.getpid()) - self._processor)


async def _bare(browser: Browser, url: str) -> Cost:
    meter = Meter()
    async with browser.context(viewport=DESKTOP) as context:
        page = await context.new_page()
        await page.goto(url)
        await page.evaluate(script())
        await page.evaluate("(options) => axe.run(document, options).then(() => 0)", EVERY)
    return meter.read()


def _metered(probe: Probe, shares: Shares) -> Probe:
    """The probe, whose cost is added to its share."""

    async def look(scene: Scene) -> Measured:
        meter = Meter()
        try:
            return await probe.look(scene)
        finally:
            shares[probe.name] = shares.get(probe.name, 0.0) + meter.read().processor

    return probe._replace(look=look)


async def _ours(browser: Browser, url: str, lexicons: Any, memory: dict[str, Any], shares: Shares) -> tuple[Cost, list[str]]:
    meter = Meter()
    async with browser.context(viewport=DESKTOP) as context:
        probes = tuple(_metered(probe, shares) for probe in chosen(()))
        order = Order(url, 30.0, probes=probes, lexicons=lexicons, memory=memory)
        seen = await visit(await context.new_page(), order)
    faults = [f"{report.probe.name}: {report.reason}" for report in seen.reports if not report.ok]
    return meter.read(), [fault for fault in (seen.fault, seen.axe_fault, *faults) if fault]


async def measure(site: Path, paths: list[str], repeats: int, side: int) -> tuple[list[Row], float, Shares]:
    """Every page ``repeats`` times, in turn, after one page to warm up; then visits a minute, ``side`` at a time (0 for none); and what each
    probe cost in all."""
    from playwright.async_api import async_playwright

    lexicons = load_lexicons(ROOT / "config")
    rows, shares = [Row(path, [], [], []) for path in paths], Shares()
    with served(site) as server:
        async with async_playwright() as playwright:
            browser = Browser(playwright, resolver_rules([server.url], allow_private=True), recycle=1000)
            await _bare(browser, server.url + paths[0])
            for _ in range(repeats):
                memory = dict[str, Any]()
                for row in rows:
                    row.bare.append(await _bare(browser, server.url + row.path))
                    cost, faults = await _ours(browser, server.url + row.path, lexicons, memory, shares)
                    row.ours.append(cost)
                    row.faults.extend(faults)
            minute = await _side_by_side(browser, [server.url + path for path in paths], lexicons, side) if side else 0.0
            await browser.close()
    return rows, minute, shares


async def _side_by_side(browser: Browser, urls: list[str], lexicons: Any, side: int) -> float:
    """Whole visits a minute, ``side`` at a time."""
    memory, waiting, meter = dict[str, Any](), iter(urls), Meter()

    async def work() -> None:
        for url in waiting:
            await _ours(browser, url, lexicons, memory, Shares())

    await asyncio.gather(*(work() for _ in range(side)))
    return 60 * len(urls) / meter.read().wall


def markdown(site: str, rows: list[Row], repeats: int, minute: float, side: int, shares: Shares) -> str:
    """The results as a page; the ratio of the whole is that of the sums over pages."""
    facts = machine()
    medians = [
        [median(getattr(cost, kind) for cost in run) for run in (row.bare, row.ours) for kind in Cost._fields] for row in rows
    ]
    bare, bare_cpu, ours, ours_cpu = (sum(column) for column in zip(*medians, strict=True))
    lines = [
        "# All probes of a page beside bare navigation and axe-core",
        "",
        f"{site}, medians of {repeats} runs, one page at a time; {facts['cores']} cores, load at the end {facts['load_at_start']}.",
        "",
        "| page | bare, s | all probes, s | ratio | bare, processor s | all probes, processor s | ratio | not measured |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for row, (one, one_cpu, other, other_cpu) in zip(rows, medians, strict=True):
        faults = "; ".join(sorted(set(row.faults))) or "–"
        lines.append(f"| {row.path or '/'} | {_figures(one, other)} | {_figures(one_cpu, other_cpu)} | {faults} |")
    lines.append(f"| sum | {_figures(bare, ours)} | {_figures(bare_cpu, ours_cpu)} | |")
    whole = sum(cost.processor for row in rows for cost in row.ours)
    told = {"rest of the visit": whole - sum(shares.values()), **shares}
    lines += ["", "| part | processor, s | share |", "|---|--:|--:|"]
    lines += [
        f"| {name} | {told[name]:.2f} | {100 * told[name] / whole:.0f} % |" for name in sorted(told, key=told.__getitem__)[::-1]
    ]
    if side:
        lines += ["", f"Whole visits a minute, {side} at a time: {minute:.1f}."]
    return "\n".join(lines) + "\n"


def _figures(one: float, other: float) -> str:
    return f"{one:.2f} | {other:.2f} | {other / one:.2f}"


def copied(folder: Path, copies: int) -> list[str]:
    """Puts the moving pages into a folder, each so many times with other words; their paths."""
    shutil.copytree(MOVING, folder, dirs_exist_ok=True)
    paths = []
    for page in sorted(MOVING.glob("*.html")):
        for number in range(copies):
            text = page.read_text(encoding="utf-8").replace("хабарлама", f"хабарлама {number}, бет {number}")
            (folder / f"{page.stem}{number}.html").write_text(text, encoding="utf-8")
            paths.append(f"{page.stem}{number}.html")
    return paths


def spread(site: Path) -> list[str]:
    """Every fifth page of a folder by name."""
    return sorted(str(file.relative_to(site)) for file in site.rglob("*.html"))[::5]


def main() -> int:
    """Exit status 1 where a probe failed."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.probes", description=__doc__)
    parser.add_argument("site", type=Path, nargs="?", help="folder of static files (default: pages whose grounds move)")
    parser.add_argument("pages", nargs="*", help="paths in it (default: every fifth page by name)")
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--copies", type=int, default=6, help="how many pages of each moving kind")
    parser.add_argument("--side", type=int, default=0, help="visit all once more, so many at a time")
    parser.add_argument("--results", type=Path, default=RESULTS, help="folder of the result file")
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        site = wanted.site or Path(made)
        paths = [page.lstrip("/") for page in wanted.pages] or (spread(site) if wanted.site else copied(site, wanted.copies))
        rows, minute, shares = asyncio.run(measure(site, paths, wanted.repeats, wanted.side))
    name = wanted.site.resolve().parent.name if wanted.site else "moving"
    text = markdown(name, rows, wanted.repeats, minute, wanted.side, shares)
    path = wanted.results / f"{datetime.now(UTC).date()}-probes{'' if wanted.site else '-moving'}.md"
    path.write_text(text, encoding="utf-8")
    print(text)
    print(f"written to {path}", file=sys.stderr)
    return 1 if any(row.faults for row in rows) else 0


if __name__ == "__main__":
    sys.exit(main())
