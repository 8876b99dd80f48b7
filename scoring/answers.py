"""The answer of a row's formula, found once for bodies that stand alike on the row: most of a cohort says the same of most rows.

A formula says by ``RESTS_ON`` what its answer rests on beside the row itself: the ``standing`` of the requirements, or the
``figures`` that their findings bear. One that says nothing is asked anew for every body.
"""

from __future__ import annotations

from typing import Any

from scoring.arithmetic import Row, RowScore, Tally
from scoring.plan import RowPlan
from store.findings import Fact

KEPT = 1024
"""Answers kept of one row."""


def answer(row: RowPlan, found: tuple[Tally, ...]) -> RowScore:
    """Points of a row in one language by its formula, with their arithmetic; pure, so what was answered once stays true."""
    parameter = row.parameter
    key = _key(row, found)
    known = None if key is None else row.answers.get(key)
    if known is not None:
        return known
    given = Row(parameter.id, parameter.number, row.weight, row.options, found, parameter.figures)
    made: RowScore = row.formula.score(given)
    if key is not None and len(row.answers) < KEPT:
        row.answers[key] = made
    return made


def _key(row: RowPlan, found: tuple[Tally, ...]) -> Any:
    rests = row.rests_on
    if rests == "standing":
        return tuple(
            [
                (tally.deficiencies, tally.missing, tally.open, tally.exempt, tally.beside, tally.doubted, tally.shown)
                for tally in found
            ]
        )
    if rests == "figures":
        names = row.names
        return tuple([tuple([_told(finding, names) for finding in tally.findings]) for tally in found])
    return None


def _told(finding: Fact, names: tuple[str, ...]) -> tuple[Any, ...]:
    facts = finding.facts
    values = [value if type(value := facts.get(name)) is str or value is None else (repr(value),) for name in names]
    return (finding.check, finding.outcome, *values)
