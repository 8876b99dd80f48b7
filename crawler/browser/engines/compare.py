"""What an engine shows beside Chromium, and whether it confirms what axe-core found there. Pure."""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import Any

WORD = re.compile(r"\w+")
MAX_WORDS = 40
BLANK = 20
MUCH = 200


def compared(here: dict[str, Any], there: dict[str, Any]) -> dict[str, Any]:
    """Differences of one engine's page from Chromium's: words that are missing, overflow, blankness, pictures that do not load.

    :param here: ``page`` as the engine gave it. :param there: the same from Chromium through its driver.
    """
    wanted, shown = _words(there["text"]), _words(here["text"])
    missing = wanted - shown
    total = sum(wanted.values())
    return {
        "words": total,
        "missing": sum(missing.values()),
        "missing_share": round(sum(missing.values()) / total, 4) if total else 0.0,
        "missing_words": sorted(missing)[:MAX_WORDS],
        "more": sum((shown - wanted).values()),
        "blank": here["text_length"] < BLANK and there["text_length"] > MUCH,
        "overflows": here["scroll_width"] > here["width"] + 1,
        "overflows_in_chromium": there["scroll_width"] > there["width"] + 1,
        "broken_pictures": sorted(set(here["broken_pictures"]) - set(there["broken_pictures"])),
    }


def _words(text: str) -> Counter[str]:
    return Counter(WORD.findall(text.casefold()))


def opinions(main: dict[str, Any] | None, here: dict[str, Any] | None) -> dict[str, dict[str, int]]:
    """For each rule that the first engine found broken: how many of its places the second finds too (``confirmed``), is unsure
    of (``unsure``), or does not find (``doubted``). Places inside frames are left out, the second engine does not enter them.
    """
    if main is None or here is None:
        return {}
    found, unsure = _places(here["violations"]), _places(here["incomplete"])
    told = {}
    for rule, places in _places(main["violations"]).items():
        confirmed = places & found.get(rule, set())
        open_ = (places - confirmed) & unsure.get(rule, set())
        told[rule] = {"confirmed": len(confirmed), "unsure": len(open_), "doubted": len(places - confirmed - open_)}
    return told


def _places(rules: list[dict[str, Any]]) -> dict[str, set[str]]:
    return {rule["id"]: {json.dumps(node["target"]) for node in rule["nodes"] if len(node["target"]) == 1} for rule in rules}
