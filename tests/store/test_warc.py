"""WARC files: exact exchanges, revisit records, and a clean end after a kill."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from warcio.exceptions import ArchiveLoadFailed

from store.warc import IDENTICAL, Exchange, Revisit, WarcWriter, read_record, records

AT = datetime(2026, 11, 20, 9, 30, 1, 250000, tzinfo=UTC)
BODY = ("<p>Басты бет</p>" * 90).encode()


def _read_all(path: Path) -> None:
    for record in records(path):
        record.content_stream().read()


def exchange(url: str = "http://127.0.0.1/kk/?q=1", body: bytes = BODY) -> Exchange:
    headers = [
        ("Content-Type", "text/html; charset=utf-8"),
        ("Transfer-Encoding", "chunked"),
        ("Set-Cookie", "a=1"),
        ("Set-Cookie", "b=2"),
    ]
    return Exchange(url, AT, "GET", [("User-Agent", "openness")], 200, "OK", headers, body, "127.0.0.1")


def test_request_and_response_are_kept(tmp_path: Path) -> None:
    writer = WarcWriter(tmp_path, {}, "openness test")
    position = writer.write(exchange())
    writer.flush()
    facts, status, headers, body = read_record(tmp_path / position.file, position.offset)
    assert (status, body) == (200, BODY)
    assert facts["WARC-Target-URI"] == "http://127.0.0.1/kk/?q=1"
    assert facts["WARC-Date"] == "2026-11-20T09:30:01.250000Z"
    assert facts["WARC-Payload-Digest"].startswith("sha256:")
    assert [value for name, value in headers if name == "Set-Cookie"] == ["a=1", "b=2"]
    assert "Transfer-Encoding" not in dict(headers)
    assert [record.rec_type for record in records(tmp_path / position.file)] == ["warcinfo", "response", "request"]


def test_the_request_line_is_the_path_asked(tmp_path: Path) -> None:
    writer = WarcWriter(tmp_path, {}, "openness test")
    position = writer.write(exchange())
    writer.flush()
    lines = [record.http_headers for record in records(tmp_path / position.file) if record.rec_type == "request"]
    assert lines[0].protocol == "GET"
    assert lines[0].statusline == "/kk/?q=1 HTTP/1.1"


def test_a_revisit_points_to_its_payload(tmp_path: Path) -> None:
    writer = WarcWriter(tmp_path, {}, "openness test")
    first = writer.write(exchange())
    again = writer.write(
        exchange("http://127.0.0.1/ru/"),
        Revisit(IDENTICAL, "http://127.0.0.1/kk/?q=1", AT, first.record_id, first.payload_digest),
    )
    writer.flush()
    facts, status, _, body = read_record(tmp_path / again.file, again.offset)
    assert (facts["WARC-Type"], facts["WARC-Profile"], status, body) == ("revisit", IDENTICAL, 200, b"")
    assert facts["WARC-Refers-To"] == first.record_id
    assert facts["WARC-Payload-Digest"] == first.payload_digest


def test_what_was_not_committed_is_cut_away(tmp_path: Path) -> None:
    writer = WarcWriter(tmp_path, {}, "openness test")
    writer.write(exchange())
    committed = writer.flush()
    writer.write(exchange("http://127.0.0.1/lost"))
    writer._file.write(b"half a record")
    writer.close()
    (tmp_path / "harvest-00007.warc.gz").write_bytes(b"begun and never committed")
    again = WarcWriter(tmp_path, committed, "openness test")
    kept = again.write(exchange("http://127.0.0.1/next"))
    again.flush()
    addresses = [
        record.rec_headers.get_header("WARC-Target-URI")
        for record in records(tmp_path / kept.file)
        if record.rec_type == "response"
    ]
    assert addresses == ["http://127.0.0.1/kk/?q=1", "http://127.0.0.1/next"]
    assert [path.name for path in tmp_path.iterdir()] == ["harvest-00000.warc.gz"]


def test_a_changed_payload_is_noticed(tmp_path: Path) -> None:
    import gzip

    writer = WarcWriter(tmp_path, {}, "openness test")
    position = writer.write(exchange())
    writer.flush()
    path = tmp_path / position.file
    plain = gzip.decompress(path.read_bytes()).replace("Басты".encode(), "Бастa".encode() + b" ")
    path.write_bytes(gzip.compress(plain))
    with pytest.raises(ArchiveLoadFailed):
        _read_all(path)


def afar(folder: Path) -> str:
    """An address that takes whole files only, as a bucket does: here they can be looked at."""
    return f"dir::file://{folder}/warc"


def pieces(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.warc.gz"))


def test_elsewhere_each_commit_is_a_whole_file_of_its_own(tmp_path: Path) -> None:
    writer = WarcWriter(afar(tmp_path), {}, "openness test")
    assert writer.every > WarcWriter(tmp_path / "disk", {}, "openness test").every
    first = writer.write(exchange())
    assert pieces(tmp_path) == pieces(tmp_path / "disk")
    committed = writer.flush()
    assert set(committed) == {first.file}
    assert writer.flush() == {}
    second = writer.write(exchange("http://127.0.0.1/b"))
    committed |= writer.flush()
    writer.close()
    assert set(committed) == {first.file, second.file}
    found = {path.name: path for path in pieces(tmp_path) if "disk" not in path.parts}
    assert {name: path.stat().st_size for name, path in found.items()} == committed
    for position, address in ((first, "http://127.0.0.1/kk/?q=1"), (second, "http://127.0.0.1/b")):
        facts, status, _, body = read_record(found[position.file], position.offset)
        assert (facts["WARC-Target-URI"], status, body) == (address, 200, BODY)


def test_elsewhere_a_file_that_was_never_committed_is_removed(tmp_path: Path) -> None:
    writer = WarcWriter(afar(tmp_path), {}, "openness test")
    writer.write(exchange())
    committed = writer.flush()
    writer.write(exchange("http://127.0.0.1/lost"))
    writer.flush()
    writer.write(exchange("http://127.0.0.1/never-there"))
    writer.close()
    again = WarcWriter(afar(tmp_path), committed, "openness test")
    kept = again.write(exchange("http://127.0.0.1/next"))
    committed |= again.flush()
    addresses = [
        record.rec_headers.get_header("WARC-Target-URI")
        for path in pieces(tmp_path)
        for record in records(path)
        if record.rec_type == "response"
    ]
    assert addresses == ["http://127.0.0.1/kk/?q=1", "http://127.0.0.1/next"]
    assert [path.name for path in pieces(tmp_path)] == sorted(committed)
    assert kept.file == max(committed)


def test_elsewhere_a_full_file_is_put_away_before_the_commit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("store.shelf.Afar.rotate_at", 100)
    writer = WarcWriter(afar(tmp_path), {}, "openness test")
    files = [writer.write(exchange(f"http://127.0.0.1/{number}")).file for number in range(3)]
    assert len(set(files)) == 3
    assert len(pieces(tmp_path)) == 2
    assert set(writer.flush()) == set(files)
    writer.close()
