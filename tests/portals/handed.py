"""The files that bodies, and those who assess them, hand in: written from the scenarios, for ``openness import``."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from tests.portals.scenarios import files

REPORT = ("parameter", "language", "figure", "value", "proof", "note", "subject")
ASSESSMENTS = ("parameter", "language", "outcome", "count", "note-kk", "note-ru", "proof", "author", "made")
AUTHOR = "А. Ахметова"


def handed_in(body: str, law: str, folder: Path) -> Iterator[tuple[str, Path]]:
    """Kind and path of every file of a body for a law.

    :param body: its key in ``bodies.yaml``.
    :param folder: where files that a scenario tells line by line are written; the others lie beside their scenarios.
    :returns: the files of the law's period, each kind once.
    """
    given = [(portal, one) for portal, scenario in files.scenarios(body).items() for one in scenario.imports]
    told = [one for _, one in given if one.law in ("", law)]
    yield from _written("report", folder / f"{body}-{law}-report.csv", REPORT, _lines(told, law))
    yield from _written("assessments", folder / f"{body}-{law}-assessments.csv", ASSESSMENTS, _assessed(told, law))
    for portal, one in given:
        if one.file and one.law in ("", law):
            yield one.kind, files.PORTALS / portal / "scenario" / one.file


def _lines(told: Iterable[files.Import], law: str) -> list[Sequence[str]]:
    mine = [line for one in told for line in one.lines if line.row.startswith(f"{law}:")]
    return [(line.row, line.language or "", line.figure, line.value, "scenario", "", line.subject) for line in mine]


def _assessed(told: Iterable[files.Import], law: str) -> list[Sequence[str]]:
    mine = [line for one in told for line in one.assessed if line.row.startswith(f"{law}:")]
    return [
        (line.row, line.language or "", line.outcome, line.count, line.kk, line.ru, "scenario", AUTHOR, files.AS_OF)
        for line in mine
    ]


def _written(kind: str, path: Path, header: Sequence[str], lines: Sequence[Sequence[str]]) -> Iterator[tuple[str, Path]]:
    if not lines:
        return
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header, *lines])
    yield kind, path
