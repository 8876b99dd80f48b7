"""The stand-in's programming interface: filters, order and pages of content types, one GraphQL root, questions. No socket here."""

from __future__ import annotations

import json
import re
from typing import Any

from tests.portals.govkz.content import CODE, LANGUAGES, TYPES, details, questions

CONTROLS = frozenset({"sort-by", "page", "size", "lang"})
SIZE = 10
LARGEST = 1000


class Fault(Exception):
    """An answer that is none: status and body."""

    def __init__(self, status: int, body: str) -> None:
        super().__init__(status)
        self.status = status
        self.body = body


def language_of(query: dict[str, str], accept: str) -> str:
    """What ``lang`` or else Accept-Language asks for; Russian where neither does."""
    named = query.get("lang") or accept.split(",", maxsplit=1)[0].split(";", maxsplit=1)[0].strip()[:2]
    return named if named in LANGUAGES else "ru"


def listed(kind: str, query: dict[str, str], language: str) -> list[dict[str, Any]]:
    """One page of a content type. Raises Fault."""
    if kind not in TYPES:
        raise Fault(404, '{"error":"notFound"}')
    found = TYPES[kind](language)
    for name, condition in query.items():
        if name not in CONTROLS:
            found = [item for item in found if _fits(kind, str(item.get(name, "")), condition)]
    field, _, direction = query.get("sort-by", "id:ASC").partition(":")
    found.sort(key=lambda item: str(item.get(field, "")), reverse=direction == "DESC")
    size = min(int(query.get("size", SIZE)), LARGEST)
    start = (int(query.get("page", "1")) - 1) * size
    return found[start : start + size]


def _fits(kind: str, value: str, condition: str) -> bool:
    op, mark, wanted = condition.partition(":")
    if not mark:
        op, wanted = "eq", condition
    if op == "gte" and kind == "documents":
        raise Fault(500, "Internal Server Error")
    tests = {
        "eq": value == wanted,
        "neq": value != wanted,
        "contains": wanted in value,
        "gt": value > wanted,
        "lt": value < wanted,
        "gte": value >= wanted,
    }
    if op not in tests:
        raise Fault(400, '{"error":"badFilter"}')
    return tests[op]


_ROOT = re.compile(r"\{\s*projectdetails\(\s*projects:\s*\"(?:eq|contains):([\w-]+)\"\s*,\s*_lang:\s*\"(\w\w)\"\s*\)")


def graphql(body: bytes) -> dict[str, Any]:
    """The one root that the stand-in knows."""
    query = str(json.loads(body).get("query", ""))
    match = _ROOT.search(query)
    if match is None:
        return {"errors": [{"message": "Cannot query field"}], "data": None}
    return {"data": {"projectdetails": [details(match[2])] if match[1] == CODE else []}}


def public_data(body: bytes) -> dict[str, Any]:
    """Questions of citizens."""
    asked = json.loads(body)
    if asked.get("project_slug") != CODE or asked.get("content_type_slug") != "vr_question":
        raise Fault(404, '{"error":"notFound"}')
    return {"items": questions(str(asked.get("data", {}).get("lang", "ru")))}
