"""What may be decided of an open question, what each decision counts as, and which numbers it needs.

* ``present``: what was asked for is there: the full weight of what was asked and of nothing else. Shortcomings that checks proved stay
  charged; who holds one for wrong decides on its finding.
* ``partial`` with a count: that many shortcomings beside those that checks proved, taken by the row's own rule: each its deduction up to
  the cap, one loss for a requirement that loses once, the whole of a row that is given only whole.
* ``absent``: not there. Of what is asked beside requirements (faults of a section's content) nothing can be absent.
* ``not-applicable``: only where the act lets it: a footnote names row and body, the formula has a sentence for «nothing to count», or
  the printed words say «if any» and the edition has a rule for such words.
* ``cannot-tell``: looked at and left open; it is told in the report and closes nothing.

A row that is counted from figures is decided by them: the number is what the act scores. Without figures «present» and «absent» stand only
for «all» and «nothing» of what was due (``whole`` of the formula); of a percentage, a band or a number with a floor they tell nothing.
"""

from __future__ import annotations

from enum import StrEnum
from types import MappingProxyType
from typing import Any

from reports.i18n import N_, t
from scoring.acceptance import ledger
from scoring.arithmetic import RowScore
from scoring.measure import row_measure
from scoring.plan import RowPlan
from store.base import Language, Text
from store.conclusion import Step
from store.findings import Finding, Outcome

PLACE = N_("place in the results of {source}, 0 where it is not shown")


class Decision(StrEnum):
    """What a person may say of an open question."""

    PRESENT = "present"
    PARTIAL = "partial"
    ABSENT = "absent"
    NOT_APPLICABLE = "not-applicable"
    CANNOT_TELL = "cannot-tell"


COUNTS_AS = MappingProxyType(
    {
        Decision.PRESENT: Outcome.MET,
        Decision.PARTIAL: Outcome.DEFICIENCY,
        Decision.ABSENT: Outcome.MISSING,
        Decision.NOT_APPLICABLE: Outcome.NOT_APPLICABLE,
        Decision.CANNOT_TELL: Outcome.UNVERIFIED,
    }
)
SAID = MappingProxyType({outcome: decision for decision, outcome in COUNTS_AS.items()})


def allowed(row: RowPlan, may_not_concern: bool, beside: bool) -> tuple[Decision, ...]:
    """What may be decided of a question.

    :param may_not_concern: the act lets the requirement go without this body. :param beside: it asks for faults of content.
    """
    none = getattr(row.options, "none", None)
    waived = may_not_concern or (none is not None and none.gives != "open")
    found = [Decision.PRESENT, Decision.PARTIAL]
    found += [] if beside else [Decision.ABSENT]
    found += [Decision.NOT_APPLICABLE] if waived and not beside else []
    return (*found, Decision.CANNOT_TELL)


def names_of(row: RowPlan) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The figures that a row must be told, and those that it reads where they are told."""
    places = getattr(row.formula, "places", None)
    if places is not None:
        return tuple(places(row.options)), ()
    if not row.parameter.figures:
        return (), ()
    must = tuple(row.formula.figures(row.options))
    return must, tuple(name for name in row.names if name not in must)


def titles_of(row: RowPlan) -> dict[str, Text]:
    """What the figures of a row are called; none where it is judged without."""
    if not hasattr(row.formula, "places"):
        return row.parameter.figures
    return {name: Text(kk=t(PLACE, "kk", source=name), ru=t(PLACE, "ru", source=name)) for name in names_of(row)[0]}


def needs_figures(row: RowPlan, decision: Decision, charges: bool) -> bool:
    """Whether a decision on a row must bear figures; that of a row that takes points always, for its title names the fault."""
    if not names_of(row)[0] or decision in (Decision.NOT_APPLICABLE, Decision.CANNOT_TELL):
        return False
    told: Any = getattr(row.formula, "whole", None)
    return decision is Decision.PARTIAL or charges or told is None or not told(row.options)


def tried(row: RowPlan, language: Language | None, finding: Finding) -> RowScore:
    """What a row is worth by a person's decision alone, for rows that are counted from figures."""
    return row_measure(row, language, ledger([finding], ()), None).result


def why_open(result: RowScore) -> tuple[Step, ...] | None:
    """Why a row stays open after a decision; None where it does not, or where the law gives it the average of other bodies."""
    if result.average or result.low == result.high:
        return None
    return result.doubts
