"""Decisions on open questions as a scoring takes them in: each question that people decided becomes a finding, and the decision one on it.

So a decision has evidence, stands among the facts of its row, and is replaced, disputed and told like any other. One whose question
the run would not put again in the same words of the site (``rests``) names a finding that is not there, and no longer applies.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection

from openness.decisions import rests
from reports.i18n import N_, t
from scoring.plan import Plan, RowPlan
from store.base import Text
from store.findings import MANUAL, REVIEWERS, CheckOrder, Finding, Locator, Message, Outcome, Question, Ruling, question_id
from store.rulings import Change, StoredRuling

VERSION = "1"
PUT = N_("A machine left this open, and it was put to people: {title}")


@dataclass(frozen=True)
class Put:
    """The questions that people decided, as findings, and all decisions as this run takes them."""

    findings: tuple[Finding, ...]
    decisions: tuple[StoredRuling, ...]


def put(
    db: Connection, run_id: str, whole: Plan, decisions: Iterable[StoredRuling], imported: Iterable[Finding], reviewers: int
) -> Put:
    """Sets decisions against what the run saw.

    :param decisions: those on findings are left as they are. :param imported: findings made of imports.
    :param reviewers: how many people must say the same of a question.
    """
    given, known = list(decisions), list(imported)
    by_question: dict[Question, list[StoredRuling]] = {}
    for one in given:
        if one.ruling.question is not None:
            by_question.setdefault(one.ruling.question, []).append(one)
    if not by_question:
        return Put((), tuple(given))
    titles = titles_of(whole)
    findings: list[Finding] = []
    taken: dict[str, StoredRuling] = {}
    for question in sorted(by_question, key=lambda one: (one.parameter, one.language or "")):
        saw = rests.machine(db, run_id, rests.on_question(db, run_id, question, known))
        name = question_id(question, saw)
        own = _against(db, run_id, by_question[question], name, saw)
        taken |= {one.ruling.id: one for one in own}
        standing = [one for one in own if one.ruling.finding == name]
        title = titles.get(question.parameter)
        if standing and title is not None:
            findings.append(_finding(question, name, title, standing, reviewers))
    return Put(tuple(findings), tuple(taken.get(one.ruling.id, one) for one in given))


def titles_of(whole: Plan) -> dict[str, Text]:
    """Titles of all rows and printed requirements of a plan, by id."""
    found: dict[str, Text] = {}
    for part in whole.parts:
        for row in (*part.rows(), *((part.penalty,) if part.penalty is not None else ())):
            found |= _titles(row)
    return found


def _titles(row: RowPlan) -> dict[str, Text]:
    return {row.parameter.id: row.parameter.title, **{one.id: one.title for one in row.parameter.elements}}


def _against(db: Connection, run_id: str, made: list[StoredRuling], name: str, saw: Mapping[str, str]) -> list[StoredRuling]:
    """The decisions on one question, each with what changed since; one that cites a page which changed lapses with those it replaced."""
    differing = {one.ruling.id: _changed(db, run_id, one, saw) for one in made}
    earlier = {one.ruling.id: one.ruling.supersedes for one in made}
    lapsed: set[str] = set()
    for one in made:
        at: str | None = one.ruling.id if differing[one.ruling.id] and one.ruling.finding == name else None
        while at is not None and at not in lapsed:
            lapsed.add(at)
            at = earlier.get(at)
    found = []
    for one in made:
        ruling = one.ruling
        if ruling.id in lapsed and ruling.finding == name:
            ruling = ruling.model_copy(update={"finding": _other(ruling)})
        found.append(one.model_copy(update={"ruling": ruling, "changed": differing[ruling.id]}))
    return found


def _changed(db: Connection, run_id: str, one: StoredRuling, saw: Mapping[str, str]) -> tuple[Change, ...]:
    before = one.ruling.rests_on
    return rests.changes(before, {**saw, **rests.cited(db, run_id, one.ruling.links)})


def _other(ruling: Ruling) -> str:
    """The id of a question that is no longer put: what its decisions cite reads otherwise now."""
    assert ruling.question is not None  # noqa: S101 - only such decisions come here
    return question_id(ruling.question, {"lapsed": ruling.finding})


def _finding(question: Question, name: str, title: Text, made: list[StoredRuling], reviewers: int) -> Finding:
    links = [url for one in made for url in one.ruling.links]
    # A commission is several people by itself.
    needed = 1 if any(one.ruling.sitting for one in made) else reviewers
    evidence = {one.sha256 for one in made} | {file.sha256 for one in made for file in one.ruling.files}
    said = {language: t(PUT, language, title=title.kk if language == "kk" else title.ru) for language in ("kk", "ru", "en")}
    return Finding(
        id=name,
        check=MANUAL,
        check_version=VERSION,
        parameter=question.parameter,
        language=question.language,
        outcome=Outcome.UNVERIFIED,
        url=next(iter(links), f"review:{question.parameter}"),
        facts={REVIEWERS: str(needed)},
        locator=Locator(),
        message=Message(**said),
        evidence=tuple(sorted(evidence)),
        captured_at=max(one.ruling.made_at for one in made),
        options_sha256=CheckOrder(check=MANUAL, parameter=question.parameter).options_sha256,
    )
