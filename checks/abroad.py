"""Places that are no places of a version by their language: written in the other one, or leading to texts in it alone."""

from __future__ import annotations

from urllib.parse import urlsplit

from checks.differences import written_in
from checks.own import Own
from checks.scans import language_of
from store.base import Language
from store.indicators import Indicator
from store.records import DocumentRecord, PageRecord
from store.snapshot import Snapshot

# A place with fewer letters beside its links only leads to texts.
BRIEF = 1000
# Of shorter texts, taken together, nobody can say in which language they are.
TELLING = 300
# Shorter lines are names; of so few letters in sentences nobody can say in which language they are.
SENTENCE, LITTLE = 30, 120
# A page so much of which is in the other language is no page of its version.
FOREIGN_SHARE = 50
# Of fewer pages nobody can say what a list leads to.
SEVERAL = 3
# Sites whose addresses name versions by their folders.
HOME = ".kz"
_FOLDERS: dict[str, Language] = {"rus": "ru", "ru": "ru", "kaz": "kk", "kk": "kk", "kz": "kk", "qaz": "kk"}


def foreign(
    snapshot: Snapshot, indicator: Indicator, page: PageRecord | None, spoken: Language | None, top: Own, language: Language
) -> bool:
    """Whether a place is no place of its version by its language: what is the same in every language may be in any."""
    if page is not None and page.language not in (None, language):
        return True
    much = page is not None and (page.foreign_share >= FOREIGN_SHARE or _written_abroad(top, language))
    led = _led_abroad(top, language) or _lists_foreign(snapshot, top, language)
    return not indicator.any_language and (spoken not in (None, language) or much or led)


def _written_abroad(top: Own, language: Language) -> bool:
    """Whether the sentences of a place, as the end of a page, are in the other official language though the page is not."""
    said = [line for line in top.lines if len(line) >= SENTENCE]
    return sum(map(len, said)) >= LITTLE and written_in("\n".join(said)) == {"kk": "ru", "ru": "kk"}.get(language)


def spoken_in(snapshot: Snapshot, item: DocumentRecord | None) -> Language | None:
    """The language of a document's text, or of what was read on its pictures."""
    return None if item is None else item.text_language or language_of(snapshot, item)


def _led_abroad(top: Own, language: Language) -> bool:
    """Whether a place says little itself and all texts that it leads to are in the other official language."""
    other = {"kk": "ru", "ru": "kk"}.get(language)
    read = [item for item in top.files if item.text_language is not None]
    enough = sum(item.text_length or 0 for item in read) >= TELLING
    spoken = [item.text_language for item in read if enough]
    spoken += [_told_by(link.target) for link in top.links if link.scope == "external"]
    told = [one for one in spoken if one is not None]
    linked = sum(character.isalnum() for link in top.links for character in link.text)
    return bool(told) and all(one == other for one in told) and top.letters - linked < BRIEF


def _lists_foreign(snapshot: Snapshot, top: Own, language: Language) -> bool:
    """Whether most of several pages that a list leads to are written in the other official language, whatever the list itself is."""
    pages = (snapshot.page(url) for url in top.below)
    told = [page.text_language for page in pages if page is not None and not page.is_home and page.text_language is not None]
    abroad = sum(1 for one in told if one != language)
    return len(told) >= SEVERAL and 2 * abroad > len(told)


def _told_by(address: str) -> Language | None:
    """The language that a folder of an address in Kazakhstan names; elsewhere «kz» is a country: «apps.apple.com/kz/app»."""
    parts = urlsplit(address)
    if not (parts.hostname or "").endswith(HOME):
        return None
    folders = parts.path.casefold().split("/")
    return next((_FOLDERS[folder] for folder in folders if folder in _FOLDERS), None)
