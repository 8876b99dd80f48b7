"""Answers of the stand-in: the catalogue's JSON, passports in two languages, descriptions, rows."""

from __future__ import annotations

import json
from html import escape
from typing import Any
from zlib import crc32

LABELS = {
    "ru": ("Название", "Описание", "Государственный орган", "Категория", "Ключевые слова", "Тип актуализации", "Дата размещения",
           "Дата обновления", "Статус"),
    "kk": ("Атауы", "Сипаттамасы", "Мемлекеттік орган", "Санаты", "Түйінді сөздер", "Өзектендіру түрі", "Орналастырылған күні",
           "Жаңартылған күні", "Мәртебесі"),
}  # fmt: skip
PERIODS = {
    "MONTHLY": {"ru": "Ежемесячно", "kk": "Ай сайын"},
    "QUARTERLY": {"ru": "Ежеквартально", "kk": "Тоқсан сайын"},
    "YEARLY": {"ru": "Ежегодно", "kk": "Жыл сайын"},
    "HALF_YEAR": {"ru": "Каждые полгода", "kk": "Жарты жыл сайын"},
    "WEEKLY": {"ru": "Еженедельно", "kk": "Апта сайын"},
    "DAILY": {"ru": "Ежедневно", "kk": "Күн сайын"},
    "AS_NEEDED": {"ru": "По мере необходимости", "kk": "Қажеттілігіне қарай"},
}
CATEGORY = {"ru": "Транспорт", "kk": "Көлік"}
MODAL = "<div class='modal' style='display:none'><input type='checkbox'><button id='captchaSuccess'>Готово</button></div>"


def dataset(one: dict[str, Any]) -> dict[str, Any]:
    """A set as the catalogue tells it."""
    return {
        "apiUri": one["key"],
        "id": f"AV{crc32(one['key'].encode()):010}",
        "nameRu": one["title"]["ru"],
        "nameKk": one["title"]["kk"],
        "nameEn": "",
        "descriptionRu": one["description"]["ru"],
        "descriptionKk": one["description"]["kk"],
        "keyWords": one["keywords"],
        "categories": [{"id": "AVS-EI0B99eXTcgzfxyo", "nameRu": CATEGORY["ru"], "nameKk": CATEGORY["kk"], "icon": ""}],
        "govAgency": one["agency"],
        "status": "PUBLISHED",
        "actual": True,
        "actualizationStatus": True,
        "actualizeType": one["period"],
        "createdDate": f"{one['created']}T04:20:00.000Z",
        "modifiedDate": f"{one['changed'][-1]}T06:40:11.132Z",
        "views": 12,
        "downloads": 3,
    }


def passport(one: dict[str, Any], lang: str) -> str:
    """The page of a passport; its links to the interface are made by a script, as on the portal."""
    dotted = ["{2}.{1}.{0}".format(*day.split("-")) for day in (one["created"], one["changed"][-1])]
    title, told = one["title"][lang], one["description"][lang]
    values = (title, told, one["agency"][f"name{lang.capitalize()}"], CATEGORY[lang], ", ".join(one["keywords"]),
              PERIODS[one["period"]][lang], f"{dotted[0]} 09:20", f"{dotted[1]} 11:40", "PUBLISHED")  # fmt: skip
    rows = "".join(f"<tr><td>{name}</td><td>{escape(value)}</td></tr>" for name, value in zip(LABELS[lang], values, strict=True))
    fed = f"<script>var link = '/proxy/{one['key']}?apiKey=yourApiKey'</script>" if one["fed"] else ""
    return (
        f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>{escape(title)}</title></head><body>{MODAL}"
        f"<h2 id='versionName'>{escape(title)}</h2><p id='versionDescription'>{escape(told)}</p>"
        f"<table class='table table-striped dataset-details'>{rows}</table>"
        f"<a class='version' type='v1'>v1</a><a class='version' type='{one['version']}'>{one['version']}</a>"
        f"<script>var currentVersion = '{one['version']}'; var index = '{one['key']}';</script>{fed}</body></html>"
    )


def description(one: dict[str, Any]) -> dict[str, Any]:
    """The description for machines."""
    return {
        "apiUri": one["key"],
        "nameRu": one["title"]["ru"],
        "nameKk": one["title"]["kk"],
        "descriptionRu": one["description"]["ru"],
        "descriptionKk": one["description"]["kk"],
        "fields": one["fields"],
        "owner": {"fullnameRu": one["agency"]["nameRu"], "nameEn": "Office"},
        "modifiedDate": f"{one['changed'][-1]}T06:40:11.132Z",
    }


def rows(one: dict[str, Any], count: int) -> str:
    """The first rows; each bears the time of its change, as the index behind the portal adds it."""
    if isinstance(one["rows"], str):
        return one["rows"]
    given = one["rows"] or [{"road_name": f"Жол {number}", "road_km": 10 + number} for number in range(len(one["changed"]))]
    days = one["changed"] + [one["changed"][-1]] * len(given)
    found = [{"id": str(n), **row, "modified": f"{days[n]} 11:40:11"} for n, row in enumerate(given)]
    return json.dumps(found[:count], ensure_ascii=False)
