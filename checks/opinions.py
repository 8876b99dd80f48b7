"""Whether a user's message is a comment or a proposal: a guess with its confidence and the words it rests on, for a person to confirm.

«Комментарии – мнение пользователя …, не содержащее конкретных замечаний и (или) предложений» (2024 feedback Methodology, point 2, 8).
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from checks.words import fold, found
from store.snapshot import Snapshot

LEXICON = "feedback"
Class = Literal["comment", "proposal"]
# A verdict of the body on the portal: it took the message for a proposal.
VERDICT = "verdict"
SURE, LIKELY, MIXED, BLIND = "0.9", "0.75", "0.6", "0.5"
SEVERAL = 2


class Guess(NamedTuple):
    """What a message seems to be, how sure that is (0 to 1), and the words of it that say so."""

    kind: Class
    confidence: str
    words: tuple[str, ...]


def guess(snapshot: Snapshot, text: str, verdict: str = "") -> Guess:
    """What a message seems to be.

    :param text: its words, in whatever language. :param verdict: the body's own mark on the portal, «» for none.
    :returns: a guess; where nothing tells, a comment, which is what a message without definite remarks is.
    """
    said = snapshot.lexicon(LEXICON)
    asks, places, tells = (_met(text, said.phrases(name)) for name in ("proposal", "place", "comment"))
    marks = (*asks, *(places if asks else ()), *((VERDICT,) if verdict else ()))
    if marks and tells:
        return Guess("proposal", MIXED, (*marks, *tells))
    if marks:
        return Guess("proposal", SURE if len(marks) >= SEVERAL else LIKELY, marks)
    if places:
        return Guess("proposal", MIXED, places)
    if tells:
        return Guess("comment", SURE if len(tells) >= SEVERAL else LIKELY, tells)
    return Guess("comment", BLIND, ())


def _met(text: str, phrases: tuple[str, ...]) -> tuple[str, ...]:
    """The phrases that stand in a text, each once, none within another, in their order."""
    met: dict[str, None] = {}
    rest = fold(text)
    while hit := found(rest, phrases):
        met[hit] = None
        rest = rest.replace(hit, " ", 1)
    return tuple(met)
