"""Objections from the table that a body fills in to the new score: the act's terms, the commission, and everything that is refused."""

from __future__ import annotations

import hashlib
import json
import shutil
import zipfile
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from selectolax.lexbor import LexborHTMLParser
from sqlalchemy import func, select

from openness.cli import run as openness
from openness.commands.objection_at import Desk
from openness.decisions.proof import RefusedError
from openness.objections.adding import Draft, add
from openness.objections.table import COLUMNS
from store import schema
from store.calendar import load_calendar
from store.db import open_database
from store.findings import Finding
from store.objections import Disagreement, Objection, named, write
from store.zone import ASTANA
from tests.openness.stored import Stored, edition, findings_with, store_run
from tests.scoring.kit import CONFIG

pytestmark = pytest.mark.costs(25)
LINKS = "kz-2017:a14.2.9"
ASKED = f"{LINKS}.3"
MANY = "kz-2017:a15.t1.1.1"
TODAY = datetime.now(ASTANA).date()
# Thirty days hold more than five working days, whatever the calendar.
LONG_AGO = TODAY - timedelta(days=30)
PEOPLE = ("А. Аманов", "Б. Болатов", "В. Волков", "Г. Гаинова", "Д. Досов")
MEMBERS = [word for name in PEOPLE for word in ("--member", f"assessor:{name}")]
VOTES = ["--for", "4", "--against", "1"]
NOTES = ["--note-kk", "Сілтеме жұмыс істейді", "--note-ru", "Ссылка работает"]
LINK = "https://example.gov.kz/page"


def charged() -> list[Finding]:
    """A flawless body but for one lost requirement (0.60 − 0.20) and three shortcomings in each language (1.00 − 3 · 0.10)."""
    return findings_with(edition(), {ASKED: ("deficiency", 1), MANY: ("deficiency", 3)})


class Asking:
    """The commands on one run."""

    def __init__(self, stored: Stored, capsys: pytest.CaptureFixture[str]) -> None:
        self.stored, self.capsys, self.run = stored, capsys, stored.plan.run_id

    def say(self, *words: str, status: int = 0) -> str:
        self.capsys.readouterr()
        found = openness([*words, "--lang", "ru", *self.stored.options])
        out = self.capsys.readouterr()
        said = out.out + out.err
        assert found == status, said
        return said if "--json" in words else " ".join(said.split())

    def add(self, *words: str, status: int = 0, concluded: date | None = None) -> str:
        day = str(concluded or TODAY)
        return self.say("objection", "add", self.run, "--conclusion-received", day, *words, status=status)

    def on(self, name: str, *words: str, status: int = 0, **more: Any) -> str:
        told = ["--on", name, "--grounds", "Ссылка работает", "--link", LINK, *words]
        return self.add(*told, status=status, **more)

    def made(self, name: str, *words: str) -> str:
        return str(json.loads(self.on(name, *words, "--json"))["id"])

    def decide(self, what: str, *words: str, status: int = 0) -> str:
        return self.say("objection", "decide", what, *words, status=status)

    def result(self) -> dict[str, Any]:
        return dict(json.loads((self.stored.out / "result.json").read_text()))

    def row(self, name: str = LINKS, language: str | None = None) -> dict[str, Any]:
        rows = [
            row for criterion in self.result()["criteria"] for table in criterion["indicators"] for row in table["parameters"]
        ]
        return next(row for row in rows if (row["id"], row["language"]) == (name, language))

    def finding(self, name: str = ASKED, language: str | None = None) -> str:
        lines = [json.loads(text) for text in (self.stored.out / "findings.jsonl").read_text().splitlines()]
        return next(str(one["id"]) for one in lines if (one["parameter"], one["language"]) == (name, language))

    def entries(self) -> int:
        with open_database(self.stored.db).connect() as db:
            found = db.execute(select(func.count()).select_from(schema.objections)).scalar_one()
            return int(found) + int(db.execute(select(func.count()).select_from(schema.rulings)).scalar_one())


