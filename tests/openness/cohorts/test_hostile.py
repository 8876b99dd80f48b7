"""A cohort whose bodies, criteria, tables, rows and findings bear hostile texts, some of a megabyte: its report stays inert and small."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from selectolax.lexbor import LexborHTMLParser

from openness.cohorts.build import read_cohort
from openness.cohorts.closed import load_closed
from openness.cohorts.write import write_cohort
from reports.files import canonical
from reports.read import read_lines, read_result
from tests.conftest import ROOT
from tests.openness.cohorts import kit
from tests.openness.test_inert import EVIL, LONG, harmless

pytestmark = pytest.mark.costs(15)
# A title is cut where it is shown: far below the megabyte of one, and above what the report takes with plain names.
BOUND = 900_000
FORMULAS = ("=cmd|'/c calc'!A0", f"javascript:alert(1)//{EVIL}")


def spoilt(value: Any, text: str) -> Any:
    """The value with another text in each of its titles, names and notes: wherever words of both languages stand."""
    if isinstance(value, dict):
        if {"kk", "ru"} <= set(value) and isinstance(value["ru"], str):
            return {**value, **{key: text for key in ("kk", "ru", "en") if key in value}}
        return {key: spoilt(one, text) for key, one in value.items()}
    return [spoilt(one, text) for one in value] if isinstance(value, list) else value


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report on five bodies: of one the name and each message, and the first criterion's title, are a megabyte long."""
    root = tmp_path_factory.mktemp("hostile")
    law, rules = kit.law(), load_closed(ROOT / "config")
    for part, bodies, day in (("old", kit.before(law), "2025-11-20"), ("new", kit.members(law), "2026-11-20")):
        runs = kit.written(root / part, law, bodies, day)
        for code, run in runs.items():
            text = LONG if code == "beta" else EVIL
            result, lines = read_result(run), read_lines(run)
            titled = {key: spoilt(result[key], text if key == "body" else EVIL) for key in ("body", "criteria", "methodology")}
            if code in ("alpha", "akmola"):
                # The first body of a kind names the criteria of all.
                titled["criteria"][0]["title"] = {**result["criteria"][0]["title"], "kk": LONG, "ru": LONG}
            for one in lines:
                one |= {"message": {"kk": EVIL, "ru": text, "en": EVIL}, "url": FORMULAS[int(one["id"], 16) % 2], "cause": EVIL}
            (run / "result.json").write_text(canonical({**result, **titled}), encoding="utf-8")
            (run / "findings.jsonl").write_text("".join(canonical(one) + "\n" for one in lines), encoding="utf-8")
        before = read_cohort(root / "report-old") if part == "new" else None
        write_cohort(root / f"report-{part}", runs, rules, before)
    return root / "report-new"


def texts(value: Any) -> Iterator[str]:
    """Every text of a JSON value, its keys too."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, one in value.items():
            yield key
            yield from texts(one)
    elif isinstance(value, list):
        for one in value:
            yield from texts(one)


@pytest.mark.parametrize("language", ["ru", "kk", "en"])
def test_the_page_and_its_charts(folder: Path, language: str) -> None:
    text = (folder / f"index.{language}.html").read_text("utf-8")
    found = LexborHTMLParser(text)
    assert found.css("script, img, iframe, object, link, form, foreignObject, [onerror], [onload]") == []
    assert {str(name)[:1] for one in found.css("use") for key, name in one.attributes.items() if key.endswith("href")} == {"#"}
    assert len(found.css("svg")) >= 1
    assert harmless(text)
    assert {str(one.attributes["href"])[:1] for one in found.css("a[href]")} == {"#"}
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text
    assert "49" not in found.css_first("h1").text()
    assert len(text) < BOUND


@pytest.mark.parametrize("name", ["parameters", "findings"])
def test_tables(folder: Path, name: str) -> None:
    with (folder / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file, delimiter=";"))
    assert len(rows) > 20
    assert [cell for row in rows[1:] for cell in row if cell[:1] in ("=", "@", "\t", "\r", "+")] == []
    assert all(harmless(cell) and len(cell) <= 32_767 for row in rows for cell in row)
    book = load_workbook(folder / f"{name}.xlsx", read_only=True)
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert "f" not in {cell.data_type for cell in cells}
    assert all(harmless(str(cell.value)) and len(str(cell.value)) <= 32_767 for cell in cells)


@pytest.mark.parametrize("name", ["cohort.json", "open-data.json", "publication.json"])
def test_json(folder: Path, name: str) -> None:
    path = folder / name
    told = list(texts(json.loads(path.read_text("utf-8"))))
    assert told
    assert all(harmless(one) for one in told)
    assert path.stat().st_size < 3 * BOUND
