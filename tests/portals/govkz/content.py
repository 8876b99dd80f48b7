"""What the stand-in's one entity has to say, in the form of the platform's own items: everything is invented."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

CODE = "steppe"
OTHER = "meadow"
ALMATY = timezone(timedelta(hours=5))
NAMES = {
    "kk": "Қазақстан Республикасының Дала жолдары министрлігі (ойдан шығарылған)",
    "ru": "Министерство степных дорог Республики Казахстан (вымышленное)",
    "en": "Ministry of Steppe Roads of the Republic of Kazakhstan (invented)",
}
LANGUAGES = ("kk", "ru", "en")
NEWS = 6
DOCUMENTS = 12
FIRST_DAY = datetime(2026, 10, 1, 9, 5, 7, 120000, ALMATY)

_ROADS = (
    ("Ақкөл", "Аккольский район", "Akkol"),
    ("Бұланды", "Буландынский район", "Bulandy"),
    ("Есіл", "Есильский район", "Esil"),
    ("Жақсы", "Жаксынский район", "Zhaksy"),
    ("Қорғалжын", "Коргалжынский район", "Korgalzhyn"),
)


def _by(language: str, kk: str, ru: str, en: str) -> str:
    return {"kk": kk, "ru": ru, "en": en}[language]


def news(language: str) -> list[dict[str, Any]]:
    """News, newest last; English has only every third one."""
    found = []
    for number in range(NEWS):
        if language == "en" and number % 3:
            continue
        place = _ROADS[number % len(_ROADS)]
        at = FIRST_DAY + timedelta(days=number, minutes=37 * number)
        title = _by(
            language,
            f"{place[0]} ауданында №{number + 1} көпір жөндеуден өтті",
            f"{place[1]}: мост № {number + 1} открыт после ремонта",
            f"{place[2]}: bridge {number + 1} is open after repair",
        )
        body = _by(
            language,
            f"<p>Министрлік {place[0]} ауданындағы №{number + 1} көпірдің күрделі жөндеуі аяқталғанын хабарлайды. Қозғалыс толық ашылды, "
            f"жүргізушілерден жол белгілерін сақтау сұралады.</p>",
            f"<p>Министерство сообщает, что капитальный ремонт моста № {number + 1} завершён. Движение открыто полностью, "
            f"водителей просят соблюдать дорожные знаки. {place[1]}.</p>",
            f"<p>The ministry announces that the repair of bridge {number + 1} in {place[2]} is finished and traffic is open.</p>",
        )
        if number == NEWS - 1:
            body += '<p><a href="/uploads/2026/10/plan.docx">plan.docx</a></p><img src="/uploads/2026/10/bridge.jpg" alt="">'
        found.append({
            "id": 1_254_000 + number,
            "slug": f"bridge-{number + 1}",
            "title": title,
            "short_description": title,
            "body": body,
            "created_date": at.isoformat(),
            "heropic": None,
            "comments_on": False,
            "projects": CODE,
            "directions": [{"id": 7, "title": "roads"}],
        })  # fmt: skip
    return found


def documents(language: str) -> list[dict[str, Any]]:
    """Documents with attached files; the older half carries midnight times, as migrated ones do."""
    found = []
    for number in range(DOCUMENTS):
        at = datetime(2026, 3, 1, tzinfo=ALMATY) + timedelta(days=11 * number, hours=10 if number >= DOCUMENTS // 2 else 0)
        if language == "en":
            continue
        found.append({
            "id": 400 + number,
            "title": _by(language, f"Дала жолдарын ұстау туралы №{number + 1} бұйрық", f"Приказ № {number + 1} о содержании степных дорог", ""),
            "content": _by(
                language,
                "<p>Бұйрық жолдарды ұстау тәртібін белгілейді және жарияланған күнінен бастап қолданысқа енгізіледі.</p>",
                "<p>Приказ устанавливает порядок содержания дорог и вводится в действие со дня опубликования.</p>",
                "",
            ),
            "created_date": at.isoformat(),
            "projects": CODE,
            "gosorgan": {"items": [{"project_name": NAMES[language]}]},
            "activities": {"items": []},
            "full_text": [{"document": f"/uploads/orders/order-{number + 1}-{language}.docx"}],
        })  # fmt: skip
    return found


def pages(language: str) -> list[dict[str, Any]]:
    """The section structure, two of whose pages hold text of their own."""
    rows = (
        ("about", "Басшылық", "Руководство", "Leadership", True),
        ("about/structure", "Құрылым", "Структура", "Structure", True),
        ("press/news", "Жаңалықтар", "Новости", "News", True),
        ("documents", "Құжаттар", "Документы", "Documents", True),
        ("contacts", "Байланыс", "Контакты", "Contacts", True),
        ("questions", "Сұрақ қою", "Задать вопрос", "Ask a question", True),
        ("activities/budget", "Бюджет", "Бюджет", "Budget", False),
    )
    text = {
        "kk": "<p>Министрліктің бюджеті туралы есеп жыл сайын жарияланады және барлық азаматтарға қолжетімді.</p>",
        "ru": "<p>Отчёт о бюджете министерства публикуется каждый год и доступен всем гражданам.</p>",
        "en": "<p>The report on the budget of the ministry is published every year and is open to everybody.</p>",
    }
    return [
        {
            "id": 50 + number,
            "slug": path.replace("/", "-"),
            "title": _by(language, kk, ru, en),
            "content": text[language] if path == "activities/budget" else "",
            "internal_link": path,
            "is_menu_item": menu,
            "order": number,
            "projects": CODE,
        }
        for number, (path, kk, ru, en, menu) in enumerate(rows)
    ]


def curators(language: str) -> list[dict[str, Any]]:
    """The heads."""
    rows = (
        ("Сәбитов", "Ерлан", "Маратұлы", "Министр", "Министр", "Minister", "+7 (7172) 74-01-01", "minister@steppe.example.kz"),
        ("Ахметова", "Гүлнар", "Серікқызы", "Бірінші вице-министр", "Первый вице-министр", "First vice-minister",
         "+7 (7172) 74-01-02", "first@steppe.example.kz"),
        ("Ким", "Олег", "Викторович", "Вице-министр", "Вице-министр", "Vice-minister", "+7 (7172) 74-01-03", "vice@steppe.example.kz"),
    )  # fmt: skip
    return [
        {
            "id": 900 + number,
            "lastname": row[0],
            "name": row[1],
            "middlename": row[2],
            "position": _by(language, *row[3:6]),
            "phone": row[6],
            "email": row[7],
            "order": number,
            "projects": CODE,
        }
        for number, row in enumerate(rows)
    ]


def events(language: str) -> list[dict[str, Any]]:
    """One event."""
    title = _by(language, "Жол қауіпсіздігі апталығы", "Неделя безопасности дорог", "Road safety week")
    return [{"id": 77, "title": title, "body": f"<p>{title}</p>", "created_date": datetime(2026, 11, 2, 6, 0, tzinfo=UTC).isoformat(),
             "event_date": "2026-11-25", "projects": CODE}]  # fmt: skip


def details(language: str) -> dict[str, Any]:
    """What GraphQL tells of the entity."""
    chief = curators(language)[0]
    return {
        "id": 12,
        "project_name": NAMES[language],
        "phone": "+7 (7172) 74-00-00",
        "contacts": _by(
            language,
            "<p>Мекенжайы: 010000, Астана қаласы, Мәңгілік Ел даңғылы, 8-үй</p><p>E-mail: kense@steppe.example.kz</p>",
            "<p>Адрес: 010000, город Астана, проспект Мәңгілік Ел, дом 8</p><p>E-mail: kense@steppe.example.kz</p>",
            "<p>Address: 8 Mangilik El avenue, Astana, 010000</p><p>E-mail: kense@steppe.example.kz</p>",
        ),
        "supervisor": {
            "lastname_initials": "Сәбитов Е.М.",
            **{name: chief[name] for name in ("name", "lastname", "middlename", "position", "phone", "email")},
        },
    }


def questions(language: str) -> list[dict[str, Any]]:
    """Questions of citizens and their answers."""
    return [
        {
            "id": 5,
            "question": _by(language, "Көпір қашан ашылады?", "Когда откроется мост?", "When will the bridge open?"),
            "answer": _by(language, "Көпір қазан айында ашылды.", "Мост открыт в октябре.", "The bridge opened in October."),
        }
    ]


TYPES = {
    "news": news,
    "documents": documents,
    "pages": pages,
    "curators": curators,
    "events": events,
    "ongoing_projects": lambda _language: [],
}
