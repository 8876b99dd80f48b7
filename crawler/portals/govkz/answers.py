"""What the programming interface answered: items, a refusal in its own words, or nothing that can be read. Pure."""

from __future__ import annotations

import json
from typing import Any, NamedTuple

from crawler.portals.govkz.rules import Interface, Platform

# Whoever refuses says so briefly.
SHORT = 4_000
# The largest page of a list that the interface is known to give.
MAX_ITEMS = 1_000
MAX_DEPTH = 60


class Reading(NamedTuple):
    """``items`` of the answer; or ``refusal``, the word by which it was refused; or ``garbled``, why it cannot be read."""

    items: tuple[dict[str, Any], ...] = ()
    refusal: str = ""
    garbled: str = ""


def read_answer(platform: Platform, interface: Interface, body: bytes) -> Reading:
    """Reads the body of an answer of any status.

    :param body: the content after its coding was undone.
    :returns: items in their order; those that are no objects are left out.
    """
    refusal = _refusal(platform, body)
    if refusal:
        return Reading(refusal=refusal)
    try:
        value = json.loads(body)
    except (ValueError, RecursionError):
        return Reading(garbled="no JSON")
    if interface.holds == "kept" and value is not None:
        return Reading()
    listed = _listed(value, interface.items)
    return (
        Reading(tuple(item for item in listed[:MAX_ITEMS] if isinstance(item, dict)))
        if listed is not None
        else Reading(garbled="no list of items")
    )


def _listed(value: Any, path: str) -> list[Any] | None:
    """The list that an answer is, or holds at a path, where one item may stand for itself; None where there is neither."""
    if not path:
        return value if isinstance(value, list) else None
    found = pick(value, path)
    if not found and (not isinstance(value, dict) or value.get("errors")):
        return None
    return found[0] if len(found) == 1 and isinstance(found[0], list) else found


def _refusal(platform: Platform, body: bytes) -> str:
    if len(body) > SHORT or body.lstrip()[:1] == b"[":
        return ""
    text = body.decode("utf-8", "replace")
    return next((word for word in platform.refusals if word in text), "")


def pick(value: Any, path: str) -> list[Any]:
    """Values at a path such as ``gosorgan.items[].project_name``: names step into objects, ``[]`` into every item of a list.

    :returns: what is there, in order; nothing where the path leads nowhere.
    """
    found = [value]
    for step in path.split(".")[:MAX_DEPTH]:
        name = step.removesuffix("[]")
        found = [item[name] for item in found if isinstance(item, dict) and item.get(name) is not None]
        if step.endswith("[]"):
            found = [part for item in found if isinstance(item, list) for part in item]
    return found
