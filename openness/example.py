"""A finding made up for the page of a parameter, scored by the real arithmetic, so that a reader sees the rule at work."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal
from itertools import chain, islice, permutations, product
from typing import Any

from reports.law import Place
from reports.pages import Example
from scoring.engine import score_row
from scoring.methodology import order
from store.base import Language
from store.conclusion import ParameterScore, Range
from store.findings import MANUAL, REPORTED, Finding, Locator, Message, Outcome, finding_id
from store.methodology import CheckUse, Element, Methodology, Parameter

# Numbers that tell something in most rules: parts below a whole, percentages, positions.
NUMBERS = ("12", "9", "2", "82", "1", "4.6", "0", "100")
TRIES = 300
NEVER = datetime(2000, 1, 1, tzinfo=UTC)
# Outcome and number of shortcomings of the example, by formula; else one deficiency of two facts.
OUTCOMES = {"presence": (Outcome.MISSING, 1), "award": (Outcome.DEFICIENCY, 1), "duty": (Outcome.MISSING, 1)}


def example_of(edition: Methodology, place: Place) -> Example | None:
    """A finding for a row or a requirement with what the row then gives; None where the row gives nothing to show.

    :param place: the row, as ``reports.law.find`` gives it, with the requirement where one was asked for.
    """
    row = place.parameter
    if row is None or not row.applies:
        return None
    best: Example | None = None
    for finding in islice(_findings(row, place.element), TRIES):
        scored = _scored(edition, row, finding)
        if scored is None:
            return None
        made = _example(place, finding, scored)
        told = any(step.key in ("score.arithmetic", "score.band") for step in made.steps)
        if not row.figures or (told and 0 < scored.points < scored.weight):
            return made
        best = made if best is None and scored.range.low == scored.range.high else best
    return best


def _scored(edition: Methodology, row: Parameter, finding: Finding) -> ParameterScore | None:
    scores = score_row(edition, row.applies[0], row.id, [finding])
    return scores.get(finding.language) or next(iter(scores.values()), None)


def _example(place: Place, finding: Finding, scored: ParameterScore) -> Example:
    """What the row gives; rows of penalties are scored as points kept and told as points taken off."""
    taken = scored.weight if _penal(place) else Decimal(0)
    ends = Range(low=scored.range.low - taken, high=scored.range.high - taken)
    return Example(finding, ends, scored.weight, () if taken else scored.explanation)


def _penal(place: Place) -> bool:
    return place.criterion is None or place.criterion.role == "penalty"


def _findings(row: Parameter, element: Element | None) -> Iterator[Finding]:
    """Findings to be tried, the most telling first."""
    asked = element or (row.elements[0] if row.elements else None)
    name = row.id if asked is None else asked.id
    uses = tuple(use for use in (row.checks if asked is None else asked.checks) if use.serves(row.applies[0]))
    language = row.languages[0] if row.languages else None
    if row.figures:
        for figures in _figures(row):
            yield _finding(row, name, uses, language, Outcome.MET, 1, figures)
        return
    outcome, count = OUTCOMES.get(row.formula, (Outcome.DEFICIENCY, 2))
    facts: dict[str, Any] = {}
    if row.formula == "mean_of_tiers":
        facts = {"source": row.options["sources"][0], "position": 14}
    yield _finding(row, name, uses, language, outcome, count, facts)


def _figures(row: Parameter) -> Iterator[dict[str, str]]:
    """Figures to be tried: those that the options print, else numbers that differ, else any."""
    options = row.options
    if row.formula == "mean_of_services":
        way, factor = options["ways"][1]["number"], options["factors"][0]
        names = [options[name] for name in ("way", "received", "possible", "factor", "approved")]
        yield dict(zip(names, (str(way), "3", "4", str(factor), "1"), strict=True))
        return
    for numbers in chain(permutations(NUMBERS, len(row.figures)), product(NUMBERS, repeat=len(row.figures))):
        yield dict(zip(row.figures, numbers, strict=True))


def _finding(
    row: Parameter,
    name: str,
    uses: tuple[CheckUse, ...],
    language: Language | None,
    outcome: Outcome,
    count: int,
    facts: dict[str, Any],
) -> Finding:
    # A check that brings a part of the figures leaves the rest to the body's report, which can bring them all.
    whole = bool(uses) and not (row.reported and uses[0].figures and set(facts) - set(uses[0].figures))
    check = uses[0].check if whole else REPORTED if row.reported else MANUAL
    options = order(uses[0], name, row).options_sha256 if whole else "0" * 64
    return Finding(
        id=finding_id(check, name, language, outcome, "https://example.gov.kz/", "example"),
        check=check,
        check_version="1",
        parameter=name,
        language=language,
        outcome=outcome,
        count=count,
        url="https://example.gov.kz/",
        facts=facts,
        locator=Locator(),
        message=Message(kk=check, ru=check, en=check),
        evidence=("0" * 64,),
        captured_at=NEVER,
        options_sha256=options,
    )
