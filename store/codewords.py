"""Codes that facts bear as their values, in Kazakh, Russian and English; which facts bear them says ``store.codes``.

A code belongs to machines (findings.jsonl holds it); whoever reads a sentence reads its words. Where a list of the store is
closed, a test proves that every code of it has words here.
"""

from __future__ import annotations

from store.wording import words

# How a sentence names the language of a version: «версия на казахском языке».
VERSION = {
    "kk": words("қазақ тіліндегі", "на казахском языке", "Kazakh"),
    "ru": words("орыс тіліндегі", "на русском языке", "Russian"),
    "en": words("ағылшын тіліндегі", "на английском языке", "English"),
}

LANGUAGE = {
    "kk": words("қазақ тілі", "казахский", "Kazakh"),
    "ru": words("орыс тілі", "русский", "Russian"),
    "en": words("ағылшын тілі", "английский", "English"),
    "": words("анықталмаған", "не определён", "not told"),
}

# A figure of which only the least is known.
BOUND = {"least": words("кемінде {number}", "не меньше {number}", "at least {number}")}

DEVICE = {
    "http": words("браузерсіз", "без браузера", "without a browser"),
    "desktop": words("компьютердегі браузер", "браузер компьютера", "desktop browser"),
    "phone-android": words("Android телефоны", "телефон Android", "Android phone"),
    "phone-iphone": words("iPhone телефоны", "телефон iPhone", "iPhone"),
}


# Which version of a site a telephone got.
LOADING = {
    "auto": words("мобильдік нұсқа өздігінен ашылды", "мобильная версия загрузилась сама", "the mobile version loaded by itself"),
    "link": words(
        "мобильдік нұсқаға сілтеме ғана бар", "есть только ссылка на мобильную версию", "only a link to a mobile version"
    ),
    "none": words("мобильдік нұсқа жоқ", "мобильной версии нет", "no mobile version"),
    "overflow": words("бет экранға сыймайды", "страница не помещается на экране", "the page does not fit the screen"),
    "crushed": words("мәтін тым тар немесе экраннан тыс", "текст сжат или выходит за экран", "text is crushed or off the screen"),
    "small": words("әріптер тым ұсақ", "слишком мелкие буквы", "the letters are too small"),
    "blank": words("бет бос", "страница пуста", "the page is blank"),
    "strange": words("басқа сайтқа бағытталды", "открылся другой сайт", "led to another site"),
    "unstyled": words("стиль кестелері жүктелмеді", "таблицы стилей не загрузились", "style sheets did not load"),
    "unmeasured": words("бет өлшенбеді", "страница не измерена", "the page was not measured"),
    "failed": words("бет ашылмады", "страница не открылась", "the page did not load"),
}

DATUM = {
    "postal": words("пошталық мекенжай", "почтовый адрес", "postal address"),
    "email": words("электрондық пошта мекенжайы", "адрес электронной почты", "e-mail address"),
    "phone": words("телефон нөмірі", "номер телефона", "telephone number"),
    "social": words(
        "әлеуметтік желідегі немесе мессенджердегі аккаунт",
        "аккаунт в социальной сети или мессенджере",
        "account in a social network or messenger",
    ),
}


# What a reference names.
REFERENCE = {
    "address": words("мекенжай", "адрес", "address"),
    "fragment": words("беттегі орын", "место на странице", "place in a page"),
    "external": words("басқа сайттың мекенжайы", "адрес другого сайта", "address of another site"),
}

# Formats that have no name of their own.
FORMAT = {
    "ole": words("ескі Office форматы", "старый формат Office", "old Office format"),
    "unknown": words("белгісіз формат", "неизвестный формат", "unknown format"),
}

PLACE = {
    "contact-page": words("байланыс беті", "страница контактов", "contact page"),
    "contact-block": words("беттің жоғарғы не төменгі жағы", "верхняя или нижняя часть страницы", "header or footer"),
    "home-page": words("басты бет", "главная страница", "home page"),
    "writing-page": words(
        "органға қалай жазу керегі туралы бет", "страница о том, как написать органу", "a page on how to write to the body"
    ),
    "named-line": words("атауы жазылған жол", "строка с названием этих данных", "a line that names it"),
    "own-line": words(
        "деректің органның өзінікі екені айтылған жол",
        "строка, из которой видно, что это данные самого органа",
        "a line that shows that the datum is the body's own",
    ),
    "other-version": words(
        "басқа нұсқа келуші іздейтін жерде беретін деректің дәл өзі тұрған мәтін",
        "текст с теми же данными, которые другая версия даёт там, где их ищет посетитель",
        "a text with the very data that the other version gives where visitors look for them",
    ),
    "text": words("басқа мәтіннің іші", "внутри другого текста", "inside other text"),
}

