"""What every border type has in common: frozen, strict about keys, comparable."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

from pydantic import BaseModel, ConfigDict


class Frozen(BaseModel):
    """A value that never changes after it was made and refuses unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid", ser_json_bytes="base64", defer_build=True)


Language = Literal["kk", "ru", "en"]
BodyKind = Literal["central", "local", "subordinate"]


class Text(Frozen):
    """One text in both official languages.

    ``kk_official`` says whether the Kazakh wording stands in a published act (else it is our translation).
    """

    kk: str
    ru: str
    kk_official: bool = False


class Basis(StrEnum):
    """Where a number or a rule comes from."""

    LAW = "law"
    RECONSTRUCTED = "reconstructed"
    PRECEDENT = "precedent"
    ASSUMED = "assumed"
