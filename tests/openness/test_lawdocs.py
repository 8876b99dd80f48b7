"""docs/law: the committed pages are those that the editions give, and hold every row with everything that is known of it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from openness.editions import everything
from openness.lawdocs import made, write_docs
from reports.law import every, tables
from reports.lawdocs import MARK, printed_tables
from reports.markdown import md

ROOT = Path(__file__).resolve().parents[2]
CONFIG = ROOT / "config"
DOCS = ROOT / "docs" / "law"
RENEW = "run `openness methodologies docs -o docs/law` and commit what it writes"


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    return made(CONFIG, DOCS)


def test_committed_pages_are_up_to_date(pages: dict[str, str]) -> None:
    committed = {str(path.relative_to(DOCS)): path.read_text("utf-8") for path in DOCS.rglob("*.md")}
    assert sorted(committed) == sorted(pages), f"docs/law lacks pages or has too many; {RENEW}"
    assert [name for name in pages if pages[name] != committed[name]] == [], f"docs/law is stale; {RENEW}"


def test_every_row_has_its_page_in_both_languages(pages: dict[str, str]) -> None:
    for law in everything(CONFIG):
        for language in ("ru", "kk"):
            whole = "\n".join(text for name, text in pages.items() if name.startswith(f"{language}/{law.id}/{law.edition}/"))
            for row in every(law):
                assert f"`{row.id}`" in whole
            for element in (element for row in every(law) for element in row.elements):
                assert " ".join(getattr(element.title, language).split())[:20].replace("*", "") in whole.replace("\\", "")


def test_terms_duties_and_proofs_have_their_page(pages: dict[str, str]) -> None:
    for law in everything(CONFIG):
        demands = law.demands
        for language in ("ru", "kk"):
            folder = f"{language}/{law.id}/{law.edition}"
            things = (*demands.terms, *demands.duties, *demands.proofs, *demands.definitions)
            assert (f"{folder}/duties.md" in pages) == bool(things)
            for one in things:
                assert f"`{one.id}`" in pages[f"{folder}/duties.md"]
                assert md(getattr(one.text, language)) in pages[f"{folder}/duties.md"]
            for excused in demands.unproved:
                assert md(getattr(excused.why, language)) in pages[f"{folder}/duties.md"]
            assert not things or "](duties.md)" in pages[f"{folder}/README.md"]


def test_one_page_a_printed_table() -> None:
    names = {law.id: [table.name for table in printed_tables(law)] for law in everything(CONFIG)}
    assert names["kz-2017"] == [
        "a12-t1", "a12-t2", "a14", "a15-t1", "a15-t2", "a16-t1", "a16-t2", "a2-central", "a8-central", "a2-local", "a8-local", "a17",
    ]  # fmt: skip
    assert names["kz-2025"] == [f"a10-t{number}" for number in ("1", "2", "3", "4", "5", "6", "7", "7-1", "9", "10", "11")]
    for law in everything(CONFIG):
        placed = [place.indicator.id for table in printed_tables(law) for place in table.places if place.indicator]
        assert sorted(placed) == sorted(place.indicator.id for place in tables(law) if place.indicator)


def test_links_lead_to_pages_and_anchors(pages: dict[str, str]) -> None:
    for name, text in pages.items():
        for target in re.findall(r"(?<!\\)\]\(([^)]+)\)", text):
            path, _, anchor = target.partition("#")
            aim = (DOCS / name).parent.joinpath(path).resolve()
            if not aim.is_relative_to(DOCS.resolve()):
                assert aim.is_file(), f"{name}: {target}"
                continue
            there = name if not path else str(aim.relative_to(DOCS.resolve()))
            assert there in pages, f"{name}: {target}"
            assert not anchor or f'<a id="{anchor}"></a>' in pages[there], f"{name}: {target}"


def test_tables_are_whole(pages: dict[str, str]) -> None:
    for name, text in pages.items():
        width = 0
        for line in text.splitlines():
            cells = len(re.findall(r"(?<!\\)\|", line)) if line.startswith("|") else 0
            assert not (cells and width and cells != width), f"{name}: {line[:80]}"
            width = cells


def test_the_row_of_a_table_tells_weight_place_basis_and_how_it_is_checked(pages: dict[str, str]) -> None:
    text = pages["ru/kz-2025/2025-05-16/a10-t7-1.md"]
    line = next(line for line in text.splitlines() if line.startswith("| [2](#kz-2025-a10-t7-1-2)"))
    assert line == (
        "| [2](#kz-2025-a10-t7-1-2) | `kz-2025:a10.t7-1.2` | Доля запросов масс-медиа, получивших ответы в соответствии со сроками и "
        'требованиями, установленными Законом "О масс-медиа" | 1,00 | 1,00 | пункт 82, приложение 10, таблица 7-1, строка 2 | '
        "восстановлено по закону | импорт: журнал запросов масс-медиа (`openness import media-requests`) |"
    )
    assert "(баллы строк «1», «2») × баллы строки «п. 83» + баллы остальных строк" in text


def test_unofficial_kazakh_titles_are_marked_and_official_ones_are_not(pages: dict[str, str]) -> None:
    page = pages["kk/kz-2023/2023-06-01/a10-t6.md"]
    assert "| Интернет-конференциялар мен сауалнамалар өткізу |" in page
    unofficial = pages["kk/kz-2017/2017-12-28/a14.md"]
    assert unofficial.count("Әдістеме файлын жасаушылардың аудармасы") == 1
    assert "†" in unofficial
    assert "† Перевод" not in pages["ru/kz-2017/2017-12-28/a14.md"]


def test_what_is_lacking_is_listed_for_every_edition(pages: dict[str, str]) -> None:
    for language in ("ru", "kk"):
        page = pages[f"{language}/missing.md"].replace("\\", "")
        for law in everything(CONFIG):
            assert law.missing, f"{law.id} lists nothing that is lacking"
            for gap in law.missing:
                assert " ".join(getattr(gap.what, language).split()) in page
                assert " ".join(getattr(gap.default, language).split()) in page


def test_languages_do_not_mix(pages: dict[str, str]) -> None:
    for name, text in pages.items():
        if name.startswith("kk/"):
            assert "Источник правила" not in text
            assert re.search("[әғқңөұүһі]", text)
        elif name.startswith("ru/"):
            assert "Қағиданың көзі" not in text


def test_pages_that_no_edition_gives_any_more_are_removed_and_others_are_not(tmp_path: Path) -> None:
    stale, mine = tmp_path / "ru" / "kz-1999.md", tmp_path / "ru" / "note.md"
    stale.parent.mkdir()
    stale.write_text(f"{MARK}\n# old\n", "utf-8")
    mine.write_text("# mine\n", "utf-8")
    number = write_docs(CONFIG, tmp_path)
    assert not stale.exists()
    assert mine.exists()
    assert len(list(tmp_path.rglob("*.md"))) == number + 1


def test_the_same_editions_give_the_same_pages(pages: dict[str, str]) -> None:
    assert made(CONFIG, DOCS) == pages


PAGES_2025 = "{language}/kz-2025/2025-05-16/{name}.md"


@pytest.mark.parametrize(
    ("language", "name", "parts"),
    [
        # Notes under a table, their marks at the rows, an exemption with its footnote.
        ("ru", "a10-t6", ["## Примечание к таблице", "- \\*\\*\\* – по указанному параметру МИО не оцениваются.",
                          "### 3. Проведение в режиме онлайн-трансляции открытых заседаний (коллегий) \\*",
                          "Исключение: Министерство обороны Республики Казахстан – средний балл других органов. \\* – за исключением"]),
        ("kk", "a10-t6", ["## Кестенің ескертпесі", "- \\*\\*\\* – көрсетілген параметр бойынша ЖАО бағаланбайды.",
                          "Ерекшелік: Қазақстан Республикасының Қорғаныс министрлігі – "]),
        # The act is named at its citation; bands in its words; what it leaves blank is not called printed.
        ("ru", "a10-t4", ["Закон: приказ об изменениях 2025 года (V2500036070), приложение 10, таблица 4, строка 6",
                          "реализация мероприятия без участия сторонних лиц: 0,4"]),
        ("ru", "a10-t1", ["Сумма строк (место «Итого» в акте не заполнено): 18,00"]),
        ("ru", "a10-t3", ["Напечатанная сумма строк: 18,00"]),
        # Tables of penalties stand under their own heads and tell what they take off.
        ("ru", "a10-t9", ['по критерию "Наполняемость интернет-ресурса" (приложение 10, таблица 9)',
                          "- Наибольший штраф: −3,00", "Штрафные баллы, КАЗ", "Штраф: 1,5 × «Число организаций, у которых нет"]),
        ("kk", "a10-t11", ["Сатылар бойынша айыппұл: ≥ 90 %: 0; әйтпесе: 1."]),
        ("ru", "README", ["- Полнота: в части", "- Период оценки: календарный год ("]),
        ("kk", "README", ["2021 жылғы әдістеме (V2100022599), 12–15-тармақтар"]),
    ],
)  # fmt: skip
def test_a_page_reads_like_the_act(pages: dict[str, str], language: str, name: str, parts: list[str]) -> None:
    page = pages[PAGES_2025.format(language=language, name=name)]
    for part in parts:
        assert part in page, part


@pytest.mark.parametrize("name", ["a10-t1", "a10-t2"])
def test_no_sum_is_called_printed_where_the_act_leaves_it_blank(pages: dict[str, str], name: str) -> None:
    assert "Напечатанная сумма" not in pages[PAGES_2025.format(language="ru", name=name)]
    assert "Жолдардың жазылған қосындысы" not in pages[PAGES_2025.format(language="kk", name=name)]


def test_points_stand_in_each_languages_own_way(pages: dict[str, str]) -> None:
    for edition in ("2024-01-29", "2025-04-13"):
        assert "подпункт 1) пункта 20" in pages[f"ru/kz-2024-feedback/{edition}/ch3-f.md"]
        kazakh = pages[f"kk/kz-2024-feedback/{edition}/ch3-f.md"]
        assert "20-тармақтың 1) тармақшасы" in kazakh
        assert "20.1-тармақ" not in kazakh
    assert "подпункт 1) строки 4" in pages["ru/kz-2025/2025-05-16/a10-t6.md"]
    assert "пункты 80, 85" in pages["ru/kz-2025/2025-05-16/README.md"]


def test_the_notes_of_2023_are_those_of_the_act(pages: dict[str, str]) -> None:
    page = pages["kk/kz-2023/2023-06-01/a10-t6.md"]
    assert "- \\*\\*\\* – көрсетілген параметр бойынша ЖАО бағаланбайды.\n" in page
    assert "№863 Жарлығының күші қолданылмайтын" in page


def test_the_index_leads_to_the_lists_of_changed_rules(pages: dict[str, str]) -> None:
    for language in ("ru", "kk"):
        for law in everything(CONFIG):
            assert f"[{law.id}](../../changes/{law.id}.{language}.md)" in pages[f"{language}/README.md"]
            assert f"](../../../../changes/{law.id}.{language}.md)" in pages[f"{language}/{law.id}/{law.edition}/README.md"]


def test_a_table_of_duties_tells_no_sums(pages: dict[str, str]) -> None:
    page = pages["ru/kz-2025-portal/2025-04-11/ch2.md"]
    assert "Максимум" not in page
    assert "умма строк" not in page
