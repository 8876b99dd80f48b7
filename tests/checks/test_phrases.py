"""Phrases of the lexicon in labels as pages write them: each line a phrase, its language, a label, and how it is met."""

from __future__ import annotations

from typing import Any

import pytest

from checks.letters import latin, words
from checks.phrases import ADDRESS, AS_IT_STANDS, OTHER_LAYOUT, TYPED_RUSSIAN, extra, in_label, met, own_words, phrase

MET: list[tuple[Any, str, str, int]] = [
    # Endings, in both languages.
    ("ru", "стратегический план", "Стратегический план", AS_IT_STANDS),
    ("ru", "стратегический план", "Об утверждении стратегического плана", AS_IT_STANDS),
    ("ru", "стратегический план", "Стратегическим планом предусмотрено", AS_IT_STANDS),
    ("ru", "стратегическ план", "стратегические планы", AS_IT_STANDS),
    ("ru", "государственные услуги", "Реестр государственных услуг", AS_IT_STANDS),
    ("ru", "государственная служба", "Имидж государственной службы", AS_IT_STANDS),
    ("ru", "прием граждан", "График приёма граждан", AS_IT_STANDS),
    ("ru", "отчет", "ОТЧЁТЫ", AS_IT_STANDS),
    ("ru", "вакансия", "Вакансии", AS_IT_STANDS),
    ("ru", "положение", "Положения о министерстве", AS_IT_STANDS),
    ("ru", "бюджет", "Исполнение бюджета", AS_IT_STANDS),
    ("ru", "герб", "Герба", AS_IT_STANDS),
    ("kk", "стратегиялық жоспар", "Стратегиялық жоспары", AS_IT_STANDS),
    ("kk", "стратегиялық жоспар", "стратегиялық жоспарының орындалуы", AS_IT_STANDS),
    ("kk", "мемлекеттік рәміз", "МЕМЛЕКЕТТІК РӘМІЗДЕР", AS_IT_STANDS),
    ("kk", "мемлекеттік қызмет", "Мемлекеттік қызметтер", AS_IT_STANDS),
    ("kk", "есеп", "Жылдық есебі", AS_IT_STANDS),
    ("kk", "есеп", "Есептер", AS_IT_STANDS),
    ("kk", "құрылым", "Құрылымы", AS_IT_STANDS),
    ("kk", "халық", "халыққа арналған", AS_IT_STANDS),
    ("kk", "тарлық", "тарлығы", AS_IT_STANDS),
    ("kk", "мемлекеттік ту", "Мемлекеттік Туы", AS_IT_STANDS),
    ("kk", "ту", "Туын", AS_IT_STANDS),
    # Foreign words between, at most two.
    ("ru", "план закупок", "План государственных закупок", AS_IT_STANDS),
    ("ru", "план закупок", "План годовых государственных закупок", AS_IT_STANDS),
    ("kk", "сатып алу жоспар", "Мемлекеттік сатып алудың жылдық жоспары", AS_IT_STANDS),
    # How labels are written.
    ("ru", "структура", "С Т Р У К Т У Р А", AS_IT_STANDS),
    ("ru", "госсимвол", "Гос&shy;символы", AS_IT_STANDS),
    ("ru", "госсимвол", "Гос\u00adсимволы", AS_IT_STANDS),
    ("ru", "план закупок", "План&nbsp;закупок", AS_IT_STANDS),
    ("ru", "план закупок", "План\u00a0закупок", AS_IT_STANDS),
    ("ru", "план закупок", "ПЛАН   ЗАКУПОК", AS_IT_STANDS),
    ("ru", "интернет-ресурс", "Интернет ресурсы", AS_IT_STANDS),
    ("ru", "интернет ресурс", "Интернет\u2011ресурс", AS_IT_STANDS),
    ("ru", "противодействие коррупции", "«Противодействие коррупции»", AS_IT_STANDS),
    ("ru", "приемная", "Интернет-приёмная", AS_IT_STANDS),
    ("ru", "район", "раи\u0306он", AS_IT_STANDS),
    # Latin letters that look like Cyrillic ones.
    ("ru", "государственные символы", "Гoсудapствeнныe симвoлы", AS_IT_STANDS),
    ("ru", "отчет", "Oтчeт", AS_IT_STANDS),
    ("kk", "мемлекеттік рәміз", "Мемлекеттiк рәмiздер", AS_IT_STANDS),
    ("kk", "азаматтарды қабылдау", "Азаматтарды қaбылдаy", AS_IT_STANDS),
    # Kazakh letters typed as Russian ones.
    ("kk", "мемлекеттік рәміз", "Мемлекеттик рамиздер", TYPED_RUSSIAN),
    ("kk", "мемлекеттік рәміз", "Мемлекеттік рәмиздер", TYPED_RUSSIAN),
    ("kk", "мемлекеттік қызмет", "мемлекеттік кызметтер", TYPED_RUSSIAN),
    ("kk", "құрылым", "Курылымы", TYPED_RUSSIAN),
    ("kk", "жаңалық", "Жаналыктар", TYPED_RUSSIAN),
    ("kk", "өтініш", "Отиниш беру", TYPED_RUSSIAN),
    ("kk", "сұрақ", "Жиі қойылатын сурактар", TYPED_RUSSIAN),
    # The wrong layout of the keyboard.
    ("ru", "стратегический план", "cnhfntubxtcrbq gkfy", OTHER_LAYOUT),
    ("ru", "вакансия", "Dfrfycbb", OTHER_LAYOUT),
    ("kk", "жоспар", ";jcgfhkfh", OTHER_LAYOUT),
    ("kk", "өтініш", "-n3y3i", OTHER_LAYOUT),
]
NOT_MET: list[tuple[Any, str, str]] = [
    ("kk", "мемлекеттік ту", "Мемлекеттік тұрғын үй қоры"),
    ("kk", "мемлекеттік ту", "Мемлекеттік туризм бағдарламасы"),
    ("kk", "рәміз", "рам"),
    ("ru", "план закупок", "Закупки по плану"),
    ("ru", "план закупок", "План работы и отчёт отдела закупок"),
    ("ru", "стратегический план", "Стратегия"),
    ("ru", "отчет", "Расчёт"),
    ("ru", "акт", "Практика"),
    ("ru", "акт", "Актуальные вопросы"),
    ("ru", "герб", "Бергер"),
    ("kk", "қор", "Кордон мекемесі"),
    ("kk", "тұр", "турнирлер"),
    ("ru", "план", "gkjn"),
    ("ru", "услуга", "Budget 2026"),
]
ADDRESSES = [
    ("ru", "стратегический план", "strategicheskii-plan"),
    ("ru", "стратегический план", "strategicheskiy_plan_2026"),
    ("ru", "государственные услуги", "gosudarstvennye-uslugi"),
    ("ru", "руководство", "rukovodstvo"),
    ("ru", "вакансия", "vakansii"),
    ("ru", "структура", "struktura"),
    ("kk", "мемлекеттік рәміз", "memlekettik-ramizder"),
    ("kk", "мемлекеттік қызмет", "memlekettik-qyzmetter"),
    ("kk", "мемлекеттік қызмет", "memlekettik-kyzmetter"),
    ("kk", "жаңалық", "janalyqtar"),
    ("kk", "құрылым", "qurylym"),
    ("kk", "басшылық", "basshylyk"),
]


