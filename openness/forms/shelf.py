"""Forms of a run as files: drafts that are written anew, and issued ones, which are kept as they were under a number of their own.

``forms/issued.json`` beside the run's result names each issued form with its number, its files, their SHA-256 and what it was made from.
Nothing that stands there is ever written again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any, Literal, NamedTuple

from pydantic import AwareDatetime, Field, ValidationError

from openness.faults import WrongUse
from reports.files import canonical, write_bytes, write_whole
from reports.i18n import N_
from store.base import Frozen

FOLDER, INDEX, ISSUED = "forms", "issued.json", "issued"
OPEN = N_(
    "run {run}: rows without a decision: {rows}, so its forms are drafts; decide them (`openness review next`) and score it again"
)
BROKEN = N_("{file}: not a list of issued forms ({reason}); put it back from a copy, nothing is issued until then")
CHANGED = N_("{file}: it is not what was issued under number {number}; put it back from a copy, nothing is issued until then")


class Paper(NamedTuple):
    """A file of a form."""

    name: str
    content: bytes

    @property
    def sha256(self) -> str:
        """The digest of its bytes."""
        return hashlib.sha256(self.content).hexdigest()


class Kept(Frozen):
    """A file of an issued form."""

    name: str
    sha256: str


class Issue(Frozen):
    """One issued set of forms. ``made_from`` is the digest of the result and the findings that it tells."""

    number: int = Field(ge=1)
    issued_at: AwareDatetime
    run: str
    made_from: str
    files: tuple[Kept, ...]


class Book(Frozen):
    """What was issued of a run, in order."""

    form: Literal["openness/issued/1"] = Field(alias="schema", default="openness/issued/1")
    issued: tuple[Issue, ...] = ()


def write_drafts(folder: Path, papers: Iterable[Paper]) -> list[Path]:
    """Writes files that may be written again, each whole or not at all.

    :raises ReportError: a folder that cannot be written. :raises NoRoom: a full disk.
    """
    paths = []
    for paper in papers:
        paths.append(folder / paper.name)
        write_bytes(paths[-1], [paper.content])
    return paths


def issue(out: Path, run: str, made_from: str, papers: Iterable[Paper], now: datetime) -> tuple[Issue, bool]:
    """Puts forms on the shelf of a run.

    :param out: the folder of the run. :param made_from: digest of what the forms tell. :param now: with its zone.
    :returns: the issue that holds these files, and whether it is new: the same files are not issued twice.
    :raises WrongUse: a list or a file of an earlier issue that is no more what it was. :raises ReportError: a folder that cannot be written.
    """
    shelf = out / FOLDER
    book = read_book(shelf)
    _prove(shelf, book)
    files = list(papers)
    kept = tuple(Kept(name=one.name, sha256=one.sha256) for one in files)
    known = next((one for one in book.issued if one.files == kept), None)
    if known is not None:
        return known, False
    number = max((one.number for one in book.issued), default=0) + 1
    made = Issue(number=number, issued_at=now, run=run, made_from=made_from, files=kept)
    write_drafts(place(shelf, number), files)
    told = Book(issued=(*book.issued, made)).model_dump(mode="json", by_alias=True)
    write_whole(shelf / INDEX, [canonical(told, indent=2), "\n"])
    return made, True


def place(shelf: Path, number: int) -> Path:
    """Where the files of an issue lie."""
    return shelf / ISSUED / str(number)


def read_book(shelf: Path) -> Book:
    """What was issued so far; an empty list where nothing was. Raises WrongUse."""
    file = shelf / INDEX
    if not file.exists():
        return Book()
    try:
        return Book.model_validate_json(file.read_bytes())
    except (OSError, ValidationError) as fault:
        reason = fault.strerror if isinstance(fault, OSError) else fault.errors(include_url=False)[0]["msg"]
        raise WrongUse(BROKEN, file=file, reason=reason) from fault


def _prove(shelf: Path, book: Book) -> None:
    """That every issued file still is what it was."""
    for one in book.issued:
        for kept in one.files:
            file = place(shelf, one.number) / kept.name
            if not file.is_file() or hashlib.sha256(file.read_bytes()).hexdigest() != kept.sha256:
                raise WrongUse(CHANGED, file=file, number=one.number)


def told(paper: Paper, path: Path) -> dict[str, Any]:
    """A file as ``--json`` tells it."""
    return {"file": str(path), "sha256": paper.sha256}
