"""Which pictures of a site may hold a text that stands nowhere else: linked as files, or large on pages that say little beside.

A picture that many pages show belongs to their frame; what a long page shows beside its text illustrates it.
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urljoin

from sqlalchemy import Connection

from crawler.addresses.links import normalise
from store import schema
from store.harvest import Capture, CrawlPlan
from store.records import ImageRecord, LinkRecord, PageRecord, TextRecord

MEDIA = frozenset({"image/jpeg", "image/jpg", "image/png", "image/webp", "image/tiff", "image/bmp"})
# A page whose own text has more characters than this says itself what it has to say.
SPARSE = 1500
# A picture that the page draws smaller than this, in pixels, cannot be read by its visitors either.
LEAST_SIDE = 200
# One in so many pages, but always some, may show a picture before it is taken for a part of the frame.
FRAME, SOME = 5, 3


def pictures(db: Connection, plan: CrawlPlan) -> list[Capture]:
    """Captures of pictures that are worth reading, each content once: linked ones first, then those of the nearest pages.

    :param db: with the records and captures of the run.
    """
    taken = {one.url: one for one in schema.read_captures(db, plan.run_id) if _whole(one)}
    if not taken:
        return []
    chosen: dict[str, Capture] = {}
    for url in (*sorted(_linked(db, plan.run_id, taken)), *_shown(db, plan.run_id, taken)):
        chosen.setdefault(taken[url].object_sha256, taken[url])
    return list(chosen.values())


def _whole(one: Capture) -> bool:
    return one.good and one.size > 0 and one.media_type in MEDIA


def _linked(db: Connection, run_id: str, taken: dict[str, Capture]) -> set[str]:
    links = schema.read_records(db, LinkRecord, run_id, tag="a", place="main")
    return {link.target for link in links if link.target in taken}


def _shown(db: Connection, run_id: str, taken: dict[str, Capture]) -> Iterator[str]:
    """Pictures in sparse pages, the nearest to the home page first."""
    pages = {(page.url, page.lane): page for page in schema.read_records(db, PageRecord, run_id)}
    told = {(text.url, text.lane): len(text.text) for text in schema.read_records(db, TextRecord, run_id)}
    where: dict[str, dict[tuple[str, str], None]] = {}
    for image in schema.read_records(db, ImageRecord, run_id):
        address = normalise(urljoin(image.url, image.src)) if image.src else ""
        small = any(side is not None and side < LEAST_SIDE for side in (image.width, image.height))
        if address in taken and image.tag == "img" and not image.hidden and not small:
            where.setdefault(address, {})[image.url, image.lane] = None
    most = max(SOME, len(pages) // FRAME)
    found: list[tuple[int, str]] = []
    for address, keys in where.items():
        sparse = [pages[key].depth for key in keys if key in pages and told.get(key, 0) < SPARSE]
        if sparse and len(keys) <= most:
            found.append((min(sparse), address))
    return (address for _, address in sorted(found))
