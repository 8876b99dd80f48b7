"""A report as a body fills it in: the same data in each language and format, and one cell of it made wrong."""

from __future__ import annotations

import copy
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from openness.imports.forms.layout import Form, load_form
from openness.imports.forms.sheet import Asked
from openness.imports.forms.written import content
from tests.openness.imports.helpers import CONFIG

BODY = {
    "ru": "Министерство культуры и информации Республики Казахстан",
    "kk": "Қазақстан Республикасының Мәдениет және ақпарат министрлігі",
}
D = date
BOTH = ("kk", "ru")
SETS = "https://data.egov.kz/datasets/view?index="
SITE = "https://www.gov.kz/memleket/entities/mam/press/"

CENTRAL: dict[str, list[dict[str, Any]]] = {
    "t1.sets": [
        {"set-title": "Реестр СМИ", "frequency": "monthly", "publications": 9, "languages": BOTH, "link": f"{SETS}smi"},
        {"set-title": "Музейлер тізімі", "frequency": "yearly", "publications": 1, "languages": ("kk",), "link": f"{SETS}museum"},
    ],
    "t1.requests": [
        {
            "number": "З-1",
            "received": D(2026, 2, 3),
            "content": "Данные о библиотеках",
            "decision": "published",
            "decided": D(2026, 2, 20),
            "link": f"{SETS}lib",
        },
        {"number": "З-2", "received": D(2026, 5, 4), "content": "Данные о театрах", "decision": "pending"},
    ],
    "t1.surveys": [
        {
            "title": "Опрос об открытых данных",
            "held": D(2026, 3, 1),
            "languages": BOTH,
            "link": "https://dialog.egov.kz/surveys/1",
        },
        {
            "title": "Опрос осенний",
            "held": D(2026, 9, 1),
            "languages": ("ru",),
            "link": "https://dialog.egov.kz/surveys/2",
            "proof": "Протокол № 7",
        },
    ],
    "t1.meetings": [
        {"title": "Хакатон", "meeting-kind": "data-lab", "held": D(2026, 4, 2), "languages": BOTH, "link": f"{SITE}1"},
    ],
    "t1.api": [{"set-title": "Реестр СМИ", "languages": BOTH, "link": f"{SETS}smi"}],
    "t2.statements": [
        {"statement": "balance", "year": 2024, "placed": D(2025, 5, 5), "languages": BOTH, "link": "https://budget.egov.kz/1"},
    ],
    "t2.audits": [
        {
            "title": "Аудит закупок",
            "results-received": D(2026, 2, 2),
            "proof": "Письмо № 5",
            "placed": D(2026, 2, 10),
            "languages": BOTH,
            "link": "https://budget.egov.kz/2",
        },
        {
            "title": "Аудит грантов",
            "results-received": D(2026, 3, 2),
            "proof": "Письмо № 6",
            "placed": D(2026, 6, 1),
            "languages": ("ru",),
            "link": "https://budget.egov.kz/3",
        },
    ],
    "t2.comments": [{"title": "Программа 001", "comments": 5, "comments-answered": 4, "link": "https://budget.egov.kz/4"}],
    "t4.comments": [],
    "t4.events": [
        {"point": "1", "title": "Брифинг", "category": "open", "held": D(2026, 6, 6), "languages": BOTH, "link": f"{SITE}2"},
    ],
    "t5.polls": [
        {
            "title": "Интернет-конференция",
            "held": D(2026, 8, 8),
            "participants": 12,
            "languages": BOTH,
            "link": "https://dialog.egov.kz/c/1",
        }
    ],
    "t5.sittings": [
        {"title": "Коллегия", "held": D(2026, 1, 30), "languages": BOTH, "recording": f"{SITE}3", "notice": f"{SITE}4"},
        {"title": "Коллегия", "held": D(2026, 7, 30), "languages": BOTH},
    ],
    "t5.blog": [{"title": "Запись", "placed": D(2026, 2, 2), "languages": ("kk",), "link": f"{SITE}5"}],
    "t5.schedule": [
        {"planned": D(2026, 3, 3), "held": D(2026, 3, 3), "time": "10:00", "languages": BOTH, "link": f"{SITE}6"},
        {"planned": D(2026, 9, 3)},
    ],
    "t5.plans": [{"held": D(2026, 3, 3), "languages": BOTH, "plan": f"{SITE}7", "course": f"{SITE}8"}],
    "t5.receptions": [{"held": D(2026, 3, 3), "citizens": 7, "private-issues": 5, "systemic-issues": 2}],
    "t5.associations": [{"held": D(2026, 3, 4), "association": "НКО «Жас»", "participants": 20, "issues": "Гранты"}],
    "t5-1.events": [
        {"title": "Пресс-конференция", "held": D(2026, 5, 5), "languages": BOTH, "link": f"{SITE}9", "proof": "Рассылка"},
    ],
    "t5-1.total": [{"total": 15}],
    "t5-1.requests": [
        {"number": "ВХ-1", "received": D(2026, 5, 5), "number-out": "ИСХ-1", "answered": D(2026, 5, 10), "proof": "Копия"},
        {"number": "ВХ-2", "received": D(2026, 5, 6)},
    ],
    "t6.organisations": [{"organisation": "РГП «Архив»", "languages": BOTH, "link": "https://archive.example.kz/"}],
    "t6.sets": [{"organisation": "РГП «Архив»", "set-title": "Фонды", "languages": BOTH, "link": f"{SETS}funds"}],
    "t6.questions": [{"number": "500", "organisation": "РГП «Архив»", "received": D(2026, 5, 5), "answered": D(2026, 5, 9)}],
}


@cache
def form(name: str = "kz-2025-a9") -> Form:
    """A form of the configuration, read once."""
    return load_form(CONFIG, CONFIG / "imports" / "forms" / f"{name}.yaml")


def filled(
    path: Path,
    language: str = "ru",
    change: Callable[[dict[str, Any]], object] | None = None,
    name: str = "kz-2025-a9",
    lines: dict[str, Any] | None = None,
    tables: tuple[str, ...] = (),
    **asked: Any,
) -> Path:
    """A filled-in form in the format of the path's ending; ``change`` makes its data otherwise first. ``tables``: these alone."""
    whole_form = form(name)
    if tables:
        kept = tuple(table for table in whole_form.tables if table.number in tables)
        whole_form = whole_form.model_copy(update={"tables": kept})
    given = copy.deepcopy(CENTRAL if lines is None else lines)
    if change is not None:
        change(given)
    whole: dict[str, Any] = {"period": "2026", "body": BODY[language], "of": "central", "lines": given}
    path.write_bytes(content(Asked(whole_form, language, **(whole | asked)), path.suffix))
    return path
