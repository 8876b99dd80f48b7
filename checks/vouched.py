"""Places named by other words of which their own text says what they are: «Как исполняется бюджет» begins «… бюджет исполнен на 97 процентов»."""

from __future__ import annotations

from checks.headlines import defers
from checks.labels import LEAD, LEADS, documents
from checks.letters import words
from checks.named import BEGINNING, LONG_NAME, NAME, Candidate, Spotted
from checks.othernames import claimed
from checks.own import Spot, own
from checks.phrases import AS_IT_STANDS, ROOTS, Stem, phrase, root_of
from checks.sentences import sentences
from store.base import Language
from store.records import PageRecord
from store.snapshot import Snapshot

# Words beside the roots of a name in a heading that says nothing else.
BESIDE = 1


def vouched(snapshot: Snapshot, candidate: Candidate, language: Language) -> bool:
    """Whether heading and text of a page agree on what it is: its first sentences begin with the name of which the heading says a word, or
    the heading says all words of the name in other forms and a first sentence says them too. Of what lies on another site, the words of a link
    within a sentence are its name: «порядок определён Законом «О государственной службе»»."""
    page = snapshot.page(candidate.spot.url, candidate.spot.lane) or snapshot.page(candidate.spot.url)
    if page is None and candidate.spot.url not in documents(snapshot):
        return any(map(_called, candidate.labels))
    if page is None or page.is_home or claimed(snapshot, (language, NAME)).get(page.url):
        return False
    return any(_begun(snapshot, page, label, language) or _retold(snapshot, page, label, language) for label in candidate.labels)


def _called(label: Spotted) -> bool:
    return label.at.field == "link" and label.by_name and label.match.way == AS_IT_STANDS and label.extra <= LONG_NAME


def _begun(snapshot: Snapshot, page: PageRecord, label: Spotted, language: Language) -> bool:
    if defers(snapshot, next(iter(sentences(label.text)), "")):
        return False
    sure = label.at.field == "lead" and label.by_name and label.match.way == AS_IT_STANDS and label.match.start <= BEGINNING
    return sure and any(_bears(page.h1 or page.title, root) for root in _roots(label, language))


def _retold(snapshot: Snapshot, page: PageRecord, label: Spotted, language: Language) -> bool:
    if label.match.way != ROOTS or label.extra > BESIDE:
        return False
    lines = [line for line in own(snapshot, Spot(page.url, page.lane)).lines if len(line) > LEAD][:LEADS]
    roots = _roots(label, language)
    return any(all(_bears(line, root) for root in roots) for line in lines)


def _roots(label: Spotted, language: Language) -> list[Stem]:
    return [root_of(stem) for stem in phrase(label.match.phrase, language).stems]


def _bears(text: str, root: Stem) -> bool:
    return any(root.fits(word) is not None for word in words(text))