@pytest.fixture(scope="module")
def scored(tmp_path_factory: pytest.TempPathFactory) -> Stored:
    """A run of a body with two shortcomings under one requirement, scored; who changes it copies it."""
    stored = store_run(tmp_path_factory.mktemp("scored"), charged())
    assert openness(["score", stored.plan.run_id, *stored.options]) == 0
    return stored


@pytest.fixture(scope="module")
def objected(scored: Stored, tmp_path_factory: pytest.TempPathFactory) -> tuple[Stored, str]:
    """A copy of it with one objection, for commissions that are refused."""
    stored = copied(scored, tmp_path_factory.mktemp("objected"))
    engine = open_database(stored.db)
    with engine.begin() as db:
        line = Disagreement(number=1, parameter=LINKS, low="0.40", high="0.40", grounds="Ссылка работает", links=(LINK,))
        entry = Objection(
            kind="objection", run=stored.plan.run_id, body=stored.plan.body.code, concluded=TODAY, received=TODAY, last=TODAY,
            lines=(line,), registered_at=datetime.now(ASTANA),
        )  # fmt: skip
        entry = named(entry)
        write(db, entry)
    engine.dispose()
    return stored, entry.id


def copied(stored: Stored, folder: Path) -> Stored:
    shutil.copytree(stored.out.parent, folder / "copy")
    plan = stored.plan.model_copy(update={"out": str(folder / "copy" / stored.out.name)})
    return Stored(plan, f"sqlite:///{folder}/copy/stored.db", stored.findings, stored.config)


