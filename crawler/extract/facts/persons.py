"""Persons named with their posts, and the telephones, addresses and hours that stand with them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from crawler.extract.facts.contacts import emails_in
from crawler.extract.facts.hours import hours_in
from crawler.extract.facts.names import HINT, Name, names_in, whole_line
from crawler.extract.facts.phones import phones_in
from crawler.extract.facts.posts import Posts
from crawler.extract.page.lines import Line
from crawler.extract.page.tree import Element
from crawler.extract.text.clean import clean
from crawler.extract.text.words import Words

MAX_PERSONS = 300
MAX_NEAR = 160
# So many lines after a name may still tell of the same person.
BELOW = 8
QUOTE = 300
# «72-04-34 Приемная директора – 72-01-64»: after the person's own number begins that of an office.
_OFFICE = re.compile(
    r"(?<=\d)[\s,;]+[^\d\n]{0,60}?(?:при[её]мная|қабылдау бөлмесі|для справок|для консультаций|анықтама телефон)", re.IGNORECASE
)
MAX_REST = 300
_HEADINGS = frozenset({"h1", "h2", "h3", "h4"})


class PersonFact(NamedTuple):
    """A name with its post, what stands with them, the words they stand in and the element."""

    name: str
    post: str
    phones: tuple[str, ...]
    emails: tuple[str, ...]
    hours: str
    quote: str
    element: Element


class _Found(NamedTuple):
    name: Name
    post: str
    start: int
    end: int


def read_persons(lines: list[Line], words: Words) -> Iterator[PersonFact]:
    """Persons in page order, at most three hundred; the same name with the same post counts once."""
    posts = Posts.of(words)
    seen: set[tuple[str, str]] = set()
    for index, line in enumerate(lines):
        for found, until in _in_line(lines, index, posts):
            key = (found.name.text.casefold(), found.post.casefold())
            if key in seen:
                continue
            seen.add(key)
            near = [_OFFICE.split(line.text[found.end : until][:MAX_REST], maxsplit=1)[0]]
            if until == len(line.text):
                near += _below(lines, index, posts)
            yield _fact(found, near, line, words)
            if len(seen) >= MAX_PERSONS:
                return


def _in_line(lines: list[Line], index: int, posts: Posts) -> Iterator[tuple[_Found, int]]:
    """Persons of a line, each with the place where what tells of the next begins."""
    text = lines[index].text
    names = _names(lines, index, posts)
    found: list[_Found] = []
    used = 0
    for number, name in enumerate(names):
        later = names[number + 1].start if number + 1 < len(names) else len(text)
        if posts.seeks(text[max(used, name.start - 30) : name.start]):
            continue
        before = posts.before(text[used : name.start])
        after, length, parted = posts.after(text[name.end : later])
        if after and (parted or not before):
            post, end, start = after, name.end + length, name.start
        elif before:
            post, end, start = before, name.end, max(used, text.rfind(before[:20], used, name.start))
        else:
            post, end, start = (_around(lines, index, name, posts) if len(names) == 1 else ""), name.end, name.start
        used = end
        if post:
            found.append(_Found(name, post, start, end))
    starts = sorted({*(item.start for item in found), *(name.start for name in names), len(text)})
    for item in found:
        yield item, next(start for start in starts if start >= max(item.end, item.name.end))


def _names(lines: list[Line], index: int, posts: Posts) -> list[Name]:
    text = lines[index].text
    if HINT.search(text):
        return list(names_in(text, posts.ordinary))
    name = whole_line(text, posts.ordinary)
    return [name] if name is not None else []


def _around(lines: list[Line], index: int, name: Name, posts: Posts) -> str:
    """The post of a name that a line is all of: in the line below, else in the line above."""
    rest = lines[index].text[: name.start] + lines[index].text[name.end :]
    if len(rest.strip(" .,:;–—-•0123456789")) > 3:
        return ""
    below, above = (lines[place].text if 0 <= place < len(lines) else "" for place in (index + 1, index - 1))
    taken = bool(HINT.search(below)) and any(True for _ in names_in(below, posts.ordinary))
    if below and len(below) <= MAX_NEAR and not taken and (post := posts.after(below)[0]):
        return post
    return posts.before(above) if 0 < len(above) <= MAX_NEAR else ""


def _below(lines: list[Line], index: int, posts: Posts) -> Iterator[str]:
    """The lines under a name that may tell of the same person: until the next name or heading, and of the same place on the page."""
    place = lines[index].element.place
    for line in lines[index + 1 : index + 1 + BELOW]:
        if line.element.place != place or line.element.tag in _HEADINGS or len(line.text) > MAX_NEAR:
            return
        if HINT.search(line.text) and any(True for _ in names_in(line.text, posts.ordinary)):
            return
        if whole_line(line.text, posts.ordinary) is not None:
            return
        yield line.text


def _fact(found: _Found, near: list[str], line: Line, words: Words) -> PersonFact:
    phones: dict[str, None] = {}
    emails: dict[str, None] = {}
    hours = ""
    for number, text in enumerate(near):
        # Beside a name and its post six digits are a telephone though no word says so.
        for value, _ in phones_in(text, True, words.dialling):
            phones[value] = None
        for value, _ in emails_in(text):
            emails[value] = None
        hours = hours or hours_in(text)
        if number and (phones or emails) and not _tells(text):
            break
    start = max(0, min(found.start, found.name.start))
    return PersonFact(
        found.name.text,
        clean(found.post, 250),
        tuple(phones),
        tuple(emails),
        hours,
        clean(line.text[start : start + QUOTE]),
        line.element,
    )


def _tells(text: str) -> bool:
    return any(letter.isdigit() or letter == "@" for letter in text)
