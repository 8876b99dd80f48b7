"""Texts on a site that tell of a body above its own: the ministry over a committee, the akim of the oblast over a district."""

from __future__ import annotations

import re
from functools import lru_cache

from checks.derived import derived
from checks.phrases import in_either, in_label
from checks.words import holds
from store.asked import asked
from store.indicators import Part
from store.snapshot import Snapshot

WORDS = "contacts"
COMMITTEE_BELOW = asked(__name__, "content-marks", "committee-below")


def of_superior(snapshot: Snapshot, text: str) -> bool:
    """Whether a text names a kind of body that the site does not call itself, or an authority of the region where the site is a district's or
    a town's and the text names none."""
    lexicon, told = snapshot.lexicon(WORDS), itself(snapshot)
    if not is_body(snapshot):
        return False
    text = _of_bodies(snapshot, text)
    kinds = lexicon.phrases("bodies")
    if holds(text, _other_bodies(snapshot)) or of_known(snapshot, text) or _of_committee(snapshot, text):
        return True
    if _below(snapshot) and holds(text, kinds) and not holds(text, _below(snapshot)):
        return True
    region, place = lexicon.phrases("of-region"), lexicon.phrases("of-district")
    authority = holds(text, region) and holds(text, lexicon.phrases("authorities"))
    return authority and not holds(text, place) and holds(told, place)


def _of_committee(snapshot: Snapshot, text: str) -> bool:
    """Whether a text on the site of a committee's department names the committee alone."""
    lexicon = snapshot.lexicon(WORDS)
    alone = holds(text, lexicon.phrases("committees")) and not holds(text, lexicon.phrases("departments"))
    return alone and _committee_above(snapshot)


@derived
def _committee_above(snapshot: Snapshot) -> bool:
    below = snapshot.lexicon(COMMITTEE_BELOW.lexicon).pattern(COMMITTEE_BELOW)
    return any(below.search(line) for line in itself(snapshot).split("\n"))


@derived
def _other_bodies(snapshot: Snapshot) -> tuple[str, ...]:
    """Kinds of bodies that the site does not call itself."""
    return _not_itself(snapshot, "bodies")


@derived
def _known_bodies(snapshot: Snapshot) -> tuple[str, ...]:
    return _not_itself(snapshot, "known-bodies")


def _not_itself(snapshot: Snapshot, *entries: str) -> tuple[str, ...]:
    """Phrases of the lists of contacts by which the site does not call itself."""
    lexicon = snapshot.lexicon(WORDS)
    return tuple(one for entry in entries for one in lexicon.phrases(entry) if not holds(itself(snapshot), [one]))


def of_known(snapshot: Snapshot, text: str) -> bool:
    """Whether a text names one of the bodies whose lines and telephones many sites give, and the site is not that one's."""
    return holds(text, _known_bodies(snapshot))


def of_another_kind(snapshot: Snapshot, text: str) -> bool:
    """Whether a text names a kind of organisation that the site does not call itself and that is above no body: a museum, a newspaper; on the
    site of a body that calls itself by its kind an enterprise, too."""
    return holds(text, _other_kinds(snapshot))


@derived
def _other_kinds(snapshot: Snapshot) -> tuple[str, ...]:
    return _not_itself(snapshot, "other-kinds", *(("enterprises",) if is_body(snapshot) else ()))


def of_authority(snapshot: Snapshot, text: str) -> bool:
    """Whether a text names a state body on the site of an organisation, which calls itself none: the department of health above a hospital."""
    lexicon = snapshot.lexicon(WORDS)
    return not is_body(snapshot) and holds(
        _of_bodies(snapshot, text), (*lexicon.phrases("bodies"), *lexicon.phrases("authorities"))
    )


def _of_bodies(snapshot: Snapshot, text: str) -> str:
    """A text without the words that begin like the name of a body and are none."""
    phrases = snapshot.lexicon(WORDS).phrases("no-bodies")
    return _no_bodies(phrases).sub(" ", text) if phrases else text


