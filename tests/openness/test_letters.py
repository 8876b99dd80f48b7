"""The letter to a body: what it lists and in which order, its three papers, and what pages may not do to it."""

from __future__ import annotations

import io
import json
import shutil
from datetime import date
from decimal import Decimal
from email import policy
from email.parser import BytesParser
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from pypdf import PdfReader

from checks.mends import mend_of
from openness.cli import run as openness
from openness.faults import WrongUse
from openness.letters.composed import Asked, compose
from openness.letters.model import Kind
from openness.letters.written import PAPERS, text
from openness.objections.places import Results
from reports.read import read_lines, read_result
from tests.openness.stored import Stored, edition, findings_with, store_run
from tests.texts.plain import of_site, strange

pytestmark = pytest.mark.costs(12)
ASKED = "kz-2017:a14.2.9.3"
MANY = "kz-2017:a15.t1.1.1"
OPEN = "kz-2017:a14.2.1.1"
LOOK = "2026-12-21"
TURNED = "\N{RIGHT-TO-LEFT OVERRIDE}"
EVIL = f"</w:t><script>alert(1)</script>{TURNED}\x1b[2J\x00\ufffe\uffff\ud800 & ]]>\r\nBcc: all@example.org"


@pytest.fixture(scope="module")
def scored(tmp_path_factory: pytest.TempPathFactory) -> Stored:
    """A scored run with a lost requirement, three shortcomings in each language, and one requirement that nobody has decided."""
    faults = {ASKED: ("deficiency", 1), MANY: ("deficiency", 3), OPEN: ("unverified", 1)}
    stored = store_run(tmp_path_factory.mktemp("letters"), findings_with(edition(), faults))
    assert openness(["score", stored.plan.run_id, *stored.options]) == 0
    return stored


def results(stored: Stored) -> Results:
    return Results(stored.plan, read_result(stored.out), tuple(read_lines(stored.out)))


def blocks(stored: Stored, language: str, most: int = 50, **more: Any) -> list[tuple[Kind, str]]:
    letter = compose(Asked(results(stored), edition(), most, **more), language)
    return [(one.kind, one.text) for one in letter.blocks]


def written(stored: Stored, path: Path, *more: str) -> int:
    return openness(["letter", stored.plan.run_id, "-o", str(path), *more, *stored.options])


def test_the_dearest_remedies_stand_in_the_order_and_with_the_sums_of_the_advice(scored: Stored) -> None:
    remedies = read_result(scored.out)["advice"]["remedies"]
    dear = [one for one in remedies if any(Decimal(end) for end in one["returns"])]
    assert len(dear) >= 3
    told = blocks(scored, "ru")
    start = told.index((Kind.HEAD, "Что исправить прежде всего"))
    end = told.index((Kind.HEAD, "Где нужно слово самого органа"))
    items = [text for kind, text in told[start:end] if kind is Kind.ITEM]
    assert len(items) == len(dear)
    for number, (item, remedy) in enumerate(zip(items, dear, strict=True), 1):
        assert item.startswith(f"{number}. {remedy['title']['ru']} (")
        assert item.endswith(f"Баллы: +{remedy['returns'][0].replace('.', ',')}")


def test_each_remedy_says_what_was_seen_where_and_how_to_mend_it(scored: Stored) -> None:
    found = {one["id"]: one for one in read_lines(scored.out)}
    (remedy,) = (one for one in read_result(scored.out)["advice"]["remedies"] if one["requirement"] == ASKED)
    seen = found[remedy["findings"][0]]
    told = "\n".join(text for _, text in blocks(scored, "ru"))
    assert " ".join(seen["message"]["ru"].split()) in told
    assert f"Адрес: {seen['url']}" in told
    first = {name: mend.first("ru") for name in {one["check"] for one in found.values()} if (mend := mend_of(name))}
    assert first["information-present"] in told
    assert not [text for text in first.values() if "`" in text and text.replace("`", "") in told]
    assert told.count("Как исправить: ") == len(read_result(scored.out)["advice"]["remedies"])
    assert "Недостаток: " in told


