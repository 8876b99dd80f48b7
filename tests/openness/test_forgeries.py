"""More that a forger may try, each with every hash of the package made right again: another body of an answer, another header, another order."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from reports.read import read_result
from reports.readme import readme
from tests.openness.test_rejudging import Forgery, brief_package, edited, lines, told, unpacked

__all__ = ["brief_package", "unpacked"]
pytestmark = [pytest.mark.xdist_group("packages"), pytest.mark.costs(60)]


def rows(data: Path, name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (data / name).read_text(encoding="utf-8").splitlines()]


def pages(data: Path) -> list[dict[str, Any]]:
    """Captures of pages that were read, each with a record of its own."""
    return [one for one in rows(data, "captures.jsonl")
            if one["status"] == 200 and one["media_type"] == "text/html" and one["warc_file"] and one["revisit_of"] is None]  # fmt: skip


def only(identity: str, **changed: Any) -> Callable[[dict[str, Any]], object]:
    return lambda one: one.update(**changed) if one["id"] == identity else None


def swapped(data: Path) -> None:
    """The bodies of two pages change places."""
    first, other = (one for one in pages(data)[:2])
    assert first["object_sha256"] != other["object_sha256"]
    bodies = {first["id"]: other, other["id"]: first}

    def change(one: dict[str, Any]) -> None:
        if one["id"] in bodies:
            one.update(object_sha256=bodies[one["id"]]["object_sha256"], size=bodies[one["id"]]["size"])

    lines("captures.jsonl", change)(data)


def of_one_page(**changed: Any) -> Forgery:
    return lambda data: lines("captures.jsonl", only(pages(data)[0]["id"], **changed))(data)


def another_header(data: Path) -> None:
    first = pages(data)[0]
    headers = [[name, value] for name, value in first["headers"] if name != "Content-Type"]
    lines("captures.jsonl", only(first["id"], headers=[*headers, ["Content-Type", "text/html; charset=koi8-r"]]))(data)


def otherwise_in_the_ledger(data: Path) -> None:
    """A page that was read is put down as one that is not there."""
    first = pages(data)[0]

    def change(one: dict[str, Any]) -> None:
        if one["capture_id"] == first["id"]:
            one.update(ledger="http-error", reason="404", status=404)

    lines("judging/ledger.jsonl", change)(data)


def another_answer_in_the_ledger(data: Path) -> None:
    borne = {one["capture_id"] for one in rows(data, "judging/ledger.jsonl")}
    first, *others = (one for one in pages(data) if one["purpose"] == "crawl" and one["id"] in borne)
    # Which is answered first hangs on the machine; of whom the other is does not.
    other = next(one for one in others if one["url"] != first["url"])
    lines("judging/ledger.jsonl", lambda one: one.update(capture_id=other["id"]) if one["capture_id"] == first["id"] else None)(
        data
    )


def moved_row(data: Path) -> None:
    found = rows(data, "findings.jsonl")
    charged = next(one for one in found if one["outcome"] in ("deficiency", "missing"))
    other = next(one["parameter"] for one in found if one["parameter"] != charged["parameter"])
    lines("findings.jsonl", only(charged["id"], parameter=other))(data)


def one_more(data: Path) -> None:
    first = next(one for one in rows(data, "findings.jsonl") if one["outcome"] in ("met", "not-applicable"))
    more = json.dumps({**first, "id": "f" * 16}, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    edited("findings.jsonl", lambda text: text + more + "\n")(data)


def other_evidence(data: Path) -> None:
    first = rows(data, "findings.jsonl")[0]
    other = next(one["object_sha256"] for one in pages(data) if one["object_sha256"] not in first["evidence"])
    lines("findings.jsonl", only(first["id"], evidence=[other]))(data)


def foreign_record(data: Path) -> None:
    """A record of another audit at the end of a WARC file, by itself as whole as the others."""
    file = sorted((data / "warc").glob("*.warc.gz"))[0]
    body = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<h1>other</h1>"
    head = (
        "WARC/1.1\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:11111111-2222-3333-4444-555555555555>\r\n"
        "WARC-Target-URI: https://other.example/\r\nWARC-Date: 2026-11-20T00:00:00Z\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    with file.open("ab") as held:
        held.write(gzip.compress(head.encode() + body + b"\r\n\r\n"))


def more_in_the_index(data: Path) -> None:
    edited("indexes/index.cdxj", lambda text: re.sub(r'("status": ?)"200"', r'\1"404"', text, count=1))(data)


def decided(data: Path) -> None:
    """A decision that nobody took, for a finding that takes points."""
    charged = next(one for one in rows(data, "findings.jsonl") if one["outcome"] in ("deficiency", "missing"))
    charged["rulings"] = [{"id": "r" * 16, "state": "applied", "outcome": "met", "reviewer": "А. Ахметова"}]
    lines("findings.jsonl", only(charged["id"], rulings=charged["rulings"]))(data)


def another_day(data: Path) -> None:
    for name in ("run.json", "judging/run.json"):
        text = (data / name).read_text(encoding="utf-8")
        if "2026-11-20" in text:
            (data / name).write_text(text.replace("2026-11-20", "2026-11-02"), encoding="utf-8", newline="\n")


def one_line_less(name: str) -> Forgery:
    return edited(name, lambda text: text.split("\n", 1)[1])


FORGERIES: dict[str, tuple[Forgery, str]] = {
    "bodies of two pages swapped": (swapped, "holds another answer than its object"),
    "an address of a capture": (of_one_page(url="https://other.example/"), "tells another address"),
    "a header of a capture": (another_header, "tells other headers"),
    "the kind of a body": (of_one_page(media_type="application/pdf"), "comes out"),
    "a finding of another row": (moved_row, "comes out otherwise"),
    "one finding more": (one_more, "is named nowhere in result.json"),
    "another evidence of a finding": (other_evidence, "comes out otherwise"),
    "a record of another audit": (foreign_record, "is not among the objects"),
    "a line of the index": (more_in_the_index, "index"),
    "a decision that nobody took": (decided, "comes out otherwise"),
    "another day of the audit": (another_day, "run.as_of reads"),
    "a capture left out": (one_line_less("captures.jsonl"), "data/index.csv"),
    "a page put down as not there": (otherwise_in_the_ledger, "tells another address or status"),
    "an answer of another page": (another_answer_in_the_ledger, "tells another address or status"),
    "counsel struck out": (one_line_less("counsel.json"), "counsel.json"),
}


@pytest.mark.parametrize("name", FORGERIES)
def test_a_forgery_with_right_hashes_is_found(unpacked: Path, tmp_path: Path, name: str) -> None:
    forge, words = FORGERIES[name]
    forge(unpacked / "data")
    problems = told(unpacked, tmp_path / "forged.zip")
    assert any(words in problem for problem in problems), problems


def test_what_only_a_signature_keeps_from_being_changed(unpacked: Path, tmp_path: Path) -> None:
    """Nothing else in a package tells these, and no point rests on them; the package itself says so."""
    data = unpacked / "data"
    of_one_page(purpose="feed", remote_addr="192.0.2.1")(data)
    assert told(unpacked, tmp_path / "forged.zip") == []
    for language, said in (("ru", "только подпись не даёт их изменить"), ("kk", "оларды өзгертуден тек қолтаңба сақтайды")):
        assert said in readme(read_result(data), "x", language)
