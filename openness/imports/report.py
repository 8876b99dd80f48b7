"""A body's report: each line one figure of one row of the law, proved cell by cell against the edition that will read it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from crawler.addresses.links import normalise
from openness.imports import columns as c
from openness.imports.columns import Choice, Column, folded
from openness.imports.editions import RowPlan, needed
from openness.imports.faults import Faults
from openness.imports.figures import Given, prove_together
from openness.imports.grid import Cell
from openness.imports.kinds import Context, Gathered, Kind, lines, links
from openness.imports.owners import Owners
from openness.imports.rows import Row
from openness.imports.together import load_together, prove_rules
from openness.registers import load_bodies, nearest
from reports.i18n import N_
from scoring import methodology as law
from store.base import Language, Text
from store.reported import DOCUMENT, LINK, NOTHING, Fact

NO_LAW = N_("found «{found}»; the id of a row was expected, with its law before the colon: {known}")
OTHER_LAW = N_("found «{found}», a row of another law than --methodology {law}; correct one of them")
NO_ROW = N_("found «{found}»{hint}; no such row in {law} {edition}; see `openness methodologies show {law}`")
REQUIREMENT = N_("found «{found}», a requirement inside a row; reports are given for the row {row}")
NOT_SCORED = N_("found «{found}»; this row is not scored for a body of the kind {kind}; remove the line")
NOT_REPORTED = N_("found «{found}»; this row is not counted from a report; it takes: {kinds}")
BY_CHECKS = N_("found «{found}»; this row is not counted from figures; remove the line")
NO_LANGUAGE = N_("found «{found}», but this row is not scored by languages; leave the cell empty")
NOT_ITS_LANGUAGE = N_("found «{found}»; this row is scored for: {known}")
TWO_WAYS = N_("found «{found}», but line {line} gives the figures for both languages; leave one way")
NO_FIGURE = N_("the cell is empty; one of the figures of {parameter} was expected: {known}")
UNKNOWN = N_("found «{found}»; {parameter} has the figures: {known}")
FIGURE_OF_NOTHING = N_("found «{found}»; where there was nothing to count, leave the figure empty")
REPEATED = N_("the figure «{found}» stands in line {line} already; keep one of them")
MISSING = N_("{parameter} lacks the figures: {missing}; add a line for each of them")
NOTHING_AND_FIGURES = N_("says that there was nothing to count, but line {line} gives figures; keep one of them")

NOT_RELEASED = N_(
    "found «{found}»; no footnote of the act releases this body from {parameter}; give its figures, 0 for what did not happen"
)
BOTH_WAYS = N_("gives the figures of the whole, but line {line} gives them for «{subject}»; keep one way")

KIND_CODE = "report"
NOTHING_WORDS = (Choice(NOTHING, "қолданылмайды", "неприменимо", ("не применимо", "н/п", "n/a")),)


def _value(column: Column, cell: Cell) -> str:
    """A number, or the words that there was nothing to count."""
    if isinstance(cell, str):
        names = {folded(name) for one in NOTHING_WORDS for name in (one.code, one.kk, one.ru, *one.also)}
        if folded(cell) in names:
            return NOTHING
    return c.number(column, cell)


COLUMNS = (
    Column("parameter", "параметр", "параметр",
           "Заң кестесі жолының идентификаторы, мысалы kz-2025:a10.t1.1; тізімі – «Көрсеткіштер» парағында.",
           "Идентификатор строки закона, например kz-2025:a10.t1.1; список – на листе «Показатели».", c.words),
    Column("language", "тілі", "язык",
           "kk немесе ru; көрсеткіш екі тілге ортақ болса, бос.",
           "kk или ru; пусто, если показатель общий для двух языков.", c.choice, blank=True, choices=c.LANGUAGES),
    Column("figure", "көрсеткіш", "показатель",
           "Көрсеткіштің коды немесе атауы; «қолданылмайды» мәні үшін бос.",
           "Код или название показателя; для значения «неприменимо» – пусто.", c.words, blank=True),
    Column("value", "мәні", "значение",
           "Сан; болмаған нәрсе үшін – 0. «Қолданылмайды» – тек акт ескертпесі органды бұл жолдан босатса.",
           "Число; для того, чего не было, – 0. «Неприменимо» – только если сноска акта освобождает орган от этой строки.", _value),
    Column("proof", "растау", "подтверждение",
           "Растайтын құжатқа сілтеме немесе оның атауы.", "Ссылка на подтверждающий документ или его название.", c.proof, blank=True),
    Column("note", "ескертпе", "примечание", "Ескертпе; есепке алынбайды.", "Примечание; в подсчете не участвует.",
           c.words, blank=True, optional=True),
    Column("subject", "нысаны", "предмет",
           "Көрсеткіш жеке тиесілі көрсетілетін қызмет, іс-шара немесе ұйым; әйтпесе бос.",
           "Услуга, мероприятие или организация, к которой показатель относится отдельно; иначе – пусто.",
           c.words, blank=True, optional=True),
)  # fmt: skip

Key = tuple[str, Language | None, str]


def gather(rows: list[Row], context: Context, faults: Faults) -> Gathered:
    """Facts of the lines, each with its row of the law."""
    sets: dict[Key, dict[str, Row]] = {}
    plans: dict[str, RowPlan] = {}
    broken: set[str] = set()
    for row in rows:
        name = row["parameter"]
        plan = None if name is None else _plan(row, context, faults)
        if plan is None:
            continue
        plans[name] = plan
        if not _line(row, plan, sets, context, faults):
            broken.add(name)
    for (name, language, subject), given in sets.items():
        if name not in broken:
            _prove_set(plans[name], language, subject, given, sets, faults)
    prove_rules(load_together(context.config), {key: given for key, given in sets.items() if key[0] not in broken}, faults)
    if faults:
        return Gathered()
    facts = [_fact(row, plans[row["parameter"]]) for row in rows]
    return Gathered(facts=(*facts, *_pointers(rows, Owners(load_bodies(context.config)))))


def _plan(row: Row, context: Context, faults: Faults) -> RowPlan | None:
    """The row of the law that a line names, or None with the fault noted."""
    name, editions = row["parameter"], context.editions
    own = name.partition(":")[0]
    if own in editions.laws and editions.methodology in (None, own):
        plan = editions.of(own)[1].get(name)
        if plan is not None and KIND_CODE in plan.parameter.reported:
            return plan
    key, values = _why_not(name, own, context)
    faults.add(row.number, row.column("parameter"), key, found=name, **values)
    return None


def _why_not(name: str, own: str, context: Context) -> tuple[str, dict[str, object]]:
    """Why a report cannot give figures for what a line names."""
    editions = context.editions
    if own not in editions.laws:
        return NO_LAW, {"known": editions.laws}
    if editions.methodology not in (None, own):
        return OTHER_LAW, {"law": editions.methodology}
    edition, plans = editions.of(own)
    if name in plans:
        return NOT_REPORTED, {"kinds": plans[name].parameter.reported}
    found = law.find_parameter(edition, name)
    scored = {row.id: row for row in law.parameters(edition, editions.kind)}
    if found is None:
        return NO_ROW, {"hint": nearest(name, scored), "law": edition.id, "edition": edition.edition}
    if found.element is not None:
        return REQUIREMENT, {"row": found.parameter.id}
    return (BY_CHECKS, {}) if name in scored else (NOT_SCORED, {"kind": editions.kind})


def _line(row: Row, plan: RowPlan, sets: dict[Key, dict[str, Row]], context: Context, faults: Faults) -> bool:
    """Proves one line and puts it into its set; False where the set cannot be judged any more."""
    if not row.sound:
        return False
    before = faults.number
    parameter, language = plan.parameter, row["language"]
    if language is not None and not parameter.languages:
        faults.add(row.number, row.column("language"), NO_LANGUAGE, found=language)
    elif language is not None and language not in parameter.languages:
        faults.add(row.number, row.column("language"), NOT_ITS_LANGUAGE, found=language, known=parameter.languages)
    name = _figure(row, plan, context, faults)
    given = sets.setdefault((parameter.id, language, row["subject"] or ""), {})
    if name is not None:
        if name in given:
            at, found = ("value", NOTHING) if name == NOTHING else ("figure", name)
            faults.add(row.number, row.column(at), REPEATED, found=found, line=given[name].number)
        given.setdefault(name, row)
    return faults.number == before


def _figure(row: Row, plan: RowPlan, context: Context, faults: Faults) -> str | None:
    """Name of the figure that a line gives, ``not-applicable`` for none; None with the fault noted."""
    parameter, given = plan.parameter, row["figure"]
    column = row.column("figure")
    known = tuple(parameter.figures)
    if row["value"] == NOTHING:
        if given is not None:
            faults.add(row.number, column, FIGURE_OF_NOTHING, found=given)
        if parameter.id not in context.editions.released(parameter.id.partition(":")[0], context.subject):
            faults.add(row.number, row.column("value"), NOT_RELEASED, found=NOTHING_WORDS[0].ru, parameter=parameter.id)
        return NOTHING
    if given is None:
        faults.add(row.number, column, NO_FIGURE, parameter=parameter.id, known=known)
        return None
    name = figure_named(plan, given)
    if name is None:
        faults.add(row.number, column, UNKNOWN, found=given, parameter=parameter.id, known=known)
    return name


def figure_named(plan: RowPlan, given: str) -> str | None:
    """The figure of a row that a cell names by code or title."""
    wanted = folded(given)
    for name, title in plan.parameter.figures.items():
        if wanted in (folded(name), folded(title.kk), folded(title.ru)):
            return name
    return None


def _prove_set(
    plan: RowPlan, language: Language | None, subject: str, given: dict[str, Row], sets: dict[Key, Any], faults: Faults
) -> None:
    parameter = plan.parameter
    first = min(given.values(), key=lambda row: row.number)
    other = sets.get((parameter.id, None, subject))
    if language is not None and other:
        line = min(row.number for row in other.values())
        faults.add(first.number, first.column("language"), TWO_WAYS, found=language, line=line)
        return
    if not subject:
        single = [(line.number, key[2]) for key, lines_ in sets.items() if key[:2] == (parameter.id, language) and key[2]
                  for line in lines_.values()]  # fmt: skip
        if single:
            line, named = min(single)
            faults.add(first.number, first.column("subject" if "subject" in first.places else "parameter"), BOTH_WAYS,
                       line=line, subject=named)  # fmt: skip
    if NOTHING in given:
        if len(given) > 1:
            line = min(row.number for name, row in given.items() if name != NOTHING)
            faults.add(given[NOTHING].number, first.column("value"), NOTHING_AND_FIGURES, line=line)
        return
    missing = [name for name in needed(plan) if name not in given]
    if missing:
        faults.add(first.number, first.column("parameter"), MISSING, parameter=parameter.id, missing=missing)
        return
    prove_together(Given(plan, language, subject, given), faults)


def _fact(row: Row, plan: RowPlan) -> Fact:
    nothing = row["value"] == NOTHING
    name = "" if nothing else figure_named(plan, row["figure"]) or ""
    return Fact(
        name=name,
        language=row["language"],
        subject=row["subject"] or "",
        value=row["value"],
        parameter=row["parameter"],
        places=lines([row]),
        proof=links([row], "proof"),
    )


def _pointers(rows: list[Row], owners: Owners) -> Iterator[Fact]:
    """The addresses and documents that prove the figures, each once for a row of the law and a language."""
    seen: set[tuple[str, Language | None, str]] = set()
    for row in rows:
        value, key = row["proof"], (row["parameter"], row["language"], row["proof"])
        if value is None or key in seen:
            continue
        seen.add(key)
        address = value.lower().startswith(("http://", "https://"))
        details = {
            "address": normalise(value) if address else "",
            "owner": owners.of(value) if address else "",
            "languages": row["language"] or "",
        }
        yield Fact(
            name=LINK if address else DOCUMENT,
            language=row["language"],
            subject=value,
            value="1",
            parameter=row["parameter"],
            places=(row.cell("proof"),),
            details={name: told for name, told in details.items() if told},
        )


KIND = Kind(
    code=KIND_CODE,
    title=Text(kk="Бағаланатын органның есебі", ru="Отчет оцениваемого органа"),
    help=Text(
        kk="Әр жол – заң кестесінің бір жолының бір көрсеткіші. Жолдың барлық көрсеткіші берілуі тиіс.",
        ru="Каждая строка – один показатель одной строки закона. Нужны все показатели строки.",
    ),
    columns=COLUMNS,
    gather=gather,
    examples=(),
)
