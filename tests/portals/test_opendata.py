"""The stand-in of open data: its quirks, and bodies audited against it; rows and findings equal what the scenarios work out by hand."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from tests.portals.opendata.auditing import Office, findings, portal, scenario, site
from tests.portals.opendata.server import Server

pytestmark = [pytest.mark.costs(40), pytest.mark.xdist_group("opendata")]
CHECKS = ("data-sets-correct", "listed-data-sets-on-time", "listed-data-sets-published")


@pytest.fixture(scope="module")
def standin() -> Iterator[tuple[str, Server]]:
    with portal() as served:
        yield served


def ask(url: str, **headers: str) -> tuple[int, str]:
    try:
        with urlopen(Request(url, headers=headers), timeout=600) as answer:
            return answer.status, answer.read().decode()
    except HTTPError as refused:
        return refused.code, refused.read().decode()


def test_without_the_cookie_the_portal_answers_in_kazakh(standin: tuple[str, Server]) -> None:
    root, _ = standin
    address = f"{root}/datasets/view?index=dala_roads"
    assert "Өзектендіру түрі" in ask(address)[1]
    assert "Тип актуализации" in ask(address, Cookie="egovLang=ru")[1]


def test_a_page_holds_ten_sets_however_many_are_asked_for(standin: tuple[str, Server]) -> None:
    root, _ = standin
    total = json.loads(ask(f"{root}/datasets/getdatasetsrecount?status=PUBLISHED&byGovAgencyId=")[1])["totalCount"]
    pages = [
        json.loads(ask(f"{root}/datasets/getdatasetsre?page={page}&count=100")[1])["datasets"]
        for page in range(1, total // 10 + 3)
    ]
    assert [len(page) for page in pages[:2]] == [10, 10]
    assert len({one["apiUri"] for page in pages for one in page}) == total
    assert pages[-1] == []


def test_the_interface_wants_a_key(standin: tuple[str, Server]) -> None:
    root, _ = standin
    assert ask(f"{root}/api/v4/dala_roads/v2")[0] == 403


@pytest.fixture(scope="module")
def audited(standin: tuple[str, Server], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A ministry under the law in force; the harness of all portals audits the other bodies and the older law."""
    root, _ = standin
    with site() as home:
        office = Office(tmp_path_factory.mktemp("office"), root, home)
        found = {}
        for body in ("dala",):
            office.take_in(body)
            found[body] = office.audit(body, "kz-2025")
        return found


def rows_of(out: Path) -> dict[tuple[str, str], dict[str, Any]]:
    result = json.loads((out / "result.json").read_text(encoding="utf-8"))
    indicators = [one for criterion in result["criteria"] for one in criterion["indicators"]]
    return {(row["id"], row["language"]): row for one in indicators for row in one["parameters"]}


def expected(body: str) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for row, told in scenario(body)["expected"].items():
        for said, one in told.items() if row.startswith("kz-2025") else ():
            for language in ("kk", "ru") if said == "both" else (said,):
                yield row, language, one


@pytest.mark.parametrize("body", ["dala"])
def test_points_are_those_worked_out_by_hand(audited: dict[str, Path], body: str) -> None:
    rows, found = rows_of(audited[body]), findings(audited[body])
    for row, language, one in expected(body):
        assert [Decimal(end) for end in rows[row, language]["range"]] == [Decimal(one["points"])] * 2, (
            row,
            language,
            one["arithmetic"],
        )
        mine = [item for item in found if item["parameter"] == row and item["language"] == language and item["check"] in CHECKS]
        for figure, value in one.get("figures", {}).items():
            assert [item["facts"][figure] for item in mine] == [value], (row, language, figure)
        if "outcome" in one:
            assert {item["outcome"] for item in mine} == {one["outcome"]}, (row, language)
        if "count" in one:
            assert sum(item["count"] for item in mine) == one["count"], (row, language)


def test_what_costs_is_named_with_its_address_and_days(audited: dict[str, Path]) -> None:
    found = {
        item["check"]: item
        for item in findings(audited["dala"])
        if item["language"] == "ru" and item["parameter"] == "kz-2025:a10.t1.3"
    }
    late = found["listed-data-sets-on-time"]
    assert late["facts"]["late-sets"] == [
        "Перечень мостов: 2026-09-30, 2026-11-02",
        "Рынки у дорог: 2026-03-31, 2026-06-30, 2026-09-30",
    ]
    assert any("index=dala_bridges" in page for page in late["pages"])
    assert late["evidence"]


def test_the_portal_was_asked_for_each_address_once_or_again_after_a_failure(
    standin: tuple[str, Server], audited: dict[str, Path]
) -> None:
    assert audited
    _, server = standin
    flaky = [path for path in server.asked if path.startswith("/datasets/exportjson")]
    assert len(flaky) > len(set(flaky))
