"""The list of requests of the media: how many came in, how many were answered, how many of the answers were late."""

from __future__ import annotations

from openness.imports import columns as c
from openness.imports.columns import Column
from openness.imports.faults import Faults
from openness.imports.kinds import Context, Gathered, Kind, prove_day, prove_unique
from openness.imports.request_lines import facts_of
from openness.imports.rows import Row
from openness.imports.template_day import Offset
from reports.i18n import N_
from store.base import Text

EARLIER = N_("found {found}, which lies before the request came in ({received}); correct one of the dates")
NO_NUMBER = N_("the cell is empty, but the date of the answer is given; write the number of the answer")
NO_ANSWER = N_("the cell is empty, but the number of an answer is given; write the date of the answer")
NO_NOTICE = N_("the cell is empty, but the term was extended; write the day on which the notice was sent")
NOTICE_ALONE = N_("a notice is given, but the term was not extended; correct one of the two cells")
NOTICE_LATER = N_("found {found}, which lies after the answer ({answered}); correct one of the dates")
LANGUAGE_ALONE = N_("a language of the answer is given, but there is no answer; correct one of the cells")
OTHER_DAY = N_("found «{found}», but line {line} gives this number to an answer of {day}; correct one of the two")
NO_TERM = N_("found {found}: no term of the law is known for that day; add it to config/calendar/terms.yaml")

COLUMNS = (
    Column("number-in", "кіріс нөмірі", "входящий номер",
           "Сұрау салудың тіркелген кіріс нөмірі.", "Регистрационный входящий номер запроса.", c.words),
    Column("received", "келіп түскен күні", "дата поступления",
           "Сұрау салу келіп түскен күн.", "День поступления запроса.", c.day),
    Column("number-out", "шығыс нөмірі", "исходящий номер",
           "Жауаптың тіркелген шығыс нөмірі; жауап болмаса, бос.",
           "Регистрационный исходящий номер ответа; если ответа нет – пусто.", c.words, blank=True),
    Column("answered", "жауап берілген күн", "дата ответа",
           "Жауап берілген күн; жауап болмаса, бос.", "День ответа; если ответа нет – пусто.", c.day, blank=True),
    Column("extended", "мерзімі ұзартылды", "срок продлен",
           "Қарау мерзімі ұзартылды ма.", "Продлевался ли срок рассмотрения.", c.choice, choices=c.YES_NO),
    Column("extension-notice", "ұзарту туралы хабарлама күні", "дата уведомления о продлении",
           "Мерзімнің ұзартылғаны туралы хабарлама жіберілген күн; ұзартылмаса, бос.",
           "День направления уведомления о продлении; если срок не продлевался – пусто.", c.day, blank=True),
    Column("language", "тілі", "язык", "Сұрау салудың тілі.", "Язык запроса.", c.choice, blank=True, optional=True,
           choices=c.LANGUAGES),
    Column("answer-language", "жауап тілі", "язык ответа", "Жауап берілген тіл; жауап болмаса, бос.",
           "Язык ответа; если ответа нет – пусто.", c.choice, blank=True, optional=True, choices=c.LANGUAGES),
    Column("note", "ескертпе", "примечание", "Ескертпе; есепке алынбайды.", "Примечание; в подсчете не участвует.",
           c.words, blank=True, optional=True),
)  # fmt: skip


def gather(rows: list[Row], context: Context, faults: Faults) -> Gathered:
    """Counts requests and answers, and by the terms of the law the late ones; lines that tell against the body stand apart."""
    for row in rows:
        _prove(row, context, faults)
    prove_unique(rows, ("number-in",), faults)
    _prove_answers(rows, faults)
    if faults:
        return Gathered()
    return Gathered(facts=facts_of(rows, context, faults.sheet))


def _prove(row: Row, context: Context, faults: Faults) -> None:
    prove_day(row, "received", context, faults)
    for code in ("answered", "extension-notice"):
        prove_day(row, code, context, faults, in_period=False)
        if row[code] and row["received"] and row[code] < row["received"]:
            faults.add(row.number, row.column(code), EARLIER, found=row[code], received=row["received"])
    if not row.sound:
        return
    if row["answered"] and not row["number-out"]:
        faults.add(row.number, row.column("number-out"), NO_NUMBER)
    if row["number-out"] and not row["answered"]:
        faults.add(row.number, row.column("answered"), NO_ANSWER)
    if row["extended"] == "yes" and not row["extension-notice"]:
        faults.add(row.number, row.column("extension-notice"), NO_NOTICE)
    if row["extended"] == "no" and row["extension-notice"]:
        faults.add(row.number, row.column("extension-notice"), NOTICE_ALONE)
    if row["extension-notice"] and row["answered"] and row["extension-notice"] > row["answered"]:
        faults.add(
            row.number, row.column("extension-notice"), NOTICE_LATER, found=row["extension-notice"], answered=row["answered"]
        )
    if row["answer-language"] and not row["answered"]:
        faults.add(row.number, row.column("answer-language"), LANGUAGE_ALONE)
    if context.calendar.term(context.rules.media_requests.term, row["received"]) is None:
        faults.add(row.number, row.column("received"), NO_TERM, found=row["received"])


def _prove_answers(rows: list[Row], faults: Faults) -> None:
    """One letter may answer several requests, but it has one day and one language."""
    seen: dict[str, Row] = {}
    for row in rows:
        number = row["number-out"]
        if number is None:
            continue
        before = seen.setdefault(number.casefold(), row)
        if before["answered"] != row["answered"] and before["answered"] and row["answered"]:
            faults.add(row.number, row.column("number-out"), OTHER_DAY, found=number, line=before.number, day=before["answered"])


KIND = Kind(
    code="media-requests",
    title=Text(kk="Масс-медианың сұрау салулары", ru="Запросы масс-медиа"),
    help=Text(
        kk="Кезең ішінде келіп түскен масс-медианың барлық сұрау салулары. Сұрау салу болмаса, тек тақырып жолы қалады. "
        "Кешіктірілген және жауапсыз қалған сұрау салуларды бағдарлама жұмыс күндерінің күнтізбесі бойынша өзі есептейді.",
        ru="Все запросы масс-медиа, поступившие за период. Если запросов не было, остается одна строка заголовка. "
        "Просроченные ответы и запросы без ответа программа находит сама по календарю рабочих дней.",
    ),
    columns=COLUMNS,
    gather=gather,
    empty=True,
    examples=(
        {
            "number-in": Text(kk="КС-101", ru="ВХ-101"),
            "received": Offset(10),
            "number-out": Text(kk="ШС-77", ru="ИСХ-77"),
            "answered": Offset(14),
            "extended": "no",
            "extension-notice": None,
            "language": "kk",
            "answer-language": "kk",
            "note": None,
        },
        {
            "number-in": Text(kk="КС-102", ru="ВХ-102"),
            "received": Offset(11),
            "number-out": Text(kk="ШС-80", ru="ИСХ-80"),
            "answered": Offset(28),
            "extended": "yes",
            "extension-notice": Offset(15),
            "language": "ru",
            "answer-language": "ru",
            "note": Text(kk="Мерзімі ұзартылды", ru="Срок продлен"),
        },
    ),
)
