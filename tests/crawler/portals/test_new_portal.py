"""A portal is a folder and a file: laid into a copy of the tree it is read, and no existing file is edited."""

from __future__ import annotations

import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from tests.conftest import ROOT
from tests.warm import program

PACKAGES = ("checks", "openness", "reports", "scoring", "store")
PORTAL = Path(__file__).parent / "bulletin"
PERSONS = [{"name": "Асанова Айгүл Серікқызы", "post": "бөлім басшысы"}, {"name": "Иванов Иван", "post": "заместитель"}]
NAMES = ("--name-ru", "Управление досок", "--name-kk", "Тақталар басқармасы")


class Board(BaseHTTPRequestHandler):
    """Pages for everybody, persons for whoever says the word."""

    closed = False

    def do_GET(self) -> None:
        if self.path.startswith("/persons/"):
            known = self.headers.get("X-Word") == "salem" and not self.closed
            self._send(200 if known else 403, "application/json", json.dumps(PERSONS if known else {"error": "tellNobody"}))
        elif self.path.startswith("/board/mekeme"):
            self._send(
                200, "text/html; charset=utf-8", "<html lang=kk><title>Тақта</title><h1>Тақта</h1><p>Хабарландыру</p></html>"
            )
        else:
            self._send(404, "text/plain", "")

    def do_HEAD(self) -> None:
        self.do_GET()

    def _send(self, status: int, media: str, text: str) -> None:
        data = text.encode()
        self.send_response(status)
        self.send_header("Content-Type", media)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(data)

    def log_message(self, *_: object) -> None:
        """Silent."""


@contextmanager
def board(closed: bool) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Mood", (Board,), {"closed": closed}))
    thread = Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The product with one more portal."""
    folder = tmp_path_factory.mktemp("tree")
    for name in PACKAGES:
        (folder / name).symlink_to(ROOT / name, target_is_directory=True)
    # What is compiled is as good for the copy, whose files bear the same times; half written it is not.
    ignored = shutil.ignore_patterns("*.pyc.*")
    for name in ("crawler", "config"):
        shutil.copytree(ROOT / name, folder / name, ignore=ignored)
    shutil.copytree(PORTAL, folder / "crawler" / "portals" / "bulletin", ignore=shutil.ignore_patterns("__pycache__", "*.yaml"))
    for path in PORTAL.glob("*.yaml"):
        shutil.copy(path, folder / "config" / "portals")
    return folder


def audited(tree: Path, folder: Path, root: str) -> tuple[subprocess.CompletedProcess[str], sqlite3.Connection]:
    """An audit as far as its records, of the board's body."""
    command = [*program("openness", tree), "audit", "--site", f"{root}/board/mekeme/", *NAMES, "--kind", "central"]
    command += [
        "--portal",
        f"bulletin={root}",
        "--allow-private",
        "--no-render",
        "--as-of",
        "2026-11-20",
        "--stop-after",
        "extract",
    ]
    command += ["--methodology", "kz-2017", "--out", str(folder / "run"), "--db", f"sqlite:///{folder}/a.db"]
    command += ["--config", str(tree / "config"), "--lang", "en"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tree, env=_surroundings(tree), timeout=600)
    return done, sqlite3.connect(folder / "a.db")


def _surroundings(tree: Path) -> dict[str, str]:
    """The tree itself is found before the one that is installed."""
    return {**os.environ, "PYTHONPATH": str(tree)}


def test_a_new_portal_is_asked_and_read(tree: Path, tmp_path: Path) -> None:
    with board(closed=False) as root:
        done, db = audited(tree, tmp_path, root)
    assert "Traceback" not in done.stderr, done.stderr
    told = db.execute("select ledger, kind, status from ledger where url like '%/persons/mekeme'").fetchall()
    assert told == [("fetched", "interface", 200)]
    assert db.execute("select name, post from persons order by seq").fetchall() == [(one["name"], one["post"]) for one in PERSONS]
    assert [kind for (kind,) in db.execute("select kind from ledger where url like '%/board/mekeme%'")] == ["page"]
    plan = json.loads(db.execute("select plan from runs").fetchone()[0])
    assert [tenancy["portal"] for tenancy in plan["tenancies"]] == ["bulletin"]
    assert json.loads(db.execute("select coverage from runs").fetchone()[0])["unseen"] == []


def test_what_a_new_portal_refused_cuts_the_look_short(tree: Path, tmp_path: Path) -> None:
    with board(closed=True) as root:
        done, db = audited(tree, tmp_path, root)
    assert "Traceback" not in done.stderr, done.stderr
    told = db.execute("select ledger, reason from ledger where url like '%/persons/mekeme'").fetchall()
    assert told == [("blocked", "tellNobody")]
    coverage = json.loads(db.execute("select coverage from runs").fetchone()[0])
    assert coverage["unseen"] == ["leadership/kk: tellNobody"]
    assert coverage["truncated"] is True


TWO = """
import sys
from datetime import date
from pathlib import Path
from crawler.addresses.links import scope_of
from crawler.portals.registry import tenants_of
from openness.planning import Wish, make_plan
entity, board, config = sys.argv[1:]
wish = Wish(site_ru=board, site_kk=entity, portals=("bulletin=" + board,), allow_private=True, config=Path(config))
plan = make_plan(wish, ("kz-2017", "2017-12-28"), date(2026, 11, 20))
print(sorted(tenancy.portal for tenancy in plan.tenancies), sorted(tenant.place.path for tenant in tenants_of(plan)))
scope = scope_of(plan)
print([url in scope for url in (entity, entity + "/press", board, board + "more", "http://127.0.0.1:9/other")])
"""


def test_a_body_lies_on_two_portals_at_once(tree: Path) -> None:
    entity, board = "https://www.gov.kz/memleket/entities/mam", "http://127.0.0.1:9/board/mekeme/"
    command = [sys.executable, "-c", TWO, entity, board, str(tree / "config")]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=tree, env=_surroundings(tree), timeout=600)
    assert done.stdout.splitlines() == [
        "['bulletin', 'gov-kz'] ['/board/mekeme', '/memleket/entities/mam']",
        "[True, True, True, True, False]",
    ]


# Checks name the portals that they judge.
NAMING = "checks/"


def test_nobody_outside_its_folder_knows_a_portal_by_name() -> None:
    paths = [path.parent for path in (ROOT / "crawler" / "portals").glob("*/place.py")]
    folders = [path.name for path in paths]
    assert folders
    asked = [line for name in folders for line in (ROOT / "config" / "portals" / f"{name}.yaml").read_text("utf-8").splitlines()]
    spoken = {*folders, *(line.removeprefix("portal: ") for line in asked if line.startswith("portal: "))}
    modules = re.compile("|".join(rf"portals(?:\.| import ){name}\b" for name in folders))
    names = re.compile("|".join(rf"[\"']{name}[\"']" for name in sorted(spoken)))
    product = [path for package in (*PACKAGES, "crawler") for path in (ROOT / package).rglob("*.py")]
    outside = {path.relative_to(ROOT).as_posix(): path for path in product if not {*path.parents} & {*paths}}
    assert len(outside) > 100
    texts = {name: path.read_text(encoding="utf-8") for name, path in outside.items()}
    assert [name for name, text in texts.items() if modules.search(text)] == []
    assert [name for name, text in texts.items() if names.search(text) and not name.startswith(NAMING)] == []
