"""Real saved sites audited whole: dead targets equal the truth files, none more, and every site comes to an end."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import unquote, urlsplit
from urllib.request import urlopen

import pytest

from tests.conftest import CORPUS, free_port
from tests.e2e.conftest import Audit, audit

pytestmark = [pytest.mark.e2e, pytest.mark.corpus]
DEAD = "internal-links-and-fragments-live"


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """A folder of the corpus on loopback, as its README says."""
    port = free_port()
    command = [sys.executable, "-m", "http.server", str(port), "--bind", "127.0.0.1", "--directory", str(folder)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            for _ in range(100):
                try:
                    urlopen(f"http://127.0.0.1:{port}/", timeout=5).close()
                    break
                except OSError:
                    time.sleep(0.05)
            yield f"http://127.0.0.1:{port}/"
        finally:
            server.terminate()


def dead_paths(found: Audit) -> set[str]:
    """Paths of dead internal addresses that were charged."""
    charged = [item["facts"] for item in found.of(DEAD) if item["outcome"] == "deficiency" and item["facts"]["kind"] == "address"]
    return {unquote(urlsplit(facts["target"]).path) for facts in charged}


def missing(truth: Path) -> set[str]:
    """Internal targets that the truth file knows to be absent."""
    with truth.open(encoding="utf-8") as file:
        return {row["resolved"] for row in csv.DictReader(file) if row["kind"] == "internal" and row["status"] == "MISSING"}


@pytest.mark.browser
def test_gylymordasy_dead_targets_equal_the_truth(tmp_path: Path) -> None:
    with served(CORPUS / "site-kz-gylymordasy" / "site") as site:
        found = audit(tmp_path, site)
    assert found.status == 0, found.stderr
    wanted = missing(CORPUS / "site-kz-gylymordasy" / "truth_links.csv")
    assert len(wanted) == 326
    assert dead_paths(found) == wanted
    assert found.result["coverage"]["pages"] == {"ru": 19}


def test_kazstat_has_no_dead_link_and_389_pages(tmp_path: Path) -> None:
    with served(CORPUS / "site-kz-sdg-kazstat" / "site") as site:
        found = audit(tmp_path, f"{site}index.html", "--no-render")
    assert found.status == 0, found.stderr
    assert dead_paths(found) == set()
    assert sum(found.result["coverage"]["pages"].values()) == 389


SITES = [
    ("site-ch-styleguide/site", "en/index.html"),
    ("site-uk-nhs-frontend/site", ""),
    ("site-kz-small/altynsaryn", "kz/index.html"),
    ("site-kz-small/kep-college", "index.html"),
    ("site-kz-small/karaganda-schools", "html/schools.html"),
    ("site-kz-small/kcecs-trilingual", "index.html"),
    ("site-kz-small/gharysh-spacedays", "index.html"),
    ("site-kz-small/kaznpu-admission", "index.html"),
]


@pytest.mark.parametrize(("folder", "start"), SITES, ids=[folder for folder, _ in SITES])
def test_every_saved_site_comes_to_an_end(folder: str, start: str, tmp_path: Path) -> None:
    with served(CORPUS / folder) as site:
        found = audit(tmp_path, site + start, "--no-render")
    assert found.status == 0, found.stderr
    assert found.result["coverage"]["home_read"]
    assert json.loads((found.out / "findings.jsonl").read_text().splitlines()[0])["schema"] == "openness/finding/1"
    assert not [item for item in found.findings if item["facts"].get("reason") == "check-crashed"]
