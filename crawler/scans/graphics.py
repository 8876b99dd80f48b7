"""Reads words on the pictures of home pages, as the browser drew them, once a run: signs and banners that say what the page does not."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from PIL import Image, ImageOps
from sqlalchemy import Connection

from crawler.scans import engine
from store import schema
from store.harvest import Artifact, ArtifactKind, CrawlPlan
from store.objects import ObjectDamaged, ObjectMissing, ObjectStore

# The engine loses letters that touch the edge.
BORDER = 24


def read_graphics(db: Connection, plan: CrawlPlan, objects: ObjectStore) -> None:
    """Reads every picture that the browser took of a home page, and stores its words; nothing where that was done or no engine is here.

    :param db: with the artifacts of the run; nothing is committed here.
    """
    known = list(schema.read_artifacts(db, plan.run_id))
    done = any(item.kind is ArtifactKind.GRAPHIC_WORDS for item in known)
    if done or not engine.tool():
        return
    drawn = [item for item in known if item.kind is ArtifactKind.GRAPHICS and item.ok]
    schema.write(db, plan.run_id, _read(drawn, plan, objects))


def _read(drawn: list[Artifact], plan: CrawlPlan, objects: ObjectStore) -> Iterator[Artifact]:
    """One artifact for each look at a home page; a picture that several pages show is read once."""
    told: dict[str, list[engine.Line] | None] = {}
    for item in drawn:
        at = datetime.now(UTC)
        digests = [one["sha256"] for one in json.loads(objects.get(item.object_sha256)).get("pictures", [])]
        for digest in digests:
            if digest not in told:
                told[digest] = _words(digest, objects)
        value: dict[str, Any] = {
            "of": item.object_sha256,
            "words": {digest: told[digest] for digest in digests if told[digest] is not None},
            "unread": sorted(digest for digest in digests if told[digest] is None),
        }
        yield _kept(item, at, value, plan, objects)


def _words(digest: str, objects: ObjectStore) -> list[engine.Line] | None:
    try:
        body = objects.get(digest)
    except (ObjectMissing, ObjectDamaged):
        return None
    return engine.scattered(bordered(body))


def bordered(drawn: bytes) -> bytes:
    """A picture in grey with a border of the colour of its corner."""
    with Image.open(BytesIO(drawn)) as picture:
        grey = picture.convert("L")
    out = BytesIO()
    ImageOps.expand(grey, BORDER, fill=grey.getpixel((0, 0))).save(out, "PNG")  # type: ignore[arg-type]
    return out.getvalue()


def _kept(item: Artifact, at: datetime, value: dict[str, Any], plan: CrawlPlan, objects: ObjectStore) -> Artifact:
    digest = objects.put(json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode())
    name = hashlib.sha256("\n".join(("graphic-words", plan.run_id, item.url, item.lane, item.device)).encode()).hexdigest()[:32]
    return item.model_copy(
        update={
            "id": name,
            "kind": ArtifactKind.GRAPHIC_WORDS,
            "captured_at": at,
            "object_sha256": digest,
            "media_type": "application/json",
            "tool": engine.tool(),
            "note": "",
            "unchanged_at": None,
        }
    )
