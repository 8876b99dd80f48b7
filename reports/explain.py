"""Steps of the arithmetic as sentences of one language."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from reports.i18n import t
from store.conclusion import Step

# Values that name something; their points are no decimal points («2.9», «internal-links…», «google 1.0»).
NAMES = frozenset({"place", "check", "source"})
COMMA = frozenset({"kk", "ru"})
_POINT = re.compile(r"(?<=\d)\.(?=\d)")


def sentence(step: Step, language: str) -> str:
    """One step in words. Its key is a message of the catalogues, its values are the named fields."""
    return t(step.key, language, **{name: _value(name, value, language) for name, value in step.values.items()})


def _value(name: str, value: Any, language: str) -> Any:
    """Arithmetic comes as exact text with decimal points; Kazakh and Russian write a comma."""
    if isinstance(value, str) and name not in NAMES and language in COMMA:
        return _POINT.sub(",", value)
    return value


def text(steps: Iterable[Step], language: str) -> str:
    """Steps in words, one a line."""
    return "\n".join(sentence(step, language) for step in steps)


def both(steps: Iterable[Step]) -> dict[str, str]:
    """Steps in words of the two official languages, as result.json holds them."""
    kept = tuple(steps)
    return {"kk": text(kept, "kk"), "ru": text(kept, "ru")}
