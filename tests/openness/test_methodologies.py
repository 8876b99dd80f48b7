"""``methodologies`` and ``explain``: editions listed, shown, proved, compared, closed; and the page of everything they hold."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from openness.cli import run
from reports.i18n import LANGUAGES
from scoring.methodology import digest

CONFIG = Path(__file__).resolve().parents[2] / "config"
LAWS = ["kz-2017", "kz-2023", "kz-2024-feedback", "kz-2024-feedback", "kz-2025", "kz-2025-portal"]


@pytest.fixture
def config(tmp_path: Path) -> Path:
    """A copy of the registers with one edition, which a test may spoil."""
    folder = tmp_path / "config"
    edition = Path("methodology") / "kz-2024-feedback" / "2025-04-13"
    shutil.copytree(CONFIG / edition, folder / edition)
    shutil.copytree(CONFIG / "bodies", folder / "bodies")
    (edition_of(folder) / "LOCK").unlink(missing_ok=True)
    return folder


def edition_of(folder: Path) -> Path:
    return max((folder / "methodology" / "kz-2024-feedback").glob("*/methodology.yaml")).parent


def said(capfd: pytest.CaptureFixture[str], *arguments: str, status: int = 0) -> str:
    """What a command prints; for a wrong use, the one line on standard error."""
    capfd.readouterr()
    assert run(list(arguments)) == status
    captured = capfd.readouterr()
    return captured.out if status == 0 else captured.err.strip()


def test_list_tells_what_is_assessed_and_what_is_whole(capfd: pytest.CaptureFixture[str]) -> None:
    rows = json.loads(said(capfd, "methodologies", "list", "--json"))
    assert [row["id"] for row in rows] == LAWS
    by_law = {row["id"]: row for row in rows}
    assert {name: row["assessment"] for name, row in by_law.items()} == {
        "kz-2017": "openness",
        "kz-2023": "openness",
        "kz-2024-feedback": "feedback",
        "kz-2025": "openness",
        "kz-2025-portal": "duties",
    }
    assert by_law["kz-2023"]["partial"]
    assert not by_law["kz-2025"]["partial"]
    assert {row["lock"] for row in rows} <= {"matches", "absent"}
    assert "обратная связь" in said(capfd, "methodologies", "list", "--lang", "ru")
    assert "кері байланыс" in said(capfd, "methodologies", "list", "--lang", "kk")


def test_show_holds_directions_roles_figures_exemptions_and_gaps(capfd: pytest.CaptureFixture[str]) -> None:
    now = " ".join(said(capfd, "methodologies", "show", "kz-2025", "--lang", "ru").split())
    for part in (
        "kz-2025:a10.t1.6",
        "поощрительные",
        "kz-2025:a7.7",
        "штраф",
        "events-public – Количество мероприятий с высокой степенью публичности (a)",
        "Исключение: Национальный Банк Республики Казахстан",
        "Нет в распоряжении",
        "ЦГО: 0,50; МИО: 1,00",
    ):
        assert part in now
    old = " ".join(said(capfd, "methodologies", "show", "kz-2017/2017-12-28", "--lang", "kk").split())
    assert "Бағыт: 2 Мемлекеттік қызметтер көрсету сапасы" in old
    assert "Бағыттар бойынша жалпы қорытынды балл" in old


def test_validate_tells_what_is_not_closed(config: Path, capfd: pytest.CaptureFixture[str]) -> None:
    words = said(capfd, "methodologies", "validate", "--config", str(config), "--lang", "en")
    name = f"kz-2024-feedback/{edition_of(config).name}"
    assert f"{name}: not closed yet; close it with `openness methodologies lock {name}`." in words
    assert "1 editions: in order." in words


def test_a_closed_edition_that_was_changed_is_refused(config: Path, capfd: pytest.CaptureFixture[str]) -> None:
    folder = edition_of(config)
    name = f"kz-2024-feedback/{folder.name}"
    assert digest(folder) in said(capfd, "methodologies", "lock", name, "--config", str(config), "--lang", "en")
    assert (folder / "LOCK").read_text() == f"sha256:{digest(folder)}\n"
    assert "not closed" not in said(capfd, "methodologies", "validate", "--config", str(config), "--lang", "en")
    with (folder / "methodology.yaml").open("a", encoding="utf-8") as file:
        file.write("# changed\n")
    for language in LANGUAGES:
        fault = said(capfd, "methodologies", "validate", "--config", str(config), "--lang", language, status=2)
        assert len(fault.splitlines()) == 1
        assert str(folder / "LOCK") in fault
        assert name in fault
    refused = said(capfd, "methodologies", "lock", name, "--config", str(config), "--lang", "en", status=2)
    assert "--again" in refused
    said(capfd, "methodologies", "lock", name, "--again", "--config", str(config))
    assert (folder / "LOCK").read_text() == f"sha256:{digest(folder)}\n"


def test_an_unsound_edition_is_not_closed(config: Path, capfd: pytest.CaptureFixture[str]) -> None:
    folder = edition_of(config)
    head = folder / "methodology.yaml"
    head.write_text(head.read_text("utf-8").replace("assessment:", "assessed:"), "utf-8")
    fault = said(capfd, "methodologies", "lock", f"kz-2024-feedback/{folder.name}", "--config", str(config), status=2)
    assert "methodology.yaml:" in fault
    assert not (folder / "LOCK").exists()


def test_published_editions_are_as_their_lock_says(capfd: pytest.CaptureFixture[str]) -> None:
    for path in sorted((CONFIG / "methodology").glob("*/*/LOCK")):
        assert path.read_text("ascii") == f"sha256:{digest(path.parent)}\n", f"{path.parent} was changed after it was closed"
    assert str(len(LAWS)) in said(capfd, "methodologies", "validate", "--lang", "kk")


def test_diff_as_table_json_and_file(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    table = said(capfd, "methodologies", "diff", "kz-2023/2023-06-01", "kz-2025", "--lang", "ru")
    assert "Строк добавлено: " in table
    value = json.loads(said(capfd, "methodologies", "diff", "kz-2023", "kz-2025", "--json"))
    assert value["schema"] == "openness/methodologies-diff/1"
    assert (value["before"]["id"], value["after"]["id"]) == ("kz-2023", "kz-2025")
    assert {"group", "state", "before", "after", "title", "changes"} <= set(value["entries"][0])
    for language, word in (("ru", "Сравнительная таблица"), ("kk", "Салыстырма кесте"), ("en", "Сравнительная таблица")):
        target = tmp_path / f"{language}.html"
        assert said(capfd, "methodologies", "diff", "kz-2017", "kz-2025", "-o", str(target), "--lang", language) == ""
        assert word in target.read_text("utf-8")


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (["methodologies", "diff", "kz-2017", "kz-1999"], "kz-1999"),
        (["methodologies", "diff", "kz-2017/2001-01-01", "kz-2025"], "kz-2017/2017-12-28"),
        (["methodologies", "lock", "kz-2017"], "kz-2017/2017-12-28"),
        (["methodologies", "show", "kz-2025/2001-01-01"], "kz-2025/2001-01-01"),
        (["methodologies", "diff", "kz-2017", "kz-2025", "-o", "/proc/none/x.html"], "/proc/none"),
        (["methodologies", "docs", "-o", "/proc/none"], "/proc/none"),
        (["explain", "kz-2025:a10.t6.99"], "kz-2025:a10.t6.99"),
        (["methodologies", "calendar", "--methodology", "kz-1999"], "kz-1999"),
        (["methodologies", "calendar", "--methodology", "kz-2025/2001-01-01"], "kz-2025/2001-01-01"),
        (["methodologies", "calendar", "--year", "2026", "--event", "conclusion=2026-03-18"], "conclusion-received"),
        (["methodologies", "calendar", "--year", "2026", "--event", "conclusion-received=18.03.2026"], "18.03.2026"),
        (["methodologies", "calendar", "--kind", "akimat"], "subordinate"),
    ],
)
@pytest.mark.parametrize("language", ["ru", "kk"])
def test_wrong_use_is_one_line_and_status_2(
    arguments: list[str], named: str, language: str, capfd: pytest.CaptureFixture[str]
) -> None:
    fault = said(capfd, *arguments, "--lang", language, status=2)
    assert len(fault.splitlines()) == 1
    assert named in fault


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("command", ["calendar", "diff", "lock", "docs", "list", "show", "validate"])
def test_every_command_has_help_with_an_example(command: str, language: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--lang", language, "methodologies", command, "--help"]) == 0
    words = capsys.readouterr().out
    assert {"ru": "Пример", "kk": "Мысал", "en": "Example"}[language] in words


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("kz-2017:a14.2.9.1", ["Вычет 0,2, один раз.", "Внутренние ссылки сайта ведут на существующие", "Пример факта:"]),
        ("kz-2017:a14", ["сумма строк ÷ 10 × 5", "kz-2017:a14.3.6", "Напечатанная сумма строк: 10,00"]),
        ("kz-2017:a10.1", ["Максимум: 80,00", "kz-2017:a12.t1.1", "Баллы его таблиц складываются."]),
        ("kz-2025:a7.7", ["Роль строки: штраф", "Штрафные баллы его таблиц вычитаются из итога."]),
        ("kz-2025:a10.t6.3", ["Исключение: Министерство обороны Республики Казахстан"]),
        ("kz-2025:p12-15", ["по образцу другого акта (Методики 2017 года, утратила силу)", "0,2"]),
        ("kz-2024-feedback:p14", ["обязанность без баллов", "каждый квартал"]),
        (
            "kz-2025:a10.t2.9",
            ["Что представить в подтверждение: В данном разделе", "приложение 9, таблица 2, строка 5", "в таблице баллов две"],
        ),
        ("kz-2025:a10.t2.6", ["Подтверждение не запрашивается: В отчете такой строки нет"]),
        ("kz-2025:a10.t2.3", ["Срок:", "не позднее 1 апреля года, следующего за отчетным"]),
        ("kz-2025:a10.t7-1.1", ["Обязанность: оцениваемый орган: Общее количество", "не менее 12"]),
        ("kz-2025:a10.t3", ["kz-2025:a10.t3.4", "Своевременность", "приложение 9, таблица 3, строка 4"]),
        ("kz-2025:terms.objections", ["5 рабочих дней после события", "пункт 109, приложение 14"]),
        ("kz-2025:duties.commission", ["не менее 5 членов", "пункт 113"]),
        ("kz-2025:a9.t2.5", ["Служит строке: kz-2025:a10.t2.8", "kz-2025:a10.t2.9"]),
        ("kz-2024-feedback:words.comments", ["Значение: мнение пользователя"]),
    ],
)
def test_explain(name: str, words: list[str], capfd: pytest.CaptureFixture[str]) -> None:
    page = " ".join(said(capfd, "explain", name, "--lang", "ru").split())
    for word in (name, *words):
        assert word in page
    assert json.loads(said(capfd, "explain", name, "--json"))["id"] == name


def test_calendar_of_the_acts_in_force(capfd: pytest.CaptureFixture[str]) -> None:
    given = ["methodologies", "calendar", "--year", "2026", "--as-of", "2026-03-02", "--event", "conclusion-received=2026-03-18"]
    value = json.loads(said(capfd, *given, "--json"))
    assert (value["schema"], value["year"], value["as_of"]) == ("openness/methodologies-calendar/1", 2026, "2026-03-02")
    terms = {one["id"]: one for one in value["terms"] if one["last"]}
    assert {one["methodology"] for one in value["terms"]} == {"kz-2024-feedback", "kz-2025", "kz-2025-portal"}
    moved = terms["kz-2025-portal:terms.targets-central"]
    assert [moved[key] for key in ("printed", "last", "moved", "about", "state")] == [
        "2026-02-28",
        "2026-03-02",
        True,
        "2025",
        "today",
    ]
    assert (terms["kz-2025:terms.objections"]["last"], terms["kz-2025:terms.objections"]["state"]) == ("2026-03-30", "ahead")
    page = " ".join(said(capfd, *given, "--lang", "ru").split())
    for word in ("02.03.2026", "перенесено", "commission-sitting – День заседания", "5 рабочих дней"):
        assert word in page
    assert "жұмыс күні" in said(capfd, *given, "--lang", "kk")


def test_calendar_of_one_act_in_its_year(capfd: pytest.CaptureFixture[str]) -> None:
    value = json.loads(said(capfd, "methodologies", "calendar", "--methodology", "kz-2023", "--year", "2024", "--json"))
    assert {one["edition"] for one in value["terms"]} == {"2023-06-01"}
    assert "2030" in said(
        capfd, "methodologies", "calendar", "--methodology", "kz-2023/2023-06-01", "--year", "2030", "--lang", "ru"
    )
