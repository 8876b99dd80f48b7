"""The Unified List of open data: which sets a body has to publish, and how often; checks compare it with what stands on the portal."""

from __future__ import annotations

from openness.imports import columns as c
from openness.imports.columns import Choice, Column, folded
from openness.imports.faults import Faults
from openness.imports.kinds import Context, Gathered, Kind, lines, prove_unique
from openness.imports.rows import Row
from openness.imports.template_day import Offset
from reports.i18n import N_
from store.base import Text
from store.reported import LISTED_SET, LISTED_SETS, Fact

NOT_NAMED = N_(
    "no line names the body; the list names: {known}. Write the body's name or code as the register does, or leave the column out"
)
SHOWN_BODIES = 5

PERIODS = (
    Choice("daily", "күн сайын", "ежедневно", ("күнделікті",)),
    Choice("weekly", "апта сайын", "еженедельно"),
    Choice("monthly", "ай сайын", "ежемесячно"),
    Choice("quarterly", "тоқсан сайын", "ежеквартально"),
    Choice("half-year", "жарты жыл сайын", "раз в полугодие", ("каждые полгода", "жарты жылда бір рет")),
    Choice("yearly", "жыл сайын", "ежегодно", ("раз в год", "жылына бір рет")),
    Choice("as-needed", "қажеттілігіне қарай", "по мере необходимости"),
)
COLUMNS = (
    Column("title-kk", "жиынтықтың атауы (қазақша)", "наименование набора (на казахском)",
           "Ашық деректер жиынтығының Бірыңғай тізбедегі қазақша атауы.",
           "Казахское наименование набора открытых данных по Единому перечню.", c.words),
    Column("title-ru", "жиынтықтың атауы (орысша)", "наименование набора (на русском)",
           "Ашық деректер жиынтығының Бірыңғай тізбедегі орысша атауы.",
           "Русское наименование набора открытых данных по Единому перечню.", c.words),
    Column("period", "өзектендіру кезеңділігі", "периодичность актуализации",
           "Жиынтық қаншалықты жиі жаңартылады.", "Как часто набор обновляется.", c.choice, choices=PERIODS),
    Column("languages", "тілдері", "языки", "Жиынтық жарияланатын тілдер; бос болса, екі тіл де.",
           "Языки, на которых набор публикуется; пусто – оба.", c.choices, blank=True, optional=True, choices=c.LANGUAGES),
    Column("term", "мерзімі, жұмыс күні", "срок, рабочих дней",
           "Кезең аяқталғаннан кейін жаңартуға берілетін жұмыс күндерінің саны; бос болса, 0.",
           "Сколько рабочих дней после окончания периода дается на обновление; пусто – 0.", c.whole, blank=True, optional=True),
    Column("since", "тізбеге енгізілген күні", "в перечне с",
           "Жиынтық тізбеге енгізілген күн; бос болса, бүкіл кезең.", "День, с которого набор в перечне; пусто – весь период.",
           c.day, blank=True, optional=True),
    Column("address", "порталдағы коды", "код на портале",
           "Жиынтықтың порталдағы коды (apiUri), белгілі болса.", "Код набора на портале (apiUri), если известен.",
           c.words, blank=True, optional=True),
    Column("body", "мемлекеттік орган", "государственный орган",
           "Органның атауы немесе тізілімдегі коды; тізбе бірнеше органды қамтыса, басқа органдардың жолдары есепке алынбайды.",
           "Название органа или его код в реестре; если перечень охватывает несколько органов, чужие строки не учитываются.",
           c.words, blank=True, optional=True),
)  # fmt: skip


def gather(rows: list[Row], context: Context, faults: Faults) -> Gathered:
    """The body's lines, one fact a set, and their number."""
    mine = [row for row in rows if _is_mine(row, context)]
    prove_unique(mine, ("title-ru", "address"), faults)
    if rows and not mine and not faults:
        known = dict.fromkeys(row["body"] for row in rows)
        faults.add(rows[0].number, rows[0].column("body"), NOT_NAMED, known="; ".join(list(known)[:SHOWN_BODIES]))
    if faults:
        return Gathered()
    number = Fact(name=LISTED_SETS, value=str(len(mine)), places=lines(mine))
    return Gathered(facts=(number, *(_fact(row) for row in mine)))


def _is_mine(row: Row, context: Context) -> bool:
    return not row["body"] or folded(row["body"]) in {folded(name) for name in context.names}


def _fact(row: Row) -> Fact:
    told = {code: row[code] for code in ("title-kk", "title-ru", "period", "address") if row[code]}
    told["languages"] = ",".join(row["languages"] or ("kk", "ru"))
    if row["term"]:
        told["term"] = str(row["term"])
    if row["since"]:
        told["since"] = row["since"].isoformat()
    return Fact(name=LISTED_SET, subject=row["title-ru"], value="1", places=(row.cell("title-ru"),), details=told)


KIND = Kind(
    code="unified-list",
    title=Text(kk="Ашық деректердің бірыңғай тізбесі", ru="Единый перечень открытых данных"),
    help=Text(
        kk="Орган порталда жариялауға тиіс жиынтықтар, әр жолда бір жиынтық. Тізбеде органның жиынтығы болмаса, тек тақырып жолы қалады. "
        "Бағдарлама тізбені порталдағы жиынтықтармен өзі салыстырады.",
        ru="Наборы, которые орган обязан публиковать на портале, по одному в строке. Если наборов органа в перечне нет, остается одна строка "
        "заголовка. С наборами на портале программа сравнивает перечень сама.",
    ),
    columns=COLUMNS,
    gather=gather,
    empty=True,
    examples=(
        {
            "title-kk": "Дала жолдарының тізбесі",
            "title-ru": "Перечень степных дорог",
            "period": "monthly",
            "languages": ("kk", "ru"),
            "term": None,
            "since": Offset(0),
            "address": None,
            "body": None,
        },
        {
            "title-kk": "Жол ұзындығы туралы мәліметтер",
            "title-ru": "Сведения о длине дорог",
            "period": "quarterly",
            "languages": ("kk", "ru"),
            "term": 10,
            "since": None,
            "address": "dala_zhol_uzyndygy",
            "body": None,
        },
    ),
)
