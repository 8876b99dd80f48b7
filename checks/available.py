"""Whether the site itself shows that there is what the law asks for only where there is any («при наличии»).

What one official version tells there is: the other may not leave it out. And a section that names the organisations whose telephones are asked
for proves that there are such organisations.
"""

from __future__ import annotations

from checks.contactlines import of_data
from checks.own import own
from checks.presence import Judged, Stand, judged
from checks.standing import stands
from checks.twins import OTHER
from store.base import OFFICIAL, Language
from store.snapshot import Snapshot


def told_by_other_version(snapshot: Snapshot, asked: tuple[str, Language]) -> Judged | None:
    """The place of the other official version that holds all that is demanded of the thing; ``asked`` is the concept and the language.

    A link to another site proves nothing of the body's own.
    """
    concept, language = asked
    holding = stands(snapshot, (concept, OTHER[language])).holding
    return next((one for one in holding if one.stand is Stand.HOLDS), None)


def names_who(snapshot: Snapshot, concept: str) -> bool:
    """Whether a place of that very name, in either version, tells of those whose telephones are asked for: whose they are, there are some."""
    if not any(of_data(one) for one in snapshot.indicator(concept).demands if one.otherwise == "absent"):
        return False
    found = (one for language in OFFICIAL if snapshot.addresses(language) for one in judged(snapshot, concept, language))
    places = (own(snapshot, one.candidate.spot) for one in found if one.stand in (Stand.HOLDS, Stand.PERSON, Stand.WITHOUT))
    return any(place.says_much(place.lines) for place in places)


__all__ = ["names_who", "told_by_other_version"]
