"""Results of surveys: satisfaction of the population and of the media in percent, of users of services in points."""

from __future__ import annotations

from decimal import Decimal

from openness.imports import columns as c
from openness.imports.columns import Choice, Column
from openness.imports.faults import Faults
from openness.imports.kinds import Context, Gathered, Kind, lines, links, prove_day, prove_unique
from openness.imports.rows import Row
from openness.imports.template_day import Offset
from reports.i18n import N_
from store.base import Text
from store.reported import Fact

TOO_MUCH = N_("found «{found}»; at most {most} was expected for this survey")
NOBODY = N_("found 0 respondents; a survey has at least one")
NO_SERVICE = N_("the cell is empty; write the service that was judged")
SERVICE_ALONE = N_("found «{found}», but this survey is not about a service; leave the cell empty")

SURVEYS = (
    Choice("population", "халық", "население"),
    Choice("media", "масс-медиа", "масс-медиа"),
    Choice("service", "мемлекеттік көрсетілетін қызмет", "государственная услуга", ("қызмет", "услуга")),
)
COLUMNS = (
    Column("survey", "сауалнама", "опрос",
           "Кім сұралды: халық, масс-медиа немесе мемлекеттік көрсетілетін қызметті алушылар.",
           "Кого опросили: население, масс-медиа или получателей государственной услуги.", c.choice, choices=SURVEYS),
    Column("service", "көрсетілетін қызмет", "услуга",
           "Көрсетілетін қызметтің атауы; басқа сауалнамалар үшін бос.",
           "Название услуги; для других опросов – пусто.", c.words, blank=True),
    Column("value", "мәні", "значение",
           "Халық пен масс-медиа үшін – қанағаттанғандардың үлесі, пайызбен (82,5); көрсетілетін қызмет үшін – орташа балл (4,65).",
           "Для населения и масс-медиа – доля удовлетворенных в процентах (82,5); для услуги – средний балл (4,65).", c.number),
    Column("respondents", "респонденттер саны", "число опрошенных", "Сұралғандар саны.", "Сколько опрошено.", c.whole),
    Column("conducted", "өткізілген күні", "дата проведения",
           "Сауалнама аяқталған күн.", "День окончания опроса.", c.day),
    Column("proof", "растау", "подтверждение",
           "Зерттеу туралы есепке сілтеме немесе оның атауы.", "Ссылка на отчет об исследовании или его название.", c.proof, blank=True),
)  # fmt: skip


def gather(rows: list[Row], context: Context, faults: Faults) -> Gathered:
    """One fact a survey; one a service for surveys of users."""
    for row in rows:
        prove_day(row, "conducted", context, faults, in_period=False)
        _prove(row, context, faults)
    prove_unique(rows, ("survey", "service"), faults)
    if faults:
        return Gathered()
    return Gathered(
        facts=tuple(
            Fact(
                name=context.rules.surveys[row["survey"]].figure,
                subject=row["service"] or "",
                value=row["value"],
                places=lines([row]),
                proof=links([row], "proof"),
            )
            for row in rows
        )
    )


def _prove(row: Row, context: Context, faults: Faults) -> None:
    survey = row["survey"]
    if row["respondents"] == 0:
        faults.add(row.number, row.column("respondents"), NOBODY)
    if survey is None:
        return
    most = context.rules.surveys[survey].most
    if row["value"] is not None and Decimal(row["value"]) > most:
        faults.add(row.number, row.column("value"), TOO_MUCH, found=row["value"], most=str(most))
    if "service" in row.values:
        if survey == "service" and not row["service"]:
            faults.add(row.number, row.column("service"), NO_SERVICE)
        if survey != "service" and row["service"]:
            faults.add(row.number, row.column("service"), SERVICE_ALONE, found=row["service"])


KIND = Kind(
    code="survey",
    title=Text(kk="Сауалнамалар нәтижелері", ru="Результаты опросов"),
    help=Text(
        kk="Кезең үшін өткізілген барлық сауалнамалар бір файлда: жаңа файл ескісінің орнын толығымен басады.",
        ru="Все опросы за период – в одном файле: новый файл полностью заменяет прежний.",
    ),
    columns=COLUMNS,
    gather=gather,
    examples=(
        {
            "survey": "population",
            "service": None,
            "value": "82.5",
            "respondents": 1200,
            "conducted": Offset(40),
            "proof": Text(kk="Әлеуметтік зерттеу туралы есеп", ru="Отчет о социологическом исследовании"),
        },
        {
            "survey": "service",
            "service": Text(kk="Анықтама беру", ru="Выдача справки"),
            "value": "4.65",
            "respondents": 350,
            "conducted": Offset(42),
            "proof": "https://example.gov.kz/survey",
        },
    ),
)
