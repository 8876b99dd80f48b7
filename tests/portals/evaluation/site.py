"""What the stand-in answers, made of ``matter.yaml`` and of other bodies beside it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from tests.plainyaml import read_yaml
from tests.portals.cardkit import Card, CardServer, listed
from tests.portals.scenariofiles import names

PORTAL = "evaluation"
ROBOTS = "User-agent: *\nDisallow: /admin\n"
TITLES = {
    "agencies": {"kk": "Мемлекеттік органдар", "ru": "Государственные органы"},
    "reports": {"kk": "Есептер", "ru": "Отчёты"},
    "conferences": {"kk": "Интернет-конференциялар", "ru": "Интернет-конференции"},
    "results": {"kk": "Бағалау нәтижелері", "ru": "Результаты оценки"},
}
RESULTS = [{"number": "5", "day": "2026-06-20", "ru": "Результаты оценки за 2025 год", "kk": "2025 жылғы бағалау нәтижелері"}]
NOISE = 7


def start(port: int = 0, fault: str = "") -> CardServer:
    """A server of the stand-in, ready to serve."""
    return CardServer(port, Evaluation().answer, fault, ROBOTS, ("blog-info", "blog-data"))


class Evaluation:
    """The portal's matter: the number of each body → its name, and what it put there."""

    def __init__(self) -> None:
        given = read_yaml(Path(__file__).with_name("matter.yaml"))
        self.bodies: dict[str, tuple[Mapping[str, str], dict[str, Any]]] = {
            body["portals"][PORTAL]: (body["name"], given[code]) for code, body in names().items()
        }
        for number in range(NOISE):
            name = {"kk": f"{number + 1}-көрші мекеме", "ru": f"Соседнее учреждение № {number + 1}"}
            self.bodies[str(900 + number)] = (name, {})

    def answer(self, path: str, query: Mapping[str, str], language: str) -> str | None:
        """The page at an address; None where there is none."""
        kind, number = path.lstrip("/"), int(query.get("page", "1"))
        if kind not in TITLES:
            return None
        if kind == "agencies":
            cards = [Card(name[language], (), f"/agencies/{key}") for key, (name, _) in sorted(self.bodies.items())]
        else:
            own = self.bodies.get(query.get("govAgencyId", ""), ({}, {}))[1].get(kind, [])
            cards = list(_cards(RESULTS if kind == "results" else own, kind, language))
        return listed(cards, TITLES[kind][language], language, number)


def _cards(given: Iterable[Mapping[str, Any]], kind: str, language: str) -> Iterable[Card]:
    for one in sorted(given, key=lambda item: str(item["day"]), reverse=True):
        icons = [("fa-calendar", date.fromisoformat(str(one["day"])).strftime("%d.%m.%Y"))]
        icons += [("fa-comments", str(one["questions"]))] if "questions" in one else []
        yield Card(one[language], tuple(icons), f"/{kind}/{one['number']}")
