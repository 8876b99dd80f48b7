"""Findings made of imports: the methodology decides which figures serve which row; the scorer counts them as the law says."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from openness.imports.faults import FaultyFileError
from openness.imports.findings import findings_of
from scoring import methodology as law
from scoring.engine import score
from scoring.measure import Subject
from scoring.methodology import find_parameter
from store import reported
from store.base import BodyKind
from store.conclusion import Conclusion, ParameterScore
from store.findings import REPORTED, CheckOrder, Finding, Outcome
from store.methodology import Methodology
from store.reported import StoredImport
from tests.openness.imports.helpers import CONFIG, NOW, as_csv, take

DAY = date(2026, 11, 21)
EVENTS = ["date", "name", "languages", "announced", "online", "journalists", "live-question", "interested", "subject", "link"]
REQUESTS = ["number-in", "received", "number-out", "answered", "extended", "extension-notice"]
SURVEY = ["survey", "service", "value", "respondents", "conducted", "proof"]
REPORT = ["parameter", "language", "figure", "value", "proof", "subject"]


@pytest.fixture(scope="module")
def kz_2025() -> Methodology:
    return law.choose(CONFIG, "kz-2025", DAY)[0]


@pytest.fixture(scope="module")
def kz_2017() -> Methodology:
    return law.choose(CONFIG, "kz-2017", DAY)[0]


def given(engine: Engine) -> list[StoredImport]:
    with engine.connect() as db:
        return reported.imports_for(db, "mam", "2026-H2")


def of(found: list[Finding], parameter: str) -> list[Finding]:
    return [finding for finding in found if finding.parameter == parameter]


def row(conclusion: Conclusion, parameter: str, language: str | None) -> ParameterScore:
    criteria = [*conclusion.criteria, *(one for part in conclusion.directions for one in part.criteria)]
    rows = [one for criterion in criteria for table in criterion.indicators for one in table.parameters]
    return next(one for one in rows if (one.id, one.language) == (parameter, language))


def table(conclusion: Conclusion, name: str) -> tuple[Decimal, Decimal]:
    found = next(one for criterion in conclusion.criteria for one in criterion.indicators if one.id == name)
    return found.range.low, found.range.high


def media(engine: Engine, tmp_path: Path) -> None:
    """The example of the legal research: 9 of 15 events, 200 requests with 196 answers and 10 late, 75 and 82 percent."""
    events: list[list[Any]] = [EVENTS]
    for number in range(15):
        live = "yes" if number < 9 else "no"
        marks = ["yes", "yes", "yes", live, "no"]
        events.append([f"2026-09-{number + 1:02}", f"E{number}", "kk, ru", *marks, "policy-event", f"https://a.kz/{number}"])
    requests: list[list[Any]] = [REQUESTS]
    for number in range(200):
        answer = "" if number >= 196 else "2026-09-30" if number < 10 else "2026-09-08"
        requests.append([number, "2026-09-01", f"o-{number}" if answer else "", answer, "no", ""])
    survey = [SURVEY, ["population", "", "75", "1000", "2026-10-10", "r"], ["media", "", "82", "50", "2026-10-10", "r"]]
    take(engine, "events", as_csv(tmp_path / "events.csv", events))
    take(engine, "media-requests", as_csv(tmp_path / "requests.csv", requests))
    take(engine, "survey", as_csv(tmp_path / "survey.csv", survey))


def test_the_media_criterion_of_2025_from_three_files(engine: Engine, tmp_path: Path, kz_2025: Methodology) -> None:
    media(engine, tmp_path)
    conclusion = score(findings_of(given(engine), kz_2025, "central"), kz_2025, "central")
    # A = 5 × 9 ÷ 15 = 3; B = 2 × (196 − 10) ÷ 200 = 1.86; C = 0.82; D = 2; (3 + 1.86) × 0.82 + 2 = 5.9852
    assert table(conclusion, "kz-2025:a10.t7-1") == (Decimal("5.9852"), Decimal("5.9852"))
    assert row(conclusion, "kz-2025:a10.t7-1.1", "kk").basis == "reported"
    assert conclusion.unused_findings == ()


def test_a_finding_proves_itself(engine: Engine, tmp_path: Path, kz_2025: Methodology) -> None:
    media(engine, tmp_path)
    found = findings_of(given(engine), kz_2025, "central")
    stored = {item.kind: item for item in given(engine)}
    kk, ru = of(found, "kz-2025:a10.t7-1.1")
    assert (kk.language, ru.language, kk.check, kk.outcome) == ("kk", "ru", REPORTED, Outcome.DEFICIENCY)
    assert kk.evidence == (stored["events"].sha256,)
    assert kk.url == "import:events/events.csv"
    assert kk.captured_at == NOW
    assert kk.options_sha256 == CheckOrder(check=REPORTED, parameter=kk.parameter).options_sha256
    assert (kk.facts["events"], kk.facts["events-public"], kk.facts["file"]) == ("15", "9", "events.csv")
    assert kk.facts["places"] == ["A2:J16", "A2:J10"]
    assert kk.facts["proof"][:2] == ["https://a.kz/0", "https://a.kz/1"]
    assert kk.message.ru.startswith("По загруженному файлу events.csv (A2:J16, A2:J10): ")
    assert "= 9" in kk.message.ru
    assert kk.message.kk.startswith("Жүктелген events.csv файлы бойынша")
    assert kk.message.en == "By the imported file events.csv (A2:J16, A2:J10): events = 15; events-public = 9."
    assert len({one.id for one in found}) == len(found)
    assert [one.id for one in findings_of(given(engine), kz_2025, "central")] == [one.id for one in found]


def test_a_later_import_of_the_same_figures_keeps_the_ids(engine: Engine, tmp_path: Path, kz_2025: Methodology) -> None:
    media(engine, tmp_path)
    before = {one.id for one in findings_of(given(engine), kz_2025, "central")}
    rows = [SURVEY, ["media", "", "82,0", "51", "2026-10-10", "r"], ["population", "", "75", "1000", "2026-10-10", "r"]]
    take(engine, "survey", as_csv(tmp_path / "survey.csv", rows))
    assert {one.id for one in findings_of(given(engine), kz_2025, "central")} == before


def test_measures_of_explanation_are_cases_of_their_own(engine: Engine, tmp_path: Path, kz_2025: Methodology) -> None:
    best, alone = ["yes", "yes", "yes", "yes", "no"], ["no", "no", "no", "no", "no"]
    rows = [
        EVENTS,
        ["2026-09-01", "A", "kk, ru", *best, "law-explanation", "l"],
        ["2026-09-02", "B", "ru", *alone, "law-explanation", "l"],
    ]
    take(engine, "events", as_csv(tmp_path / "e.csv", rows))
    found = findings_of(given(engine), kz_2025, "central")
    levels = {(one.language, one.facts["subject"]): (one.facts["level"], one.outcome) for one in of(found, "kz-2025:a10.t4.6")}
    assert levels == {
        ("kk", "A (2026-09-01)"): ("4", Outcome.MET),
        ("ru", "A (2026-09-01)"): ("4", Outcome.MET),
        ("kk", "B (2026-09-02)"): ("0", Outcome.DEFICIENCY),
        ("ru", "B (2026-09-02)"): ("1", Outcome.DEFICIENCY),
    }
    conclusion = score(found, kz_2025, "central")
    assert row(conclusion, "kz-2025:a10.t4.6", "kk").points == Decimal("0.5")  # (1 + 0) ÷ 2
    assert row(conclusion, "kz-2025:a10.t4.6", "ru").points == Decimal("0.7")  # (1 + 0.4) ÷ 2


def test_nothing_to_count_gives_what_the_formula_says(engine: Engine, tmp_path: Path, kz_2025: Methodology) -> None:
    take(engine, "media-requests", as_csv(tmp_path / "r.csv", [REQUESTS]))
    lines = [["kz-2025:a10.t1.2", "kk", name, "0", "", ""] for name in ("data-requests", "data-requests-settled")]
    take(engine, "report", as_csv(tmp_path / "report.csv", [REPORT, *lines]))
    found = findings_of(given(engine), kz_2025, "central")
    assert [one.outcome for one in of(found, "kz-2025:a10.t7-1.2")] == [Outcome.MET]  # no requests: full weight
    conclusion = score(found, kz_2025, "central")
    scored = row(conclusion, "kz-2025:a10.t1.2", "kk")
    assert scored.points == scored.weight
    assert row(conclusion, "kz-2025:a10.t1.2", "ru").range.low == 0


def test_not_applicable_is_accepted_only_where_a_footnote_releases_the_body(
    engine: Engine, tmp_path: Path, kz_2025: Methodology
) -> None:
    file = as_csv(tmp_path / "report.csv", [REPORT, ["kz-2025:a10.t6.3", "", "", "неприменимо", "", ""]])
    take(engine, "report", file, body="mod")  # «* – за исключением Министерства обороны Республики Казахстан»
    with pytest.raises(FaultyFileError) as error:
        take(engine, "report", file)
    assert error.value.faults.lines("ru") == [
        "report.csv, ячейка D2: найдено «неприменимо»; ни одна сноска акта не освобождает этот орган от строки kz-2025:a10.t6.3; "
        "укажите ее показатели, для того, чего не было, – 0"
    ]
    with engine.connect() as db:
        imports = reported.imports_for(db, "mod", "2026-H2")
    (released,) = of(findings_of(imports, kz_2025, "central", Subject("mod")), "kz-2025:a10.t6.3")
    assert released.outcome == Outcome.NOT_APPLICABLE
    assert released.message.ru == "По загруженному файлу report.csv (A2:F2) считать было нечего."
    found = findings_of(imports, kz_2025, "central", Subject("mam"))
    (other,) = of(found, "kz-2025:a10.t6.3")
    assert (other.outcome, other.needs_review) == (Outcome.UNVERIFIED, True)
    assert "ни одна сноска акта этот орган не освобождает" in other.message.ru
    scored = row(score(found, kz_2025, "central"), "kz-2025:a10.t6.3", "kk")
    assert (scored.status, scored.range.low, scored.range.high) == ("unverified", 0, 2)


def test_figures_that_may_be_lacking_are_taken_where_they_are_told(engine: Engine, tmp_path: Path, kz_2025: Methodology) -> None:
    told = {"entries": "51", "weeks-without-entry": "0"}
    lines = [["kz-2025:a10.t6.2", "kk", name, value, "", ""] for name, value in told.items()]
    take(engine, "report", as_csv(tmp_path / "r.csv", [REPORT, *lines, ["kz-2025:a10.t6.2", "ru", "entries", "51", "", ""]]))
    conclusion = score(findings_of(given(engine), kz_2025, "central"), kz_2025, "central")
    assert row(conclusion, "kz-2025:a10.t6.2", "kk").points == Decimal("1.5")
    open_row = row(conclusion, "kz-2025:a10.t6.2", "ru")
    assert (open_row.range.low, open_row.range.high) == (Decimal("0.3"), Decimal("1.5"))
    lacking = [step.values["title"].ru for step in open_row.open_reasons if step.key == "score.open.lacking"]
    assert lacking[0] == "Число недель периода без единой записи"


def test_a_report_by_languages_and_for_both(engine: Engine, tmp_path: Path, kz_2025: Methodology) -> None:
    lines = [
        ["kz-2025:a10.t1.1", "kk", "sets-required", "20", "", ""],
        ["kz-2025:a10.t1.1", "kk", "sets-published", "15", "", ""],
        ["kz-2025:a10.t1.2", "", "data-requests", "4", "", ""],
        ["kz-2025:a10.t1.2", "", "data-requests-settled", "4", "", ""],
    ]
    take(engine, "report", as_csv(tmp_path / "r.csv", [REPORT, *lines]))
    found = findings_of(given(engine), kz_2025, "central")
    assert [(one.parameter, one.language, one.outcome) for one in found] == [
        ("kz-2025:a10.t1.1", "kk", Outcome.DEFICIENCY),
        ("kz-2025:a10.t1.2", None, Outcome.MET),
    ]
    conclusion = score(found, kz_2025, "central")
    assert row(conclusion, "kz-2025:a10.t1.1", "kk").points == Decimal("1.875")  # 2.5 × 15 ÷ 20
    assert row(conclusion, "kz-2025:a10.t1.1", "ru").range.high == Decimal("2.5")
    assert row(conclusion, "kz-2025:a10.t1.2", "ru").points == 1


def test_services_and_surveys_serve_the_law_of_2017(engine: Engine, tmp_path: Path, kz_2017: Methodology) -> None:
    figures: list[list[str]] = [["figure", "value", "subject"], ["services-late", "12", ""], ["services", "400000", ""]]
    for name, way, received in (("A", "2", "3"), ("B", "1", "4")):
        given_ = {"way": way, "documents-received": received, "documents-possible": "4", "factor": "0.8"}
        figures += [[figure, value, name] for figure, value in given_.items()]
    figures.append(["approved", "1", ""])
    take(engine, "services", as_csv(tmp_path / "s.csv", figures))
    survey = [SURVEY, ["service", "A", "4.65", "9", "2026-10-10", ""], ["service", "B", "4.9", "9", "2026-10-10", ""]]
    take(engine, "survey", as_csv(tmp_path / "survey.csv", survey))
    take(
        engine, "appeals", as_csv(tmp_path / "a.csv", [["figure", "value"], ["appeals-late", "12"], ["appeals-reviewed", "400"]])
    )
    found = findings_of(given(engine), kz_2017, "central")
    assert {(one.facts["subject"], one.facts["way"], one.facts["approved"]) for one in of(found, "kz-2017:p66")} == {
        ("A", "2", "1"),
        ("B", "1", "1"),
    }
    conclusion = score(found, kz_2017, "central")
    assert row(conclusion, "kz-2017:a6.1", None).points == Decimal("13.5")  # (12 + 15) ÷ 2
    assert row(conclusion, "kz-2017:p38", None).points == Decimal("14.7")  # 15 − 12 ÷ 400 000 × 10 000
    assert row(conclusion, "kz-2017:p66", None).points == Decimal("12.5")  # (3/4 × 15 × 0.8 + 20 × 0.8) ÷ 2 = (9 + 16) ÷ 2
    assert row(conclusion, "kz-2017:p108", None).points == Decimal(37)  # 40 − 12 ÷ 400 × 100


def test_a_file_feeds_only_rows_that_name_its_kind(engine: Engine, tmp_path: Path, kz_2017: Methodology) -> None:
    media(engine, tmp_path)
    assert findings_of(given(engine), kz_2017, "central") == []


@pytest.mark.parametrize(("kind", "number"), [("central", 2), ("local", 2), ("subordinate", 0)])
def test_rows_of_other_kinds_of_bodies_get_nothing(
    engine: Engine, tmp_path: Path, kz_2025: Methodology, kind: BodyKind, number: int
) -> None:
    media(engine, tmp_path)
    assert len(of(findings_of(given(engine), kz_2025, kind), "kz-2025:a10.t7-1.1")) == number


def reading(methodology: Methodology, parameter: str, kinds: tuple[str, ...]) -> Methodology:
    """The edition with other imports named at one row."""
    found = find_parameter(methodology, parameter)
    assert found is not None
    assert found.criterion is not None
    text = methodology.model_dump()
    for criterion in text["criteria"]:
        for indicator in criterion["indicators"]:
            for section in indicator["sections"]:
                for one in section["parameters"]:
                    if one["id"] == parameter:
                        one["reported"] = kinds
    return Methodology.model_validate(text)


def test_files_that_differ_leave_the_row_between_them(engine: Engine, tmp_path: Path, kz_2025: Methodology) -> None:
    media(engine, tmp_path)
    both = reading(kz_2025, "kz-2025:a10.t7-1.2", ("media-requests", "report"))
    facts = [("requests", "200"), ("answers", "196"), ("answers-late", "0")]
    stored_report = given(engine)[0].model_copy(
        update={
            "kind": "report",
            "name": "report.csv",
            "sha256": "f" * 64,
            "facts": tuple(
                reported.Fact(name=name, value=value, parameter="kz-2025:a10.t7-1.2", places=("A2:F2",)) for name, value in facts
            ),
        }
    )
    found = of(findings_of([*given(engine), stored_report], both, "central"), "kz-2025:a10.t7-1.2")
    assert [(one.language, one.outcome, one.needs_review) for one in found] == [
        ("kk", Outcome.UNVERIFIED, True),
        ("ru", Outcome.UNVERIFIED, True),
    ]
    assert (found[0].facts["requests"], found[0].facts["answers-late"]) == ("200", ["0", "10"])
    assert len(found[0].evidence) == 2
    assert "requests.csv, report.csv" in found[0].message.ru
    scored = row(score(found, both, "central"), "kz-2025:a10.t7-1.2", "kk")
    assert (scored.range.low, scored.range.high) == (Decimal("0.93"), Decimal("0.98"))


def test_files_that_agree_count_once(engine: Engine, tmp_path: Path, kz_2025: Methodology) -> None:
    media(engine, tmp_path)
    both = reading(kz_2025, "kz-2025:a10.t7-1.2", ("report", "media-requests"))
    facts = [("requests", "200"), ("answers", "196"), ("answers-late", "10")]
    stored_report = given(engine)[0].model_copy(
        update={
            "kind": "report",
            "name": "report.csv",
            "facts": tuple(reported.Fact(name=name, value=value, parameter="kz-2025:a10.t7-1.2") for name, value in facts),
        }
    )
    (one,) = of(findings_of([*given(engine), stored_report], both, "central"), "kz-2025:a10.t7-1.2")
    assert one.url == "import:report/report.csv"
    assert row(score([one], both, "central"), "kz-2025:a10.t7-1.2", "kk").points == Decimal("0.93")
