"""The browser lane over a small server, as a whole process; and single visits without a harvest."""

from __future__ import annotations

import asyncio
import subprocess
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from crawler.browser.look.visit import DESKTOP, Order, Visit, visit
from crawler.browser.probes import chosen
from crawler.browser.probes.base import Report
from crawler.browser.program.launch import Browser, resolver_rules
from store import schema
from store.harvest import Artifact, ProbeLimits
from store.lexicon import load_lexicons
from tests.conftest import ROOT
from tests.crawler.kit import Harvest
from tests.warm import program

# Ends a page that hangs, not one that is slow to come.
HANG = 60.0
LEXICONS = load_lexicons(ROOT / "config")


def command_of(harvest: Harvest, name: str, run_id: str) -> list[str]:
    """What is said to the process of a lane, after the program's own name."""
    return [name, harvest.db, run_id, str(ROOT / "config")]


def lane(harvest: Harvest, name: str, run_id: str, timeout: float = 1500.0) -> str:
    """Progress of one lane of a run in a process of its own; its end must be a good one."""
    command = [*program("crawler.harvest"), *command_of(harvest, name, run_id)]
    # Files and not pipes: a browser that outlives its lane would hold a pipe open.
    with tempfile.TemporaryFile("w+") as out, tempfile.TemporaryFile("w+", errors="replace") as errors:
        done = subprocess.run(command, cwd=ROOT, stdout=out, stderr=errors, timeout=timeout, check=False)
        out.seek(0)
        errors.seek(0)
        assert done.returncode == 0, errors.read()[-2000:]
        return out.read()


def artifacts(harvest: Harvest, run_id: str) -> list[Artifact]:
    """Everything that the browser stored, in its order."""
    with harvest.engine.connect() as db:
        return list(schema.read_artifacts(db, run_id))


def visits(
    urls: Iterable[str],
    probes: Iterable[str] | None = None,
    memory: dict[str, Any] | None = None,
    rules: str | None = None,
    **more: Any,
) -> list[Visit]:
    """What one visit to each address brings, one browser for all.

    ``probes`` by name, all where None; ``memory`` is kept from page to page where given; ``rules`` say which hosts are
    reached, those of the addresses where None; ``more`` are limits.
    """
    wanted = [probe for probe in chosen((), home=True) if probes is None or probe.name in set(probes)]

    async def look() -> list[Visit]:
        from playwright.async_api import async_playwright

        async with async_playwright() as playwright:
            browser = Browser(playwright, rules or resolver_rules(urls, allow_private=True))
            found = []
            for url in urls:
                async with browser.context(viewport=DESKTOP) as context:
                    kept = {} if memory is None else memory
                    order = Order(url, HANG, limits=ProbeLimits(**more), probes=tuple(wanted), lexicons=LEXICONS, memory=kept)
                    found.append(await visit(await context.new_page(), order))
            await browser.close()
            return found

    return asyncio.run(look())


def report(seen: Visit, name: str) -> Report:
    """The report of one probe of a visit that went well."""
    assert not seen.fault, seen.fault
    return next(item for item in seen.reports if item.probe.name == name)


def children(root: int) -> list[Path]:
    """Folders in /proc of the processes below one."""
    found, waiting = [], [root]
    while waiting:
        parent = waiting.pop()
        for entry in Path("/proc").iterdir():
            if entry.name.isdigit():
                try:
                    fields = (entry / "stat").read_text().rsplit(")", 1)[1].split()
                except OSError:
                    continue
                if int(fields[1]) == parent:
                    waiting.append(int(entry.name))
                    found.append(entry)
    return found
