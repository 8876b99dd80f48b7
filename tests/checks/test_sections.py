"""Words of the sections of appendix 15 and of table 7: each finds its section, an empty one is none, and what shares the words is another."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from checks.catalog.content.information_present import Wanted, run
from store.base import OFFICIAL, Language
from store.findings import Observation, Outcome
from store.snapshot import Snapshot
from tests.checks.casekit import HERE, TEXTS, indicators, snapshot_of
from tests.plainyaml import read_yaml

FILES = {path.stem: read_yaml(path) for path in sorted(HERE.glob("sections*.yaml"))}
GROUPS: dict[str, dict[str, dict[str, Any]]] = {
    f"{name} {group}": concepts for name, file in FILES.items() for group, concepts in file["groups"].items()
}
GROUP_OF = {concept: group for group, concepts in GROUPS.items() for concept in concepts}
EACH = [pytest.param(concept, language, id=f"{concept} {language}") for concept in GROUP_OF for language in OFFICIAL]
PIECES = {
    "table": "<table>"
    + "".join(f"<tr><td>{n}</td><td>%t. 2026-%n-{n}</td><td>{n}00</td></tr>" for n in range(1, 5))
    + "</table>",
    "list": "<ul>" + "".join(f'<li><a href="/%s/item-{n}">№ {n}-%n</a> %t, № {n}</li>' for n in range(1, 5)) + "</ul>",
    "file": '<a href="/files/%s.txt">TXT: %t</a>',
    "drafts": '<a href="/files/%s.txt">TXT: %t</a> <a href="/files/%s-2.txt">TXT: %t (2)</a>',
    "form": '<form action="/send" method="post"><label>@ <textarea name="t%s"></textarea></label><button>OK</button></form>',
    "phone": "<p>Тел.: +7 (7172) 74-%n-34, +7 (7172) 74-%n-35</p>",
    "hours": "<table><tr><td>Пн %n</td><td>10:00–12:00</td></tr><tr><td>Ср %n</td><td>15:00–17:00</td></tr></table>",
    "soon": '<p>19.11.2026 (%n)</p><a href="/%s/item-1">№ 1</a>',
    "scheme": '<img src="/files/scheme-%s.png" width="900" height="600" alt="">',
    "akorda": '<a href="https://www.akorda.kz/%s/addresses">akorda.kz</a>',
    "dialog": '<a href="https://dialog.egov.kz/blogs/%n/%s">dialog.egov.kz</a>',
    "legalacts": '<a href="https://legalacts.egov.kz/%s/%n">legalacts.egov.kz</a>',
    "law": '<a href="https://adilet.zan.kz/%s/docs/Z1500000434">№ 434-V</a>',
    "goszakup": '<a href="https://goszakup.gov.kz/%s/announce">goszakup.gov.kz</a>',
    "egov": '<a href="https://egov.kz/cms/%s/appeal">egov.kz</a>',
    "portals": '<a href="https://www.akorda.kz/%s">akorda.kz</a> <a href="https://egov.kz">egov.kz</a> '
    '<a href="https://adilet.zan.kz/%s">adilet.zan.kz</a>',
}
DEPUTY = {
    "kk": "<p>Басшының орынбасары: Серіков Дәурен Асанұлы, телефоны: +7 (7172) 74-%n-37, serikov@mekeme.gov.kz</p>",
    "ru": "<p>Заместитель руководителя: Сериков Даурен Асанович, тел.: +7 (7172) 74-%n-37, serikov@mekeme.gov.kz</p>",
}
OFFICER = {
    "kk": "<p>Басшы: Асқаров Мұрат Бекенұлы, телефоны: +7 (7172) 74-%n-36, askarov@mekeme.gov.kz</p>",
    "ru": "<p>Руководитель: Аскаров Мурат Бекенович, тел.: +7 (7172) 74-%n-36, askarov@mekeme.gov.kz</p>",
}
# Parts that the law lists and a place of the thing must say.
PARTS = {
    "laws": {
        "kk": "<p>Қызметін реттейтін заңдардың тізбесі %n</p>",
        "ru": "<p>Перечень законов, регулирующих деятельность %n</p>",
    },
    "notes": {
        "kk": "<p>Түсіндірме жазба, салыстырма кесте және сараптамалық қорытынды %n</p>",
        "ru": "<p>Пояснительная записка, сравнительная таблица и экспертное заключение %n</p>",
    },
    "minutes": {
        "kk": "<p>Хаттама %n</p><p>Конкурс нәтижесі %n</p><p>Шағымдану тәртібі: %n</p>",
        "ru": "<p>Протокол %n</p><p>Результаты конкурса %n</p><p>Обжалование: %n</p>",
    },
    "discussed": {"kk": "<p>Талқылаудың аяқталуы туралы есеп %n</p>", "ru": "<p>Отчёт о завершении обсуждения %n</p>"},
    "acts": {"kk": "<p>Кәсіпкерлікті қолдайтын бұйрықтар %n</p>", "ru": "<p>Приказы в поддержку предпринимательства %n</p>"},
    "papers": {"kk": "<p>Өтініш пен құжаттар тізбесі %n</p>", "ru": "<p>Заявление и перечень документов %n</p>"},
    "asked": {"kk": "<p>Сауалнама қорытындысы %n</p>", "ru": "<p>Итоги опроса %n</p>"},
    "steps": {
        "kk": "<p>Кәсіпкер болып тіркелу %n</p><p>Салық режимін таңдау %n</p><p>Банкте шот ашу %n</p>",
        "ru": "<p>Регистрация предпринимателя %n</p><p>Выбор налогового режима %n</p><p>Открытие счёта в банке %n</p>",
    },
    "animals": {"kk": "<p>Ветеринариялық пункт %n</p>", "ru": "<p>Ветеринарный пункт %n</p>"},
    "archive": {"kk": "<p>Жаңалықтар мұрағаты %n</p>", "ru": "<p>Архив новостей %n</p>"},
    "networks": {
        "kk": "<p>Жолдар, байланыс желілері, тұрғын үй құрылысы және су құбыры %n</p>",
        "ru": "<p>Дороги, связь, жилищное строительство и водопровод %n</p>",
    },
    "inspected": {
        "kk": "<p>Субъектілерге 12 нұсқама берілді %n</p><p>Ішкі аудит 2 кемшілік тапты %n</p>",
        "ru": "<p>Субъектам выдано 12 предписаний %n</p><p>Внутренний аудит нашёл 2 недостатка %n</p>",
    },
    "sanitary": {"kk": "<p>Санитариялық қадағалау %n</p>", "ru": "<p>Санитарный надзор %n</p>"},
    "faith": {"kk": "<p>Діни бірлестіктер %n</p>", "ru": "<p>Религиозные объединения %n</p>"},
    "vacancies": {"kk": "<p>Бос жұмыс орындары %n</p>", "ru": "<p>Вакансии %n</p>"},
    "pensions": {"kk": "<p>Тұрғын үй көмегі %n</p><p>Зейнетақы %n</p>", "ru": "<p>Жилищная помощь %n</p><p>Пенсии %n</p>"},
    "symbols": {
        "kk": "<p>Мемлекеттік Ту %n</p><p>Мемлекеттік Елтаңба %n</p><p>Мемлекеттік Әнұран %n: менің елім, менің елім</p>",
        "ru": "<p>Государственный Флаг %n</p><p>Государственный Герб %n</p><p>Государственный Гимн %n, слова гимна</p>",
    },
    "measures": {"kk": "<p>Күн панельдері %n</p>", "ru": "<p>Солнечные панели %n</p>"},
    "units": {"kk": "<p>Қаржы бөлімі %n</p>", "ru": "<p>Финансовый отдел %n</p>"},
    "country": {"kk": "<p>Ауыл жастарына квота: %n</p>", "ru": "<p>Квота для сельской молодёжи: %n</p>"},
}
Said = Callable[[str, str, Language], Observation]


def _content(names: Sequence[str], language: Language, number: int, title: str) -> str:
    """What stands in a section and says what it is of. Its text is its own: what pages share is their frame."""
    found = []
    for at, name in enumerate(names):
        person = {"officer": OFFICER, "deputy": DEPUTY, **PARTS}.get(name, {}).get(language)
        text = person or PIECES.get(name, f"<p>{number}.{at}. %t. {TEXTS[language]}</p>")
        found.append(text.replace("%s", language).replace("%n", f"{number:02}").replace("%t", title))
    return "".join(found)


def _pages(sections: dict[str, tuple[Language, str, str]]) -> dict[str, Any]:
    """A site of both languages whose menus lead to the sections: address → language, name, content."""
    pages: dict[str, Any] = {}
    for language in OFFICIAL:
        own = {path: name for path, (tongue, name, _) in sections.items() if tongue == language}
        menu = "<nav>" + "".join(f'<a href="{path}">{name}</a>' for path, name in own.items()) + "</nav>"
        pages[f"/{language}"] = {"lang": language, "body": menu + "{{" + language + "}}"}
        for n in range(1, 5):
            pages[f"/{language}/item-{n}"] = {"lang": language, "body": menu + f"<h1>№ {n}</h1><p>№ {n}. {TEXTS[language]}</p>"}
        for path, name in own.items():
            pages[path] = {"lang": language, "body": f"{menu}<h1>{name}</h1>{sections[path][2]}"}
        pages[f"/files/scheme-{language}.png"] = {"plain": "png", "headers": {"content-type": "image/png"}}
        for name in (language, f"{language}-2"):
            pages[f"/files/{name}.txt"] = {"plain": "1", "headers": {"content-type": "text/plain"}}
    return pages


def _sections(group: str, empty: bool = False) -> dict[str, tuple[Language, str, str]]:
    return {
        f"/{language}/{number}": (
            language,
            said[language],
            "" if empty else _content(said["holds"], language, number, said[language]),
        )
        for language in OFFICIAL
        for number, said in enumerate(GROUPS[group].values())
    }


def _lookalikes(file: str) -> dict[str, tuple[Language, str, str]]:
    filling = ("text", "text", "file", "phone")
    return {
        f"/{language}/{number}": (language, name, _content(filling, language, number, name))
        for language in OFFICIAL
        for number, name in enumerate(FILES[file]["lookalikes"][language])
    }


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Said]:
    """What is said of a concept on a site: a group, one with ``empty`` before it, ``lookalikes`` of a file, ``nothing``; each judged once."""
    known: dict[str, Snapshot] = {}
    heard: dict[tuple[str, str], dict[str | None, Observation]] = {}
    with ExitStack() as stack:

        def site(name: str) -> Snapshot:
            if name not in known:
                found = _lookalikes(name.removeprefix("lookalikes ")) if name.startswith("lookalikes ") else {}
                if not found and name != "nothing":
                    found = _sections(name.removeprefix("empty "), name.startswith("empty "))
                folder: Path = tmp_path_factory.mktemp("site")
                known[name] = stack.enter_context(snapshot_of({"sites": ["/kk", "/ru"], "pages": _pages(found)}, folder))
            return known[name]

        def of(name: str, concept: str, language: Language) -> Observation:
            if (name, concept) not in heard:
                heard[name, concept] = {one.language: one for one in run(site(name), Wanted(concept=concept))}
            return heard[name, concept][language]

        yield of


@pytest.mark.parametrize(("concept", "language"), EACH)
def test_a_section_with_its_content_is_found(concept: str, language: Language, said: Said) -> None:
    found = said(GROUP_OF[concept], concept, language)
    assert found.outcome is Outcome.MET, (found.message, found.facts)
    assert found.facts["value"] == GROUPS[GROUP_OF[concept]][concept][language] or found.message == "links"


@pytest.mark.parametrize(("concept", "language"), EACH)
def test_an_empty_section_and_none_at_all_are_no_section(concept: str, language: Language, said: Said) -> None:
    empty = said(f"empty {GROUP_OF[concept]}", concept, language)
    assert empty.outcome in (Outcome.MISSING, Outcome.UNVERIFIED, Outcome.DEFICIENCY), (empty.message, empty.facts)
    nothing = said("nothing", concept, language)
    optional = indicators()[concept].when_available
    assert nothing.outcome is (Outcome.UNVERIFIED if optional else Outcome.MISSING), (nothing.message, nothing.facts)


@pytest.mark.parametrize(("concept", "language"), EACH)
def test_what_shares_the_words_is_another_thing(concept: str, language: Language, said: Said) -> None:
    found = said(f"lookalikes {GROUP_OF[concept].split()[0]}", concept, language)
    assert found.outcome is not Outcome.MET, (found.message, found.facts)
