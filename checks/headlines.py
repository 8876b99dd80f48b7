"""What kind of words a label is: a name, a sentence, a headline that tells of an event."""

from __future__ import annotations

import re
from collections.abc import Sequence

from checks.derived import derived, derived_few
from checks.letters import words
from checks.newsitems import HEADLINE_WORDS, LINE
from checks.phrases import Phrase, in_label
from checks.words import holds
from store.asked import asked
from store.snapshot import Snapshot

MARKS = "content-marks"
ELSEWHERE = asked(__name__, MARKS, "elsewhere")
# Letters before the ending of a verb.
VERB = 3
# Words of the shortest name that tells of an event: who, what of, what and what became of it.
SHORT_EVENT = 4
# «(жаңа терезеде ашылады)» tells of the link and not of an event.
_BRACKETS = re.compile(r"\([^()]*\)")
# A letter box is named as its owner likes: «goszakup@…» speaks of no purchases.
_LETTER_BOX = re.compile(r"\S+@\S+")
# Labels whose answers are kept in memory.
ANSWERS_KEPT = 20_000


@derived_few(ANSWERS_KEPT)
def tells(snapshot: Snapshot, text: str) -> bool:
    """Whether a label of several words holds one that ends as the verbs of headlines do; what brackets hold is a note beside it."""
    said, endings = words(_BRACKETS.sub(" ", text)), _verb_endings(snapshot)
    return len(said) >= HEADLINE_WORDS and any(word.endswith(endings) and _verb(word, endings) for word in said[1:])


def of_event(snapshot: Snapshot, text: str) -> bool:
    """Whether a name tells of an event: in Kazakh the verb that ends a sentence tells, however short the sentence is."""
    said, endings = words(_BRACKETS.sub(" ", text)), snapshot.lexicon("feeds").phrases("event-endings")
    return len(said) >= SHORT_EVENT and _verb(said[-1], endings)


def _verb(word: str, endings: tuple[str, ...]) -> bool:
    return word.isalpha() and any(word.endswith(one) and len(word) - len(one) >= VERB for one in endings)


@derived
def _verb_endings(snapshot: Snapshot) -> tuple[str, ...]:
    return snapshot.lexicon("feeds").phrases("headline-verb-endings")


def ends(text: str) -> bool:
    """Whether a line ends as sentences do: names of texts have no stop."""
    return text.rstrip().endswith((".", "!", ";"))


def sentence(text: str) -> bool:
    """Whether a line is a sentence and no label."""
    return ends(text) and len(words(text)) >= HEADLINE_WORDS


def only_boxed(text: str, wanted: Sequence[Phrase]) -> bool:
    """Whether a line says none of the phrases but in the addresses of electronic mail that stand in it."""
    return "@" in text and in_label(wanted, _LETTER_BOX.sub(" ", text)) is None


def defers(snapshot: Snapshot, text: str) -> bool:
    """Whether a line says that the thing stands elsewhere or is to come: «Требования – в приложении», «Отчёт будет размещён»."""
    coming = holds(text, snapshot.lexicon("placeholders").phrases("promises"))
    return coming or snapshot.lexicon(MARKS).pattern(ELSEWHERE).search(text) is not None


def is_line(text: str) -> bool:
    """Whether a line of a text is a whole: short, and no piece of a sentence that the page or file broke. Kazakh names of reports begin with
    their year."""
    first = next((letter for letter in text if letter.isalnum()), "")
    return len(text) <= LINE and not first.islower() and not text.rstrip().endswith((",", "-", ";"))
