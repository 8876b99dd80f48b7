"""From what the portals show and people say to the figure of feedback: messages nobody classed leave it open, a person's decisions close it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from checks.runner import run_checks
from openness.imports.findings import findings_of
from scoring.engine import score
from scoring.methodology import choose, orders
from store.base import Text
from store.conclusion import Conclusion, IndicatorScore
from store.findings import Finding, Ruling, RulingReason
from store.methodology import Methodology
from store.reported import Fact, StoredImport, imports_for
from tests.checks.casekit import ROOT, START, Case, cases_of, snapshot_of

FOLDER = Path(__file__).parent / "feedback"
ROWS = ("kz-2024-feedback:p22", "kz-2024-feedback:p23")


@pytest.fixture(scope="module")
def law() -> Methodology:
    return choose(ROOT / "config", "kz-2024-feedback", date(2026, 11, 20))[0]


def case_of(file: str, name: str) -> Case:
    return next(one for one in cases_of(FOLDER / file) if one.name == name)


def judged(site: dict[str, Any], law: Methodology, folder: Path) -> list[Finding]:
    """Findings of the edition's own orders for the figure and its conditions, with those of the files taken in."""
    wanted = tuple(one for one in orders(law, "central") if one.parameter.startswith(ROWS))
    with snapshot_of(site, folder, orders=wanted) as snapshot:
        found = list(run_checks(snapshot, wanted))
        imports: list[StoredImport] = imports_for(snapshot._db, snapshot.plan.body.code, snapshot.plan.period)
    return [*found, *findings_of(imports, law, "central")]


def table(conclusion: Conclusion) -> IndicatorScore:
    return next(one for criterion in conclusion.criteria for one in criterion.indicators if one.id == "kz-2024-feedback:ch3.f")


def figure(conclusion: Conclusion) -> tuple[Decimal, Decimal]:
    row = next(one for one in table(conclusion).parameters if one.id == "kz-2024-feedback:p22")
    return row.range.low, row.range.high


def decided(finding: Finding, **figures: str) -> Ruling:
    """A person's decision on one message."""
    return Ruling(
        id=f"R-{finding.id}",
        finding=finding.id,
        outcome="met",
        facts=figures,
        reason=RulingReason.CONFIRMED,
        note=Text(kk="қаралды", ru="рассмотрено"),
        author="А. Ахметова",
        made_at=START,
    )


def proposal(done: int) -> dict[str, str]:
    return {"proposals": "1", "proposals-accepted": str(done), "comments": "0", "comments-answered": "0"}


def comment(done: int) -> dict[str, str]:
    return {"proposals": "0", "proposals-accepted": "0", "comments": "1", "comments-answered": str(done)}


def test_messages_are_decided_one_by_one(law: Methodology, tmp_path: Path) -> None:
    found = judged(case_of("messages_on_drafts_settled.yaml", "two messages that nobody classed").site, law, tmp_path)
    messages = [one for one in found if one.parameter == "kz-2024-feedback:p22"]
    assert figure(score(messages, law, "central")) == (0, 100)
    asks, thanks = sorted(messages, key=lambda one: one.facts["class"], reverse=True)
    assert (asks.confidence, asks.needs_review, thanks.facts["words"]) == ("0.9", True, ["спасибо", "поддержива"])
    # One decision alone leaves the figure open.
    assert figure(score(messages, law, "central", rulings=[decided(asks, **proposal(0))]))[0] != 100
    # A proposal that was not accepted, a comment that was answered: (0 ÷ 1 + 1 ÷ 1) ÷ 2 × 100 = 50.
    rulings = [decided(asks, **proposal(0)), decided(thanks, **comment(1))]
    assert figure(score(messages, law, "central", rulings=rulings)) == (50, 50)


def test_nothing_came_and_the_portals_were_read(law: Methodology, tmp_path: Path) -> None:
    found = judged(case_of("messages_on_drafts_settled.yaml", "nothing came").site, law, tmp_path)
    assert figure(score([one for one in found if one.parameter.endswith("p22")], law, "central")) == (100, 100)


def test_a_register_classes_what_the_portal_shows(law: Methodology, tmp_path: Path) -> None:
    case = case_of("messages_on_drafts_settled.yaml", "all classed in the register")
    sums = {"proposals": 2, "proposals-accepted": 1, "comments": 2, "comments-answered": 1}
    given = [
        *case.site["imports"]["feedback"],
        *({"name": name, "value": str(value), "places": ["A2:J5"]} for name, value in sums.items()),
    ]
    assert all(Fact(**one) for one in given)
    found = judged({**case.site, "imports": {"feedback": given}}, law, tmp_path)
    # The register and the portal tell the same: (1 ÷ 2 + 1 ÷ 2) ÷ 2 × 100 = 50.
    assert figure(score(found, law, "central")) == (50, 50)


def test_a_message_that_the_register_leaves_out_keeps_the_figure_open(law: Methodology, tmp_path: Path) -> None:
    case = case_of("messages_on_drafts_settled.yaml", "all classed in the register")
    lines = [one for one in case.site["imports"]["feedback"] if one.get("subject") != "4"]
    sums = {"proposals": 2, "proposals-accepted": 1, "comments": 1, "comments-answered": 1}
    given = [*lines, *({"name": name, "value": str(value), "places": ["A2:J4"]} for name, value in sums.items())]
    found = judged({**case.site, "imports": {"feedback": given}}, law, tmp_path)
    low, high = figure(score(found, law, "central"))
    assert low < high


def test_silence_on_every_discussion_sets_the_figure_to_zero(law: Methodology, tmp_path: Path) -> None:
    site = case_of("discussions_announced_at_all.yaml", "nothing on the site speaks of any").site
    budgets = case_of("messages_on_drafts_settled.yaml", "nothing came").site["portals"]["open-budget"]
    found = judged({**site, "portals": {**site["portals"], "open-budget": budgets}}, law, tmp_path)
    # Two drafts of acts, none announced; no programmes at all: «при отсутствии анонсирования» holds.
    assert table(score(found, law, "central")).range.high == 0


def test_one_announced_discussion_keeps_the_condition(law: Methodology, tmp_path: Path) -> None:
    site = case_of("discussions_announced_at_all.yaml", "one announced, one open").site
    budgets = case_of("messages_on_drafts_settled.yaml", "nothing came").site["portals"]["open-budget"]
    found = judged({**site, "portals": {**site["portals"], "open-budget": budgets}}, law, tmp_path)
    rows = {one.id: one for one in table(score(found, law, "central")).parameters}
    assert (rows["kz-2024-feedback:p23.1"].range.low, rows["kz-2024-feedback:p23.1"].range.high) == (1, 1)
