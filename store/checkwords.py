"""Words of what the checks of appendix 14 look for, of browsers, of devices and of search systems."""

from __future__ import annotations

from store.wording import words

# As which kind of device shows a site, and what is said where one address serves both versions.
VIEW = {
    "desktop": words("компьютер", "компьютер", "desktop"),
    "phone": words("телефон", "телефон", "telephone"),
}

ONE_ADDRESS = {
    "met": words("талап орындалды", "требование выполнено", "in order"),
    "person": words("адам шешеді", "решает человек", "a person decides"),
}

BROWSER = {
    "chrome": words("Google Chrome", "Google Chrome", "Google Chrome"),
    "opera": words("Opera", "Opera", "Opera"),
    "firefox": words("Firefox", "Firefox", "Firefox"),
    "safari": words("Safari", "Safari", "Safari"),
    "android": words("Android браузері", "Браузер Android", "Browser of Android"),
    "ios": words("iOS браузері", "Браузер iOS", "Browser of iOS"),
    "internet-explorer": words("Internet Explorer", "Internet Explorer", "Internet Explorer"),
    "windows-phone": words("Windows Phone браузері", "Браузер Windows Phone", "Browser of Windows Phone"),
}

# How letters are enlarged.
MEANS = {
    "viewport": words("браузер масштабы", "масштаб браузера", "zoom of the browser"),
    "text": words("мәтінді ғана үлкейту", "увеличение только текста", "text alone"),
}

# What an indicator demands of the place that is named so.
ASKED = {
    "text": words("мәтін", "текст", "a text"),
    "list": words("тізім", "перечень", "a list"),
    "table": words("кесте", "таблица", "a table"),
    "picture": words("сурет немесе сызба", "изображение или схема", "a picture"),
    "file": words("жүктелетін құжат", "документ для скачивания", "a document to be opened"),
    "words": words("заң тізбелеген бөліктің бәрі", "все части, которые перечисляет закон", "all parts that the law lists"),
    "acts": words("акт немесе оның жобасы", "акт или его проект", "an act or a draft of one"),
    "figures": words("нақты сандар", "цифры о самом предмете", "figures of the thing itself"),
    "data": words("кесте немесе деректер файлы", "таблица или файл с данными", "a table or a file of data"),
    "machine-readable": words("машина оқи алатын құжат", "машиночитаемый документ", "a document that a machine can read"),
    "link": words("талап етілген сайтқа сілтеме", "ссылка на требуемый сайт", "a link to the site asked for"),
    "links": words("құжаттарға сілтемелер", "ссылки на документы", "links to documents"),
    "form": words("толтырылатын нысан", "форма для заполнения", "a form"),
    "feed": words("RSS арнасы", "RSS-канал", "a feed"),
    "address": words("мекенжай", "адрес", "an address"),
    "email": words("электрондық пошта мекенжайы", "адрес электронной почты", "an e-mail address"),
    "phone": words("телефон нөмірі", "номер телефона", "a telephone number"),
    "persons": words(
        "лауазымды адамдардың аты-жөні мен байланыс деректері",
        "фамилии и контактные данные должностных лиц",
        "named persons with their contact data",
    ),
    "hours": words("қабылдау уақыты", "часы приёма", "hours"),
    "date": words("белгіленген мерзімдегі күн", "дата в пределах срока", "a date inside the period"),
    "any": words("талап етілетін мазмұнның бірі", "что-либо из требуемого содержания", "any of what is demanded"),
}