def test_what_was_told_of_a_check_once_is_referred_to(scored: Stored) -> None:
    told = [text for kind, text in blocks(scored, "ru") if kind in (Kind.ITEM, Kind.DETAIL)]
    (back,) = {text for text in told if text.startswith("Как исправить: так же, как в пункте ")}
    number = back.removeprefix("Как исправить: так же, как в пункте ").rstrip(".")
    place = next(index for index, text in enumerate(told) if text.startswith(f"{number}. "))
    own = next(text for text in told[place:] if text.startswith("Как исправить: "))
    assert "Недостаток: " in own


def test_a_shorter_letter_tells_how_many_it_leaves_out(scored: Stored) -> None:
    short = blocks(scored, "ru", most=1)
    assert sum(kind is Kind.ITEM and "Баллы: +" in text for kind, text in short) == 1
    left = len(read_result(scored.out)["advice"]["remedies"]) - 1
    assert any(text.startswith(f"и еще {left} исправлени") for _, text in short)


def test_open_rows_stand_with_their_reasons_and_those_that_are_closed_do_not(scored: Stored) -> None:
    told = blocks(scored, "ru")
    part = told[told.index((Kind.HEAD, "Где нужно слово самого органа")) : told.index((Kind.HEAD, "Как возразить"))]
    items = [text for kind, text in part if kind is Kind.ITEM]
    rows = [row for row in results(scored).rows if row["range"][0] != row["range"][1]]
    assert len(items) == len(rows) == 1
    assert rows[0]["title"]["ru"] in items[0]
    assert rows[0]["open"][0]["ru"] in [text for _, text in part]


def test_the_way_to_object_is_the_acts_own_with_its_term(scored: Stored) -> None:
    law = edition()
    assert law.demands.objections is not None
    term = next(one for one in law.demands.terms if one.id == law.demands.objections.term)
    assert term.due.after is not None
    told = "\n".join(text for _, text in blocks(scored, "ru"))
    assert term.text.ru.rstrip(".") in told
    assert f"Срок: {term.due.after.days} рабочих дней после события" in told
    silent = law.model_copy(update={"demands": law.demands.model_copy(update={"objections": None})})
    letter = compose(Asked(results(scored), silent, 5), "ru")
    assert "В имеющемся тексте акта не сказано, как возражают против его результатов." in text(letter).replace("\n", " ")


def test_the_next_look_stands_only_where_it_is_known(scored: Stored) -> None:
    assert not any("Следующий осмотр" in text for _, text in blocks(scored, "ru"))
    assert blocks(scored, "ru", next_look=date.fromisoformat(LOOK))[-1] == (
        Kind.TEXT,
        "Следующий осмотр сайта: 21 декабря 2026 г.",
    )
    with pytest.raises(WrongUse):
        blocks(scored, "ru", next_look=scored.plan.as_of)


@pytest.mark.parametrize("language", ["ru", "kk"])
def test_the_letter_holds_no_english(scored: Stored, language: str) -> None:
    quoted = [part for one in read_lines(scored.out) for part in (one["url"], *of_site(one["facts"]), one["message"][language])]
    quoted += [scored.plan.run_id, *(code for one in read_lines(scored.out) for code in (one["check"], one["id"]))]
    # Names of markup that the mends write as they stand in a page.
    pages = {"image", "www", "II", "target", "blank", "_blank"}
    told = [text for _, text in blocks(scored, language, next_look=date.fromisoformat(LOOK))]
    assert {text: strange(text, quoted, pages) for text in told if strange(text, quoted, pages)} == {}


@pytest.mark.parametrize("ending", sorted(PAPERS))
def test_the_same_run_gives_the_same_bytes_on_each_paper(scored: Stored, tmp_path: Path, ending: str) -> None:
    one, other = tmp_path / f"one{ending}", tmp_path / f"other{ending}"
    for path in (one, other):
        assert written(scored, path, "--language", "kk", "--next-look", LOOK) == 0
    assert one.read_bytes() == other.read_bytes()


