"""result.json and findings.jsonl of a run.

Equal inputs give equal bytes but for ``run`` (id and times), which stands in result.json alone. Keys are sorted; lists
keep the order of the law, findings go by parameter, language, check, address and id.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from reports import organisations, shape, shapelaw
from reports.advice import advice as remedies
from reports.decisions import Book
from reports.errors import ReportError
from reports.files import canonical, write_whole
from reports.notes import notes_of
from reports.order import natural
from store.advice import Advice
from store.base import Frozen, Text
from store.conclusion import Conclusion, Effect
from store.findings import Finding
from store.harvest import Body, Coverage
from store.methodology import Methodology
from store.rulings import StoredRuling
from store.subordinates import Gathered
from store.told import N_

TWO_FINDINGS = N_("id {id} stands for two different findings of the check {check}; its subjects must differ")
UNKNOWN_FINDING = N_("{row} names the finding {id}, which is not in {file}; run the score stage of this run again")
RESULT_FILE = "result.json"
FINDINGS_FILE = "findings.jsonl"


class RunInfo(Frozen):
    """Which run it was: identity, times, the date all rules were read for, and what made it.

    ``portals`` are the portals that were asked at another address than the register's, with that address.
    ``finished_at`` is the end of the observation, ``scored_at`` when the points were counted; runs that were scored by an
    earlier version and not since have none and keep their bytes.
    """

    id: str
    started_at: datetime
    finished_at: datetime
    as_of: date
    period: str
    software: str
    config_sha256: str
    portals: dict[str, str] = {}
    scored_at: datetime | None = None


def write_run(
    out: Path,
    run: RunInfo,
    body: Body,
    methodology: Methodology,
    coverage: Coverage,
    conclusion: Conclusion,
    findings: Iterable[Finding],
    notes: Sequence[Text] = (),
    decisions: Iterable[StoredRuling] = (),
    effects: Sequence[Effect] = (),
    advice: Advice | None = None,
    objections: dict[str, Any] | None = None,
    subordinates: Gathered | None = None,
) -> None:
    """Writes result.json and findings.jsonl into ``out``.

    :param notes: what a reader must know before the score, in kk and ru; those that follow from coverage (crawl cut
        short, addresses not reached, no browser) and from a partly encoded edition are added here.
    :param decisions: what people decided, with the files it came in; what became of each the conclusion says.
    :param effects: what each other reading of the act would change.
    :param advice: what to mend, and what it would return.
    :param objections: objections to the run and what commissions decided, as ``reports.objections`` tells them; None where there are none.
    :param subordinates: what the audits of the body's subordinate organisations said; None where no register tells of any.
    :raises ReportError: ``out`` cannot be written; the score names a finding that is not among ``findings``; two
        different findings bear one id.
    """
    kept = in_order(findings)
    book = Book(conclusion, kept, decisions)
    result = build(run, body, methodology, coverage, conclusion, notes, book, effects, advice, subordinates)
    result |= {} if objections is None else {"objections": objections}
    _refuse_unknown(result, {finding.id for finding in kept})
    write_whole(out / FINDINGS_FILE, (canonical(shape.finding(finding) | book.on(finding)) + "\n" for finding in kept))
    write_whole(out / RESULT_FILE, (canonical(result, indent=1), "\n"))


def build(
    run: RunInfo,
    body: Body,
    methodology: Methodology,
    coverage: Coverage,
    conclusion: Conclusion,
    notes: Sequence[Text] = (),
    book: Book | None = None,
    effects: Sequence[Effect] = (),
    advice: Advice | None = None,
    subordinates: Gathered | None = None,
) -> dict[str, Any]:
    """The value of result.json."""
    book = book or Book(conclusion)
    return {
        "schema": shape.RESULT,
        "run": {
            "id": run.id,
            "started_at": shape.moment(run.started_at),
            "finished_at": shape.moment(run.finished_at),
            "as_of": run.as_of.isoformat(),
            "period": run.period,
            "software": run.software,
            "config_sha256": run.config_sha256,
            **({"portals": dict(sorted(run.portals.items()))} if run.portals else {}),
            **({} if run.scored_at is None else {"scored_at": shape.moment(run.scored_at)}),
        },
        "body": shape.body(body),
        "methodology": shapelaw.methodology(methodology),
        "mapping": methodology.mapping_sha256,
        "readings": [shapelaw.reading(item, methodology.chosen, effects) for item in methodology.readings],
        "coverage": shape.coverage(coverage, conclusion),
        "notes": [shape.note(note) for note in _once(notes, conclusion.notes, notes_of(coverage, methodology))],
        "total": shape.total(conclusion.total),
        "criteria": [shape.criterion(item) for item in conclusion.criteria],
        "directions": [shape.direction(item) for item in conclusion.directions],
        "overall": None if conclusion.overall is None else shape.overall(conclusion.overall),
        "rulings": book.all(),
        "averages": [shape.average(item) for item in conclusion.means],
        "advice": remedies(advice or Advice()),
        **organisations.shaped(subordinates),
        "unused": {"findings": list(conclusion.unused_findings), "rulings": list(conclusion.unused_rulings)},
    }


def _once(*groups: Iterable[Text]) -> list[Text]:
    known: dict[tuple[str, str], Text] = {}
    for group in groups:
        for note in group:
            known.setdefault((note.kk, note.ru), note)
    return list(known.values())


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Findings in their one order, each id once. Raises ReportError where one id stands for two facts."""
    known: dict[str, Finding] = {}
    for finding in findings:
        if known.setdefault(finding.id, finding) != finding:
            raise ReportError(FINDINGS_FILE, TWO_FINDINGS, id=finding.id, check=finding.check)
    return sorted(known.values(), key=_place)


def _place(finding: Finding) -> tuple[Any, ...]:
    return (natural(finding.parameter), finding.language or "", finding.check, finding.url, finding.id)


def finding_ids(result: dict[str, Any]) -> dict[str, str]:
    """Every finding id that the result names, with the row that names it."""
    named: dict[str, str] = {}
    for row in rows(result):
        for holder in (row, *row["elements"]):
            for identity in holder["findings"]:
                named.setdefault(identity, row["id"])
    return named


def rows(result: dict[str, Any]) -> list[dict[str, Any]]:
    """All rows of a result in the order of the law, those of other directions last."""
    return [row for criterion in criteria(result) for indicator in criterion["indicators"] for row in indicator["parameters"]]


def criteria(result: dict[str, Any]) -> list[dict[str, Any]]:
    """The criteria of every direction; a result of an earlier version names no directions."""
    parts = [result, *result.get("directions", [])]
    return [criterion for part in parts for criterion in part["criteria"]]


def _refuse_unknown(result: dict[str, Any], known: set[str]) -> None:
    for identity, row in finding_ids(result).items():
        if identity not in known:
            raise ReportError(RESULT_FILE, UNKNOWN_FINDING, row=row, id=identity, file=FINDINGS_FILE)
