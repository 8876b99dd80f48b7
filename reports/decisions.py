"""People's decisions as result.json and findings.jsonl tell them: who decided what, why, and what became of it.

A line of findings.jsonl keeps what was found (a decision is an entry, never an edit). Where people decided, it bears besides
``rulings``, every decision on it, and ``counted``, what the score counts it as.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from reports import shape
from reports.i18n import t
from reports.numbers import counted as counted_in_words
from reports.words import RULING, RULING_SHORT, word
from store.conclusion import Conclusion, RulingState
from store.findings import Finding
from store.rulings import StoredRuling

# Outcomes that take points, each by its count.
SHORT = ("deficiency", "missing")
# What stands comes first, then its history.
ORDER = ("applied", "conflicting", "awaiting", "superseded", "stale")
SAID = ("after", "reason", "note", "author", "made_at", "supersedes", "file", "evidence")


def counted(line: dict[str, Any]) -> dict[str, Any]:
    """What the score counts a line of findings.jsonl as: its outcome and count, by people's decisions where there are any."""
    found: dict[str, Any] = line.get("counted", line)
    return found


def standing(result: dict[str, Any], language: str) -> str:
    """How many decisions of a result there are of each standing, in one sentence; empty where there are none."""
    states = Counter(one["state"] for one in result.get("rulings", []))
    told = [
        f"{word(RULING_SHORT, name, language)} – {counted_in_words(states[name], language)}" for name in RULING if states[name]
    ]
    return t("Decisions of people: {list}.", language, list="; ".join(told)) if told else ""


class Book:
    """The decisions that a scoring took in, beside the findings they are on."""

    def __init__(self, conclusion: Conclusion, findings: Iterable[Finding] = (), decisions: Iterable[StoredRuling] = ()) -> None:
        self._states = conclusion.rulings
        self._on: dict[str, list[RulingState]] = {}
        for state in self._states:
            self._on.setdefault(state.finding, []).append(state)
        self._decided = {one.finding: one for one in conclusion.decided}
        self._said = {one.ruling.id: one for one in decisions}
        self._found = {finding.id: finding for finding in findings if finding.id in self._on}

    def all(self) -> list[dict[str, Any]]:
        """Every decision, by id, with the outcome before and after and the row it bears on."""
        return [self._entry(state) for state in self._states]

    def on(self, finding: Finding) -> dict[str, Any]:
        """What a line of findings.jsonl bears besides; nothing where nobody decided."""
        states = sorted(self._on.get(finding.id, []), key=lambda state: (ORDER.index(state.state), state.id))
        if not states:
            return {}
        decided = self._decided.get(finding.id)
        outcome, count = (finding.outcome, finding.count) if decided is None else (decided.outcome, decided.count)
        return {"counted": {"outcome": str(outcome), "count": count}, "rulings": [self._entry(state) for state in states]}

    def _entry(self, state: RulingState) -> dict[str, Any]:
        entry: dict[str, Any] = {"id": state.id, "finding": state.finding, "state": state.state, "by": list(state.by)}
        found = self._found.get(state.finding)
        entry["before"] = None if found is None else {"outcome": str(found.outcome), "count": found.count}
        entry["parameter"] = None if found is None else found.parameter
        entry["language"] = None if found is None else found.language
        stored = self._said.get(state.id)
        return entry | _said(stored) | _answered(stored)


def _said(stored: StoredRuling | None) -> dict[str, Any]:
    if stored is None:
        return dict.fromkeys(SAID)
    said = stored.ruling
    return {
        "after": {"outcome": str(said.outcome), "count": said.count, "facts": dict(said.facts)},
        "reason": str(said.reason),
        "note": {"kk": said.note.kk, "ru": said.note.ru},
        "author": said.author,
        "made_at": shape.moment(said.made_at),
        "supersedes": said.supersedes,
        # A decision that came without a file is proved by its own entry.
        "file": stored.file or None,
        "evidence": list(dict.fromkeys((stored.sha256, *(file.sha256 for file in said.files)))),
    }


def _answered(stored: StoredRuling | None) -> dict[str, Any]:
    """What a decision on an open question bears besides: which it was, what proves it, what became otherwise since."""
    if stored is None or stored.ruling.question is None:
        return {}
    said, question = stored.ruling, stored.ruling.question
    return {
        "parameter": question.parameter,
        "language": question.language,
        "question": said.finding,
        "links": list(said.links),
        "files": [{"name": file.name, "sha256": file.sha256} for file in said.files],
        "changed": [one.model_dump() for one in stored.changed],
    }
