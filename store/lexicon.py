"""Words searched for in kk, ru and en, as data (config/lexicon)."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pydantic import Field

from store.base import Frozen
from store.strictyaml import ConfigError, validate


class Lexicon(Frozen):
    """One file of config/lexicon: concept → language → phrases, with the source of the words."""

    name: str
    source: str
    entries: dict[str, dict[str, tuple[str, ...]]]

    def phrases(self, concept: str, language: str | None = None) -> tuple[str, ...]:
        """Phrases of a concept in one language, or in all of them when ``language`` is None. KeyError for an unknown concept."""
        words = self.entries[concept]
        if language is not None:
            return words.get(language, ())
        return tuple(phrase for key in sorted(words) for phrase in words[key])


class LexiconFile(Frozen):
    """A file of config/lexicon."""

    form: Literal["openness/lexicon/1"] = Field(alias="schema")
    name: str
    source: str
    entries: dict[str, dict[str, tuple[str, ...]]]


def load_lexicons(config: Path) -> dict[str, Lexicon]:
    """Word lists by name. Raises ConfigError."""
    folder = config / "lexicon"
    if not folder.is_dir():
        raise ConfigError(folder, "no such folder; name the folder of the registers with --config")
    found = {}
    for path in sorted(folder.glob("*.yaml")):
        file = validate(path, LexiconFile)
        found[file.name] = Lexicon(name=file.name, source=file.source, entries=file.entries)
    return found
