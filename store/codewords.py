"""Codes that facts bear as their values, in Kazakh, Russian and English; which facts bear them says ``store.codes``.

A code belongs to machines (findings.jsonl holds it); whoever reads a sentence reads its words. Where a list of the store is
closed, a test proves that every code of it has words here.
"""

from __future__ import annotations

from store.findings import Message


def _words(kk: str, ru: str, en: str) -> Message:
    return Message(kk=kk, ru=ru, en=en)


# How a sentence names the language of a version: «версия на казахском языке».
VERSION = {
    "kk": _words("қазақ тіліндегі", "на казахском языке", "Kazakh"),
    "ru": _words("орыс тіліндегі", "на русском языке", "Russian"),
    "en": _words("ағылшын тіліндегі", "на английском языке", "English"),
}

LANGUAGE = {
    "kk": _words("қазақ тілі", "казахский", "Kazakh"),
    "ru": _words("орыс тілі", "русский", "Russian"),
    "en": _words("ағылшын тілі", "английский", "English"),
    "": _words("анықталмаған", "не определён", "not told"),
}

DEVICE = {
    "http": _words("браузерсіз", "без браузера", "without a browser"),
    "desktop": _words("компьютердегі браузер", "браузер компьютера", "desktop browser"),
    "phone-android": _words("Android телефоны", "телефон Android", "Android phone"),
    "phone-iphone": _words("iPhone телефоны", "телефон iPhone", "iPhone"),
}

# Which version of a site a telephone got.
LOADING = {
    "auto": _words(
        "мобильдік нұсқа өздігінен ашылды", "мобильная версия загрузилась сама", "the mobile version loaded by itself"
    ),
    "link": _words(
        "мобильдік нұсқаға сілтеме ғана бар", "есть только ссылка на мобильную версию", "only a link to a mobile version"
    ),
    "none": _words("мобильдік нұсқа жоқ", "мобильной версии нет", "no mobile version"),
    "overflow": _words("бет экранға сыймайды", "страница не помещается на экране", "the page does not fit the screen"),
    "crushed": _words(
        "мәтін тым тар немесе экраннан тыс", "текст сжат или выходит за экран", "text is crushed or off the screen"
    ),
    "small": _words("әріптер тым ұсақ", "слишком мелкие буквы", "the letters are too small"),
    "blank": _words("бет бос", "страница пуста", "the page is blank"),
    "unstyled": _words("стиль кестелері жүктелмеді", "таблицы стилей не загрузились", "style sheets did not load"),
    "unmeasured": _words("бет өлшенбеді", "страница не измерена", "the page was not measured"),
    "failed": _words("бет ашылмады", "страница не открылась", "the page did not load"),
}

DATUM = {
    "postal": _words("пошталық мекенжай", "почтовый адрес", "postal address"),
    "email": _words("электрондық пошта мекенжайы", "адрес электронной почты", "e-mail address"),
    "phone": _words("телефон нөмірі", "номер телефона", "telephone number"),
}

# What a reference names.
REFERENCE = {
    "address": _words("мекенжай", "адрес", "address"),
    "fragment": _words("беттегі орын", "место на странице", "place in a page"),
    "external": _words("басқа сайттың мекенжайы", "адрес другого сайта", "address of another site"),
}

# Formats that have no name of their own.
FORMAT = {
    "ole": _words("ескі Office форматы", "старый формат Office", "old Office format"),
    "unknown": _words("белгісіз формат", "неизвестный формат", "unknown format"),
}

PLACE = {
    "contact-page": _words("байланыс беті", "страница контактов", "contact page"),
    "contact-block": _words("беттің жоғарғы не төменгі жағы", "верхняя или нижняя часть страницы", "header or footer"),
    "home-page": _words("басты бет", "главная страница", "home page"),
    "named-line": _words("атауы жазылған жол", "строка с названием этих данных", "a line that names it"),
    "text": _words("басқа мәтіннің іші", "внутри другого текста", "inside other text"),
}

