"""Names of facts, options and codes of the checks of subordinate organisations, in Kazakh, Russian and English; ``factnames``, ``codes`` and
``optionwords`` take them in."""

from __future__ import annotations

from store.wording import words

_ITEMS = {
    "body-statute": words("ереже (жарғы)", "положение (устав)", "statute"),
    "body-structure": words("құрылым", "структура", "structure"),
    "contacts": words("байланыс деректері", "контактные данные", "contact data"),
    "leadership": words("басшылық", "руководство", "leadership"),
    "news": words("жаңалықтар", "новости", "news"),
}
FACTS = {
    "items_lacking": words("Табылмаған ақпарат", "Не найдено", "Information not found"),
    "items_placed": words("Табылған ақпарат", "Найдено", "Information found"),
    "items_unclear": words("Анықталмаған ақпарат", "Не определено", "Information in doubt"),
    "lacking": words("Кемшілігі бар ұйымдар саны", "Организаций с недостатком", "Organisations that fall short"),
    "lacking_organisations": words("Кемшілігі бар ұйымдар", "Организации с недостатком", "Organisations that fall short"),
    "open_organisations": words("Анықталмаған ұйымдар", "Организации, по которым не решено", "Organisations left open"),
    "organisation": words("Ұйым", "Организация", "Organisation"),
    "organisations": words("Бағаланатын ұйымдар саны", "Оцениваемых организаций", "Organisations assessed"),
    "questions": words("Қойылған сұрақтар саны", "Заданных вопросов", "Questions asked"),
    "short_sets": words("Кемшілігі бар жиынтықтар", "Наборы с недостатком", "Sets that fall short"),
    "unsure_sets": words("Анықталмаған жиынтықтар", "Наборы, по которым не решено", "Sets in doubt"),
}
CODES = {"items_lacking": _ITEMS, "items_placed": _ITEMS, "items_unclear": _ITEMS}
OPTIONS = {"duty": words("міндет", "обязанность", "duty")}
VALUES = {
    "duty": {
        "answers": words("сұрақтарға жауап беру", "ответы на вопросы", "answers to questions"),
        "blog": words("блогтың болуы", "наличие блога", "that there is a blog"),
        "correct": words("жиынтықтарды дұрыс толтыру", "корректное заполнение наборов", "sets filled in correctly"),
        "on-time": words(
            "жиынтықтарды мерзімінде жаңарту", "своевременное обновление наборов", "sets brought up to date in time"
        ),
        "placed": words("жиынтықтарды орналастыру", "размещение наборов", "sets placed"),
    },
}
