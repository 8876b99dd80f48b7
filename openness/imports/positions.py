"""Places of the body's site among the results of search systems, as a person noted them."""

from __future__ import annotations

from openness.imports import columns as c
from openness.imports.columns import LANGUAGES, Choice, Column
from openness.imports.faults import Faults
from openness.imports.kinds import Context, Gathered, Kind, lines, links, prove_day, prove_unique
from openness.imports.rows import Row
from openness.imports.template_day import Offset
from reports.i18n import N_
from store.base import Text
from store.reported import Fact

CODE = "positions"
FIGURE = "position"
NOT_SHOWN = "0"
"""Value of a fact which says that the site was not among the results looked through."""
MARK = " · "
TOO_FEW = N_(
    "the site was not found among {looked} results; look through at least {least}, so that the place is known to be further down"
)
BEYOND = N_("found place {place}, but only {looked} results were looked through; correct one of the two")
NO_PLACE = N_("found 0; places are counted from 1; leave the cell empty where the site was not found")
LEAST = 20

SYSTEMS = (
    Choice("google", "Google", "Google", ("google.kz", "google.com")),
    Choice("yandex", "Яндекс", "Яндекс", ("yandex.kz", "yandex.ru")),
    Choice("mail.ru", "Mail.ru", "Mail.ru", ("mail",)),
)
COLUMNS = (
    Column("system", "іздеу жүйесі", "поисковая система",
           "Қай жүйеде ізделді: Google, Яндекс немесе Mail.ru.", "В какой системе искали: Google, Яндекс или Mail.ru.", c.choice,
           choices=SYSTEMS),
    Column("query", "сұрау", "запрос",
           "Іздеу жолына жазылған сөздер: органның толық немесе қысқа атауы.",
           "Что введено в строку поиска: полное или принятое сокращённое название органа.", c.words),
    Column("language", "тіл", "язык", "Сұраудың тілі.", "Язык запроса.", c.choice, choices=LANGUAGES),
    Column("place", "орны", "место",
           "Сайт тұрған бірінші нәтиженің нөмірі; сайт табылмаса, бос.",
           "Номер первого результата, который ведёт на сайт; если сайт не найден – пусто.", c.whole, blank=True),
    Column("looked", "қаралған нәтижелер", "просмотрено результатов",
           "Неше нәтиже қаралды, кемінде 20.", "Сколько результатов просмотрено, не меньше 20.", c.whole),
    Column("noted", "жазылған күні", "дата записи", "Іздеу жүргізілген күн.", "День поиска.", c.day),
    Column("proof", "растау", "подтверждение",
           "Нәтижелер суретінің атауы немесе сілтеме.", "Название снимка с результатами или ссылка.", c.proof, blank=True),
)  # fmt: skip


def gather(rows: list[Row], context: Context, faults: Faults) -> Gathered:
    """One fact a line: system and words are its subject, the place its value, 0 where the site was not found."""
    for row in rows:
        prove_day(row, "noted", context, faults)
        _prove(row, faults)
    prove_unique(rows, ("system", "query", "language"), faults)
    if faults:
        return Gathered()
    return Gathered(
        facts=tuple(
            Fact(
                name=FIGURE,
                language=None,
                subject=MARK.join((row["system"], row["query"], row["language"])),
                value=NOT_SHOWN if row["place"] is None else str(row["place"]),
                places=lines([row]),
                proof=links([row], "proof"),
            )
            for row in rows
        )
    )


def _prove(row: Row, faults: Faults) -> None:
    place, looked = row["place"], row["looked"]
    if place == 0:
        faults.add(row.number, row.column("place"), NO_PLACE)
    elif looked is not None and place is not None and place > looked:
        faults.add(row.number, row.column("place"), BEYOND, place=place, looked=looked)
    elif looked is not None and place is None and "place" in row.values and looked < LEAST:
        faults.add(row.number, row.column("looked"), TOO_FEW, looked=looked, least=LEAST)


KIND = Kind(
    code=CODE,
    title=Text(kk="Іздеу жүйелеріндегі орындар", ru="Места в поисковых системах"),
    help=Text(
        kk="Әр жол – бір іздеу. Кезең үшін барлық іздеу бір файлда: жаңа файл ескісінің орнын толығымен басады.",
        ru="Каждая строка – один поиск. Все поиски периода – в одном файле: новый файл полностью заменяет прежний.",
    ),
    columns=COLUMNS,
    gather=gather,
    examples=(
        {
            "system": "google",
            "query": Text(kk="Мәдениет және ақпарат министрлігі", ru="Министерство культуры и информации"),
            "language": "ru",
            "place": 1,
            "looked": 20,
            "noted": Offset(40),
            "proof": "https://example.gov.kz/search.png",
        },
        {
            "system": "mail.ru",
            "query": Text(kk="МАМ", ru="МКИ"),
            "language": "kk",
            "place": None,
            "looked": 30,
            "noted": Offset(41),
            "proof": None,
        },
    ),
)
