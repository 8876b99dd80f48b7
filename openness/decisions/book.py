"""Decisions put on record, and what is told of them: the same for files, the command line and whatever comes next."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from sqlalchemy import Connection, Engine

from openness.decisions.known import KnownFindings
from openness.decisions.proof import RefusedError, Wrong, prove
from openness.faults import WrongUse
from reports.i18n import N_
from store import rulings
from store.base import Text
from store.findings import Outcome, Question, Ruling, RulingReason
from store.rulings import Origin, RulingTakenError, Source, StoredRuling
from store.zone import ASTANA

EMPTY = N_("is empty; words were expected")
MEANWHILE = N_("the decision «{found}» was put on record meanwhile and says something else")


@dataclass(frozen=True)
class Draft:
    """A decision as a person gives it. Without ``id`` it gets one that its content gives."""

    finding: str
    outcome: Outcome
    reason: RulingReason
    note: Text
    author: str
    count: int = 1
    facts: Mapping[str, str] = field(default_factory=dict)
    supersedes: str | None = None
    id: str = ""


@dataclass(frozen=True)
class Entry:
    """A decision on record, and those that took its place."""

    stored: StoredRuling
    replaced_by: tuple[str, ...]


def put(db: Connection, body: str, made: Iterable[Ruling], origin: Origin) -> int:
    """Puts proved decisions on record in the caller's transaction; returns how many of them are new.

    :raises WrongUse: one of the same id came in since they were proved and says something else.
    """
    try:
        return rulings.write(db, body, made, origin)
    except RulingTakenError as fault:
        raise WrongUse(MEANWHILE, found=fault.id) from fault


def decide(engine: Engine, body: str, draft: Draft, source: Source, now: datetime) -> StoredRuling:
    """Proves one decision and puts it on record.

    :param source: where it was made; there is no file.
    :param now: the time of the decision, with its zone.
    :returns: the entry, with the digest of its own text.
    :raises RefusedError: everything that speaks against it; nothing was stored.
    :raises WrongUse: another one of its id came in at the same time.
    """
    ruling = _ruling(body, draft, now.astimezone(UTC).replace(microsecond=0))
    with engine.begin() as db:
        known = [one.ruling for one in rulings.read(db, body)]
        wrong = prove([ruling], known, KnownFindings(engine, body), now.astimezone(ASTANA).date())
        if wrong:
            raise RefusedError(wrong)
        put(db, body, [ruling], Origin(source=source))
        return next(one for one in rulings.on_finding(db, body, ruling.finding) if one.ruling.id == ruling.id)


def listed(db: Connection, body: str) -> list[Entry]:
    """Every decision on a body, by id."""
    return _entries(rulings.read(db, body))


def history(db: Connection, body: str, finding: str) -> list[Entry]:
    """The decisions on one finding in the order they were made; those that nothing replaced stand."""
    return _entries(rulings.on_finding(db, body, finding))


def on_question(db: Connection, body: str, question: Question) -> list[Entry]:
    """The decisions on one open question in the order they were made, whatever it rested on."""
    found = [one for one in rulings.read(db, body) if one.ruling.question == question]
    return _entries(sorted(found, key=lambda one: (one.ruling.made_at, one.ruling.id)))


def clashing(entries: Iterable[Entry]) -> list[Entry]:
    """Those that stand and say different things of one finding; none where all that stand agree."""
    standing = [one for one in entries if not one.replaced_by]
    said = {
        (one.stored.ruling.outcome, one.stored.ruling.count, tuple(sorted(one.stored.ruling.facts.items()))) for one in standing
    }
    return standing if len(said) > 1 else []


def _entries(found: list[StoredRuling]) -> list[Entry]:
    after: dict[str, list[str]] = {}
    for one in found:
        if one.ruling.supersedes is not None:
            after.setdefault(one.ruling.supersedes, []).append(one.ruling.id)
    return [Entry(one, tuple(sorted(after.get(one.ruling.id, ())))) for one in found]


def _ruling(body: str, draft: Draft, made_at: datetime) -> Ruling:
    words = {"author": draft.author, "note_kk": draft.note.kk, "note_ru": draft.note.ru}
    wrong = [Wrong(0, name, EMPTY) for name, text in words.items() if not text.strip()]
    if wrong:
        raise RefusedError(wrong)
    return Ruling(
        id=draft.id or _name(body, draft, made_at),
        finding=draft.finding,
        outcome=draft.outcome,
        count=draft.count,
        facts=dict(draft.facts),
        reason=draft.reason,
        note=draft.note,
        author=draft.author.strip(),
        made_at=made_at,
        supersedes=draft.supersedes,
    )


def _name(body: str, draft: Draft, made_at: datetime) -> str:
    text = json.dumps([body, draft.finding, draft.outcome, draft.author, made_at.isoformat()], ensure_ascii=False)
    return f"D-{hashlib.sha256(text.encode()).hexdigest()[:10]}"
