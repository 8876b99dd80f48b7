"""An audit reads the portals that its checks judge, or finds them read; what it cites of them it keeps, and it is repeated from that."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from reports.verify import verify
from tests.crawler.portals.reading.grown import Commands
from tests.crawler.portals.reading.server import Minutes, serving

pytestmark = [pytest.mark.xdist_group("reading"), pytest.mark.costs(70)]
NAMES = ("--kind", "central", "--name-ru", "Степное учреждение", "--name-kk", "Дала мекемесі")
LAW = ("--methodology", "kz-2031", "--as-of", "2031-02-01", "--no-render", "--allow-private")
PACE = 0.05


def words(site: str, portal: str | None, out: Path, *more: str) -> tuple[str, ...]:
    """An audit of the small site, with the portal at an address."""
    named = ("--portal", f"open-minutes={portal}") if portal else ()
    return ("audit", "--site", f"{site}/", *NAMES, *LAW, *named, "--out", str(out), *more)


def findings(out: Path) -> dict[str, dict[str, Any]]:
    lines = (out / "findings.jsonl").read_text(encoding="utf-8").splitlines()
    return {one["language"]: one for one in map(json.loads, lines) if one["check"] == "minutes-are-published"}


class Audits(NamedTuple):
    """Two audits at once, each with a database of its own, and what the portal was asked by both; then a third by the first's database."""

    commands: Commands
    folder: Path
    minutes: Minutes
    site: Minutes
    asked: list[str]
    later: list[str]
    times: list[float]


@pytest.fixture(scope="module")
def audits(tree: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Audits]:
    folder = tmp_path_factory.mktemp("audits")
    (folder / "other").mkdir()
    one, other = Commands(tree, folder), Commands(tree, folder / "other", TMPDIR=str(folder))
    with serving(Minutes()) as minutes, serving(Minutes()) as site:
        both = [
            one.started(*words(site.root, minutes.root, folder / "run")),
            other.started(*words(site.root, minutes.root, folder / "run-other")),
        ]
        for child in both:
            out, err = child.communicate(timeout=600)
            assert child.returncode == 0, (out, err)
        asked, times = [path for _, path, _ in minutes.asked], list(minutes.times)
        minutes.asked.clear()
        done = one.call(*words(site.root, minutes.root, folder / "run-2"))
        assert done.returncode == 0, done.stderr
        yield Audits(one, folder, minutes, site, asked, [path for _, path, _ in minutes.asked], times)


def test_a_check_sees_the_portal(audits: Audits) -> None:
    found = findings(audits.folder / "run")
    assert {language: (one["outcome"], one["facts"]["count"], one["facts"]["body"]) for language, one in found.items()} == {
        "kk": ("met", 4, "7"),
        "ru": ("met", 4, "7"),
    }
    result = json.loads((audits.folder / "run" / "result.json").read_text(encoding="utf-8"))
    assert result["total"]["points"] == "1.00"


def test_only_the_body_is_read_for_one_body(audits: Audits) -> None:
    assert not [path for path in audits.asked if "body=8" in path or "id=8" in path]
    # Nobody knew what the portal calls the body: its list of bodies was asked first, and again by the reading.
    assert audits.asked.count("/minutes?body=7&page=2") == 2 * 2
    assert audits.asked.count("/bodies") == 2 * (2 + 2)


def test_two_audits_at_once_keep_the_pace_together(audits: Audits) -> None:
    gaps = [after - before for before, after in zip(audits.times, audits.times[1:], strict=False)]
    assert audits.minutes.most == 1
    assert min(gaps) > PACE * 0.9


def test_what_was_read_today_is_not_asked_again(audits: Audits) -> None:
    assert audits.later == []
    rested = [json.loads(row[0])["portals"] for row in audits.commands.rows("select coverage from runs where body like 'site%'")]
    assert len(rested) == 2
    assert rested[0] == rested[1]
    assert list(rested[0]) == ["open-minutes"]


def test_what_findings_cite_lies_with_the_run(audits: Audits) -> None:
    run = next(row[0] for row in audits.commands.rows("select id from runs where body like 'site%' order by started_at"))
    cited = {digest for one in findings(audits.folder / "run").values() for digest in one["evidence"]}
    query = "select object_sha256 from captures where run_id = ? and purpose = 'portal'"
    brought = {digest for (digest,) in audits.commands.rows(query, run)}
    assert len(brought) == 4
    assert brought <= cited
    for digest in cited:
        assert (audits.folder / "run" / "evidence" / digest[:2] / digest).is_file()
    package = audits.folder / "package.zip"
    assert audits.commands.call("evidence", "export", run, "-o", str(package)).returncode == 0
    proved = verify(package)
    assert proved.ok, proved.problems
    assert proved.counts["captures"] >= len(brought)


def test_a_replay_rests_on_the_stored_reading(audits: Audits, tree: Path, tmp_path: Path) -> None:
    shutil.copytree(audits.folder, tmp_path / "copy")
    commands = Commands(tree, tmp_path / "copy")
    query = "select id from runs where body like ? order by started_at desc limit 1"
    run, reading = (commands.rows(query, like)[0][0] for like in ("site%", "portal%"))
    assert commands.call("replay", run).returncode == 0
    assert commands.call("runs", "remove", reading, "--yes", "--force").returncode == 0
    told = commands.call("replay", run)
    assert told.returncode == 2
    [line] = [line for line in told.stderr.splitlines() if line.startswith("openness:")]
    assert f"rests on the reading {reading} of the portal open-minutes" in line


def test_a_portal_that_refuses_leaves_its_rows_open(audits: Audits, tree: Path, tmp_path: Path) -> None:
    commands = Commands(tree, tmp_path)
    with serving(Minutes()) as shut:
        shut.faults = {"": "closed"}
        done = commands.call(*words(audits.site.root, shut.root, tmp_path / "run"))
    assert done.returncode in (0, 1), done.stderr
    assert {one["outcome"] for one in findings(tmp_path / "run").values()} == {"unverified"}
    result = json.loads((tmp_path / "run" / "result.json").read_text(encoding="utf-8"))
    assert result["total"]["range"] == ["0.00", "1.00"]
    [(seen,)] = commands.rows("select coverage from runs where body like 'site%'")
    assert json.loads(seen)["portals_unread"] == {"open-minutes": "portal-body-unknown"}


def test_an_audit_that_names_no_portal_asks_none(audits: Audits, tree: Path, tmp_path: Path) -> None:
    commands = Commands(tree, tmp_path)
    done = commands.call(*words(audits.site.root, None, tmp_path / "run", "--stop-after", "harvest"))
    assert done.returncode in (0, 1), done.stderr
    assert commands.rows("select count(*) from runs") == [(1,)]
    [(seen,)] = commands.rows("select coverage from runs")
    assert json.loads(seen)["portals_unread"] == {"open-minutes": "portal-not-asked"}