@pytest.mark.parametrize(("language", "wanted", "label", "way"), MET)
def test_a_phrase_is_met(language: Any, wanted: str, label: str, way: int) -> None:
    found = in_label([phrase(wanted, language)], label)
    assert found is not None
    assert found.way == way


@pytest.mark.parametrize(("language", "wanted", "label"), NOT_MET)
def test_a_phrase_is_not_met(language: Any, wanted: str, label: str) -> None:
    assert in_label([phrase(wanted, language)], label) is None


@pytest.mark.parametrize(("language", "wanted", "address"), ADDRESSES)
def test_a_phrase_is_met_in_an_address(language: Any, wanted: str, address: str) -> None:
    found = met(
        phrase(wanted, language), [latin(one) for one in words(address.replace("-", " ").replace("_", " "))], address=True
    )
    assert found is not None
    assert found.way == ADDRESS


@pytest.mark.parametrize(
    ("wanted", "label", "beside"),
    [
        ("стратегический план", "Стратегический план", 0),
        ("стратегический план", "Стратегический план Республики Казахстан на 2017–2021 годы", 0),
        ("стратегический план", "Стратегический план Министерства энергетики", 0),
        ("стратегический план", "Проект стратегического плана", 1),
        ("план закупок", "План государственных закупок", 1),
        ("стратегический план", "В Астане обсудили стратегический план развития столицы", 4),
    ],
)
def test_words_beside_a_phrase_are_counted(wanted: str, label: str, beside: int) -> None:
    found = in_label([phrase(wanted, "ru")], label)
    assert found is not None
    assert extra(found, words(label), own_words(["Министерство энергетики Республики Казахстан"])) == beside
