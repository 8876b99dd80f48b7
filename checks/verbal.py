"""Whether words that tell what was done are met only as a name made of them («рассмотрено» in «порядок рассмотрения обращений») or as a rule
(«обращение рассматривают в течение 9 дней»)."""

from __future__ import annotations

from collections.abc import Sequence

from checks.derived import derived_by
from checks.letters import words
from checks.phrases import AS_IT_STANDS, phrase, root_of, shown
from store.base import Language
from store.snapshot import Snapshot

WORDS = "content-marks"


def only_named(snapshot: Snapshot, language: Language, text: str, said: Sequence[str]) -> bool:
    """Whether a word of a phrase that tells stands among words only as the noun or adjective made of it, or in a form that sets a term.

    :param text: the phrase, as the lexicon has it.
    :param said: words as ``letters.words`` gives them.
    """
    told, noun, rule = (_endings(snapshot, (kind, language)) for kind in ("told", "noun", "rule"))
    set_term = not set(said).isdisjoint(snapshot.lexicon(WORDS).phrases("terms", language))
    for one in (word for word in words(shown(text)) if word.endswith(told)):
        stem = phrase(one, language).stems[0]
        met = [word for word in said if stem.fits(word) == AS_IT_STANDS]
        if met and all(word.endswith(noun) for word in met):
            return True
        forms = [word for word in said if root_of(stem).fits(word) == AS_IT_STANDS]
        if set_term and forms and all(word.endswith(rule) for word in forms):
            return True
    return False


@derived_by
def _endings(snapshot: Snapshot, asked: tuple[str, Language]) -> tuple[str, ...]:
    kind, language = asked
    return snapshot.lexicon(WORDS).phrases(f"{kind}-endings", language)


__all__ = ["only_named"]
