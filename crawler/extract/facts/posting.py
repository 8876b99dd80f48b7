"""When a page was posted and changed: what a reader is shown first, what machines are told second, and nothing guessed."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from crawler.extract.facts.datemeta import MetaDate, read_meta
from crawler.extract.page.lines import Line
from crawler.extract.page.tree import Element, Outline
from crawler.extract.text.clean import clean, fold
from crawler.extract.text.datewords import CHANGED, POSTED, DatedFact, DateWords
from crawler.extract.text.words import Words

MAX_DATES = 200
QUOTE = 200
EARLIEST = dt.date(1995, 1, 1)
# How far from the title, in pieces of text, a date that stands alone is still the page's own.
AFTER_TITLE, BEFORE_TITLE = 30, 12
_MUCH = 25
# Of a value in ISO 8601, so many signs are its minutes and its day.
_MINUTES, _DAY = 16, 10
_NAMED_LINK = 15
_HEADINGS = ("h1", "h2", "h3", "h4")
_LETTERS = re.compile(r"[^\W\d_]")
_ORDER = ("label", "plain", "microdata", "time", "near-title", "json-ld", "meta")
# What tells readers nothing in words tells them nothing.
SILENT = frozenset({"json-ld", "meta"})


class PageDate(NamedTuple):
    """One date of a page: ``role`` (posted, changed, act or ``""``), how it was told, its words, and where they stand."""

    value: str
    day: dt.date
    role: str
    method: str
    quote: str
    element: Element | None
    at: int


def read_dates(outline: Outline, lines: list[Line], title: str, words: Words, seen: dt.date) -> list[PageDate]:
    """Complete dates of a page in its order, then those told to machines only; at most two hundred.

    :param title: the page's title, which tells the heading beside which its date stands.
    :param seen: the day the page was fetched, in Kazakhstan: «бүгін» and «вчера» count from it, and nothing is posted later.
    """
    reader = DateWords.of(words)
    marked = read_meta(outline, reader.dates)
    heading = _heading(outline, title)
    found: list[PageDate] = []
    for index, line in enumerate(lines):
        if len(found) >= MAX_DATES:
            break
        if not reader.may_date(line.text):
            continue
        above = lines[index - 1].text if index else ""
        facts = reader.read(line.text, above, seen)
        for fact in facts:
            role, method = fact.role, fact.sign
            if not role and len(facts) == 1 and _beside(outline, lines, index, fact, heading):
                role, method = POSTED, "near-title"
            found.append(_of_line(line, fact, role, method))
    told = {item.value[:_MINUTES]: item.role for item in found if item.method in ("label", "plain")}
    found.extend(_of_markup(item, heading, told) for item in marked)
    return [item._replace(role="") if item.role in (POSTED, CHANGED) and _impossible(item.day, seen) else item for item in found]


def posting(found: list[PageDate], heading_at: int) -> dict[str, Any]:
    """Values for a page's record: ``published``, ``modified``, how each was told, and its words.

    A list of news shows many dates of posting: none of them is the page's own.
    """
    values: dict[str, Any] = {}
    for role, name in ((POSTED, "published"), (CHANGED, "modified")):
        chosen = _chosen(
            [item for item in found if item.role == role and (item.element is None or item.element.place == "main")], heading_at
        )
        if chosen is not None:
            values |= {name: chosen.value, f"{name}_method": chosen.method, f"{name}_text": chosen.quote}
    return values


def heading_place(outline: Outline, title: str) -> int:
    """Where the page's own heading ends, in pieces of its text; 0 where it has none."""
    heading = _heading(outline, title)
    return 0 if heading is None else heading.end


def _chosen(candidates: list[PageDate], heading_at: int) -> PageDate | None:
    for method in _ORDER:
        same = [item for item in candidates if item.method == method]
        days = {item.value for item in same}
        if len(days) == 1:
            return same[0]
        if days and method not in SILENT:
            near = [item for item in same if -BEFORE_TITLE <= item.at - heading_at <= AFTER_TITLE]
            return near[0] if heading_at and len({item.value for item in near}) == 1 else None
    return None


def _of_line(line: Line, fact: DatedFact, role: str, method: str) -> PageDate:
    date = fact.date
    start = max(0, min(date.start - 60, len(line.text) - QUOTE))
    return PageDate(
        date.value, date.day, role, method or "text", clean(line.text[start : start + QUOTE]), line.element, line.start
    )


def _of_markup(item: MetaDate, heading: Element | None, told: dict[str, str]) -> PageDate:
    """A date in the markup; where a reader is told by words what the same date is of, it is of nothing else."""
    at = item.element.start if item.element is not None else 0
    role = item.role or next((told[value] for value in (item.date.value[:_MINUTES], item.date.value[:_DAY]) if value in told), "")
    if not role and heading is not None and -BEFORE_TITLE <= at - heading.end <= AFTER_TITLE:
        role = POSTED
    return PageDate(item.date.value, item.date.day, role, item.method, item.quote, item.element, at)


def _impossible(day: dt.date, seen: dt.date) -> bool:
    return day < EARLIEST or day > seen + dt.timedelta(days=1)


def _heading(outline: Outline, title: str) -> Element | None:
    """The heading of the page's own matter: the one that its title repeats, else the first h1 of the main part, else the first h2."""
    name = fold(title)
    candidates = [item for item in outline.all(*_HEADINGS) if item.place == "main" and not item.hidden][:40]
    for element in candidates:
        text = fold(outline.text(element))
        if len(text) >= 4 and name.startswith(text[:60]):
            return element
    return candidates[0] if candidates and candidates[0].tag in ("h1", "h2") else None


def _beside(outline: Outline, lines: list[Line], index: int, fact: DatedFact, heading: Element | None) -> bool:
    """Whether a line that is nothing but a date stands at the page's heading, and is no item of a list of links."""
    line = lines[index]
    rest = line.text[: fact.date.start] + line.text[fact.date.end :]
    if heading is None or line.element.place != "main" or len(_LETTERS.findall(rest)) > _MUCH:
        return False
    distance = line.start - heading.end
    if not -BEFORE_TITLE <= distance <= AFTER_TITLE:
        return False
    between = [
        item for item in _around(lines, index) if min(heading.end, line.start) <= item.start <= max(heading.end, line.start)
    ]
    following = lines[index + 1 : index + 2] if distance >= 0 else []
    return not any(_is_link(outline, item) for item in (*between, *following) if item.element is not heading)


def _around(lines: list[Line], index: int) -> Iterator[Line]:
    for place in range(max(0, index - 15), min(len(lines), index + 15)):
        if place != index:
            yield lines[place]


def _is_link(outline: Outline, line: Line) -> bool:
    element: Element | None = line.element
    for _ in range(3):
        if element is None:
            return False
        if element.tag == "a" and "href" in element.attributes:
            return len(outline.text(element)) >= _NAMED_LINK
        element = element.parent
    return False
