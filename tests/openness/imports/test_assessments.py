"""What people established about rows that checks leave open: taken in strictly, counted beside what checks proved."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import Engine

from openness.imports.faults import FaultyFileError
from openness.imports.findings import findings_of
from scoring import methodology as law
from scoring.engine import score
from scoring.measure import Subject
from scoring.plan import make_plan
from store import reported
from store.base import BodyKind
from store.findings import MANUAL, Finding, Locator, Message, Outcome
from tests.openness.imports.helpers import CONFIG, as_csv, take
from tests.openness.imports.test_import_findings import DAY, row

HEADER = ["parameter", "language", "outcome", "count", "note-kk", "note-ru", "proof", "author", "made"]
END = ["қаралды", "просмотрено", "act-12.pdf", "А. Ахметова", "2026-09-01"]
NGO = "kz-2025:a10.t6.4.4"
DRAFTS = "kz-2017:a12.t1.3.2"


def findings(engine: Engine, edition: str, kind: BodyKind = "central") -> list[Finding]:
    with engine.connect() as db:
        given = reported.imports_for(db, "mam", "2026-H2")
    return findings_of(given, law.choose(CONFIG, edition, DAY)[0], kind, Subject("mam"))


def test_a_row_that_no_check_serves_is_decided(engine: Engine, tmp_path: Path) -> None:
    rows = [
        HEADER,
        [NGO, "", "met", "", *END],
        [DRAFTS, "kk", "deficiency", "4", *END],
        [DRAFTS, "ru", "выполнено", "", *END],
    ]
    take(engine, "assessments", as_csv(tmp_path / "a.csv", rows))
    found = findings(engine, "kz-2025")
    assert [(one.check, one.parameter, one.language, one.outcome) for one in found] == [(MANUAL, NGO, None, Outcome.MET)]
    assert "А. Ахметова" in found[0].message.kk
    assert "қаралды" in found[0].message.kk
    assert "просмотрено" in found[0].message.ru
    assert found[0].facts["proof"] == ["act-12.pdf"]
    edition = law.choose(CONFIG, "kz-2025", DAY)[0]
    for language in ("kk", "ru"):
        scored = row(score(found, edition, "central"), NGO, language)
        assert (scored.points, scored.range.high, scored.basis) == (Decimal("0.5"), Decimal("0.5"), "manual")
    # The body is no akimat: for one the row is not scored at all.
    assert findings(engine, "kz-2025", "local") == []
    older = findings(engine, "kz-2017")
    edition = law.choose(CONFIG, "kz-2017", DAY)[0]
    whole = score(older, edition, "central")
    # 1 − 4 × 0.1, and the whole weight.
    assert row(whole, DRAFTS, "kk").points == row(whole, DRAFTS, "kk").range.high == Decimal("0.6")
    assert row(whole, DRAFTS, "ru").points == Decimal(1)


def test_it_closes_what_checks_left_open_and_takes_nothing_back_that_they_proved(engine: Engine, tmp_path: Path) -> None:
    audits = "kz-2017:a12.t1.2.8"
    take(engine, "assessments", as_csv(tmp_path / "a.csv", [HEADER, [audits, "kk", "met", "", *END]]))
    edition = law.choose(CONFIG, "kz-2017", DAY)[0]
    plan = make_plan(edition, "central")
    uses = next(
        asked.uses[0] for part in plan.parts for one in part.rows() for asked in one.requirements if one.parameter.id == audits
    )
    checked = [
        Finding(
            id=f"{number:016d}", check=uses.check, check_version="1", parameter=audits, language="kk", outcome=outcome,
            url="http://a/", facts={}, locator=Locator(), message=Message(kk="a", ru="a", en="a"), evidence=("0" * 64,),
            options_sha256=uses.options_sha256, captured_at=datetime(2026, 9, 1, tzinfo=UTC),
        )
        for number, outcome in enumerate((Outcome.DEFICIENCY, Outcome.UNVERIFIED), start=1)
    ]  # fmt: skip
    alone = row(score(checked, edition, "central"), audits, "kk")
    assert (alone.range.low, alone.range.high) == (Decimal("0.5"), Decimal("1.9"))
    closed = row(score([*checked, *findings(engine, "kz-2017")], edition, "central"), audits, "kk")
    assert closed.range.low == closed.range.high == Decimal("1.9")


@pytest.mark.parametrize(
    ("line", "place", "says"),
    [
        ([NGO, "", "met", "2", *END], "D2", "shortcomings are counted for «deficiency» alone"),
        ([NGO, "", "deficiency", "0", *END], "D2", "found 0 for a shortcoming"),
        ([NGO, "", "unverified", "", *END], "C2", "one of these was expected: met, deficiency, missing"),
        (["kz-2025:a10.t2.4", "kk", "met", "", *END], "A2", "give them by `openness import report`"),
        (["kz-2025:a10.t4.6", "kk", "met", "", *END], "A2", "give them by `openness import events`"),
        (["kz-2025:a10.t5.2", "kk", "met", "", *END], "A2", "not scored for a body of the kind central"),
        (["kz-2025:a10.t6.4.9", "kk", "met", "", *END], "A2", "no such row"),
        (["kz-1999:a1", "", "met", "", *END], "A2", "its law before the colon"),
        ([NGO, "", "met", "", "", *END[1:]], "E2", "fill in the column"),
        ([NGO, "", "met", "", *END[:2], "", *END[3:]], "G2", "fill in the column"),
        ([NGO, "", "met", "", *END[:4], "2027-01-01"], "I2", "after the day of the import"),
    ],
)
def test_what_cannot_be_taken_is_named(engine: Engine, tmp_path: Path, line: list[str], place: str, says: str) -> None:
    with pytest.raises(FaultyFileError) as fault:
        take(engine, "assessments", as_csv(tmp_path / "a.csv", [HEADER, line]))
    told = fault.value.faults.lines("en")
    assert len(told) == 1
    assert place in told[0]
    assert says in told[0]


def test_a_row_is_judged_by_its_requirements_and_in_one_way(engine: Engine, tmp_path: Path) -> None:
    rows = [HEADER, ["kz-2017:a14.2.1", "", "met", "", *END], [NGO, "", "met", "", *END], [NGO, "ru", "missing", "", *END]]
    with pytest.raises(FaultyFileError) as fault:
        take(engine, "assessments", as_csv(tmp_path / "a.csv", rows))
    told = fault.value.faults.lines("en")
    assert any("B4" in one and "line 3 speaks for both languages" in one for one in told)
    assert any("A2" in one for one in told)
