"""Names of facts that the checks of the portals of open dialogue and of the evaluation of performance tell."""

from __future__ import annotations

from store.findings import Message

NAMES: dict[str, Message] = {
    name: Message(kk=kk, ru=ru, en=en)
    for name, kk, ru, en in (
        ("about", "Есепті жыл", "Отчётный год", "Year reported on"),
        ("answered", "Жауап берілген сұрақтар саны", "Вопросов с ответами", "Questions answered"),
        ("asked", "Қойылған сұрақтар саны", "Заданных вопросов", "Questions asked"),
        ("blog", "Блогтың нөмірі", "Номер блога", "Number of the blog"),
        ("blogs", "Тізімдегі блогтар саны", "Блогов в перечне", "Blogs in the list"),
        ("entries_found", "Порталдағы жазбалар саны", "Записей на портале", "Entries on the portal"),
        ("deadline", "Соңғы күні", "Последний день срока", "Last day"),
        ("half-years", "Жартыжылдықтар саны", "Полугодий", "Half-years"),
        (
            "half-years-served",
            "Конференция не сауалнама өткізілген жартыжылдықтар саны",
            "Полугодий с конференцией или опросом",
            "Half-years with a conference or a poll",
        ),
        ("head", "Блогтың атауы", "Название блога", "Title of the blog"),
        ("held", "Өткізілген іс-шаралар", "Проведено", "Held"),
        ("lacking", "Іс-шарасыз өткен мерзім", "Где ничего не проведено", "Where nothing was held"),
        ("late", "Мерзімінен кеш жауап берілген сұрақтар", "Ответы даны с опозданием", "Answered late"),
        ("months-below-one", "Жазбасыз айлар саны", "Месяцев без записей", "Months without an entry"),
        (
            "months-below-two",
            "Екіден кем жазбасы бар айлар саны",
            "Месяцев, где менее двух записей",
            "Months with fewer than two entries",
        ),
        ("open", "Анықталмаған мерзім", "Где это неизвестно", "Where it is not known"),
        ("overdue", "Мерзімі өтсе де жауапсыз сұрақтар", "Без ответа по истечении срока", "Unanswered after the term"),
        ("pending", "Мерзімі әлі өтпеген жауапсыз сұрақтар", "Без ответа, срок не истёк", "Unanswered within the term"),
        ("placed", "Орналастырылған күні", "День размещения", "Day of placing"),
        ("up_to", "Қай күнге дейін есептелді", "По какой день считалось", "Counted up to"),
        ("weeks", "Жазбасыз апталар", "Недели без записей", "Weeks without an entry"),
        ("weeks-without-entry", "Жазбасыз апталар саны", "Недель без записей", "Weeks without an entry, number"),
    )
}
OPTIONS: dict[str, Message] = {
    name: Message(kk=kk, ru=ru, en=en)
    for name, kk, ru, en in (
        ("every", "қай мерзімде өткізілуі тиіс", "в какой части периода должно быть", "in which part of the period it must be"),
        (
            "elsewhere",
            "басқа жердегі жазбалар да есептеле ме",
            "считаются ли записи в других местах",
            "whether entries elsewhere count",
        ),
        (
            "before",
            "мерзім сол күннің алдындағы күні аяқтала ма",
            "кончается ли срок днём раньше",
            "whether the term ends the day before",
        ),
        (
            "of",
            "міндет жүктелген жалғыз органның коды",
            "код единственного органа, чья это обязанность",
            "code of the only body that it concerns",
        ),
        ("month", "соңғы күннің айы", "месяц срока", "month of the term"),
        ("day", "соңғы күн", "день срока", "day of the term"),
        ("answer_term", "жауап беру мерзімінің атауы", "название срока ответа", "name of the term of an answer"),
        ("what", "не орналастырылуы тиіс", "что должно быть размещено", "what must be placed"),
    )
}
