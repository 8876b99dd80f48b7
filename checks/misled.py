"""A menu entry that opens a page of another subject: «Вакансии» leads to a page headed «Нормативные правовые акты»."""

from __future__ import annotations

from checks.above import above_organisation, of_superior
from checks.contactlines import of_data
from checks.derived import derived_by
from checks.editions import strange, told
from checks.letters import words
from checks.named import NAME, Candidate
from checks.phrases import OWN, SHORT, extra, in_label, phrases
from checks.subject import excluded
from store.base import Language
from store.records import PageRecord
from store.snapshot import Snapshot

# Fields in which a page speaks of itself; the others are what leads to it.
ITS_OWN = frozenset({"heading", "title", "breadcrumb", "caption", "body", "first", "file"})


def misled(snapshot: Snapshot, concept: str, candidate: Candidate, page: PageRecord, language: Language) -> bool:
    """Whether only links name a page, while its main heading names another indicator and says no word of theirs, or bears words with which
    it names another thing: «Стратегический план» leads to the report on it; or, where contact data are asked for, the name is that of a body
    above: «Департаменты министерства» on the site of a committee."""
    above = (of_superior, above_organisation)
    if any(map(of_data, snapshot.indicator(concept).demands)) and any(of(snapshot, candidate.best.text) for of in above):
        return True
    if not page.h1 or any(label.at.field in ITS_OWN for label in candidate.labels):
        return False
    if excluded(snapshot, concept, language, page.h1):
        return True
    # «Обращения граждан» shares a word with «Личный приём граждан», and it is a word of its own name.
    ours = _starts(page.h1) - frozenset(
        start for name in _strange(snapshot, concept, page.h1, language) for start in _starts(name)
    )
    if any(ours & _starts(label.text) for label in candidate.labels):
        return False
    return _names_something(snapshot, (page.h1, language)) or bool(_strange(snapshot, concept, page.h1, language))


def _strange(snapshot: Snapshot, concept: str, heading: str, language: Language) -> list[str]:
    """Names in a heading of what only other editions ask for and what is another thing; they say nearly all of it."""
    known = (one for one in told(snapshot, (heading, language)) if strange(snapshot, (concept, one.concept)))
    said = words(heading)
    return [" ".join(said[one.match.start : one.match.end]) for one in known if extra(one.match, said) <= NAME]


def _starts(text: str) -> frozenset[str]:
    return frozenset(one[:OWN] for one in words(text) if len(one) > SHORT)


@derived_by
def _names_something(snapshot: Snapshot, asked: tuple[str, Language]) -> bool:
    """Whether a heading is the name of any indicator and says little else."""
    heading, language = asked
    for concept in snapshot.concepts:
        indicator = snapshot.indicator(concept)
        found = in_label(phrases(indicator.names.of(language), language), heading)
        if found is None or extra(found, words(heading)) > NAME:
            continue
        apart = phrases(indicator.excluded.of(language), language)
        if not apart or in_label(apart, heading) is None:
            return True
    return False
