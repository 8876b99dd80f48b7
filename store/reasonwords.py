"""Codes of why something was not read, not looked at or not told, in Kazakh, Russian and English."""

from __future__ import annotations

from store.ownwords import joined
from store.wording import words

LIMIT = {
    "pages": words("беттер саны", "число страниц", "number of pages"),
    "max-pages": words("беттер саны", "число страниц", "number of pages"),
    "time": words("уақыт", "время", "time"),
    "depth": words("сілтемелер тереңдігі", "глубина ссылок", "depth"),
    "idle": words("жұмыс ілгерілемей қалды", "обход перестал продвигаться", "nothing moved any more"),
    "refused": words("платформа бас тартты", "отказ платформы", "refusal of the platform"),
}

LEDGER = {
    "queued": words("кезегі келмеген", "очередь не дошла", "still waiting"),
    "fetched": words("оқылды", "прочитано", "read"),
    "unchanged": words("өзгермеген", "без изменений", "unchanged"),
    "redirected": words("басқа мекенжайға бағытталды", "перенаправлено", "redirected"),
    "http-error": words("сервер қатемен жауап берді", "сервер ответил ошибкой", "answered with an error"),
    "blocked": words("автоматты сұрауға жабық", "закрыто для автоматических запросов", "closed to machines"),
    "blocked-by-robots": words("robots.txt жапқан", "закрыто файлом robots.txt", "closed by robots.txt"),
    "out-of-scope": words("басқа сайт", "другой сайт", "other site"),
    "too-large": words("тым үлкен", "слишком большой размер", "too large"),
    "failed": words("жауап келмеді", "нет ответа", "no answer"),
    "beyond-budget": words("аралау шегінен тыс қалды", "за пределом обхода", "beyond the budget"),
    "refused-address": words("қабылданбаған мекенжай", "недопустимый адрес", "refused address"),
    "not-asked": words("сұралмаған", "не запрашивалось", "not asked"),
}

FAILURE = {
    "dns": words("сервер аты табылмады", "имя сервера не найдено", "the name of the server was not found"),
    "connect": words("сервермен байланыс жоқ", "нет соединения с сервером", "no connection to the server"),
    "timeout": words("уақытында жауап болмады", "нет ответа в отведённое время", "no answer in time"),
    "tls": words(
        "сертификат немесе қорғалған байланыс жарамсыз",
        "сбой сертификата или защищённого соединения",
        "the certificate or the protected connection failed",
    ),
    "reset": words("сервер байланысты үзді", "сервер разорвал соединение", "the server broke the connection"),
    "protocol": words("жауап HTTP хаттамасын бұзады", "ответ нарушает протокол HTTP", "the answer breaks the HTTP protocol"),
    "decode": words("жауапты ашып оқу мүмкін болмады", "ответ не удалось распаковать", "the answer could not be unpacked"),
    "redirect-loop": words("бағыттаулар тұйық шеңбер құрайды", "перенаправления идут по кругу", "redirects go in a circle"),
    "private-address": words(
        "сервер аты жеке желі мекенжайына апарады", "имя ведёт на адрес частной сети", "the name leads to a private address"
    ),
    "browser": words("браузер бетті аша алмады", "браузер не смог открыть страницу", "the browser could not open the page"),
    "other": words("басқа ақау", "другой сбой", "other fault"),
}