# By what a place looks like contact data that could not be read.
TRACE = {
    "label": _words("деректің атауы", "название данных", "the name of the datum"),
    "veiled": _words("жасырын жазылған дерек", "скрытая запись данных", "a datum written in a veiled form"),
    "microdata": _words("іздеу жүйелеріне арналған белгі", "метка для поисковых систем", "a mark for search engines"),
    "block": _words("байланыс деректерінің бөлімі", "раздел контактов", "a block of contacts"),
    "footer": _words("беттің төменгі жағы", "нижняя часть страницы", "the footer"),
    "header": _words("беттің жоғарғы жағы", "верхняя часть страницы", "the header"),
    "mark": _words("беттің кодындағы белгі", "пометка в коде страницы", "a mark in the code"),
    "map": _words("карта", "карта", "a map"),
    "picture": _words("сурет", "изображение", "a picture"),
}

# For what a page names an address to programs, by the value of ``rel``.
RELATION = {
    "alternate": _words("беттің басқа нұсқасы", "другая версия страницы", "another version of the page"),
    "canonical": _words("беттің негізгі мекенжайы", "основной адрес страницы", "the main address of the page"),
    "preload": _words("алдын ала жүктелетін файл", "файл для предварительной загрузки", "a file to load beforehand"),
    "prefetch": _words("алдын ала сұралатын файл", "файл для предварительного запроса", "a file to ask for beforehand"),
    "modulepreload": _words("алдын ала жүктелетін скрипт", "скрипт для предварительной загрузки", "a script to load beforehand"),
    "dns-prefetch": _words("серверді алдын ала табу", "предварительный поиск сервера", "a server to look up beforehand"),
    "preconnect": _words(
        "серверге алдын ала қосылу", "предварительное соединение с сервером", "a server to connect to beforehand"
    ),
    "search": _words("іздеудің сипаттамасы", "описание поиска", "a description of the search"),
    "icon": _words("сайт белгішесі", "значок сайта", "the icon of the site"),
    "shortcut icon": _words("сайт белгішесі", "значок сайта", "the icon of the site"),
    "apple-touch-icon": _words("телефонға арналған белгіше", "значок для телефона", "an icon for telephones"),
    "mask-icon": _words("бір түсті белгіше", "одноцветный значок", "an icon of one colour"),
    "manifest": _words("қосымшаның сипаттамасы", "описание приложения", "a description of the application"),
    "shortlink": _words("қысқа мекенжай", "короткий адрес", "a short address"),
    "amphtml": _words("беттің жеңілдетілген нұсқасы", "облегчённая версия страницы", "a light version of the page"),
    "pingback": _words("сілтемелер туралы хабар қабылдау", "приём уведомлений о ссылках", "a receiver of notices on links"),
    "edituri": _words("жазба редакторының баптауы", "настройки редактора записей", "settings of an editor"),
    "wlwmanifest": _words("жазба редакторының баптауы", "настройки редактора записей", "settings of an editor"),
    "https://api.w.org/": _words("сайттың бағдарламалық интерфейсі", "программный интерфейс сайта", "the interface of the site"),
    "author": _words("автор туралы мәлімет", "сведения об авторе", "the author"),
    "license": _words("лицензия", "лицензия", "the licence"),
    "help": _words("анықтама", "справка", "help"),
    "next": _words("келесі бет", "следующая страница", "the next page"),
    "prev": _words("алдыңғы бет", "предыдущая страница", "the page before"),
    "profile": _words("деректер белгілеуінің сипаттамасы", "описание разметки данных", "a profile of the markup"),
    "–": _words("түрі көрсетілмеген", "вид не указан", "of no told kind"),
}