@lru_cache(maxsize=8)
def _no_bodies(phrases: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, phrases))})\w*", re.IGNORECASE)


def above_organisation(snapshot: Snapshot, text: str) -> bool:
    """Whether a text names a state body on the site of an organisation, and no organisation of its kind: the ministry, the department of the
    region above a museum; departments of its own are named without a place."""
    lexicon = snapshot.lexicon(WORDS)
    own = _own_kinds(snapshot)
    if not own or holds(text, own) or not of_authority(snapshot, text):
        return False
    told, places = _of_bodies(snapshot, text), (*lexicon.phrases("of-region"), *lexicon.phrases("of-district"))
    return holds(told, (*lexicon.phrases("bodies"), *lexicon.phrases("branch-authorities"), *places))


def is_organisation(snapshot: Snapshot) -> bool:
    """Whether the site calls itself by a kind of organisation: a clinic, a school, an enterprise."""
    return bool(_own_kinds(snapshot))


@derived
def _own_kinds(snapshot: Snapshot) -> tuple[str, ...]:
    """Kinds of organisations by which the site calls itself."""
    return tuple(kind for kind in _organisations(snapshot) if holds(itself(snapshot), [kind]))


def _organisations(snapshot: Snapshot) -> tuple[str, ...]:
    """Kinds of organisations by which a site may call itself."""
    lexicon = snapshot.lexicon(WORDS)
    return tuple(kind for name in ("other-kinds", "enterprises", "below-bodies") for kind in lexicon.phrases(name))


def of_unit_below(snapshot: Snapshot, text: str) -> bool:
    """Whether a text names an akim below the body: of a settlement or a rural district, on the site of a town or district."""
    return holds(text, _akims_below(snapshot))


@derived
def _akims_below(snapshot: Snapshot) -> tuple[str, ...]:
    return _not_itself(snapshot, "akims-below")


def of_others(snapshot: Snapshot, demand: Part, text: str) -> bool:
    """Whether the words around a datum say that it is another's, or, where the body's own is asked for, that of a body above it or of no use
    for reaching anybody there.

    :param demand: what is asked for, with the words that tell of others.
    """
    strange = in_either(demand.unlike.kk, demand.unlike.ru)
    if strange and in_label(strange, text) is not None:
        return True
    if not demand.own:
        return False
    lent = holds(text, snapshot.lexicon(WORDS).phrases("other-use"))
    return lent or any(of(snapshot, text) for of in (of_superior, of_another_kind, above_organisation))


@derived
def is_body(snapshot: Snapshot) -> bool:
    """Whether the site calls itself by the kind of body that it is; else nobody can say which is above it. The name of an organisation may tell
    its department, too (``is_organisation``)."""
    lexicon = snapshot.lexicon(WORDS)
    return any(holds(itself(snapshot), lexicon.phrases(one)) for one in ("bodies", "bodies-below"))


@derived
def _below(snapshot: Snapshot) -> tuple[str, ...]:
    """The kind of the site's body where its name tells the one above, too: of the ministry above «Комитет … Министерства …» tells who leaves
    the committee out."""
    lexicon = snapshot.lexicon(WORDS)
    below, kinds = lexicon.phrases("bodies-below"), lexicon.phrases("bodies")
    names = [line for line in itself(snapshot).split("\n") if holds(line, kinds)]
    return tuple(kind for kind in below if any(holds(line, [kind]) for line in names))


@derived
def itself(snapshot: Snapshot) -> str:
    """What the home pages call the site, and what the body was entered as, line by line."""
    name = snapshot.plan.body.name
    told = [text for home in snapshot.homes() for text in (home.title, home.h1)]
    return "\n".join((*told, name.kk, name.ru))


__all__ = [
    "above_organisation",
    "is_body",
    "is_organisation",
    "itself",
    "of_another_kind",
    "of_authority",
    "of_known",
    "of_others",
    "of_superior",
    "of_unit_below",
]