# Which of the things that a check may look for was ordered.
DEMAND = {
    "feedback-form": words("кері байланыс нысаны", "форма обратной связи", "a feedback form"),
    "poll-form": words("сауалнама нысаны", "форма опроса", "a poll form"),
    "frequent-questions": words(
        "жиі қойылатын сұрақтар мен олардың жауаптары", "частые вопросы с ответами", "frequent questions with answers"
    ),
    "visitor-counter": words("келушілер санауышы", "счётчик посещений", "a visitor counter"),
    "statement": words(
        "ресми интернет-ресурс екені туралы жазу",
        "указание на официальный интернет-ресурс",
        "the words that this is the official site",
    ),
    "emblem": words("Мемлекеттік Елтаңбаның бейнесі", "изображение Государственного Герба", "the State Emblem"),
    "emblem-size": words(
        "Мемлекеттік Елтаңба бейнесінің көлемі", "размер изображения Государственного Герба", "the size of the State Emblem"
    ),
    "posted": words("орналастырылған күні мен уақыты", "дата и время размещения", "date and time of posting"),
    "changed": words(
        "соңғы өзгертілген күні мен уақыты", "дата и время последнего изменения", "date and time of the last change"
    ),
    "short-words": words("қысқа сұрау бойынша іздеу", "поиск по короткому запросу", "a search for a short word"),
    "context": words("бүкіл мәтін бойынша іздеу", "поиск по всей текстовой информации", "a search in all texts"),
    "advanced": words("кеңейтілген іздеу", "расширенный поиск", "an advanced search"),
    "own-page": words(
        "іздеу нәтижелерінің жеке беті", "отдельная страница с результатами поиска", "a page of its own for results"
    ),
    "blocks": words("үлкен мәтіннің бөліктері", "части большого текста", "parts of long texts"),
    "acts": words("құқықтық актінің бөлімдеріне сілтемелер", "ссылки на разделы правового акта", "links to sections of an act"),
    "plug-ins": words("арнайы бағдарламасыз қолжетімділік", "доступ без специальных программ", "access without special programs"),
    "login": words("авторизациясыз қолжетімділік", "доступ без авторизации", "access without a login"),
    "english": words("сайттың ағылшын тіліндегі нұсқасы", "версия сайта на английском языке", "an English version of the site"),
}

# Search systems as their owners write them.
SYSTEM = {
    "google": words("Google", "Google", "Google"),
    "yandex": words("Яндекс", "Яндекс", "Yandex"),
    "mail.ru": words("Mail.ru", "Mail.ru", "Mail.ru"),
}

# By what the counterpart of a page in another language was told.
PAIRED = {
    "switch": words("тілді ауыстыру сілтемесі", "ссылка смены языка", "a language switch"),
    "content": words("беттердің мазмұны", "содержание страниц", "what the pages say"),
    "template": words("беттің бір үлгісі", "один шаблон страницы", "one template"),
    "numbers": words("бірдей сандар", "одинаковые цифры", "the same figures"),
    "dates": words("бірдей күндер", "одинаковые даты", "the same dates"),
    "images": words("бірдей суреттер", "одинаковые изображения", "the same pictures"),
    "lane": words("сол мекенжай басқа тілде", "тот же адрес на другом языке", "the same address in another language"),
    "address": words("мекенжайдың құрылымы", "строение адреса", "the form of the address"),
    "mutual": words("екі беттің өзара сілтемесі", "взаимные ссылки страниц", "links of both pages to each other"),
    "hreflang": words("беттің hreflang белгісі", "указание hreflang на странице", "hreflang of the page"),
}

# What the form of a draft on the portal of open legal acts lacks.
FORM_FAULT = {
    "not-in-language": words(
        "жолдың тіліндегі нұсқасы жоқ", "нет версии на языке строки", "there is no version in the language of the row"
    ),
    "no-title": words("атауы жоқ", "нет наименования", "no title"),
    "title-in-other-language": words("атауы басқа тілде", "наименование на другом языке", "the title is in the other language"),
    "no-type": words("акт түрі көрсетілмеген", "не указан вид акта", "no kind of act"),
    "no-created": words("жасалған күні көрсетілмеген", "не указана дата создания", "no day of creation"),
    "no-until": words("талқылау мерзімі көрсетілмеген", "не указан срок обсуждения", "no last day of the discussion"),
    "ends-before-it-begins": words(
        "талқылау басталмай аяқталған", "обсуждение заканчивается раньше начала", "the discussion ends before it begins"
    ),
    "discussion-too-short": words(
        "талқылау мерзімі заңдағыдан қысқа",
        "срок обсуждения короче установленного",
        "the discussion is shorter than the law demands",
    ),
    "no-text": words("мәтіні де, файлы да жоқ", "нет ни текста, ни файла", "neither a text nor a file"),
    "no-version": words("жоба нұсқасы көрсетілмеген", "не указана версия проекта", "no version of the draft"),
    "empty-row": words("нысанның жолы бос", "строка формы не заполнена", "a row of the form is empty"),
    "text-in-other-language": words("мәтіні басқа тілде", "текст на другом языке", "the text is in the other language"),
}
