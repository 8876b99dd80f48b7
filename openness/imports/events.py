"""The list of events: how many were held, how many with a high degree of publicity, and at which level laws were explained."""

from __future__ import annotations

from openness.imports import columns as c
from openness.imports.columns import Choice, Column
from openness.imports.faults import Faults
from openness.imports.kinds import Context, Gathered, Kind, lines, links, prove_day, prove_unique
from openness.imports.rows import Row
from openness.imports.template_day import Offset
from store.base import Language, Text
from store.reported import Fact

SUBJECTS = (
    Choice("policy-event", "ақпараттық саясат іс-шарасы", "мероприятие информационной политики"),
    Choice("law-explanation", "заң жобасын түсіндіру", "разъяснение проекта закона"),
)
BOTH: tuple[Language, ...] = ("kk", "ru")
MARKS = ("announced", "online", "journalists", "live-question", "interested")


def _mark(code: str, kk: str, ru: str, help_kk: str, help_ru: str) -> Column:
    return Column(code, kk, ru, help_kk, help_ru, c.choice, choices=c.YES_NO)


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
    Column("link", "растау", "подтверждение",
           "Анонсқа, баспасөз релизіне немесе трансляция жазбасына сілтеме не құжаттың атауы.",
           "Ссылка на анонс, пресс-релиз или запись трансляции либо название документа.", c.proof, blank=True),
)  # fmt: skip


def gather(rows: list[Row], context: Context, faults: Faults) -> Gathered:
    """Counts events, and gives every measure of explanation its level in each language."""
    for row in rows:
        prove_day(row, "date", context, faults)
    prove_unique(rows, ("date", "name", "subject"), faults)
    if faults:
        return Gathered()
    policy = [row for row in rows if row["subject"] == "policy-event"]
    return Gathered(facts=(*_counted(policy, context), *_levels(rows, context)))


def _counted(rows: list[Row], context: Context) -> list[Fact]:
    rule = context.rules.events
    facts = [Fact(name=rule.all, value=str(len(rows)), places=lines(rows), proof=links(rows, "link"))]
    for language in BOTH:
        public = [row for row in rows if _in(row, language) and all(row[mark] == "yes" for mark in rule.marks)]
        value, places = str(len(public)), lines(public)
        facts.append(Fact(name=rule.public, language=language, value=value, places=places, proof=links(public, "link")))
    return facts


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
            "link": "https://example.gov.kz/news/law",
        },
    ),
)
