"""The list of events: how many were held, how many with a high degree of publicity, and at which level laws were explained."""

from __future__ import annotations

from collections.abc import Iterator

from openness.imports import columns as c
from openness.imports.answers import NOT_LINK
from openness.imports.columns import Choice, Column, WrongCellError
from openness.imports.faults import Faults, shown
from openness.imports.grid import Cell
from openness.imports.kinds import Context, Gathered, Kind, lines, links, prove_day, prove_unique
from openness.imports.rows import Row
from openness.imports.template_day import Offset
from reports.i18n import N_
from store.base import Language, Text
from store.reported import EVENT, Fact

UNCLAIMED = N_("an address is given, but the column «{title}» says no; correct one of the two")
ADDRESS_OF = {"announced": "announcement", "online": "broadcast"}
SUBJECTS = (
    Choice("policy-event", "ақпараттық саясат іс-шарасы", "мероприятие информационной политики"),
    Choice("law-explanation", "заң жобасын түсіндіру", "разъяснение проекта закона"),
)
BOTH: tuple[Language, ...] = ("kk", "ru")
MARKS = ("announced", "online", "journalists", "live-question", "interested")


def _mark(code: str, kk: str, ru: str, help_kk: str, help_ru: str) -> Column:
    return Column(code, kk, ru, help_kk, help_ru, c.choice, choices=c.YES_NO)


def _addresses(column: Column, cell: Cell) -> tuple[str, ...]:
    """Addresses on the web, one or several with spaces between them."""
    found = c.words(column, cell).replace(";", " ").split()
    for one in found:
        if not one.lower().startswith(("http://", "https://")):
            raise WrongCellError(NOT_LINK, found=shown(one))
        c.proof(column, one)
    return tuple(dict.fromkeys(found))


COLUMNS = (
    Column("date", "күні", "дата", "Іс-шара өткен күн.", "День проведения мероприятия.", c.day),
    Column("name", "атауы", "название", "Іс-шараның атауы.", "Название мероприятия.", c.words),
    Column(
        "languages", "тілдері", "языки",
        "Растайтын материалдар бар тілдер: kk, ru немесе «kk, ru». Ешқайсысында жоқ болса, бос қалдырыңыз.",
        "Языки, на которых есть подтверждающие материалы: kk, ru или «kk, ru». Если ни на одном – оставьте пустым.",
        c.choices, blank=True, choices=c.LANGUAGES,
    ),
    _mark("announced", "анонс", "анонс", "Іс-шара алдын ала анонсталды ма.", "Было ли мероприятие анонсировано."),
    _mark("online", "онлайн-трансляция", "онлайн-трансляция", "Онлайн-трансляция болды ма.", "Была ли онлайн-трансляция."),
    _mark("journalists", "журналистер шақырылды", "приглашены журналисты",
          "Журналистер қатысуға шақырылды ма.", "Были ли приглашены журналисты."),
    _mark("live-question", "тікелей эфирдегі сұрақ", "вопрос в прямом эфире",
          "Тікелей эфирде сұрақ қоюға мүмкіндік болды ма.", "Была ли возможность задать вопрос в прямом эфире."),
    _mark("interested", "мүдделі тұлғалар шақырылды", "приглашены заинтересованные лица",
          "Мүдделі тұлғалар мен ұйымдар шақырылды ма.", "Были ли приглашены заинтересованные лица и организации."),
    Column("subject", "түрі", "вид",
           "Ақпараттық саясат іс-шарасы немесе заң жобасын түсіндіру іс-шарасы.",
           "Мероприятие информационной политики или мероприятие по разъяснению проекта закона.",
           c.choice, choices=SUBJECTS),
    Column("announcement", "анонстың мекенжайы", "адрес анонса",
           "Анонстың мекенжайы; бірнешеуі бос орын арқылы.", "Адрес анонса; несколько – через пробел.",
           _addresses, blank=True, optional=True),
    Column("broadcast", "трансляцияның мекенжайы", "адрес трансляции",
           "Трансляцияның немесе оның жазбасының мекенжайы; бірнешеуі бос орын арқылы.",
           "Адрес трансляции или ее записи; несколько – через пробел.", _addresses, blank=True, optional=True),
    Column("link", "растау", "подтверждение",
           "Анонсқа, баспасөз релизіне немесе трансляция жазбасына сілтеме не құжаттың атауы.",
           "Ссылка на анонс, пресс-релиз или запись трансляции либо название документа.", c.proof, blank=True),
)  # fmt: skip


