"""The register of subordinate organisations: which organisation belonged to which body from which day, its site and its names on the portals."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from openness.imports import columns as c
from openness.imports.columns import Choice, Column, WrongCellError, folded
from openness.imports.faults import Faults, shown
from openness.imports.grid import Cell
from openness.imports.kinds import Context, Gathered, Kind, lines
from openness.imports.rows import Row
from openness.imports.template_day import Offset
from openness.registers import load_bodies, nearest
from reports.i18n import N_
from store.base import Text
from store.harvest import Body
from store.reported import Fact
from store.subordinates import ENDLESS, LISTED, ORGANISATION, SUBORDINATES

NOT_CODE = N_("found «{found}»; a code of small Latin letters, digits, dots and dashes was expected; write for example {example}")
NOT_ADDRESS = N_(
    "found «{found}»; an address with http:// or https:// and a host was expected; write for example https://dala.kz/"
)
NO_PARENT = N_(
    "found «{found}», which is no body of the register{hint}; write its code or its name as `openness bodies list` shows it"
)
IS_PARENT = N_("the code «{found}» is that of a body of the register; give the organisation a code of its own")
LATER_END = N_("found {found}, which is before the day of belonging {since}; correct one of the two")
OVERLAP = N_("«{code}» belongs to a body in these days already (line {line}); write in one of the two lines until when")
SAME_SITE = N_("the address stands for the organisation «{code}» in the same days already (line {line}); correct one of the two")
SAME_ID = N_("«{found}» stands for the organisation «{code}» in the same days already (line {line}); correct one of the two")
NO_LINE_OF = N_("no line is of the body {body}; the file tells of: {known}")
EXAMPLE_CODE = "dala-zholy"
CODE = re.compile(r"[a-z0-9][a-z0-9.-]{0,62}")
SHOWN_BODIES = 5
FORMS = (
    Choice("state-institution", "мемлекеттік мекеме", "государственное учреждение", ("ГУ", "РГУ", "ММ", "РММ")),
    Choice("quasi-state", "квазимемлекеттік сектор субъектісі", "субъект квазигосударственного сектора"),
    Choice(
        "wholly-state-owned", "мемлекет жүз пайыз қатысатын тұлға", "лицо со стопроцентным участием государства", ("РГП", "РМК")
    ),
)


def code(_column: Column, cell: Cell) -> str:
    """A code of an organisation."""
    text = c.words(_column, cell)
    if CODE.fullmatch(text) is None:
        raise WrongCellError(NOT_CODE, found=shown(cell), example=EXAMPLE_CODE)
    return text


def address(column: Column, cell: Cell) -> str:
    """An address of a site or of a section of one."""
    text = c.words(column, cell)
    try:
        parts = urlsplit(text)
        good = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0 and " " not in text
    except ValueError:
        good = False
    if not good:
        raise WrongCellError(NOT_ADDRESS, found=shown(cell))
    return text


COLUMNS = (
    Column("code", "ұйымның коды", "код организации",
           "Ұйымның өз коды: кіші латын әріптері, цифрлар, нүкте, сызықша. Ол өзгермейді.",
           "Собственный код организации: строчные латинские буквы, цифры, точка, дефис. Он не меняется.", code),
    Column("parent", "жоғары тұрған орган", "вышестоящий орган",
           "Ұйым бағынатын органның тізілімдегі коды немесе атауы; бос болса, --body органы.",
           "Код или название в реестре органа, которому организация подведомственна; пусто – орган из --body.",
           c.words, blank=True, optional=True),
    Column("name-kk", "атауы (қазақша)", "название (на казахском)", "Ұйымның қазақша атауы.",
           "Казахское название организации.", c.words),
    Column("name-ru", "атауы (орысша)", "название (на русском)", "Ұйымның орысша атауы.",
           "Русское название организации.", c.words),
    Column("form", "ұйымның түрі", "вид организации",
           "Мемлекеттік мекеме, квазимемлекеттік сектор субъектісі немесе мемлекет жүз пайыз қатысатын тұлға; бос болса, белгісіз.",
           "Государственное учреждение, субъект квазигосударственного сектора или лицо со стопроцентным участием государства; "
           "пусто – неизвестно.", c.choice, blank=True, optional=True, choices=FORMS),
    Column("site-kk", "сайты (қазақша)", "сайт (на казахском)",
           "Сайттың немесе ұйым бөлімінің қазақша мекенжайы; екі тілге ортақ болса, екі бағанға бірдей жазылады.",
           "Адрес казахской версии сайта или раздела организации; общий для обоих языков пишется в обе графы.",
           address, blank=True, optional=True),
    Column("site-ru", "сайты (орысша)", "сайт (на русском)", "Сайттың немесе ұйым бөлімінің орысша мекенжайы.",
           "Адрес русской версии сайта или раздела организации.", address, blank=True, optional=True),
    Column("section", "басқа сайттың бөлімі", "раздел другого сайта",
           "Ұйымның өз сайты жоқ, мекенжайлар – басқа сайттың бөлімі: тек сол бөлімнің беттері оқылады; бос болса, жоқ.",
           "Своего сайта нет, адреса – раздел другого сайта: читаются только страницы раздела; пусто – нет.",
           c.choice, blank=True, optional=True, choices=c.YES_NO),
    Column("open-data-id", "ашық деректер порталындағы нөмірі", "номер на портале открытых данных",
           "Ұйымның ашық деректер порталындағы нөмірі, белгілі болса.", "Номер организации на портале открытых данных, если известен.",
           c.words, blank=True, optional=True),
    Column("open-dialogue-id", "ашық диалог порталындағы нөмірі", "номер на портале открытого диалога",
           "Басшы блогының ашық диалог порталындағы нөмірі, белгілі болса.",
           "Номер блога руководителя на портале открытого диалога, если известен.", c.words, blank=True, optional=True),
    Column("since", "бағынысты болған күні", "подведомственна с", "Ұйым осы органға бағынысты болған алғашқы күн.",
           "Первый день подчинения этому органу.", c.day),
    Column("until", "бағынысты болған соңғы күні", "подведомственна по",
           "Ұйым осы органға бағынысты болған соңғы күн; бос болса, әлі де бағынысты.",
           "Последний день подчинения этому органу; пусто – подведомственна и теперь.", c.day, blank=True, optional=True),
    Column("act", "негізі", "основание", "Бағыныстылық белгіленген акт.", "Акт, которым установлена подведомственность.",
           c.words, blank=True, optional=True),
)  # fmt: skip


@dataclass(frozen=True)
class Line:
    """One line: an organisation of a parent in a span of days."""

    row: Row
    parent: str

    @property
    def span(self) -> tuple[date, date]:
        """First and last day, both included."""
        return self.row["since"], self.row["until"] or ENDLESS

    def meets(self, other: Line) -> bool:
        """Whether both hold on some day."""
        return self.span[0] <= other.span[1] and other.span[0] <= self.span[1]


def gather(rows: list[Row], context: Context, faults: Faults) -> Gathered:
    """The lines of one body, one fact an organisation, and their number; every line of the file is proved."""
    body = context.subject.code
    found = of_body(rows, proven(rows, context, faults, body), body, faults)
    return Gathered() if faults else Gathered(facts=facts_of(found))


def of_body(rows: list[Row], by_parent: Mapping[str, list[Line]], body: str, faults: Faults) -> list[Line]:
    """The lines of one body; a file that tells of others only is refused, one without lines says that the body has no organisations."""
    if rows and body not in by_parent and not faults:
        known = "; ".join(list(by_parent)[:SHOWN_BODIES])
        faults.add(rows[0].number, rows[0].column("parent"), NO_LINE_OF, body=body, known=known)
    return by_parent.get(body, [])


def proven(rows: list[Row], context: Context, faults: Faults, body: str = "") -> dict[str, list[Line]]:
    """All lines by the code of their parent; what cannot be true together is told in the cell that contradicts.

    :param body: the parent of lines that name none.
    """
    bodies = load_bodies(context.config)
    names = {folded(name): one.code for one in bodies.values() for name in (one.code, one.name.kk, one.name.ru)}
    found: dict[str, list[Line]] = {}
    for row in rows:
        parent = _parent(row, names, bodies, body, faults)
        if row["code"] in bodies:
            faults.add(row.number, row.column("code"), IS_PARENT, found=row["code"])
        if row["since"] and row["until"] and row["until"] < row["since"]:
            faults.add(row.number, row.column("until"), LATER_END, found=row["until"], since=row["since"])
        elif parent and row["code"] and row["since"]:
            found.setdefault(parent, []).append(Line(row, parent))
    _prove_apart([line for lines_ in found.values() for line in lines_], faults)
    return found


def _parent(row: Row, names: Mapping[str, str], bodies: Mapping[str, Body], body: str, faults: Faults) -> str:
    given = row["parent"]
    found = names.get(folded(given)) if given else body or None
    if found is None and ("parent" not in row.places or "parent" in row.values):
        hint = nearest(given, dict(bodies)) if given else ""
        faults.add(row.number, row.column("parent"), NO_PARENT, found=shown(given or ""), hint=hint)
    return found or ""


def _prove_apart(found: list[Line], faults: Faults) -> None:
    """An organisation has one parent a day, an address and a number on a portal one organisation."""
    by_code: dict[str, list[Line]] = {}
    by_value: dict[tuple[str, str], list[Line]] = {}
    for line in sorted(found, key=lambda one: one.row.number):
        _against(line, by_code.setdefault(line.row["code"], []), "code", OVERLAP, faults)
        for column in ("site-kk", "site-ru"):
            if line.row[column]:
                _against(line, by_value.setdefault(("site", line.row[column]), []), column, SAME_SITE, faults, other=True)
        for column in ("open-data-id", "open-dialogue-id"):
            if line.row[column]:
                _against(line, by_value.setdefault((column, line.row[column]), []), column, SAME_ID, faults, other=True)


def _against(line: Line, known: list[Line], column: str, key: str, faults: Faults, other: bool = False) -> None:
    """Holds a line against those before it that say the same; ``other``: only those of other organisations contradict it."""
    row = line.row
    for one in known:
        if line.meets(one) and not (other and one.row["code"] == row["code"]):
            told = {"code": one.row["code"], "line": one.row.number}
            faults.add(row.number, row.column(column), key, **told, **({"found": shown(row[column])} if key == SAME_ID else {}))
            break
    known.append(line)


def facts_of(found: list[Line]) -> tuple[Fact, ...]:
    """The lines of one parent as facts, their number first."""
    rows = [line.row for line in found]
    return (Fact(name=LISTED, value=str(len(rows)), places=lines(rows)), *(_fact(line) for line in found))


def _fact(line: Line) -> Fact:
    row = line.row
    told = {name: str(value) for name, value in _told(row)}
    return Fact(name=ORGANISATION, subject=row["code"], value="1", places=(row.cell("code"),), details=told)


def _told(row: Row) -> Iterator[tuple[str, Any]]:
    for column in COLUMNS[2:]:
        value = row[column.code]
        if value is not None and not (column.code == "section" and value == "no"):
            yield column.code, value


KIND = Kind(
    code=SUBORDINATES,
    title=Text(kk="Ведомстволық бағынысты ұйымдар тізілімі", ru="Реестр подведомственных организаций"),
    help=Text(
        kk="Органдарға бағынысты ұйымдар, әр жолда бір ұйымның бір органға бағыныстылығы. Ұйым басқа органға өтсе, екі жол жазылады: "
        "біріншісінде соңғы күні, екіншісінде алғашқы күні. Органның ұйымы болмаса, тек тақырып жолы қалады. Тізілім бірнеше органды "
        "қамтыса, --body көрсетілмейді.",
        ru="Организации, подведомственные органам, в каждой строке – подчинение одной организации одному органу. Если организация перешла к "
        "другому органу, пишутся две строки: в первой – последний день, во второй – первый. Если организаций у органа нет, остается одна "
        "строка заголовка. Если реестр охватывает несколько органов, --body не указывается.",
    ),
    columns=COLUMNS,
    gather=gather,
    empty=True,
    examples=(
        {
            "code": "dala-zholy",
            "parent": None,
            "name-kk": "«Дала жолы» ШЖҚ РМК",
            "name-ru": "РГП на ПХВ «Дала жолы»",
            "form": "wholly-state-owned",
            "site-kk": "https://dala-zholy.example/kk",
            "site-ru": "https://dala-zholy.example/ru",
            "section": None,
            "open-data-id": None,
            "open-dialogue-id": None,
            "since": Offset(0),
            "until": None,
            "act": Text(kk="Үкіметтің қаулысы", ru="Постановление Правительства"),
        },
        {
            "code": "dala-murazhai",
            "parent": None,
            "name-kk": "«Дала мұражайы» АҚ",
            "name-ru": "АО «Музей степи»",
            "form": "quasi-state",
            "site-kk": "https://mekeme.example/kk/murazhai",
            "site-ru": "https://mekeme.example/ru/murazhai",
            "section": "yes",
            "open-data-id": None,
            "open-dialogue-id": None,
            "since": Offset(10),
            "until": None,
            "act": None,
        },
    ),
)
