"""Keeping the catalogues up with the code: ``python -m reports.catalogue`` adds new messages and drops dead ones.

New messages come without a translation, and a test refuses those; so a text cannot reach a user half translated.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.plurals import get_plural
from babel.messages.pofile import read_po, write_po

from reports.i18n import DOMAIN, LANGUAGES

ROOT = Path(__file__).resolve().parent
SOURCES = ("reports", "openness", "store", "scoring", "checks", "crawler")
KEYWORDS: dict[str, tuple[int, ...] | None] = {
    **dict.fromkeys(("_", "t", "N_", "_say", "Told", "refusal"), None),
    "tn": (1, 2),
    # The text comes after the place.
    **dict.fromkeys(("ConfigError", "OrderError", "ReportError", "fault", "_fault"), (2,)),
}
# The crawler tells users why its rules are refused and nothing else; its other functions of these names take no texts.
OF_CRAWLER: dict[str, tuple[int, ...] | None] = dict.fromkeys(("N_", "refusal"))
METHODS = [("**.py", "python"), ("**/templates/**", "jinja2.ext:babel_extract")]
# Steps of the scoring bear keys, not wordings: «deduction.each», «open.not-built».
STEP_KEY = re.compile(r"[a-z][a-z0-9]*([.-][a-z0-9_]+)+")
FIELD = re.compile(r"{([a-z_][a-z0-9_]*)[^}]*}")

MessageId = str | tuple[str, str]


def path_of(language: str) -> Path:
    """The catalogue of a language."""
    return ROOT / "locale" / language / "LC_MESSAGES" / f"{DOMAIN}.po"


def read(language: str) -> Catalog:
    """The catalogue of a language; an empty one where there is none yet."""
    path = path_of(language)
    if not path.exists():
        return Catalog(locale=language, domain=DOMAIN)
    with path.open("rb") as file:
        return read_po(file, locale=language, domain=DOMAIN)


def used(root: Path = ROOT.parent, sources: Iterable[str] = SOURCES) -> set[MessageId]:
    """Messages that code and templates name: text, or (one, many) where it changes with a number."""
    found: set[MessageId] = set()
    for source in sources:
        keywords = OF_CRAWLER if source == "crawler" else KEYWORDS
        for _, _, message, _, _ in extract_from_dir(root / source, method_map=METHODS, keywords=keywords):
            found.add(tuple(message) if isinstance(message, tuple | list) else message)
    return found


def identity(message: Message) -> MessageId:
    """The id of a message as ``used`` writes it."""
    return tuple(message.id) if isinstance(message.id, tuple | list) else message.id


def messages(catalog: Catalog) -> dict[MessageId, Message]:
    """The messages of a catalogue without its header."""
    return {identity(message): message for message in catalog if message.id}


def strings(message: Message) -> tuple[str, ...]:
    """The wordings of a message, one or one for each plural form."""
    return tuple(message.string) if isinstance(message.string, tuple | list) else (message.string,)


def fields(text: str) -> set[str]:
    """Named fields of a text."""
    return set(FIELD.findall(text))


def is_step(name: MessageId) -> bool:
    """Whether a message id is the key of a scoring step."""
    return isinstance(name, str) and STEP_KEY.fullmatch(name) is not None


def updated(language: str, wanted: set[MessageId]) -> Catalog:
    """A catalogue with every wanted message and every step it has already; English texts translate themselves."""
    old = messages(read(language))
    wanted = wanted | {name for name in old if is_step(name)}
    fresh = Catalog(locale=language, domain=DOMAIN, project=DOMAIN, charset="utf-8", fuzzy=False)
    # Babel words the same rule anew from release to release; the file keeps the wording that it has.
    fresh.mime_headers = [("Plural-Forms", read(language).plural_forms)]
    for name in sorted(wanted, key=lambda item: item if isinstance(item, str) else item[0]):
        fresh.add(name, old[name].string if name in old else _default(language, name))
    return fresh


def _default(language: str, name: MessageId) -> str | tuple[str, ...]:
    if isinstance(name, tuple):
        return name if language == "en" else ("",) * get_plural(language).num_plurals
    return name if language == "en" and not is_step(name) else ""


def write(language: str, catalog: Catalog) -> None:
    """Writes a catalogue sorted, without dates and places, so that it changes only when a text does."""
    path = path_of(language)
    path.parent.mkdir(parents=True, exist_ok=True)
    header = f'msgid ""\nmsgstr ""\n"Language: {language}\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n'
    header += f'"Content-Transfer-Encoding: 8bit\\n"\n"Plural-Forms: {catalog.plural_forms}\\n"\n\n'
    with path.open("wb") as file:
        file.write(header.encode())
        write_po(file, catalog, omit_header=True, sort_output=True, no_location=True, width=0)


def main() -> int:
    """Brings all catalogues up to the code and prints what still needs words."""
    wanted = used()
    missing = 0
    for language in LANGUAGES:
        catalog = updated(language, wanted)
        write(language, catalog)
        for name, message in messages(catalog).items():
            if not all(strings(message)):
                missing += 1
                print(f"{path_of(language)}: no translation of {name!r}")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
