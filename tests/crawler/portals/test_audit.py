"""``openness audit`` of an entity as a user calls it: what was refused is evidence and stays open, nothing is called absent for it."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT
from tests.crawler.portals.kit import config_of
from tests.portals.govkz.content import NAMES
from tests.portals.govkz.running import platform
from tests.settings import configured, unread_probes
from tests.warm import program

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("govkz"), pytest.mark.costs(60)]


class Result:
    """A finished audit."""

    def __init__(self, folder: Path, done: subprocess.CompletedProcess[str]) -> None:
        self.out, self.done = folder / "run", done
        assert (self.out / "result.json").is_file(), done.stderr
        self.result: dict[str, Any] = json.loads((self.out / "result.json").read_text())
        self.findings = [json.loads(line) for line in (self.out / "findings.jsonl").read_text().splitlines()]

    def outcomes(self, check: str) -> set[str]:
        return {item["outcome"] for item in self.findings if item["check"] == check}


def audited(folder: Path, entity: str, root: str, *more: str, drawn: int = 400, rendered: int = 60) -> Result:
    config = config_of(folder, **{'most_drawn: "400"': f'most_drawn: "{drawn}"'})
    configured(folder, unread_probes(), {"engines": 0}, max_rendered=rendered)
    arguments = ["audit", "--site", f"{entity}?lang=ru", "--site-kk", f"{entity}?lang=kk", "--kind", "central"]
    arguments += ["--name-ru", NAMES["ru"], "--name-kk", NAMES["kk"], "--portal", f"gov-kz={root}", "--allow-private"]
    arguments += ["--as-of", "2026-11-20", "--methodology", "kz-2017", "--out", str(folder / "run"), "--config", str(config)]
    arguments += ["--db", f"sqlite:///{folder}/a.db", "--lang", "ru", *more]
    command = [*program("openness"), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT, timeout=1500)
    return Result(folder, done)


def prove_nothing_is_absent(found: Result) -> None:
    assert not [item for item in found.findings if item["outcome"] == "missing"]
    assert not [item for item in found.findings if item["facts"].get("reason") == "check-crashed"]
    refused = {
        (item["url"].partition("?")[0].rpartition("/")[2], item["reason"]) for item in found.result["coverage"]["unreachable"]
    }
    assert ("news", "notAllowed") in refused
    assert any(name.startswith("public-data#questions") for name, _ in refused)
    stored = [path.read_bytes() for path in (found.out / "evidence").rglob("*") if path.is_file() and path.stat().st_size < 100]
    assert b'{"error":"notAllowed"}' in stored
    assert b'{"error":"browserTicketMissing"}' in stored


def test_without_a_browser_everything_that_needs_one_stays_open(tmp_path: Path) -> None:
    with platform() as server:
        found = audited(tmp_path, server.entity, server.root, "--no-render")
    assert found.done.returncode == 1, found.done.stderr
    prove_nothing_is_absent(found)
    assert {item["outcome"] for item in found.findings} <= {"unverified", "met", "not-applicable"}
    assert found.result["coverage"]["truncated"] is True
    assert found.result["total"]["final"] is None
    assert found.result["run"]["portals"] == {"gov-kz": server.root}
    assert any(server.root in note["ru"] for note in found.result["notes"])


@pytest.fixture(scope="module")
def walked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Result]:
    with platform(tired=11) as server:
        yield audited(tmp_path_factory.mktemp("audit"), server.entity, server.root, drawn=16, rendered=6)


@pytest.mark.browser
def test_with_a_browser_that_has_not_seen_all(walked: Result) -> None:
    """Sixteen pages in three languages, six of them measured, are less than the entity has: what is judged is what was seen."""
    assert walked.done.returncode == 1, walked.done.stderr
    prove_nothing_is_absent(walked)
    coverage = walked.result["coverage"]
    assert coverage["truncated"] is True
    assert {language for language, count in coverage["rendered"].items() if count} >= {"kk", "ru"}
    assert coverage["pages"]["kk"] >= 12
    assert min(coverage["documents"]["kk"], coverage["documents"]["ru"]) >= 12
    charged = {(item["check"], item["message"]["en"]) for item in walked.findings if item["outcome"] == "deficiency"}
    # The stand-in has neither a link to a site map nor one to the content, and tells no size of a file, and that is all.
    assert {check for check, _ in charged} <= {
        "pages-have-navigation-elements", "content-and-top-in-one-step", "documents-tell-format-and-size"
    }  # fmt: skip
    assert all("site map" in message for check, message in charged if check == "pages-have-navigation-elements")


@pytest.mark.browser
def test_a_replay_gives_the_same_result(walked: Result) -> None:
    config, db = walked.out.parent / "config", f"sqlite:///{walked.out.parent}/a.db"
    command = [*program("openness"), "replay", str(walked.out), "--db", db, "--config", str(config)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT, timeout=1500)
    assert done.returncode == 0, done.stdout + done.stderr
