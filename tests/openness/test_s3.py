"""Evidence on S3: a real server of its protocol on loopback; objects by one request each, whole runs, and what a kill leaves."""

from __future__ import annotations

import hashlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path

import boto3
import pytest

from store import place
from store.faults import StorageFault
from store.objects import ObjectDamaged, ObjectMissing, ObjectStore
from store.place import evidence_of
from tests.conftest import free_port
from tests.crawler.kit import Harvest
from tests.crawler.servant import serving
from tests.openness.jobs.kit import slow_site
from tests.openness.small import PAGES, audited
from tests.warm import program

pytestmark = [pytest.mark.xdist_group("s3"), pytest.mark.costs(40)]
BUCKET = "s3://openness"
GETTER = """
import sys
from store.objects import ObjectStore
sys.stdout.buffer.write(ObjectStore(sys.argv[1]).get(sys.argv[2]))
"""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The server with an empty bucket; gives the file in which it notes every request."""
    port, log = free_port(), tmp_path_factory.mktemp("s3") / "log"
    with log.open("wb") as noted, pytest.MonkeyPatch.context() as setting:
        setting.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{port}")
        for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
            setting.setenv(name, "testing")
        setting.setenv("AWS_DEFAULT_REGION", "us-east-1")
        command = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
        with subprocess.Popen(command, stdout=noted, stderr=noted) as process:
            try:
                _answers(port, process)
                boto3.client("s3").create_bucket(Bucket="openness")
                yield log
            finally:
                process.kill()


def _answers(port: int, process: subprocess.Popen[bytes]) -> None:
    while process.poll() is None:
        try:
            HTTPConnection("127.0.0.1", port, timeout=60).request("GET", "/")
        except OSError:
            time.sleep(0.1)
            continue
        return
    raise AssertionError("the server did not start")


def asked(log: Path, since: int, word: str) -> list[str]:
    """The requests that were noted since a place of the log and that hold a word."""
    return [
        line
        for line in log.read_text(encoding="utf-8", errors="replace")[since:].splitlines()
        if word in line and "HTTP/1.1" in line
    ]


def place_of(log: Path) -> int:
    return len(log.read_text(encoding="utf-8", errors="replace"))


def test_an_object_costs_one_request_and_others_see_it_at_once(server: Path) -> None:
    store = ObjectStore(f"{BUCKET}/one")
    store.put(b"first")
    since = place_of(server)
    digest = store.put(b"second")
    time.sleep(0.2)
    assert len(asked(server, since, "/openness/one")) == 1
    assert store.put(b"second") == digest
    other = subprocess.run([sys.executable, "-c", GETTER, f"{BUCKET}/one", digest], capture_output=True, check=True)
    assert other.stdout == b"second"
    # Another process that has the same bytes writes over nothing.
    assert ObjectStore(f"{BUCKET}/one").put(b"second") == digest
    assert sorted(store.digests()) == sorted(hashlib.sha256(text).hexdigest() for text in (b"first", b"second"))


def test_what_is_missing_or_damaged_is_told(server: Path) -> None:
    store = ObjectStore(f"{BUCKET}/two")
    with pytest.raises(ObjectMissing):
        store.get("0" * 64)
    digest = store.put(b"whole")
    boto3.client("s3").put_object(Bucket="openness", Key=f"two/{digest[:2]}/{digest}", Body=b"spoilt")
    with pytest.raises(ObjectDamaged):
        store.get(digest)


def test_a_whole_run_with_its_evidence_there(server: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENNESS_EVIDENCE", BUCKET)
    with serving(PAGES) as site:
        run = audited(tmp_path / "here", site.url, methodology="kz-2025")
    manifest = json.loads((run.out / "evidence" / "manifest.json").read_text(encoding="utf-8"))
    found = boto3.client("s3").list_objects_v2(Bucket="openness", Prefix=f"runs/{run.id}/")["Contents"]
    assert len(found) == len(manifest["objects"]) + len(manifest["warc"])
    assert not (run.out / "evidence" / "warc").exists()
    assert run.call("replay", run.id, "--config", run.config).returncode == 0
    package = tmp_path / "evidence.zip"
    assert run.call("evidence", "export", run.id, "-o", str(package), "--config", run.config).returncode == 0
    assert run.call("evidence", "verify", str(package)).returncode == 0
    name = run.id
    assert run.call("runs", "remove", name, "--yes").returncode == 0
    assert boto3.client("s3").list_objects_v2(Bucket="openness", Prefix=f"runs/{name}/")["KeyCount"] == 0


def test_a_harvest_that_was_killed_goes_on_elsewhere(server: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another machine has nothing of the first one's temporary files; what was not committed is asked for again, and nothing is half there."""
    monkeypatch.setenv("OPENNESS_EVIDENCE", BUCKET)
    with serving(slow_site(0.1)) as site:
        # Points and findings are compared, and no report.
        whole = audited(tmp_path / "whole", site.url, "--stop-after", "score", methodology="kz-2025")
        arguments = [*whole.arguments]
        command = [*program("openness"), *arguments]
        (tmp_path / "cut").mkdir()
        around = {**os.environ, "TMPDIR": str(tmp_path / "cut"), "PYTHONPATH": os.getcwd()}
        with subprocess.Popen(
            command, cwd=tmp_path / "cut", env=around, stderr=subprocess.DEVNULL, start_new_session=True
        ) as first:
            while site.asked["/ru/3"] < 2 and first.poll() is None:
                time.sleep(0.05)
            os.killpg(first.pid, signal.SIGKILL)
        monkeypatch.setenv("TMPDIR", str(tmp_path / "elsewhere"))
        (tmp_path / "elsewhere").mkdir()
        cut = audited(tmp_path / "cut", site.url, methodology="kz-2025")
    assert cut.result["total"] == whole.result["total"]
    assert [one["id"] for one in _findings(cut.out)] == [one["id"] for one in _findings(whole.out)]
    manifest = json.loads((cut.out / "evidence" / "manifest.json").read_text(encoding="utf-8"))
    keys = [
        one["Key"]
        for one in boto3.client("s3").list_objects_v2(Bucket="openness", Prefix=f"runs/{cut.id}/evidence/warc/")["Contents"]
    ]
    assert sorted(key.rpartition("/")[2] for key in keys) == sorted(one["path"].rpartition("/")[2] for one in manifest["warc"])


def _findings(out: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in (out / "findings.jsonl").read_text(encoding="utf-8").splitlines()]


def test_an_installation_without_it_says_what_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENNESS_EVIDENCE", BUCKET)
    monkeypatch.setattr(place, "find_spec", lambda _name: None)
    with pytest.raises(StorageFault, match="openness\\[s3\\]"):
        evidence_of(Harvest(tmp_path, "http://127.0.0.1/").plan())
