"""The text layer of a PDF, read within bounds that do not depend on a clock."""

from __future__ import annotations

import logging
from io import BytesIO
from typing import Any, NamedTuple

MAX_BYTES = 30 * 1024 * 1024
FIRST_PAGES = 6
MAX_PAGES = 30
MAX_CONTENT = 3 * 1024 * 1024
MAX_OPERATORS = 60_000
MAX_TEXT = 400_000
# A page number or a stamp is no text layer.
ENOUGH_LETTERS = 25
SAMPLE = 4_000


class PdfFacts(NamedTuple):
    """What was found: pages in all, letters on the pages read, whether they can be searched, a sample of the text."""

    pages: int | None
    letters: int | None
    encrypted: bool
    readable: bool | None
    note: str
    sample: str


class _TooMuch(Exception):
    pass


class _Budget:
    """Counts drawing operators of one page and ends the reading when there are too many."""

    def __init__(self) -> None:
        self.left = MAX_OPERATORS

    def operand(self, *_: Any) -> None:
        self.left -= 1
        if self.left < 0:
            raise _TooMuch


def read_pdf(body: bytes) -> PdfFacts:
    """Reads a PDF: six pages spread over it if all have text, up to thirty if some have none."""
    if len(body) > MAX_BYTES:
        return PdfFacts(None, None, False, None, f"larger than {MAX_BYTES} bytes: text not read", "")
    import pypdf

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = pypdf.PdfReader(BytesIO(body), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            return PdfFacts(None, None, True, None, "needs a password", "")
        count = len(reader.pages)
        encrypted = bool(reader.is_encrypted)
    except Exception as fault:
        return PdfFacts(None, None, False, None, f"broken PDF: {type(fault).__name__}", "")
    if not count:
        return PdfFacts(0, 0, encrypted, None, "no pages", "")
    return _judged(reader, count, encrypted)


def _judged(reader: Any, count: int, encrypted: bool) -> PdfFacts:
    read: dict[int, str | None] = {}
    for number in _spread(count, FIRST_PAGES):
        read[number] = _page_text(reader, number)
    if any(text is None or _letters(text) < ENOUGH_LETTERS for text in read.values()):
        for number in range(min(count, MAX_PAGES)):
            if number not in read and len(read) < MAX_PAGES:
                read[number] = _page_text(reader, number)
    texts = [text for _, text in sorted(read.items()) if text is not None]
    written = sum(1 for text in texts if _letters(text) >= ENOUGH_LETTERS)
    letters = sum(map(_letters, texts))
    note = f"text on {written} of {len(texts)} pages read, of {count}"
    if len(texts) < len(read):
        note += f"; {len(read) - len(texts)} pages could not be read"
    return PdfFacts(count, letters, encrypted, _readable(written, len(texts), len(read)), note, _sample(texts))


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


def _page_text(reader: Any, number: int) -> str | None:
    try:
        page = reader.pages[number]
        contents = page.get_contents()
        if contents is None:
            return ""
        if len(contents.get_data()) > MAX_CONTENT:
            return None
        budget = _Budget()
        text: str = page.extract_text(visitor_operand_before=budget.operand)
    except _TooMuch:
        return None
    except Exception:
        return None
    return text[:MAX_TEXT]


def _letters(text: str) -> int:
    return sum(map(str.isalpha, text))


def _sample(texts: list[str]) -> str:
    return " ".join(texts)[:SAMPLE]
