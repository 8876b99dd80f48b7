"""Retention: old runs go with their files; the newest, what is at work and what proves something stay."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from sqlalchemy import insert

from store import schema
from store.db import open_database
from store.orders import orders
from store.strictyaml import ConfigError
from tests.openness.small import Run

pytestmark = [pytest.mark.xdist_group("stages"), pytest.mark.costs(15)]
LATER = ("--as-of", "2027-06-01")


@pytest.fixture(scope="module")
def audited_twice(brief: Run, tmp_path_factory: pytest.TempPathFactory) -> tuple[Run, str, str]:
    """A folder with two runs of one body, the older first."""
    here = brief.copied(tmp_path_factory.mktemp("pruning") / "two")
    before = here.id
    assert here.call(*here.arguments).returncode == 0
    runs = json.loads(here.call("runs", "list", "--json").stdout)
    (other,) = (one["run"] for one in runs if one["run"] != before)
    return here, before, other


@pytest.fixture
def two(audited_twice: tuple[Run, str, str], tmp_path: Path) -> tuple[Run, str, str]:
    here, before, other = audited_twice
    return here.copied(tmp_path / "two"), before, other


def pruned(here: Run, *words: str) -> dict[str, str | None]:
    done = here.call("runs", "prune", *LATER, "--config", here.config, "--json", *words)
    assert done.returncode == 0, done.stderr
    return {one["run"]: one["keeps"] for one in json.loads(done.stdout)["runs"]}


def test_the_older_run_goes_with_its_files_and_the_newest_stays(two: tuple[Run, str, str]) -> None:
    here, before, other = two
    assert pruned(here, "--dry-run") == {before: None, other: "newest"}
    assert (here.root / "var" / "runs" / before).is_dir()
    assert pruned(here, "--dry-run", "--days", "100000") == {}
    assert pruned(here) == {before: None, other: "newest"}
    assert not (here.root / "var" / "runs" / before).exists()
    assert [one["run"] for one in json.loads(here.call("runs", "list", "--json").stdout)] == [other]
    assert pruned(here) == {other: "newest"}
    said = here.call("runs", "prune", *LATER, "--config", here.config, lang="kk")
    assert "органның" in said.stdout


@pytest.mark.parametrize("reason", ["at-work", "objection"])
def test_what_is_needed_stays(two: tuple[Run, str, str], reason: str) -> None:
    here, before, other = two
    engine = open_database(here.db)
    at = "2026-11-24T00:00:00+00:00"
    with engine.begin() as db:
        if reason == "at-work":
            values = {
                "standing": "queued",
                "attempt": 0,
                "failures": 0,
                "host": "",
                "asked_by": "x",
                "asked_at": at,
                "priority": 0,
            }
            db.execute(insert(orders).values(run_id=before, **values))
        else:
            db.execute(insert(schema.objections).values(id="1", run=before, body="x", sha256="0", proof=b""))
    engine.dispose()
    assert pruned(here) == {before: reason, other: "newest"}
    assert (here.root / "var" / "runs" / before).is_dir()


def test_a_rule_that_is_none_is_told(tmp_path: Path) -> None:
    from openness.pruning import load_retention

    assert load_retention(tmp_path).days == 90
    (tmp_path / "retention.yaml").write_text('schema: openness/retention/1\ndays: "0"\n', encoding="utf-8")
    with pytest.raises(ConfigError, match=r"retention\.yaml:2"):
        load_retention(tmp_path)
