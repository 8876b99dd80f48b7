"""A package judged again: what was forged is found though every hash in it was made right again."""

from __future__ import annotations

import json
import logging
import random
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import bagit
import pytest

from openness.rejudging.again import judge
from openness.rejudging.verify import PROGRAM, Rejudging
from reports.bag import TAGS
from reports.i18n import t
from reports.manifest import digest
from reports.methodology_files import digest_of
from reports.unpack import unpack
from reports.verify import verify
from tests.conftest import ROOT
from tests.openness.small import Run

pytestmark = [pytest.mark.xdist_group("packages"), pytest.mark.costs(45)]
CONFIG = ROOT / "config"
Forgery = Callable[[Path], object]


def packed(run: Run) -> Path:
    target = run.root / "evidence.zip"
    done = run.call("evidence", "export", run.id, "-o", str(target), "--config", run.config)
    assert done.returncode == 0, done.stderr
    return target


@pytest.fixture(scope="module")
def package(finished: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return packed(finished.copied(tmp_path_factory.mktemp("packed") / "copy"))


@pytest.fixture(scope="module")
def brief_package(brief: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What is forged in every package in the same way is forged in one that is judged quickly."""
    return packed(brief.copied(tmp_path_factory.mktemp("packed-brief") / "copy"))


def opened(package: Path, place: Path) -> Path:
    folder, problems = unpack(package, place, "en")
    assert problems == []
    return folder


@pytest.fixture
def whole(package: Path, tmp_path: Path) -> Path:
    return opened(package, tmp_path)


@pytest.fixture
def unpacked(brief_package: Path, tmp_path: Path) -> Path:
    return opened(brief_package, tmp_path)


def rehashed(folder: Path) -> None:
    """Every hash and size of a bag as its files are now: what a forger would do."""
    logging.getLogger("bagit").setLevel(logging.CRITICAL)
    bagit.Bag(str(folder)).save(manifests=True)
    own = sorted(path for path in folder.iterdir() if path.is_file() and path.name != TAGS)
    (folder / TAGS).write_text("".join(f"{digest(path)} {path.name}\n" for path in own), encoding="utf-8", newline="\n")


def zipped(folder: Path, target: Path) -> Path:
    with zipfile.ZipFile(target, "w") as archive:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                archive.write(path, path.relative_to(folder.parent).as_posix())
    return target


def told(folder: Path, target: Path) -> list[str]:
    """What verifying says of a forged bag: hashes and seams, else judging again (in this process, for its cost)."""
    rehashed(folder)

    def again(data: Path) -> list[str]:
        return [t(key, "en", **fields) for key, fields in judge(data, CONFIG).problems]

    return verify(zipped(folder, target), "en", further=again).problems


def edited(name: str, change: Callable[[str], str]) -> Forgery:
    def forge(data: Path) -> None:
        before = (data / name).read_text(encoding="utf-8")
        after = change(before)
        assert after != before
        (data / name).write_text(after, encoding="utf-8", newline="\n")

    return forge


def lines(name: str, change: Callable[[dict[str, object]], object]) -> Forgery:
    """Each line of a file changed in place."""

    def changed(text: str) -> str:
        values = [json.loads(line) for line in text.splitlines()]
        for value in values:
            change(value)
        return "".join(json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n" for value in values)

    return edited(name, changed)


def no_total(text: str) -> str:
    value = json.loads(text)
    value["total"]["range"] = ["0", "0"]
    return json.dumps(value, ensure_ascii=False, sort_keys=True, indent=1) + "\n"


def all_met(finding: dict[str, object]) -> None:
    if finding["outcome"] in ("deficiency", "missing"):
        finding["outcome"] = "met"


def without_records(data: Path) -> None:
    shutil.rmtree(data / "warc")


FORGERIES: dict[str, tuple[Forgery, str]] = {
    "the total set to nothing": (edited("result.json", no_total), "total.range"),
    "shortcomings turned to met": (lines("findings.jsonl", all_met), "comes out otherwise: outcome"),
    "the text of a finding": (
        edited("findings.jsonl", lambda text: text.replace('"en":"', '"en":"Not ', 1)),
        "comes out otherwise: message",
    ),
    "a finding struck out everywhere": (
        edited("findings.jsonl", lambda text: text.split("\n", 1)[1]),
        "which is not in findings.jsonl",
    ),
    "captures emptied": (edited("captures.jsonl", lambda _: ""), "is not in data/captures.jsonl"),
    "captures removed": (lambda data: (data / "captures.jsonl").unlink(), "data/captures.jsonl"),
    "dates of captures": (
        lines("captures.jsonl", lambda one: one.update(requested_at="2026-01-01T00:00:00Z")),
        "tells another time",
    ),
    "statuses of captures": (lines("captures.jsonl", lambda one: one.update(status=200)), "tells another status"),
    "the ledger emptied": (edited("ledger.jsonl", lambda _: ""), "data/ledger.jsonl"),
    "the stored ledger emptied": (edited("judging/ledger.jsonl", lambda _: ""), "comes out"),
    "WARC files removed": (without_records, "is not where the capture says"),
    "WARC files removed and no longer named": (
        lambda data: (without_records(data), lines("captures.jsonl", lambda one: one.update(warc_file=None))(data)),
        "names no WARC record",
    ),
    "a report replaced": (edited("report.ru.html", lambda text: text.replace("<h1", "<h1 class=x", 1)), "data/report.ru.html"),
    "the report in English removed": (lambda data: (data / "report.en.html").unlink(), "data/report.en.html"),
    "the index replaced": (edited("index.csv", lambda text: text.replace("text/html", "text/htm")), "data/index.csv"),
    "what judging needs removed": (lambda data: shutil.rmtree(data / "judging"), "judging/run.json"),
    "a row of another type": (
        lines("judging/ledger.jsonl", lambda one: one.update(ledger="lost")),
        "not what this program stores there",
    ),
}


def test_an_honest_package_comes_out_the_same(whole: Path, unpacked: Path) -> None:
    for folder, most in ((whole, 300), (unpacked, 50)):
        judged = judge(folder / "data", CONFIG)
        assert judged.problems == []
        assert judged.notes == []
        assert judged.findings > most


@pytest.mark.parametrize("name", FORGERIES)
def test_a_forgery_with_right_hashes_is_found(unpacked: Path, tmp_path: Path, name: str) -> None:
    forge, words = FORGERIES[name]
    forge(unpacked / "data")
    problems = told(unpacked, tmp_path / "forged.zip")
    assert any(words in problem for problem in problems), problems


def test_another_law_in_the_package_is_told(whole: Path) -> None:
    """A forger may change a deduction in both copies of the edition and close both again; this program's own edition tells it."""
    data = whole / "data"
    for folder in (data / "methodology", data / "config" / "methodology" / "kz-2017" / "2017-12-28"):
        before = digest_of(folder)
        (table,) = (path for path in folder.glob("*.yaml") if path.name == "a15-t1.yaml")
        text = table.read_text(encoding="utf-8")
        assert 'per_shortcoming: "0.1"' in text
        table.write_text(text.replace('per_shortcoming: "0.1"', 'per_shortcoming: "0.2"'), encoding="utf-8")
        lock = folder / "LOCK"
        lock.write_text(lock.read_text(encoding="utf-8").replace(before, digest_of(folder)), encoding="utf-8")
    problems = [t(key, "en", **fields) for key, fields in judge(data, CONFIG).problems]
    assert any("is not the one that this program has" in problem for problem in problems), problems


def test_another_configuration_is_noted(unpacked: Path) -> None:
    (unpacked / "data" / "config" / "more.txt").write_text("x", encoding="utf-8")
    notes = [t(key, "en", **fields) for key, fields in judge(unpacked / "data", CONFIG).notes]
    assert notes == ["Taken as they stand in the package, for this program has them otherwise: more.txt."]


def test_two_hundred_changed_bytes_are_named(brief_package: Path, tmp_path: Path) -> None:
    """Single bytes at random places of random members."""
    (tmp_path / "whole").mkdir()
    folder, _ = unpack(brief_package, tmp_path / "whole", "en")
    drawn = random.Random(15)
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.stat().st_size)
    for number in range(0, 200, 20):
        victims = drawn.sample(files, 20)
        kept = {path: path.read_bytes() for path in victims}
        wrong = {path: _one_bit_off(data, drawn) for path, data in kept.items()}
        for path, data in wrong.items():
            path.write_bytes(data)
        problems = verify(zipped(folder, tmp_path / f"{number}.zip"), "en").problems
        for path, data in kept.items():
            path.write_bytes(data)
        for path in victims:
            if not _named(path, problems):
                # Of twenty at once one may hide another: a list of files that cannot be read names none of them.
                path.write_bytes(wrong[path])
                alone = verify(zipped(folder, tmp_path / f"{number}.zip"), "en").problems
                assert _named(path, alone), (path, alone)
                path.write_bytes(kept[path])


def _one_bit_off(data: bytes, drawn: random.Random) -> bytes:
    place = drawn.randrange(len(data))
    return data[:place] + bytes([data[place] ^ (1 << drawn.randrange(8))]) + data[place + 1 :]


def _named(path: Path, problems: list[str]) -> bool:
    """Whether a file is told; what is broken in the lists of files themselves stands for every file that they name, and for them."""
    told = (path.name, "bagit.txt", *(["the lists of files cannot be read"] if "manifest-" in path.name else []))
    return any(words in problem for words in told for problem in problems)


def test_the_command_judges_again_in_a_process_of_its_own(package: Path, finished: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Rejudging, "program", PROGRAM)
    whole = finished.call("evidence", "verify", str(package))
    assert whole.returncode == 0, whole.stderr
    assert "Judged again" in whole.stdout
    quick = finished.call("evidence", "verify", str(package), "--quick", "--json")
    assert quick.returncode == 0
    assert json.loads(quick.stdout)["judged_again"] is False


def test_judging_that_takes_too_long_or_dies_is_told(unpacked: Path, tmp_path: Path) -> None:
    endless = Rejudging(CONFIG, "en", most=0)
    assert list(endless(unpacked / "data")) == [
        "data/judging: judging again took more than 0 s and was ended; give --max-time for a larger package"
    ]
    (unpacked / "data" / "result.json").unlink()
    absent = list(Rejudging(CONFIG, "en")(unpacked / "data"))
    assert len(absent) == 1
    assert "result.json" in absent[0]
    assert "without it nothing can be judged again" in absent[0]


def test_forms_go_into_the_package_and_are_told_to_be_taken_as_they_are(finished: Run, tmp_path: Path) -> None:
    run = finished.copied(tmp_path / "copy")
    assert run.call("forms", run.id, "--paper", "xlsx", "--config", run.config).returncode == 0
    kept = run.out / "forms" / "issued" / "1"
    kept.mkdir(parents=True)
    (kept / "conclusion-2017.kk.xlsx").write_bytes(b"issued")
    target = tmp_path / "evidence.zip"
    done = run.call("evidence", "export", run.id, "-o", str(target), "--config", run.config)
    assert done.returncode == 0, done.stderr
    names = zipfile.ZipFile(target).namelist()
    for name in ("forms/conclusion-2017.ru.draft.xlsx", "forms/issued/1/conclusion-2017.kk.xlsx"):
        assert any(one.endswith(f"/data/{name}") for one in names)
    proved = Rejudging(CONFIG, "en")
    assert verify(target, "en", further=proved).problems == []
    assert [note for note in proved.notes if note.startswith("forms/")]
