"""Words on pictures of home pages are read once a run, each picture once, and what could not be read is told."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont
from sqlalchemy import Connection, create_engine, insert

from crawler.scans.graphics import read_graphics
from store import schema
from store.base import Text
from store.harvest import Artifact, ArtifactKind, Body, CrawlPlan, Device, Site
from store.objects import ObjectStore

HOST = "http://mekeme.example"
START = datetime(2026, 11, 20, tzinfo=UTC)
WORDS = "Ресми интернет-ресурс"


def drawn() -> bytes:
    """A picture with these words."""
    image = Image.new("RGB", (1200, 160), "#1d4f91")
    ImageDraw.Draw(image).text((40, 40), WORDS, fill="#ffffff", font=ImageFont.truetype("DejaVuSans.ttf", 60))
    out = BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


@pytest.fixture
def harvest(tmp_path: Path) -> Iterator[tuple[Connection, CrawlPlan, ObjectStore]]:
    """Two home pages that show one picture; of the second another one is lost."""
    objects = ObjectStore(str(tmp_path / "evidence"))
    plan = CrawlPlan(
        run_id="made",
        body=Body(code="mekeme", kind="local", name=Text(kk="Мекеме", ru="Учреждение"), sites=(Site(url=HOST),)),
        methodology="kz-2017",
        edition="2017-12-28",
        as_of=START.date(),
        period="2026",
        user_agent="test",
        seed=1,
        key="made",
        config_sha256="0" * 64,
        software="test",
        out="",
    )
    picture, rows = objects.put(drawn()), []
    for page, digests in (("/kk", [picture]), ("/ru", [picture, "0" * 64])):
        value = {"graphics": [], "pictures": [{"sha256": digest} for digest in digests]}
        rows.append(
            Artifact(
                id=page.strip("/"),
                kind=ArtifactKind.GRAPHICS,
                url=HOST + page,
                device=Device.DESKTOP,
                captured_at=START,
                object_sha256=objects.put(json.dumps(value).encode()),
                media_type="application/json",
            )
        )
    db = create_engine(f"sqlite:///{tmp_path}/made.db").connect()
    schema.metadata.create_all(db)
    row = {"id": "made", "key": "made", "body": "mekeme", "state": "extracted", "plan": plan.model_dump_json(), "out": ""}
    db.execute(insert(schema.runs).values(**row, coverage="{}", started_at=START.isoformat()))
    schema.write(db, "made", rows)
    yield db, plan, objects
    db.close()


def read(db: Connection) -> dict[str, Artifact]:
    """What was read, by address."""
    return {one.url: one for one in schema.read_artifacts(db, "made") if one.kind is ArtifactKind.GRAPHIC_WORDS}


@pytest.mark.needs("tesseract")
def test_words_of_a_picture_are_kept_for_every_page_that_shows_it(harvest: tuple[Connection, CrawlPlan, ObjectStore]) -> None:
    db, plan, objects = harvest
    read_graphics(db, plan, objects)
    found = {url: json.loads(objects.get(one.object_sha256)) for url, one in read(db).items()}
    assert set(found) == {f"{HOST}/kk", f"{HOST}/ru"}
    for value in found.values():
        (lines,) = value["words"].values()
        assert " ".join(word for line in lines for word, _ in line) == WORDS
    assert (found[f"{HOST}/kk"]["unread"], found[f"{HOST}/ru"]["unread"]) == ([], ["0" * 64])
    before = read(db)
    read_graphics(db, plan, objects)
    assert read(db) == before


def test_without_an_engine_nothing_is_told_to_be_read(
    harvest: tuple[Connection, CrawlPlan, ObjectStore], monkeypatch: pytest.MonkeyPatch
) -> None:
    db, plan, objects = harvest
    monkeypatch.setattr("crawler.scans.engine.tool", str)
    read_graphics(db, plan, objects)
    assert read(db) == {}