# By what a place looks like contact data that could not be read.
TRACE = {
    "label": words("деректің атауы", "название данных", "the name of the datum"),
    "sentence": words("сөйлем ішінде айтылған мекенжай", "адрес, сказанный в предложении", "an address told in a sentence"),
    "veiled": words("жасырын жазылған дерек", "скрытая запись данных", "a datum written in a veiled form"),
    "microdata": words("іздеу жүйелеріне арналған белгі", "метка для поисковых систем", "a mark for search engines"),
    "block": words("байланыс деректерінің бөлімі", "раздел контактов", "a block of contacts"),
    "footer": words("беттің төменгі жағы", "нижняя часть страницы", "the footer"),
    "header": words("беттің жоғарғы жағы", "верхняя часть страницы", "the header"),
    "mark": words("беттің кодындағы белгі", "пометка в коде страницы", "a mark in the code"),
    "map": words("карта", "карта", "a map"),
    "picture": words("сурет", "изображение", "a picture"),
}

# For what a page names an address to programs, by the value of ``rel``.
RELATION = {
    "alternate": words("беттің басқа нұсқасы", "другая версия страницы", "another version of the page"),
    "canonical": words("беттің негізгі мекенжайы", "основной адрес страницы", "the main address of the page"),
    "preload": words("алдын ала жүктелетін файл", "файл для предварительной загрузки", "a file to load beforehand"),
    "prefetch": words("алдын ала сұралатын файл", "файл для предварительного запроса", "a file to ask for beforehand"),
    "modulepreload": words("алдын ала жүктелетін скрипт", "скрипт для предварительной загрузки", "a script to load beforehand"),
    "dns-prefetch": words("серверді алдын ала табу", "предварительный поиск сервера", "a server to look up beforehand"),
    "preconnect": words(
        "серверге алдын ала қосылу", "предварительное соединение с сервером", "a server to connect to beforehand"
    ),
    "search": words("іздеудің сипаттамасы", "описание поиска", "a description of the search"),
    "icon": words("сайт белгішесі", "значок сайта", "the icon of the site"),
    "shortcut icon": words("сайт белгішесі", "значок сайта", "the icon of the site"),
    "apple-touch-icon": words("телефонға арналған белгіше", "значок для телефона", "an icon for telephones"),
    "mask-icon": words("бір түсті белгіше", "одноцветный значок", "an icon of one colour"),
    "manifest": words("қосымшаның сипаттамасы", "описание приложения", "a description of the application"),
    "shortlink": words("қысқа мекенжай", "короткий адрес", "a short address"),
    "amphtml": words("беттің жеңілдетілген нұсқасы", "облегчённая версия страницы", "a light version of the page"),
    "pingback": words("сілтемелер туралы хабар қабылдау", "приём уведомлений о ссылках", "a receiver of notices on links"),
    "edituri": words("жазба редакторының баптауы", "настройки редактора записей", "settings of an editor"),
    "wlwmanifest": words("жазба редакторының баптауы", "настройки редактора записей", "settings of an editor"),
    "https://api.w.org/": words("сайттың бағдарламалық интерфейсі", "программный интерфейс сайта", "the interface of the site"),
    "author": words("автор туралы мәлімет", "сведения об авторе", "the author"),
    "license": words("лицензия", "лицензия", "the licence"),
    "help": words("анықтама", "справка", "help"),
    "next": words("келесі бет", "следующая страница", "the next page"),
    "prev": words("алдыңғы бет", "предыдущая страница", "the page before"),
    "profile": words("деректер белгілеуінің сипаттамасы", "описание разметки данных", "a profile of the markup"),
    "–": words("түрі көрсетілмеген", "вид не указан", "of no told kind"),
}

