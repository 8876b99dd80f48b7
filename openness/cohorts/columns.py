"""Columns of the tables for analysts: what each holds, and how it is taken from a run's files."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from typing import Any, Literal

from openness.cohorts.summary import Row
from reports.numbers import exact
from store.base import Text

Kind = Literal["text", "number"]


@dataclass(frozen=True)
class Column:
    """A column: its name in the file, what it means, whether its cells are numbers, and its value.

    ``take`` is given what the table's lines are made of.
    """

    code: str
    means: Text
    take: Callable[[Any], Any]
    kind: Kind = "text"


@dataclass(frozen=True)
class Table:
    """A table of a cohort report; ``name`` is that of its files without the ending."""

    name: str
    title: Text
    columns: tuple[Column, ...]


@dataclass(frozen=True)
class RowLine:
    """A scored row of a body."""

    result: dict[str, Any]
    at: Row


@dataclass(frozen=True)
class FindingLine:
    """A finding of a body."""

    result: dict[str, Any]
    finding: dict[str, Any]


def _text(kk: str, ru: str) -> Text:
    return Text(kk=kk, ru=ru)


def _reference(key: str, line: RowLine) -> Any:
    return line.at.row["reference"][key]


# Where the row stands in the act, as its reference tells.
PLACES = (
    ("point", "point", _text("актінің тармағы", "пункт акта")),
    ("appendix", "appendix", _text("актінің қосымшасы", "приложение акта")),
    ("printed_table", "table", _text("актідегі кесте", "таблица в акте")),
    ("printed_row", "row", _text("кестедегі жол", "строка в таблице")),
)


def _counted(line: FindingLine, key: str) -> Any:
    return line.finding.get("counted", line.finding)[key]


BODY = (
    Column("body", _text("орган коды", "код органа"), lambda line: line.result["body"]["code"]),
    Column(
        "kind",
        _text("орган түрі: central, local, subordinate", "вид органа: central, local, subordinate"),
        lambda line: line.result["body"]["kind"],
    ),
    Column(
        "name_kk", _text("органның қазақша атауы", "название органа на казахском"), lambda line: line.result["body"]["name"]["kk"]
    ),
    Column(
        "name_ru", _text("органның орысша атауы", "название органа на русском"), lambda line: line.result["body"]["name"]["ru"]
    ),
    Column("run", _text("аудит нөмірі", "номер проверки"), lambda line: line.result["run"]["id"]),
    Column("as_of", _text("қай күнгі жағдай", "на какой день"), lambda line: line.result["run"]["as_of"]),
    Column("period", _text("есепті кезең", "отчетный период"), lambda line: line.result["run"]["period"]),
    Column("methodology", _text("әдістеме", "методика"), lambda line: line.result["methodology"]["id"]),
    Column("edition", _text("әдістеменің редакциясы", "редакция методики"), lambda line: line.result["methodology"]["edition"]),
)

PARAMETERS = Table(
    "parameters",
    _text("Параметрлер: әр органның әр жолына бір жазба", "Параметры: одна запись на каждую строку каждого органа"),
    (
        *BODY,
        Column("criterion", _text("өлшем коды", "код критерия"), lambda line: line.at.criterion["id"]),
        Column("table", _text("кесте коды", "код таблицы"), lambda line: line.at.table["id"]),
        Column("parameter", _text("жол коды", "код строки"), lambda line: line.at.row["id"]),
        Column("number", _text("актідегі жол нөмірі", "номер строки в акте"), lambda line: line.at.row["number"]),
        Column(
            "title_kk", _text("жолдың қазақша атауы", "название строки на казахском"), lambda line: line.at.row["title"]["kk"]
        ),
        Column("title_ru", _text("жолдың орысша атауы", "название строки на русском"), lambda line: line.at.row["title"]["ru"]),
        Column(
            "language",
            _text(
                "тілдік нұсқа; жол тілдер бойынша бағаланбаса, бос",
                "языковая версия; пусто, если строка не оценивается по языкам",
            ),
            lambda line: line.at.row["language"],
        ),
        Column(
            "role",
            _text(
                "жолдың рөлі: points – балл береді; қалғандары бүкіл кестеге әсер етеді",
                "роль строки: points – дает баллы; остальные действуют на таблицу в целом",
            ),
            lambda line: line.at.row["role"],
        ),
        Column("weight", _text("салмағы, балл", "вес, баллов"), lambda line: line.at.row["weight"], "number"),
        Column("points", _text("анық балл", "баллы, которые определены"), lambda line: line.at.row["points"], "number"),
        Column("low", _text("ең аз мүмкін балл", "наименьшие возможные баллы"), lambda line: line.at.row["range"][0], "number"),
        Column("high", _text("ең көп мүмкін балл", "наибольшие возможные баллы"), lambda line: line.at.row["range"][1], "number"),
        Column(
            "status",
            _text("күйі: met, partly, missing, exempt, unverified", "состояние: met, partly, missing, exempt, unverified"),
            lambda line: line.at.row["status"],
        ),
        Column(
            "basis",
            _text(
                "негізі: automatic, reported, manual, average, override",
                "основание: automatic, reported, manual, average, override",
            ),
            lambda line: line.at.row["basis"],
        ),
        Column("lost", _text("шегерімдермен алынған балл", "снято вычетами, баллов"), lambda line: _taken(line.at.row), "number"),
        Column("findings", _text("фактілер саны", "число фактов"), lambda line: len(line.at.row["findings"]), "number"),
        Column("law", _text("құқықтық акт", "акт"), lambda line: line.at.row["reference"]["law"]),
        *(Column(code, means, partial(_reference, key)) for code, key, means in PLACES),
    ),
)

FINDINGS = Table(
    "findings",
    _text("Фактілер: әр органның әр фактісіне бір жазба", "Факты: одна запись на каждый факт каждого органа"),
    (
        *BODY,
        Column(
            "id",
            _text(
                "факт коды: сол беттегі сол фактінің коды келесі аудитте де сол",
                "код факта: тот же факт на той же странице имеет тот же код в следующей проверке",
            ),
            lambda line: line.finding["id"],
        ),
        Column("check", _text("тексеру коды", "код проверки"), lambda line: line.finding["check"]),
        Column("check_version", _text("тексеру нұсқасы", "версия проверки"), lambda line: line.finding["check_version"]),
        Column("parameter", _text("талап коды", "код требования"), lambda line: line.finding["parameter"]),
        Column(
            "language",
            _text("тілдік нұсқа; жоқ болса, бос", "языковая версия; пусто, если ее нет"),
            lambda line: line.finding["language"],
        ),
        Column(
            "outcome",
            _text(
                "машинаның қорытындысы: met, deficiency, missing, not-applicable, unverified",
                "вывод машины: met, deficiency, missing, not-applicable, unverified",
            ),
            lambda line: line.finding["outcome"],
        ),
        Column("count", _text("машина санағаны", "сколько насчитала машина"), lambda line: line.finding["count"], "number"),
        Column(
            "counted_outcome",
            _text("адамдар шешімінен кейінгі қорытынды", "вывод с учетом решений людей"),
            lambda line: _counted(line, "outcome"),
        ),
        Column(
            "counted",
            _text("адамдар шешімінен кейінгі саны", "сколько засчитано с учетом решений людей"),
            lambda line: _counted(line, "count"),
            "number",
        ),
        Column("url", _text("беттің мекенжайы", "адрес страницы"), lambda line: line.finding["url"]),
        Column(
            "pages",
            _text("қанша мекенжайдан көрінді", "на скольких адресах видно"),
            lambda line: len(line.finding["pages"]),
            "number",
        ),
        Column("cause", _text("көп беттің ортақ себебі", "общая причина многих страниц"), lambda line: line.finding["cause"]),
        Column("message_kk", _text("қазақша хабарлама", "сообщение на казахском"), lambda line: line.finding["message"]["kk"]),
        Column("message_ru", _text("орысша хабарлама", "сообщение на русском"), lambda line: line.finding["message"]["ru"]),
        Column("quote", _text("беттен үзінді", "цитата со страницы"), lambda line: line.finding["locator"]["quote"]),
        Column("css", _text("беттегі орны", "место на странице"), lambda line: line.finding["locator"]["css"]),
        Column(
            "evidence",
            _text("сақталған дәлелдемелердің SHA-256", "SHA-256 сохраненных доказательств"),
            lambda line: " ".join(line.finding["evidence"]),
        ),
        Column(
            "confidence",
            _text("сенімділік, 0-ден 1-ге дейін", "уверенность, от 0 до 1"),
            lambda line: line.finding["confidence"],
            "number",
        ),
        Column(
            "needs_review",
            _text("адам қарауы керек пе: 1 – иә, 0 – жоқ", "нужен ли просмотр человеком: 1 – да, 0 – нет"),
            lambda line: int(line.finding["needs_review"]),
            "number",
        ),
        Column("captured_at", _text("қашан көрінді, UTC", "когда увидено, UTC"), lambda line: line.finding["captured_at"]),
    ),
)

TABLES = (PARAMETERS, FINDINGS)


def _taken(row: dict[str, Any]) -> str:
    return exact(sum((Decimal(one["points"]) for one in row["deductions"]), Decimal(0)))
