"""Texts on a site that tell of a body above its own: the ministry over a committee, the akim of the oblast over a district."""

from __future__ import annotations

from checks.derived import derived
from checks.words import found, holds
from store.snapshot import Snapshot

WORDS = "contacts"


def of_superior(snapshot: Snapshot, text: str) -> bool:
    """Whether a text names a kind of body that the site does not call itself, or an authority of the region where the site is a district's or
    a town's and the text names none."""
    lexicon, itself = snapshot.lexicon(WORDS), _itself(snapshot)
    kinds = [kind for kind in lexicon.phrases("bodies") if not holds(itself, [kind])]
    if found(text, kinds):
        return True
    region, place = lexicon.phrases("of-region"), lexicon.phrases("of-district")
    authority = holds(text, region) and holds(text, lexicon.phrases("authorities"))
    return authority and not holds(text, place) and holds(itself, place)


@derived
def _itself(snapshot: Snapshot) -> str:
    """What the home pages call the site, and what the body was entered as."""
    name = snapshot.plan.body.name
    told = [text for home in snapshot.homes() for text in (home.title, home.h1)]
    return "\n".join((*told, name.kk, name.ru))


__all__ = ["of_superior"]
