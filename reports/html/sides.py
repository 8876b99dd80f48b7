"""A finding on two language versions told side by side: what each page says, and the places where they differ."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from reports.html.groups import pages_of

OTHER = {"kk": "ru", "ru": "kk"}
# As checks of language versions tell a place: what stands in the Kazakh text and in the Russian, then the lines that hold them.
_PLACE = re.compile(r"(?P<kk>.+?) ≠ (?P<ru>.+?)(?:: «(?P<kk_line>.*)» – «(?P<ru_line>.*)»)?", re.DOTALL)


@dataclass(frozen=True)
class Side:
    """One version: its language, its address, and how its text begins (empty where no check told it)."""

    language: str
    url: str
    opening: str


@dataclass(frozen=True)
class Difference:
    """One place: what stands in each version and the line around it; ``whole`` where it is told in one piece alone."""

    kk: str = ""
    ru: str = ""
    kk_line: str = ""
    ru_line: str = ""
    whole: str = ""

    def side(self, language: str) -> tuple[str, str]:
        """What stands in one version, and its line."""
        return (self.kk, self.kk_line) if language == "kk" else (self.ru, self.ru_line)


def sides(finding: dict[str, Any]) -> tuple[Side, ...]:
    """The Kazakh version and the Russian one of a finding that names a counterpart; none of any other finding."""
    facts = finding["facts"]
    there, language = facts.get("counterpart"), facts.get("language") or finding["language"]
    if not isinstance(there, str) or language not in OTHER:
        return ()
    here = next((url for url in pages_of([finding]) if url != there), finding["url"])
    told = {
        language: Side(language, here, _text(facts.get("here"))),
        OTHER[language]: Side(OTHER[language], there, _text(facts.get("there"))),
    }
    return told["kk"], told["ru"]


def differences(finding: dict[str, Any]) -> list[Difference]:
    """The places of such a finding, in its order."""
    places = finding["facts"].get("places")
    return [_difference(str(one)) for one in places] if isinstance(places, list) else []


def _difference(place: str) -> Difference:
    found = _PLACE.fullmatch(place)
    return (
        Difference(whole=place) if found is None else Difference(**{name: text or "" for name, text in found.groupdict().items()})
    )


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""
