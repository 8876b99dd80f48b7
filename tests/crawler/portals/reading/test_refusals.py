"""What a portal refuses, breaks or answers in another tongue is evidence with its reason, and never an empty list."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from tests.crawler.portals.reading.grown import Commands
from tests.crawler.portals.reading.server import Minutes, serving

pytestmark = [pytest.mark.xdist_group("reading"), pytest.mark.costs(20)]
FAULTS = {
    "ru/minutes?body=8": "tongue",
    "kk/minutes?body=8": "captcha",
    "kk/minutes?body=7&page=2": "closed",
    "ru/minute?id=7001": "repairs",
    "ru/minute?id=7002": "changed",
    "kk/minute?id=7001": "gone",
    "kk/minute?id=7002": "once",
}


class Read(NamedTuple):
    """A reading of a portal that is out of order in many ways."""

    commands: Commands
    minutes: Minutes
    status: int
    sources: dict[tuple[str, str], dict[str, Any]]

    def line(self, path: str, lane: str) -> tuple[Any, ...]:
        [row] = self.commands.rows(
            "select ledger, reason, status from ledger where url = ? and lane = ?", self.minutes.root + path, lane
        )
        return tuple(row)


@pytest.fixture(scope="module")
def read(tree: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Read]:
    commands = Commands(tree, tmp_path_factory.mktemp("refused"))
    with serving(Minutes()) as minutes:
        minutes.faults = FAULTS
        done = commands.read(minutes.root, "--json")
        yield Read(commands, minutes, done.returncode, commands.sources(done))


def test_each_refusal_has_its_class_and_name(read: Read) -> None:
    assert read.line("/minutes?body=8&page=1", "ru") == ("failed", "language", 200)
    assert read.line("/minutes?body=7&page=2", "kk") == ("blocked", "closed", 403)
    assert read.line("/minute?id=7001", "ru") == ("blocked", "repairs", 503)
    assert read.line("/minute?id=7002", "ru") == ("failed", "mark: #present", 200)


def test_a_refusal_is_kept_as_it_came(read: Read) -> None:
    for path, words in (("/minutes?body=7&page=2", b"Forbidden"), ("/minute?id=7001", b"under repair")):
        query = (
            "select runs.out, object_sha256 from ledger join captures on captures.id = ledger.capture_id and captures.run_id = "
            "ledger.run_id join runs on runs.id = ledger.run_id where ledger.ledger = 'blocked' and ledger.url = ?"
        )
        [(out, digest)] = read.commands.rows(query, read.minutes.root + path)
        assert words in (read.commands.folder / out / "evidence" / digest[:2] / digest).read_bytes()


def test_a_status_that_says_nothing_is_here_is_read(read: Read) -> None:
    assert read.line("/minute?id=7001", "kk") == ("fetched", "", 410)


def test_what_failed_once_is_asked_again(read: Read) -> None:
    assert read.line("/minute?id=7002", "kk") == ("fetched", "", 200)
    assert sum(path == "/minute?id=7002" and "lang=kk" in headers["cookie"] for _, path, headers in read.minutes.asked) == 2
    assert read.commands.rows("select count(*) from captures where purpose = 'retry' and status = 502") == [(1,)]


def test_sources_say_what_kept_them_from_being_read(read: Read) -> None:
    assert read.status == 1
    told = {key: (one["state"], one["why"]) for key, one in read.sources.items()}
    assert told == {
        ("bodies", "kk"): ("read", ""),
        ("bodies", "ru"): ("read", ""),
        ("minutes", "kk"): ("refused", "closed"),
        ("minutes", "ru"): ("failed", "language"),
        ("cards", "kk"): ("read", ""),
        ("cards", "ru"): ("refused", "repairs"),
    }


def test_of_another_bodys_refusal_this_one_knows_nothing(read: Read) -> None:
    rows = read.commands.rows("select lane, body, state, why from portal_sources where source = 'minutes' order by 1, 2")
    assert rows == [
        ("kk", "7", "refused", "closed"),
        ("kk", "8", "refused", "captcha"),
        ("ru", "7", "read", ""),
        ("ru", "8", "failed", "language"),
    ]


def test_extraction_again_gives_the_same(read: Read) -> None:
    before = read.commands.rows("select * from items order by url, lane, seq"), read.commands.rows("select * from portal_sources")
    [(run,)] = read.commands.rows("select id from runs")
    assert read.commands.call("extract", run).returncode == 0
    assert before == (
        read.commands.rows("select * from items order by url, lane, seq"),
        read.commands.rows("select * from portal_sources"),
    )


def test_a_reading_is_not_judged_by_itself(read: Read) -> None:
    [(run,)] = read.commands.rows("select id from runs")
    refused = read.commands.call("check", run)
    assert refused.returncode == 2
    assert "is a reading of a portal" in refused.stderr


def test_status_names_the_refusal_and_its_address(read: Read) -> None:
    told = read.commands.call("portal", "status")
    assert told.returncode == 0
    for words in ("repairs", "language", "closed"):
        assert words in told.stdout
