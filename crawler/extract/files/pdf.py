"""The text layer of a PDF, read within bounds that do not depend on a clock."""

from __future__ import annotations

import logging
from io import BytesIO
from typing import Any

from crawler.extract.files.container import TooMuch
from crawler.extract.files.reading import LOCKED, Reading, bounded, broken, stamp
from crawler.extract.text.clean import clean, clean_lines

MAX_BYTES = 30 * 1024 * 1024
FIRST_PAGES = 6
MAX_PAGES = 30
MAX_CONTENT = 2 * 1024 * 1024
MAX_CONTENTS = 4 * 1024 * 1024
MAX_OPERATORS = 60_000
MAX_FORMS = 200
MAX_PAGE_TEXT = 400_000
# Fonts and content of one page; pictures are not unpacked.
MAX_STREAM = 16 * 1024 * 1024
_BOUNDS: dict[str, Any] = {
    "zlib_maximum_output_length": MAX_STREAM,
    "lzw_maximum_output_length": MAX_STREAM,
    "run_length_maximum_output_length": MAX_STREAM,
    "array_based_stream_maximum_output_length": MAX_STREAM,
    "stream_decoding_work_maximum_length": 4 * MAX_STREAM,
    "stream_parsing_work_maximum_count": 120_000,
    "xform_maximum_invocations_per_extraction": 50,
    "page_tree_maximum_page_entries": 400_000,
    "page_tree_maximum_entries": 50_000,
    "disable_legacy_handling": True,
}
# A page number or a stamp is no text layer.
ENOUGH_LETTERS = 25


class _TooMuch(BaseException):
    """No ``Exception``, because the library goes on after those."""


class _Budget:
    """What reading one file may cost: bytes of page content, drawing operators of one page, forms drawn into all pages."""

    def __init__(self) -> None:
        self.content = MAX_CONTENTS
        self.forms = MAX_FORMS
        self.operators = 0

    def takes(self, size: int) -> bool:
        """Whether a page's content of this size may still be parsed; counts it."""
        if size > min(MAX_CONTENT, self.content):
            return False
        self.content -= size
        self.operators = MAX_OPERATORS
        return True

    def operand(self, operator: bytes, *_: Any) -> None:
        """Counts one operator of the page that is being read."""
        self.operators -= 1
        self.forms -= operator == b"Do"
        if self.operators < 0 or self.forms < 0:
            raise _TooMuch


def read_pdf(body: bytes) -> Reading:
    """Reads a PDF: six pages spread over it if all have text, up to thirty if some have none."""
    if len(body) > MAX_BYTES:
        return Reading(complete=False, note=f"larger than {MAX_BYTES} bytes: text not read")
    import pypdf

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    with pypdf.apply_configuration(**_BOUNDS):
        return _read(body)


def _read(body: bytes) -> Reading:
    import pypdf

    try:
        reader = pypdf.PdfReader(BytesIO(body), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            return LOCKED
        count = len(reader.pages)
        encrypted = bool(reader.is_encrypted)
    except pypdf.errors.LimitReachedError as fault:
        return broken("PDF", TooMuch(clean(str(fault), 200)))
    except Exception as fault:
        return broken("PDF", fault)
    if not count:
        return Reading(note="no pages", encrypted=encrypted, pages=0, letters=0)
    return _judged(reader, count)._replace(encrypted=encrypted, pages=count, **_told(reader))


def _told(reader: Any) -> dict[str, Any]:
    """Title and dates of the file's own metadata."""
    found: dict[str, Any] = {}
    for field, name in (("title", "title"), ("created", "creation_date"), ("modified", "modification_date")):
        try:
            value = getattr(reader.metadata, name, None)
            found[field] = clean(str(value or "")) if field == "title" else stamp(value)
        except Exception:
            found[field] = ""
    return found


def _judged(reader: Any, count: int) -> Reading:
    read: dict[int, str | None] = {}
    budget = _Budget()
    for number in _spread(count, FIRST_PAGES):
        read[number] = _page_text(reader, number, budget)
    if any(text is None or _letters(text) < ENOUGH_LETTERS for text in read.values()):
        for number in range(min(count, MAX_PAGES)):
            if number not in read and len(read) < MAX_PAGES:
                read[number] = _page_text(reader, number, budget)
    texts = [text for _, text in sorted(read.items()) if text is not None]
    written = sum(1 for text in texts if _letters(text) >= ENOUGH_LETTERS)
    note = f"text on {written} of {len(texts)} pages read, of {count}"
    if len(texts) < len(read):
        note += f"; {len(read) - len(texts)} pages could not be read"
    text, whole = bounded(clean_lines("\n".join(texts)))
    return Reading(
        text,
        whole and len(texts) == count,
        note,
        pages_read=len(texts),
        text_pages=written,
        letters=sum(map(_letters, texts)),
        readable=_readable(written, len(texts), len(read)),
    )


def _readable(written: int, seen: int, tried: int) -> bool | None:
    if not seen:
        return None
    if written * 2 >= seen:
        return True
    if not written and seen == tried:
        return False
    return None


def _spread(count: int, wanted: int) -> list[int]:
    if count <= wanted:
        return list(range(count))
    return sorted({round(step * (count - 1) / (wanted - 1)) for step in range(wanted)})


def _page_text(reader: Any, number: int, budget: _Budget) -> str | None:
    try:
        page = reader.pages[number]
        contents = page.get_contents()
        if contents is None:
            return ""
        if not budget.takes(len(contents.get_data())):
            return None
        text: str = page.extract_text(visitor_operand_before=budget.operand)
    except _TooMuch:
        return None
    except Exception:
        return None
    return text[:MAX_PAGE_TEXT]


def _letters(text: str) -> int:
    return sum(map(str.isalpha, text))
