"""What every border type has in common: frozen, strict about keys, comparable."""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from typing import Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict


class Frozen(BaseModel):
    """A value that never changes after it was made and refuses unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid", ser_json_bytes="base64", defer_build=True)


Value = TypeVar("Value", bound=BaseModel)


@cache
def _fields(kind: type[BaseModel]) -> set[str]:
    """Names of all fields; one set for all values of a type, for none of them ever changes."""
    return set(kind.model_fields)


def trusted(kind: type[Value], **values: Any) -> Value:
    """A border value made of what this program has just counted, without proving it once more; a cohort makes millions of them.

    :param values: every field of the type, in the order of its declaration and as proving would leave it.
    """
    made = kind.__new__(kind)
    put = object.__setattr__
    put(made, "__dict__", values)
    put(made, "__pydantic_fields_set__", _fields(kind))
    put(made, "__pydantic_extra__", None)
    put(made, "__pydantic_private__", None)
    return made


Language = Literal["kk", "ru", "en"]
OFFICIAL: tuple[Language, ...] = ("kk", "ru")
BodyKind = Literal["central", "local", "subordinate"]


class Text(Frozen):
    """One text in both official languages.

    ``kk_official`` says whether the Kazakh wording stands in a published act (else it is our translation).
    """

    kk: str
    ru: str
    kk_official: bool = False


class Note(Text):
    """A sentence of the program to who reads a result, in English too."""

    en: str


class Basis(StrEnum):
    """Where a number or a rule comes from."""

    LAW = "law"
    RECONSTRUCTED = "reconstructed"
    PRECEDENT = "precedent"
    ASSUMED = "assumed"
