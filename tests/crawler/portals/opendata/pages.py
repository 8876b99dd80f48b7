"""Answers in the form in which the portal gives them, written by hand."""

from __future__ import annotations

import json
from typing import Any

ROOT = "http://127.0.0.1:8001"
LABELS = {
    "ru": ("Название", "Описание", "Государственный орган", "Категория", "Ключевые слова", "Тип актуализации", "Дата размещения",
           "Дата обновления", "Статус"),
    "kk": ("Атауы", "Сипаттамасы", "Мемлекеттік орган", "Санаты", "Түйінді сөздер", "Өзектендіру түрі", "Орналастырылған күні",
           "Жаңартылған күні", "Мәртебесі"),
}  # fmt: skip
PERIODS = {"ru": "Ежемесячно", "kk": "Ай сайын"}


def passport(language: str, index: str = "dala_roads", title: str = "Дороги", version: str = "v3", body: str = "") -> bytes:
    """A page of a passport, with the window that asks whether the reader is a person."""
    values = (
        title,
        "Сведения",
        "Министерство",
        "Транспорт",
        "дорога, жол",
        PERIODS[language],
        "12.01.2026 10:20",
        "05.11.2026 09:15",
        "+",
    )
    rows = "".join(f"<tr><td>{name}:</td><td>{value}</td></tr>" for name, value in zip(LABELS[language], values, strict=True))
    return (
        f"<!doctype html><html><head><title>{title}</title></head><body><div class='modal' style='display:none'><input type='checkbox'>"
        f"<button id='captchaSuccess'>Готово</button></div><h1 id='versionName'>{title}</h1><p id='versionDescription'>Сведения</p>"
        f"<table class='table table-striped'>{rows}</table><a class='version' type='v1'>v1</a><a class='version' type='{version}'>{version}</a>"
        f"<script>var currentVersion = '{version}'</script>{body.replace('$index', index)}</body></html>"
    ).encode()


def agency(key: str = "DLm1VtAQ99eXTcgzDALA") -> dict[str, Any]:
    """The body of a set."""
    return {"id": key, "nameRu": "Министерство степных дорог", "nameKk": "Дала жолдары министрлігі", "isGovAgency": True}


def dataset(index: str, **changed: Any) -> dict[str, Any]:
    """A set as the catalogue tells it."""
    return {
        "apiUri": index,
        "nameRu": "Перечень степных дорог",
        "nameKk": "Дала жолдарының тізбесі",
        "descriptionRu": "Дороги и их длина",
        "descriptionKk": "Жолдар және олардың ұзындығы",
        "keyWords": ["дорога", "жол"],
        "categories": [{"id": "c1", "nameRu": "Транспорт", "nameKk": "Көлік"}],
        "govAgency": agency(),
        "status": "PUBLISHED",
        "actual": True,
        "actualizeType": "MONTHLY",
        "createdDate": "2026-01-12T05:20:00.000Z",
        "modifiedDate": "2026-11-04T20:15:00.000Z",
        "views": 5,
        **changed,
    }


def answer(value: Any) -> bytes:
    """An answer in JSON."""
    return json.dumps(value, ensure_ascii=False).encode()
