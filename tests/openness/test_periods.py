"""The period of an assessment follows the edition; another one is told of, in the result and where a command is given."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path

import pytest

from openness.cli import run
from openness.periods import default_period, kind_of, told_period
from openness.planning import Wish, make_plan
from scoring.methodology import chosen_on, load
from store.strictyaml import ConfigError
from tests.openness.stored import edition, findings_with, store_run
from tests.scoring.kit import CONFIG, EDITIONS, loaded

LAWS = {folder.parent.name: loaded(folder) for folder in EDITIONS}


@pytest.mark.parametrize(
    ("law", "each", "point"),
    [
        ("kz-2017", "half-year", "88, 91, 95"),
        ("kz-2023", "year", ""),
        ("kz-2025", "year", "81"),
        ("kz-2024-feedback", "year", "16, 20"),
        ("kz-2025-portal", "year", "3–7"),
    ],
)
def test_each_edition_states_its_period_with_its_place_in_the_law(law: str, each: str, point: str) -> None:
    period = LAWS[law].period
    assert (period.each, period.rule.citation.point) == (each, point)
    assert period.rule.note is not None


@pytest.mark.parametrize(
    ("each", "day", "period"),
    [
        ("year", date(2026, 1, 1), "2026"),
        ("year", date(2026, 12, 31), "2026"),
        ("half-year", date(2026, 6, 30), "2026-H1"),
        ("half-year", date(2026, 7, 1), "2026-H2"),
        ("quarter", date(2026, 3, 31), "2026-Q1"),
        ("quarter", date(2026, 10, 1), "2026-Q4"),
    ],
)
def test_the_period_of_a_day(each: str, day: date, period: str) -> None:
    assert default_period(each, day) == period  # type: ignore[arg-type]
    assert kind_of(period) == each


def test_a_plan_takes_the_period_of_its_edition() -> None:
    def planned(law: str, asked: str | None = None) -> str:
        edition, _ = chosen_on(CONFIG, law, date(2026, 11, 20))
        wish = Wish(site="https://example.kz/", config=CONFIG, period=asked)
        return make_plan(wish, (edition.id, edition.edition), date(2026, 11, 20), edition.period.each).period

    assert (planned("kz-2025"), planned("kz-2017"), planned("kz-2025", "2026-Q4")) == ("2026", "2026-H2", "2026-Q4")


def test_a_period_that_does_not_fit_is_told_in_both_languages() -> None:
    (note,) = told_period(LAWS["kz-2025"], "2026-H2")
    assert "The period asked for, half-year II of 2026, is another" in note.en
    assert note.ru.startswith("kz-2025, 2025-05-16: период оценки этой редакции – календарный год (")
    assert "Заданный период, II полугодие 2026 года, иной" in note.ru
    assert "2026 жылғы II жартыжылдық" in note.kk
    assert "күнтізбелік жыл" in note.kk
    assert told_period(LAWS["kz-2025"], "2026") == ()
    assert told_period(LAWS["kz-2017"], "2019-H2") == told_period(LAWS["kz-2017"], "2019") == ()
    assert "тоқсан" in told_period(LAWS["kz-2017"], "2019-Q4")[0].kk


def test_an_edition_whose_own_period_does_not_fit_it_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "kz-2025" / "2025-05-16"
    shutil.copytree(CONFIG / "methodology" / "kz-2025" / "2025-05-16", folder)
    head = folder / "methodology.yaml"
    head.write_text(head.read_text("utf-8").replace("  each: year\n", "  each: quarter\n"), "utf-8")
    with pytest.raises(ConfigError, match="quarter"):
        load(folder)


@pytest.mark.parametrize(("period", "told"), [("2026-Q4", True), ("2026-H2", False), (None, False)])
def test_the_result_and_the_report_tell_of_a_period_that_does_not_fit(tmp_path: Path, period: str | None, told: bool) -> None:
    stored = store_run(tmp_path, findings_with(edition(), {}), period=period)
    assert run(["score", stored.plan.run_id, *stored.options]) in (0, 1)
    assert run(["report", stored.plan.run_id, *stored.options]) in (0, 1)
    notes = json.dumps(json.loads((stored.out / "result.json").read_text("utf-8")), ensure_ascii=False)
    for words, language in (("период оценки этой редакции", "ru"), ("бұл редакцияның бағалау кезеңі", "kk")):
        assert (words in notes) == told
        assert (words in (stored.out / f"report.{language}.html").read_text("utf-8")) == told
