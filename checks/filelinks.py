"""Links to files and what a reader is told beside them: the format and the size."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from typing import NamedTuple
from urllib.parse import urlsplit

from checks.derived import derived, derived_by
from checks.own import on_host
from checks.rendered import settled, trees
from checks.sweep import CLICKED, Key, clicked_to, sweep
from checks.targets import Standing, judge
from checks.words import fold
from store.records import LinkRecord, PageRecord
from store.snapshot import Snapshot

# Lines before and after that of the link in which its size may stand.
ABOVE, BELOW = 1, 2
COMPARED = 60
_SIZE = re.compile(
    r"\d[\d\s.,]*\s?(?:кбайт|мбайт|гбайт|байт|килобайт|мегабайт|кб|мб|гб|kbytes|mbytes|bytes|kib|mib|kb|mb|gb)(?!\w)",
    re.IGNORECASE,
)
_FORMAT = re.compile(r"(?<!\w)(?:pdf|docx?|xlsx?|pptx?|rtf|txt|csv|xml|json|odt|ods|zip|rar|7z|jpe?g|png)(?!\w)", re.IGNORECASE)


class FileLinks(NamedTuple):
    """Links to files by what stands beside them: ``told`` both, ``untold`` surely not the size, ``doubtful`` the rest."""

    told: tuple[LinkRecord, ...]
    untold: tuple[LinkRecord, ...]
    doubtful: tuple[LinkRecord, ...]


@derived
def file_links(snapshot: Snapshot) -> FileLinks:
    """Links of pages to files of the site that were read, each page and file once; those to files that nobody could open are ``doubtful``."""
    files = {item.url: item.kind for item in snapshot.documents()}
    seen, heaps = (
        set[tuple[str, str]](),
        {"told": list[LinkRecord](), "untold": list[LinkRecord](), "doubtful": list[LinkRecord]()},
    )
    lanes = {page.lane for page in snapshot.pages()} if files else set()
    leading = {target for target in sweep(snapshot).clicked if any(judge(snapshot, target, lane).end in files for lane in lanes)}
    for link in clicked_to(snapshot, leading):
        if (link.url, link.target) in seen:
            continue
        end = judge(snapshot, link.target, link.lane).end
        if end in files:
            seen.add((link.url, link.target))
            page = snapshot.page(link.url, link.lane)
            if page is not None:
                heaps[_standing(snapshot, page, link, files[end])].append(link)
    heaps["doubtful"] += _unopened(snapshot, files, any(heaps.values()))
    return FileLinks(**{name: tuple(links) for name, links in heaps.items()})


def _unopened(snapshot: Snapshot, files: Container[str], others: bool) -> Iterator[LinkRecord]:
    """Links to files of the body that nobody could open, each page and file once: kept where others keep theirs, or gone from the site – these
    say something of how files are offered only where there are no others.
    """
    seen = set[tuple[str, str]]()
    named = (
        set()
        if others
        else {target for target in sweep(snapshot).clicked if _FORMAT.fullmatch(urlsplit(target).path.rpartition(".")[2])}
    )
    gone = (link for link in clicked_to(snapshot, named) if judge(snapshot, link.target, link.lane).standing is Standing.DEAD)
    hosts = snapshot.lexicon("hosts").phrases("files")
    kept = (link for link in snapshot.records(LinkRecord, tag=CLICKED, scope="external") if on_host(link.target, hosts))
    for link in (*gone, *kept):
        if (link.url, link.target) not in seen and link.target not in files and not _SIZE.search(f"{link.text} {link.label}"):
            seen.add((link.url, link.target))
            yield link


def _standing(snapshot: Snapshot, page: PageRecord, link: LinkRecord, kind: str) -> str:
    around = f"{link.text} {link.label} {_around(snapshot, page, link)}"
    if _SIZE.search(around):
        return "told" if _told_truly(around, kind) else "doubtful"
    placed = bool(_around(snapshot, page, link))
    drawn = _SIZE.search(trees(snapshot).get(page.url, "")) is not None and not _SIZE.search(
        _text(snapshot, (page.url, page.lane))
    )
    return "untold" if placed and link.text and settled(snapshot, page) and not drawn else "doubtful"


def _told_truly(around: str, kind: str) -> bool:
    """Whether a format is told, and not only others than that of the file where its own has a name that could be told."""
    told = {found.group().lower() for found in _FORMAT.finditer(around)}
    return bool(told) and (kind in told or _FORMAT.fullmatch(kind) is None)


def _around(snapshot: Snapshot, page: PageRecord, link: LinkRecord) -> str:
    """The lines beside the link, empty where its words are not found in the page's text."""
    wanted = fold(link.text)[:COMPARED]
    lines = _lines(snapshot, (page.url, page.lane))
    at = [number for number, line in enumerate(lines) if wanted and wanted in line]
    return " ".join(" ".join(lines[max(0, number - ABOVE) : number + BELOW + 1]) for number in at)


@derived_by
def _lines(snapshot: Snapshot, key: Key) -> tuple[str, ...]:
    return tuple(fold(line) for line in _text(snapshot, key).splitlines() if line.strip())


def _text(snapshot: Snapshot, key: Key) -> str:
    """The text of a page with what stands beside it: files are offered in side bars and feet too."""
    record = snapshot.text(*key)
    return f"{record.text}\n{record.beside}" if record else ""
