"""Pictures that may hold a text of their own are taken within bounds, chosen by where they stand, and read; all others are left alone."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, create_engine, insert, update

from crawler.hosts.answer import Answer
from crawler.scans.gather import gather, records
from crawler.scans.pictured import pictures
from crawler.web.pictures import ALL, LEAST, MOST, Pictures
from store import schema
from store.base import Text
from store.harvest import Body, Capture, CrawlPlan, Kind, Limits, Site
from store.objects import ObjectStore
from store.records import ImageRecord, LinkRecord, PageRecord, TextRecord
from store.warc import Exchange
from tests.crawler.kit import Harvest
from tests.crawler.scans.drawn import KAZAKH, RUSSIAN, page
from tests.crawler.servant import PAGE, serving

HOST = "http://mekeme.example"
START = datetime(2026, 11, 20, tzinfo=UTC)


def head(size: str, media: str = "image/jpeg", status: int = 200) -> Answer:
    headers = [("Content-Type", media), ("Content-Length", size)]
    return Answer(Exchange(f"{HOST}/a.jpg", START, "HEAD", [], status, "", headers, b"", None), b"")


@pytest.mark.parametrize(
    ("size", "media", "status", "taken"),
    [
        (str(LEAST), "image/jpeg", 200, True),
        (str(LEAST - 1), "image/jpeg", 200, False),
        (str(MOST + 1), "image/png", 200, False),
        ("", "image/png", 200, False),
        ("9" * 400, "image/png", 200, False),
        (str(LEAST), "image/svg+xml", 200, False),
        (str(LEAST), "image/png", 404, False),
    ],
)
def test_only_large_pictures_of_a_told_size_are_taken(size: str, media: str, status: int, taken: bool) -> None:
    assert Pictures(5).take(head(size, media, status)) is taken


def test_no_more_than_so_many_and_so_many_bytes_are_taken() -> None:
    few = Pictures(2)
    assert [few.take(head(str(LEAST))) for _ in range(4)] == [True, True, False, False]
    large = Pictures(1000)
    assert sum(large.take(head(str(MOST))) for _ in range(1000)) == ALL // MOST


def drawn(*lines: str) -> bytes:
    out = BytesIO()
    page(*lines).save(out, "PNG")
    return out.getvalue()


@pytest.fixture
def site(tmp_path: Path) -> Iterator[tuple[Connection, CrawlPlan, ObjectStore]]:
    """A long page and sparse ones, with a picture in each, one picture on every page, and one that a link leads to."""
    objects = ObjectStore(str(tmp_path / "objects"))
    plan = CrawlPlan(
        run_id="made", body=Body(code="mekeme", kind="local", name=Text(kk="Мекеме", ru="Учреждение"), sites=(Site(url=HOST),)),
        methodology="kz-2017", edition="2017-12-28", as_of=START.date(), period="2026", user_agent="test", seed=1, key="made",
        config_sha256="0" * 64, software="test", out="", limits=Limits(pictures=3),
    )  # fmt: skip
    rows: list[object] = []
    for name in ("long", "near", "far", "tiny", "frame", "file"):
        body = drawn(KAZAKH, RUSSIAN) if name == "near" else drawn(f"{RUSSIAN} {name}")
        rows.append(
            Capture(
                id=name,
                url=f"{HOST}/{name}.png",
                requested_at=START,
                status=200,
                headers=(),
                object_sha256=objects.put(body),
                size=len(body),
                media_type="image/png",
            )
        )
    for number in range(12):
        url = f"{HOST}/p/{number}"
        own = {"capture_id": url, "url": url}
        rows.append(PageRecord(**own, captured_at=START, object_sha256="0" * 64, final_url=url, depth=number, language="ru"))
        rows.append(TextRecord(**own, text="слово " * (900 if number == 0 else 4)))
        rows.append(ImageRecord(**own, seq=0, tag="img", src="/frame.png"))
    for number, name, width in ((0, "long", None), (3, "far", 900), (1, "near", None), (2, "tiny", 120)):
        url = f"{HOST}/p/{number}"
        rows.append(ImageRecord(capture_id=url, url=url, seq=1, tag="img", src=f"../{name}.png", width=width))
    url = f"{HOST}/p/0"
    rows.append(
        LinkRecord(
            capture_id=url, url=url, seq=0, raw="/file.png", target=f"{HOST}/file.png", scope="internal", tag="a", attr="href"
        )
    )
    db = create_engine(f"sqlite:///{tmp_path}/made.db").connect()
    schema.metadata.create_all(db)
    row = {"id": "made", "key": "made", "body": "mekeme", "state": "extracted", "plan": plan.model_dump_json(), "out": ""}
    db.execute(insert(schema.runs).values(**row, coverage="{}", started_at=START.isoformat()))
    schema.write(db, "made", rows)  # type: ignore[arg-type]
    yield db, plan, objects
    db.close()


def test_linked_pictures_go_first_then_those_of_near_sparse_pages(site: tuple[Connection, CrawlPlan, ObjectStore]) -> None:
    db, plan, _ = site
    assert [one.id for one in pictures(db, plan)] == ["file", "near", "far"]


@pytest.mark.needs("tesseract")
def test_what_a_picture_says_is_kept_with_its_capture(site: tuple[Connection, CrawlPlan, ObjectStore]) -> None:
    db, plan, objects = site
    schema.write(db, plan.run_id, gather(db, plan, objects))
    read = {one.url: one for one in records(db, plan, objects)}
    assert set(read) == {f"{HOST}/{name}.png" for name in ("file", "near", "far")}
    near = read[f"{HOST}/near.png"]
    assert (near.capture_id, near.pages, near.complete) == ("near", 1, True)
    assert near.text.splitlines() == [KAZAKH, RUSSIAN]
    kept = [json.loads(objects.get(one.object_sha256)) for one in schema.read_artifacts(db, plan.run_id)]
    assert {one["capture"] for one in kept} == {"file", "near", "far"}


def test_bytes_that_are_no_picture_give_no_words(site: tuple[Connection, CrawlPlan, ObjectStore]) -> None:
    db, plan, objects = site
    strange = Capture(
        id="strange", url=f"{HOST}/strange.png", requested_at=START, status=200, headers=(), size=9, media_type="image/png",
        object_sha256=objects.put(b"\x89PNG\r\n\x1a\n\x00"),
    )  # fmt: skip
    link = LinkRecord(
        capture_id=f"{HOST}/p/0", url=f"{HOST}/p/0", seq=1, raw="", target=strange.url, scope="internal", tag="a", attr="href"
    )
    schema.write(db, plan.run_id, [strange, link])
    schema.write(db, plan.run_id, gather(db, plan.model_copy(update={"limits": Limits(pictures=9)}), objects))
    assert strange.url not in {one.url for one in records(db, plan, objects)}


def test_a_large_picture_is_taken_whole_and_a_small_one_only_asked_for(tmp_path: Path) -> None:
    large = os.urandom(LEAST)

    def answers(body: bytes) -> Callable[[Any, bool], None]:
        return lambda servant, whole: servant.send(200, body, whole, Content_Type="image/png")

    shown = '<img src="/large.png" alt="a"><img src="/small.png" alt="b">'
    with serving(
        {"/": PAGE.format(title="home", links=shown), "/large.png": answers(large), "/small.png": answers(b"1")}
    ) as server:
        harvest = Harvest(tmp_path, server.url)
        plan = harvest.plan()
        found = harvest.run(plan)
        methods = {key: number for key, number in server.methods.items() if key[1].endswith(".png")}
    assert methods == {("HEAD", "/large.png"): 1, ("GET", "/large.png"): 1, ("HEAD", "/small.png"): 1}
    assert {found[name].kind for name in ("large.png", "small.png")} == {Kind.ASSET}
    with harvest.engine.connect() as db:
        taken = {one.url: one for one in schema.read_captures(db, plan.run_id) if one.media_type == "image/png"}
    assert {one.url.rpartition("/")[2]: one.size for one in taken.values()} == {"large.png": LEAST, "small.png": 0}


def test_a_picture_that_the_server_calls_unchanged_is_read_as_before(site: tuple[Connection, CrawlPlan, ObjectStore]) -> None:
    db, plan, _ = site
    before = [one.id for one in pictures(db, plan)]
    db.execute(update(schema.captures).values(status=304))
    assert [one.id for one in pictures(db, plan)] == before