@pytest.fixture
def asking(scored: Stored, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Asking:
    return Asking(copied(scored, tmp_path), capsys)


def test_an_accepted_objection_gives_the_points_back_and_says_why(asking: Asking) -> None:
    assert asking.row()["points"] == "0.40"
    before = asking.result()["total"]
    name = asking.made(asking.finding(), "--points", "0.6")
    said = asking.decide(name, "--decision", "accepted", *VOTES, *NOTES, *MEMBERS)
    assert "0,40 0,60 +0,20" in said
    result = asking.result()
    told = result["objections"]
    assert (asking.row()["points"], asking.row()["basis"]) == ("0.60", "override")
    assert told["change"]["total"]["before"]["final"] == before["final"]
    assert told["change"]["total"]["after"]["final"] == result["total"]["final"]
    assert Decimal(result["total"]["final"]) - Decimal(before["final"]) == Decimal(told["change"]["total"]["difference"][0])
    assert [(row["parameter"], row["before"], row["after"], row["difference"], row["by"]) for row in told["change"]["rows"]] == [
        (LINKS, ["0.40", "0.40"], ["0.60", "0.60"], ["0.20", "0.20"], [f"{name}/1"])
    ]
    line = told["entries"][0]["lines"][0]
    assert line["decision"]["votes"] == {"for": 4, "against": 1, "abstained": 0}
    assert (line["given"], line["asked"], line["decision"]["final"]) == (["0.40", "0.40"], "0.60", ["0.60", "0.60"])
    assert [member["name"] for member in told["sittings"][0]["members"]] == list(PEOPLE)
    for digest in told["evidence"]:
        assert hashlib.sha256((asking.stored.out / "evidence" / digest[:2] / digest).read_bytes()).hexdigest() == digest
    assert openness(["replay", asking.run, "--scores", *asking.stored.options]) == 0
    # What was found stays what it was: the decision stands beside it.
    lines = [json.loads(text) for text in (asking.stored.out / "findings.jsonl").read_text().splitlines()]
    found = next(one for one in lines if one["id"] == asking.finding())
    assert (found["outcome"], found["counted"]["outcome"]) == ("deficiency", "met")


def test_the_report_shows_the_disagreement_in_both_languages(asking: Asking) -> None:
    name = asking.made(asking.finding(), "--points", "0.6", "--letter", "№ 12-3/45 <script>")
    asking.decide(name, "--decision", "accepted", *VOTES, *NOTES, *MEMBERS)
    asking.say("report", asking.run)
    for language, word, note in (("ru", "принято", "Ссылка работает"), ("kk", "қабылданды", "Сілтеме жұмыс істейді")):
        page = LexborHTMLParser((asking.stored.out / f"report.{language}.html").read_text())
        section = page.css_first("section[aria-labelledby='objections']")
        text = " ".join(section.text(separator=" ").split())
        for said in (name, word, note, "0,40", "0,60", "+0,20", "№ 12-3/45 <script>", *PEOPLE):
            assert said in text
        assert section.css_first("script") is None
        assert page.css_first("a[href='#in-objections']") is not None


def test_the_evidence_package_holds_what_the_body_sent_and_what_was_decided(asking: Asking, tmp_path: Path) -> None:
    name = asking.made(asking.finding())
    asking.decide(name, "--decision", "accepted", *VOTES, *NOTES, *MEMBERS)
    asking.say("report", asking.run)
    package = tmp_path / "package.zip"
    asking.say("evidence", "export", asking.run, "-o", str(package))
    held = {Path(entry).name for entry in zipfile.ZipFile(package).namelist()}
    assert held >= set(asking.result()["objections"]["evidence"])
    assert openness(["evidence", "verify", "--quick", str(package)]) == 0


def test_what_stands_in_part_is_a_number_of_shortcomings(asking: Asking) -> None:
    name = asking.made(asking.finding(MANY, "kk"))
    partly = ["--decision", "partly", *VOTES, *NOTES, *MEMBERS]
    assert "--count" in asking.decide(name, *partly, status=2)
    assert "от 1 до 2" in asking.decide(name, *partly, "--count", "3", status=2)
    assert "--final" in asking.decide(name, *partly, "--count", "1", "--final", "0.95", status=2)
    assert asking.entries() == 1
    asking.decide(name, *partly, "--count", "1", "--final", "0.9")
    # 1.00 − 1 · 0.10 in Kazakh; the Russian row stays at 1.00 − 3 · 0.10.
    assert (asking.row(MANY, "kk")["points"], asking.row(MANY, "ru")["points"]) == ("0.90", "0.70")


def test_what_is_not_accepted_stays(asking: Asking) -> None:
    name = asking.made(asking.finding())
    before = asking.result()
    refused = ["--decision", "refused", "--for", "2", "--against", "2", "--abstained", "1", *NOTES, *MEMBERS]
    assert "ничего не меняет" in asking.decide(name, *refused, "--count", "1", status=2)
    asking.decide(name, *refused)
    after = asking.result()
    assert (after["total"], after["criteria"], after["rulings"]) == (before["total"], before["criteria"], [])
    assert after["objections"]["change"]["rows"] == []
    assert after["objections"]["entries"][0]["lines"][0]["decision"]["decision"] == "refused"


def test_a_sitting_told_wrongly_is_put_right_by_another_entry(asking: Asking) -> None:
    name = asking.made(asking.finding())
    told = [*VOTES, *NOTES, *MEMBERS]
    asking.decide(name, "--decision", "accepted", *told)
    first = asking.result()["objections"]["sittings"][0]["id"]
    assert "на учёте" in asking.decide(name, "--decision", "accepted", *told)
    refused = ["--decision", "refused", "--for", "1", "--against", "4", *NOTES, *MEMBERS]
    assert first in asking.decide(name, *refused, status=2)
    asking.decide(name, *refused, "--supersedes", first)
    assert asking.row()["points"] == "0.40"
    sittings = asking.result()["objections"]["sittings"]
    assert [one["replaced_by"] for one in sittings] == [sittings[1]["id"], None]
    assert openness(["replay", asking.run, "--scores", *asking.stored.options]) == 0


def test_a_late_objection_is_on_record_and_not_considered(asking: Asking) -> None:
    said = asking.on(asking.finding(), concluded=LONG_AGO, status=1)
    for word in ("пункт 115", "пункт 116", "не рассматривается"):
        assert word in said
    listed = json.loads(asking.say("objection", "list", asking.run, "--json"))[0]["entries"]
    assert [(one["late"], one["considered"], one["decide_by"]) for one in listed] == [(True, False, None)]
    assert date.fromisoformat(listed[0]["last"]) == load_calendar(CONFIG).working_days_after(LONG_AGO, 5)
    assert "пункт 116" in asking.decide(listed[0]["id"], "--decision", "accepted", *VOTES, *NOTES, *MEMBERS, status=2)
    asking.say("score", asking.run)
    assert asking.result()["objections"]["entries"][0]["considered"] is False


def test_the_same_objection_again_changes_nothing_and_another_on_the_same_row_is_refused(asking: Asking) -> None:
    name = asking.made(LINKS)
    assert f"{name} уже на учёте" in asking.on(LINKS)
    assert name in asking.on(LINKS, "--points", "0.5", status=2)
    asking.on(LINKS, "--points", "0.5", "--supersedes", name)
    assert asking.entries() == 2


def test_the_last_day_of_the_term_is_in_time_and_the_next_is_not(asking: Asking) -> None:
    last = load_calendar(CONFIG).working_days_after(LONG_AGO, 5)
    asking.on(asking.finding(), "--received", str(last), concluded=LONG_AGO)
    asking.on(MANY, "--language", "ru", "--received", str(last + timedelta(days=1)), concluded=LONG_AGO, status=1)


def test_a_notice_that_there_are_none(asking: Asking) -> None:
    empty = asking.say("objection", "list", asking.run)
    assert "пункт 117" in empty
    said = asking.add("--none")
    assert "пункт 117" in said
    notice = json.loads(asking.say("objection", "list", asking.run, "--json"))[0]["entries"][0]["id"]
    assert notice in asking.on(asking.finding(), status=2)
    assert "уведомление" in asking.decide(notice, "--decision", "accepted", *VOTES, *NOTES, *MEMBERS, status=2)
    name = asking.made(asking.finding(), "--supersedes", notice)
    assert name in asking.add("--none", status=2)
    asking.say("score", asking.run)
    assert [one["replaced_by"] for one in asking.result()["objections"]["entries"]] == [name, None]


def test_a_day_begins_at_midnight_in_astana(asking: Asking, tmp_path: Path) -> None:
    desk = Desk(open_database(asking.stored.db), asking.stored.config, asking.stored.plan)
    day = date(2026, 11, 24)
    notice = Draft("notice", concluded=day, received=day, folder=tmp_path)
    evening = datetime(2026, 11, 23, 18, 59, tzinfo=UTC)
    with pytest.raises(RefusedError):
        add(desk.engine, desk.results, desk.rules, notice, desk.most, evening)
    made, _ = add(desk.engine, desk.results, desk.rules, notice, desk.most, evening + timedelta(minutes=1))
    assert (made.received, made.registered_at.date()) == (day, date(2026, 11, 23))


WRONG: list[tuple[list[str], str, str]] = [
    (["--on", "kz-2017:a14.2.99"], "--on", "ближайшее – kz-2017:a14.2.9"),
    (["--on", "что-то"], "--on", "что-то"),
    (["--on", MANY], "--language", "kk, ru"),
    (["--on", LINKS, "--language", "kk"], "--language", "не оценивается"),
    (["--on", LINKS, "--points", "0.7"], "--points", "0,60"),
    (["--on", LINKS, "--points", "0.4"], "--points", "уже"),
    (["--on", LINKS, "--points", "0.3"], "--points", "больше"),
    (["--on", "kz-2017:a15.t1.1.2", "--language", "kk"], "--on", "ничего не потеряла"),
    (["--on", LINKS, "--points", "много"], "--points", "много"),
    (["--on", LINKS, "--grounds", " "], "--grounds", "пуст"),
    (["--on", LINKS, "--link", "example.gov.kz"], "--link", "http"),
    (["--on", LINKS, "--on", LINKS], "--on", "дважды"),
    (["--on", LINKS, "--received", "2099-01-01"], "--received", "позже"),
    (["--on", LINKS, "--received", str(LONG_AGO)], "--received", "раньше"),
    (["--on", LINKS, "--file", "нет.pdf"], "--file", "нет.pdf"),
    (["--on", LINKS, "--supersedes", "O-0123456789ab"], "--supersedes", "O-0123456789ab"),
    ([], "--on", "--none"),
]


@pytest.mark.parametrize(("words", "option", "said"), WRONG)
def test_a_malformed_objection_is_told_why_in_a_line(
    scored: Stored, capsys: pytest.CaptureFixture[str], words: list[str], option: str, said: str
) -> None:
    asking = Asking(scored, capsys)
    usual = {"--grounds": "Не согласны", "--link": LINK} if words else {}
    more = [word for name, value in usual.items() if name not in words for word in (name, value)]
    answer = asking.add(*words, *more, status=2)
    assert option in answer
    assert said in answer
    assert asking.entries() == 0


def test_proving_documents_are_demanded_by_the_act(scored: Stored, capsys: pytest.CaptureFixture[str]) -> None:
    asking = Asking(scored, capsys)
    assert "пункт 115" in asking.add("--on", LINKS, "--grounds", "Не согласны", status=2)
    assert "уже" not in asking.say("objection", "list", asking.run)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([*VOTES, *NOTES, *MEMBERS[:-2]], "не менее 5"),
        ([*VOTES, *NOTES, *MEMBERS, "--member", "assessor:а. аманов"], "дважды"),
        ([*VOTES, *NOTES, *MEMBERS, "--member", "assessed:Е. Ежов"], "Е. Ежов"),
        ([*VOTES, *NOTES, *MEMBERS, "--took-part", "Б. Болатов"], "Б. Болатов"),
        ([*VOTES, *NOTES, *MEMBERS, "--took-part", "Ж. Жук"], "Ж. Жук"),
        ([*VOTES, *NOTES, *MEMBERS[:-2], "--member", "другой:Кто-то"], "assessed, assessor, office"),
        (["--for", "4", "--against", "0", *NOTES, *MEMBERS], "4"),
        (["--for", "2", "--against", "3", *NOTES, *MEMBERS], "2"),
        ([*VOTES, "--note-kk", " ", "--note-ru", "да", *MEMBERS], "на казахском"),
        ([*VOTES, *NOTES, *MEMBERS, "--sat", "2099-01-01"], "позже"),
        ([*VOTES, *NOTES, *MEMBERS, "--sat", str(LONG_AGO)], "раньше"),
        ([*VOTES, *NOTES, *MEMBERS, "--supersedes", "S-0123456789ab"], "S-0123456789ab"),
        ([*VOTES, *NOTES, *MEMBERS, "--figure", "events=1"], "events"),
    ],
)
def test_a_commission_against_the_act_is_refused(
    objected: tuple[Stored, str], capsys: pytest.CaptureFixture[str], words: list[str], said: str
) -> None:
    stored, name = objected
    asking = Asking(stored, capsys)
    assert said in asking.decide(name, "--decision", "accepted", *words, status=2)
    assert asking.entries() == 1


