"""``python -m benchmarks.sampling SITE START …``: what a sample of pages keeps of the kinds of issue that all pages show.

Each SITE is a folder of static files, START the path of its home page. The HTTP lane crawls the site whole in a process of its
own; the sample is drawn from what it read as the browser lane draws it, with at most ``--percent`` of the pages; then every page is
looked at, and the kinds found on the sampled ones are compared with those found on all.

A kind is an axe rule broken, an axe rule left open, or what an own probe found (text too faint by pixels, text cut off or
sideways scrolling at 200 %, a skip link that does not work, a field without a label, what the walk by Tab and moving content
show). ``finer`` counts each rule once for every kind of element (tag and classes) that breaks it.

With ``--off keyboard motion`` a site is measured in half the time.
"""

from __future__ import annotations

import argparse
import asyncio
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path
from time import perf_counter
from typing import Any, NamedTuple

from benchmarks.report import RESULTS, machine
from benchmarks.serve import served
from crawler.browser.look.visit import DESKTOP, Order, Visit, visit
from crawler.browser.probes import chosen
from crawler.browser.program.launch import Browser, resolver_rules
from crawler.browser.sample.choice import choose, named_pages, read_pages
from openness import runs
from openness.planning import Wish, make_plan
from store.db import open_database
from store.lexicon import load_lexicons
from store.objects import ObjectStore

ROOT = Path(__file__).parents[1]
CONFIG = ROOT / "config"
CRAWL_CAP = 600.0
ELEMENT = re.compile(r"<([a-z0-9-]+)(?:[^>]*?\sclass=\"([^\"]*)\")?", re.IGNORECASE)


class Result(NamedTuple):
    """One site: pages and sampled pages, kinds and finer kinds of both, pages that could not be looked at, seconds."""

    site: str
    pages: int
    sampled: int
    every: frozenset[str]
    kept: frozenset[str]
    finer: int
    finer_kept: int
    faults: list[str]
    seconds: float


def kinds(seen: Visit) -> set[str]:
    """Kinds of issue of one page."""
    axe = seen.axe or {"violations": [], "incomplete": []}
    found = {f"{group} {rule['id']}" for group in ("violations", "incomplete") for rule in axe[group]}
    data = {report.probe.name: report.data for report in seen.reports if report.status == "done"}
    found |= {f"contrast {text['verdict']}" for text in data.get("contrast", {}).get("texts", ()) if text["verdict"] == "low"}
    for way in ("viewport", "text"):
        zoomed = data.get("zoom", {}).get(way, {})
        found |= {f"zoom {way} {name}" for name in ("sideways", "clipped", "beyond") if zoomed.get(name)}
    skip = data.get("jumps", {}).get("skip", {})
    found |= {"no skip link"} if skip and not skip["found"] else {"skip link fails"} if skip and not skip["works"] else set()
    found |= keyboard_kinds(data.get("keyboard", {})) | motion_kinds(data.get("motion", {}))
    for form in data.get("forms", {}).get("forms", ()):
        found |= {"field without a label"} if any(not field["labelled"] for field in form["fields"]) else set()
    return found


def keyboard_kinds(data: dict[str, Any]) -> set[str]:
    """Kinds of issue that the walk by Tab shows."""
    found = {"keyboard trap"} if data.get("trap") else set()
    found |= {f"not reached by keyboard: {item['why']}" for item in data.get("unreached", ()) if not item["repeats"]}
    found |= {"focus unseen"} if any(not item["visible"] for item in data.get("focus", ())) else set()
    found |= {"menu by mouse alone"} if any(menu["opens_by"] == "mouse" for menu in data.get("menus", ())) else set()
    return found | {name for name in ("against_document_order", "positive_tabindex") if data.get(name)}


def motion_kinds(data: dict[str, Any]) -> set[str]:
    """Kinds of issue that moving content shows."""
    found = {"moves on" for region in data.get("moving", ()) if region["long"] and not region.get("stopped")}
    flashes = data.get("flashes") or {}
    return found | {f"flashes {kind}" for kind in ("general", "red") if flashes.get(kind, 0) > flashes.get("limit", 0)}


def finer(seen: Visit) -> set[str]:
    """Broken rules by kind of element."""
    found = set()
    for rule in (seen.axe or {"violations": []})["violations"]:
        for node in rule["nodes"]:
            tag, classes = (ELEMENT.match(node["html"]) or ELEMENT.match("<unknown")).groups()  # type: ignore[union-attr]
            found.add(f"{rule['id']} {tag} {' '.join(sorted((classes or '').split()))}")
    return found


