"""A whole audit with PostgreSQL gives what one with SQLite gives."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.crawler.servant import PAGE, home, serving
from tests.e2e.conftest import Audit, audit, openness

pytestmark = [pytest.mark.e2e, pytest.mark.postgres]


def told(found: Audit) -> list[tuple[str, ...]]:
    return [(item["id"], item["outcome"], item["message"]["ru"]) for item in found.findings]


def test_both_databases_lead_to_the_same_findings(postgres_server: str, tmp_path: Path) -> None:
    pages = {**home("/a", "/Б", "/gone", "/ә"), "/a": PAGE.format(title="a", links='<a href="/#top2">x</a><img src=/p.png>')}
    with serving(pages) as server:
        (tmp_path / "lite").mkdir()
        (tmp_path / "pg").mkdir()
        lite = audit(tmp_path / "lite", server.url, "--no-render")
        other = audit(tmp_path / "pg", server.url, "--no-render", "--db", postgres_server)
    assert (lite.status, other.status) == (0, 0), other.stderr
    assert told(lite) == told(other)
    assert lite.result["criteria"] == other.result["criteria"]
    done = openness("replay", str(other.out), "--db", postgres_server, "--lang", "en")
    assert done.returncode == 0, done.stderr
