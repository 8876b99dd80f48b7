"""Acts asked for, of which a place names only some that ended: «Закон от 4 декабря 2015 года № 434-V «О государственных закупках»»; and
places that say themselves that their acts are over."""

from __future__ import annotations

from collections.abc import Iterable

from checks.acts import WORDS
from checks.citations import reader
from checks.legalbase import database
from checks.own import Own
from checks.sentences import sentences
from checks.words import holds
from store.base import Language
from store.snapshot import Snapshot

# Lines with which a place says what it is.
FIRST = 3


def only_ended(snapshot: Snapshot, texts: Iterable[str]) -> bool:
    """Whether every act that texts cite ended before the day of the audit, as the legal database at hand says; what replaced it is for a person
    to look for."""
    cited = [citation for text in dict.fromkeys(texts) for citation in reader(snapshot).read(text)]
    known = [database(snapshot).find(one.day, one.number, one.kind) for one in cited]
    return bool(known) and all(act is not None and act.ended(snapshot.plan.as_of) for act in known)


def lapsed(snapshot: Snapshot, asked: tuple[str, Language], place: Own) -> bool:
    """Whether a place says in its first lines that its acts lost force («Постановления утратили силу, тексты хранятся для справки»), or
    anywhere that what it gives ended: «Конкурс завершён»."""
    concept, language = asked
    ended = snapshot.lexicon(WORDS).phrases("lost-force", language)
    if any(holds(one, ended) for line in place.lines[:FIRST] for one in sentences(line)):
        return True
    over = snapshot.indicator(concept).over.of(language)
    return bool(over) and any(holds(one, over) for line in place.lines for one in sentences(line))


__all__ = ["lapsed", "only_ended"]
