"""What a person established about rows of the law that no check decides, or that checks left open: each line one row in one language."""

from __future__ import annotations

from collections.abc import Iterator

from openness.imports import columns as c
from openness.imports.columns import Choice, Column
from openness.imports.faults import Faults
from openness.imports.kinds import Context, Gathered, Kind, lines, links, prove_day, prove_unique
from openness.imports.report import NO_LANGUAGE, NO_LAW, NO_ROW, NOT_ITS_LANGUAGE, NOT_SCORED, OTHER_LAW
from openness.imports.rows import Row
from openness.imports.template_day import Offset
from openness.registers import nearest
from reports.i18n import N_
from scoring import methodology as law
from scoring.plan import Plan, Requirement, make_plan
from store.base import Text
from store.findings import Outcome
from store.reported import Fact

CODE = "assessments"
FIGURE = "assessment"
FROM_FIGURES = N_("found «{found}»; this row is counted from figures; give them by `openness import {kinds}`")
BY_ITS_REQUIREMENTS = N_("found «{found}»; this row is judged by its requirements; name one of them: {known}")
BOTH_WAYS = N_("found «{found}», but line {line} speaks for both languages; leave one way")
ONE_ONLY = N_("found {found} for «{outcome}»; shortcomings are counted for «{deficiency}» alone; leave the cell empty")
NO_NUMBER = N_("found 0 for a shortcoming; write how many there are, or «{met}» where there is none")

OUTCOMES = (
    Choice(Outcome.MET, "орындалды", "выполнено"),
    Choice(Outcome.DEFICIENCY, "кемшілік", "недостаток"),
    Choice(Outcome.MISSING, "жоқ", "отсутствует"),
)
COLUMNS = (
    Column("parameter", "параметр", "параметр",
           "Заң кестесі жолының немесе оның талабының идентификаторы, мысалы kz-2025:a10.t6.4.4.",
           "Идентификатор строки закона или её требования, например kz-2025:a10.t6.4.4.", c.words),
    Column("language", "тілі", "язык",
           "kk немесе ru; қорытынды екі тілге ортақ болса, бос.",
           "kk или ru; пусто, если заключение общее для двух языков.", c.choice, blank=True, choices=c.LANGUAGES),
    Column("outcome", "нәтиже", "исход",
           "Не анықталды. Тексерулер тапқан кемшіліктер күшінде қалады: оларды тек шешім өзгертеді.",
           "Что установлено. Недостатки, которые нашли проверки, остаются в силе: их изменяет только решение.",
           c.choice, choices=OUTCOMES),
    Column("count", "саны", "количество",
           "Тексерулер тапқандардан бөлек неше кемшілік; бос болса – 1.",
           "Сколько недостатков кроме найденных проверками; пусто – 1.", c.whole, blank=True, optional=True),
    Column("note-kk", "түсініктеме (қазақша)", "пояснение (на казахском)",
           "Не қаралды және не анықталды, қазақша.", "Что просмотрено и что установлено, на казахском языке.", c.words),
    Column("note-ru", "түсініктеме (орысша)", "пояснение (на русском)",
           "Не қаралды және не анықталды, орысша.", "Что просмотрено и что установлено, на русском языке.", c.words),
    Column("proof", "растау", "подтверждение",
           "Растайтын құжатқа сілтеме немесе оның атауы.", "Ссылка на подтверждающий документ или его название.", c.proof),
    Column("author", "автор", "автор", "Қорытынды жасаған адам.", "Кто сделал заключение.", c.words),
    Column("made", "күні", "дата", "Қорытынды жасалған күн.", "День заключения.", c.day),
)  # fmt: skip


def gather(rows: list[Row], context: Context, faults: Faults) -> Gathered:
    """One fact a line: the outcome and who established it are its details, the number of shortcomings its value."""
    plans: dict[str, Plan] = {}
    for row in rows:
        prove_day(row, "made", context, faults, in_period=False)
        _prove(row, context, faults, plans)
    prove_unique(rows, ("parameter", "language"), faults)
    _prove_one_way(rows, faults)
    return Gathered() if faults else Gathered(facts=tuple(_fact(row) for row in rows))


def open_to_people(plan: Plan) -> Iterator[Requirement]:
    """Requirements that a person can judge: those of rows that are counted neither from figures nor from places."""
    for part in plan.parts:
        for row in part.rows():
            if not row.parameter.figures and not getattr(row.formula, "tiers_of_places", False):
                yield from (one for one in row.requirements if not one.beside)


def _prove(row: Row, context: Context, faults: Faults, plans: dict[str, Plan]) -> None:
    name = row["parameter"]
    if name is not None:
        asked = _asked(row, name, context, faults, plans)
        if asked is not None:
            _prove_language(row, asked, faults)
    _prove_count(row, faults)


