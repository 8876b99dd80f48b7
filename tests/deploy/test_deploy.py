"""What operators are given: units, image, alerts, and a copy that can be brought back."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from openness.cli import run as program
from openness.commands import build
from tests.conftest import ROOT
from tests.crawler.servant import serving
from tests.openness.jobs.kit import slow_site, yard
from tests.openness.watch.test_watch import NAMES
from tests.plainyaml import read_yaml

DEPLOY = ROOT / "deploy"
PAGES = [ROOT / "docs" / "operators.md", ROOT / "docs" / "ru" / "operators.md", ROOT / "docs" / "kk" / "operators.md"]
ALERTS = [rule for group in read_yaml(DEPLOY / "alerts.yaml")["groups"] for rule in group["rules"]]


@pytest.mark.parametrize("rule", ALERTS, ids=lambda rule: rule["alert"])
def test_an_alert_asks_for_what_is_served_and_is_explained(rule: dict[str, str]) -> None:
    asked = set(re.findall(r"openness_[a-z_]+", rule["expr"]))
    assert asked
    assert asked <= set(NAMES)
    for page in PAGES:
        assert f"`{rule['alert']}`" in page.read_text(encoding="utf-8"), page


@pytest.mark.needs("promtool")
def test_each_alert_fires_when_it_should_and_not_before() -> None:
    cases = read_yaml(DEPLOY / "alerts.test.yaml")["tests"]
    asked = [one for case in cases for one in case["alert_rule_test"]]
    for wanted in ([], [True]):
        assert {one["alertname"] for one in asked if bool(one["exp_alerts"]) == bool(wanted)} == {
            rule["alert"] for rule in ALERTS
        }
    told = subprocess.run(
        ["promtool", "test", "rules", "alerts.test.yaml"], cwd=DEPLOY, capture_output=True, text=True, check=False
    )
    assert told.returncode == 0, told.stdout + told.stderr


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.parent.name)
def test_every_command_that_operators_are_told_is_there(page: Path) -> None:
    told = re.findall(r"`openness ([a-z][^`]*)`", page.read_text(encoding="utf-8"))
    assert len(told) > 6
    for words in map(shlex.split, told):
        command, names = build("en", words), iter(words)
        while hasattr(command, "commands"):
            command = command.commands[next(names)]
        options = {name for one in command.params for name in one.opts}
        assert {word for word in words if word.startswith("--")} <= options, words
        # Nothing is brought up to date or proved that is not named.
        assert words[0] != "db" or "--db" in words, words


def test_the_image_copies_what_is_there() -> None:
    text_ = (DEPLOY / "Dockerfile").read_text(encoding="utf-8")
    copied = [word for line in re.findall(r"^COPY (.+) \S+$", text_, re.MULTILINE) for word in line.split()]
    assert {"store", "openness", "config", "pyproject.toml"} <= set(copied)
    assert [name for name in copied if not (ROOT / name).exists()] == []
    # The product's packages, all of them.
    packages = {path.parent.name for path in ROOT.glob("*/__init__.py")} - {"tests", "benchmarks"}
    assert packages <= set(copied)
    assert re.search(r"^USER openness$", text_, re.MULTILINE)


def test_compose_names_the_image_and_its_database() -> None:
    services = read_yaml(DEPLOY / "compose.yaml")["services"]
    assert set(services) == {"db", "migrate", "worker"}
    assert all(
        (DEPLOY / services[name]["build"]["context"] / services[name]["build"]["dockerfile"]).is_file()
        for name in ("migrate", "worker")
    )
    assert services["worker"]["command"][0] == "worker"


def linted(name: str, words: tuple[str, ...]) -> tuple[int, str]:
    """What a linter that is installed beside Python says."""
    command = [str(Path(sys.executable).with_name(name)), *words]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def test_a_linter_finds_nothing_in_the_image(tmp_path: Path) -> None:
    assert linted("hadolint", ("--failure-threshold", "warning", str(DEPLOY / "Dockerfile")))[0] == 0
    bad = tmp_path / "Dockerfile"
    bad.write_text(f"{(DEPLOY / 'Dockerfile').read_text(encoding='utf-8')}\nRUN cd /srv && sudo ls\n", encoding="utf-8")
    status, said = linted("hadolint", ("--failure-threshold", "warning", str(bad)))
    assert status != 0
    assert "DL3004" in said


def test_a_linter_finds_nothing_grave_in_the_services(tmp_path: Path) -> None:
    assert linted("compose-lint", ("--fail-on", "high", str(DEPLOY / "compose.yaml")))[0] == 0
    bad = tmp_path / "compose.yaml"
    text_ = (DEPLOY / "compose.yaml").read_text(encoding="utf-8")
    bad.write_text(text_.replace("    restart: always\n", "    restart: always\n    privileged: true\n"), encoding="utf-8")
    status, said = linted("compose-lint", ("--fail-on", "high", str(bad)))
    assert status != 0
    assert "privileged" in said


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="no systemd here to read the unit")
def test_the_unit_is_one() -> None:
    unit = DEPLOY / "openness-worker@.service"
    said = subprocess.run(["systemd-analyze", "verify", str(unit)], capture_output=True, text=True, check=False).stderr
    # The program lies elsewhere on this machine; nothing else may be wrong.
    assert [line for line in said.splitlines() if unit.name.partition("@")[0] in line and "is not executable" not in line] == []


def copying(script: str, folder: Path, address: str, storage: Path) -> subprocess.CompletedProcess[str]:
    around = {**os.environ, "OPENNESS_DB": address, "OPENNESS_STORAGE": str(storage)}
    around["PATH"] += ":/usr/lib/postgresql/15/bin"
    return subprocess.run([str(DEPLOY / script), str(folder)], env=around, capture_output=True, text=True, check=False)


@pytest.mark.needs("postgresql")
@pytest.mark.costs(20)
def test_a_copy_is_brought_back_and_gives_the_same_bytes(
    postgres_server: str, empty_base: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    back = tmp_path / "back"
    with serving(slow_site(0.0, 3)) as site, yard(postgres_server, tmp_path) as place:
        run = place.ordered(site.url)
        assert place.worker("--until-empty").wait() == 0, place.said()
        for _ in range(2):
            done = copying("backup", tmp_path / "copy", postgres_server, place.storage)
            assert done.returncode == 0, done.stderr
        before = (place.storage / "runs" / run / "result.json").read_bytes()
        refused = copying("restore", tmp_path / "copy", empty_base, place.storage)
        assert (refused.returncode, "name an empty one" in refused.stderr) == (2, True)
        done = copying("restore", tmp_path / "copy", empty_base, back)
        assert done.returncode == 0, done.stderr
        config = ("--config", str(place.config))
        with pytest.MonkeyPatch.context() as setting:
            setting.setenv("OPENNESS_STORAGE", str(back))
            assert program(["db", "check", "--db", empty_base]) == 0
            assert program(["replay", run, "--db", empty_base, *config]) == 0, capsys.readouterr().err
        assert (back / "runs" / run / "result.json").read_bytes() == before
