"""How a candidate is told to a person."""

from __future__ import annotations

from checks.letters import words
from checks.named import Candidate


def title_of(candidate: Candidate) -> str:
    """The label by which a place is known."""
    return " ".join(candidate.best.text.split())


def said(candidate: Candidate) -> dict[str, object]:
    """A candidate as it is told to a person: address, place, excerpt."""
    best = candidate.best
    return {
        "address": best.at.url,
        "field": best.at.field,
        "on": best.at.page[0],
        "excerpt": title_of(candidate)[:300],
        "words": len(words(best.text)),
    }


__all__ = ["said", "title_of"]