ANSWER = {
    "own-bound": words(
        "файлдың құрылымы бағдарламаны шексіз кідіртуі мүмкін болғандықтан, ол оқылмайды",
        "файл устроен так, что программа его не читает: он мог бы задержать её без конца",
        "made in a way that this program does not read, because it could hold it up without end",
    ),
    "soft-404": words(
        "бет сервердің жоқ беттер туралы жауабын қайталайды",
        "страница говорит то же, что сервер отвечает о несуществующих страницах",
        "the page says what the server says of pages that do not exist",
    ),
    "redirect-home": words(
        "сервер жоқ мекенжайлардан апаратын жерге апарады",
        "ведёт туда же, куда сервер ведёт с несуществующих адресов",
        "leads where addresses that do not exist are led",
    ),
    "own-outage": words(
        "бірден тым көп мекенжай жауап бермеді; кінә біздің желіде болуы мүмкін",
        "сразу отказало слишком многое; возможно, виновата наша линия",
        "too much failed at once; it may be our own line",
    ),
    "host-given-up": words(
        "көп сәтсіздіктен кейін серверден сұрау тоқтатылды немесе жауабы аз күтілді",
        "после многих отказов сервер больше не спрашивали или ждали его меньше",
        "after many failures the server was left in peace or waited for less",
    ),
    "trap": words(
        "мұндай беттер шексіз қайталанады", "страницы этого вида повторяются без конца", "pages of this kind repeat without end"
    ),
    "robots-unreachable": words(
        "robots.txt файлын оқу мүмкін болмады", "не удалось прочитать robots.txt", "robots.txt could not be read"
    ),
    "url-too-long": words("мекенжай тым ұзын", "адрес слишком длинный", "the address is too long"),
    "bad-location": words(
        "қайта бағыттау жарамды мекенжайды көрсетпейді",
        "перенаправление не называет пригодного адреса",
        "the redirect names no usable address",
    ),
    "challenge": words(
        "қорғаныс қызметі келушінің робот емесін тексереді",
        "служба защиты проверяет, не машина ли посетитель",
        "a protection service asks whether the visitor is a machine",
    ),
    "post-form": words(
        "нысан деректер жібереді; ол жіберілген жоқ",
        "форма отправляет данные; её не отправляли",
        "the form sends data; it was not sent",
    ),
    "idle": words("жұмыс ілгерілемей қалды", "обход перестал продвигаться", "nothing moved any more"),
    "language": words("жауап басқа тілде келді", "ответ на другом языке", "the answer is in another language"),
    "mark": words("жауапта күтілген белгі жоқ", "в ответе нет ожидаемой приметы", "the answer lacks a mark that was expected"),
    "items": words("портал күтілгеннен аз көрсетті", "портал показал меньше, чем должен", "the portal showed less than it must"),
    "field": words("жазбаларда өріс жоқ", "в записях нет поля", "the items lack a field"),
    "more than ever": words(
        "портал бұрынғыдан көп көрсетті", "портал показал больше, чем когда-либо", "the portal showed more than it ever did"
    ),
    "live": words("мекенжай жауап береді", "адрес отвечает", "the address answers"),
    "seen-on-one-day": words("бір күн ғана байқалды", "замечено только в один день", "seen on one day only"),
    "page": words("бет", "страница", "page"),
    "render": words("тек браузер оқи алады", "читается только браузером", "only a browser can read it"),
    "reported-link": words("органның есебінде аталған", "назван в отчете органа", "named in the body's report"),
    "interface-item": words("платформа интерфейсінің жазбасы", "запись интерфейса платформы", "item of the platform's interface"),
    "listed-by-interface": words(
        "интерфейс жаңа ештеңе айтпайды", "интерфейс не говорит о нём ничего нового", "the interface says nothing new of it"
    ),
    "file": words("файл", "файл", "file"),
    "interface": words("платформа интерфейсінің жауабы", "ответ интерфейса платформы", "answer of the platform's interface"),
}

# Why the browser gave nothing to judge.
LOOK = {
    "browser-switched-off": words(
        "--no-render параметрімен өшірілген", "отключено параметром --no-render", "switched off by --no-render"
    ),
    "no-browser": words("машинада Chromium жоқ", "на машине нет Chromium", "no Chromium on the machine"),
    "no-measurement": words(
        "браузер бұл беттерді өлшеген жоқ", "браузер эти страницы не измерил", "the browser measured none of these pages"
    ),
    "partly-failed": words(
        "кейбір беттер жүктелмеді немесе жауап бермеді",
        "часть страниц не загрузилась или не отвечала",
        "some pages did not load or did not let go",
    ),
    "walk-cut": words("беттер саны қарау шегінен асады", "страниц больше, чем предел просмотра", "more pages than its bound"),
}

