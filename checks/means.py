"""Means of talking to visitors that a site offers: what holds for certain, and what may be it and is for a person."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from checks.answers import answers
from checks.counters import counters
from checks.messageforms import message_forms
from checks.meta import Options
from checks.polls import polls
from checks.traces import Traces
from store.snapshot import Snapshot

Means = Literal["feedback-form", "poll-form", "frequent-questions", "visitor-counter"]
SOUGHT: dict[Means, Callable[[Snapshot], Traces]] = {
    "feedback-form": message_forms,
    "poll-form": polls,
    "frequent-questions": answers,
    "visitor-counter": counters,
}


class Wanted(Options):
    """``part``: which means is looked for."""

    part: Means
