"""A report printed to A4 as a PDF whose contents bear page numbers: the browser lays the pages out, then prints them with their numbers.

Chromium knows no counter of another place (``target-counter``), so it prints twice: once to learn on which page each place stands. The page is
given to it as text; it runs no script of it and reaches no host.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from pypdf import PdfReader

from crawler.browser.program.launch import Browser, executable
from openness.faults import WrongUse
from reports.files import write_bytes
from reports.i18n import N_
from reports.read import read_result

NO_BROWSER = N_("a PDF is printed by Chromium, and there is none on the machine; install the package chromium")
NO_REPORT = N_("{path}: there is no report to print; `openness report {run}` writes it")
NO_PRINT = N_("Chromium did not print {path} ({reason}); open the report in a browser and print it from there")
# Nothing is reached: the report holds all that it shows.
NOWHERE = "MAP * ~NOTFOUND"
# So long one printing may take; a report of the greatest size takes some seconds.
PATIENCE = 300.0
# How often a browser that went away is followed by another one.
MORE = 1
_CONTENTS = re.compile(r'<nav class="contents".*?</nav>', re.DOTALL)
_LINK = re.compile(r'<a href="#([^"]+)"')
# Numbers stand right in their column; a wide one keeps the lines as long as they will be.
_UNKNOWN = "00"
# Chromium writes both as they are read here; a time of the same length moves no object of the document.
_MADE = re.compile(rb"(/(?:CreationDate|ModDate) \(D:)\d{14}\+00'00'\)")


def print_reports(out: Path, run: str, languages: tuple[str, ...], user: str = "") -> list[Path]:
    """Prints ``report.<language>.html`` of a run to ``report.<language>.pdf`` beside it.

    :param user: who the browser is to run as where root started the program.
    :returns: the files written, in the order of ``languages``.
    :raises WrongUse: there is no browser, no report, or the browser gave up.
    """
    if executable() is None:
        raise WrongUse(NO_BROWSER)
    sources = [out / f"report.{language}.html" for language in languages]
    for source in sources:
        if not source.is_file():
            raise WrongUse(NO_REPORT, path=str(source), run=run)
    ended = datetime.fromisoformat(read_result(out)["run"]["finished_at"])
    return asyncio.run(_all(sources, ended, user))


async def _all(sources: list[Path], ended: datetime, user: str) -> list[Path]:
    from playwright.async_api import async_playwright

    made = []
    async with async_playwright() as playwright:
        browser = Browser(playwright, NOWHERE, user=user)
        try:
            for source in sources:
                target = source.with_suffix(".pdf")
                write_bytes(target, [dated(await _printed(browser, source), ended)])
                made.append(target)
        finally:
            await browser.close()
    return made


async def _printed(browser: Browser, source: Path, more: int = MORE) -> bytes:
    from playwright.async_api import Error

    page = source.read_text(encoding="utf-8")
    try:
        async with asyncio.timeout(PATIENCE):
            numbers = places(await _paper(browser, numbered(page, {}), tagged=False))
            return await _paper(browser, numbered(page, numbers))
    except TimeoutError as fault:
        raise WrongUse(NO_PRINT, path=str(source), reason=f"{PATIENCE:.0f} s") from fault
    except Error as fault:
        # A report with thousands of pictures may be more than its printer holds; but a busy machine ends a browser too, and the next one prints.
        if not more:
            raise WrongUse(NO_PRINT, path=str(source), reason=fault.message.splitlines()[0]) from fault
    return await _printed(browser, source, more - 1)


async def _paper(browser: Browser, page: str, tagged: bool = True) -> bytes:
    """A document, with what readers of screens need; to learn where its places stand it needs none of that, which is a quarter of the work."""
    async with browser.context(java_script_enabled=False) as context:
        sheet = await context.new_page()
        await sheet.set_content(page, wait_until="load")
        return bytes(await sheet.pdf(prefer_css_page_size=True, print_background=True, tagged=tagged, outline=tagged))


def numbered(page: str, numbers: Mapping[str, int]) -> str:
    """The page with a number at each link of its contents, by the name that the link leads to.

    :param numbers: pages by name; a name that is not among them gets a number of the usual width.
    """
    contents = _CONTENTS.search(page)
    if contents is None:
        return page
    told = _LINK.sub(lambda link: f'{link[0]} data-page="{numbers.get(link[1], _UNKNOWN)}"', contents[0])
    return page[: contents.start()] + told + page[contents.end() :]


def places(pdf: bytes) -> dict[str, int]:
    """The page of each named place of a printed report, counted from 1."""
    read = PdfReader(BytesIO(pdf))
    found = ((name.removeprefix("/"), read.get_destination_page_number(place)) for name, place in read.named_destinations.items())
    return {name: number + 1 for name, number in found if number is not None and number >= 0}


def dated(pdf: bytes, made: datetime) -> bytes:
    """The same document with another time of its making, so that the same report printed by the same browser has the same bytes."""
    there = f"{made.astimezone(UTC):%Y%m%d%H%M%S}+00'00'".encode()
    return _MADE.sub(lambda found: found[1] + there + b")", pdf)
