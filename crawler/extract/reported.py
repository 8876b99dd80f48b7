"""What a page or file that the body's report names tells of itself: one item, from the records that any page gives."""

from __future__ import annotations

from typing import Any

from store.harvest import Capture, Kind, LedgerEntry
from store.items import REPORTED_PAGE, ItemRecord
from store.records import DateRecord, DocumentRecord, PageRecord, Record, TextRecord

TEXT = 40_000
DATES = 60
SOURCE = "report"


def told(records: list[Record], capture: Capture | None, entry: LedgerEntry, most: int) -> list[Record]:
    """The records themselves; of what only the report names one item in their place, none where it is neither a page nor a file.

    :param most: bytes that were read of an answer at most: one as long may have been cut off.
    """
    if capture is None or entry.kind is not Kind.REPORTED:
        return records
    about = next((one for one in records if isinstance(one, PageRecord | DocumentRecord)), None)
    if about is None:
        return []
    text = next((one for one in records if isinstance(one, TextRecord)), None)
    said = "" if text is None else text.text
    facts: dict[str, Any] = {
        "text": said[:TEXT],
        "complete": text is not None and text.complete and len(said) <= TEXT and capture.size < most,
        "note": about.note,
        "text_language": about.text_language or "",
        "dates": list(dict.fromkeys(one.value for one in records if isinstance(one, DateRecord)))[:DATES],
        "sha256": capture.object_sha256,
    }
    if isinstance(about, PageRecord):
        facts |= {"h1": about.h1, "excerpt": about.text_excerpt, "scripts": about.scripts, "length": about.text_length}
        facts |= {"published": about.published}
    made = ItemRecord(
        capture_id=capture.id,
        url=entry.url,
        lane=entry.lane,
        language=about.language,
        seq=0,
        portal="",
        source=SOURCE,
        kind=REPORTED_PAGE,
        key=entry.redirect_to or entry.url,
        title=about.title,
        facts=facts,
    )
    return [made]
