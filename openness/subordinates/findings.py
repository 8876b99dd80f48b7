"""Findings of a body made of what was found of its subordinate organisations: how many there are, and how many of them fall short."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, time
from typing import Any

from openness.imports.editions import judged
from openness.imports.finding import reported
from reports.i18n import N_, t
from scoring.plan import Plan, RowPlan
from store.base import Language
from store.findings import GATHERED, REPORTED, CheckOrder, Finding, Locator, Message, Outcome, finding_id
from store.subordinates import FoundOf, Gathered, Standing

VERSION = "1"
NAMED = 40
LEFT_TO = "left_to"
ORGANISATIONS, LACKING = "organisations", "lacking"
NONE = N_("By the register {file} no organisation is subordinate to the body on {day}.")
ALL_KEEP = N_("Of {organisations} subordinate organisations (register {file}) none falls short.")
SOME = N_("Of {organisations} subordinate organisations (register {file}) fall short: {lacking}. They are: {names}.")
OPEN = N_("Of {organisations} subordinate organisations (register {file}) fall short for certain: {lacking}; left open: {open}.")
ONE = N_("Subordinate organisation «{name}»: {figures}.")
ONE_NONE = N_("Subordinate organisation «{name}»: the row does not apply to it.")
ONE_OPEN = N_("Subordinate organisation «{name}»: nothing certain is known.")
LANGUAGES = ("kk", "ru", "en")


def rests_on(found: Gathered) -> bytes:
    """What the findings rest on, as it is kept among the evidence: each organisation with its run and its figures."""
    return json.dumps(found.model_dump(mode="json"), ensure_ascii=False, sort_keys=True, indent=1).encode() + b"\n"


def findings_of(found: Gathered, whole: Plan) -> list[Finding]:
    """One finding a row and language where organisations are counted, one an organisation where each is a case of its own.

    :param whole: the plan of the edition for central bodies.
    """
    evidence = (hashlib.sha256(rests_on(found)).hexdigest(), found.register_sha256)
    known = {(one.code, row.parameter, row.language): row for one in found.organisations for row in one.rows}
    made: list[Finding] = []
    for part in whole.parts:
        for criterion in part.criteria:
            if criterion.criterion.role != "penalty" or "subordinate" not in criterion.criterion.applies:
                continue
            for table in criterion.indicators:
                for _, rows in table.sections:
                    made += [one for row in rows for one in _of_row(found, row, known, evidence)]
    return made


Known = dict[tuple[str, str, Language | None], FoundOf]


def _of_row(found: Gathered, row: RowPlan, known: Known, evidence: tuple[str, ...]) -> Iterator[Finding]:
    for language in row.languages:
        told = [(one, known.get((one.code, row.parameter.id, language))) for one in found.organisations]
        if row.parameter.figures.keys() >= {ORGANISATIONS, LACKING}:
            yield _counted(found, row, language, told, evidence)
        elif not told:
            yield _none(found, row, language, evidence)
        else:
            yield from (_case(found, row, language, one, said, evidence) for one, said in told)


def _counted(
    found: Gathered,
    row: RowPlan,
    language: Language | None,
    told: list[tuple[Standing, FoundOf | None]],
    evidence: tuple[str, ...],
) -> Finding:
    """How many fall short: for certain, and at most."""
    ends = [(one, _ends(said)) for one, said in told if said is None or not said.none]
    short = [one.name for one, (low, _) in ends if low]
    unsure = [one.name for one, (low, high) in ends if high and not low]
    low, number = len(short), len(ends)
    facts: dict[str, Any] = {ORGANISATIONS: str(number), LACKING: str(low) if not unsure else [str(low), str(low + len(unsure))]}
    if unsure:
        outcome, key = Outcome.UNVERIFIED, OPEN
        if len(unsure) == number:
            facts[LEFT_TO] = REPORTED
    elif not number:
        outcome, key = Outcome.MET, NONE
    else:
        outcome, key = (Outcome.DEFICIENCY, SOME) if short else (Outcome.MET, ALL_KEEP)
    said = {
        name: t(
            key,
            name,
            organisations=number,
            lacking=low,
            open=len(unsure),
            file=found.register_name,
            day=found.day.isoformat(),
            names="; ".join(one.kk if name == "kk" else one.ru for one in short[:NAMED]) or "–",
        )
        for name in LANGUAGES
    }
    if short:
        facts["lacking_organisations"] = [one.ru for one in short[:NAMED]]
    if unsure:
        facts["open_organisations"] = [one.ru for one in unsure[:NAMED]]
    return _finding(found, row, language, outcome, "", facts, said, evidence, count=low)


def _ends(said: FoundOf | None) -> tuple[int, int]:
    """Whether an organisation falls short for certain, and whether it may."""
    value = None if said is None else said.figures.get(LACKING)
    if isinstance(value, str):
        return int(value), int(value)
    return 0, 1


def _none(found: Gathered, row: RowPlan, language: Language | None, evidence: tuple[str, ...]) -> Finding:
    """No organisation: nobody of whom anything could be asked."""
    facts = dict.fromkeys(row.parameter.figures, "0")
    said = {name: t(NONE, name, file=found.register_name, day=found.day.isoformat()) for name in LANGUAGES}
    return _finding(found, row, language, Outcome.MET, "", facts, said, evidence)


def _case(
    found: Gathered, row: RowPlan, language: Language | None, one: Standing, said: FoundOf | None, evidence: tuple[str, ...]
) -> Finding:
    """The figures of one organisation."""
    titles, figures = row.parameter.figures, dict[str, Any]()
    if said is not None and said.none:
        outcome, key = Outcome.NOT_APPLICABLE, ONE_NONE
    elif said is None or not said.figures:
        outcome, key = Outcome.UNVERIFIED, ONE_OPEN
    else:
        key, figures = ONE, {name: said.figures[name] for name in titles if name in said.figures}
        outcome = _weighed(row, language, figures)
    words = {
        language_: t(
            key,
            language_,
            name=one.name.kk if language_ == "kk" else one.name.ru,
            figures="; ".join(f"{getattr(titles[name], language_, name)} = {_written(value)}" for name, value in figures.items()),
        )
        for language_ in LANGUAGES
    }
    return _finding(found, row, language, outcome, one.code, dict(figures), words, evidence, url=one.site)


def _weighed(row: RowPlan, language: Language | None, figures: dict[str, Any]) -> Outcome:
    """What the row's own formula says of one organisation's figures: nothing is taken, something is, or that hangs on what is open."""
    if judged(row, reported(row.parameter.id, language, figures)).full:
        return Outcome.MET
    return Outcome.DEFICIENCY if all(isinstance(value, str) for value in figures.values()) else Outcome.UNVERIFIED


def _written(value: str | Iterable[str]) -> str:
    return value if isinstance(value, str) else " … ".join(value)


def _finding(
    found: Gathered,
    row: RowPlan,
    language: Language | None,
    outcome: Outcome,
    subject: str,
    facts: dict[str, Any],
    said: dict[str, str],
    evidence: tuple[str, ...],
    url: str = "",
    count: int = 0,
) -> Finding:
    parameter = row.parameter.id
    address = url or f"import:{found.register_name}"
    return Finding(
        id=finding_id(GATHERED, parameter, language, outcome, address, subject),
        check=GATHERED,
        check_version=VERSION,
        parameter=parameter,
        language=language,
        outcome=outcome,
        count=count,
        url=address,
        facts=facts,
        locator=Locator(),
        message=Message(**said),
        evidence=evidence,
        needs_review=outcome is Outcome.UNVERIFIED,
        captured_at=datetime.combine(found.day, time(), UTC),
        options_sha256=CheckOrder(check=GATHERED, parameter=parameter).options_sha256,
    )
