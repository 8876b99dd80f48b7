"""A candidate from the list to the act: listed, decided by ``review``, charged by the score, shown in the report."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from openness.cli import run as openness
from openness.imports.finding import reported
from store.findings import Finding, Message, Outcome
from tests.openness.stored import Stored, edition, findings_with, store_run

RULE = "kz-2017:p15"
AT = datetime(2026, 11, 20, 9, tzinfo=UTC)


def told(number: int, standing: str, outcome: Outcome = Outcome.UNVERIFIED) -> Finding:
    facts = {
        "target": f"https://a.kz/{number}",
        "file": "отчет.xlsx",
        "cell": f"G{number}",
        "standing": standing,
        "reason": "gone",
    }
    said = Message(kk="Мекенжай", ru="Адрес", en="Address")
    review = standing == "contradicted"
    return reported(
        RULE, None, facts, outcome=outcome, url=facts["target"], subject=facts["cell"], message=said, at=AT, needs_review=review
    )


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> Stored:
    own = [told(1, "contradicted"), told(2, "contradicted"), told(3, "open"), told(4, "confirmed", Outcome.MET)]
    return store_run(tmp_path_factory.mktemp("candidates"), [*findings_with(edition(), {}), *own])


def listed(stored: Stored, capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    assert openness(["review", "candidates", stored.plan.run_id, "--db", stored.db, "--json"]) == 0
    return list(json.loads(capsys.readouterr().out))


def penalty(stored: Stored) -> dict[str, Any]:
    assert openness(["score", stored.plan.run_id, *stored.options]) == 0
    total: dict[str, Any] = json.loads((stored.out / "result.json").read_text())["total"]
    return total


def decide(stored: Stored, finding: str, outcome: str) -> None:
    notes = ["--note-kk", "Тексерілді", "--note-ru", "Проверено", "--author", "А. Ахметова"]
    given = ["review", "decide", finding, "--body", stored.plan.body.code, "--outcome", outcome, "--reason", "confirmed", *notes]
    assert openness([*given, "--db", stored.db]) == 0


def test_only_a_decision_turns_a_candidate_into_a_deduction(stored: Stored, capsys: pytest.CaptureFixture[str]) -> None:
    before = penalty(stored)
    capsys.readouterr()
    found = listed(stored, capsys)
    assert [(one["cell"], one["reason"], one["charged"]) for one in found] == [("G1", "gone", False), ("G2", "gone", False)]
    decide(stored, found[0]["finding"], "deficiency")
    decide(stored, found[1]["finding"], "met")
    after = penalty(stored)
    capsys.readouterr()
    assert [one["charged"] for one in listed(stored, capsys)] == [True, False]
    # One fact: 0.2 points, of the total as of the penalty.
    assert (float(before["penalty"]), float(after["penalty"])) == (0.0, 0.2)
    assert round(float(before["points"]) - float(after["points"]), 6) == 0.2
    assert before["open"] == after["open"]


def test_result_report_and_package_name_what_speaks_for_and_against_a_report(stored: Stored, tmp_path: Path) -> None:
    total = penalty(stored)
    kept = [one for one in stored.findings if one.parameter == RULE]
    assert sorted(total["findings"]) == sorted(one.id for one in kept)
    assert openness(["report", stored.plan.run_id, *stored.options]) == 0
    for language in ("ru", "kk"):
        page = (stored.out / f"report.{language}.html").read_text(encoding="utf-8")
        section = page.partition('id="claims"')[2].partition("</details>")[0]
        # What speaks against it is told first.
        places = [section.index(f'id="claim-{one.id}"') for one in kept]
        against = [place for one, place in zip(kept, places, strict=True) if one.facts["standing"] == "contradicted"]
        assert max(against) < min(place for place in places if place not in against)
    package = tmp_path / "package.zip"
    assert openness(["evidence", "export", stored.plan.run_id, "-o", str(package), *stored.options]) == 0
    assert openness(["evidence", "verify", "--quick", str(package)]) == 0


@pytest.mark.parametrize("language", ["ru", "kk"])
def test_candidates_are_told_in_words(stored: Stored, capsys: pytest.CaptureFixture[str], language: str) -> None:
    assert openness(["--lang", language, "review", "candidates", stored.plan.run_id, "--db", stored.db]) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert {"ru": "по этому адресу ничего нет", "kk": "бұл мекенжайда ештеңе жоқ"}[language] in said
    assert "gone" not in said


def test_a_run_without_a_report_has_none(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bare = store_run(tmp_path, findings_with(edition(), {}))
    assert openness(["--lang", "ru", "review", "candidates", bare.plan.run_id, "--db", bare.db]) == 0
    assert "несоответствий не найдено" in " ".join(capsys.readouterr().out.split())