ELEMENT = {
    "main-navigation": words("негізгі навигациялық мәзір", "основное навигационное меню", "the main navigation menu"),
    "home-link": words("басты бетке сілтеме", "ссылка на главную страницу", "a link to the home page"),
    "site-map-link": words("сайт картасына сілтеме", "ссылка на карту сайта", "a link to the site map"),
    "search-form": words("іздеу нысаны", "форма поиска", "a search form"),
}

CONTENT = {
    "news": words("жаңалықтар мен анонстар", "анонсы и новости", "news and announcements"),
    "procurement": words(
        "мемлекеттік сатып алу туралы хабарландырулар",
        "объявления о государственных закупках",
        "announcements of state procurement",
    ),
}


SIGN = {
    "untitled": words("арнаның атауы жоқ", "у канала нет названия", "the feed has no title"),
}


FAULT = {
    "absent": words("баламалы мәтін жоқ", "альтернативного текста нет", "no text alternative"),
    "empty-in-link": words(
        "сілтемедегі баламалы мәтін бос", "пустой альтернативный текст в ссылке", "empty alternative in a link"
    ),
    "says-nothing": words("баламалы мәтіннің мағынасы жоқ", "альтернативный текст без смысла", "the alternative says nothing"),
    "dead": words("мекенжай жұмыс істемейді", "адрес не работает", "the address is dead"),
    "to-home": words("басты бет ашылады", "открывается главная страница", "the home page opens"),
    "other-subject": words(
        "басқа тақырыптағы бет ашылады", "открывается страница на другую тему", "a page on another subject opens"
    ),
    "other-page": words("басқа бет ашылады", "открывается другая страница", "another page opens"),
    "no-switch": words("тілді ауыстыру сілтемесі жоқ", "нет ссылки смены языка", "no language switch"),
    "foreign": words("мәтін басқа тілде", "текст на другом языке", "text in the other language"),
    "figures-apart": words("сандар сәйкес емес", "числа не совпадают", "figures do not match"),
    "partly-foreign": words(
        "мәтіннің бір бөлігі басқа тілде", "часть текста на другом языке", "part of the text in the other language"
    ),
    "other-text": words("мәтіндер әртүрлі нәрсе туралы", "тексты о разном", "texts of different things"),
    "differs": words("деректер әртүрлі", "данные расходятся", "data differ"),
    "shorter": words("мәтін толық емес", "текст неполный", "text left out"),
    "without-files": words("файлдар жоқ", "нет файлов", "files lack"),
    "no-counterpart": words("екінші тілдегі беті жоқ", "нет страницы на втором языке", "no page in the other language"),
    "unclear": words("мәтіндердің сәйкестігі анықталмады", "соответствие текстов не установлено", "likeness not told"),
    "not a feed": words("бұл RSS арнасы емес", "это не RSS-канал", "not a feed"),
    "no entries": words("жазбалары жоқ", "нет записей", "no entries"),
    "empty": words("файл бос", "файл пуст", "empty"),
    "neither RSS nor Atom": words("RSS те, Atom да емес", "не RSS и не Atom", "neither RSS nor Atom"),
    "trap-with-a-way-out": words(
        "фокус айналып қайта келеді, бірақ шығатын жолы бар",
        "фокус ходит по кругу, но выход есть",
        "the focus goes round, with a way out",
    ),
    "passed-by-keyboard": words(
        "Tab пернесі бұл элементке тоқтамайды",
        "клавиша Tab не останавливается на этом элементе",
        "Tab does not stop at this element",
    ),
    "faint-focus": words("фокус көрінбейді дерлік", "фокус почти не виден", "the focus is hardly seen"),
    "focus-outside": words(
        "фокус терезенің сыртына түседі, ол көрінбейді",
        "фокус попадает за край окна, где его не видно",
        "the focus goes beyond the edge of the window, where it is not seen",
    ),
    "menu-of-a-link": words(
        "ішкі мәзір тек тінтуірмен ашылады",
        "вложенное меню открывается только мышью",
        "the inner menu opens under the mouse alone",
    ),
    "wide-thing": words(
        "бет осы элементтің кесірінен көлденең жылжиды",
        "из-за этого элемента страница прокручивается по горизонтали",
        "this element makes the page scroll sideways",
    ),
    "zoom-forbidden": words(
        "бет телефонда үлкейтуге тыйым салады",
        "страница запрещает увеличение на телефоне",
        "the page forbids a telephone to enlarge it",
    ),
    "text-alone": words(
        "тек әріптер үлкейгенде мәтін терезеден шығады",
        "при увеличении одних букв текст уходит за край окна",
        "text leaves the window when letters alone grow",
    ),
    "links-gone": words(
        "сілтемелер жоғалады, оларды ашатын ештеңе көрінбейді",
        "ссылки исчезают, и открыть их, судя по всему, нечем",
        "links are gone and nothing is seen to open them",
    ),
    "code-in-text": words(
        "мәтіннің арасында бағдарлама коды тұр", "среди текста стоит код программы", "pieces of a program stand in the text"
    ),
    "text-cut": words("мәтіннің бір бөлігі көрінбейді", "часть текста не видна", "a part of the text is not seen"),
    "skip-not-first": words(
        "пернетақтамен бірден жетуге болмайды", "клавиатура не встречает её первой", "the keyboard does not meet it first"
    ),
    "up-without-effect": words(
        "басқанда бет басына оралмады", "после нажатия страница не вернулась к началу", "pressing it did not bring the top back"
    ),
    "sent-without-complaint": words(
        "бос өрістер ескертусіз қабылданады", "пустые поля принимаются без замечания", "empty fields are taken without a word"
    ),
    "less-text": words("мәтіннің бір бөлігі жоқ", "нет части текста", "some text is not there"),
    "wider-than-window": words("бет терезеден кең", "страница шире окна", "the page is wider than its window"),
    "pictures-not-shown": words("кейбір суреттер көрсетілмеді", "часть изображений не показана", "some pictures are not shown"),
    "script-error": words(
        "беттің скрипті қатемен тоқтады", "сценарий страницы завершился ошибкой", "a script of the page failed"
    ),
    "file-refused": words(
        "сервер беттің файлын бермеді", "сервер не отдал файл страницы", "the server refused a file of the page"
    ),
    "declares entities of its own": words(
        "файлда тыйым салынған анықтамалар бар", "в файле недопустимые определения", "declares entities of its own"
    ),
}