def crawl(url: str, folder: Path, percent: int) -> tuple[list[str], list[str]]:
    """Addresses of all pages, and those of the sample."""
    address = f"sqlite:///{folder}/b.db"
    engine = open_database(address)
    limits: dict[str, Any] = {"max_rendered": 10_000, "sample_share_percent": percent, "confirm_times": 0, "max_external": 0}
    wish = Wish(site=url, allow_private=True, out=folder / "run", config=CONFIG, limits=limits)
    plan = make_plan(wish, ("kz-2017", "2017-12-28"), date(2026, 11, 20))
    runs.begin(engine, plan)
    command = [sys.executable, "-m", "crawler.harvest", "http", address, plan.run_id, str(CONFIG)]
    subprocess.run(command, check=True, timeout=CRAWL_CAP, stdout=subprocess.DEVNULL)
    objects, lexicons = ObjectStore(f"{plan.out}/evidence"), load_lexicons(CONFIG)
    with engine.connect() as db:
        pages = read_pages(db, objects, plan, lexicons)
    most = max(1, len(pages) * percent // 100)
    bounded = plan.model_copy(update={"limits": plan.limits.model_copy(update={"max_rendered": most})})
    homes = [page for page in pages if page.entry.depth == 0]
    named = named_pages(homes, objects, plan, lexicons)
    sample = choose(pages, {home.entry.url for home in homes}, named, bounded)
    engine.dispose()
    return sorted({page.entry.url for page in pages}), [item.url for item in sample]


async def look(urls: Iterable[str], off: tuple[str, ...], parallel: int) -> dict[str, Visit]:
    """A visit to every address."""
    from playwright.async_api import async_playwright

    lexicons, memory = load_lexicons(CONFIG), dict[str, Any]()
    waiting, found = iter(list(urls)), dict[str, Visit]()
    async with async_playwright() as playwright:
        browser = Browser(playwright, resolver_rules(urls, allow_private=True))

        async def work() -> None:
            for url in waiting:
                async with browser.context(viewport=DESKTOP) as context:
                    order = Order(url, 30.0, probes=chosen(off), lexicons=lexicons, memory=memory)
                    found[url] = await visit(await context.new_page(), order)
                print(f"{len(found)} pages", file=sys.stderr, flush=True)

        async with asyncio.TaskGroup() as group:
            for _ in range(parallel):
                group.create_task(work())
        await browser.close()
    return found


def measure(site: Path, start: str, percent: int, off: tuple[str, ...], parallel: int) -> Result:
    """One site, whole."""
    began = perf_counter()
    with served(site) as server, tempfile.TemporaryDirectory(prefix="bench-sampling-") as temporary:
        every, sample = crawl(server.url + start.lstrip("/"), Path(temporary), percent)
        if not every:
            raise SystemExit(f"{site}: no page at {start}; name the path of the home page below the folder")
        seen = asyncio.run(look(every, off, parallel))
    drawn = [seen[url] for url in dict.fromkeys(sample)]
    everything = set().union(*map(finer, seen.values()))
    return Result(
        site.resolve().parent.name,
        len(every),
        len(drawn),
        frozenset[str]().union(*map(kinds, seen.values())),
        frozenset[str]().union(*map(kinds, drawn)),
        len(everything),
        len(set().union(*map(finer, drawn)) & everything),
        sorted(
            f"{url.partition('//')[2].partition('/')[2]}: {one.fault or one.axe_fault}"
            for url, one in seen.items()
            if one.fault or one.axe_fault
        ),
        perf_counter() - began,
    )


def markdown(results: list[Result], percent: int, off: tuple[str, ...]) -> str:
    """The results as a page."""
    facts = machine()
    lines = [
        "# What the sample keeps of the kinds of issue",
        "",
        f"At most {percent} % of the pages; probes left out: {', '.join(off) or 'none'}; {facts['cores']} cores, Python {facts['python']}.",
        "",
        "| site | pages | sampled | kinds on all | kept | share | by kind of element: all | kept | share | wall, s |",
        "|---|---|---|---|---|---|---|---|---|---|",
    ]
    for one in results:
        kept, share = len(one.kept & one.every), len(one.kept & one.every) / max(1, len(one.every))
        rate = one.finer_kept / max(1, one.finer)
        lines.append(
            f"| {one.site} | {one.pages} | {one.sampled} ({one.sampled / one.pages:.0%}) | {len(one.every)} | {kept} | {share:.1%} "
            f"| {one.finer} | {one.finer_kept} | {rate:.1%} | {one.seconds:.0f} |"
        )
    for one in results:
        lines += ["", f"{one.site}: lost {sorted(one.every - one.kept) or 'nothing'}; not looked at {one.faults or 'none'}"]
    return "\n".join(lines) + "\n"


def main() -> int:
    """Exit status 1 where a sample keeps less than 99 % of the kinds."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.sampling", description=__doc__)
    parser.add_argument("sites", nargs="+", help="pairs of folder and start")
    parser.add_argument("--percent", type=int, default=25)
    parser.add_argument("--off", nargs="*", default=[], help="probes that are left out (default: none)")
    parser.add_argument("--parallel", type=int, default=2)
    parser.add_argument("--results", type=Path, default=RESULTS, help="folder of the result file")
    wanted = parser.parse_args()
    pairs = list(zip(wanted.sites[::2], wanted.sites[1::2], strict=True))
    results = [measure(Path(site), start, wanted.percent, tuple(wanted.off), wanted.parallel) for site, start in pairs]
    text = markdown(results, wanted.percent, tuple(wanted.off))
    path = wanted.results / f"{datetime.now(UTC).date()}-sampling.md"
    path.write_text(text, encoding="utf-8")
    print(text)
    print(f"written to {path}", file=sys.stderr)
    return 0 if all(len(one.kept & one.every) >= 0.99 * len(one.every) for one in results) else 1


if __name__ == "__main__":
    sys.exit(main())
