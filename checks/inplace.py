"""Sentences that tell of a thing in their own right, though the page is named as something else.

Bodies keep one page for a whole section of the law: how to complain stands below the hours of reception, work for the unemployed below social
help. A sentence is no passing mention where the name stands before a colon or a dash like a heading, or where the sentence gives what one may
follow: a link, a telephone, an address. Nor is one where the page has the form, the feed or the way to the portal that is asked for.
"""

from __future__ import annotations

import re

from checks.claims import claims
from checks.demands import Answer, answer
from checks.editions import OF_PEOPLE
from checks.held import Held
from checks.linklists import leads_to_each
from checks.named import BEGINNING, NAME, Candidate, Spotted
from checks.newsitems import news_item
from checks.othernames import claimed
from checks.own import Own, own
from checks.phonelines import ENTRY
from checks.phrases import phrase
from checks.sentences import bearing
from store.asked import asked as asked_of
from store.base import Language
from store.snapshot import Snapshot

# A part of a page with fewer letters says nothing.
TOLD = 40
# What stands behind a name that heads a paragraph.
_MARK = re.compile(r"\s*(?::|[–—-]\s|\.\s)")
_WORD = re.compile(r"\w+(?:-\w+)*")
# What is asked for of these kinds no page has by the way, as it has a text, a list or a file.
_TELLING = frozenset({"feed", "form", "link"})
MARKS = "content-marks"
PHONE, PERSON = asked_of(__name__, MARKS, "beside-phone"), asked_of(__name__, MARKS, "full-name")


def in_own_right(snapshot: Snapshot, asked: tuple[str, Language], candidate: Candidate, found: Held) -> bool:
    """Whether what a page of another name says of an indicator may be what is asked for.

    :param asked: the indicator and the language of the version.
    :param found: what stands at the place.
    """
    url, top = candidate.spot.url, found.top
    if news_item(snapshot, url) or (top.page is not None and top.page.is_home):
        return False
    told = [label for label in candidate.labels if label.by_name]
    if any(_heads(label) or _gives(label, asked[1], top) or _reached(snapshot, asked[0], label, top) for label in told):
        return True
    return _keeps(snapshot, asked[0], found)


def _reached(snapshot: Snapshot, concept: str, label: Spotted, top: Own) -> bool:
    """Whether somebody in full or a telephone stands in the lines that follow the name, where these are asked for."""
    demands = snapshot.indicator(concept).demands
    if not any(part.kind in OF_PEOPLE for one in demands for part in (one.of or (one,))) or label.text not in top.lines:
        return False
    start = top.lines.index(label.text) + 1
    marks = [snapshot.lexicon(MARKS).pattern(one) for one in (PHONE, PERSON)]
    return any(mark.search(line) for line in top.lines[start : start + ENTRY] for mark in marks)


def _keeps(snapshot: Snapshot, concept: str, found: Held) -> bool:
    indicator = snapshot.indicator(concept)
    parts = (part for demand in indicator.demands for part in (demand.of or (demand,)) if part.kind in _TELLING)
    return leads_to_each(indicator, found.top) and any(answer(snapshot, part, found) is Answer.YES for part in parts)


def _heads(label: Spotted) -> bool:
    """Whether a line begins with the name and goes on behind a colon or a dash."""
    if label.match.start > BEGINNING:
        return False
    said = list(_WORD.finditer(label.text))
    return label.match.end <= len(said) and _MARK.match(label.text, said[label.match.end - 1].end()) is not None


def _gives(label: Spotted, language: Language, top: Own) -> bool:
    """Whether the sentence that bears the name bears a link of the page or contact data too."""
    beside = [link.text for link in top.links] + [one.quote or one.value for one in top.contacts]
    said = bearing(label.text, phrase(label.match.phrase, language))
    return any(one and one in line for one in beside for line in said)


def headed(snapshot: Snapshot, language: Language, candidate: Candidate) -> bool:
    """Whether a hint heads a part of a page that says something below it and is no other thing's name: what the whole page is named as says
    nothing of its parts."""
    part = own(snapshot, candidate.spot)
    if not candidate.spot.part or part.page is None or part.page.is_home or part.letters < TOLD:
        return False
    # Headings of a page of units or leaders are what these are called: «Департамент финансов».
    kept = claimed(snapshot, (language, NAME)).get(candidate.spot.url, ())
    if any(demand.kind == "persons" for other in kept for demand in snapshot.indicator(other).demands):
        return False
    return all(label.extra <= NAME and not label.part for label in candidate.labels) and not any(
        claims(snapshot, language).get(label.text) for label in candidate.labels
    )
