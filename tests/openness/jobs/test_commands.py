"""The commands as a person gives them: ordered, listed, cancelled, begun again, followed; schedules; one line where SQLite is named."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path

import pytest

from openness.cli import run as program
from tests.crawler.servant import serving
from tests.openness.jobs.kit import Yard, register, slow_site, yard

pytestmark = [pytest.mark.needs("postgresql"), pytest.mark.costs(20)]


@pytest.fixture
def place(postgres_server: str, tmp_path: Path) -> Iterator[Yard]:
    with yard(postgres_server, tmp_path) as made:
        yield made


def call(place: Yard, *words: str, lang: str = "en") -> tuple[int, str, str]:
    out, err = StringIO(), StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        status = program([*words, "--db", place.address, "--lang", lang])
    return status, out.getvalue(), err.getvalue()


def test_an_audit_on_demand_is_followed_to_its_end(place: Yard) -> None:
    with serving(slow_site(0.0, 3)) as site:
        wanted = ("audit", "--site", site.url, "--kind", "central", "--allow-private", "--as-of", "2026-11-20", "--no-render",
                  "--methodology", "kz-2017", "--config", str(place.config), "--queue")  # fmt: skip
        status, out, _ = call(place, *wanted, "--json")
        (ordered,) = json.loads(out)
        assert (status, ordered["new"]) == (0, True)
        run = ordered["run"]
        assert call(place, *wanted)[1] == f"Run {run} of this body is in the queue already.\n"
        assert call(place, "queue", "list", lang="kk")[1].count("күтуде") == 1
        assert call(place, "queue", "cancel", run) == (0, f"Run {run} is cancelled.\n", "")
        assert call(place, "queue", "cancel", run)[0] == 1
        status, out, err = call(place, "queue", "follow", run, lang="ru")
        assert (status, "отменена человеком" in err) == (1, True)
        assert call(place, "queue", "list")[1] == "Nothing waits and nothing is at work.\n"
        assert call(place, "queue", "retry", run)[0] == 0
        place.worker("--until-empty")
        status, out, _ = call(place, "queue", "follow", run, "--json")
        assert status == 0, place.said()
        events = [json.loads(line) for line in out.splitlines()]
        assert events[-1]["stage"] == "done"
        assert [one["seq"] for one in events] == sorted({one["seq"] for one in events})
        found = json.loads(call(place, "queue", "list", "--all", "--json")[1])
        assert [(one["run"], one["standing"], one["state"]) for one in found] == [(run, "done", "reported")]
        assert call(place, "queue", "retry", run)[0] == 1
        assert call(place, "queue", "retry", "nobody-knows-it")[0] == 2


def test_schedules_and_a_night_on_paper(place: Yard) -> None:
    register(place.config, {"one": ("central", "http://127.0.0.1:9/"), "two": ("local", "http://127.0.0.1:10/")})
    config = ("--config", str(place.config))
    assert call(place, "nightly", *config)[0] == 2
    add = (
        "schedule",
        "add",
        "night",
        "--cron",
        "0 1 * * *",
        "--allow-private",
        "--no-portals",
        "--kind",
        "local",
        "--max-pages",
        "7",
    )
    assert call(place, *add)[:2] == (0, "Schedule night is added.\n")
    status, _, err = call(place, *add)
    assert (status, "on record already" in err) == (2, True)
    status, _, err = call(place, "schedule", "add", "x", "--cron", "every night")
    assert (status, "--cron «every night»" in err) == (2, True)
    for name in ("../x", "Night", "", "a/b", "-x"):
        assert call(place, "schedule", "add", "--cron", "0 1 * * *", "--", name)[0] == 2
    (told,) = json.loads(call(place, "schedule", "list", "--json")[1])
    assert (told["name"], told["plan"]["kinds"], told["next"] is not None) == ("night", ["local"], True)
    assert len(json.loads(call(place, "schedule", "next", "--count", "4", "--json")[1])) == 4
    assert call(place, "schedule", "pause", "night")[0] == 0
    assert "приостановлено" in call(place, "schedule", "list", lang="ru")[1]
    assert call(place, "schedule", "resume", "night")[0] == 0
    paper = json.loads(call(place, "nightly", "night", "--dry-run", "--json", *config)[1])
    assert paper["bodies"] == [{"body": "two", "max_pages": 7, "first": False}]
    assert call(place, "queue", "list")[1] == "Nothing waits and nothing is at work.\n", "a night on paper orders nothing"
    status, out, _ = call(place, "nightly", "--due", "2026-11-20", "--json", *config)
    assert (status, json.loads(out)["due"]) == (0, "2026-11-19T20:00:00+00:00")
    status, _, err = call(place, "nightly", "--due", "2026-11-20", *config)
    assert (status, "made already" in err) == (1, True)
    assert call(place, "schedule", "remove", "night")[0] == 0
    assert call(place, "schedule", "remove", "night")[0] == 2


@pytest.mark.parametrize("words", [
    ["worker"], ["nightly"], ["schedule", "list"], ["queue", "list"], ["audit", "mam", "--queue"],
])  # fmt: skip
def test_sqlite_is_told_in_one_line_what_is_needed(words: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert program([*words, "--db", f"sqlite:///{tmp_path}/none.db", "--lang", "ru"]) == 2
    said = capsys.readouterr().err
    assert "нужен PostgreSQL" in said
    assert len(said.strip().splitlines()) == 1
    assert not (tmp_path / "none.db").exists()