ELEMENT = {
    "main-navigation": _words("негізгі навигациялық мәзір", "основное навигационное меню", "the main navigation menu"),
    "home-link": _words("басты бетке сілтеме", "ссылка на главную страницу", "a link to the home page"),
    "site-map-link": _words("сайт картасына сілтеме", "ссылка на карту сайта", "a link to the site map"),
    "search-form": _words("іздеу нысаны", "форма поиска", "a search form"),
}

CONTENT = {
    "news": _words("жаңалықтар мен анонстар", "анонсы и новости", "news and announcements"),
    "procurement": _words(
        "мемлекеттік сатып алу туралы хабарландырулар",
        "объявления о государственных закупках",
        "announcements of state procurement",
    ),
}

SIGN = {
    "untitled": _words("арнаның атауы жоқ", "у канала нет названия", "the feed has no title"),
}

# By what the counterpart of a page in another language was told.
PAIRED = {
    "lane": _words("сол мекенжай басқа тілде", "тот же адрес на другом языке", "the same address in another language"),
    "address": _words("мекенжайдың құрылымы", "строение адреса", "the form of the address"),
    "mutual": _words("екі беттің өзара сілтемесі", "взаимные ссылки страниц", "links of both pages to each other"),
    "hreflang": _words("беттің hreflang белгісі", "указание hreflang на странице", "hreflang of the page"),
}

FAULT = {
    "absent": _words("баламалы мәтін жоқ", "альтернативного текста нет", "no text alternative"),
    "empty-in-link": _words(
        "сілтемедегі баламалы мәтін бос", "пустой альтернативный текст в ссылке", "empty alternative in a link"
    ),
    "says-nothing": _words("баламалы мәтіннің мағынасы жоқ", "альтернативный текст без смысла", "the alternative says nothing"),
    "dead": _words("мекенжай жұмыс істемейді", "адрес не работает", "the address is dead"),
    "to-home": _words("басты бет ашылады", "открывается главная страница", "the home page opens"),
    "other-page": _words("басқа бет ашылады", "открывается другая страница", "another page opens"),
    "no-switch": _words("тілді ауыстыру сілтемесі жоқ", "нет ссылки смены языка", "no language switch"),
    "not a feed": _words("бұл RSS арнасы емес", "это не RSS-канал", "not a feed"),
    "no entries": _words("жазбалары жоқ", "нет записей", "no entries"),
    "empty": _words("файл бос", "файл пуст", "empty"),
    "neither RSS nor Atom": _words("RSS те, Atom да емес", "не RSS и не Atom", "neither RSS nor Atom"),
    "declares entities of its own": _words(
        "файлда тыйым салынған анықтамалар бар", "в файле недопустимые определения", "declares entities of its own"
    ),
}

# What axe-core looked at, by its rule.
AXE_RULE = {
    "image-alt": _words("сурет", "изображение", "picture"),
    "input-image-alt": _words("сурет-батырма", "кнопка-изображение", "picture button"),
    "area-alt": _words("сурет-картаның аймағы", "область карты-изображения", "area of an image map"),
    "svg-img-alt": _words("SVG суреті", "изображение SVG", "SVG picture"),
    "object-alt": _words("кірістірілген объект", "вложенный объект", "embedded object"),
    "role-img-alt": _words("сурет рөліндегі элемент", "элемент в роли изображения", "element in the role of a picture"),
}

LIMIT = {
    "pages": _words("беттер саны", "число страниц", "number of pages"),
    "max-pages": _words("беттер саны", "число страниц", "number of pages"),
    "time": _words("уақыт", "время", "time"),
    "depth": _words("сілтемелер тереңдігі", "глубина ссылок", "depth"),
    "idle": _words("жұмыс ілгерілемей қалды", "обход перестал продвигаться", "nothing moved any more"),
    "refused": _words("платформа бас тартты", "отказ платформы", "refusal of the platform"),
}

