"""Faults that a user is told in one line, in any language: a text of the catalogues, which is its own English, with named fields."""

from __future__ import annotations

from collections.abc import Callable

from pydantic_core import PydanticCustomError

KIND = "told"
KEY = "key"


def N_(message: str) -> str:
    """Marks a text for the catalogues without translating it here."""
    return message


class Told(Exception):
    """``key`` is the text, ``values`` fill its fields; ``where`` names the file and line, where there is one.

    ``str()`` is the English line.
    """

    def __init__(self, key: str, /, where: str = "", **values: object) -> None:
        self.key = key
        self.values = {name: str(value) for name, value in values.items()}
        self.where = where
        super().__init__(self.line(lambda text, **fields: text.format_map(fields) if fields else text))

    def line(self, say: Callable[..., str]) -> str:
        """The line in the language of ``say``, which takes a text and its fields."""
        words = say(self.key, **self.values)
        return " ".join(f"{self.where}: {words}".split() if self.where else words.split())


def refusal(key: str, /, **values: object) -> PydanticCustomError:
    """What the validator of a model raises, so that its reason can be told in any language."""
    written = {name: str(value) for name, value in values.items()}
    return PydanticCustomError(KIND, "{reason}", {**written, KEY: key, "reason": key.format_map(written) if written else key})