def gather(rows: list[Row], context: Context, faults: Faults) -> Gathered:
    """Counts events, and gives every measure of explanation its level in each language."""
    for row in rows:
        prove_day(row, "date", context, faults)
        for mark, address in ADDRESS_OF.items():
            if row[mark] == "no" and row[address]:
                faults.add(row.number, row.column(address), UNCLAIMED, title=KIND.column(mark))
    prove_unique(rows, ("date", "name", "subject"), faults)
    if faults:
        return Gathered()
    policy = [row for row in rows if row["subject"] == "policy-event"]
    return Gathered(facts=(*_counted(policy, context), *_levels(rows, context), *_claimed(policy, context)))


def _counted(rows: list[Row], context: Context) -> list[Fact]:
    rule = context.rules.events
    facts = [Fact(name=rule.all, value=str(len(rows)), places=lines(rows), proof=links(rows, "link"))]
    for language in BOTH:
        public = [row for row in rows if _in(row, language) and all(row[mark] == "yes" for mark in rule.marks)]
        value, places = str(len(public)), lines(public)
        facts.append(Fact(name=rule.public, language=language, value=value, places=places, proof=links(public, "link")))
    return facts


def _claimed(rows: list[Row], context: Context) -> Iterator[Fact]:
    """Events that are said to have been held in full publicity, each by itself, to be looked for where it should be seen."""
    for row in rows:
        languages = ",".join(language for language in BOTH if _in(row, language))
        if languages and all(row[mark] == "yes" for mark in context.rules.events.marks):
            told = {
                "date": row["date"].isoformat(),
                "languages": languages,
                "announcement": " ".join(row["announcement"] or ()),
                "broadcast": " ".join(row["broadcast"] or ()),
                "link": row["link"] or "",
            }
            details = {name: value for name, value in told.items() if value}
            yield Fact(
                name=EVENT, subject=row["name"], value="1", places=lines([row]), proof=links([row], "link"), details=details
            )


def _levels(rows: list[Row], context: Context) -> list[Fact]:
    return [
        Fact(
            name=context.rules.measures.figure,
            language=language,
            subject=f"{row['name']} ({row['date']})",
            value=_level(row, language, context),
            places=lines([row]),
            proof=links([row], "link"),
        )
        for row in rows
        if row["subject"] == "law-explanation"
        for language in BOTH
    ]


def _level(row: Row, language: Language, context: Context) -> str:
    rule = context.rules.measures
    if not _in(row, language):
        return rule.absent
    return next(level.value for level in rule.levels if all(row[mark] == "yes" for mark in level.marks))


def _in(row: Row, language: Language) -> bool:
    return language in (row["languages"] or ())


KIND = Kind(
    code="events",
    title=Text(kk="Іс-шаралар тізімі", ru="Список мероприятий"),
    help=Text(
        kk="Кезең ішінде өткізілген барлық іс-шаралар, әрқайсысы – бір жол. Іс-шара болмаса, тек тақырып жолы қалады.",
        ru="Все мероприятия, проведенные за период, каждое – одна строка. Если мероприятий не было, остается одна строка заголовка.",
    ),
    columns=COLUMNS,
    gather=gather,
    empty=True,
    examples=(
        {
            "date": Offset(20),
            "name": Text(
                kk="Министрдің ақпараттық саясат мәселелері жөніндегі брифингі",
                ru="Брифинг министра по вопросам информационной политики",
            ),
            "languages": ("kk", "ru"),
            **dict.fromkeys(MARKS, "yes"),
            "subject": "policy-event",
            "announcement": ("https://example.gov.kz/news/briefing-anons",),
            "broadcast": ("https://example.gov.kz/video/briefing",),
            "link": "https://example.gov.kz/news/briefing",
        },
        {
            "date": Offset(35),
            "name": Text(kk="Заң жобасын түсіндіру кездесуі", ru="Встреча по разъяснению проекта закона"),
            "languages": ("ru",),
            **dict.fromkeys(MARKS, "no"),
            "announced": "yes",
            "online": "yes",
            "subject": "law-explanation",
            "announcement": None,
            "broadcast": None,
            "link": "https://example.gov.kz/news/law",
        },
    ),
)
