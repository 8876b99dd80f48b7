"""Runs under the real editions, made of findings that the scoring kit answers: for the tests of reports on the laws."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

from selectolax.lexbor import LexborHTMLParser

from reports.html import write_html
from reports.read import read_lines, read_result
from reports.result import write_run
from scoring.engine import Case, cohort
from scoring.measure import Subject
from store.base import BodyKind
from store.findings import Finding, Outcome, Ruling, RulingReason
from store.methodology import Methodology
from store.rulings import StoredRuling
from tests.reports import sample
from tests.scoring.kit import EDITIONS, answer, asked, flawless, loaded

FOLDERS = {path.parent.name: path for path in EDITIONS}


class Scored(NamedTuple):
    """A run's folder, its result, and the edition it was scored by."""

    out: Path
    result: dict[str, Any]
    edition: Methodology

    def page(self, language: str) -> LexborHTMLParser:
        """The report in one language."""
        return LexborHTMLParser((self.out / f"report.{language}.html").read_text("utf-8"))


def edition(law: str) -> Methodology:
    return loaded(FOLDERS[law])


def open_rows(law: Methodology, kind: BodyKind, names: tuple[str, ...]) -> list[Finding]:
    """A flawless body but for the requirements named, which nobody has looked at."""
    return [finding for one in asked(law, kind) if one.id not in names for finding in answer(one, "met")]


def ruling(name: str, finding: str, outcome: Outcome = Outcome.MET, supersedes: str | None = None) -> Ruling:
    return Ruling(
        id=name,
        finding=finding,
        outcome=outcome,
        reason=RulingReason.FALSE_POSITIVE,
        note=sample.text("Негіздеме", "Обоснование"),
        author="Тексеруші",
        made_at=datetime(2026, 11, 20, tzinfo=UTC),
        supersedes=supersedes,
    )


def on_record(said: Ruling) -> StoredRuling:
    return StoredRuling(ruling=said, file="rulings.xlsx", sha256="5e" * 32)


def run(
    out: Path, law: Methodology, kind: BodyKind, findings: list[Finding], code: str = "mam", rulings: tuple[Ruling, ...] = ()
) -> Scored:
    """Scores the body together with two flawless ones and writes everything that a run writes."""
    mine = Case(Subject(code), kind, tuple(findings), rulings)
    others = [Case(Subject(name), kind, tuple(flawless(law, kind))) for name in ("abc", "xyz")]
    conclusion = cohort([mine, *others], law)[code]
    body = sample.body().model_copy(update={"kind": kind, "code": code})
    write_run(
        out, sample.run_info(), body, law, sample.coverage(), conclusion, findings, decisions=[on_record(one) for one in rulings]
    )
    result = read_result(out)
    for language in ("kk", "ru"):
        write_html(out, language, result, read_lines(out), sample.Case(out / "objects").objects)
    return Scored(out, result, law)
