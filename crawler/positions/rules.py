"""config/search.yaml: which search systems can be asked, and how."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pydantic import Field

from store.base import Frozen
from store.strictyaml import validate


class System(Frozen):
    """One search system. ``source`` is its name in the law's rows; ``key`` and ``place`` name environment variables."""

    source: str = Field(pattern=r"^[a-z][a-z.]*$")
    client: Literal["google", "yandex"]
    address: str = Field(pattern=r"^https?://")
    key: str = Field(pattern=r"^[A-Z][A-Z0-9_]+$")
    place: str = Field(pattern=r"^[A-Z][A-Z0-9_]+$")


class SearchFile(Frozen):
    """The file."""

    form: Literal["openness/search/1"] = Field(alias="schema")
    source: str
    depth: int = Field(ge=1, le=100)
    delay: float = Field(ge=0)
    timeout: float = Field(gt=0)
    most_bytes: int = Field(ge=1000)
    systems: tuple[System, ...]


def load_search(config: Path) -> SearchFile:
    """The rules of asking. Raises ConfigError with file and line."""
    return validate(config / "search.yaml", SearchFile)
