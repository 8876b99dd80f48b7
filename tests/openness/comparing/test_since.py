"""``report RUN --since OTHER``: what changed stands in the report, follows from a file of the run alone, and goes when the run is scored again."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from reports.objections import difference
from reports.read import read_lines
from reports.since import SINCE_FILE, read_since
from tests.openness.comparing.pair import CRUMBS, LINKS, call, result, stored
from tests.openness.stored import Stored

pytestmark = pytest.mark.costs(10)
Pair = tuple[Stored, Stored]
WORDS = {
    "ru": ("Что изменилось с прежней проверки", "Почему изменился итог", "изменился сайт", "Новые факты", "Исчезнувшие факты"),
    "kk": (
        "Бұрынғы аудиттен бері не өзгерді",
        "Қорытынды балл неге өзгерді",
        "сайт өзгерді",
        "Жаңа фактілер",
        "Жойылған фактілер",
    ),
}


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> Pair:
    folder = tmp_path_factory.mktemp("since")
    first = stored(folder, "a", {CRUMBS: ("missing", 1)}, day="2026-11-18")
    return first, stored(folder, "b", {LINKS: ("deficiency", 2)})


def page(run: Stored, language: str) -> LexborHTMLParser:
    return LexborHTMLParser((run.out / f"report.{language}.html").read_text(encoding="utf-8"))


def section(run: Stored, language: str) -> LexborNode | None:
    return page(run, language).css_first("#in-since")


def test_the_report_tells_what_changed_in_both_languages(pair: Pair) -> None:
    before, after = pair
    done = call(after, "report", after.plan.run_id, "--since", before.plan.run_id)
    assert done.returncode == 0, done.stderr
    ends = [result(one)["total"]["range"] for one in pair]
    for language, words in WORDS.items():
        told = section(after, language)
        assert told is not None
        said = " ".join(told.text(separator=" ").split())
        assert all(word in said for word in words[1:])
        heading = page(after, language).css_first("#since")
        assert heading is not None
        assert heading.text().strip() == words[0]
        for low, high in ends:
            assert low.replace(".", ",") in said
            assert high.replace(".", ",") in said
        assert page(after, language).css_first('.contents a[href="#in-since"]') is not None
        assert told.css_first(".trend-room svg.chart[role=img]") is not None


def test_the_report_follows_from_the_files_of_the_run(pair: Pair) -> None:
    before, after = pair
    name = "report.kk.html"
    assert call(after, "report", after.plan.run_id, "--since", before.plan.run_id).returncode == 0
    first, told = (after.out / name).read_bytes(), (after.out / SINCE_FILE).read_bytes()
    assert call(after, "report", after.plan.run_id).returncode == 0
    assert ((after.out / name).read_bytes(), (after.out / SINCE_FILE).read_bytes()) == (first, told)
    assert call(after, "score", after.plan.run_id).returncode == 0
    assert not (after.out / SINCE_FILE).exists()
    assert section(after, "ru") is None


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("{", "since.json"),
        (json.dumps({"schema": "openness/since/9"}), "--since"),
        ("other run", "tells of run other"),
        ("other points", "another result of run"),
        ("other finding", "another result of run"),
    ],
)
def test_a_file_that_is_no_comparison_of_the_run_is_told_in_one_line(pair: Pair, content: str, said: str) -> None:
    before, after = pair
    assert call(after, "report", after.plan.run_id, "--since", before.plan.run_id).returncode == 0
    file = after.out / SINCE_FILE
    good = file.read_text(encoding="utf-8")
    value = json.loads(good)
    moved = value["compared"]["moved"][0]["after"]
    changed = {
        "other run": good.replace(after.plan.run_id, "other"),
        "other points": json.dumps(value | {"compared": value["compared"] | {"moved": [
            {**one, "after": {**moved, "high": "100.00"}} for one in value["compared"]["moved"]
        ]}}),
        "other finding": good.replace(next(one["after"] for one in value["compared"]["findings"] if one["after"]), "0" * 16),
    }  # fmt: skip
    file.write_text(changed.get(content, content), encoding="utf-8")
    done = call(after, "report", after.plan.run_id)
    assert done.returncode == 2
    assert said in done.stderr
    assert done.stderr.strip().count("\n") == 0
    file.write_text(good, encoding="utf-8")
    assert read_since(after.out, result(after), read_lines(after.out)) is not None


def test_a_run_that_is_none_of_the_bodys_is_refused_and_changes_nothing(pair: Pair, tmp_path: Path) -> None:
    after = pair[1]
    kept = sorted(path.name for path in after.out.iterdir())
    for other in (after.plan.run_id, str(tmp_path)):
        done = call(after, "report", after.plan.run_id, "--since", other)
        assert done.returncode == 2
        assert done.stderr.strip().count("\n") == 0
    assert sorted(path.name for path in after.out.iterdir()) == kept


def test_a_rounded_difference_bears_its_sign_at_the_figure() -> None:
    assert difference(["0.166666", "0.2"], "ru") == "≈ +0,1667 … +0,20"
    assert difference(["-0.166666", "-0.166666"], "kk") == "≈ \N{MINUS SIGN}0,1667"
