"""A capture is held against its record: whatever servers send agrees with its own record, and what was put in its place does not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from reports.borne import OTHER_ADDRESS, OTHER_HEADERS, OTHER_STATUS, OTHER_TIME, otherwise
from reports.expected import CaptureLine
from reports.warcs import Record, records
from store.warc import IDENTICAL, Exchange, Revisit, WarcWriter
from tests.reports import sample

URL = "https://example.gov.kz/ru/%D0%BD%D0%BE%D0%B2%D0%BE%D1%81%D1%82%D0%B8?a=1&b=%20"
SENT = [
    ("Content-Type", "text/html; charset=utf-8"), ("Transfer-Encoding", "chunked"), ("Set-Cookie", "a=1"), ("Set-Cookie", "b=2"),
    ("X-Name", "  Министерство \xa0 "), ("X-Latin", "\xe9t\xe9"), ("X-Empty", ""), ("X-Control", "a\x00b\x0bc\x85"), ("bad name", "x"),
    ("X-Colon", "a: b: c"), ("", "nameless"), ("X-Long", "y" * 20000), ("Content-Encoding", "gzip, deflate"),
]  # fmt: skip


def written(folder: Path, headers: list[tuple[str, str]], revisit: Revisit | None = None) -> Record:
    writer = WarcWriter(folder, {}, "openness 0.1.0")
    writer.write(
        Exchange(URL, sample.SEEN, "GET", [], 304 if revisit else 200, "", headers, b"" if revisit else b"<p>", None), revisit
    )
    writer.close()
    return next(one for one in records(next(folder.rglob("*.warc.gz"))) if one.kind in ("response", "revisit"))


def capture(headers: list[tuple[str, str]], **more: Any) -> CaptureLine:
    told = {
        "url": URL,
        "status": 200,
        "requested_at": f"{sample.SEEN:%Y-%m-%dT%H:%M:%S.%fZ}",
        "headers": [list(one) for one in headers],
    }
    return CaptureLine.model_validate({"object_sha256": "0" * 64} | told | more)


@pytest.mark.parametrize("headers", [SENT, SENT[::-1], [], *([one] for one in SENT)], ids=range(len(SENT) + 3))
def test_whatever_a_server_sends_agrees_with_its_own_record(tmp_path: Path, headers: list[tuple[str, str]]) -> None:
    record = written(tmp_path, [one for one in headers if one[0] != "Content-Encoding"])
    assert otherwise(capture([one for one in headers if one[0] != "Content-Encoding"]), record) == ""


def test_an_unchanged_page_keeps_headers_of_its_answer_before(tmp_path: Path) -> None:
    record = written(tmp_path, [("Date", "x")], Revisit(IDENTICAL, URL, sample.SEEN, "<urn:uuid:1>", "sha256:x"))
    assert otherwise(capture([("Date", "x"), ("Content-Type", "text/html")], status=304), record) == ""
    assert otherwise(capture([("Content-Type", "text/html")], status=304), record) == OTHER_HEADERS


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"url": "https://example.gov.kz/ru/other"}, OTHER_ADDRESS),
        ({"headers": [["Content-Type", "text/plain"], ["Last-Modified", "x"]]}, OTHER_HEADERS),
        ({"headers": []}, OTHER_HEADERS),
        ({"status": 404}, OTHER_STATUS),
        ({"requested_at": "2026-01-01T00:00:00Z"}, OTHER_TIME),
        ({"headers": None}, ""),
    ],
)
def test_what_was_changed_is_told(tmp_path: Path, changed: dict[str, Any], said: str) -> None:
    assert otherwise(capture(SENT[:1]).model_copy(update=changed), written(tmp_path, SENT[:1])) == said
