"""Values of checks' options that are codes of the program, in Kazakh, Russian and English; ``codes`` takes them in."""

from __future__ import annotations

from store.codewords import BOOLEAN
from store.wording import words

# The files of the law write a yes as text.
_YES = {"true": BOOLEAN[True], "false": BOOLEAN[False]}
_SHORTCOMINGS = words("кемшіліктер бір-бірлеп", "недостатки по одному", "shortcomings one by one")
OPTIONS = {
    "also": words(
        "сол нұсқада айтылуға тиіс тағы да көрсеткіштер",
        "показатели, о которых та же версия тоже должна сообщать",
        "indicators of which the same version must tell too",
    ),
    "also_to": words(
        "сілтеме болуға тиіс тағы да сайттар",
        "сайты, на один из которых тоже должна быть ссылка",
        "sites to one of which there must be a link too",
    ),
    "other_formats": words(
        "мәтіні ізделетін, басқа форматтағы құжаттар туралы шешім",
        "решение о документах иных форматов, текст которых можно искать",
        "what is said of documents of other formats whose text can be searched",
    ),
}
VALUES = {
    "accompanied": _YES,
    "answer_term": {
        "blog-question": words("блогтағы сұраққа жауап", "ответ на вопрос в блоге", "answer to a question in a blog"),
    },
    "before": _YES,
    "none_due": {
        "documents-due": words(
            "орналастырылуға тиіс консультативтік құжаттар саны",
            "число консультативных документов к размещению",
            "consultative documents due",
        ),
        "drafts-due": words("орналастырылуға тиіс жобалар саны", "число проектов к размещению", "drafts due"),
    },
    "counted": {
        "list": words("тізбенің болуы", "наличие перечня", "that there is a list"),
        "publications": words(
            "кезеңділігі ескерілген жарияланымдар", "публикации с учетом периодичности", "publications by their period"
        ),
        "sets": words("жиынтықтар бір реттен", "наборы по одному разу", "sets, each once"),
        "shortcomings": _SHORTCOMINGS,
        "updates": words("жаңартулар", "обновления", "updates"),
    },
    "each": _YES,
    "elsewhere": _YES,
    "every": {
        "half-year": words("кезеңнің әр жартыжылдығы", "каждое полугодие периода", "each half-year of the period"),
        "period": words("бүкіл кезең", "весь период", "the period"),
    },
    "form": {
        "figures": words("көрсеткіштер", "показатели", "figures"),
        "shortcomings": _SHORTCOMINGS,
    },
    "not_for": {
        "secret-budget": words("құпия бюджет", "секретный бюджет", "secret budget"),
    },
    "other_formats": {
        "met": words("талап орындалған", "требование выполнено", "the requirement is met"),
        "person": words("адам шешеді", "решает человек", "a person decides"),
    },
    "passports": _YES,
    "stages": {
        "project": words("жоба", "проект", "draft"),
        "report": words("есеп", "отчет", "report"),
    },
    "term": _YES,
}
