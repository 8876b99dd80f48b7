"""Packages of anybody: whatever stands in them, the answer is a status and lines that name the file, never a fault of ours.

Members are changed and every digest is made right again, so that what is read is the forged content and not the broken bag.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import random
import re
import struct
import unicodedata
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from openness.cli import DONE, SHORT
from openness.cli import run as openness
from reports import zipend
from reports.evidence import export, verify
from tests.reports.conftest import Run
from tests.reports.test_evidence import TOP, content

JSONS = ("data/result.json", "data/findings.jsonl", "data/captures.jsonl", "data/artifacts.jsonl", "data/run.json")
Members = dict[str, bytes]
TRUE_OXUM = re.compile(rb"Payload-Oxum: \d+\.\d+\n")


@pytest.fixture(scope="session")
def members(run: Run, tmp_path_factory: pytest.TempPathFactory) -> Members:
    path = tmp_path_factory.mktemp("package") / "evidence.zip"
    return content(export(run.out, path, run.edition, run.captures, run.artifacts).path)


def sealed(members: Members, target: Path) -> Path:
    """A package whose digests and sizes are right, whatever its members hold."""
    files = dict(members)
    payload = {name: data for name, data in files.items() if name.startswith("data/")}
    files["manifest-sha256.txt"] = _sums(payload)
    oxum = f"Payload-Oxum: {sum(map(len, payload.values()))}.{len(payload)}\n".encode()
    lines = files["bag-info.txt"].splitlines(keepends=True)
    files["bag-info.txt"] = b"".join(oxum if TRUE_OXUM.match(text) else text for text in lines)
    tags = {name: data for name, data in files.items() if "/" not in name and name != "tagmanifest-sha256.txt"}
    files["tagmanifest-sha256.txt"] = _sums(tags).replace(b"  ", b" ")
    with zipfile.ZipFile(target, "w") as archive:
        for name in sorted(files):
            archive.writestr(f"{TOP}/{name}", files[name])
    return target


def _sums(files: Members) -> bytes:
    return "".join(f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in sorted(files.items())).encode()


def told(path: Path, capfd: pytest.CaptureFixture[str]) -> tuple[int, list[str]]:
    status = openness(["--lang", "en", "evidence", "verify", str(path), "--quick"])
    out, err = capfd.readouterr()
    assert "Traceback" not in out + err
    return status, [*out.splitlines(), *err.splitlines()]


def test_sealing_alone_changes_nothing(members: Members, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    status, lines = told(sealed(members, tmp_path / "x.zip"), capfd)
    assert (status, len(lines)) == (DONE, 4)


DEEP = b"[" * 5000 + b"]" * 5000
FIRST = '{"schema": "openness/finding/1", "id": "a", "check": "c", "evidence": []'
MALFORMED: list[tuple[str, bytes, str]] = [
    ("data/findings.jsonl", b"[1, 2]\n", "data/findings.jsonl:1: an object was expected"),
    ("data/findings.jsonl", b'{"schema": "openness/finding/1"}\n', "data/findings.jsonl:1: the key id is missing"),
    ("data/findings.jsonl", DEEP + b"\n", "data/findings.jsonl:1: nested deeper than 40 levels"),
    ("data/findings.jsonl", FIRST.encode() + b', "x": ' + b"[" * 60 + b"]" * 60 + b"}", "data/findings.jsonl:1: nested deeper"),
    ("data/findings.jsonl", FIRST.encode() + b', "id": "b"}', "data/findings.jsonl:1: the key id stands twice in one object"),
    ("data/findings.jsonl", FIRST.encode() + b', "x": NaN}', "data/findings.jsonl:1: a number that no file of this kind holds (NaN)"),
    ("data/findings.jsonl", FIRST.encode() + b', "x": 1e999}', "data/findings.jsonl:1: a number that no file of this kind holds"),
    ("data/findings.jsonl", FIRST.encode() + b', "x": ' + b"9" * 9000 + b"}", "data/findings.jsonl:1: a number that no file of"),
    ("data/findings.jsonl", b"\xff\xfe{}\n", "data/findings.jsonl:1: not UTF-8 at byte 0"),
    ("data/captures.jsonl", DEEP, "data/captures.jsonl:1: nested deeper than 40 levels"),
    ("data/captures.jsonl", b'{"object_sha256": "a", "warc_file": "x"}', "data/captures.jsonl:1: its WARC record is not where"),
    ("data/captures.jsonl", b'{"object_sha256": [], "warc_file": {}}', "data/captures.jsonl:1: the key object_sha256 holds a value"),
    ("data/artifacts.jsonl", b'"text"', "data/artifacts.jsonl:1: an object was expected"),
    ("data/result.json", DEEP, "data/result.json: nested deeper than 40 levels"),
    ("data/result.json", b'{"schema": "openness/result/1", "criteria": 7}', "data/result.json: the key"),
    ("data/result.json", b"", "data/result.json: not JSON at character 1"),
    ("data/run.json", b'{"run_id": 5}', "data/run.json: the key run_id holds a value of another type"),
    ("data/run.json", b"[" * 2_100_000 + b"," * 2_100_000, "data/run.json: more than 4000000 values"),
    ("bagit.txt", b"BagIt-Version: 0.97\nBagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n", "bagit.txt: "),
    ("bagit.txt", b"BagIt-Version: 0.97\nTag-File-Character-Encoding: hex\n", "bagit.txt: "),
    ("bag-info.txt", b"Payload-Oxum: many\n", "bag-info.txt: "),
    ("data/methodology/LOCK", b"\x1b[31m" + b"x" * 100_000, "data/methodology/LOCK: the edition differs"),
    ("data/warc/harvest-00000.warc.gz", b"", "its WARC record is not where the capture says"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "data", "said"), MALFORMED, ids=[f"{name}-{said[-30:]}" for name, _, said in MALFORMED])
def test_a_malformed_member_is_one_line_that_names_it(
    name: str, data: bytes, said: str, members: Members, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    status, lines = told(sealed({**members, name: data}, tmp_path / "x.zip"), capfd)
    assert status == SHORT
    assert [text for text in lines if said in text], lines
    assert max(map(len, lines)) <= 1000


HOSTILE = "\x1b[2J\x1b]0;owned\x07\x9b31m\u202e\u200b\nforged: line"


def test_texts_of_a_package_do_not_reach_the_terminal_raw(
    members: Members, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    line = json.loads(members["data/findings.jsonl"].splitlines()[0])
    line |= {"id": HOSTILE, "evidence": [HOSTILE], "check": HOSTILE, "schema": "openness/finding/1"}
    result = json.loads(members["data/result.json"])
    result["run"]["id"] = result["methodology"]["sha256"] = HOSTILE
    result["criteria"][0]["indicators"][0]["parameters"][0] |= {"id": HOSTILE, "findings": [HOSTILE * 2]}
    forged = {
        **members,
        "data/findings.jsonl": json.dumps(line).encode(),
        "data/result.json": json.dumps(result).encode(),
        "data/captures.jsonl": json.dumps({"object_sha256": HOSTILE}).encode(),
        "data/methodology/LOCK": HOSTILE.encode(),
    }
    path = sealed(forged, tmp_path / "x.zip")
    assert openness(["--lang", "ru", "evidence", "verify", str(path)]) == SHORT
    out, err = capfd.readouterr()
    assert openness(["--lang", "ru", "evidence", "verify", str(path), "--json"]) == SHORT
    json_out, json_err = capfd.readouterr()
    printed = out + err + json_out + json_err
    assert len(err.splitlines()) >= 6
    assert {unicodedata.category(letter) for letter in printed if letter != "\n"}.isdisjoint({"Cc", "Cf", "Cs", "Zl", "Zp"})
    assert not [text for text in err.splitlines() if text.startswith("forged")]


def test_problems_without_number_are_counted(members: Members, tmp_path: Path) -> None:
    lines = [json.dumps({"object_sha256": f"{number:064x}"}) for number in range(3000)]
    proof = verify(sealed({**members, "data/artifacts.jsonl": "\n".join(lines).encode()}, tmp_path / "x.zip"), "en")
    assert len(proof.problems) == 1001
    assert proof.problems[-1] == "… and 2000 more problems."


def _anything(chance: random.Random) -> Any:
    return chance.choice(
        [None, True, False, 0, -1, 10**30, 1.5, "", "x", "\x1b[31m", "ab" * 32, [], {}, [[]], [None], {"id": 1}, ["x"] * 50]
    )


def _inner(value: Any) -> list[tuple[Any, Any]]:
    """Every place of a value: a holder and the key or number of what it holds."""
    pairs = list(value.items()) if isinstance(value, dict) else list(enumerate(value)) if isinstance(value, list) else []
    return [(value, key) for key, _ in pairs] + [place for _, held in pairs for place in _inner(held)]


def swapped(value: Any, chance: random.Random) -> None:
    holder, key = chance.choice(_inner(value))
    holder[key] = _anything(chance)


def dropped(value: Any, chance: random.Random) -> None:
    holder, key = chance.choice(_inner(value))
    del holder[key]


def nested(value: Any, chance: random.Random) -> None:
    holder, key = chance.choice(_inner(value))
    for _ in range(chance.choice((3, 50, 600))):
        holder[key] = {"x": holder[key]} if chance.random() < 0.5 else [holder[key]]


def by_value(change: Callable[[Any, random.Random], None]) -> Callable[[bytes, random.Random], bytes]:
    def changed(data: bytes, chance: random.Random) -> bytes:
        rows = data.splitlines() if data.count(b"\n{") else [data]
        place = chance.randrange(len(rows))
        value = json.loads(rows[place])
        change(value, chance)
        rows[place] = json.dumps(value, ensure_ascii=chance.random() < 0.5).encode("utf-8", "surrogatepass")
        return b"\n".join(rows)

    return changed


def by_text(old: bytes, new: bytes) -> Callable[[bytes, random.Random], bytes]:
    def changed(data: bytes, chance: random.Random) -> bytes:
        places = [place for place in range(len(data)) if data.startswith(old, place)]
        place = chance.choice(places) if places else 0
        return data[:place] + new + data[place + len(old) :]

    return changed


def cut(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(len(data))]


def flipped(data: bytes, chance: random.Random) -> bytes:
    place = chance.randrange(len(data))
    return data[:place] + bytes([chance.randrange(256)]) + data[place + 1 :]


MUTATIONS: dict[str, Callable[[bytes, random.Random], bytes]] = {
    "types swapped": by_value(swapped),
    "keys dropped": by_value(dropped),
    "deeply nested": by_value(nested),
    "huge number": by_text(b":", b":" + b"7" * 5000 + b',"y":'),
    "exponent": by_text(b":", b':-1e400,"y":'),
    "not a number": by_text(b":", b':NaN,"y":'),
    "infinity": by_text(b":", b':-Infinity,"y":'),
    "not UTF-8": by_text(b'"', b'"\xc3\x28'),
    "half a letter": by_text(b'"', b'"\\ud800'),
    "key twice": by_text(b"{", b'{"id":1,"id":2,'),
    "empty": lambda data, chance: b"",
    "blank": lambda data, chance: b"\n\n",
    "cut off": cut,
    "one byte": flipped,
    "long line": lambda data, chance: b'{"x":"' + b"a" * (1 << 22) + b'"}',
    "another file": lambda data, chance: b"\x1f\x8b\x08" + chance.randbytes(200),
}


@pytest.mark.parametrize("name", [*JSONS, "bag-info.txt", "bagit.txt", "manifest-sha256.txt", "data/methodology/a14.yaml"])
def test_no_change_of_a_member_is_a_fault_of_ours(name: str, members: Members, tmp_path: Path) -> None:
    chance = random.Random(f"hostile {name}")
    for what, change in MUTATIONS.items():
        if change.__qualname__.startswith("by_value") and name not in JSONS:
            continue
        for _ in range(6 if "value" in change.__qualname__ or "by_text" in change.__qualname__ else 2):
            forged = {**members, name: change(members[name], chance)}
            if name == "manifest-sha256.txt":
                path = tmp_path / "x.zip"
                with zipfile.ZipFile(path, "w") as archive:
                    for each, data in forged.items():
                        archive.writestr(f"{TOP}/{each}", data)
            else:
                path = sealed(forged, tmp_path / "x.zip")
            proof = verify(path, "en")
            assert proof.ok == (not proof.problems), what
            assert all("\n" not in problem and len(problem) <= 1000 for problem in proof.problems), what
            if what in ("key twice", "not a number", "not UTF-8") and name in JSONS:
                assert any(name in problem for problem in proof.problems), (what, proof.problems)


@pytest.mark.parametrize("entry", ["data/run.json/x", "data/warc/y.warc.gz/x", "data/objects/ab/cd/x", "data/methodology/b.yaml/x",
                                   "bag-info.txt/x", "data/captures.jsonl/x", "data/" + "n" * 300])  # fmt: skip
def test_folders_where_files_belong(entry: str, members: Members, tmp_path: Path) -> None:
    kept = {name: data for name, data in members.items() if not entry.startswith(f"{name}/")}
    path = tmp_path / "x.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in {**kept, entry: b"x"}.items():
            archive.writestr(f"{TOP}/{name}", data)
    assert not verify(path, "en").ok


def test_a_warc_that_unpacks_without_end_is_not_read(members: Members, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reports.warcs.SMALL", 1 << 20)
    bomb = gzip.compress(bytes(8 << 20))
    forged = {**members, "data/warc/harvest-00000.warc.gz": bomb}
    problems = verify(sealed(forged, tmp_path / "x.zip"), "en").problems
    told = "it unpacks to far more than its size; no WARC file of this program does"
    assert f"data/warc/harvest-00000.warc.gz: record at byte 0: {told}." in problems


def crowd(path: Path, number: int) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for place in range(number):
            archive.writestr(zipfile.ZipInfo(f"{TOP}/{place}"), b"")
    return path


def test_a_crowd_is_refused_by_the_end_of_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    path = crowd(tmp_path / "crowd.zip", 70_000)
    with path.open("rb") as file:
        found = zipend.directory(file)
        assert found is not None
        assert (found.claimed, found.entries(file)) == (70_000, 70_000)

    def read(*_: object) -> None:
        raise AssertionError("the directory was read")

    monkeypatch.setattr(zipfile.ZipFile, "_RealGetContents", read)
    said = f"{path}: it holds 70000 files; more than 60000 are opened only with --max-files."
    assert verify(path, "en", 60_000).problems == [said]
    assert openness(["--lang", "en", "evidence", "verify", str(path), "--max-files", "60000"]) == SHORT
    assert capfd.readouterr().err.splitlines() == [said]


def test_an_end_that_claims_fewer_entries_is_not_believed(tmp_path: Path) -> None:
    path = crowd(tmp_path / "liar.zip", 500)
    data = bytearray(path.read_bytes())
    struct.pack_into("<2H", data, len(data) - 14, 1, 1)
    path.write_bytes(data)
    assert verify(path, "en", 100).problems == [f"{path}: it holds 500 files; more than 100 are opened only with --max-files."]


def test_an_end_inside_the_note_hides_nothing(tmp_path: Path) -> None:
    path = crowd(tmp_path / "noted.zip", 200)
    with zipfile.ZipFile(path, "a") as archive:
        archive.comment = b"a note PK\5\6" + bytes(30)
    problems = verify(path, "en", 100).problems
    assert len(problems) == 1
    assert str(path) in problems[0]


def test_a_long_directory_is_refused_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = crowd(tmp_path / "long.zip", 500)
    monkeypatch.setattr("reports.unpack.MAX_DIRECTORY", 1000)
    monkeypatch.setattr("reports.unpack.ENTRY_ROOM", 1)
    with path.open("rb") as file:
        found = zipend.directory(file)
    assert found is not None
    assert verify(path, "en", 600).problems == [f"{path}: its list of files takes {found.size} bytes; it is not opened."]
