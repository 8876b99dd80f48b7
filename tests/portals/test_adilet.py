"""Acts that a website cites are looked up in the stand-in of the legal database, and what it says is proved by its stored pages."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.openness.small import Run
from tests.portals.adilet.server import Database, serve
from tests.portals.scenarios.files import Page
from tests.portals.scenarios.kit import hurried
from tests.portals.scenarios.site import laid, serving

NAME = {"kk": "Дала жолдары министрлігі (ойдан шығарылған)", "ru": "Министерство степных дорог (вымышленное)"}
TEXTS = {
    "ru": "Обращения рассматриваются по Закону от 12 января 2007 года № 911, дороги открыты Законом от 16 ноября 2015 года № 901-V ЗРК. "
    "Форма отчета утверждена приказом от 1 ноября 2022 года № 14-НҚ, правила – приказом от 19 апреля 2021 года № 66, "
    "порядок – постановлением от 5 февраля 2019 года № 999, прочее – приказом от 2 марта 2023 года № 20.",
    "kk": "Жолдар 2015 жылғы 16 қарашадағы № 901-V ҚРЗ Заңымен ашылған. Қағидалар 2021 жылғы 19 сәуірдегі № 66 бұйрықпен бекітілген.",
}
TITLES = {"ru": "О министерстве", "kk": "Министрлік туралы"}
CHECK = "acts-in-force"


@pytest.fixture(scope="module")
def config(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return hurried(tmp_path_factory.mktemp("config"))


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    pages = [
        Page(path=f"/{language}/about", language=language, title=TITLES[language], text=TEXTS[language])
        for language in ("kk", "ru")
    ]
    with serving(laid(NAME, pages, {})) as address:
        yield address


@pytest.fixture(scope="module")
def database() -> Iterator[Database]:
    with serve() as server:
        yield server


def audit(root: Path, site: str, config: Path, adilet: str, out: str = "audit") -> Path:
    """Audits the site in ``root`` over HTTP alone; gives the run's folder."""
    words = ("audit", "--site", f"{site}/", "--kind", "central", "--allow-private", "--no-render")
    told = Run(root, ()).call(
        *words, "--methodology", "kz-2017", "--portal", f"adilet={adilet}", "--config", str(config), "--out", out
    )
    assert told.returncode == 0, told.stderr
    return root / out


@pytest.fixture(scope="module")
def judged(tmp_path_factory: pytest.TempPathFactory, site: str, database: Database, config: Path) -> Path:
    return audit(tmp_path_factory.mktemp("judged"), site, config, database.root)


def found(out: Path) -> list[dict[str, Any]]:
    lines = (json.loads(line) for line in (out / "findings.jsonl").read_text(encoding="utf-8").splitlines())
    return [one for one in lines if one["check"] == CHECK]


def acts(run: Run, outcome: str, language: str) -> set[str]:
    return {
        act
        for one in found(run)
        if (one["outcome"], one["language"]) == (outcome, language)
        for act in one["facts"].get("acts", ())
    }


def outcomes(run: Path, language: str) -> set[str]:
    return {one["outcome"] for one in found(run) if one["language"] == language}


def named(told: set[str]) -> set[str]:
    """Acts without what is said of them."""
    return {line.partition(" – ")[0] for line in told}


def test_what_the_database_says_is_charged_and_what_it_does_not_say_is_left_to_a_person(judged: Path) -> None:
    told = " ".join(sorted(acts(judged, "deficiency", "ru") | acts(judged, "unverified", "ru")))
    # The law of 2007 ended on the day that its note gives; of the order of 2022 only that it ended is known.
    assert "12.01.2007 № 911 – 01.07.2021 (Утратил силу Кодексом" in told
    assert "01.11.2022 № 14-НҚ (Утратил силу приказом" in told
    # In force, one article of it apart; in force; no mark at all; two orders of one day and number.
    assert "901-V" not in told
    assert "№ 66" not in told


def test_the_stored_page_of_the_database_is_among_the_evidence_of_the_run(judged: Path) -> None:
    charged = [
        one for one in found(judged) if any("911" in act for act in one["facts"].get("acts", ())) and len(one["evidence"]) > 1
    ]
    assert charged
    stored = {path.name for path in (judged / "evidence").rglob("*") if path.is_file()}
    for one in charged:
        assert all(any(digest in name for name in stored) for digest in one["evidence"]), one["evidence"]


def test_the_same_acts_are_not_asked_again_that_day(judged: Path, site: str, database: Database, config: Path) -> None:
    before = list(database.asked)
    assert "/rus/docs/Z070000911_/info" in before
    assert "/rus/docs/Z070000911_" in before
    again = audit(judged.parent, site, config, database.root, "again")
    assert database.asked == before
    assert {(one["outcome"], one["language"]) for one in found(again)} == {
        (one["outcome"], one["language"]) for one in found(judged)
    }


READINGS = [("", "read", ""), ("shell", "failed", "div.slogan h1"), ("captcha", "refused", "captcha"),
            ("changed", "failed", "div.slogan h1"), ("error-page", "failed", "div.slogan h1"), ("language", "failed", "language"),
            ("empty", "read", ""), ("types", "read", "")]  # fmt: skip


@pytest.mark.parametrize("fault", ["empty", "error-page", "types", "language"])
def test_an_answer_that_ails_ends_no_act_and_keeps_none_in_force(
    tmp_path: Path, judged: Path, site: str, config: Path, fault: str
) -> None:
    with serve(fault=fault) as server:
        out = audit(tmp_path, site, config, server.root)
    for language in ("kk", "ru"):
        whole, ailing = acts(judged, "deficiency", language), acts(out, "deficiency", language)
        # What is charged is what the whole database says; of what it leaves open nothing is decided either.
        assert named(ailing) <= named(whole), (language, ailing - whole)
        assert ailing >= whole or named(whole) - named(ailing) <= named(acts(out, "unverified", language)), language
        assert "met" not in outcomes(out, language) or "met" in outcomes(judged, language)
    if fault == "error-page":
        assert not named(acts(out, "deficiency", "ru"))


@pytest.mark.parametrize(("fault", "state", "why"), READINGS, ids=[one[0] or "whole" for one in READINGS])
def test_a_page_that_is_none_of_the_database_is_told_as_such(
    tmp_path: Path, config: Path, fault: str, state: str, why: str
) -> None:
    with serve(fault=fault) as server:
        told = Run(tmp_path, ()).call(
            *("portal", "read", "adilet", "--body-id", "Z1500000901", "--portal", f"adilet={server.root}", "--allow-private"),
            *("--config", str(config), "--json"),
        )
    (acts,) = [one for one in json.loads(told.stdout)["sources"] if one["source"] == "acts"]
    assert (acts["state"], acts["language"], acts["items"]) == (state, "ru", 1 if state == "read" else 0)
    assert why in acts["why"]
