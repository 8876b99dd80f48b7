"""Findings made of what a person established: for rows that no check decides, or that checks left open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from urllib.parse import quote

from openness.imports.assessments import CODE, FIGURE, open_to_people
from reports.i18n import N_, t
from reports.numbers import day
from scoring.plan import Plan
from store.findings import MANUAL, CheckOrder, Finding, Locator, Message, Outcome, finding_id
from store.reported import Fact, StoredImport

ESTABLISHED = N_("By the imported file {file} ({places}), {author} established on {day}: {note}.")
LANGUAGES = ("kk", "ru", "en")
VERSION = "1"


def findings_of_people(imports: Iterable[StoredImport], whole: Plan) -> Iterator[Finding]:
    """One finding for each line of the newest file whose row the plan scores and leaves to people.

    :param imports: files that count for a body and period.
    :param whole: the rows of the edition for the body's kind.
    :returns: findings of the check ``manual``, in the order of the lines.
    """
    newest = max((item for item in imports if item.kind == CODE), key=lambda one: one.seq, default=None)
    if newest is None:
        return
    known = {one.id for one in open_to_people(whole)}
    for fact in newest.facts:
        if fact.name == FIGURE and fact.parameter in known:
            yield _finding(newest, fact)


def _finding(item: StoredImport, fact: Fact) -> Finding:
    outcome = Outcome(fact.details["outcome"])
    places, made = ", ".join(fact.places), date.fromisoformat(fact.details["made"])
    url = f"import:{item.kind}/{quote(item.name)}"
    said = {
        name: t(
            ESTABLISHED,
            name,
            file=item.name,
            places=places,
            author=fact.details["author"],
            day=day(made, name),
            note=_note(fact, name).rstrip("."),
        )
        for name in LANGUAGES
    }
    return Finding(
        id=finding_id(MANUAL, fact.parameter, fact.language, outcome, url, ""),
        check=MANUAL,
        check_version=VERSION,
        parameter=fact.parameter,
        language=fact.language,
        outcome=outcome,
        count=int(fact.value) if outcome is Outcome.DEFICIENCY else 1,
        url=url,
        facts={"file": item.name, "period": item.period, "places": list(fact.places), "proof": list(fact.proof)},
        locator=Locator(quote="; ".join(fact.places)),
        message=Message(**said),
        evidence=(item.sha256,),
        captured_at=item.imported_at,
        options_sha256=CheckOrder(check=MANUAL, parameter=fact.parameter).options_sha256,
    )


def _note(fact: Fact, language: str) -> str:
    return fact.details["note-kk" if language == "kk" else "note-ru"]
