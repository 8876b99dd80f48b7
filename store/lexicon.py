"""Words searched for in kk, ru and en, as data (config/lexicon)."""

from __future__ import annotations

import re
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Literal, get_args

from pydantic import Field

from store.asked import Asked
from store.base import Frozen, Language
from store.strictyaml import ConfigError, Document, convert, read_strict
from store.told import N_

# The place of an earlier pattern of the same file: {number}. Counts in braces are figures.
_PART = re.compile(r"\{([a-z][a-z-]*)\}")
UNKNOWN_PART = N_("pattern «{name}» holds {part}, which no pattern above it is called; known are: {known}")
NO_LANGUAGE = N_("«{language}» is no language of a list of words; write one of: {known}")
NO_PATTERN = N_("pattern «{name}» cannot be read: {reason}")


class Lexicon(Frozen):
    """One file of config/lexicon: concept → language → phrases, with the source of the words.

    ``patterns`` are regular expressions by name, for what words alone cannot tell; parts named in them are put in already.
    """

    name: str
    source: str
    entries: dict[str, dict[str, tuple[str, ...]]]
    patterns: dict[str, str] = Field(default_factory=dict)

    def pattern(self, asked: Asked) -> re.Pattern[str]:
        """A pattern of the file, ready to be used. KeyError for one of another list, or one that the list lacks."""
        if asked.lexicon != self.name:
            raise KeyError(f"{asked.lexicon}: {asked.name}")
        return _compiled(self.patterns[asked.name])

    def phrases(self, concept: str, language: str | None = None) -> tuple[str, ...]:
        """Phrases of a concept in one language, or in all of them when ``language`` is None. KeyError for an unknown concept."""
        if language is not None:
            return self.entries[concept].get(language, ())
        return self._in_all[concept]

    @cached_property
    def _in_all(self) -> dict[str, tuple[str, ...]]:
        return {
            concept: tuple(phrase for key in sorted(words) for phrase in words[key]) for concept, words in self.entries.items()
        }


class LexiconFile(Frozen):
    """A file of config/lexicon."""

    form: Literal["openness/lexicon/1"] = Field(alias="schema")
    name: str
    source: str
    entries: dict[str, dict[str, tuple[str, ...]]] = Field(default_factory=dict)
    patterns: dict[str, str] = Field(default_factory=dict)


@lru_cache(maxsize=1000)
def _compiled(text: str) -> re.Pattern[str]:
    return re.compile(text)


def _patterns(document: Document, given: dict[str, str]) -> dict[str, str]:
    """Patterns with the parts that they name put in. Raises ConfigError with the line of the first that cannot be read."""
    made: dict[str, str] = {}
    for name, text in given.items():
        place = ("patterns", name)
        for part in _PART.findall(text):
            if part not in made:
                raise document.fault(place, UNKNOWN_PART, name=name, part=f"{{{part}}}", known=", ".join(made) or "–")
        made[name] = _PART.sub(lambda match: made[match.group(1)], text)
        try:
            _compiled(made[name])
        except re.error as fault:
            raise document.fault(place, NO_PATTERN, name=name, reason=str(fault)) from None
    return made


def _prove_languages(document: Document, entries: dict[str, dict[str, tuple[str, ...]]]) -> None:
    """Raises ConfigError with the line of the first words that no version would ever be searched for."""
    known = get_args(Language)
    for concept, words in entries.items():
        for language in words:
            if language not in known:
                raise document.fault(("entries", concept, language), NO_LANGUAGE, language=language, known=", ".join(known))


def load_lexicons(config: Path) -> dict[str, Lexicon]:
    """Word lists by name. Raises ConfigError."""
    folder = config / "lexicon"
    if not folder.is_dir():
        raise ConfigError(folder, "no such folder; name the folder of the registers with --config")
    found = {}
    for path in sorted(folder.glob("*.yaml")):
        document = read_strict(path)
        file = convert(document, LexiconFile)
        _prove_languages(document, file.entries)
        patterns = _patterns(document, file.patterns)
        found[file.name] = Lexicon(name=file.name, source=file.source, entries=file.entries, patterns=patterns)
    return found
