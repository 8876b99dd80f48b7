"""The exchange with a site as a WACZ: its lists tell its files, and each line of its index leads to an answer inside the ZIP file as it lies."""

from __future__ import annotations

import hashlib
import json
import zipfile
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator

from openness.cli import run as openness
from reports.errors import ReportError
from reports.read import read_result
from reports.wacz import DATA, INDEX, PAGES, SEAL, pages, write_wacz
from tests.openness.stored import findings_with, store_run
from tests.reports import sample
from tests.reports.conftest import Run
from tests.scoring.kit import CONFIG, loaded


@pytest.fixture
def made(run: Run, tmp_path: Path) -> Path:
    return write_wacz(tmp_path / "site.wacz", read_result(run.out), run.captures, str(run.out / "evidence")).path


def test_its_lists_tell_every_file(made: Path) -> None:
    with zipfile.ZipFile(made) as archive:
        names = archive.namelist()
        told = json.loads(archive.read(DATA))
        assert {one["path"]: (one["hash"], one["bytes"]) for one in told["resources"]} == {
            name: (f"sha256:{hashlib.sha256(archive.read(name)).hexdigest()}", archive.getinfo(name).file_size)
            for name in names
            if name not in (DATA, SEAL)
        }
        assert json.loads(archive.read(SEAL))["hash"] == f"sha256:{hashlib.sha256(archive.read(DATA)).hexdigest()}"
        assert {one.compress_type for one in archive.infolist()} == {zipfile.ZIP_STORED}
    assert told["wacz_version"] == "1.1.1"
    assert sorted(names) == sorted(["archive/harvest-00000.warc.gz", DATA, SEAL, INDEX, PAGES])


def test_every_member_begins_where_the_directory_alone_says(made: Path) -> None:
    """ReplayWeb.page reads no local head: it takes the lengths of the directory, so both heads must be alike."""
    held = made.read_bytes()
    with zipfile.ZipFile(made) as archive:
        for one in archive.infolist():
            start = one.header_offset + 30 + len(one.filename.encode()) + len(one.extra)
            assert held[start : start + one.file_size] == archive.read(one)


def test_each_line_of_the_index_leads_to_its_answer(made: Path) -> None:
    with zipfile.ZipFile(made) as archive:
        lines = archive.read(INDEX).decode().splitlines()
        assert lines
        for line in lines:
            told = json.loads(line.split(" ", 2)[2])
            held = archive.read(f"archive/{told['filename']}")[int(told["offset"]) :]
            record = next(iter(ArchiveIterator(BytesIO(held))))
            assert record.rec_headers.get_header("WARC-Target-URI") == told["url"]
            assert record.rec_type == "response"


def test_pages_are_listed_once_with_the_time_of_their_first_answer(run: Run) -> None:
    (page,) = run.captures
    again = page.model_copy(update={"id": "c-2", "lane": "kk", "requested_at": page.requested_at + timedelta(hours=1)})
    file = page.model_copy(update={"id": "c-3", "url": f"{sample.SITE}/a.pdf", "media_type": "application/pdf"})
    gone = page.model_copy(update={"id": "c-4", "url": f"{sample.SITE}/gone", "status": 404})
    listed = list(pages((again, file, gone, page)))
    assert [(one["url"], one["ts"]) for one in listed] == [(page.url, f"{page.requested_at:%Y-%m-%dT%H:%M:%SZ}")]


def test_the_same_run_gives_the_same_bytes(run: Run, made: Path, tmp_path: Path) -> None:
    again = write_wacz(tmp_path / "again.wacz", read_result(run.out), run.captures, str(run.out / "evidence"))
    assert again.path.read_bytes() == made.read_bytes()
    assert again.files == 5
    with pytest.raises(ReportError, match="is a folder"):
        write_wacz(tmp_path, read_result(run.out), run.captures, str(run.out / "evidence"))


def test_the_command_writes_it_and_wants_its_ending(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    stored = store_run(tmp_path, findings_with(loaded(CONFIG / "methodology" / "kz-2017/2017-12-28"), {}))
    words = ["evidence", "wacz", stored.plan.run_id, "--db", stored.db, "--lang", "en", "-o"]
    assert openness([*words, str(tmp_path / "site.zip")]) == 2
    assert "name it site.wacz" in capsys.readouterr().err
    assert openness([*words, str(tmp_path / "site.wacz")]) == 2
    assert "has no score yet" in capsys.readouterr().err
    assert openness(["score", stored.plan.run_id, *stored.options]) == 0
    capsys.readouterr()
    assert openness([*words, str(tmp_path / "site.wacz"), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["sha256"] == hashlib.sha256((tmp_path / "site.wacz").read_bytes()).hexdigest()
    for language, said in (
        ("ru", ("В файле WACZ лежат ответы сайта", "Он не доказывает", "openness evidence verify")),
        ("kk", ("WACZ файлында сайттың жауаптары", "дәлелдемейді", "openness evidence verify")),
        ("en", ("A WACZ holds the site's answers", "It proves neither", "openness evidence verify")),
    ):
        asked = [language if word == "en" else word for word in words]
        assert openness([*asked, str(tmp_path / f"{language}.wacz")]) == 0
        spoken = " ".join(capsys.readouterr().out.split())
        assert all(one in spoken for one in said), spoken