LEDGER = {
    "queued": _words("кезегі келмеген", "очередь не дошла", "still waiting"),
    "fetched": _words("оқылды", "прочитано", "read"),
    "unchanged": _words("өзгермеген", "без изменений", "unchanged"),
    "redirected": _words("басқа мекенжайға бағытталды", "перенаправлено", "redirected"),
    "http-error": _words("сервер қатемен жауап берді", "сервер ответил ошибкой", "answered with an error"),
    "blocked": _words("автоматты сұрауға жабық", "закрыто для автоматических запросов", "closed to machines"),
    "blocked-by-robots": _words("robots.txt жапқан", "закрыто файлом robots.txt", "closed by robots.txt"),
    "out-of-scope": _words("басқа сайт", "другой сайт", "other site"),
    "too-large": _words("тым үлкен", "слишком большой размер", "too large"),
    "failed": _words("жауап келмеді", "нет ответа", "no answer"),
    "beyond-budget": _words("аралау шегінен тыс қалды", "за пределом обхода", "beyond the budget"),
    "refused-address": _words("қабылданбаған мекенжай", "недопустимый адрес", "refused address"),
    "not-asked": _words("сұралмаған", "не запрашивалось", "not asked"),
}

FAILURE = {
    "dns": _words("сервер аты табылмады", "имя сервера не найдено", "the name of the server was not found"),
    "connect": _words("сервермен байланыс жоқ", "нет соединения с сервером", "no connection to the server"),
    "timeout": _words("уақытында жауап болмады", "нет ответа в отведённое время", "no answer in time"),
    "tls": _words(
        "сертификат немесе қорғалған байланыс жарамсыз",
        "сбой сертификата или защищённого соединения",
        "the certificate or the protected connection failed",
    ),
    "reset": _words("сервер байланысты үзді", "сервер разорвал соединение", "the server broke the connection"),
    "protocol": _words("жауап HTTP хаттамасын бұзады", "ответ нарушает протокол HTTP", "the answer breaks the HTTP protocol"),
    "decode": _words("жауапты ашып оқу мүмкін болмады", "ответ не удалось распаковать", "the answer could not be unpacked"),
    "redirect-loop": _words("бағыттаулар тұйық шеңбер құрайды", "перенаправления идут по кругу", "redirects go in a circle"),
    "private-address": _words(
        "сервер аты жеке желі мекенжайына апарады", "имя ведёт на адрес частной сети", "the name leads to a private address"
    ),
    "browser": _words("браузер бетті аша алмады", "браузер не смог открыть страницу", "the browser could not open the page"),
    "other": _words("басқа ақау", "другой сбой", "other fault"),
}

