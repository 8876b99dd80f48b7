"""The table of open questions, filled in: every line with a decision becomes one; lines without are left as they are."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from openness.decisions.outcomes import Decision
from openness.decisions.proof import FINDING, ID, NOT_FINDING, NOT_ID, prove
from openness.faults import WrongUse
from openness.imports import columns as c
from openness.imports.columns import Choice, Column, WrongCellError
from openness.imports.faults import Faults, shown
from openness.imports.grid import Cell
from openness.imports.kinds import Context, Gathered, Kind, prove_unique
from openness.imports.rows import Row
from openness.imports.rulings import NOT_FIGURES, REASONS
from reports.i18n import N_
from store.base import Text
from store.findings import Ruling, RulingReason

if TYPE_CHECKING:
    from openness.decisions.answering import Answer
    from openness.decisions.asking import Asking
    from openness.decisions.opened import Open, Sheet

FIGURE = re.compile(r"\s*([a-z][a-z0-9.-]*)\s*=\s*(\S*)\s*")
MOST = 20
NO_RUN = N_("found «{found}»; no run of «{body}» has this id; export the table again by `openness review export RUN`")
OTHERWISE = N_(
    "the run does not put this question so any more: what it rests on changed, or it is closed; export the table again by "
    "`openness review export RUN`"
)
INCOMPLETE = N_("the cell is empty, but the line holds an answer; choose a decision or empty the whole answer")
NEEDED = N_("the cell is empty; a decision needs «{title}»")
NOT_LINK = N_("found «{found}»; an address with http:// or https:// was expected, several with a space between them")
TOO_MANY = N_("found {count} of them; at most {most} were expected")

DECISIONS = (
    Choice(Decision.PRESENT, "бар", "есть", ("иә", "да")),
    Choice(Decision.PARTIAL, "ішінара", "частично"),
    Choice(Decision.ABSENT, "жоқ", "нет"),
    Choice(Decision.NOT_APPLICABLE, "қолданылмайды", "неприменимо"),
    Choice(Decision.CANNOT_TELL, "анықтау мүмкін емес", "установить нельзя"),
)


def _shown_only(_column: Column, _cell: Cell) -> None:
    """What the machine wrote for the reader is not read back."""


def _question(column: Column, cell: Cell) -> str:
    text = c.words(column, cell)
    if FINDING.fullmatch(text) is None:
        raise WrongCellError(NOT_FINDING, found=shown(text))
    return text


def _id(column: Column, cell: Cell) -> str:
    text = c.words(column, cell)
    if ID.fullmatch(text) is None:
        raise WrongCellError(NOT_ID, found=shown(text))
    return text


def _figures(column: Column, cell: Cell) -> Mapping[str, str]:
    """Figures as name=number; names that the table offers may stay without a number."""
    found: dict[str, str] = {}
    if not isinstance(cell, str):
        raise WrongCellError(NOT_FIGURES, found=shown(cell))
    for part in filter(str.strip, re.split(r"[;\n]", cell)):
        match = FIGURE.fullmatch(part)
        if match is None or match[1] in found:
            raise WrongCellError(NOT_FIGURES, found=shown(cell))
        if match[2]:
            try:
                found[match[1]] = c.number(column, match[2])
            except WrongCellError:
                raise WrongCellError(NOT_FIGURES, found=shown(cell)) from None
    return found


def _links(column: Column, cell: Cell) -> tuple[str, ...]:
    found = [part for part in re.split(r"[\s;]+", c.words(column, cell)) if part]
    if len(found) > MOST:
        raise WrongCellError(TOO_MANY, count=len(found), most=MOST)
    for one in found:
        if not one.lower().startswith(("http://", "https://")):
            raise WrongCellError(NOT_LINK, found=shown(one))
        c.proof(column, one)
    return tuple(dict.fromkeys(found))


def _files(column: Column, cell: Cell) -> tuple[str, ...]:
    found = [part.strip() for part in c.words(column, cell).split(";") if part.strip()]
    if len(found) > MOST:
        raise WrongCellError(TOO_MANY, count=len(found), most=MOST)
    return tuple(dict.fromkeys(found))


def _told(code: str, kk: str, ru: str, help_kk: str, help_ru: str) -> Column:
    """A column that the machine fills in."""
    return Column(code, kk, ru, help_kk, help_ru, _shown_only, blank=True, optional=True)


COLUMNS = (
    Column("question", "сұрақ коды", "код вопроса", "Машина жазады, өзгертпеңіз.", "Пишет машина, не меняйте.", _question),
    _told("row", "жол", "строка", "Заң кестесіндегі жол.", "Строка таблицы закона."),
    _told("law", "заң", "закон", "Талап қай жерде жазылған.", "Где записано требование."),
    _told("question-ru", "сұрақ (орысша)", "вопрос (на русском)", "Не шешу керек.", "Что надо решить."),
    _told("question-kk", "сұрақ (қазақша)", "вопрос (на казахском)", "Не шешу керек.", "Что надо решить."),
    _told("seen", "машина не көрді", "что увидела машина", "Неге ашық қалды және не табылды.", "Почему открыто и что найдено."),
    _told("candidates", "ықтимал орындар", "возможные места",
          "Мекенжайлар мен үзінділер.", "Адреса и выдержки."),
    _told("earlier", "бұрынғы шешімдер", "прежние решения",
          "Бұрынғы шешімдер және содан бері не өзгерді.", "Прежние решения и что с тех пор изменилось."),
    Column("decision", "шешім", "решение", "Тізімнен; бос болса, сұрақ ашық қалады.",
           "Из списка; пусто – вопрос остается открытым.", c.choice, blank=True, choices=DECISIONS),
    Column("count", "кемшілік саны", "число недостатков", "Тек «ішінара» үшін: дәлелденгендерден бөлек нешеу.",
           "Только для «частично»: сколько сверх доказанных.", c.whole, blank=True, optional=True),
    Column("figures", "көрсеткіштер", "показатели", "Санмен есептелетін жолдар үшін: events=15; events-public=9.",
           "Для строк, которые считают по числам: events=15; events-public=9.", _figures, blank=True, optional=True),
    Column("reason", "негіз", "основание", "Жабық тізімдегі негіз.", "Основание из закрытого списка.",
           c.choice, blank=True, choices=REASONS),
    Column("note-ru", "түсініктеме (орысша)", "пояснение (на русском)", "Орысша түсініктеме.",
           "Пояснение на русском языке.", c.words, blank=True),
    Column("note-kk", "түсініктеме (қазақша)", "пояснение (на казахском)", "Қазақша түсініктеме.",
           "Пояснение на казахском языке.", c.words, blank=True),
    Column("link", "дәлел: мекенжай", "доказательство: адрес", "Беттің мекенжайы; бірнешеуі бос орын арқылы.",
           "Адрес страницы; несколько – через пробел.", _links, blank=True, optional=True),
    Column("file", "дәлел: файл", "доказательство: файл", "Кестенің қасындағы файлдың аты; бірнешеуі «;» арқылы.",
           "Имя файла рядом с таблицей; несколько – через «;».", _files, blank=True, optional=True),
    Column("reviewer", "шешім қабылдаушы", "кто решил", "Аты-жөні.", "Фамилия и имя.", c.words, blank=True),
    Column("made-at", "шешім уақыты", "время решения", "Бос болса – кесте енгізілген сәт.",
           "Пусто – время загрузки таблицы.", c.moment, blank=True, optional=True),
    Column("supersedes", "мына шешімнің орнына", "взамен решения", "Басқа адамның шешімін ауыстырғанда – соның коды.",
           "Код решения другого человека, если это его заменяет.", _id, blank=True, optional=True),
    Column("run", "аудит", "проверка", "Машина жазады, өзгертпеңіз.", "Пишет машина, не меняйте.", c.words),
)  # fmt: skip
GIVEN = ("count", "reason", "note-ru", "note-kk", "link", "file", "reviewer", "made-at", "supersedes")
NEEDS = ("reason", "note-ru", "note-kk", "reviewer")
# Where in the table the fields of a decision stand.
PLACES = {"id": "decision", "finding": "question", "author": "reviewer", "made_at": "made-at"}


def gather(asking: Asking | None, rows: list[Row], context: Context, faults: Faults) -> Gathered:
    """The decisions of the lines that bear one, and the files that they rest on."""
    from openness.decisions.answering import attached, decision, wrong

    answered = [row for row in rows if _answered(row, faults)]
    prove_unique(answered, ("question", "reviewer"), faults)
    made: list[tuple[Row, Ruling]] = []
    files: dict[str, tuple[str, bytes]] = {}
    for row in answered:
        if not row.sound or any(row[name] is None for name in NEEDS):
            continue
        known = _known(asking, row, context, faults)
        if asking is None or known is None:
            continue
        sheet, question = known
        answer = _answer(row, question, asking.now)
        read, unread = attached(row.number, asking.folder, answer.files, sheet.settings.max_file)
        found = [*wrong(row.number, question, answer), *unread]
        for one in found:
            faults.add(row.number, row.column(one.field), one.key, **one.values)
        if not found:
            ruling = decision(asking.engine, sheet, question, answer, read)
            files |= {proof.sha256: file for proof, file in zip(ruling.files, read, strict=True)}
            made.append((row, ruling))
    _prove(made, context, faults)
    return Gathered(rulings=tuple(ruling for _, ruling in made), files=tuple(files.values()))


def _answered(row: Row, faults: Faults) -> bool:
    """Whether a line bears an answer; one that bears only a part of it is told of."""
    if row["decision"] is None:
        if "decision" in row.values and any(row[name] is not None for name in GIVEN):
            faults.add(row.number, row.column("decision"), INCOMPLETE)
        return "decision" in row.places and "decision" not in row.values
    for name in NEEDS:
        if name in row.values and row[name] is None:
            faults.add(row.number, row.column(name), NEEDED, title=KIND.column(name))
    return True


def _known(asking: Asking | None, row: Row, context: Context, faults: Faults) -> tuple[Sheet, Open] | None:
    sheet = None if asking is None else asking.sheet(row["run"])
    if sheet is None:
        faults.add(row.number, row.column("run"), NO_RUN, found=shown(row["run"]), body=context.subject.code)
        return None
    question = sheet.get(row["question"])
    if question is None:
        faults.add(row.number, row.column("question"), OTHERWISE)
        return None
    return sheet, question


def _answer(row: Row, question: Open, now: datetime) -> Answer:
    from openness.decisions.answering import Answer
    from openness.decisions.outcomes import names_of
    from openness.decisions.told import figures_known

    figures = dict(row["figures"] or {})
    offered = figures_known(question)
    # What the table itself offered and nobody completed is no answer.
    told = set(names_of(question.row)[0]) <= figures.keys()
    if not told and all(offered.get(name) == number for name, number in figures.items()):
        figures = {}

    return Answer(
        decision=Decision(row["decision"]),
        reason=RulingReason(row["reason"]),
        note=Text(kk=row["note-kk"], ru=row["note-ru"]),
        reviewer=row["reviewer"],
        made_at=row["made-at"] or now,
        count=row["count"],
        figures=figures,
        links=row["link"] or (),
        files=row["file"] or (),
        supersedes=row["supersedes"],
    )


def _prove(made: list[tuple[Row, Ruling]], context: Context, faults: Faults) -> None:
    for one in prove([ruling for _, ruling in made], context.known_rulings, context.known_findings, context.as_of):
        row = made[one.place][0]
        faults.add(row.number, row.column(PLACES.get(one.field, one.field)), one.key, **one.values)


def is_form(header: tuple[Any, ...]) -> bool:
    """Whether a header is that of this table and not of decisions on findings."""
    names = {c.folded(name) for name in (KIND.columns[0].code, KIND.columns[0].kk, KIND.columns[0].ru)}
    return any(isinstance(cell, str) and c.folded(cell) in names for cell in header)


def folder_of(path: Path) -> Path:
    """Where the files lie that a table names."""
    try:
        return path.resolve().parent
    except OSError as fault:
        raise WrongUse(N_("{file}: cannot be read ({reason}); check its rights"), file=path, reason=fault.strerror) from fault


def kind(asking: Asking | None) -> Kind:
    """The kind of file, for runs whose open questions it answers."""
    return replace(KIND, gather=partial(gather, asking))


KIND = Kind(
    code="rulings",
    title=Text(kk="Ашық сұрақтар бойынша шешімдер", ru="Решения по открытым вопросам"),
    help=Text(
        kk="Әр жол – машина шеше алмаған бір сұрақ. Шешім бағанынан бастап толтырыңыз; шешімсіз жолдар ашық қалады. "
        "Толтырылған кестені `openness import rulings` енгізеді.",
        ru="Каждая строка – вопрос, который не смогла решить машина. Заполняйте с графы «решение»; строки без решения остаются "
        "открытыми. Заполненную таблицу принимает `openness import rulings`.",
    ),
    columns=COLUMNS,
    gather=partial(gather, None),
    examples=(),
    empty=True,
)