# What axe-core looked at, by its rule.
AXE_RULE = {
    "image-alt": words("сурет", "изображение", "picture"),
    "input-image-alt": words("сурет-батырма", "кнопка-изображение", "picture button"),
    "area-alt": words("сурет-картаның аймағы", "область карты-изображения", "area of an image map"),
    "svg-img-alt": words("SVG суреті", "изображение SVG", "SVG picture"),
    "object-alt": words("кірістірілген объект", "вложенный объект", "embedded object"),
    "role-img-alt": words("сурет рөліндегі элемент", "элемент в роли изображения", "element in the role of a picture"),
}

# A list of pages that holds none.
NONE = {"–": words("жоқ", "нет", "none")}

# Parts of the site of a body on the common platform.
PART = {
    "home": words("басты бет", "главная страница", "home page"),
    "leadership": words("басшылық", "руководство", "leadership"),
    "structure": words("құрылым", "структура", "structure"),
    "pages": words("беттер", "страницы", "pages"),
    "news": words("жаңалықтар", "новости", "news"),
    "documents": words("құжаттар", "документы", "documents"),
    "events": words("іс-шаралар", "мероприятия", "events"),
    "projects": words("жобалар", "проекты", "projects"),
    "questions": words("сұрақтар мен жауаптар", "вопросы и ответы", "questions and answers"),
    "contacts": words("байланыс деректері", "контакты", "contacts"),
}

# How a source of a portal answered.
SOURCE_STATE = {
    "read": words("оқылды", "прочитан", "read"),
    "short": words("толық емес", "получено меньше, чем должно быть", "less than there must be"),
    "refused": words("портал бас тартты", "портал отказал", "refused"),
    "failed": words("оқылмады", "прочитать не удалось", "could not be read"),
    "cut": words("оқу шегіне жетіп тоқтады", "чтение остановлено на пределе", "cut short by a limit"),
    "unread": words("сұралмаған", "не запрашивался", "not asked"),
    "just-created": words("оқу алдында ғана жасалған", "создано перед самым чтением", "created just before the reading"),
    "nothing-published": words("порталда жоба табылмады", "проектов на портале не найдено", "no draft was found on the portal"),
    "body-unknown": words("орган порталда табылмады", "орган на портале не найден", "the body was not found on the portal"),
}

BOOLEAN = {True: words("иә", "да", "yes"), False: words("жоқ", "нет", "no")}
