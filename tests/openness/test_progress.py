"""Progress: every phase says what it does and what is left, and its clock goes on although nothing is heard."""

from __future__ import annotations

import io
import time
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from openness import progress
from openness.phases import TITLES
from openness.pipeline import Pipeline
from openness.progress import Reporter
from reports.i18n import LANGUAGES, t
from tests.conftest import ROOT
from tests.crawler.kit import Harvest
from tests.crawler.servant import home, serving

PATIENCE = 600.0
CRAWL = {"phase": "crawl", "pages": 3, "waiting": 40, "known": 52}
PAUSE = {"phase": "pause", "count": 7, "left": 30.0, "round": 1, "rounds": 2}
BUSY = {**CRAWL, "held": "a.kz", "held_left": 20.0}


class Clock:
    """A clock that a test sets."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = 1000.0
        monkeypatch.setattr(progress, "monotonic", lambda: self.now)


def shown(reporter: Reporter) -> str:
    """What a terminal shows now."""
    console = Console(file=io.StringIO(), force_terminal=True, width=200, color_system=None)
    console.print(reporter.drawn())
    return console.file.getvalue()  # type: ignore[attr-defined,no-any-return]


def test_the_clock_goes_on_when_everything_of_a_phase_was_begun(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = Clock(monkeypatch)
    reporter = Reporter("ru", quiet=True)
    reporter("browser", {"phase": "visit", "number": 18, "of": 18})
    seen = []
    for seconds in (5, 117):
        clock.now = 1000.0 + seconds
        seen.append(shown(reporter).split()[-1])
    assert seen == ["0:05", "1:57"]


@pytest.mark.parametrize(("facts", "later", "wanted"), [(PAUSE, 12, "0:18"), (PAUSE, 50, "0:00"), (BUSY, 5, "0:15")])
def test_a_wait_is_counted_down_between_two_messages(
    facts: dict[str, Any], later: int, wanted: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = Clock(monkeypatch)
    reporter = Reporter("en", quiet=True)
    reporter("http", facts)
    clock.now += later
    assert wanted in shown(reporter)
    assert ("a.kz" in shown(reporter)) == ("held" in facts)


def test_without_a_terminal_a_line_comes_though_nothing_is_heard(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "PLAIN_EVERY", 0.05)
    said = io.StringIO()
    with Reporter("en", console=Console(file=said, width=200)) as reporter:
        reporter("http", PAUSE)
        until = time.monotonic() + PATIENCE
        while said.getvalue().count("\n") < 4 and time.monotonic() < until:
            time.sleep(0.01)
        reporter("extract", {"number": 1, "of": 9})
    lines = said.getvalue().splitlines()
    assert len(lines) >= 5
    assert all("7 addresses" in line for line in lines[:4])
    assert "1 of 9" in lines[-1]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("phase", TITLES)
def test_every_phase_has_words_in_every_language(phase: str, language: str) -> None:
    reporter = Reporter(language, quiet=True)
    reporter("http", {"number": 4, "of": 9, **CRAWL, **PAUSE, "phase": phase, "what": "http://a.kz/ru/page"})
    title, words, _ = reporter.said()
    assert title == t(TITLES[phase], language)
    assert "http://a.kz/ru/page" in words
    if language != "en":
        assert title != TITLES[phase], "a phase is named in the user's language"


def test_the_harvest_tells_every_phase_with_what_is_left(tmp_path: Path) -> None:
    heard: list[dict[str, Any]] = []
    with serving({**home("/dead", "/broken"), "/robots.txt": "User-agent: *\n"}) as server:
        harvest = Harvest(tmp_path, server.url, confirm_spacing=0.5)
        plan = harvest.plan()
        Pipeline(
            harvest.engine, harvest.db, ROOT / "config", lambda stage, facts: heard.append({**facts, "stage": stage})
        ).harvest(plan)
    phases = list(dict.fromkeys(facts["phase"] for facts in heard))
    assert phases == ["crawl", "seeds", "pause", "confirm"]
    waits = [facts for facts in heard if facts["phase"] == "pause"]
    assert {(facts["count"], facts["round"], facts["rounds"]) for facts in waits} == {(2, 1, 2), (2, 2, 2)}
    assert all(0 <= facts["left"] <= 0.5 for facts in waits)
    asked = [facts for facts in heard if facts["phase"] == "confirm"]
    assert {facts["of"] for facts in asked} == {2}
    assert all(facts["number"] <= facts["of"] for facts in asked)
