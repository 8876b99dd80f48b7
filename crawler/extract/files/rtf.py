"""Text of RTF files, read in one pass with a stack of groups; codes that draw, style or embed give no text."""

from __future__ import annotations

import re
from datetime import datetime

from crawler.extract.files.reading import MAX_TEXT, Reading
from crawler.extract.text.clean import clean

MAX_BYTES = 20 * 1024 * 1024
MAX_GROUPS = 10_000
# A megabyte of text with its formatting has a hundred thousand; pictures are one each.
MAX_TOKENS = 1_000_000
_TOKEN = re.compile(
    rb"\\(?:'(?P<hex>[0-9a-fA-F]{2})|(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})?[ ]?|(?P<sign>[^a-zA-Z']))|(?P<group>[{}])|(?P<text>[^\\{}]+)"
)
_SILENT = frozenset(
    {b"fonttbl", b"colortbl", b"stylesheet", b"pict", b"object", b"themedata", b"colorschememapping", b"datastore", b"latentstyles",
     b"listtable", b"listoverridetable", b"rsidtbl", b"generator", b"filetbl", b"revtbl", b"xmlnstbl", b"fldinst", b"objdata", b"blipuid",
     b"info", b"header", b"footer", b"headerl", b"headerr", b"footerl", b"footerr", b"panose", b"mmathPr", b"wgrffmtfilter"}
)  # fmt: skip
_BREAKS = frozenset({b"par", b"line", b"row", b"sect", b"page", b"cell", b"nestcell"})
_SIGNS = {b"~": " ", b"_": "-", b"\n": "\n", b"\r": "\n", b"\\": "\\", b"{": "{", b"}": "}"}
_NAMED = {
    b"tab": " ",
    b"emdash": "—",
    b"endash": "–",
    b"bullet": "•",
    b"lquote": "‘",
    b"rquote": "’",
    b"ldblquote": "“",
    b"rdblquote": "”",
}
_CHARSETS = {204: "cp1251", 0: "cp1252", 238: "cp1250", 161: "cp1253", 162: "cp1254", 186: "cp1257", 178: "cp1256"}
_CODEPAGE = re.compile(rb"\\ansicpg(\d{3,5})")
_FONT = re.compile(rb"\\f(\d{1,5})[^{}\\]{0,20}(?:\\(?!fcharset)[a-z]+-?\d*[ ]?){0,6}\\fcharset(\d{1,3})")
_TITLE = re.compile(rb"\{\\title ([^{}]{0,2000})\}")
_TIMES = {
    "created": re.compile(rb"\{\\creatim([^{}]{0,80})\}"),
    "modified": re.compile(rb"\{\\revtim([^{}]{0,80})\}"),
}
_TIME = re.compile(rb"\\(yr|mo|dy|hr|min)(\d{1,4})")
_HEAD = 400_000


class _Group:
    __slots__ = ("charset", "silent", "skip")

    def __init__(self, silent: bool, skip: int, charset: str) -> None:
        self.silent = silent
        self.skip = skip
        self.charset = charset


def read_rtf(body: bytes) -> Reading:
    """Text of an RTF file, its title and dates; what follows twenty megabytes or two hundred thousand letters is left out."""
    head = body[:_HEAD]
    codepage = _codec(_CODEPAGE.search(head))
    fonts = {int(match[1]): _CHARSETS.get(int(match[2]), codepage) for match in _FONT.finditer(head)}
    reader = _Reader(codepage, fonts)
    text, complete = reader.read(body[:MAX_BYTES])
    unclosed = complete and len(body) <= MAX_BYTES and bool(reader.stack)
    lines = (" ".join(line.split()) for line in text.split("\n"))
    kept = "\n".join(line for line in lines if line)
    title = _TITLE.search(head)
    named = _Reader(codepage, fonts).read(b"{" + title[1] + b"}")[0] if title else ""
    return Reading(
        kept,
        complete and len(body) <= MAX_BYTES and not unclosed,
        "ends before its groups are closed" if unclosed else "" if complete else "read in part",
        title=clean(named),
        created=_time(_TIMES["created"].search(head)),
        modified=_time(_TIMES["modified"].search(head)),
    )


