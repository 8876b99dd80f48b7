"""What became of a single message, as figures of the feedback formula: one proposal or one comment, accepted or answered, at both ends.

Figures of all messages add up to those of the row; where nobody classed a message it may be either, so each figure of it has two ends.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from checks.classed import Line
from checks.opinions import Guess
from checks.voices import Span, Voice
from store.findings import Outcome

PROPOSALS, ACCEPTED, COMMENTS, ANSWERED = FIGURES = ("proposals", "proposals-accepted", "comments", "comments-answered")
Figure = str | list[str]
Figures = dict[str, Figure]


class Settled(NamedTuple):
    """A message with its figures, what is said of it, its class and how sure that is, the words it rests on, and the line of the register."""

    voice: Voice
    figures: Figures
    outcome: Outcome
    message: str
    kind: str
    confidence: str = "1"
    words: tuple[str, ...] = ()
    line: Line | None = None


def lone(voice: Voice, guess: Guess) -> Settled:
    """A message that nobody classed: it may be either."""
    figures = _figures((0, 1), (0, voice.accepted[1]), (0, 1), (0, voice.answered[1]))
    message = "proposed-proposal" if guess.kind == "proposal" else "proposed-comment"
    return Settled(voice, figures, Outcome.UNVERIFIED, message, guess.kind, guess.confidence, guess.words)


def known(voice: Voice, line: Line) -> Settled:
    """A message that a person classed, with what the portal shows of it. What the two contradict each other on has both ends."""
    kind = "proposal" if line.proposal else "comment"
    done = _agreed(voice.accepted, line.accepted) if line.proposal else _agreed(voice.answered, line.answered, proves=True)
    figures = _figures((1, 1), done, (0, 0), (0, 0)) if line.proposal else _figures((0, 0), (0, 0), (1, 1), done)
    outcome = Outcome.UNVERIFIED if done[0] != done[1] else Outcome.MET if done[0] else Outcome.DEFICIENCY
    messages = {Outcome.UNVERIFIED: "differs", Outcome.MET: f"{kind}-done", Outcome.DEFICIENCY: f"{kind}-not-done"}
    return Settled(voice, figures, outcome, messages[outcome], kind, line=line)


def _agreed(seen: Span, said: bool, proves: bool = False) -> Span:
    """What portal and register tell together: the register's word where the portal leaves it open; both ends where they differ.

    :param proves: an answer on the portal is one, whatever the register says.
    """
    if seen[0] == seen[1] == 1 and proves:
        return 1, 1
    if seen[0] <= int(said) <= seen[1]:
        return int(said), int(said)
    return 0, 1


def mere(line: Line, doubtful: bool = False) -> Figures:
    """Figures of a line alone. A doubtful one may be none at all."""
    low = 0 if doubtful else 1
    if line.proposal:
        done = int(line.accepted)
        return _figures((low, 1), (min(low, done), done), (0, 0), (0, 0))
    done = int(line.answered)
    return _figures((0, 0), (0, 0), (low, 1), (min(low, done), done))


def together(figures: Iterable[Mapping[str, Figure]]) -> Figures:
    """Figures of several messages added up."""
    total = dict.fromkeys(FIGURES, (0, 0))
    for one in figures:
        for name in FIGURES:
            value = one[name]
            ends = [value, value] if isinstance(value, str) else value
            low, high = total[name]
            total[name] = (low + int(ends[0]), high + int(ends[1]))
    return _figures(*(total[name] for name in FIGURES))


def _figures(*spans: Span) -> Figures:
    return {name: str(low) if low == high else [str(low), str(high)] for name, (low, high) in zip(FIGURES, spans, strict=True)}