ANSWER = {
    "own-bound": _words(
        "файлдың құрылымы бағдарламаны шексіз кідіртуі мүмкін болғандықтан, ол оқылмайды",
        "файл устроен так, что программа его не читает: он мог бы задержать её без конца",
        "made in a way that this program does not read, because it could hold it up without end",
    ),
    "soft-404": _words(
        "бет сервердің жоқ беттер туралы жауабын қайталайды",
        "страница говорит то же, что сервер отвечает о несуществующих страницах",
        "the page says what the server says of pages that do not exist",
    ),
    "redirect-home": _words(
        "сервер жоқ мекенжайлардан апаратын жерге апарады",
        "ведёт туда же, куда сервер ведёт с несуществующих адресов",
        "leads where addresses that do not exist are led",
    ),
    "own-outage": _words(
        "бірден тым көп мекенжай жауап бермеді; кінә біздің желіде болуы мүмкін",
        "сразу отказало слишком многое; возможно, виновата наша линия",
        "too much failed at once; it may be our own line",
    ),
    "host-given-up": _words(
        "көп сәтсіздіктен кейін серверден сұрау тоқтатылды",
        "после многих отказов сервер больше не спрашивали",
        "the server was left in peace after many failures",
    ),
    "trap": _words(
        "мұндай беттер шексіз қайталанады", "страницы этого вида повторяются без конца", "pages of this kind repeat without end"
    ),
    "robots-unreachable": _words(
        "robots.txt файлын оқу мүмкін болмады", "не удалось прочитать robots.txt", "robots.txt could not be read"
    ),
    "url-too-long": _words("мекенжай тым ұзын", "адрес слишком длинный", "the address is too long"),
    "bad-location": _words(
        "қайта бағыттау жарамды мекенжайды көрсетпейді",
        "перенаправление не называет пригодного адреса",
        "the redirect names no usable address",
    ),
    "challenge": _words(
        "қорғаныс қызметі келушінің робот емесін тексереді",
        "служба защиты проверяет, не машина ли посетитель",
        "a protection service asks whether the visitor is a machine",
    ),
    "post-form": _words(
        "нысан деректер жібереді; ол жіберілген жоқ",
        "форма отправляет данные; её не отправляли",
        "the form sends data; it was not sent",
    ),
    "idle": _words("жұмыс ілгерілемей қалды", "обход перестал продвигаться", "nothing moved any more"),
    "live": _words("мекенжай жауап береді", "адрес отвечает", "the address answers"),
    "seen-on-one-day": _words("бір күн ғана байқалды", "замечено только в один день", "seen on one day only"),
    "page": _words("бет", "страница", "page"),
    "render": _words("тек браузер оқи алады", "читается только браузером", "only a browser can read it"),
    "interface-item": _words(
        "платформа интерфейсінің жазбасы", "запись интерфейса платформы", "item of the platform's interface"
    ),
    "listed-by-interface": _words(
        "интерфейс жаңа ештеңе айтпайды", "интерфейс не говорит о нём ничего нового", "the interface says nothing new of it"
    ),
    "file": _words("файл", "файл", "file"),
    "interface": _words("платформа интерфейсінің жауабы", "ответ интерфейса платформы", "answer of the platform's interface"),
}

# A list of pages that holds none.
NONE = {"–": _words("жоқ", "нет", "none")}

# Why the browser gave nothing to judge.
LOOK = {
    "browser-switched-off": _words(
        "--no-render параметрімен өшірілген", "отключено параметром --no-render", "switched off by --no-render"
    ),
    "no-browser": _words("машинада Chromium жоқ", "на машине нет Chromium", "no Chromium on the machine"),
    "no-measurement": _words(
        "браузер бұл беттерді өлшеген жоқ", "браузер эти страницы не измерил", "the browser measured none of these pages"
    ),
    "partly-failed": _words(
        "кейбір беттер жүктелмеді немесе жауап бермеді",
        "часть страниц не загрузилась или не отвечала",
        "some pages did not load or did not let go",
    ),
    "walk-cut": _words("беттер саны қарау шегінен асады", "страниц больше, чем предел просмотра", "more pages than its bound"),
}

