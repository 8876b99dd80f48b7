"""The steps of the image and of the compose file, done one after another without a builder of images: from what is copied, in that order,
comes a program that migrates an empty database and works. What the image installs from Debian is taken as it is here."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
from http.client import HTTPConnection
from pathlib import Path

import pytest

from tests.conftest import ROOT, free_port
from tests.plainyaml import read_yaml

pytestmark = [pytest.mark.needs("postgresql"), pytest.mark.costs(25)]
DEPLOY = ROOT / "deploy"
STEPS = re.sub(r"\\\n\s*", " ", (DEPLOY / "Dockerfile").read_text(encoding="utf-8"))
SERVICES = read_yaml(DEPLOY / "compose.yaml")["services"]
ADDRESS = "postgresql+psycopg://openness@db/openness"


def steps(word: str) -> list[str]:
    return re.findall(rf"^{word} (.+)$", STEPS, re.MULTILINE)


@pytest.fixture(scope="module")
def workplace(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The working folder of the image with what is copied into it, and the packages that it installs from there."""
    (name,), folder = steps("WORKDIR"), tmp_path_factory.mktemp("image")
    work = folder / name.lstrip("/")
    work.mkdir(parents=True)
    for line in steps("COPY"):
        *sources, target = line.split()
        for source in sources:
            there = work / (source if target.endswith("/") else target)
            if (ROOT / source).is_dir():
                shutil.copytree(ROOT / source, there, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                shutil.copy(ROOT / source, there)
    (install,) = (step for step in steps("RUN") if "pip install" in step)
    assert install.startswith("python -m pip install --quiet . &&")
    # What pip would do with the folder, without asking an index for what it builds with.
    words = [sys.executable, "setup.py", "-q", "build", "--build-lib", str(folder / "site")]
    done = subprocess.run(words, cwd=work, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-1000:]
    for kept in (*work.glob("*"), *work.glob(".*")):
        # The image keeps its sources beside; the program that runs must not need them, but for the configuration in the working folder.
        if kept.name != "config":
            shutil.rmtree(kept) if kept.is_dir() else kept.unlink()
    return work, folder / "site"


def command(service: str, address: str, port: int = 0) -> list[str]:
    """What a service of the compose file gives the image's entrance, with this database in place of its own."""
    assert steps("ENTRYPOINT") == ['["tini", "--", "openness"]']
    words = [str(word).replace(ADDRESS, address) for word in SERVICES[service]["command"]]
    assert address in words
    words = [word if not word.startswith("0.0.0.0:") else f"127.0.0.1:{port}" for word in words]
    return [sys.executable, "-m", "openness", *words]


def answers(port: int) -> bool:
    try:
        server = HTTPConnection("127.0.0.1", port, timeout=10)
        server.request("GET", "/health")
        return server.getresponse().status == 200
    except OSError:
        return False


def test_what_the_image_copies_migrates_and_works(workplace: tuple[Path, Path], empty_base: str, tmp_path: Path) -> None:
    work, site = workplace
    around = {**os.environ, "PYTHONPATH": str(site), "OPENNESS_STORAGE": str(tmp_path / "srv"), "LC_ALL": "C.UTF-8"}
    (tmp_path / "srv").mkdir()
    where = subprocess.run([sys.executable, "-c", "import openness; print(openness.__file__)"], cwd=work, env=around, text=True,
                           capture_output=True, check=True).stdout  # fmt: skip
    assert Path(where.strip()).is_relative_to(site), "the program of the source runs in place of the installed one"
    port = free_port()
    early = subprocess.run(command("worker", empty_base, port), cwd=work, env=around, capture_output=True, text=True, check=False)
    assert early.returncode != 0, "a worker takes up a database that was not migrated"
    assert "openness db migrate" in early.stderr
    assert len(early.stderr.splitlines()) == 1
    done = subprocess.run(command("migrate", empty_base), cwd=work, env=around, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    with subprocess.Popen(command("worker", empty_base, port), cwd=work, env=around, stderr=subprocess.PIPE, text=True) as worker:
        try:
            end = time.monotonic() + 600
            while not answers(port) and worker.poll() is None and time.monotonic() < end:
                time.sleep(0.2)
            assert answers(port), worker.poll()
        finally:
            worker.terminate()
        assert worker.wait() == 0, worker.stderr.read() if worker.stderr is not None else ""
