"""What a run leaves open, decided by a table or in the terminal: from the export to the final total, and everything that is refused."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from selectolax.lexbor import LexborHTMLParser
from sqlalchemy import func, select

from openness import runs
from openness.cli import run as openness
from openness.decisions.opened import Open, Sheet, read
from store import judged, schema
from store.db import open_database
from store.findings import Finding, Locator
from tests.openness.openform import NOTES, Line, all_present, fill
from tests.openness.stored import Stored, edition, findings_with, store_run
from tests.scoring.kit import CONFIG

pytestmark = pytest.mark.costs(40)
LINKS = "kz-2017:a14.2.9"
ASKED = f"{LINKS}.3"
LINK = "https://example.gov.kz/page"
OFFERED = {
    "ru": '"есть,частично,нет,установить нельзя"',
    "kk": '"бар,ішінара,жоқ,анықтау мүмкін емес"',
    "en": '"present,partial,absent,cannot-tell"',
}


def sheet_of(stored: Stored, every: bool = False) -> Sheet:
    engine = open_database(stored.db)
    return read(engine, stored.config, runs.find(engine, stored.plan.run_id), every)


def export(stored: Stored, name: str = "open.xlsx", language: str = "ru") -> Path:
    path = stored.out.parent / name
    assert openness(["review", "export", stored.plan.run_id, "-o", str(path), "--lang", language, *stored.options]) == 0
    return path


def take(stored: Stored, path: Path) -> int:
    return openness(["import", "rulings", str(path), "--body", stored.plan.body.code, "--lang", "ru", *stored.options])


def scored(stored: Stored) -> dict[str, Any]:
    assert openness(["score", stored.plan.run_id, *stored.options]) == 0
    return dict(json.loads((stored.out / "result.json").read_text()))


def decided(stored: Stored) -> int:
    with open_database(stored.db).connect() as db:
        imports = db.execute(select(func.count()).select_from(schema.imports)).scalar_one()
        return int(db.execute(select(func.count()).select_from(schema.rulings)).scalar_one()) + int(imports)


def open_findings() -> list[Finding]:
    """A flawless body but for one requirement that its check left open, with a candidate and its words."""
    found = findings_with(edition(), {ASKED: ("unverified", 1)})
    told = {"target": "https://example.gov.kz/links", "value": "=HYPERLINK(1)"}
    return [
        one.model_copy(update={"facts": {**one.facts, **told}, "locator": Locator(quote="=cmd|' /C calc'!A0")})
        if one.parameter == ASKED
        else one
        for one in found
    ]


@pytest.fixture
def one(tmp_path: Path) -> Stored:
    return store_run(tmp_path, open_findings())


def answer(stored: Stored, cells: Line, name: str = "filled.xlsx") -> Path:
    question = sheet_of(stored, every=True).questions[0]
    return fill(export(stored, f"export-{name}"), stored.out.parent / name, lambda given: cells if given == question.id else None)


def good(**more: Any) -> Line:
    return {"decision": "есть", "link": LINK, **NOTES} | {name.replace("_", "-"): value for name, value in more.items()}


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[Stored, dict[str, Any]]:
    """Nothing of a body is known, everything is decided by one table, and the run is scored and reported."""
    stored = store_run(tmp_path_factory.mktemp("whole"), [])
    sheet = sheet_of(stored)
    path = fill(export(stored), stored.out.parent / "filled.xlsx", all_present(sheet))
    assert take(stored, path) == 0
    result = scored(stored)
    assert openness(["report", stored.plan.run_id, *stored.options]) == 0
    return stored, result


def test_one_table_brings_everything_that_is_open_to_a_final_total(whole: tuple[Stored, dict[str, Any]]) -> None:
    stored, result = whole
    assert (result["total"]["final"], result["total"]["open"], result["total"]["grade"]) == ("100.00", 0, "high")
    assert {one["state"] for one in result["rulings"]} == {"applied"}
    assert openness(["replay", stored.plan.run_id, "--scores", *stored.options]) == 0
    assert sheet_of(stored).questions == ()


def test_a_decided_row_tells_who_when_why_and_by_what(whole: tuple[Stored, dict[str, Any]]) -> None:
    stored, result = whole
    ruling = next(one for one in result["rulings"] if one["parameter"] == ASKED)
    for language, note, word in (("ru", NOTES["note-ru"], "решено человеком"), ("kk", NOTES["note-kk"], "адам шешкен")):
        page = LexborHTMLParser((stored.out / f"report.{language}.html").read_text())
        card = " ".join(page.css_first(f"article[id$='{ruling['question']}']").text(separator=" ").split())
        for said in (NOTES["reviewer"], note, LINK, word, ruling["evidence"][0], "filled.xlsx"):
            assert said in card
    lines = [json.loads(text) for text in (stored.out / "findings.jsonl").read_text().splitlines()]
    line = next(one for one in lines if one["id"] == ruling["question"])
    assert (line["outcome"], line["counted"]["outcome"], line["check"]) == ("unverified", "met", "manual")
    for digest in ruling["evidence"]:
        kept = stored.out / "evidence" / digest[:2] / digest
        assert hashlib.sha256(kept.read_bytes()).hexdigest() == digest


def test_the_table_asks_in_both_languages_and_offers_what_the_act_allows(one: Stored) -> None:
    for language in ("ru", "kk", "en"):
        data = load_workbook(export(one, f"{language}.xlsx", language)).worksheets[0]
        cells = [str(cell.value) for cell in data[2]]
        question = sheet_of(one).questions[0]
        assert question.title.ru in cells[3]
        assert question.title.kk in cells[4]
        decisions = data.data_validations.dataValidation[0]
        assert (str(decisions.sqref), decisions.formula1) == ("I2", OFFERED[language])


def test_what_pages_say_is_never_computed(one: Stored) -> None:
    path = export(one)
    data = load_workbook(path).worksheets[0]
    for row in data.iter_rows():
        for cell in row:
            assert cell.data_type != "f"
            assert not str(cell.value or "").startswith(("=", "+", "-", "@"))
    assert any("=cmd" in str(cell.value) for cell in data[2])
    assert take(one, fill(path, path.with_name("filled.xlsx"), lambda _: good())) == 0


def test_the_same_questions_give_the_same_bytes(one: Stored) -> None:
    assert export(one, "a.xlsx").read_bytes() == export(one, "b.xlsx").read_bytes()


WRONG: list[tuple[Line, str, str]] = [
    ({"decision": "наверное"}, "I2", "есть, частично, нет"),
    ({"decision": "неприменимо"}, "I2", "акт здесь не допускает"),
    ({"decision": None}, "I2", "выберите решение"),
    ({"decision": "=1+1"}, "I2", "формула"),
    ({"decision": "частично"}, "J2", "число недостатков"),
    ({"decision": "частично", "count": 0}, "J2", "число недостатков"),
    ({"decision": "частично", "count": "две"}, "J2", "целое число"),
    ({"decision": "частично", "count": -1}, "J2", "целое число"),
    ({"count": 3}, "J2", "частично"),
    ({"figures": "events=15"}, "K2", "очистите ячейку"),
    ({"figures": "events: 15"}, "K2", "events=15"),
    ({"reason": None}, "L2", "основание"),
    ({"reason": "так надо"}, "L2", "подтверждено"),
    ({"note-ru": None}, "M2", "пояснение (на русском)"),
    ({"note-kk": None}, "N2", "пояснение (на казахском)"),
    ({"note-ru": "а" * 2001}, "M2", "2000"),
    ({"link": None}, "O2", "доказательства"),
    ({"link": "example.gov.kz/page"}, "O2", "http"),
    ({"link": "ftp://example.gov.kz/page"}, "O2", "http"),
    ({"link": "javascript:alert(1)"}, "O2", "http"),
    ({"link": " ".join(f"https://example.gov.kz/{number}" for number in range(21))}, "O2", "20"),
    ({"file": "нет.pdf"}, "P2", "файл из папки таблицы"),
    ({"file": "../stored.db"}, "P2", "файл из папки таблицы"),
    ({"file": "/etc/hostname"}, "P2", "файл из папки таблицы"),
    ({"file": "пусто.txt"}, "P2", "пуст"),
    ({"reviewer": None}, "Q2", "кто решил"),
    ({"made-at": "вчера"}, "R2", "дата"),
    ({"made-at": "2099-01-01"}, "R2", "позже"),
    ({"supersedes": "нет такого"}, "S2", "латинских букв"),
    ({"supersedes": "D-1"}, "S2", "такого решения нет"),
    ({"run": "another"}, "T2", "review export"),
    ({"question": "0123456789abcdef"}, "A2", "выгрузите таблицу заново"),
    ({"question": "жоқ"}, "A2", "16"),
]


@pytest.fixture(scope="module")
def refusing(tmp_path_factory: pytest.TempPathFactory) -> tuple[Stored, Path]:
    """A run with one open question and its table, for files that leave nothing behind."""
    stored = store_run(tmp_path_factory.mktemp("refusing"), open_findings())
    (stored.out.parent / "пусто.txt").write_bytes(b"")
    return stored, export(stored)


@pytest.mark.parametrize(("cells", "cell", "said"), WRONG)
def test_a_wrong_cell_is_told_in_a_line_and_nothing_is_stored(
    refusing: tuple[Stored, Path], cells: Line, cell: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    one, table = refusing
    path = fill(table, table.with_name("filled.xlsx"), lambda _: {**good(), **cells})
    capsys.readouterr()
    assert take(one, path) == 2
    lines = [" ".join(line.split()) for line in capsys.readouterr().err.splitlines()]
    assert any(f" {cell}:" in line and said.casefold() in line.casefold() for line in lines), lines
    assert all("filled.xlsx" in line for line in lines)
    assert decided(one) == 0


def test_one_wrong_line_keeps_the_good_ones_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    stored = store_run(tmp_path, findings_with(edition(), {ASKED: ("unverified", 1), f"{LINKS}.2": ("unverified", 1)}))
    first = sheet_of(stored).questions[0].id
    path = fill(export(stored), tmp_path / "filled.xlsx", lambda name: good() if name == first else good(reason="?", link="x"))
    capsys.readouterr()
    assert take(stored, path) == 2
    assert len(capsys.readouterr().err.splitlines()) == 2
    assert decided(stored) == 0


def test_lines_without_a_decision_stay_open_and_a_table_may_come_again(one: Stored, capsys: pytest.CaptureFixture[str]) -> None:
    path = export(one)
    assert take(one, path) == 0
    assert sheet_of(one).questions[0].decisions == ()
    filled = fill(path, path.with_name("filled.xlsx"), lambda _: good())
    assert take(one, filled) == 0
    capsys.readouterr()
    # The same answers in another file are the same decisions.
    assert take(one, fill(path, path.with_name("again.xlsx"), lambda _: good())) == 0
    assert len(sheet_of(one, every=True).questions[0].decisions) == 1
    # The same reviewer says otherwise: the later decision takes the place of the earlier one.
    assert take(one, fill(path, path.with_name("other.xlsx"), lambda _: good(decision="нет"))) == 0
    question = sheet_of(one, every=True).questions[0]
    assert [said.ruling.outcome for said in question.standing] == ["missing"]
    assert len(question.decisions) == 2
    assert {state["state"] for state in scored(one)["rulings"]} == {"applied", "superseded"}


def test_a_file_that_proves_it_goes_into_the_evidence(one: Stored) -> None:
    (one.out.parent / "papers").mkdir()
    (one.out.parent / "papers" / "act.pdf").write_bytes(b"%PDF-1.4 signed")
    assert take(one, answer(one, good(link=None, file="papers/act.pdf"))) == 0
    digest = hashlib.sha256(b"%PDF-1.4 signed").hexdigest()
    ruling = scored(one)["rulings"][0]
    assert ruling["files"] == [{"name": "act.pdf", "sha256": digest}]
    assert (one.out / "evidence" / digest[:2] / digest).read_bytes() == b"%PDF-1.4 signed"
    assert openness(["replay", one.plan.run_id, "--scores", *one.options]) == 0


def change(stored: Stored, **facts: str) -> None:
    """The next checks find the open requirement otherwise."""
    engine = open_database(stored.db)
    with engine.begin() as db:
        found = list(judged.read(db, stored.plan.run_id))
        judged.replace(db, stored.plan.run_id, [
            one.model_copy(update={"facts": {**one.facts, **facts}}) if one.parameter == ASKED else one for one in found
        ])  # fmt: skip


def test_a_decision_outlives_checks_that_find_the_same_and_is_put_up_again_when_they_do_not(one: Stored) -> None:
    assert take(one, answer(one, good())) == 0
    change(one)
    assert scored(one)["total"]["final"] == "100.00"
    change(one, value="другое")
    result = scored(one)
    assert (result["total"]["final"], [state["state"] for state in result["rulings"]]) == (None, ["stale"])
    assert [(changed["kind"], changed["what"]) for changed in result["rulings"][0]["changed"]] == [("changed", "finding")]
    question = sheet_of(one).questions[0]
    assert (question.standing, len(question.decisions), len(question.changes)) == ((), 1, 1)
    table = load_workbook(export(one, "again.xlsx")).worksheets[0]
    assert "факт говорит уже другое" in str(table.cell(2, 8).value)
    change(one, value="=HYPERLINK(1)")
    assert scored(one)["total"]["final"] == "100.00"


def test_two_reviewers_may_be_demanded_and_their_disagreement_is_listed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    config = tmp_path / "config"
    shutil.copytree(CONFIG, config)
    text = (config / "review.yaml").read_text(encoding="utf-8")
    (config / "review.yaml").write_text(text.replace('reviewers: "1"', 'reviewers: "2"'), encoding="utf-8")
    stored = store_run(tmp_path, open_findings(), config=config)
    assert take(stored, answer(stored, good())) == 0
    assert [one["state"] for one in scored(stored)["rulings"]] == ["awaiting"]
    second = answer(stored, good(decision="нет", reviewer="Б. Болатов"), "second.xlsx")
    assert take(stored, second) == 0
    result = scored(stored)
    assert (result["total"]["final"], {one["state"] for one in result["rulings"]}) == (None, {"conflicting"})
    capsys.readouterr()
    assert openness(["review", "show", stored.plan.run_id, "--lang", "ru", *stored.options]) == 0
    assert "проверяющие не согласны: А. Ахметова, Б. Болатов" in " ".join(capsys.readouterr().out.split())
    assert take(stored, answer(stored, good(reviewer="Б. Болатов"), "third.xlsx")) == 0
    assert scored(stored)["total"]["final"] == "100.00"
    assert openness(["replay", stored.plan.run_id, "--scores", *stored.options]) == 0


class Typed:
    """The same in the terminal."""

    def __init__(self, stored: Stored, capsys: pytest.CaptureFixture[str]) -> None:
        self.stored, self.capsys = stored, capsys
        self.question: Open = sheet_of(stored).questions[0]

    def say(self, *words: str, status: int = 0) -> str:
        self.capsys.readouterr()
        assert openness([*words, "--lang", "ru", *self.stored.options]) == status
        out = self.capsys.readouterr()
        return " ".join((out.out + out.err).split())

    def decide(self, *more: str, status: int = 0) -> str:
        notes = ["--note-kk", "Қолмен", "--note-ru", "Вручную", "--author", "А.", "--reason", "confirmed"]
        return self.say("review", "decide", self.question.id, "--run", self.stored.plan.run_id, *notes, *more, status=status)


def test_the_terminal_shows_decides_and_tells_what_was_decided(one: Stored, capsys: pytest.CaptureFixture[str]) -> None:
    typed, run = Typed(one, capsys), one.plan.run_id
    shown = typed.say("review", "next", run)
    for said in (typed.question.id, typed.question.title.ru, "https://example.gov.kz/links", "Закон:", "present (есть)"):
        assert said in shown
    value = json.loads(typed.say("review", "show", run, typed.question.id, "--json"))
    assert (value["parameter"], value["allowed"]) == (ASKED, ["present", "partial", "absent", "cannot-tell"])
    assert "--count" in typed.decide("--decision", "partial", "--link", LINK, status=2)
    assert "--link" in typed.decide("--decision", "present", status=2)
    assert "не сочетается" in typed.decide("--decision", "present", "--outcome", "met", status=2)
    assert "--decision" in typed.decide(status=2)
    assert decided(one) == 0
    assert "на учете" in typed.decide("--decision", "absent", "--link", LINK) or decided(one) == 1
    assert "Решать больше нечего" in typed.say("review", "next", run)
    assert "Вручную" in typed.say("review", "history", typed.question.id, "--run", run)
    # 0.6 − 0.2 = 0.4: the row's own deduction.
    row = next(
        row
        for criterion in scored(one)["criteria"]
        for table in criterion["indicators"]
        for row in table["parameters"]
        if row["id"] == LINKS
    )
    assert (row["points"], row["basis"], row["status"]) == ("0.40", "manual", "partly")


def test_a_question_of_no_run_is_refused(one: Stored, capsys: pytest.CaptureFixture[str]) -> None:
    typed = Typed(one, capsys)
    assert "review show" in typed.say("review", "show", one.plan.run_id, "0" * 16, status=2)
    assert "--as-of" not in typed.say("review", "history", typed.question.id, status=2)
    path = one.out.parent / "open.csv"
    assert ".xlsx" in typed.say("review", "export", one.plan.run_id, "-o", str(path), status=2)
    assert not path.exists()


def test_not_applicable_is_offered_only_where_the_act_lets_it(tmp_path: Path) -> None:
    questions = sheet_of(store_run(tmp_path, [])).questions
    waived = [one for one in questions if "not-applicable" in one.allowed]
    assert any("(при наличии)" in one.title.ru for one in waived)
    # «Ф.И.О. (при наличии)» speaks of a name, not of the requirement; of links the act says nothing of the kind.
    assert not any(one.title.ru.replace("Ф.И.О. (при наличии)", "") != one.title.ru for one in waived)
    assert not any(one.question.parameter.startswith(LINKS) for one in waived)
