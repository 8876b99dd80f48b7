"""Labels made by hand: what a person found on a saved or blind site for each row or element and each language."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import Field

from scoring.methodology import choose, find_parameter
from store.base import BodyKind, Frozen, Language
from store.methodology import Methodology
from store.strictyaml import convert, read_strict
from tests.conftest import CORPUS, ROOT

HOME = Path(__file__).parent / "labels"
# The same sites by the rows of a newer edition, in folders of its name.
EDITIONS = {path.name for path in HOME.iterdir() if path.is_dir()}
# Sites written for this alone, with their labels beside them; their names are none of the saved sites'.
BLIND = ROOT / "tests" / "portals" / "blind"


class Is(StrEnum):
    """What a person found."""

    PRESENT = "present"
    PARTIAL = "partial"
    ABSENT = "absent"
    UNKNOWN = "cannot tell"


class Label(Frozen):
    """One row or element in one language; ``language`` is empty where the law has none. ``changed`` says why a label was changed."""

    row: str
    language: Language | Literal[""]
    found: Is = Field(alias="is")
    page: str
    quote: str
    note: str = ""
    changed: str = ""

    @property
    def unfounded(self) -> str:
        """What the label lacks to be checked by another person; empty where it has all."""
        if self.found is Is.PRESENT and not (self.page or self.note):
            return "what is present stands on a page; name it in «page»"
        if self.found is not Is.PRESENT and not (self.note or self.quote):
            return "say in «note» what is lacking, or why nobody can tell"
        return ""


class Labels(Frozen):
    """The labels of one site; ``start`` is the page that an audit begins with, below the site's folder."""

    schema_: Literal["openness/labels/1"] = Field(alias="schema")
    site: str
    start: str
    kind: BodyKind
    methodology: str
    as_of: date
    labels: tuple[Label, ...] = Field(min_length=1)

    @property
    def folder(self) -> Path:
        """Where the files of the site lie."""
        if (BLIND / self.site).is_dir():
            return BLIND / self.site
        whole = CORPUS / self.site
        return whole / "site" if (whole / "site").is_dir() else whole


def read_labels(path: Path) -> Labels:
    """Reads one file of labels.

    :raises ConfigError: one line with file and line: what the strict reader refuses, a row that the edition has not,
        a row labelled twice, a label that nobody could check.
    """
    document = read_strict(path)
    read = convert(document, Labels)
    edition = _edition(read.methodology, read.as_of)
    seen = set[tuple[str, str]]()
    for index, label in enumerate(read.labels):
        place = ("labels", index, "row")
        if find_parameter(edition, label.row) is None:
            raise document.fault(place, "{row} is no row or element of {law}; correct it", row=label.row, law=read.methodology)
        if (label.row, label.language) in seen:
            raise document.fault(place, "{row} is labelled twice in one language; keep one label", row=label.row)
        if label.unfounded:
            raise document.fault(place, label.unfounded)
        seen.add((label.row, label.language))
    return read


@cache
def _edition(law: str, as_of: date) -> Methodology:
    """Sites by the hundred are labelled by two editions."""
    return choose(ROOT / "config", law, as_of)[0]


def every(home: Path = HOME) -> list[Labels]:
    """All labelled sites of a folder of labels, by name."""
    return [read_labels(path) for path in sorted(home.glob("*.yaml"))]