# Why a check left a requirement open, or found nothing to judge.
OPEN = {
    "crawl-cut": _words("сайтты аралау аяқталмай тоқтады", "обход сайта прерван", "the crawl was cut short"),
    "unread-addresses": _words("кейбір мекенжайлар оқылмады", "часть адресов не прочитана", "some addresses were not read"),
    "pages-unread": _words("кейбір беттер оқылмады", "часть страниц не прочитана", "some pages were not read"),
    "menu-by-script": _words("мәзірді скрипт жасауы мүмкін", "меню может создаваться скриптом", "scripts may make the menu"),
    "scripts-not-run": _words("скрипттер орындалған жоқ", "скрипты не выполнялись", "scripts were not run"),
    "next-page-unread": _words("келесі бет оқылмады", "следующая страница не прочитана", "the next page was not read"),
    "almost-empty": _words("бет бос дерлік", "страница почти пуста", "the page is almost empty"),
    "meaning": _words("мағынасын адам бағалайды", "смысл оценивает человек", "what it means is for a person to judge"),
    "stricter-than-measured": _words(
        "талап өлшемнен қатаңырақ", "требование строже измерения", "the demand is stricter than the measurement"
    ),
    "axe-incomplete": _words("axe-core шешім шығара алмады", "axe-core не смог решить", "axe-core could not tell"),
    "contact-page-unread": _words("байланыс беті оқылмады", "страница контактов не прочитана", "a contact page was not read"),
    "unread-candidate": _words(
        "байланыс дерегіне ұқсас орын оқылмады",
        "место, похожее на контактные данные, не прочитано",
        "what looks like contact data was not read",
    ),
    "level-not-told": _words("беттердің деңгейі анықталмады", "уровень страниц не определён", "the level of pages was not told"),
    "one-page": _words("бір ғана бет қаралды", "просмотрена только одна страница", "one page only was looked at"),
    "menu-not-shared": _words(
        "басқа беттерде мұндай мәзір жоқ", "на других страницах такого меню нет", "other pages do not share the menu"
    ),
    "weak-candidate": _words("органның өз дерегі ме, белгісіз", "неясно, данные ли это органа", "it may not be the body's own"),
    "not-opened": _words("құжат ашылмады", "документ не открылся", "the document could not be opened"),
    "broken-bytes": _words(
        "кейбір байттар кодтауға сай емес", "отдельные байты не соответствуют кодировке", "single bytes are broken"
    ),
    "no-entry-at-present": _words("қазір тиісті жазба жоқ", "подходящей записи сейчас нет", "no such entry at present"),
    "feeds-unread": _words("RSS арналары оқылмады", "RSS-каналы не прочитаны", "feeds were not read"),
    "targets-open": _words(
        "кейбір мекенжайлардың күйі белгісіз", "состояние части адресов неизвестно", "some addresses stay open"
    ),
    "no-site-map": _words("сайт картасы табылмады", "карта сайта не найдена", "no site map was found"),
    "no-switch-links": _words(
        "тілді ауыстыру сілтемелері табылмады", "ссылки смены языка не найдены", "no language switches were found"
    ),
    "switch-unread": _words(
        "тілді ауыстыру сілтемесі апаратын бет оқылмады",
        "страница по ссылке смены языка не прочитана",
        "where the switch leads was not read",
    ),
    "language-not-told": _words("беттердің тілі анықталмады", "язык страниц не определён", "the language of pages was not told"),
    "counterpart-not-told": _words(
        "сәйкес бет анықталмады", "соответствующая страница не определена", "the counterpart was not told"
    ),
    "unclear": _words("анықтау мүмкін болмады", "установить не удалось", "it could not be told"),
    "told-to-machines-only": _words(
        "тек іздеу жүйелеріне арналған", "дано только для поисковых систем", "told to search engines only"
    ),
    "no-finding": _words("тексеру нәтиже бермеді", "проверка не дала результата", "the check gave no result"),
    "check-crashed": _words(
        "тексеру бағдарлама ақауынан тоқтады", "проверка прервана сбоем программы", "the check ended in a fault"
    ),
}

# Parts of the site of a body on the common platform.
PART = {
    "home": _words("басты бет", "главная страница", "home page"),
    "leadership": _words("басшылық", "руководство", "leadership"),
    "structure": _words("құрылым", "структура", "structure"),
    "pages": _words("беттер", "страницы", "pages"),
    "news": _words("жаңалықтар", "новости", "news"),
    "documents": _words("құжаттар", "документы", "documents"),
    "events": _words("іс-шаралар", "мероприятия", "events"),
    "projects": _words("жобалар", "проекты", "projects"),
    "questions": _words("сұрақтар мен жауаптар", "вопросы и ответы", "questions and answers"),
    "contacts": _words("байланыс деректері", "контакты", "contacts"),
}

REASON = {**LEDGER, **FAILURE, **ANSWER, **LOOK, **OPEN}

BOOLEAN = {True: _words("иә", "да", "yes"), False: _words("жоқ", "нет", "no")}
