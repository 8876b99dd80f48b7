"""Words of what the unified platform did not tell of questions and answers, in Kazakh, Russian and English."""

from __future__ import annotations

from store.findings import REPORTED
from store.wording import words

REASON = {
    "browserTicketMissing": words(
        "платформа тек өз бетінің билеті бар сеансқа жауап береді",
        "платформа отвечает только сеансу с билетом своей страницы",
        "the platform answers only a session with a ticket of its own page",
    ),
    "not-on-platform": words(
        "органның сайты бірыңғай платформада емес",
        "сайт органа не на Единой платформе",
        "the body's site is not on the unified platform",
    ),
    "not-asked": words("сұралмаған", "не запрашивалось", "it was not asked"),
    "form-unknown": words("жауаптың түрі белгісіз", "форма ответа неизвестна", "the form of the answer is not known"),
    "list-not-whole": words(
        "тізім өзінің толық екенін айтпайды", "список не сообщает, что он полный", "the list does not say that it is whole"
    ),
    "undated": words("кейбір сұрақтың күні жоқ", "у части вопросов нет даты", "some questions tell no day"),
}
LEFT_TO = {REPORTED: words("органның есебі", "отчет органа", "the body's report")}
NAMES = {
    "answers_seen": words("Көрінген жауаптар саны", "Ответов видно", "Answers seen"),
    "left_to": words("Көрсеткішті беретін", "Показатель дает", "The figure comes from"),
    "questions-answered": words("Жауап алған сұрақтар саны", "Вопросов с ответом", "Questions answered"),
    "questions-asked": words("Қойылған сұрақтар саны", "Задано вопросов", "Questions asked"),
    "questions_seen": words("Көрінген сұрақтар саны", "Вопросов видно", "Questions seen"),
}
