"""A body as if something were mended: the same measure with some findings passed, or some rows given their whole weight."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from scoring.measure import Key, Measured, RowMeasure, exempted, row_measure
from store.findings import Fact, Outcome

CHARGES = frozenset({Outcome.DEFICIENCY, Outcome.MISSING})


def mended(body: Measured, findings: Collection[str] = (), filled: Collection[Key] = ()) -> Measured:
    """The body with these findings passed, as a check passes what it found in order.

    :param findings: ids of findings that charge. :param filled: rows that lost points by figures, given their whole weight.
    :returns: rows that nothing touches stay the very same objects, so tables without them are taken over.
    """
    ids = frozenset(findings)
    by_parameter = {name: tuple(_passed(one, ids) for one in found) for name, found in body.known.by_parameter.items()}
    known = replace(body.known, by_parameter=by_parameter, used=set(body.known.used))
    exempt = exempted(body.plan, body.subject)
    rows = {}
    for key, row in body.rows.items():
        if key in filled:
            rows[key] = replace(row, result=replace(row.result, low=row.plan.weight, high=row.plan.weight, before=None))
        elif ids and touched(row, ids):
            rows[key] = row_measure(row.plan, row.language, known, exempt.get(row.plan.parameter.id))
        else:
            rows[key] = row
    return Measured(body.subject, body.plan, rows, known)


def touched(row: RowMeasure, ids: Collection[str]) -> bool:
    """Whether some of the findings count in the row."""
    return any(finding.id in ids for tally in row.tallies for finding in tally.findings)


def _passed(finding: Fact, ids: frozenset[str]) -> Fact:
    return finding.model_copy(update={"outcome": Outcome.MET, "count": 0}) if finding.id in ids else finding
