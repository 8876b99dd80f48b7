"""Places that bear a name and nothing below it."""

from __future__ import annotations

from collections.abc import Iterable

from checks.held import Held
from store.indicators import Indicator, Part

# A page of fewer letters and nothing else is an empty section.
EMPTY = 40


def hollow(found: Held, indicator: Indicator, part: bool) -> bool:
    """Whether a place bears a name and nothing below it: no text to speak of, no list, file, picture, form or way on.

    Which part of a page a picture stands in is not known; it counts for a part where a picture is what is asked for.
    """
    top = found.top
    pictures = top.pictures and (not part or _asks_picture(indicator.demands))
    anything = top.links or top.files or pictures or top.forms or top.contacts or top.persons or top.below
    return not anything and top.letters < EMPTY and top.complete and not top.shell


def _asks_picture(demands: Iterable[Part]) -> bool:
    return any(demand.kind == "picture" or _asks_picture(demand.of) for demand in demands)