def _asked(row: Row, name: str, context: Context, faults: Faults, plans: dict[str, Plan]) -> Requirement | None:
    """The requirement that a line names, or None with the fault noted."""
    editions, own, place = context.editions, name.partition(":")[0], row.column("parameter")
    if own not in editions.laws:
        faults.add(row.number, place, NO_LAW, found=name, known=editions.laws)
        return None
    if editions.methodology not in (None, own):
        faults.add(row.number, place, OTHER_LAW, found=name, law=editions.methodology)
        return None
    edition = editions.of(own)[0]
    if own not in plans:
        plans[own] = make_plan(edition, editions.kind)
    known = {one.id: one for one in open_to_people(plans[own])}
    if name in known:
        return known[name]
    found = law.find_parameter(edition, name)
    if found is None:
        faults.add(row.number, place, NO_ROW, found=name, hint=nearest(name, known), law=edition.id, edition=edition.edition)
    elif found.parameter.id not in {one.id for one in law.parameters(edition, editions.kind)}:
        faults.add(row.number, place, NOT_SCORED, found=name, kind=editions.kind)
    elif found.parameter.figures:
        faults.add(row.number, place, FROM_FIGURES, found=name, kinds=" | ".join(found.parameter.reported))
    else:
        faults.add(row.number, place, BY_ITS_REQUIREMENTS, found=name, known=[one.id for one in found.parameter.elements])
    return None


def _prove_language(row: Row, asked: Requirement, faults: Faults) -> None:
    found, spoken = row["language"], asked.row.languages
    if found is None or found in spoken:
        return
    if not spoken:
        faults.add(row.number, row.column("language"), NO_LANGUAGE, found=found)
    else:
        faults.add(row.number, row.column("language"), NOT_ITS_LANGUAGE, found=found, known=spoken)


def _prove_count(row: Row, faults: Faults) -> None:
    count, outcome = row["count"], row["outcome"]
    if count is None or outcome is None:
        return
    named = {choice.code: choice for choice in OUTCOMES}
    if outcome != Outcome.DEFICIENCY:
        values = {"outcome": named[outcome], "deficiency": named[Outcome.DEFICIENCY]}
        faults.add(row.number, row.column("count"), ONE_ONLY, found=count, **values)
    elif count == 0:
        faults.add(row.number, row.column("count"), NO_NUMBER, met=named[Outcome.MET])


def _prove_one_way(rows: list[Row], faults: Faults) -> None:
    whole = {row["parameter"]: row.number for row in rows if row["parameter"] and row["language"] is None}
    for row in rows:
        if row["language"] is not None and row["parameter"] in whole:
            faults.add(row.number, row.column("language"), BOTH_WAYS, found=row["language"], line=whole[row["parameter"]])


def _fact(row: Row) -> Fact:
    told = {code: row[code] for code in ("outcome", "note-kk", "note-ru", "author")}
    return Fact(
        name=FIGURE,
        parameter=row["parameter"],
        language=row["language"],
        value=str(1 if row["count"] is None else row["count"]),
        places=lines([row]),
        proof=links([row], "proof"),
        details={**told, "made": row["made"].isoformat()},
    )


KIND = Kind(
    code=CODE,
    title=Text(kk="Адам шешетін жолдар бойынша қорытындылар", ru="Заключения по строкам, которые решает человек"),
    help=Text(
        kk="Әр жол – заңның бір жолы бойынша бір қорытынды, растауымен. Кезеңнің барлық қорытындысы бір файлда: жаңа файл ескісінің "
        "орнын басады.",
        ru="Каждая строка – заключение по одной строке закона, с подтверждением. Все заключения за период – в одном файле: новый файл "
        "заменяет прежний.",
    ),
    columns=COLUMNS,
    gather=gather,
    examples=(
        {
            "parameter": "kz-2025:a10.t4.3",
            "language": "kk",
            "outcome": Outcome.DEFICIENCY,
            "count": 2,
            "note-kk": "Екі жобаның нысанында мерзім көрсетілмеген",
            "note-ru": "В формах двух проектов не указан срок",
            "proof": "https://example.gov.kz/act-12.pdf",
            "author": "А. Ахметова",
            "made": Offset(40),
        },
        {
            "parameter": "kz-2025:a10.t6.4.4",
            "language": None,
            "outcome": Outcome.MET,
            "count": None,
            "note-kk": "Үкіметтік емес ұйымдармен кездесу өтті, хаттамасы бар",
            "note-ru": "Встреча с неправительственными организациями проведена, протокол есть",
            "proof": "https://example.gov.kz/ngo-protocol.pdf",
            "author": "А. Ахметова",
            "made": Offset(41),
        },
    ),
)
