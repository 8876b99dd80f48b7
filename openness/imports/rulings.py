"""People's decisions on findings: every line an entry that names the finding it replaces; what is on record is never changed."""

from __future__ import annotations

import re
from collections.abc import Mapping

from openness.decisions.proof import FINDING, ID, NOT_FINDING, NOT_ID, prove
from openness.imports import columns as c
from openness.imports.columns import Choice, Column, WrongCellError
from openness.imports.faults import Faults, shown
from openness.imports.grid import Cell
from openness.imports.kinds import Context, Gathered, Kind, prove_unique
from openness.imports.rows import Row
from openness.imports.template_day import Offset
from reports.i18n import N_
from store.base import Text
from store.findings import Outcome, Ruling, RulingReason

NOT_FIGURES = N_("found «{found}»; figures were expected as name=number; write for example events=15; events-public=9")
FIGURE = re.compile(r"\s*([a-z][a-z0-9-]*)\s*=\s*(\S+)\s*")

OUTCOMES = (
    Choice(Outcome.MET, "орындалды", "выполнено"),
    Choice(Outcome.DEFICIENCY, "кемшілік", "недостаток"),
    Choice(Outcome.MISSING, "жоқ", "отсутствует"),
    Choice(Outcome.NOT_APPLICABLE, "қолданылмайды", "неприменимо"),
    Choice(Outcome.UNVERIFIED, "тексерілмеген", "не проверено"),
)
REASONS = (
    Choice(RulingReason.FALSE_POSITIVE, "қате анықталған", "ложное срабатывание"),
    Choice(RulingReason.NOT_DETECTED, "анықталмаған", "не обнаружено"),
    Choice(RulingReason.NOT_APPLICABLE, "қолданылмайды", "неприменимо"),
    Choice(RulingReason.EXEMPT_BY_LAW, "заң бойынша босатылған", "освобождено по закону"),
    Choice(RulingReason.CORRECTED_LATER, "кейін түзетілген", "исправлено позже"),
    Choice(RulingReason.CONFIRMED, "расталған", "подтверждено"),
)


def _id(column: Column, cell: Cell) -> str:
    text = c.words(column, cell)
    if ID.fullmatch(text) is None:
        raise WrongCellError(NOT_ID, found=shown(text))
    return text


def _finding(column: Column, cell: Cell) -> str:
    text = c.words(column, cell)
    if FINDING.fullmatch(text) is None:
        raise WrongCellError(NOT_FINDING, found=shown(text))
    return text


def _figures(column: Column, cell: Cell) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for part in c.words(column, cell).split(";"):
        match = FIGURE.fullmatch(part)
        try:
            if match is None or match[1] in found:
                raise WrongCellError(NOT_FIGURES)
            found[match[1]] = c.number(column, match[2])
        except WrongCellError:
            raise WrongCellError(NOT_FIGURES, found=shown(cell)) from None
    return found


COLUMNS = (
    Column("id", "шешім коды", "код решения", "Шешімнің өз коды, мысалы R-2026-001.", "Код решения, например R-2026-001.", _id),
    Column("finding", "факт", "факт", "Шешім қатысты фактінің идентификаторы.",
           "Идентификатор факта, к которому относится решение.", _finding),
    Column("outcome", "нәтиже", "исход", "Факт қандай деп саналады.", "Чем считать факт.", c.choice, choices=OUTCOMES),
    Column("count", "саны", "количество", "Неше кемшілік; бос болса – 1.", "Сколько недостатков; пусто – 1.",
           c.whole, blank=True, optional=True),
    Column("reason", "негіз", "основание", "Жабық тізімдегі негіз.", "Основание из закрытого списка.",
           c.choice, choices=REASONS),
    Column("note-kk", "түсініктеме (қазақша)", "пояснение (на казахском)",
           "Қазақша түсініктеме.", "Пояснение на казахском языке.", c.words),
    Column("note-ru", "түсініктеме (орысша)", "пояснение (на русском)",
           "Орысша түсініктеме.", "Пояснение на русском языке.", c.words),
    Column("author", "автор", "автор", "Шешім қабылдаған адам.", "Кто принял решение.", c.words),
    Column("made-at", "шешім уақыты", "время решения",
           "Қашан қабылданды: 2026-11-20 немесе 2026-11-20 14:30.", "Когда принято: 2026-11-20 или 2026-11-20 14:30.", c.moment),
    Column("supersedes", "мына шешімнің орнына", "взамен решения",
           "Бұл шешім орнын басатын бұрынғы шешімнің коды; әйтпесе бос.",
           "Код прежнего решения, которое заменяет это; иначе – пусто.", _id, blank=True, optional=True),
    Column("figures", "көрсеткіштер", "показатели",
           "Фактінің жаңа сандары, мысалы events=15; events-public=9; әйтпесе бос.",
           "Новые числа факта, например events=15; events-public=9; иначе – пусто.", _figures, blank=True, optional=True),
)  # fmt: skip


def gather(rows: list[Row], context: Context, faults: Faults) -> Gathered:
    """The decisions of the lines."""
    prove_unique(rows, ("id",), faults)
    sound = [row for row in rows if row.sound]
    made = [_ruling(row) for row in sound]
    for wrong in prove(made, context.known_rulings, context.known_findings, context.as_of):
        row = sound[wrong.place]
        faults.add(row.number, row.column(wrong.field.replace("_", "-")), wrong.key, **wrong.values)
    return Gathered(rulings=tuple(made))


def _ruling(row: Row) -> Ruling:
    return Ruling(
        id=row["id"],
        finding=row["finding"],
        outcome=Outcome(row["outcome"]),
        count=1 if row["count"] is None else row["count"],
        facts=dict(row["figures"] or {}),
        reason=RulingReason(row["reason"]),
        note=Text(kk=row["note-kk"], ru=row["note-ru"]),
        author=row["author"],
        made_at=row["made-at"],
        supersedes=row["supersedes"],
    )


KIND = Kind(
    code="rulings",
    title=Text(kk="Фактілер бойынша шешімдер", ru="Решения по фактам"),
    help=Text(
        kk="Әр жол – бір факт бойынша бір шешім. Тіркелген шешім өзгертілмейді: жаңасы оның орнын басады.",
        ru="Каждая строка – одно решение по одному факту. Учтенное решение не меняется: его заменяет новое.",
    ),
    columns=COLUMNS,
    gather=gather,
    examples=(
        {
            "id": "R-2026-001",
            "finding": "0123456789abcdef",
            "outcome": Outcome.MET,
            "count": None,
            "reason": RulingReason.FALSE_POSITIVE,
            "note-kk": "Сілтеме жұмыс істейді, қолмен тексерілді",
            "note-ru": "Ссылка работает, проверено вручную",
            "author": "А. Ахметова",
            "made-at": Offset(20),
            "supersedes": None,
            "figures": None,
        },
    ),
)
