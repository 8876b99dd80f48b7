"""Texts of two languages told apart, citations of acts, and persons in both spellings, measured on texts as real pages write them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from benchmarks.authenticity import measure
from checks.citations import Reader
from checks.differences import substitutions
from checks.likeness import Vocabulary, compare, marks
from checks.records import same_person, strange
from store.acts import FileOfActs, load_acts, plain_number
from store.strictyaml import ConfigError
from tests.checks.casekit import HERE, ROOT, lexicons
from tests.plainyaml import read_yaml

CORPUS = ROOT.parent / "shared" / "corpus"
CITATIONS = read_yaml(HERE / "citations.yaml")
LEXICON = lexicons()["translations"]
WORDS = {"kk": Vocabulary(LEXICON, "kk"), "ru": Vocabulary(LEXICON, "ru")}


def test_translations_of_state_sites_are_told_from_other_texts() -> None:
    path = CORPUS / "lang-kk-ru-govsites" / "pairs_kk_ru.tsv"
    if not path.is_file():
        pytest.skip("the corpus is not here")
    found = measure(path, 5, ROOT / "config")
    assert found.right_share >= 0.95
    assert found.false_share <= 0.01


def test_citations_are_read_as_pages_write_them() -> None:
    reader = Reader(lexicons()["dates"], lexicons()["citations"])
    wrong = []
    for text, kind, issuer, day, number in CITATIONS:
        found = reader.read(text)
        first = found[0] if found else None
        good = first is not None and (first.kind, str(first.day), first.key[1]) == (kind, str(day), number)
        if not good or first is None or not first.issuer.startswith(issuer):
            wrong.append(text)
    assert len(wrong) <= 0.03 * len(CITATIONS), wrong


def test_requisites_of_the_corpus_give_day_number_and_issuer() -> None:
    path = CORPUS / "legal-kz-acts" / "acts_meta.yaml"
    if not path.is_file():
        pytest.skip("the corpus is not here")
    reader = Reader(lexicons()["dates"], lexicons()["citations"])
    for act in read_yaml(path):
        first = reader.read(act["requisite"])[0]
        said = act["requisite"].split(" № ", 1)[1].split()[0].rstrip(".")
        assert (first.kind, first.number.rstrip(".")) == ("order", said)
        assert first.issuer.split()[0] in act["requisite"]


def test_a_long_text_with_the_same_figures_is_no_other_text() -> None:
    kk = "\n".join(
        f"{number}-тармақ. Іс-шаралар жоспарының мерзімі {number + 20} күн, жауапты орындаушы тағайындалады."
        for number in range(60)
    )
    ru = "\n".join(
        f"Пункт {number}. Срок плана мероприятий {number + 20} дней, назначается ответственный исполнитель."
        for number in range(60)
    )
    assert compare(marks(kk, WORDS["kk"]), marks(ru, WORDS["ru"])) == "same"


def test_a_figure_in_the_place_of_another_is_named_and_thousands_are_none() -> None:
    kk = ["Жоспардың 110 тармағының 75 орындалды, есеп 2026 жылы жарияланды.", "Бюджеттен 2026 жылы 1200 миллион теңге бөлінді."]
    ru = [
        "Из 97 пунктов плана исполнено 66, отчет опубликован в 2026 году.",
        "Из бюджета в 2026 году выделено 1,2 миллиарда тенге.",
    ]
    assert [(one.kk, one.ru) for one in substitutions(kk, ru, WORDS)] == [("75", "66"), ("110", "97")]


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("Абдрасилов Ғани Болатұлы", "Абдрасилов Гани Болатович", True),
        ("Сағадиев Е.К.", "Сагадиев Ерлан Кенжегалиевич", True),
        ("Қасым-Жомарт Кемелұлы Тоқаев", "Токаев Касым-Жомарт Кемелевич", True),
        ("Досмағамбетов Нұрлан Бекболатұлы", "Сагадиев Ерлан Кенжегалиевич", False),
    ],
)
def test_kazakh_and_russian_forms_of_a_name_are_one_person(first: str, second: str, same: bool) -> None:
    assert same_person(first, second) is same
    assert strange(first, second) is not same


def test_numbers_of_acts_agree_in_both_alphabets_and_with_their_marks() -> None:
    assert {plain_number(text) for text in ("401-V", "401-V ЗРК", "401-V ҚРЗ", "401")} == {"401"}
    assert plain_number("А-10/451") == plain_number("A-10/451")


def test_a_file_of_acts_answers_for_the_day_and_is_refused_by_line(tmp_path: Path) -> None:
    known = load_acts(ROOT / "config")
    act = known.find(date(2007, 1, 12), "221-III", "law")
    assert act is not None
    assert act.ended(date(2026, 11, 20))
    assert not act.ended(date(2020, 1, 1))
    assert known.find(date(2007, 1, 12), "222", "") is None
    assert FileOfActs(()).find(date(2007, 1, 12), "221", "") is None
    (tmp_path / "acts").mkdir()
    (tmp_path / "acts" / "x.yaml").write_text(
        'schema: openness/acts/1\nacts:\n  - {number: "1", day: "2020-01-01", kind: law, status: repealed, basis: law, source: x,\n'
        "     title: {kk: а, ru: б}}\n",
        encoding="utf-8",
    )
    with pytest.raises(ConfigError, match=r"x\.yaml:3.*until"):
        load_acts(tmp_path)
