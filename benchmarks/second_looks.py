"""``python -m benchmarks.second_looks``: how long the browser's second look at dead addresses of one host takes.

A host answers every address but its home page with 404 and a page of errors that is as heavy as sites make them: twelve scripts, twelve
style sheets, sixty pictures, each after a delay as on a real line. The HTTP lane has found ``--dead`` of them failing; measured is what the
browser lane spends on looking at them, with the plan's manners for public hosts. Every look must meet the 404. Bare is what one would write
first: a fresh context and ``goto`` for each address, two at a time.
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import sys
import tempfile
from collections import Counter
from contextlib import AbstractAsyncContextManager
from datetime import UTC, date, datetime
from pathlib import Path
from time import perf_counter
from typing import Any

from benchmarks.report import RESULTS, machine
from crawler.books.looks import SecondLook
from crawler.browser.look.courtesy import Courtesy
from crawler.browser.look.looks import Looks
from crawler.browser.program.launch import Browser, resolver_rules
from openness.planning import Wish, make_plan
from store.harvest import CrawlPlan, Ledger, LedgerEntry

ROOT = Path(__file__).parents[1]
HEAD = "".join(f"<link rel=stylesheet href=/look{n}.css><script src=/run{n}.js></script>" for n in range(12))
BODY = "".join(f"<p><img src=/photo{n}.png><a href=/page{n}>раздел {n}</a> {'слова ' * 100}</p>" for n in range(60))
ERROR_PAGE = f"<!doctype html><title>404</title>{HEAD}<h1>Страница не найдена</h1>{BODY}".encode()
PARTS = {".js": (b"for (let n = 0; n < 1e7; n++);", "text/javascript"), ".css": (b"p { color: #222 }" * 2000, "text/css")}


class Site:
    """The host; counts what it is asked for."""

    def __init__(self, delay: float) -> None:
        self.delay = delay
        self.asked: Counter[str] = Counter()

    async def answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection."""
        try:
            while True:
                path = (await reader.readuntil(b"\r\n\r\n")).split()[1].decode()
                self.asked[path] += 1
                await asyncio.sleep(self.delay)
                body, kind = PARTS.get(Path(path).suffix, (ERROR_PAGE, "text/html; charset=utf-8"))
                status = "200 OK" if Path(path).suffix in PARTS else "404 Not Found"
                head = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n"
                writer.write(head.encode() + body)
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()


async def bare(browser: Browser, entries: list[LedgerEntry]) -> list[int]:
    """The statuses that a fresh context and ``goto`` meet."""
    waiting, met = iter(entries), []

    async def work() -> None:
        for entry in waiting:
            async with browser.context() as context:
                response = await (await context.new_page()).goto(entry.url, wait_until="commit")
                met.append(response.status if response else 0)

    await asyncio.gather(work(), work())
    return met


async def ours(browser: Browser, entries: list[LedgerEntry], plan: CrawlPlan) -> list[int]:
    """The statuses that the looks of the browser lane meet."""
    met: list[int] = []

    def context(_lane: str) -> AbstractAsyncContextManager[Any]:
        return browser.context()

    async def dress(context: Any, _lane: str) -> None:
        await context.clear_cookies()

    def done(_entry: LedgerEntry, look: SecondLook, _words: str) -> None:
        met.append(look.status or 0)

    await Looks(context, dress, Courtesy(plan, {}), plan.limits, done).run(entries)
    return met


async def measure(dead: int, delay: float, way: str) -> tuple[float, Counter[str]]:
    """Seconds for all looks, the start of the browser left out, and what the host was asked for."""
    from playwright.async_api import async_playwright

    site = Site(delay)
    server = await asyncio.start_server(site.answer, "127.0.0.1", 0)
    url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/"
    entries = [
        LedgerEntry(url=f"{url}ru/page-{n}", ledger=Ledger.HTTP_ERROR, reason="404", status=404, confirmed=True)
        for n in range(dead)
    ]
    with tempfile.TemporaryDirectory() as folder:
        wish = Wish(
            site=url, allow_private=True, out=Path(folder) / "run", config=ROOT / "config", limits={"concurrency_per_host": 4}
        )
        plan = make_plan(wish, ("kz-2017", "2017-12-28"), date(2026, 11, 20))
    async with server, async_playwright() as playwright:
        browser = Browser(playwright, resolver_rules([url], allow_private=True))
        await browser.version()

        began = perf_counter()
        met = await (bare(browser, entries) if way == "bare" else ours(browser, entries, plan))
        seconds = perf_counter() - began
        await browser.close()
    if met != [404] * dead:
        raise SystemExit("a look met something else than the 404 that the host gives")
    return seconds, site.asked


def main() -> int:
    """Measures and writes a page."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.second_looks", description=__doc__)
    parser.add_argument("--dead", type=int, default=200)
    parser.add_argument("--delays", type=float, nargs="*", default=[0.05, 0.3], help="seconds before each answer")
    parser.add_argument("--results", type=Path, default=RESULTS, help="folder of the result file")
    wanted = parser.parse_args()
    facts = machine()
    lines = [
        "# Second looks at dead addresses of one host",
        "",
        f"{wanted.dead} addresses; {facts['cores']} cores, load at the start {facts['load_at_start']}.",
        "",
        "| delay of an answer, ms | way | all looks, s | one look, ms | requests |",
        "|---:|---|---:|---:|---:|",
    ]
    for delay, way in itertools.product(wanted.delays, ("bare", "ours")):
        seconds, asked = asyncio.run(measure(wanted.dead, delay, way))
        each = 1000 * seconds / wanted.dead
        lines.append(f"| {delay * 1000:.0f} | {way} | {seconds:.1f} | {each:.0f} | {asked.total()} |")
        sys.stderr.write(lines[-1] + "\n")
    text = "\n".join(lines) + "\n"
    (wanted.results / f"{datetime.now(UTC):%Y-%m-%d}-second-looks.md").write_text(text, encoding="utf-8")
    sys.stdout.write(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
