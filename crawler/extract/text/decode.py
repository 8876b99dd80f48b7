"""From bytes to text in the order of the WHATWG: byte order mark, header, declaration in the page, then a look at the bytes."""

from __future__ import annotations

import codecs
from typing import NamedTuple

from w3lib.encoding import html_body_declared_encoding, http_content_type_encoding, read_bom, to_unicode

SAMPLE = 65_536
# The standard's names; Python's codecs have names of their own.
_NAMES = {
    "cp1251": "windows-1251",
    "cp1252": "windows-1252",
    "cp1254": "windows-1254",
    "cp866": "ibm866",
    "koi8_r": "koi8-r",
    "koi8_u": "koi8-u",
    "mac_cyrillic": "x-mac-cyrillic",
    "iso8859-5": "iso-8859-5",
    "utf_8": "utf-8",
    "ascii": "utf-8",
}


class Decoded(NamedTuple):
    """Text of a body and what says how it is encoded: the header, the page, the bytes themselves (``""`` where nothing does).

    ``valid`` is false when the bytes are not what was declared, so that readers see wrong letters.
    """

    text: str
    charset_header: str
    charset_meta: str
    charset_bytes: str
    valid: bool


def header(headers: tuple[tuple[str, str], ...], name: str) -> str:
    """The first value of a header, by a name in lower case; ``""`` where it is absent."""
    return next((value for key, value in headers if key.lower() == name), "")


def standard_name(codec: str | None) -> str:
    """The name of a codec as the WHATWG Encoding Standard writes it."""
    if not codec:
        return ""
    name = codec.lower()
    return _NAMES.get(name) or _NAMES.get(name.replace("-", "_")) or name.replace("_", "-")


def decode(body: bytes, headers: tuple[tuple[str, str], ...]) -> Decoded:
    """Decodes a body as browsers do.

    Source: WHATWG HTML, "determining the character encoding". Detection is used only where nothing is declared.
    """
    by_header = http_content_type_encoding(header(headers, "content-type"))
    by_meta = html_body_declared_encoding(body)
    if by_meta and by_meta.startswith("utf-16"):
        by_meta = "utf-8"
    by_bom, mark = read_bom(body)
    if by_bom and by_bom.startswith("utf-32"):
        by_bom = None
    content = body[len(mark) :] if by_bom and mark else body
    declared = by_bom or by_header or by_meta
    actual = by_bom or _of_bytes(content, declared)
    used = declared or actual or "utf-8"
    text, clean = _read(content, used)
    mistaken = actual == "utf-8" and not used.startswith("utf-8") and not content.isascii()
    return Decoded(text, standard_name(by_header), standard_name(by_meta), standard_name(actual), clean and not mistaken)


def _read(content: bytes, encoding: str) -> tuple[str, bool]:
    try:
        return codecs.decode(content, encoding, "strict"), True
    except (UnicodeError, LookupError):
        pass
    try:
        return to_unicode(content, encoding), False
    except LookupError:
        return content.decode("utf-8", "replace"), False


def _of_bytes(content: bytes, declared: str | None) -> str:
    if _read_strictly(content, "utf-8"):
        return "utf-8"
    if declared and declared != "utf-8" and _read_strictly(content, declared):
        return declared
    return _detected(content) or ("" if declared else "windows-1251")


def _read_strictly(content: bytes, encoding: str) -> bool:
    try:
        codecs.decode(content, encoding, "strict")
    except (UnicodeError, LookupError):
        return False
    return True


def _detected(content: bytes) -> str:
    from charset_normalizer import from_bytes

    sample = content[:SAMPLE]
    if _mostly_utf8(sample):
        return "utf-8"
    best = from_bytes(sample, cp_isolation=["cp1251", "koi8_r", "cp866", "mac_cyrillic", "iso8859_5", "cp1252", "utf_16"]).best()
    return best.encoding if best is not None else ""


def _mostly_utf8(sample: bytes) -> bool:
    """A page in UTF-8 with a few broken bytes in it is still one in UTF-8."""
    text = sample.decode("utf-8", "replace")
    foreign = sum(1 for letter in text if ord(letter) > 127)
    return foreign > 0 and text.count("�") * 20 < foreign
