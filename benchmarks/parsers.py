"""``python -m benchmarks.parsers``: the same links found by selectolax (lexbor), lxml and BeautifulSoup, in pages a second."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from importlib import metadata
from statistics import median

from bs4 import BeautifulSoup
from lxml import html
from selectolax.lexbor import LexborHTMLParser

from benchmarks.site import generate


def by_lexbor(page: bytes) -> list[str]:
    """Links by selectolax's lexbor, an HTML5 parser."""
    return [node.attributes.get("href") or "" for node in LexborHTMLParser(page).css("a[href]")]


def by_lxml(page: bytes) -> list[str]:
    """Links by lxml (libxml2)."""
    parser = html.HTMLParser(encoding="utf-8")
    return [str(target) for target in html.document_fromstring(page, parser=parser).xpath("//a/@href")]


def by_soup(page: bytes) -> list[str]:
    """Links by BeautifulSoup over lxml."""
    return [str(tag["href"]) for tag in BeautifulSoup(page, "lxml", from_encoding="utf-8").find_all("a", href=True)]


PARSERS: dict[str, tuple[str, Callable[[bytes], list[str]]]] = {
    "selectolax (lexbor)": ("selectolax", by_lexbor),
    "lxml": ("lxml", by_lxml),
    "BeautifulSoup (lxml)": ("beautifulsoup4", by_soup),
}


def measure(pages: list[bytes], repeats: int) -> dict[str, float]:
    """Pages a second of each parser, median of ``repeats``.

    Raises:
        AssertionError: two parsers find different links on a page.
    """
    rates = {}
    expected = [by_lxml(page) for page in pages]
    for name, (_, find) in PARSERS.items():
        if [find(page) for page in pages] != expected:
            raise AssertionError(f"{name} finds other links than lxml")
        times = []
        for _ in range(repeats):
            begun = time.perf_counter()
            for page in pages:
                find(page)
            times.append(time.perf_counter() - begun)
        rates[name] = len(pages) / median(times)
    return rates


def main() -> int:
    """Prints the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.parsers", description=__doc__)
    parser.add_argument("--pages", type=int, default=1000, help="pages parsed (default: %(default)s)")
    parser.add_argument("--repeats", type=int, default=3, help="runs of each parser (default: %(default)s)")
    wanted = parser.parse_args()
    folder = generate(wanted.pages)
    pages = [path.read_bytes() for path in sorted(folder.rglob("*.html"))]
    rates = measure(pages, wanted.repeats)
    print(f"Links of {len(pages)} pages of {sum(map(len, pages)) // len(pages)} bytes, medians of {wanted.repeats}\n")
    print("| parser | version | pages/s | of lxml |\n|---|---|--:|--:|")
    for name, (package, _) in PARSERS.items():
        print(f"| {name} | {metadata.version(package)} | {rates[name]:.0f} | {rates[name] / rates['lxml']:.0%} |")
    return 0


if __name__ == "__main__":
    sys.exit(main())
