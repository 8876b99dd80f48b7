"""Text of too low contrast, as axe-core measured it: the same element of many pages or rows once."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from typing import Any

from pydantic import Field

from checks.axe import Violation, selector_of, violations
from checks.derived import derived
from checks.measured import reports
from checks.meta import Options
from store.harvest import ArtifactKind
from store.snapshot import Snapshot


class Demand(Options):
    """``ratio``: the least contrast of ordinary text, as n of n:1."""

    ratio: Decimal = Field(gt=0, le=21)


RULE = "color-contrast"
# What axe-core demands of text of ordinary size; a stricter option cannot be judged from its violations alone.
MEASURED = Decimal("4.5")
_CHILD = re.compile(r":nth-(?:child|of-type)\([^)]*\)")
_NUMBER = re.compile(r"\d+")


def pattern_of(selector: str) -> str:
    """A selector without positions and numbers, so that the same element of many pages or rows is one."""
    return _NUMBER.sub("N", _CHILD.sub("", selector))


def number(value: Any) -> Decimal | None:
    """A ratio as axe-core writes it («4.5:1»), or None."""
    try:
        return Decimal(str(value).partition(":")[0])
    except InvalidOperation:
        return None


def low(snapshot: Snapshot, ratio: Decimal) -> dict[tuple[str, str, str], list[Violation]]:
    """Elements that fall short, by the pattern of their selector and the two colours, sorted."""
    groups: dict[tuple[str, str, str], list[Violation]] = {}
    for item in violations(snapshot, (RULE,)):
        measured, demanded = number(item.data.get("contrastRatio")), required(item, ratio)
        if measured is not None and measured < demanded:
            colours = (str(item.data.get("fgColor") or "")[:40], str(item.data.get("bgColor") or "")[:40])
            groups.setdefault((pattern_of(item.selector), *colours), []).append(item)
    return dict(sorted(groups.items()))


@derived
def legible(snapshot: Snapshot) -> frozenset[tuple[str, str]]:
    """Texts, by page and selector, that pixels show to stand out enough where axe-core could not tell."""
    return frozenset(
        (report.artifact.url, selector_of(text["target"]))
        for report in reports(snapshot, ArtifactKind.CONTRAST)
        for text in report.data.get("texts") or ()
        if text.get("verdict") == "enough"
    )


def required(item: Violation, ratio: Decimal) -> Decimal:
    """The demand on this text: that of large text where axe-core saw large text, else the option's."""
    expected = number(item.data.get("expectedContrastRatio"))
    return expected if expected is not None and expected < MEASURED else ratio


def facts_of(key: tuple[str, str, str], items: list[Violation], ratio: Decimal) -> dict[str, Any]:
    """What a reader is told of elements with one pattern and the same colours."""
    first = items[0]
    return {
        "ratio": str(number(first.data.get("contrastRatio"))),
        "required": str(required(first, ratio)),
        "foreground": key[1],
        "background": key[2],
        "selector": key[0],
        "elements": len(items),
        "axe": first.axe,
    }
