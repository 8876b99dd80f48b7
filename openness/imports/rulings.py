"""People's decisions on findings: every line an entry that names the finding it replaces; what is on record is never changed."""

from __future__ import annotations

import re
from collections.abc import Mapping

from openness.imports import columns as c
from openness.imports.columns import Choice, Column, WrongCellError
from openness.imports.faults import Faults, shown
from openness.imports.grid import Cell
from openness.imports.kinds import FUTURE, Context, Gathered, Kind, prove_unique
from openness.imports.known import KnownFindings
from openness.imports.rows import Row
from openness.imports.template_day import Offset
from reports.i18n import N_
from store.base import Text
from store.findings import Outcome, Ruling, RulingReason
from store.zone import ASTANA

NOT_ID = N_("found «{found}»; an id of letters, digits, points, dashes and underscores was expected, at most 64 of them")
NOT_FINDING = N_("found «{found}»; the id of a finding was expected: 16 signs from findings.jsonl or the report")
NOT_FIGURES = N_("found «{found}»; figures were expected as name=number; write for example events=15; events-public=9")
NO_FINDING = N_(
    "found «{found}»; the id of a finding of a run of «{body}» was expected, and no run of it has this one; "
    "take the id from the finding's card in the report or from findings.jsonl"
)
NEAR_FINDING = N_(
    "found «{found}»; the id of a finding of a run of «{body}» was expected, and no run of it has this one; "
    "the nearest on record is {nearest}"
)
CHANGED = N_("the decision «{found}» is on record and says something else; give the new decision an id of its own")
NO_EARLIER = N_("found «{found}»; no such decision is on record or in this file; correct the id")
ITSELF = N_("found «{found}»: a decision cannot take the place of itself, nor of one that takes its place")
OTHER_FINDING = N_("found «{found}», a decision on another finding ({finding}); correct the id")

ID = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]{0,63})")
FINDING = re.compile(r"[0-9a-f]{16}")
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
    made = [(row, _ruling(row)) for row in rows if row.sound]
    earlier = {ruling.id: ruling for ruling in context.known_rulings}
    known = earlier | {ruling.id: ruling for _, ruling in made}
    for row, ruling in made:
        if ruling.made_at.astimezone(ASTANA).date() > context.as_of:
            at = ruling.made_at.astimezone(ASTANA).date()
            faults.add(row.number, row.column("made-at"), FUTURE, found=at, day=context.as_of)
        if ruling.id in earlier and earlier[ruling.id] != ruling:
            faults.add(row.number, row.column("id"), CHANGED, found=ruling.id)
        _prove_earlier(row, ruling, known, faults)
    if context.known_findings is not None:
        _prove_found([(row, one) for row, one in made if earlier.get(one.id) != one], context.known_findings, faults)
    return Gathered(rulings=tuple(ruling for _, ruling in made))


def _prove_found(made: list[tuple[Row, Ruling]], findings: KnownFindings, faults: Faults) -> None:
    """Refuses decisions on what no run of the body found; one on record already may outlive its run."""
    unknown = findings.unknown(ruling.finding for _, ruling in made)
    for row, ruling in made:
        if ruling.finding not in unknown:
            continue
        nearest = findings.nearest(ruling.finding)
        said = {"found": ruling.finding, "body": shown(findings.body)}
        if nearest is None:
            faults.add(row.number, row.column("finding"), NO_FINDING, **said)
        else:
            faults.add(row.number, row.column("finding"), NEAR_FINDING, **said, nearest=nearest)


def _prove_earlier(row: Row, ruling: Ruling, known: Mapping[str, Ruling], faults: Faults) -> None:
    if ruling.supersedes is None:
        return
    before = known.get(ruling.supersedes)

    def wrong(key: str, **values: object) -> None:
        faults.add(row.number, row.column("supersedes"), key, found=ruling.supersedes, **values)

    if before is None:
        wrong(NO_EARLIER)
    elif _circular(ruling, known):
        wrong(ITSELF)
    elif before.finding != ruling.finding:
        wrong(OTHER_FINDING, finding=before.finding)


def _circular(ruling: Ruling, known: Mapping[str, Ruling]) -> bool:
    seen = {ruling.id}
    before = known.get(ruling.supersedes or "")
    while before is not None:
        if before.id in seen:
            return before.id == ruling.id
        seen.add(before.id)
        before = known.get(before.supersedes or "")
    return False


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
