"""A package whose report tells of an earlier run: judged again to the same bytes, with a note; a forged comparison is found."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from openness.rejudging.again import judge
from reports.i18n import t
from reports.since import SINCE_FILE
from reports.unpack import unpack
from tests.openness.small import Run
from tests.openness.test_rejudging import CONFIG, edited

pytestmark = [pytest.mark.xdist_group("packages"), pytest.mark.costs(30)]
NOTE = "since.json is taken as the package has it: the earlier run that it tells of is not in the package"


@pytest.fixture(scope="module")
def data(brief: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The payload of the package of a second audit, whose report tells what changed since the first."""
    room = tmp_path_factory.mktemp("since")
    run, first = brief.copied(room / "copy"), brief.id
    audited = run.call(*run.arguments, "--json")
    assert audited.returncode == 0, audited.stderr
    second = json.loads(audited.stdout)["run"]["id"]
    assert second != first
    for words in (["report", second, "--since", first], ["evidence", "export", second, "-o", str(room / "evidence.zip")]):
        done = run.call(*words, "--config", run.config)
        assert done.returncode == 0, done.stderr
    folder, problems = unpack(room / "evidence.zip", room, "en")
    assert problems == []
    return folder / "data"


def problems(data: Path) -> list[str]:
    return [t(key, "en", **fields) for key, fields in judge(data, CONFIG).problems]


def test_it_comes_out_the_same_and_says_what_is_taken(data: Path) -> None:
    assert 'id="in-since"' in (data / "report.kk.html").read_text(encoding="utf-8")
    judged = judge(data, CONFIG)
    assert judged.problems == []
    assert [t(key, "en", **fields) for key, fields in judged.notes] == [NOTE]


@pytest.mark.parametrize("forged", ["removed", "another run"])
def test_a_forged_comparison_is_found(data: Path, forged: str) -> None:
    kept = (data / SINCE_FILE).read_bytes()
    value = json.loads(kept)
    try:
        if forged == "removed":
            (data / SINCE_FILE).unlink()
            assert any("report.ru.html" in one for one in problems(data))
        else:
            edited(SINCE_FILE, lambda text: text.replace(value["compared"]["after"]["run"], "2026-01-01-other-01"))(data)
            assert any("it tells of run" in one for one in problems(data))
    finally:
        (data / SINCE_FILE).write_bytes(kept)
