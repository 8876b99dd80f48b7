"""Whether a Russian or Kazakh text is plain: no code word of the program, no English, no number with a point."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from store import codes

# Names of things that have no other name in Russian and Kazakh.
_NAMES = """
Android Atom BagIt BreadcrumbList CMS CSS CSV Chromium DER DOCX ETag Firefox HTML HTTP HTTPS IP JSON JSON-LD Last-Modified ODS Office OpenDocument
PDF PEM RFC RSS RTF SC SHA SHA-256 SQLite PostgreSQL SVG URL UTC UTF UTF-8 UTF-16 WARC WCAG WHATWG Word XLSX XML YAML ZIP axe-core
hreflang iCalendar iPhone windows openness kk ru en gov egov AppStore PlayMarket Google GoogleChrome Mail InternetExplorer Opera Safari WindowsPhone
iOS xx XenuLinkSleuth Open Chrome Internet Explorer InternetExplore Phone WebKit Gecko Blink Tab Shift Escape
swf xap jar djvu djv cdr dwg mdb TXT EML Content-Security-Policy Content-Type-Options X-Content-Type-Options Referrer-Policy X-Frame-Options
Frame-Options Strict-Transport-Security WACZ ReplayWeb pywb
"""
ALLOWED = frozenset(_NAMES.split())
_ADDRESS = re.compile(r"\b(?:https?|sqlite|postgresql\+psycopg)://\S+|\b[\w.-]+@[\w.-]+\.\w+")
_FILE = re.compile(
    r"[\w./*<>-]*\b\w[\w-]*\.(?:jsonl?|pdf|docx?|xlsx?|csv|ya?ml|txt|html|zip|md|db|log|ics|wacz)\b|\bvar/[\w/<>-]+|\bconfig/\S*"
)
_ID = re.compile(r"\bkz-\d{4}[\w/-]*(?::[\w./–-]+)?|\b20\d\d-(?:[HQ]\d|\d\d-\d\d)[\w-]*")
_DIGEST = re.compile(r"\bsha256:[0-9a-f]*|\b[0-9a-f]{12,64}\b|#[0-9a-fA-F]{6}\b")
_FOLDER = re.compile(r"\b(?:config|docs|data)/[\w/.-]*|«#[^»]*»")
_COMMAND = re.compile(r"\bopenness [a-z][^\n»)]*|\bschema\.org\b|\bReplayWeb\.page\b|\baxe-core \d[\d.]*")
_TYPED = re.compile(r"`[^`]*`|(?<![\w-])--?[a-z][\w-]*(?:=\S+)?")
_LAW = re.compile(r"\bV\d{6,}\b|\b[A-Z]\d{0,2}\b")
_FIELD = re.compile(r"\{[^{}]*\}|‹[^›]*›")
_WORD = re.compile(r"[A-Za-z][A-Za-z-]*[A-Za-z]")
_POINT = re.compile(r"(?<![\d.:])\d+\.\d+(?= ?(?:%|:1|балл|балдан))")
# What looks like a code of a program is never excused as the words of a site.
CODE = re.compile(r"[a-z]+(?:-[a-z]+)*|\d+\.\d+")
_LOWER = frozenset(word.lower() for word in ALLOWED)


def of_site(facts: dict[str, Any]) -> list[str]:
    """What facts quote of a site: values that are no code of the program, with the addresses among them."""
    found: list[str] = []
    for name, value in facts.items():
        for one in value if isinstance(value, list) else [value]:
            known = codes.VALUES.get(name, {})
            if isinstance(one, str) and str(one) not in known and not CODE.fullmatch(one):
                found.append(one)
    return found


def strange(text: str, said_by_site: Iterable[str] = (), allowed: Iterable[str] = ()) -> list[str]:
    """Latin words of a text that no reader of Russian or Kazakh should meet, and numbers with a decimal point.

    :param said_by_site: what the text quotes of others; it is taken out first, the longest part first.
    :param allowed: further words that belong where the text stands.
    """
    text = _DIGEST.sub(" ", _ADDRESS.sub(" ", text))
    for quoted in sorted({part for part in said_by_site if part}, key=len, reverse=True):
        text = text.replace(quoted, " ")
    for form in (_TYPED, _COMMAND, _ADDRESS, _FOLDER, _FIELD, _FILE, _ID, _DIGEST, _LAW):
        text = form.sub(" ", text)
    known = _LOWER | {word.lower() for word in allowed}
    found = [word for word in _WORD.findall(text) if word.lower() not in known]
    return found + _POINT.findall(text)
