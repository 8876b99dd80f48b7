"""``python -m benchmarks.broken SITE …``: saved pages, as they are and broken on purpose, read by our parser and by the browser's.

Each page of the folders is broken again and again in ways that real pages are: an end tag, a quote or a bracket lost, an element doubled or
laid where it may not stand, signs and comments strewn in. What counts is what the browser's own parser (Chromium's, without scripts) holds of
text and links and ours does not; such pages are kept in ``--keep``. ``--soup`` sets BeautifulSoup over ``html.parser`` in the browser's place.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from bs4 import BeautifulSoup
from playwright.sync_api import sync_playwright

from benchmarks.report import RESULTS, machine
from crawler.extract.page.tree import Outline, parse

WORD = re.compile(r"\w{3,}")
MOST_BYTES = 250_000
# A word that stands in one tree alone may come of where a line was cut.
TELLING = 3
CHROMIUM = "/usr/bin/chromium"
SILENT = ("script", "style", "noscript", "template", "head", "textarea", "iframe", "object", "noframes", "title")
STRAY = ("<table>", "<tr>", "<select>", "<svg>", "</body>", "</html>", "<form>", "<a>", "<b>", "<math>", "</table>", "<td>", "<caption>",
         "<template>", "<frameset>", "<noscript>", "<button>", "<nobr>", "</p>", "</br>", "<option>")  # fmt: skip
SIGNS = ("\0", "&", "<!", "<?", "</", "<!-->", "<!--", "<![CDATA[", "]]>", "&#0;", "&#x80;")
LOST = (r"</[a-z0-9]+>", r"\"", r">")
JS = """([text, silent]) => {
  const page = new DOMParser().parseFromString(text, 'text/html'), out = [], left = [page];
  while (left.length) {
    const one = left.pop();
    if (one.nodeType === 3) out.push(one.data);
    else if (!silent.includes((one.tagName || '').toLowerCase())) {
      for (let child = one.lastChild; child; child = child.previousSibling) left.push(child);
      out.push(' ');
    }
  }
  return [out.join(''), [...page.querySelectorAll('a[href]')].map(link => link.getAttribute('href').trim()).filter(Boolean)];
}"""


class Held(NamedTuple):
    """What a tree holds: its words, and where its links lead."""

    words: frozenset[str]
    links: frozenset[str]


Read = Callable[[str], Held]


def by_lexbor(text: str) -> Held:
    """By the product's parser."""
    outline = Outline(parse(text)[0])
    links = (element.get("href").strip() for element in outline.all("a"))
    return Held(frozenset(WORD.findall(" ".join(outline.pieces))), frozenset(filter(None, links)))


def by_soup(text: str) -> Held:
    """By BeautifulSoup over ``html.parser``."""
    soup = BeautifulSoup(text, "html.parser")
    for tag in soup(SILENT):
        tag.decompose()
    links = (str(tag["href"]).strip() for tag in soup.find_all("a", href=True))
    return Held(frozenset(WORD.findall(soup.get_text(" "))), frozenset(filter(None, links)))


def broken(text: str, draw: random.Random) -> str:
    """The page with one, three or ten things broken."""
    for _ in range(draw.choice((1, 3, 10))):
        places = list(re.finditer(draw.choice((*LOST, r"</?[a-z][^<>]*>")), text))
        if not places:
            return text
        place, at, way = draw.choice(places), draw.randrange(len(text)), draw.randrange(4)
        if way == 0:
            text = text[: place.start()] + text[place.end() :]
        elif way == 1:
            text = text[: place.start()] + draw.choice(STRAY) + text[place.start() :]
        else:
            text = text[:at] + (draw.choice(SIGNS) if way == 2 else place[0]) + text[at:]
    return text


def pages(sites: list[Path], most: int, draw: random.Random) -> Iterator[str]:
    """Texts of saved pages, drawn by lot."""
    found = sorted(path for site in sites for path in site.rglob("*.htm*") if path.is_file() and path.stat().st_size < MOST_BYTES)
    draw.shuffle(found)
    yield from (path.read_bytes().decode("utf-8", "replace") for path in found[:most])


def compared(read: Read, wanted: argparse.Namespace) -> tuple[int, int, int]:
    """How many pages were read, how many of them were broken, and how many hold more by the other parser."""
    draw, number, losing = random.Random(wanted.seed), 0, 0
    whole = list(pages(wanted.sites, wanted.pages, draw))
    for text in whole:
        for again in range(wanted.breaks + 1):
            page = broken(text, draw) if again else text
            mine, other = by_lexbor(page), read(page)
            number += 1
            if len(other.words - mine.words) >= TELLING or other.links - mine.links:
                losing += 1
                told = f"{sorted(other.words - mine.words)[:5]} {sorted(other.links - mine.links)[:3]}"
                sys.stderr.write(f"page {number}: {told}\n")
                if wanted.keep is not None:
                    wanted.keep.mkdir(parents=True, exist_ok=True)
                    (wanted.keep / f"{number}.html").write_text(page, encoding="utf-8")
    return number, number - len(whole), losing


def main() -> int:
    """Compares and writes a page."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.broken", description=__doc__)
    parser.add_argument("sites", type=Path, nargs="+", help="folders of saved pages")
    parser.add_argument("--pages", type=int, default=300, help="pages drawn (default: %(default)s)")
    parser.add_argument("--breaks", type=int, default=7, help="how often each is broken (default: %(default)s)")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--soup", action="store_true", help="BeautifulSoup in the browser's place")
    parser.add_argument("--keep", type=Path, help="folder for pages of which our tree lost something")
    parser.add_argument("--results", type=Path, default=RESULTS, help="folder of the result file")
    wanted = parser.parse_args()
    if wanted.soup:
        name, told = "BeautifulSoup (html.parser)", compared(by_soup, wanted)
    else:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
            page = browser.new_page()

            def by_browser(text: str) -> Held:
                said, links = page.evaluate(JS, [text, SILENT])
                return Held(frozenset(WORD.findall(said)), frozenset(links))

            name, told = f"Chromium {browser.version}", compared(by_browser, wanted)
            browser.close()
    number, spoilt, losing = told
    lines = ["# Broken pages: what our parser loses", "", *(f"{key}: {value}" for key, value in machine().items()), ""]
    lines += ["| beside | pages | of them broken on purpose | text or links lost |", "|---|--:|--:|--:|"]
    lines.append(f"| {name} | {number} | {spoilt} | {losing} |")
    text = "\n".join(lines) + "\n"
    (wanted.results / f"{datetime.now(UTC):%Y-%m-%d}-broken{'-soup' if wanted.soup else ''}.md").write_text(
        text, encoding="utf-8"
    )
    sys.stdout.write(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
