"""A body of the scenarios audited against the stand-in: its list and report taken in, a site of two pages, no browser."""

from __future__ import annotations

import csv
import json
import re
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import StringIO
from pathlib import Path
from typing import Any

from openness.cli import run
from tests.conftest import ROOT
from tests.plainyaml import read_yaml
from tests.portals.opendata.server import Server, serve

SCENARIOS = Path(__file__).parent / "scenario"
BODIES = ROOT / "tests" / "portals" / "bodies.yaml"


def scenario(body: str) -> dict[str, Any]:
    """The scenario of a body."""
    found: dict[str, Any] = read_yaml(SCENARIOS / f"{body}.yaml")
    return found


class _Site(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        lang = "kk" if self.path.startswith("/kk") else "ru"
        links = "<a href=/kk/>kk</a> <a href=/ru/>ru</a>"
        body = f"<!doctype html><html lang={lang}><title>Орган</title><body>{links}<main><p>Орган</p></main></body></html>"
        known = self.path in ("/kk/", "/ru/")
        content = body.encode() if known else b"no"
        self.send_response(200 if known else 404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:
        """Silent."""


@contextmanager
def running(server: ThreadingHTTPServer) -> Iterator[str]:
    """The address of a server while it serves."""
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@contextmanager
def portal(fault: str = "") -> Iterator[tuple[str, Server]]:
    """The stand-in and its address."""
    server = serve(0, fault)
    with running(server) as address:
        yield address, server


@contextmanager
def site() -> Iterator[str]:
    """A site of two pages."""
    with running(ThreadingHTTPServer(("127.0.0.1", 0), _Site)) as address:
        yield address


class Office:
    """A database, and a configuration that knows the bodies of the scenarios and asks without pauses."""

    def __init__(self, folder: Path, address: str, home: str) -> None:
        self.folder = folder
        self.address = address
        self.config = folder / "config"
        self.db = f"sqlite:///{folder}/a.db"
        shutil.copytree(ROOT / "config", self.config)
        rules = self.config / "portals" / "opendata.yaml"
        text = rules.read_text(encoding="utf-8")
        rules.write_text(re.sub(r"^(pace|pause): .*$", r'\1: "0.01"', text, flags=re.MULTILINE), encoding="utf-8")
        bodies = read_yaml(BODIES)["bodies"]
        lines = [
            {
                "code": code,
                "kind": one["kind"],
                "name": one["name"],
                "sites": [{"url": f"{home}/kk/", "language": "kk"}, {"url": f"{home}/ru/", "language": "ru"}],
                "portals": one["portals"],
            }
            for code, one in bodies.items()
        ]
        told = {"schema": "openness/bodies/1", "source": "scenarios", "bodies": lines}
        (self.config / "bodies" / "scenarios.yaml").write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")

    def call(self, *words: str) -> str:
        """What a command prints."""
        out, err = StringIO(), StringIO()
        with redirect_stdout(out), redirect_stderr(err):
            status = run([*words, "--db", self.db, "--config", str(self.config)])
        assert status in (0, 3), f"{words}: {status}\n{err.getvalue()}"
        return out.getvalue()

    def take_in(self, body: str) -> None:
        """The files of a body's scenario."""
        for number, one in enumerate(scenario(body).get("imports", [])):
            path = SCENARIOS / one["file"] if "file" in one else self._report(body, number, one["lines"])
            self.call("import", one["kind"], str(path), "--body", body, "--period", "2026", "--as-of", "2026-11-20")

    def _report(self, body: str, number: int, lines: list[dict[str, str]]) -> Path:
        path = self.folder / f"{body}-{number}.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, delimiter=";")
            writer.writerow(["parameter", "language", "figure", "value", "proof"])
            for line in lines:
                writer.writerow([line["row"], line.get("language", ""), line["figure"], line["value"], ""])
        return path

    def audit(self, body: str, law: str) -> Path:
        """The folder of a finished audit."""
        told = scenario(body)
        out = self.folder / f"{body}-{law}"
        words = [
            "--methodology",
            law,
            "--period",
            told["periods"][law],
            "--as-of",
            told["as_of"],
            "--no-render",
            "--allow-private",
        ]
        self.call("audit", body, *words, "--portal", f"open-data={self.address}", "--out", str(out))
        return out


def points(out: Path) -> dict[tuple[str, str], tuple[str, str]]:
    """The points of every row and language at both ends."""
    result = json.loads((out / "result.json").read_text(encoding="utf-8"))
    found: dict[tuple[str, str], tuple[str, str]] = {}
    for one in _rows(result):
        found[one["id"], one.get("language") or ""] = (str(one["low"]), str(one["high"]))
    return found


def _rows(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        if "id" in value and "low" in value and "high" in value:
            yield value
        for part in value.values():
            yield from _rows(part)
    elif isinstance(value, list):
        for part in value:
            yield from _rows(part)


def findings(out: Path) -> list[dict[str, Any]]:
    """All findings of an audit."""
    return [json.loads(line) for line in (out / "findings.jsonl").read_text(encoding="utf-8").splitlines()]
