"""What the stand-in holds: the sets of the scenarios' bodies, and noise bodies with sets of theirs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.plainyaml import read_yaml

HERE = Path(__file__).parent
GROUPS = {
    "central": "getstatisticsbycgogovagencies",
    "local": "getstatisticsbymiogovagencies",
    "quasi": "getstatisticsbyquasiorganizations",
}
COUNTS = {
    "required": "allPlacedDatasetsCount",
    "placed": "placedDatasetsCount",
    "up-to-date": "actualPlacedDatasetsCount",
    "all": "allDatasetsCount",
    "all-up-to-date": "allActualDatasetsCount",
}
NOISE = {"central": 30, "local": 17, "quasi": 12}
FIELDS = {
    "road_name": {"type": "String", "labelRu": "Название", "labelKk": "Атауы", "labelEn": "Name"},
    "road_km": {"type": "Int", "labelRu": "Длина, км", "labelKk": "Ұзындығы, км", "labelEn": "Length"},
}


class Content:
    """Everything, made once."""

    def __init__(self) -> None:
        names = read_yaml(HERE.parent / "bodies.yaml")["bodies"]
        self.statistics: dict[str, list[dict[str, Any]]] = {group: [] for group in GROUPS}
        self.sets: list[dict[str, Any]] = []
        for path in sorted((HERE / "scenario").glob("*.yaml")):
            told = read_yaml(path)
            body = names[told["body"]]
            self._body(told["portal"], body["portals"]["open-data"], body["name"])
        for group, number in NOISE.items():
            for one in range(number):
                self._noise(group, one)
        self._sort()

    def _body(self, portal: dict[str, Any], key: str, name: dict[str, str]) -> None:
        counts = {field: portal["statistics"].get(name, 0) for name, field in COUNTS.items()}
        told = {"nameRu": name["ru"], "nameKk": name["kk"], "nameEn": "Office", "govAgency": key}
        self.statistics[portal["group"]].append({**told, **counts})
        agency = {"id": key, "nameRu": name["ru"], "nameKk": name["kk"], "nameEn": "Office", "isGovAgency": True}
        for number in range(portal.get("more", 0)):
            self.sets.append(_whole(_ordinary(f"{key[:4].lower()}_more_{number}", number), agency))
        self.sets += [_whole(one, agency) for one in portal.get("sets", [])]

    def _noise(self, group: str, number: int) -> None:
        """A body that nobody audits; its names stand under each other's language now and then, as the portal has them."""
        key = f"NOISE{group[0].upper()}{number:03}99eXTcgz"
        ru, kk = f"Орган {group[0]}-{number}", f"{number}-мекеме ({group[0]})"
        names = {"nameRu": ru, "nameKk": "KMK" if number % 9 == 0 else kk, "nameEn": kk if number % 9 == 0 else "Office"}
        counts = dict.fromkeys(COUNTS.values(), 1)
        self.statistics[group].append({**names, "govAgency": key, **counts})
        agency = {"id": key, "nameRu": ru, "nameKk": kk, "nameEn": "Office", "isGovAgency": group != "quasi"}
        if number < 5:
            self.sets.append(_whole(_ordinary(f"noise_{group}_{number}", number), agency))

    def grow(self, many: int) -> None:
        """Adds sets, until there are so many, to bodies that nobody audits."""
        agency = {"id": "NOISEX00099eXTcgz", "nameRu": "Орган x", "nameKk": "x мекемесі", "nameEn": "Office", "isGovAgency": True}
        for number in range(many - len(self.sets)):
            self.sets.append(_whole(_ordinary(f"many_{number}", number), agency))
        self._sort()

    def night(self, new: int, changed: int) -> None:
        """What a night brings: sets that come, and sets that are brought up to date."""
        agency, today = self.sets[-1]["agency"], {"created": "2026-10-30", "changed": ["2026-10-30"]}
        for one in self.sets[:: max(1, len(self.sets) // changed)][:changed]:
            one["changed"] = [*one["changed"], "2026-10-30"]
        self.sets += [_whole({**_ordinary(f"night_{number}", number), **today}, agency) for number in range(new)]
        self._sort()

    def _sort(self) -> None:
        self.sets.sort(key=lambda one: (one["created"], one["key"]), reverse=True)

    def of(self, body: str) -> list[dict[str, Any]]:
        """The sets of a body, or of all; the newest first."""
        return [one for one in self.sets if not body or one["agency"]["id"] == body]

    def at(self, index: str) -> dict[str, Any] | None:
        """A set by its address."""
        return next((one for one in self.sets if one["key"] == index), None)


def _ordinary(key: str, number: int) -> dict[str, Any]:
    title = {"kk": f"{number}-ауданның жолдары ({key})", "ru": f"Дороги района {number} ({key})"}
    return {"key": key, "title": title, "created": "2026-01-12", "changed": ["2026-01-12", "2026-10-05"]}


def _whole(given: dict[str, Any], agency: dict[str, Any]) -> dict[str, Any]:
    """A set with everything that its scenario leaves out."""
    told = {"kk": f"{given['title']['kk']} туралы мәліметтер", "ru": f"Сведения: {given['title']['ru']}"}
    usual = {
        "description": told,
        "period": "MONTHLY",
        "keywords": ["жол", "дорога"],
        "fields": FIELDS,
        "version": "v2",
        "rows": None,
        "fed": False,
    }
    return {**usual, **given, "agency": agency}
