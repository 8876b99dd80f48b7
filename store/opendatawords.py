"""Names of facts, options and codes of the checks of open data and of announcements, in Kazakh, Russian and English; ``factnames`` and
``codes`` take them in."""

from __future__ import annotations

from store.wording import words

FACTS = {
    "columns": words("Бағандар", "Графы", "Columns"),
    "column": words("Баған", "Графа", "Column"),
    "counted-by": words("Санау негізі", "По чему посчитано", "Counted by"),
    "days": words("Өткен мерзімдер", "Прошедшие сроки", "Terms that passed"),
    "doubtful-sets": words("Күмәнді жиынтықтар", "Сомнительные наборы", "Doubtful sets"),
    "due": words("Тиісті жаңартулар саны", "Положено обновлений", "Updates due"),
    "file": words("Файл", "Файл", "File"),
    "late-sets": words("Кешіккен жиынтықтар", "Опоздавшие наборы", "Sets that are late"),
    "line": words("Тізбедегі ұяшық", "Ячейка перечня", "Cell of the list"),
    "listed-sets-in-systems": words(
        "Органның ақпараттық жүйелеріндегі тізбе жиынтықтары",
        "Наборов перечня в системах органа",
        "Listed sets in the body's systems",
    ),
    "missing-sets": words("Порталда жоқ жиынтықтар", "Наборы, которых нет на портале", "Sets that are not on the portal"),
    "number": words("Саны", "Число", "Number"),
    "other-title": words("Порталдағы атауы", "Название на портале", "Title on the portal"),
    "set": words("Жиынтық", "Набор", "Set"),
    "sets": words("Жиынтықтар", "Наборы", "Sets"),
    "sets-beside": words("Тізбеден тыс жиынтықтар", "Наборов сверх перечня", "Sets beside the list"),
    "sets-published": words("Жарияланған жиынтықтар", "Опубликовано наборов", "Sets published"),
    "sets-required": words("Тиісті жиынтықтар", "Положено наборов", "Sets required"),
    "swapped-titles": words(
        "Атауы басқа тілдің орнында тұрған жиынтықтар", "Названия под чужим языком", "Titles under the other language"
    ),
    "unread_documents": words(
        "Мәтіні танылмаған құжаттар", "Документы с нераспознанным текстом", "Documents whose words were not read"
    ),
    "updates-due": words("Тиісті жаңартулар", "Положено обновлений", "Updates due"),
    "updates-on-time": words("Мерзіміндегі жаңартулар", "Обновлений в срок", "Updates in time"),
    "words": words("Сөздер", "Слова", "Words"),
    "where": words("Орны", "Место", "Place"),
    "year": words("Атаудағы жыл", "Год в названии", "Year of the title"),
    "years": words("Деректердегі жылдар", "Годы в данных", "Years of the data"),
}
# Why a portal of open government was not read.
WHY = {
    "captcha": words(
        "портал адам екенін растауды талап етті", "портал потребовал подтвердить, что спрашивает человек", "a captcha"
    ),
    "key": words("портал кілт талап етті", "портал потребовал ключ", "a key is demanded"),
    "maintenance": words("порталда техникалық жұмыстар жүріп жатыр", "на портале технические работы", "maintenance"),
    "not-all-sets": words(
        "портал айтқаннан аз жиынтық оқылды",
        "прочитано меньше наборов, чем называет портал",
        "fewer sets were read than the portal says it has",
    ),
    "portal-body-unknown": words(
        "органның порталдағы коды белгісіз", "код органа на портале неизвестен", "the portal's name of the body is not known"
    ),
    "portal-not-asked": words("портал сұралмады", "портал не запрашивался", "the portal was not asked"),
    "portal-not-known": words("портал тізілімде жоқ", "портала нет в реестре", "the portal is not registered"),
}
OPTIONS = {
    "counted": words("не саналады", "что считается", "what is counted"),
    "passports": words("тек паспорттар қаралады", "рассматриваются только паспорта", "passports alone are judged"),
}
CODES = {
    "counted-by": {
        "unified-list": words("Бірыңғай тізбе", "Единый перечень", "the Unified List"),
        "portal-counts": words("порталдың өз есебі", "собственный подсчет портала", "the portal's own count"),
    },
}