def test_who_decided_while_the_body_was_assessed_does_not_sit(asking: Asking) -> None:
    finding, body = asking.finding(MANY, "ru"), asking.stored.plan.body.code
    notes = ["--note-kk", "иә", "--note-ru", "да", "--author", "а.  Аманов"]
    asking.say(
        "review", "decide", finding, "--body", body, "--outcome", "deficiency", "--count", "2", "--reason", "confirmed", *notes
    )
    asking.say("score", asking.run)
    name = asking.made(asking.finding())
    assert "А. Аманов" in asking.decide(name, "--decision", "accepted", *VOTES, *NOTES, *MEMBERS, status=2)
    # A commission's decision takes the place of a reviewer's, and the points before it are those of the reviewer.
    other = asking.made(finding)
    members = [*MEMBERS[2:], "--member", "assessor:Е. Ежова"]
    asking.decide(other, "--decision", "accepted", *VOTES, *NOTES, *members)
    moved = asking.result()["objections"]["change"]["rows"]
    assert [(row["language"], row["before"], row["after"]) for row in moved] == [("ru", ["0.80", "0.80"], ["1.00", "1.00"])]
    assert {one["state"] for one in asking.result()["rulings"]} == {"applied", "superseded"}


def filled(path: Path, target: Path, cells: Callable[[dict[str, Any]], dict[str, Any] | None]) -> Path:
    """A table of disagreements with cells by the code of their column; ``cells`` is told each line as it stands."""
    book = load_workbook(path)
    data = book.worksheets[0]
    names = {name: column.code for column in COLUMNS for name in (column.kk, column.ru, column.code)}
    places = {names[cell.value]: cell.column for cell in data[1]}
    for number in range(2, data.max_row + 1):
        line = {code: data.cell(number, place).value for code, place in places.items()}
        for code, value in (cells(line) or {}).items():
            data.cell(number, places[code]).value = value
    book.save(target)
    return target