def test_the_papers_say_the_same(scored: Stored, tmp_path: Path) -> None:
    for ending in PAPERS:
        assert written(scored, tmp_path / f"letter{ending}", "--language", "kk") == 0
    plain = " ".join((tmp_path / "letter.txt").read_text("utf-8").split())
    mail = BytesParser(policy=policy.default).parsebytes((tmp_path / "letter.eml").read_bytes())
    assert " ".join(mail.get_content().split()) == plain
    assert mail["Subject"] == "Ашықтық аудитінің нәтижелері: алдымен нені түзету керек"
    assert (mail["Date"], mail["Message-ID"], mail["From"], mail["Content-Language"]) == (None, None, None, "kk")
    document = Document(str(tmp_path / "letter.docx"))
    # The steps from the maximum stand in a table of their own (test_letter_bars.py).
    steps = " ".join(f"{row.cells[0].text}: {row.cells[1].text}" for row in document.tables[0].rows)
    assert steps in plain
    assert " ".join(" ".join(one.text for one in document.paragraphs).split()) == " ".join(plain.replace(steps, "").split())
    spoken = "".join("".join(page.extract_text() for page in PdfReader(tmp_path / "letter.pdf").pages).split())
    # Names of steps and their points stand in columns there, without a colon between them.
    assert [word for word in plain.split() if word.removesuffix(":") not in spoken and word.split("-")[0] not in spoken] == []


def test_what_pages_say_is_text_on_every_paper(scored: Stored, tmp_path: Path) -> None:
    result, lines = read_result(scored.out), read_lines(scored.out)
    result["body"]["name"] = {"kk": EVIL, "ru": EVIL}
    for one in lines:
        one["message"] = dict.fromkeys(("kk", "ru", "en"), EVIL)
        one["url"] = f"javascript:alert(1)//{EVIL}" if one["parameter"] == MANY else f"https://example.gov.kz/{EVIL}"
    letter = compose(Asked(Results(scored.plan, result, tuple(lines)), edition(), 50), "ru")
    shown = "</w:t><script>alert(1)</script>[2J & ]]> Bcc: all@example.org"
    assert letter.blocks[0].text == shown
    assert not any("javascript:" in one.text for one in letter.blocks)
    document = Document(io.BytesIO(PAPERS[".docx"](letter)))
    assert document.paragraphs[0].text == shown
    assert len(document.paragraphs) == sum(one.kind is not Kind.STEP for one in letter.blocks)
    first = "".join(PdfReader(io.BytesIO(PAPERS[".pdf"](letter))).pages[0].extract_text().split())
    assert "".join(shown.split()) in first
    assert not document.part.rels or all("hyperlink" not in one.reltype for one in document.part.rels.values())
    mail = BytesParser(policy=policy.default).parsebytes(PAPERS[".eml"](letter))
    assert mail["Bcc"] is None
    assert TURNED not in mail.get_content()


@pytest.mark.parametrize(
    ("name", "more", "said"),
    [
        ("letter.odt", (), "имя должно оканчиваться на .docx, .pdf, .txt или .eml"),
        ("letter.txt", ("--language", "de"), "--language «de»"),
        ("letter.txt", ("--next-look", "soon"), "--next-look «soon»"),
        ("letter.txt", ("--next-look", "2026-11-20"), "назовите более поздний день"),
        ("letter.txt", ("--most", "0"), "--most «0»"),
    ],
)
def test_wrong_use_is_one_line_and_writes_nothing(
    scored: Stored, tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, more: tuple[str, ...], said: str
) -> None:
    capsys.readouterr()
    assert written(scored, tmp_path / name, *more) == 2
    err = capsys.readouterr().err
    assert said in err
    assert len(err.splitlines()) == 1
    assert list(tmp_path.iterdir()) == []


def test_a_letter_that_is_there_is_not_written_over(scored: Stored, tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("мое")
    assert written(scored, path) == 2
    assert path.read_text() == "мое"


def test_a_run_without_advice_is_told_so(scored: Stored, tmp_path: Path) -> None:
    folder = tmp_path / "old"
    shutil.copytree(scored.out, folder)
    result = json.loads((folder / "result.json").read_text("utf-8"))
    del result["advice"]
    with pytest.raises(WrongUse) as refused:
        compose(Asked(Results(scored.plan, result, ()), edition(), 5), "ru")
    assert "openness score" in str(refused.value)
