"""What all scenario files share: ``tests/portals/<folder>/scenario/<body>.yaml``. Whatever else stands in one is its stand-in's own."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from store.base import Frozen
from tests.plainyaml import read_yaml
from tests.portals.ailing import FAULTS

HERE = Path(__file__).parent
PORTALS = HERE.parent
AS_OF = "2026-11-20"
PERIODS = {"kz-2025": "2026", "kz-2017": "2026-H2"}
# Names of portals in links of pages, and their folders.
FOLDERS = {
    "open-data": "opendata",
    "open-budget": "openbudget",
    "open-npa": "opennpa",
    "open-dialogue": "opendialogue",
    "evaluation": "evaluation",
}
NAMES = {folder: name for name, folder in FOLDERS.items()}


class Line(Frozen):
    """A line of a body's report."""

    row: str
    figure: str
    value: str
    language: Literal["kk", "ru"] | None = None
    subject: str = ""


class Assessed(Frozen):
    """What a person established about a row, in both languages; ``count`` besides what checks find."""

    row: str
    outcome: Literal["met", "deficiency", "missing"]
    kk: str
    ru: str
    count: str = ""
    language: Literal["kk", "ru"] | None = None


class Import(Frozen):
    """A file to take in: lines of a report, what a person established, or a file beside the scenario, for one ``law`` where it names one."""

    kind: str
    lines: tuple[Line, ...] = ()
    assessed: tuple[Assessed, ...] = ()
    file: str = ""
    law: str = ""


class Page(Frozen):
    """A page of the body's own website."""

    path: str
    language: Literal["kk", "ru"]
    title: str
    day: str = ""
    text: str = ""
    links: tuple[str, ...] = ()


class Expected(Frozen):
    """What must come of a row in one language: worked out by hand, the arithmetic written out."""

    points: str | tuple[str, str]
    figures: dict[str, str | tuple[str, str]] = {}
    outcome: str = ""
    count: int | None = None
    arithmetic: str = ""


Sheet = dict[str, dict[Literal["kk", "ru", "both", "any"], Expected]]


class Scenario(BaseModel):
    """The keys of a scenario file that everybody reads."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    body: str
    as_of: Literal["2026-11-20"]
    periods: dict[Literal["kz-2025", "kz-2017"], Literal["2025", "2025-H2", "2026", "2026-H2"]]
    imports: tuple[Import, ...] = ()
    site: tuple[Page, ...] = ()
    expected: Sheet
    together: Sheet = {}

    def rows(self, law: str, together: bool = False) -> list[tuple[str, str | None, Expected]]:
        """Row, language and what is expected, of one law; a line for both languages stands for each.

        :param together: what is expected where all bodies are scored together: the averages.
        """
        found: list[tuple[str, str | None, Expected]] = []
        for row, said in (self.together if together else self.expected).items():
            for language, one in said.items():
                if row.startswith(f"{law}:"):
                    spoken: tuple[str | None, ...] = {"both": ("kk", "ru"), "any": (None,)}.get(language, (language,))
                    found += [(row, name, one) for name in spoken]
        return found


def folders() -> tuple[str, ...]:
    """The portals that have scenarios."""
    return tuple(sorted({path.parent.parent.name for path in PORTALS.glob("*/scenario/*.yaml")} & NAMES.keys()))


@cache
def scenarios(body: str) -> dict[str, Scenario]:
    """Scenarios of a body by the portal's folder."""
    found = {}
    for folder in folders():
        path = PORTALS / folder / "scenario" / f"{body}.yaml"
        if path.is_file():
            found[folder] = Scenario.model_validate(read_yaml(path))
    return found


@cache
def bodies() -> dict[str, dict[str, Any]]:
    """All bodies."""
    given: dict[str, dict[str, Any]] = read_yaml(PORTALS / "bodies.yaml")["bodies"]
    return given


def code_of(body: str) -> str:
    """The code that the law knows a body by, or its own."""
    return str(bodies()[body].get("code", body))


def period_of(body: str, law: str) -> str:
    """The period that a body is assessed for by a law: the same in all its scenarios."""
    told = {str(one.periods[law]) for one in scenarios(body).values()}  # type: ignore[index]
    (period,) = told
    return period


def laws_of(body: str) -> tuple[str, ...]:
    """The laws of which some scenario of the body expects rows."""
    given = scenarios(body).values()
    return tuple(law for law in PERIODS if any(one.rows(law) for one in given))


__all__ = [
    "AS_OF",
    "FAULTS",
    "FOLDERS",
    "HERE",
    "NAMES",
    "PERIODS",
    "PORTALS",
    "Assessed",
    "Expected",
    "Import",
    "Line",
    "Page",
    "Scenario",
    "bodies",
    "code_of",
    "folders",
    "laws_of",
    "period_of",
    "scenarios",
]
