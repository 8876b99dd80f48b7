"""What a row gives where nothing was required, counted or measured, and the sentence of the act that allows it."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator

from store.base import Frozen
from store.citation import Rule
from store.told import N_, Told

Gives = Literal["full", "zero", "average", "open"]
WITHOUT_SENTENCE = N_(
    "«none: {gives}» bears no sentence of the act; write gives with a rule (basis, citation, note in kk and ru), or none: open"
)
FULL_ASSUMED = N_("full points for nothing need a sentence of an act, so not the basis «assumed»; name it, or write none: open")


class Nothing(Frozen):
    """``gives``: the ``full`` weight, ``zero``, the ``average`` of other bodies, or ``open``: the whole span, never points.

    ``rule`` says where the act allows it; its note quotes the sentence. ``open`` alone goes without, written as one word.
    """

    gives: Gives
    rule: Rule | None = None


def _word(value: Any) -> Any:
    return {"gives": value} if isinstance(value, str) else value


None_ = Annotated[Nothing, BeforeValidator(_word)]
"""The option ``none`` of a formula."""
OPEN = Nothing(gives="open")


def fault(nothing: Nothing) -> Told | None:
    """What is wrong with an option ``none``: points without a sentence, or full points that rest on no act at all."""
    if nothing.gives == "open":
        return None
    if nothing.rule is None or nothing.rule.note is None:
        return Told(WITHOUT_SENTENCE, gives=nothing.gives)
    return Told(FULL_ASSUMED) if nothing.gives == "full" and nothing.rule.basis == "assumed" else None
