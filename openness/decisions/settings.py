"""How decisions are made: ``config/review.yaml``."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pydantic import Field

from store.base import Basis, Frozen, Text
from store.strictyaml import convert, read_strict

FILE = "review.yaml"


class Words(Frozen):
    """Phrases in each language."""

    kk: tuple[str, ...]
    ru: tuple[str, ...]


class MayNotConcern(Frozen):
    """Words by which a printed requirement says that it may not concern a body, and places where the same words mean something else."""

    words: Words
    excluded: Words = Field(alias="except")
    source: Basis

    def said(self, title: Text) -> bool:
        """Whether a printed title says so in either language."""
        return any(_said(*given) for given in (
            (title.kk, self.words.kk, self.excluded.kk), (title.ru, self.words.ru, self.excluded.ru)
        ))  # fmt: skip


class Settings(Frozen):
    """``reviewers`` is how many people must say the same of a question, ``max_file`` the bytes that a file of evidence may have."""

    schema_: Literal["openness/review/1"] = Field(alias="schema")
    reviewers: int = Field(default=1, ge=1, le=9)
    max_file: int = Field(default=20 << 20, ge=1, le=1 << 30)
    not_applicable: MayNotConcern | None = None


def load_settings(config: Path) -> Settings:
    """The settings of a configuration folder; one without the file demands one reviewer and knows no such words. Raises ConfigError."""
    path = config / FILE
    return convert(read_strict(path), Settings) if path.exists() else Settings(schema="openness/review/1")


def _said(title: str, words: tuple[str, ...], excluded: tuple[str, ...]) -> bool:
    text = title.casefold()
    for phrase in excluded:
        text = text.replace(phrase.casefold(), " ")
    return any(word.casefold() in text for word in words)
