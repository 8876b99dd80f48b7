"""A wheel installed elsewhere brings everything along: registers, methodologies, templates, migrations, scripts of the browser."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from openness.commands.options import default_config
from openness.registers import digest_of
from tests.conftest import ROOT
from tests.crawler.servant import serving
from tests.openness.small import PAGES

pytestmark = pytest.mark.costs(12)

PACKAGES = ("store", "crawler", "checks", "scoring", "reports", "openness")


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built packages alone in a folder, as an installed wheel leaves them."""
    folder = tmp_path_factory.mktemp("wheel")
    source = folder / "source"
    wanted = "git ls-files -z --cached --others --exclude-standard -- . ':!tests' | tar --null --files-from=- --create"
    packed = subprocess.run(["sh", "-c", wanted], cwd=ROOT, capture_output=True, check=True).stdout
    source.mkdir()
    subprocess.run(["tar", "--extract"], cwd=source, input=packed, check=True)
    done = subprocess.run([sys.executable, "setup.py", "-q", "build", "--build-lib", str(folder / "lib")], cwd=source,
                          capture_output=True, text=True, check=False)  # fmt: skip
    assert done.returncode == 0, done.stderr[-1000:]
    return folder / "lib"


def openness(installed: Path, folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(installed)}
    return subprocess.run([sys.executable, "-m", "openness", *words, "--lang", "en"], capture_output=True, text=True, check=False,
                          cwd=folder, env=environment)  # fmt: skip


def tracked(folder: str) -> set[str]:
    listed = subprocess.run(["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", folder], cwd=ROOT,
                            capture_output=True, text=True, check=True).stdout  # fmt: skip
    return {name for name in listed.split("\0") if name and (ROOT / name).is_file()}


def test_no_file_of_the_packages_stays_behind(installed: Path) -> None:
    for package in PACKAGES:
        assert {name for name in tracked(package) if not (installed / name).is_file()} == set()


def test_the_registers_are_the_same(installed: Path) -> None:
    assert digest_of(installed / "openness" / "config") == digest_of(ROOT / "config")
    brought = {path.relative_to(installed / "openness").as_posix() for path in (installed / "openness" / "config").rglob("*")}
    assert {name for name in tracked("config") if name not in brought} == set()


def test_it_works_in_an_empty_folder(installed: Path, tmp_path: Path) -> None:
    where = openness_prints(installed, tmp_path)
    assert where == str(installed / "openness" / "config")
    for words in (["bodies", "validate"], ["methodologies", "validate"], ["explain", "kz-2025:a10.t6.2"], ["--version"]):
        done = openness(installed, tmp_path, *words)
        assert done.returncode == 0, done.stderr
    with serving(PAGES) as server:
        done = openness(installed, tmp_path, "audit", "--site", server.url, "--kind", "central", "--allow-private", "--no-render",
                        "--as-of", "2026-11-20")  # fmt: skip
    assert done.returncode in (0, 1), done.stderr
    (out,) = (tmp_path / "var" / "runs").iterdir()
    assert (out / "report.ru.html").is_file()
    assert openness(installed, tmp_path, "replay", out.name).returncode == 0


def openness_prints(installed: Path, folder: Path) -> str:
    script = "from openness.commands.options import default_config; print(default_config())"
    return subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=folder,
                          env={**os.environ, "PYTHONPATH": str(installed)}).stdout.strip()  # fmt: skip


def test_the_working_folders_own_configuration_goes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "config").mkdir()
    assert default_config() == ROOT / "config"
    (tmp_path / "config" / "crawl.yaml").write_text("schema: openness/crawl/1\n", encoding="utf-8")
    assert default_config() == Path("config")
