"""``python -m benchmarks.probes SITE PAGES…``: what all probes of a page cost beside bare navigation and axe-core.

SITE is a folder of static files, PAGES are paths in it. Bare is: a fresh context, ``goto`` until the load, axe-core put into the
page and run with our options. Ours is a whole visit with every probe. The pages are visited in turn, bare and ours alternating, and what
the probes keep from page to page of a site is begun anew with every round: the first pages bear what is later known.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any, NamedTuple

from benchmarks.report import RESULTS, machine
from benchmarks.serve import served
from crawler.browser.axe import OPTIONS, script
from crawler.browser.launch import Browser, resolver_rules
from crawler.browser.probes import chosen
from crawler.browser.visit import DESKTOP, Order, visit
from store.lexicon import load_lexicons

ROOT = Path(__file__).parents[1]


class Row(NamedTuple):
    """One page: seconds of bare runs and of visits, and reasons of probes that failed."""

    path: str
    bare: list[float]
    ours: list[float]
    faults: list[str]


async def _bare(browser: Browser, url: str) -> float:
    began = perf_counter()
    async with browser.context(viewport=DESKTOP) as context:
        page = await context.new_page()
        await page.goto(url)
        await page.evaluate(script())
        await page.evaluate("(options) => axe.run(document, options).then(() => 0)", OPTIONS)
    return perf_counter() - began


async def _ours(browser: Browser, url: str, lexicons: Any, memory: dict[str, Any]) -> tuple[float, list[str]]:
    began = perf_counter()
    async with browser.context(viewport=DESKTOP) as context:
        order = Order(url, 30.0, probes=chosen(()), lexicons=lexicons, memory=memory)
        seen = await visit(await context.new_page(), order)
    faults = [f"{report.probe.name}: {report.reason}" for report in seen.reports if not report.ok]
    return perf_counter() - began, [fault for fault in (seen.fault, seen.axe_fault, *faults) if fault]


async def measure(site: Path, paths: list[str], repeats: int) -> list[Row]:
    """Every page ``repeats`` times, in turn, after one page of each to warm up."""
    from playwright.async_api import async_playwright

    lexicons = load_lexicons(ROOT / "config")
    rows = [Row(path, [], [], []) for path in paths]
    with served(site) as server:
        async with async_playwright() as playwright:
            browser = Browser(playwright, resolver_rules([server.url], allow_private=True), recycle=1000)
            await _bare(browser, server.url + paths[0])
            for _ in range(repeats):
                memory = dict[str, Any]()
                for row in rows:
                    row.bare.append(await _bare(browser, server.url + row.path))
                    seconds, faults = await _ours(browser, server.url + row.path, lexicons, memory)
                    row.ours.append(seconds)
                    row.faults.extend(faults)
            await browser.close()
    return rows


def markdown(site: str, rows: list[Row], repeats: int) -> str:
    """The results as a page; the ratio of the whole is that of the medians over pages."""
    facts = machine()
    bare, ours = median(median(row.bare) for row in rows), median(median(row.ours) for row in rows)
    total = sum(median(row.ours) for row in rows) / sum(median(row.bare) for row in rows)
    lines = [
        "# All probes of a page beside bare navigation and axe-core",
        "",
        f"{site}, medians of {repeats} runs, one page at a time; {facts['cores']} cores, load at the end {facts['load_at_start']}.",
        "",
        "| page | bare, s | all probes, s | ratio | not measured |",
        "|---|---|---|---|---|",
    ]
    for row in rows:
        one, other = median(row.bare), median(row.ours)
        lines.append(
            f"| {row.path or '/'} | {one:.2f} | {other:.2f} | {other / one:.2f} | {'; '.join(sorted(set(row.faults))) or '–'} |"
        )
    lines.append(f"| median | {bare:.2f} | {ours:.2f} | {ours / bare:.2f} | |")
    lines.append(f"| sum | | | {total:.2f} | |")
    return "\n".join(lines) + "\n"


def spread(site: Path) -> list[str]:
    """Every fifth page of a folder by name."""
    return sorted(str(file.relative_to(site)) for file in site.rglob("*.html"))[::5]


def main() -> int:
    """Exit status 1 where a probe failed."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.probes", description=__doc__)
    parser.add_argument("site", type=Path)
    parser.add_argument("pages", nargs="*", help="paths in it (default: every fifth page by name)")
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--results", type=Path, default=RESULTS, help="folder of the result file")
    wanted = parser.parse_args()
    paths = [page.lstrip("/") for page in wanted.pages] or spread(wanted.site)
    rows = asyncio.run(measure(wanted.site, paths, wanted.repeats))
    text = markdown(wanted.site.resolve().parent.name, rows, wanted.repeats)
    path = wanted.results / f"{datetime.now(UTC).date()}-probes.md"
    path.write_text(text, encoding="utf-8")
    print(text)
    print(f"written to {path}", file=sys.stderr)
    return 1 if any(row.faults for row in rows) else 0


if __name__ == "__main__":
    sys.exit(main())
