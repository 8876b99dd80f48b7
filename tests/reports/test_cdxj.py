"""The index of a package's WARC files: each line leads to its record, and a line that leads astray is named."""

from __future__ import annotations

import json
import zipfile
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from warcio.archiveiterator import ArchiveIterator

from reports.cdxj import INDEX, compared, lines, write
from reports.evidence import export
from reports.verify import verify
from reports.warcs import Record, records
from store.warc import IDENTICAL, Exchange, Revisit, WarcWriter
from tests.openness.test_rejudging import rehashed, zipped
from tests.reports.conftest import Run

AT = datetime(2026, 11, 20, 9, 30, 5, 250000, tzinfo=UTC)
ADDRESSES = (
    "http://www.example.gov.kz/ru/news?b=2&a=1",
    "http://xn--e1afmkfd.xn--80ao21a/%D0%B6%D0%BE%D0%BB",
    "https://example.kz:8443/a%20b",
    "http://example.kz/%ff%00?x=%22{}'",
)
# What a package of anybody may hold as the address of a record.
HOSTILE = ("http://[half", "javascript:void(0)", "http://a b/\n\u2028\x00\ud800", "", " ", "http://қаз.қаз/жол")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two WARC files with answers, a revisit and requests."""
    writer = WarcWriter(tmp_path / "warc", {}, "openness 0.1.0")
    for number, url in enumerate(ADDRESSES):
        sent = [("Content-Type", "text/HTML; charset=utf-8" if number else "text/html\x00,x")]
        place = writer.write(Exchange(url, AT, "GET", [], 200, "OK", sent, b"<p>%d</p>" % number * 99, "127.0.0.1"))
    first = Revisit(IDENTICAL, ADDRESSES[-1], AT, place.record_id, place.payload_digest)
    writer.write(Exchange(ADDRESSES[0], AT, "GET", [], 304, "Not Modified", [], b"", None), first)
    writer.close()
    write(tmp_path)
    return tmp_path


def told(line: str) -> tuple[str, str, dict[str, Any]]:
    key, moment, text = line.split(" ", 2)
    return key, moment, json.loads(text)


def test_every_line_leads_to_its_answer(folder: Path) -> None:
    index = (folder / INDEX).read_bytes()
    found = index.decode("ascii").removesuffix("\n").split("\n")
    assert found == sorted(found)
    seen = []
    for line in found:
        key, moment, value = told(line)
        assert moment == "20261120093005"
        assert key.isascii()
        whole = (folder / "warc" / value["filename"]).read_bytes()
        offset, length = int(value["offset"]), int(value["length"])
        (record,) = list(ArchiveIterator(BytesIO(whole[offset : offset + length])))
        assert record.rec_headers.get_header("WARC-Target-URI") == value["url"]
        assert record.rec_headers.get_header("WARC-Payload-Digest") == value["digest"]
        assert record.http_headers.get_statuscode() == value["status"]
        assert (record.rec_type == "revisit") == (value["mime"] == "warc/revisit")
        seen.append(value["url"])
    with (folder / "warc" / "harvest-00000.warc.gz").open("rb") as file:
        answers = [
            one.rec_headers.get_header("WARC-Target-URI")
            for one in ArchiveIterator(file)
            if one.rec_type in ("response", "revisit")
        ]
    assert sorted(seen) == sorted(answers)
    assert len(answers) == len(ADDRESSES) + 1


def test_keys_are_those_that_readers_look_for(folder: Path) -> None:
    keys = {told(line)[0] for line in (folder / INDEX).read_text("ascii").splitlines()}
    assert {
        "kz,gov,example)/ru/news?a=1&b=2",
        "kz,example:8443)/a%20b",
        "xn--80ao21a,xn--e1afmkfd)/%d0%b6%d0%be%d0%bb",
    } < keys


def test_no_address_breaks_a_line() -> None:
    found = lines(("x.warc.gz", Record(number, "", "response", url=url, date="2026")) for number, url in enumerate(HOSTILE))
    assert [told(line)[2].get("url", "") for line in found.shown.values()] == list(HOSTILE)
    for line in found.shown.values():
        assert line.isascii()
        assert line.isprintable()


def problems(folder: Path, index: bytes) -> list[str]:
    (folder / INDEX).write_bytes(index)
    paths = sorted((folder / "warc").iterdir())
    wanted = lines((path.name, record) for path in paths for record in records(path))
    return [one.key.format(**one.values) for one in compared(folder / INDEX, "index.cdxj", wanted)]


def test_what_an_index_tells_otherwise_is_named(folder: Path) -> None:
    whole = (folder / INDEX).read_bytes()
    assert problems(folder, whole) == []
    rows = whole.splitlines(keepends=True)
    assert problems(folder, b"".join(reversed(rows))) == ["index.cdxj: its lines are not sorted, or one stands there twice."]
    assert problems(folder, whole + rows[-1]) == ["index.cdxj: its lines are not sorted, or one stands there twice."]
    offset = told(rows[0].decode())[2]["offset"]
    assert problems(folder, b"".join(rows[1:])) == [
        f"index.cdxj: the answer in harvest-00000.warc.gz at byte {offset} is not in it."
    ]
    other = rows[0].replace(b'"status": "200"', b'"status": "404"')
    assert problems(folder, b"".join([other, *rows[1:]])) == [
        f"index.cdxj:1: it reads otherwise than the answer in harvest-00000.warc.gz at byte {offset}: status."
    ]
    for broken in (b"x\n", b"a b [1]\n", b"a b " + b"[" * 100_000 + b"\n", b"\xff\n"):
        assert "index.cdxj:1: not a line of an index of WARC files." in problems(folder, broken + whole)
    assert problems(folder, whole + b"x" * (4 << 20)) == ["index.cdxj: far longer than an index of these WARC files."]


def test_an_answer_to_head_has_no_line_and_hides_no_style(tmp_path: Path) -> None:
    """The crawl asks a style for its head, the browser fetches it later: a reader that seeks the nearest in time must find the style."""
    writer = WarcWriter(tmp_path / "warc", {}, "openness 0.1.0")
    url, sent = "https://example.kz/site.css", [("Content-Type", "text/css")]
    writer.write(Exchange(url, AT, "HEAD", [], 200, "OK", sent, b"", None))
    place = writer.write(Exchange(url, AT.replace(minute=31), "GET", [], 200, "OK", sent, b"p { color: red }", None))
    writer.close()
    write(tmp_path)
    whole = (tmp_path / INDEX).read_bytes()
    (line,) = whole.decode().splitlines()
    assert told(line)[2]["offset"] == str(place.offset)
    assert problems(tmp_path, whole) == []
    # Indexes of earlier builds hold both; what they tell of the head must be true as well.
    found = lines((path.name, record) for path in (tmp_path / "warc").iterdir() for record in records(path))
    (bare,) = found.bare.values()
    both = "".join(sorted(f"{one}\n" for one in (line, bare))).encode()
    assert problems(tmp_path, both) == []
    (wrong,) = problems(tmp_path, both.replace(b'"offset": "', b'"offset": "1', 1))
    assert "no answer begins" in wrong
    (lacking,) = problems(tmp_path, f"{bare}\n".encode())
    assert f"at byte {place.offset} is not in it" in lacking


def test_a_wrong_offset_in_a_package_is_named(run: Run, tmp_path: Path) -> None:
    """The hashes are made right again, so that only the index itself tells."""
    package = export(run.out, tmp_path / "x.zip", run.edition, run.captures).path
    with zipfile.ZipFile(package) as archive:
        archive.extractall(tmp_path / "unpacked")
    (bag,) = (tmp_path / "unpacked").iterdir()
    index = bag / "data" / INDEX
    value = told(index.read_text("ascii"))[2]
    index.write_text(index.read_text("ascii").replace(f'"offset": "{value["offset"]}"', '"offset": "7"'), "ascii")
    rehashed(bag)
    assert verify(zipped(bag, tmp_path / "y.zip"), "en").problems == [
        "data/indexes/index.cdxj:1: no answer begins in harvest-00000.warc.gz at byte 7.",
        f"data/indexes/index.cdxj: the answer in harvest-00000.warc.gz at byte {value['offset']} is not in it.",
    ]
    index.unlink()
    rehashed(bag)
    assert verify(zipped(bag, tmp_path / "z.zip"), "en").ok, "packages of earlier builds have no such index"
