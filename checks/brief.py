"""Little that is enough under a thing's own name: «Анализ обращений – в третьем квартале поступило 118 обращений: субсидии – 42, земля – 31 …».

How long a text must be is nowhere in the law. A place that anything may be meant by must hold the length that its indicator asks for; where
the name stands alone above a text that says something of the thing, a quarter of it is a text of the thing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from checks.demands import Answer, Lack
from checks.named import NAME, Candidate
from checks.own import Own
from checks.phrases import AS_IT_STANDS, in_label, phrases
from checks.subject import excluded
from checks.telling import unfilled
from checks.vocabulary import speaks
from store.base import Language
from store.snapshot import Snapshot

# Of the letters that an indicator asks for so many parts, but never fewer letters.
PART, FEWEST = 4, 100
# What must be longer is a whole act or biography, of which no excerpt is enough.
LONGEST = 600
# So many lines are a list.
SEVERAL = 3
_PHONE = re.compile(r"(?:\+?[78][\s(-]*)?\(?\d{2,5}\)?[\s-]+\d{1,3}[-\s]\d{2}(?:[-\s]\d{2})?|\b\d{1,3}-\d{2}-\d{2}\b")
# Years that may have gone by since the last one of which so little a text tells.
RECENT = 2
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
# Fields in which a name stands above what it names.
ABOVE = frozenset({"menu", "heading", "title", "breadcrumb", "body", "lead"})


def without_brief(
    snapshot: Snapshot, asked: tuple[str, Language], candidate: Candidate, top: Own, failing: Iterable[Lack]
) -> tuple[Lack, ...]:
    """The demands that a place does not keep, without those for a text which the little that it says keeps.

    :param asked: the indicator and the language of the version.
    """
    # Where a picture or frame beside may say more, little is enough under the thing's own name, and under a hint nobody can say.
    known = (Answer.NO, Answer.OPEN) if any(label.by_name for label in candidate.labels) else (Answer.NO,)
    lacking = tuple(failing)
    if not any(_shortest(lack) for lack in lacking if lack.answer in known) or not _named_alone(candidate):
        return lacking
    own_words = list(_saying(snapshot, asked, top))
    if not _of_thing(snapshot, asked, own_words) or long_ago(snapshot, own_words):
        return lacking
    letters = sum(sum(map(str.isalnum, line)) for line in own_words)
    return tuple(lack for lack in lacking if lack.answer not in known or not 0 < _shortest(lack) <= letters)


def _shortest(lack: Lack) -> int:
    """Letters of a text that keep a demand under the thing's own name; none where a text alone does not keep it."""
    least = [part.least for part in lack.demand.of or (lack.demand,) if part.kind == "text"]
    return max(FEWEST, min(least) // PART) if least and min(least) <= LONGEST else 0


def _named_alone(candidate: Candidate) -> bool:
    return any(
        label.at.field in ABOVE and label.extra <= NAME and not label.part and label.match.way == AS_IT_STANDS
        for label in candidate.labels
    )


def _saying(snapshot: Snapshot, asked: tuple[str, Language], top: Own) -> Iterator[str]:
    """Lines that are neither links nor say that something is to come or is another thing."""
    linked = {link.text for link in top.links}
    for line in dict.fromkeys(top.lines):
        if line not in linked and not unfilled(snapshot, line, asked[1]) and not excluded(snapshot, *asked, line):
            yield line


def long_ago(snapshot: Snapshot, lines: Iterable[str]) -> bool:
    """Whether all years that are named ended long before the day of the audit: such a text tells of what was."""
    named = {int(year) for line in lines for year in _YEAR.findall(line)}
    return bool(named) and max(named) < snapshot.plan.as_of.year - RECENT


def _of_thing(snapshot: Snapshot, asked: tuple[str, Language], lines: list[str]) -> bool:
    """Whether lines give a figure that is no telephone, or are several and one of them says a word of the thing."""
    if any(map(str.isdigit, "".join(_PHONE.sub("", line) for line in lines))):
        return True
    vital = phrases(snapshot.indicator(asked[0]).vital.of(asked[1]), asked[1])
    return len(lines) >= SEVERAL and any(speaks(snapshot, asked, one) or in_label(vital, one) is not None for one in lines)


__all__ = ["FEWEST", "long_ago", "without_brief"]
