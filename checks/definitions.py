"""Headings that ask what a thing is: below them it is explained, and not given: «Что такое коррупция», «Мемлекеттік бағдарлама дегеніміз»."""

from __future__ import annotations

from store.asked import asked
from store.snapshot import Snapshot

WORDS = "content-marks"
ASKS = asked(__name__, WORDS, "asks-what")


def defined(snapshot: Snapshot, text: str) -> bool:
    """Whether a label asks what a thing is."""
    return snapshot.lexicon(WORDS).pattern(ASKS).search(text) is not None


__all__ = ["defined"]
