"""What ails an answer of a portal that comes with status 200 all the same: a page of an error, Kazakh whatever was asked, values of other types."""

from __future__ import annotations

import json
import re
from typing import Any

FAULTS = ("down", "blocked", "captcha", "half", "changed", "empty", "error-page", "types", "language")
"""``empty``: every list holds nothing, and says so; ``error-page``: a page of an error in the place of every answer; ``types``: numbers, days and
lists are something else; ``language``: Kazakh for everybody."""

REFUSING = ("down", "blocked", "captcha", "half", "changed", "error-page")
"""Those by which no list is read as one of the portal's, whatever bodies are asked for."""

ERROR = (
    '<!DOCTYPE html><html><head><meta charset="utf-8"><title>Ошибка</title></head><body><h1>Что-то пошло не так</h1>'
    "<p>Обратитесь к администратору.</p></body></html>"
)
_DAY = re.compile(r"\b\d\d([./])\d\d\1\d{4}\b")
_PAGES = re.compile(r"totalPages: \d+")


def html(fault: str, text: str) -> str:
    """A page as the fault leaves it."""
    if fault == "error-page":
        return ERROR
    return _DAY.sub("кеше", _PAGES.sub("totalPages: undefined", text)) if fault == "types" else text


def answer(fault: str, text: str) -> str:
    """An answer in JSON as the fault leaves it."""
    if fault == "error-page":
        return ERROR
    return json.dumps(_other(json.loads(text)), ensure_ascii=False) if fault == "types" else text


def _other(value: Any) -> Any:
    """Lists as objects, numbers as words, texts as lists."""
    if isinstance(value, list):
        return {str(number): _other(one) for number, one in enumerate(value)}
    if isinstance(value, dict):
        return {name: _other(one) for name, one in value.items()}
    return [value] if isinstance(value, str) else "көп"