def _codec(match: re.Match[bytes] | None) -> str:
    name = f"cp{match[1].decode()}" if match else "cp1251"
    try:
        "".encode(name)
    except LookupError:
        return "cp1251"
    return name


def _time(match: re.Match[bytes] | None) -> str:
    if match is None:
        return ""
    parts = {name.decode(): int(number) for name, number in _TIME.findall(match[1])}
    try:
        made = datetime(parts["yr"], parts["mo"], parts["dy"], parts.get("hr", 0), parts.get("min", 0))  # noqa: DTZ001
    except (KeyError, ValueError):
        return ""
    return made.isoformat(timespec="minutes") if 1980 <= made.year <= 2099 else ""


class _Reader:
    def __init__(self, codepage: str, fonts: dict[int, str]) -> None:
        self.codepage = codepage
        self.fonts = fonts
        self.pieces: list[str] = []
        self.size = 0
        self.stack: list[_Group] = []
        self.group = _Group(False, 1, codepage)
        self.pending = 0
        self.waiting = bytearray()

    def read(self, data: bytes) -> tuple[str, bool]:
        """The text, and whether it is all of it."""
        position = 0
        for _ in range(MAX_TOKENS):
            if position >= len(data) or self.size >= MAX_TEXT:
                break
            match = _TOKEN.match(data, position)
            if match is None:
                position += 1
                continue
            position = match.end()
            if match["word"] == b"bin":
                position += max(0, int(match["number"] or 0))
            self._take(match)
        self._flush()
        return "".join(self.pieces)[:MAX_TEXT], position >= len(data)

    def _take(self, match: re.Match[bytes]) -> None:
        if match["hex"] is not None:
            if self.pending:
                self.pending -= 1
            elif not self.group.silent:
                self.waiting.append(int(match["hex"], 16))
            return
        if match["text"] is not None:
            self._plain(match["text"])
            return
        self._flush()
        if match["group"] is not None:
            self._nest(match["group"])
        elif match["word"] is not None:
            self._word(match["word"], match["number"])
        else:
            self._sign(match["sign"])

    def _nest(self, sign: bytes) -> None:
        self.pending = 0
        if sign == b"{":
            if len(self.stack) < MAX_GROUPS:
                self.stack.append(self.group)
            self.group = _Group(self.group.silent, self.group.skip, self.group.charset)
        elif self.stack:
            self.group = self.stack.pop()

    def _word(self, word: bytes, number: bytes | None) -> None:
        value = int(number) if number is not None else 0
        if word == b"u" and number is not None:
            self._add(chr(value % 0x10000) if not 0xD800 <= value % 0x10000 <= 0xDFFF else "")
            self.pending = self.group.skip
        elif word == b"uc":
            self.group.skip = max(0, min(value, 8))
        elif word == b"f":
            self.group.charset = self.fonts.get(value, self.codepage)
        elif word in _SILENT:
            self.group.silent = True
        elif word in _BREAKS:
            self._add("\n")
        elif word in _NAMED:
            self._add(_NAMED[word])

    def _sign(self, sign: bytes) -> None:
        if sign == b"*":
            self.group.silent = True
        else:
            self._add(_SIGNS.get(sign, ""))

    def _plain(self, text: bytes) -> None:
        text = text.replace(b"\r", b"").replace(b"\n", b"")
        if self.pending and text:
            skipped = min(self.pending, len(text))
            self.pending -= skipped
            text = text[skipped:]
        if text and not self.group.silent:
            self.waiting += text

    def _flush(self) -> None:
        if self.waiting:
            self._add(self.waiting.decode(self.group.charset, "replace"))
            self.waiting.clear()

    def _add(self, text: str) -> None:
        if text and not self.group.silent:
            self.pieces.append(text)
            self.size += len(text)