def test_the_table_goes_to_the_body_to_the_commission_and_back(asking: Asking, tmp_path: Path) -> None:
    def written(command: str, name: str, language: str) -> Path:
        told = ["objection", command, asking.run, "-o", str(tmp_path / name), "--lang", language]
        assert openness([*told, *asking.stored.options]) == 0
        return tmp_path / name

    (tmp_path / "act.pdf").write_bytes(b"%PDF-1.4 signed")
    grounds = {"grounds": "Ссылка работает", "proofs": f"{LINK}; act.pdf"}
    asked = {LINKS: {**grounds, "points": "0,6"}, (MANY, "kk"): {**grounds, "points": 1}}
    form = filled(
        written("form", "form.xlsx", "kk"), tmp_path / "body.xlsx",
        lambda line: asked.get(line["target"]) or asked.get((line["target"], line["language"])),  # type: ignore[call-overload]
    )  # fmt: skip
    name = json.loads(asking.add("--table", str(form), "--json"))["id"]
    decisions = {
        LINKS: {"decision": "принято", "final": 0.6},
        MANY: {"decision": "ішінара қабылданды", "count": 2, "final": "0,8"},
    }
    usual = {"note-ru": "Проверено", "note-kk": "Тексерілді", "for": 5, "against": 0}
    table = filled(
        written("table", "table.xlsx", "ru"), tmp_path / "commission.xlsx", lambda line: {**usual, **decisions[line["target"]]}
    )
    asking.decide(asking.run, "--table", str(table), *MEMBERS)
    assert (asking.row()["points"], asking.row(MANY, "kk")["points"]) == ("0.60", "0.80")
    lines = asking.result()["objections"]["entries"][0]["lines"]
    assert [(line["asked"], line["decision"]["decision"], line["files"]) for line in lines] == [
        ("0.60", "accepted", ["act.pdf"]),
        ("1.00", "partly", ["act.pdf"]),
    ]
    kept = {file["name"] for file in asking.result()["objections"]["entries"][0]["files"]}
    assert kept == {"body.xlsx", "act.pdf"}
    for language, said in (("ru", ["принято", "0,60"]), ("kk", ["қабылданды", "0,60"]), ("en", ["accepted", "0.60"])):
        whole = load_workbook(written("table", f"{language}.xlsx", language)).worksheets[0]
        cells = [cell.value for cell in whole[2]]
        assert (cells[7:9], cells[-1]) == (said, f"{name}/1")
        # On paper it is the table of disagreements alone: without what the commission works with, and named above each page.
        assert whole.print_area.endswith("!$A$1:$I$3")
        assert asking.result()["body"]["name"]["kk" if language == "kk" else "ru"] in whole.oddHeader.center.text
    assert openness(["replay", asking.run, "--scores", *asking.stored.options]) == 0


