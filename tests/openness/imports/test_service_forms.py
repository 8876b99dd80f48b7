"""Forms of services and complaints (2017, chapters 2 and 4): the same figures from every format and language, and their points by hand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from openness.cli import run as openness
from openness.imports.findings import findings_of
from scoring.engine import score
from scoring.methodology import choose
from store import reported
from store.methodology import Methodology
from tests.openness.imports.formkit import filled
from tests.openness.imports.helpers import CONFIG, faults, take

PERIOD = "2026-H1"
Lines = dict[str, list[dict[str, Any]]]
SERVICES: Lines = {
    "t1.terms": [{"services": 40_000, "services-late": 20, "proof": "Письмо № 5"}],
    "t1.before": [{"services-late-before": 50}],
    "t2.violations": [
        {"services-refused": 8, "services-incomplete": 0, "services-excess-documents": 4, "services-process-broken": 12},
    ],
    "t2.complaints": [{"recipients": 20_000, "complaints-justified": 30}],
    "t3.measures": [{"measures-planned": 12, "measures-executed": 9}],
    "t3.recommendations": [{"recommendations": 10, "recommendations-executed": 8}],
    "t3.detected": [{"services-late-detected": 6}],
    "t4.standards": [{"standards-due": 8, "standards-changed": 6}],
    "t4.services": [
        {
            "service": "Архивная справка",
            "way": "1",
            "documents-possible": 4,
            "documents-received": 3,
            "factor": "1",
            "approved": "1",
        },
        {"service": "Лицензия", "way": "4", "documents-possible": 2, "documents-received": 2, "factor": "0.8", "approved": "1"},
        {"service": "Апостиль", "way": "2", "documents-possible": 0, "documents-received": 0, "factor": "1", "approved": "0"},
    ],
}
APPEALS: Lines = {
    "t1.terms": [{"appeals-reviewed": 1500, "appeals-late": 45}],
    "t1.upheld": [{"appeals-upheld-court": 1, "appeals-upheld-above": 4}],
    "t1.satisfied": [{"appeals-satisfied": 600, "appeals-explained": 300}],
}
POINTS = {
    "kz-2017:p38": "10",  # 15 − 20 ÷ 40 000 × 10 000 = 15 − 5
    "kz-2017:a7.1": "4",  # fallen by (50 − 20) ÷ 50 = 60 %
    "kz-2017:p46": "1",  # 3 − 8 ÷ 40 000 × 10 000 = 3 − 2
    "kz-2017:p47": "3",
    "kz-2017:p48": "2",  # 3 − 4 ÷ 40 000 × 10 000
    "kz-2017:p49": "0",  # 3 − 12 ÷ 40 000 × 10 000 = 0
    "kz-2017:p50": "3.5",  # 5 − 30 ÷ 20 000 × 1 000 = 5 − 1.5
    "kz-2017:a8.3": "1.5",  # 9 of 12 is 75 %
    "kz-2017:a8.4": "1.5",  # 8 of 10 is 80 %
    "kz-2017:a8.5": "2",  # 6 of 20 is 30 %
    "kz-2017:p64": "3.75",  # 6 ÷ 8 × 5
    "kz-2017:p66": "7.133333",  # (3 ÷ 4 × 20 × 1 + 2 ÷ 2 × 8 × 0.8 + 0) ÷ 3 = (15 + 6.4 + 0) ÷ 3
    "kz-2017:p108": "37",  # 40 − 45 ÷ 1 500 × 100 = 40 − 3
    "kz-2017:p110": "39.666667",  # 40 − (1 + 4) ÷ 1 500 × 100, for 1 500 lies between 1 000 and 4 999
    "kz-2017:p112": "10",  # 600 ÷ 1 500 × 20 + 300 ÷ 1 500 × 10 = 8 + 2
}
BODY = {
    "ru": "Министерство культуры и информации Республики Казахстан",
    "kk": "Қазақстан Республикасының Мәдениет және ақпарат министрлігі",
}


@pytest.fixture(scope="module")
def law() -> Methodology:
    return choose(CONFIG, "kz-2017", date(2019, 1, 1))[0]


def given(engine: Engine, path: Path, kind: str, lines: Lines, language: str = "ru") -> list[Any]:
    form = filled(path, language, name=f"kz-2017-{kind}", lines=lines, period=PERIOD)
    return list(take(engine, kind, form, period=PERIOD, methodology="kz-2017").item.facts)


@pytest.mark.parametrize(("kind", "lines"), [("services", SERVICES), ("appeals", APPEALS)])
@pytest.mark.parametrize("language", ["kk", "ru"])
@pytest.mark.parametrize("ending", ["xlsx", "docx", "csv"])
def test_every_format_and_language_gives_the_same(
    engine: Engine, tmp_path: Path, kind: str, lines: Lines, language: str, ending: str
) -> None:
    found = given(engine, tmp_path / f"f.{ending}", kind, lines, language)
    told = {(fact.name, fact.subject): fact.value for fact in found if fact.name != reported.DOCUMENT}
    wanted = {
        (name, entry.get("service", "")): str(value)
        for entries in lines.values()
        for entry in entries
        for name, value in entry.items()
        if name not in ("proof", "service")
    }
    assert told == wanted


def test_the_points_are_those_of_the_act(engine: Engine, tmp_path: Path, law: Methodology) -> None:
    given(engine, tmp_path / "s.docx", "services", SERVICES)
    given(engine, tmp_path / "a.xlsx", "appeals", APPEALS)
    with engine.connect() as db:
        found = findings_of(reported.imports_for(db, "mam", PERIOD), law, "central")
    conclusion = score(found, law, "central")
    rows = {
        row.id: row.points
        for direction in conclusion.directions
        for criterion in direction.criteria
        for table in criterion.indicators
        for row in table.parameters
    }
    assert {name: rows[name].quantize(Decimal("0.000001")) for name in POINTS} == {
        name: Decimal(points).quantize(Decimal("0.000001")) for name, points in POINTS.items()
    }


def put(name: str, **values: Any) -> Callable[[Lines], object]:
    return lambda lines: lines[name][0].update(values)


WRONG: list[tuple[str, Callable[[Lines], object], str, str]] = [
    ("services", put("t1.terms", **{"services-late": 40_001}), "D6", "more than 40000 in C6"),
    ("services", put("t1.terms", services="много"), "C6", "a whole number"),
    ("services", put("t1.terms", services=None), "C6", "fill in the column"),
    ("services", put("t3.detected", **{"services-late-detected": 21}), "C12", "services-late = 20"),
    ("services", put("t2.violations", **{"services-refused": 40_001}), "C6", "services = 40000"),
    ("services", put("t4.services", way="7"), "D9", "one of these was expected"),
    ("services", put("t4.services", service="Лицензия"), "C10", "repeats"),
    ("services", put("t4.services", **{"documents-received": 5}), "F9", "more than 4 in E9"),
    ("appeals", put("t1.terms", **{"appeals-late": 1501}), "D6", "more than 1500 in C6"),
    ("appeals", put("t1.satisfied", **{"appeals-satisfied": 1501}), "C12", "appeals-reviewed = 1500"),
]


@pytest.mark.parametrize(("kind", "change", "cell", "said"), WRONG, ids=[f"{one[0]}-{one[2]}-{one[3][:14]}" for one in WRONG])
def test_what_cannot_be_true_is_refused_with_its_cell(
    engine: Engine, tmp_path: Path, kind: str, change: Callable[[Lines], object], cell: str, said: str
) -> None:
    lines = SERVICES if kind == "services" else APPEALS
    path = filled(tmp_path / "f.xlsx", name=f"kz-2017-{kind}", lines=lines, period=PERIOD, change=change)
    found = faults(engine, kind, path, period=PERIOD, methodology="kz-2017")
    assert any(at == cell and said in line for at, line in found), found


def test_a_local_body_is_not_asked_for_what_it_is_not_assessed_by(tmp_path: Path) -> None:
    for body, number in (("mam", 4), ("abay", 3)):
        path = tmp_path / f"{body}.csv"
        words = ["import", "template", "services", "--methodology", "kz-2017", "--form", "--body", body, "-o", str(path)]
        assert openness([*words, "--lang", "ru", "--config", str(CONFIG)]) == 0
        assert path.read_text("utf-8-sig").count("Таблица ") == number


def test_a_flat_table_is_read_as_before(engine: Engine, tmp_path: Path) -> None:
    path = tmp_path / "f.csv"
    path.write_text("figure;value;subject\nservices-late;20;\nservices;40000;\n", encoding="utf-8")
    facts = take(engine, "services", path, period=PERIOD, methodology="kz-2017").item.facts
    assert {fact.name: fact.value for fact in facts} == {"services-late": "20", "services": "40000"}
