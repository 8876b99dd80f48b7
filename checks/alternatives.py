"""Alternatives whose meaning a person must judge, the likeliest to be wrong first, each with its picture, its page and the reason.

None is wrong for certain: a name may be the same in every language, one text may fit two pictures, and a film may have nothing to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from checks.letters import words
from checks.pictures import shown_pictures, source_of
from checks.support import clip, on_page, on_site, picture
from checks.words import fold
from store.findings import Locator, Observation, Outcome
from store.records import ImageRecord
from store.snapshot import Snapshot

FILMS = frozenset({"video", "audio"})
# Proposals of one reason; what else there is stands in the list that is kept as evidence.
MOST = 5
LISTED = 500
# So many words show a language by their letters.
WORDS = 4
_KAZAKH = re.compile("[әғқңөұүһі]")
_LATIN_ONLY = re.compile(r"[A-Za-z][A-Za-z\s.,'-]{3,}")


class Proposal(NamedTuple):
    """A picture as first met, why a person should look at it, and the pages that show it."""

    reason: str
    image: ImageRecord
    urls: tuple[str, ...]


def proposals(snapshot: Snapshot) -> list[Proposal]:
    """What to look at, by reason: films without tracks, alternatives in another language, one alternative of several pictures."""
    first: dict[tuple[str, str], ImageRecord] = {}
    pages: dict[tuple[str, str], dict[str, None]] = {}
    sources: dict[str, set[str]] = {}
    for image in shown_pictures(snapshot):
        said = fold(image.alt or "")
        key = (source_of(image), said)
        first.setdefault(key, image)
        pages.setdefault(key, {})[image.url] = None
        if said and not image.in_link:
            sources.setdefault(said, set()).add(key[0])
    found: dict[str, list[Proposal]] = {}
    for key, image in first.items():
        reason = _reason(image, len(sources.get(key[1], ())))
        if reason:
            found.setdefault(reason, []).append(Proposal(reason, image, tuple(pages[key])))
    return [one for reason in sorted(found) for one in found[reason][:MOST]]


def _reason(image: ImageRecord, sharing: int) -> str:
    said = (image.alt or "").strip()
    if image.tag in FILMS:
        return "" if image.tracks else "no-captions"
    official = image.language in ("kk", "ru")
    if official and (_LATIN_ONLY.fullmatch(said) or _strange(said, kazakh=image.language == "kk")):
        return "alternative-language"
    return "alternative-shared" if sharing > 1 else ""


def _strange(said: str, kazakh: bool) -> bool:
    """Whether words are likelier of the other official language than of the page's; only a proposal may rest on so few letters."""
    cyrillic = [one for one in words(said) if "а" <= one[0] <= "я" or _KAZAKH.search(one)]
    own = sum(1 for one in cyrillic if _KAZAKH.search(one))
    return len(cyrillic) >= WORDS and (own == 0 if kazakh else own >= len(cyrillic) / 2)


def proposed(snapshot: Snapshot) -> Iterator[Observation]:
    """One observation for each proposal: where the picture stands, what its alternative says, and why a person should look first."""
    for one in proposals(snapshot):
        image, source = one.image, source_of(one.image)
        page = snapshot.page(image.url, image.lane)
        if page is not None:
            yield on_page(
                page,
                Outcome.UNVERIFIED,
                one.reason,
                subject=f"{one.reason} {image.tag} {source} {image.alt or ''}",
                facts={
                    "source": clip(source, 300),
                    "alt": clip(image.alt or "", 200),
                    "pages": len(one.urls),
                    "reason": one.reason,
                },
                locator=Locator(xpath=image.xpath, quote=clip(image.html)),
                evidence=picture(snapshot, image.url, (image.xpath,)),
                needs_review=True,
                pages=one.urls,
            )


def meaning(snapshot: Snapshot, seen: int) -> Observation:
    """What is left to a person of a site whose pictures all have a text; the list of them is kept as evidence.

    :param seen: how many pictures were looked at.
    """
    facts, basis = {"images": seen, "reason": "meaning"}, {"pictures": listed(snapshot), "pages": urls(snapshot)}
    return on_site(snapshot, Outcome.UNVERIFIED, "meaning", subject="meaning", facts=facts, basis=basis, needs_review=True)


def urls(snapshot: Snapshot) -> list[str]:
    """Addresses of all pages that were read."""
    return sorted(page.url for page in snapshot.pages())


def listed(snapshot: Snapshot) -> list[dict[str, Any]]:
    """Every distinct picture with its alternative and the first page that shows it, as evidence keeps them for a reviewer."""
    return list(_each(snapshot))[:LISTED]


def _each(snapshot: Snapshot) -> Iterator[dict[str, Any]]:
    seen: set[tuple[str, str | None]] = set()
    for image in shown_pictures(snapshot):
        key = (source_of(image), image.alt)
        if key not in seen:
            seen.add(key)
            yield {
                "picture": clip(key[0], 300),
                "alternative": image.alt,
                "page": image.url,
                "xpath": image.xpath,
                "tag": image.tag,
            }
