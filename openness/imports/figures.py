"""Figures by name for the directions «services» and «appeals» (2017, chapters 2 and 4), proved against the rows that read them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from openness.imports import columns as c
from openness.imports.columns import Column
from openness.imports.editions import RowPlan, cases, judged, needed
from openness.imports.faults import Faults
from openness.imports.finding import reported
from openness.imports.kinds import Context, Gathered, Kind, lines, links, prove_unique
from openness.imports.rows import Row
from reports.i18n import N_
from store.base import Language, Text
from store.reported import Fact

UNKNOWN = N_("found «{found}»; a figure of this kind was expected: {known}")
NO_FIGURES = N_("found «{found}»; no edition at hand reads figures of this kind; see `openness methodologies list`")
LACKING = N_("«{found}» alone gives nothing; {parameter} needs also: {missing}")
CONTRADICTION = N_("found {found}; it cannot be true together with {other}; correct one of the figures")
BOTH_WAYS = N_("«{found}» is given for the whole, but line {line} gives it for «{subject}»; keep one way")

COLUMNS = (
    Column("figure", "көрсеткіш", "показатель",
           "Көрсеткіштің коды; тізімі – «Көрсеткіштер» парағында.", "Код показателя; список – на листе «Показатели».", c.words),
    Column("value", "мәні", "значение", "Сан.", "Число.", c.number),
    Column("subject", "нысаны", "предмет",
           "Көрсеткіш жеке тиесілі көрсетілетін қызмет немесе ұйым; әйтпесе бос.",
           "Услуга или организация, к которой показатель относится отдельно; иначе – пусто.",
           c.words, blank=True, optional=True),
    Column("proof", "растау", "подтверждение",
           "Деректердің көзіне сілтеме немесе оның атауы.", "Ссылка на источник данных или его название.",
           c.proof, blank=True, optional=True),
)  # fmt: skip


@dataclass(frozen=True)
class Given:
    """Lines of one row of the law, for one language and subject, by figure."""

    row: RowPlan
    language: Language | None
    subject: str
    lines: dict[str, Row]


def prove_together(given: Given, faults: Faults, code: str = "value") -> None:
    """Refuses figures that cannot be true together; the fault stands at the value of each of them."""
    facts = {name: line[code] for name, line in given.lines.items()}
    finding = reported(given.row.parameter.id, given.language, facts)
    names = [name for name in judged(given.row, finding).contradiction if name in given.lines]
    for name in names:
        line = given.lines[name]
        others = [other for other in names if other != name] or [name]
        told = "; ".join(f"{other} = {facts[other]} ({given.lines[other].cell(code)})" for other in others)
        faults.add(line.number, line.column(code), CONTRADICTION, found=f"{name} = {facts[name]}", other=told)


def _gather(kind: str, rows: list[Row], context: Context, faults: Faults) -> Gathered:
    plans = context.editions.rows_for(kind)
    known = sorted({name for plan in plans for name in plan.parameter.figures})
    prove_unique(rows, ("figure", "subject"), faults)
    for row in rows:
        found = row["figure"]
        if found is not None and found not in known:
            key = UNKNOWN if known else NO_FIGURES
            faults.add(row.number, row.column("figure"), key, found=found, known=known)
    if faults:
        return Gathered()
    _prove_sets(rows, plans, faults)
    return Gathered(
        facts=tuple(
            Fact(
                name=row["figure"],
                subject=row["subject"] or "",
                value=row["value"],
                places=lines([row]),
                proof=links([row], "proof"),
            )
            for row in rows
        )
    )


def _prove_sets(rows: list[Row], plans: Iterable[RowPlan], faults: Faults) -> None:
    """Every figure must complete some row of the law; figures of a complete row must agree."""
    by_subject: dict[str, dict[str, Row]] = {}
    for row in rows:
        by_subject.setdefault(row["subject"] or "", {})[row["figure"]] = row
    _prove_one_way(by_subject, faults)
    rows_of_law = list(plans)
    useful: set[tuple[str, str]] = set()
    for subject, given in by_subject.items():
        for plan in rows_of_law:
            names = set(needed(plan))
            shared = {**by_subject.get("", {}), **given} if subject and cases(plan) else given
            if names & set(given) and names <= set(shared):
                told = {name: shared[name] for name in plan.parameter.figures if name in shared}
                useful |= {("" if row["subject"] is None else subject, name) for name, row in told.items()}
                prove_together(Given(plan, None, subject, told), faults)
    for subject, given in by_subject.items():
        for name in sorted(set(given)):
            if (subject, name) not in useful:
                _lacking(given, name, rows_of_law, faults)


def _prove_one_way(by_subject: dict[str, dict[str, Row]], faults: Faults) -> None:
    """A figure is told for the whole or for each subject: both would count it twice."""
    for name, row in by_subject.get("", {}).items():
        single = [(given[name].number, subject) for subject, given in by_subject.items() if subject and name in given]
        if single:
            line, subject = min(single)
            faults.add(row.number, row.column("figure"), BOTH_WAYS, found=name, line=line, subject=subject)


def _lacking(given: dict[str, Row], name: str, plans: Iterable[RowPlan], faults: Faults) -> None:
    """Notes a figure that completes no row of the law, with what the row lacks that is nearest to complete."""
    options = [(sorted(set(needed(plan)) - set(given)), plan.parameter.id) for plan in plans
               if name in plan.parameter.figures]  # fmt: skip
    missing, parameter = min(options, key=lambda option: (len(option[0]), option[1]))
    row = given[name]
    faults.add(row.number, row.column("figure"), LACKING, found=name, parameter=parameter, missing=missing)


def _services(rows: list[Row], context: Context, faults: Faults) -> Gathered:
    """Figures of the direction on services."""
    return _gather("services", rows, context, faults)


def _appeals(rows: list[Row], context: Context, faults: Faults) -> Gathered:
    """Figures of the direction on complaints and applications."""
    return _gather("appeals", rows, context, faults)


HELP = Text(
    kk="Әр көрсеткіш – бір жол; бір жолдың есебіне қажетті барлық көрсеткіш берілуі тиіс.",
    ru="Каждый показатель – одна строка; для расчета строки закона нужны все ее показатели.",
)
SERVICES = Kind(
    code="services",
    title=Text(
        kk="Мемлекеттік қызметтер көрсету сапасының көрсеткіштері", ru="Показатели качества оказания государственных услуг"
    ),
    help=HELP,
    columns=COLUMNS,
    gather=_services,
    examples=(),
)
APPEALS = Kind(
    code="appeals",
    title=Text(kk="Шағымдар мен өтініштерді қарау көрсеткіштері", ru="Показатели рассмотрения жалоб и заявлений"),
    help=HELP,
    columns=COLUMNS,
    gather=_appeals,
    examples=(),
)