# Why a check left a requirement open, or found nothing to judge.
OPEN = {
    "crawl-cut": words("сайтты аралау аяқталмай тоқтады", "обход сайта прерван", "the crawl was cut short"),
    "unread-addresses": words("кейбір мекенжайлар оқылмады", "часть адресов не прочитана", "some addresses were not read"),
    "pages-unread": words("кейбір беттер оқылмады", "часть страниц не прочитана", "some pages were not read"),
    "menu-by-script": words("мәзірді скрипт жасауы мүмкін", "меню может создаваться скриптом", "scripts may make the menu"),
    "scripts-not-run": words("скрипттер орындалған жоқ", "скрипты не выполнялись", "scripts were not run"),
    "next-page-unread": words("келесі бет оқылмады", "следующая страница не прочитана", "the next page was not read"),
    "almost-empty": words("бет бос дерлік", "страница почти пуста", "the page is almost empty"),
    "alternative-language": words(
        "баламалы мәтін басқа тілде сияқты",
        "альтернативный текст, возможно, на другом языке",
        "the alternative may be in another language",
    ),
    "alternative-shared": words(
        "бір мәтін бірнеше суретте тұр", "один текст у нескольких изображений", "one text at several pictures"
    ),
    "no-captions": words("субтитрі көрсетілмеген", "субтитры не указаны", "no captions are named"),
    "on-picture": words("тек суретте тұр", "есть только на изображении", "it stands on a picture alone"),
    "meaning": words("мағынасын адам бағалайды", "смысл оценивает человек", "what it means is for a person to judge"),
    "sample-too-small": words("өлшенген беттер тым аз", "измерено слишком мало страниц", "too few pages were measured"),
    "no-firefox": words("Firefox орнатылмаған", "Firefox не установлен", "Firefox is not installed"),
    "no-webkit": words("WebKit орнатылмаған", "WebKit не установлен", "WebKit is not installed"),
    "stricter-than-measured": words(
        "талап өлшемнен қатаңырақ", "требование строже измерения", "the demand is stricter than the measurement"
    ),
    "axe-incomplete": words("axe-core шешім шығара алмады", "axe-core не смог решить", "axe-core could not tell"),
    "in-file": words("тек файлда тұр", "есть только в файле", "it stands in a file alone"),
    "no-town": words("елді мекен аталмаған", "населённый пункт не назван", "no town is named"),
    "another-place": words("мекенжай басқа жердікі", "адрес другого места", "an address of another place"),
    "link-not-told": words(
        "беттегі сілтемелер осы актіге апаруы мүмкін",
        "ссылки страницы могут вести на этот акт",
        "links of the page may lead to the act",
    ),
    "act-unknown": words(
        "құқықтық базада мұндай акт жоқ", "в правовой базе такого акта нет", "the legal database does not know the act"
    ),
    "act-assumed": words(
        "актінің күшін жоғалтқаны мәтінімен салыстырылмаған",
        "утрата актом силы не сверена с его текстом",
        "nobody compared the end of the act with its text",
    ),
    "period-assumed": words(
        "жаңарту мерзімі актіде көрсетілмеген", "срок обновления актом не назван", "no act names the period of renewal"
    ),
    "older-page": words("бет актіден бұрын орналастырылған", "страница размещена раньше", "the page is older than the act's end"),
    "another-body": words("басқа жердегі орган аталған", "назван орган другого места", "a body of another place is named"),
    "no-section": words(
        "бет заңдағы бөлімдердің ешқайсысына жатпайды",
        "страница не относится ни к одному разделу закона",
        "a page of none of the law's sections",
    ),
    "likeness-not-told": words(
        "мәтіндердің сәйкестігі анықталмады", "соответствие текстов не установлено", "whether the texts agree could not be told"
    ),
    "language-mixed": words(
        "мәтіннің бір бөлігі басқа тілде", "часть текста на другом языке", "part of the text is in the other language"
    ),
    "contact-page-unread": words("байланыс беті оқылмады", "страница контактов не прочитана", "a contact page was not read"),
    "unread-candidate": words(
        "байланыс дерегіне ұқсас орын оқылмады",
        "место, похожее на контактные данные, не прочитано",
        "what looks like contact data was not read",
    ),
    "level-not-told": words("беттердің деңгейі анықталмады", "уровень страниц не определён", "the level of pages was not told"),
    "one-page": words("бір ғана бет қаралды", "просмотрена только одна страница", "one page only was looked at"),
    "menu-not-shared": words(
        "басқа беттерде мұндай мәзір жоқ", "на других страницах такого меню нет", "other pages do not share the menu"
    ),
    "person-candidate": words(
        "талап етілгеннің бар-жоғын машина анықтай алмайды",
        "машина не может установить, есть ли там требуемое",
        "a machine cannot tell whether it holds what is demanded",
    ),
    "foreign-candidate": words(
        "бет басқа тілде жазылған", "страница написана на другом языке", "the page is in another language"
    ),
    "framed-candidate": words(
        "мазмұны басқа сайттан көрсетіледі", "содержание показано с другого сайта", "its content comes from another site"
    ),
    "elsewhere-candidate": words("басқа сайтқа апарады", "ведёт на другой сайт", "it leads to another site"),
    "phone-version-unread": words(
        "мобильдік нұсқасы оқылмады", "мобильная версия не прочитана", "the mobile version was not read"
    ),
    "other-formats": words(
        "заңда аталмаған форматтағы құжаттар бар",
        "есть документы форматов, не названных в законе",
        "some documents have formats that the law does not name",
    ),
    "phone-leads-over": words(
        "мобильдік нұсқа негізгі нұсқаға апарады",
        "мобильная версия ведёт на основную",
        "the mobile version leads to the main one",
    ),
    "phone-untried": words(
        "мұндай беттер телефонда ашылмаған", "такие страницы не открывались на телефоне", "no such page was loaded on a telephone"
    ),
    "phone-hidden": words(
        "телефон беттің мәтінін толық көрсетпеді", "телефон показал не весь текст", "a telephone did not show all of the text"
    ),
    "one-address": words("екі нұсқаның мекенжайы бір", "у обеих версий один адрес", "both versions have one address"),
    "weak-words": words("тек ұқсас сөздер табылды", "найдены лишь похожие слова", "only words like it were found"),
    "page-unread": words("кейбір беттер оқылмады", "часть страниц не прочитана", "some pages were not read"),
    "when-available": words(
        "мәлімет бар болған жағдайда ғана орналастырылады",
        "сведения размещаются только при наличии",
        "it is published only where there is any",
    ),
    "weak-candidate": words("органның өз дерегі ме, белгісіз", "неясно, данные ли это органа", "it may not be the body's own"),
    "not-opened": words("құжат ашылмады", "документ не открылся", "the document could not be opened"),
    "broken-bytes": words(
        "кейбір байттар кодтауға сай емес", "отдельные байты не соответствуют кодировке", "single bytes are broken"
    ),
    "no-entry-at-present": words("қазір тиісті жазба жоқ", "подходящей записи сейчас нет", "no such entry at present"),
    "feeds-unread": words("RSS арналары оқылмады", "RSS-каналы не прочитаны", "feeds were not read"),
    "targets-open": words(
        "кейбір мекенжайлардың күйі белгісіз", "состояние части адресов неизвестно", "some addresses stay open"
    ),
    "no-site-map": words("сайт картасы табылмады", "карта сайта не найдена", "no site map was found"),
    "no-switch-links": words(
        "тілді ауыстыру сілтемелері табылмады", "ссылки смены языка не найдены", "no language switches were found"
    ),
    "switch-unread": words(
        "тілді ауыстыру сілтемесі апаратын бет оқылмады",
        "страница по ссылке смены языка не прочитана",
        "where the switch leads was not read",
    ),
    "language-not-told": words("беттердің тілі анықталмады", "язык страниц не определён", "the language of pages was not told"),
    "counterpart-not-told": words(
        "сәйкес бет анықталмады", "соответствующая страница не определена", "the counterpart was not told"
    ),
    "unclear": words("анықтау мүмкін болмады", "установить не удалось", "it could not be told"),
    "told-to-machines-only": words(
        "тек іздеу жүйелеріне арналған", "дано только для поисковых систем", "told to search engines only"
    ),
    "may-be-it": words("сол ма, жоқ па, белгісіз", "неясно, то ли это", "it may be it or not"),
    "one-version": words(
        "ресми тілдердегі нұсқалардың біреуінде ғана",
        "только в одной из версий на официальных языках",
        "in one of the official versions alone",
    ),
    "in-frame": words("басқа сайттың терезесінде тұр", "стоит в окне другого сайта", "it stands in a frame of another site"),
    "picture-doubtful": words(
        "суреттегі жазу толық оқылмады", "надпись на изображении прочитана не полностью", "words on a picture were badly read"
    ),
    "picture-unread": words("суреттегі мәтін мен белгілер оқылмады", "изображения не прочитаны", "pictures were not read"),
    "not-asked-key": words(
        "іздеу жүйесінің кілті берілмеген", "ключ поисковой системы не задан", "no key of the search system was given"
    ),
    "answer-unreadable": words("жауап оқылмады", "ответ не прочитан", "the answer could not be read"),
    "no-finding": words("тексеру нәтиже бермеді", "проверка не дала результата", "the check gave no result"),
    "check-crashed": words(
        "тексеру бағдарлама ақауынан тоқтады", "проверка прервана сбоем программы", "the check ended in a fault"
    ),
}

# How a portal turns a reader away.
REFUSAL = {
    "captcha": words("портал роботқа тексеру сұрайды", "портал требует проверки на робота", "the portal asks for a captcha"),
    "maintenance": words("порталда техникалық жұмыстар", "на портале технические работы", "the portal is under maintenance"),
    "forbidden": words("портал кіруге рұқсат бермейді", "портал закрыл доступ", "the portal forbids the visit"),
}

REASON = joined({**LEDGER, **FAILURE, **ANSWER, **LOOK, **OPEN, **REFUSAL}, "reasons", "store/reasonwords.py")
