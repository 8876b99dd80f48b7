"""A portal is a folder with ``portal.py``: read whole by the commands, in both languages, again with few questions, and after a kill."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from subprocess import CompletedProcess
from typing import NamedTuple

import pytest

from tests.crawler.portals.reading.grown import Commands
from tests.crawler.portals.reading.server import Minutes, serving

pytestmark = [pytest.mark.xdist_group("reading"), pytest.mark.costs(30)]
PACE = 0.05


class Read(NamedTuple):
    """Two readings of one portal, a day's work apart: what each asked, and the commands that made them."""

    commands: Commands
    minutes: Minutes
    sources: dict[tuple[str, str], dict[str, object]]
    first: list[tuple[str, str, dict[str, str]]]
    second: list[tuple[str, str, dict[str, str]]]
    status: tuple[int, int]
    times: list[float]
    items: list[tuple[object, ...]]
    newest: str


ITEMS = "select url, lane, language, source, kind, key, title, body, day, facts from items where run_id = ? order by 1, 2, seq"


def run_of(told: CompletedProcess[str]) -> str:
    return str(json.loads(told.stdout)["run"])


@pytest.fixture(scope="module")
def read(tree: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Read]:
    commands = Commands(tree, tmp_path_factory.mktemp("read"))
    with serving(Minutes()) as minutes:
        done = commands.read(minutes.root, "--json")
        first, times = list(minutes.asked), list(minutes.times)
        items = commands.rows(ITEMS, run_of(done))
        minutes.asked.clear()
        minutes.ids["8"].append("8005")
        again = commands.read(minutes.root, "--json")
        status = (done.returncode, again.returncode)
        yield Read(commands, minutes, commands.sources(done), first, list(minutes.asked), status, times, items, run_of(again))


def test_every_source_is_read_in_both_languages(read: Read) -> None:
    assert read.status == (0, 0)
    told = {key: (one["state"], one["answered"], one["items"], one["total"]) for key, one in read.sources.items()}
    assert told == {
        ("bodies", "kk"): ("read", 1, 2, None),
        ("bodies", "ru"): ("read", 1, 2, None),
        ("minutes", "kk"): ("read", 4, 8, 8),
        ("minutes", "ru"): ("read", 4, 8, 8),
        ("cards", "kk"): ("read", 8, 8, None),
        ("cards", "ru"): ("read", 8, 8, None),
    }


def test_a_question_goes_out_as_its_portal_wants_it(read: Read) -> None:
    assert Counter(path for _, path, _ in read.first)["/robots.txt"] == 1
    asked = [(method, path, headers) for method, path, headers in read.first if path.startswith("/minutes?body=7&page=1")]
    assert [(method, headers["cookie"], headers["accept-language"]) for method, _, headers in asked] == [
        ("POST", "lang=kk", "kk"),
        ("POST", "lang=ru", "ru"),
    ]
    assert len(read.first) == 1 + 2 * (1 + 4 + 8)
    assert all("openness" in headers["user-agent"] for _, _, headers in read.first)


def test_items_bear_what_the_answers_say(read: Read) -> None:
    titles = {(row[1], row[5]): row[6] for row in read.items if row[4] == "minute" and row[3] == "minutes"}
    assert titles["kk", "7001"] == "Хаттама 7001"
    assert titles["ru", "8004"] == "Протокол 8004"
    assert len(titles) == 16
    listed = next(row for row in read.items if row[3] == "minutes" and row[5] == "7001" and row[1] == "ru")
    assert (listed[2], listed[7], listed[8], json.loads(str(listed[9]))) == ("ru", "7", "2026-03-01", {"place": "зал"})
    assert {json.loads(str(row[9]))["present"] for row in read.items if row[3] == "cards" and row[4] == "minute"} == {4}


def test_one_request_at_a_time_and_the_pace_between_two(read: Read) -> None:
    gaps = [after - before for before, after in zip(read.times, read.times[1:], strict=False)]
    assert len(gaps) == len(read.first) - 1
    # Clocks of the machine may run a little apart; a pace that is not kept is none at all.
    assert min(gaps) > PACE * 0.9
    assert read.minutes.most == 1


def test_a_second_reading_asks_only_what_may_have_changed(read: Read) -> None:
    asked = Counter(path for _, path, _ in read.second)
    # The first pages of both lists in both languages, what follows where a list changed, and the new card; of the other list nothing.
    assert asked["/minutes?body=7&page=1"] == 2
    assert asked["/minutes?body=7&page=2"] == 0
    assert asked["/minutes?body=8&page=1"] == asked["/minutes?body=8&page=2"] == asked["/minute?id=8005"] == 2
    assert not [path for path in asked if path.startswith("/minute?id=7")]
    bodies = [headers for _, path, headers in read.second if path == "/bodies"]
    assert len(bodies) == 2
    assert all("if-none-match" in headers for headers in bodies)


def test_what_was_taken_over_stands_in_the_new_reading(read: Read) -> None:
    commands = read.commands
    new = commands.rows(ITEMS, read.newest)
    assert [row for row in new if "body=7" in row[0] or "id=7" in row[0]] == [
        row for row in read.items if "body=7" in str(row[0]) or "id=7" in str(row[0])
    ]
    kept = commands.rows("select count(*) from captures where run_id = ? and purpose = 'kept'", read.newest)
    assert kept[0][0] >= 10
    [(out,)] = commands.rows("select out from runs where id = ?", read.newest)
    stored = {path.name for path in (commands.folder / out / "evidence").rglob("*") if len(path.name) == 64}
    named = {digest for (digest,) in commands.rows("select object_sha256 from captures where run_id = ?", read.newest)}
    assert named <= stored


def test_status_tells_when_and_what_was_read(read: Read) -> None:
    [told] = [
        one for one in json.loads(read.commands.call("portal", "status", "--json").stdout) if one["portal"] == "open-minutes"
    ]
    assert told["overdue"] is False
    assert told["whole"]["run"] == told["last"]["run"]
    assert told["whole"]["age_hours"] == 0
    assert told["whole"]["address"] == read.minutes.root
    yields = {(one["source"], one["language"]): one["items"] for one in told["whole"]["sources"]}
    assert yields["minutes", "ru"] == 9
