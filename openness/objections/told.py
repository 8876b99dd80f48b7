"""Values of faults that read differently in each language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from reports.citing import named_place
from reports.i18n import t
from store.citation import Citation
from store.methodology import Methodology


class Law:
    """A place in an act."""

    def __init__(self, edition: Methodology, citation: Citation) -> None:
        self.edition, self.citation = edition, citation

    def worded(self, language: str) -> str:
        """Act and point."""
        return named_place(self.edition, self.citation, language)

    def __str__(self) -> str:
        return self.worded("en")


class Named:
    """Members of a closed list by their names."""

    def __init__(self, names: Mapping[str, str], *codes: str) -> None:
        self.names, self.codes = names, codes

    def worded(self, language: str) -> str:
        """The names, with commas between them."""
        return ", ".join(t(self.names[one], language) for one in self.codes)

    def __str__(self) -> str:
        return self.worded("en")


def worded(values: Mapping[str, object], language: str) -> dict[str, object]:
    """Fields of a fault as the language writes them."""
    return {name: _worded(value, language) for name, value in values.items()}


def _worded(value: object, language: str) -> object:
    said = getattr(value, "worded", None)
    if callable(said):
        return said(language)
    if isinstance(value, Iterable) and not isinstance(value, str):
        return ", ".join(str(_worded(one, language)) for one in value)
    return value
