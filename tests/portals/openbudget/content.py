"""What the stand-in holds: bodies, programmes and documents of the scenarios and of bodies that nobody audits."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from tests.plainyaml import read_yaml

HERE = Path(__file__).parent
BODIES = HERE.parent / "bodies.yaml"
PORTAL = "open-budget"
KINDS = {
    "balance": ("Шоғырландырылған бухгалтерлік баланс", "Консолидированный бухгалтерский баланс"),
    "performance": (
        "Қаржылық қызмет нәтижелері туралы шоғырландырылған есеп",
        "Консолидированный отчет о результатах финансовой деятельности",
    ),
    "cash-flow": ("Ақша қозғалысы туралы шоғырландырылған есеп", "Консолидированный отчет о движении денег"),
    "equity": (
        "Таза активтердің/капиталдың өзгерістері туралы шоғырландырылған есеп",
        "Консолидированный отчет об изменениях чистых активов/капитала",
    ),
    "notes": (
        "Шоғырландырылған қаржылық есептілікке түсіндірме жазба",
        "Пояснительная записка к консолидированной финансовой отчетности",
    ),
    "plan-report": (
        "Мемлекеттік органның даму жоспарын іске асыру туралы есеп",
        "Отчет о реализации плана развития государственного органа",
    ),
    "audit": (
        "Мемлекеттік аудит және қаржылық бақылау нәтижелері туралы ақпарат",
        "Информация о результатах государственного аудита и финансового контроля",
    ),
    "civil-budget": ("Азаматтық бюджет", "Гражданский бюджет"),
}


@dataclass
class Entity:
    """A state body on the portal."""

    key: str
    name: dict[str, str]
    programmes: list[dict[str, Any]] = field(default_factory=list)
    documents: list[dict[str, Any]] = field(default_factory=list)


class Content:
    """Everything that the stand-in shows."""

    @cached_property
    def entities(self) -> dict[str, Entity]:
        """State bodies by the portal's id."""
        known = read_yaml(BODIES)["bodies"]
        found = {}
        for path in sorted((HERE / "scenario").glob("*.yaml")):
            data = read_yaml(path)
            body = known[data["body"]]
            key = body["portals"][PORTAL]
            found[key] = Entity(key, dict(body["name"]), **(data.get("portal") or {}))
        for key, item in read_yaml(HERE / "noise.yaml")["bodies"].items():
            found[key] = Entity(key, item["name"], **(item.get("portal") or {}))
        return found

    def programme(self, body: str, key: str) -> dict[str, Any] | None:
        """A programme of a body by its id."""
        return _of(self.entities[body].programmes, key) if body in self.entities else None

    def document(self, body: str, key: str) -> dict[str, Any] | None:
        """A document of a body by its id."""
        return _of(self.entities[body].documents, key) if body in self.entities else None


def _of(items: list[dict[str, Any]], key: str) -> dict[str, Any] | None:
    return next((item for item in items if item["id"] == key), None)


def in_language(value: Any, language: str) -> Any:
    """A value, or the one of a language where it has one for each."""
    if isinstance(value, dict) and set(value) <= {"kk", "ru"}:
        return value.get(language)
    return value
