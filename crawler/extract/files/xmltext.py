"""Text of XML files, and whether they are well-formed; entities of their own are refused, not expanded."""

from __future__ import annotations

import re
from html import unescape

from lxml import etree  # type: ignore[import-untyped]

from crawler.extract.files.reading import MAX_TEXT, Reading
from crawler.extract.files.xmlform import declares_entities
from crawler.extract.text.clean import clean

MAX_BYTES = 20 * 1024 * 1024
_ENTITY = re.compile("<!ENTITY")
_BOUND = "XML_PARSE_HUGE"
# A document type with declarations of its own in brackets.
_TYPE = re.compile(r"<!DOCTYPE[^<>\[\]]*+\[(?:[^\]\"']++|\"[^\"]*+\"|'[^']*+')*+\]\s*+>")
_MARKUP = re.compile(r"<[^<>]*>")


def read_xml(body: bytes, text: str) -> Reading:
    """Text between the tags; ``note`` says what is wrong with the markup, ``title`` names the root element.

    :param body: the bytes, whose form is judged by a parser that loads nothing and expands nothing.
    :param text: the same decoded.
    """
    words = read_markup(text)
    kept = words[:MAX_TEXT]
    complete = len(words) <= MAX_TEXT and len(text) <= MAX_TEXT * 4
    if _ENTITY.search(text) or declares_entities(body):
        return Reading(kept, complete, "declares entities of its own, which are not expanded: form not judged")
    if len(body) > MAX_BYTES:
        return Reading(kept, False, f"larger than {MAX_BYTES} bytes: form not judged")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(body, parser)
    except (etree.XMLSyntaxError, ValueError) as fault:
        # What the parser itself bounds, such as depth, is no fault of the markup.
        if _BOUND in str(fault):
            return Reading(kept, complete, clean(f"form not judged: {fault}", 200))
        return Reading(kept, complete, clean(f"not well-formed: {fault}", 200), broken=True)
    return Reading(kept, complete, title=clean(etree.QName(root).localname, 60))


def read_markup(text: str) -> str:
    """The words between the tags of any markup, as far as they are kept."""
    text = text[: MAX_TEXT * 4]
    start = max(0, text.find("<!DOCTYPE"))
    declared = _TYPE.match(text, start)
    if declared is not None:
        text = text[:start] + text[declared.end() :]
    return " ".join(unescape(_MARKUP.sub(" ", text)).split())
