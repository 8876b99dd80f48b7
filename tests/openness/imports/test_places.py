"""Places in search systems noted by hand: taken in strictly, scored as the law says."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import Engine

from openness.imports.faults import FaultyFileError
from openness.imports.findings import findings_of
from scoring import methodology as law
from scoring.engine import score
from scoring.measure import Subject
from store import reported
from store.findings import MANUAL, Outcome
from tests.openness.imports.helpers import CONFIG, as_csv, take
from tests.openness.imports.test_import_findings import DAY, row

HEADER = ["system", "query", "language", "place", "looked", "noted", "proof"]
ROW = "kz-2017:a14.1.1"


def test_places_become_findings_and_points(engine: Engine, tmp_path: Path) -> None:
    rows = [
        HEADER,
        ["google", "Мекеме", "kk", "3", "20", "2026-09-01", "a.png"],
        ["google", "Учреждение", "ru", "15", "20", "2026-09-01", ""],
        ["Яндекс", "Учреждение", "ru", "11", "20", "2026-09-01", ""],
        ["mail.ru", "Учреждение", "ru", "", "40", "2026-09-01", ""],
    ]
    take(engine, "positions", as_csv(tmp_path / "places.csv", rows))
    with engine.connect() as db:
        given = reported.imports_for(db, "mam", "2026-H2")
    edition = law.choose(CONFIG, "kz-2017", DAY)[0]
    found = findings_of(given, edition, "central", Subject("mam"))
    assert [(one.facts["source"], one.facts.get("position"), one.outcome) for one in found if one.parameter == ROW] == [
        ("google", 3, Outcome.MET),
        ("google", 15, Outcome.DEFICIENCY),
        ("yandex", 11, Outcome.DEFICIENCY),
        ("mail.ru", None, Outcome.MISSING),
    ]
    assert {one.check for one in found} == {MANUAL}
    points = row(score(found, edition, "central"), ROW, None)
    # ((1 + 0.5) ÷ 2 + 0.5 + 0) ÷ 3
    assert points.points == points.range.low == points.range.high
    assert abs(points.points - Decimal("0.416666666667")) < Decimal("0.000001")


@pytest.mark.parametrize(
    ("line", "place", "says"),
    [
        (["bing", "a", "ru", "1", "20", "2026-09-01", ""], "A2", "one of these was expected: google, yandex, mail.ru"),
        (["google", "a", "ru", "0", "20", "2026-09-01", ""], "D2", "places are counted from 1"),
        (["google", "a", "ru", "12", "10", "2026-09-01", ""], "D2", "only 10 results were looked through"),
        (["google", "a", "ru", "", "10", "2026-09-01", ""], "E2", "look through at least 20"),
        (["google", "", "ru", "1", "20", "2026-09-01", ""], "B2", "fill in the column"),
        (["google", "a", "ru", "1", "20", "2027-01-01", ""], "F2", "after the day of the import"),
        (["google", "a", "ru", "first", "20", "2026-09-01", ""], "D2", "a whole number from 0 was expected"),
    ],
)
def test_a_wrong_line_is_told_with_its_cell(engine: Engine, tmp_path: Path, line: list[str], place: str, says: str) -> None:
    with pytest.raises(FaultyFileError) as fault:
        take(engine, "positions", as_csv(tmp_path / "places.csv", [HEADER, line]))
    told = fault.value.faults.lines("en")
    assert len(told) == 1
    assert place in told[0]
    assert says in told[0]


def test_two_lines_about_one_search_are_refused(engine: Engine, tmp_path: Path) -> None:
    line = ["google", "a", "ru", "1", "20", "2026-09-01", ""]
    with pytest.raises(FaultyFileError, match=r"repeats line 2"):
        take(engine, "positions", as_csv(tmp_path / "places.csv", [HEADER, line, line]))