def test_faults_of_a_table_are_told_by_their_cells(asking: Asking, tmp_path: Path) -> None:
    asking.say("objection", "form", asking.run, "-o", str(tmp_path / "form.xlsx"))
    nothing = asking.add("--table", str(tmp_path / "form.xlsx"), status=2)
    assert "A1" in nothing
    wrong = {"grounds": "Не согласны", "points": "0,9", "proofs": "javascript:alert(1)"}
    path = filled(tmp_path / "form.xlsx", tmp_path / "wrong.xlsx", lambda line: wrong if line["target"] == LINKS else None)
    assert "G2" in asking.add("--table", str(path), status=2)
    wrong["proofs"] = LINK
    path = filled(tmp_path / "form.xlsx", tmp_path / "more.xlsx", lambda line: wrong if line["target"] == LINKS else None)
    assert "E2" in asking.add("--table", str(path), status=2)
    assert asking.entries() == 0


def test_an_open_row_is_closed_by_the_commission(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    # A commission is several people: it closes what two reviewers are demanded for.
    config = tmp_path / "config"
    shutil.copytree(CONFIG, config)
    text = (config / "review.yaml").read_text(encoding="utf-8")
    (config / "review.yaml").write_text(text.replace('reviewers: "1"', 'reviewers: "2"'), encoding="utf-8")
    stored = store_run(tmp_path, findings_with(edition(), {ASKED: ("unverified", 1)}), config=config)
    asking = Asking(stored, capsys)
    asking.say("score", asking.run)
    assert asking.result()["total"]["final"] is None
    name = asking.made(LINKS, "--points", "0.6")
    asking.decide(name, "--decision", "accepted", *VOTES, *NOTES, *MEMBERS)
    assert (asking.row()["points"], asking.result()["total"]["final"]) == ("0.60", "100.00")
    assert asking.result()["objections"]["change"]["rows"][0]["before"] == ["0.40", "0.60"]
    assert openness(["replay", asking.run, "--scores", *asking.stored.options]) == 0


def test_a_row_is_accepted_only_with_the_points_asked(asking: Asking) -> None:
    name = asking.made(MANY, "--language", "kk", "--points", "0.9")
    accepted = ["--decision", "accepted", *VOTES, *NOTES, *MEMBERS]
    said = asking.decide(name, *accepted, status=2)
    assert "1,00" in said
    assert "0,90" in said
    asking.decide(name, "--decision", "partly", "--count", "1", *VOTES, *NOTES, *MEMBERS)
    assert asking.row(MANY, "kk")["points"] == "0.90"


def test_what_was_registered_outlives_its_run(asking: Asking) -> None:
    name = asking.made(asking.finding())
    assert openness(["runs", "remove", asking.run, "--yes", "--db", asking.stored.db]) == 0
    said = asking.say("objection", "list")
    assert name in said
    assert "удалена" in said
    kept = json.loads(asking.say("objection", "list", "--json"))[0]["entries"][0]
    assert (kept["id"], kept["lines"][0]["grounds"]) == (name, "Ссылка работает")


def test_a_decision_after_the_term_stands_and_is_told(asking: Asking) -> None:
    asking.on(LINKS, "--received", str(LONG_AGO), concluded=LONG_AGO)
    name = json.loads(asking.say("objection", "list", asking.run, "--json"))[0]["entries"][0]["id"]
    said = asking.decide(name, "--decision", "accepted", *VOTES, *NOTES, *MEMBERS, status=1)
    assert "пункт 119" in said
    assert (asking.row()["points"], asking.result()["objections"]["sittings"][0]["late"]) == ("0.60", True)


def test_a_body_may_send_its_table_as_text(asking: Asking, tmp_path: Path) -> None:
    path = tmp_path / "objections.csv"
    path.write_text(f"target;language;points;grounds;proofs\n{MANY};ru;0,9;Не согласны;{LINK}\n{LINKS};;;;\n", encoding="utf-8")
    entry = json.loads(asking.add("--table", str(path), "--json"))
    assert [(line["parameter"], line["language"], line["points"]) for line in entry["lines"]] == [(MANY, "ru", "0.9")]
    assert [file["name"] for file in entry["files"]] == ["objections.csv"]
