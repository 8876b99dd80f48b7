"""Names of facts as a reader reads them, in Kazakh, Russian and English; findings.jsonl keeps the English keys."""

from __future__ import annotations

import re

from store.findings import Message

NAMES: dict[str, Message] = {
    name: Message(kk=kk, ru=ru, en=en)
    for name, kk, ru, en in (
        ("address", "Мекенжай", "Адрес", "Address"),
        ("allowed", "Рұқсат етілген форматтар", "Допустимые форматы", "Formats allowed"),
        ("alt", "Баламалы мәтін", "Альтернативный текст", "Text alternative"),
        ("axe", "axe-core нұсқасы", "Версия axe-core", "Version of axe-core"),
        ("background", "Фон түсі", "Цвет фона", "Colour of the background"),
        ("bytes", "Мазмұны бойынша кодтау", "Кодировка по содержимому", "Encoding of the bytes"),
        ("chain", "Навигациялық тізбек", "Навигационная цепочка", "Breadcrumb chain"),
        ("content", "Арнаның мазмұны", "Содержание канала", "Content of the feed"),
        ("counterpart", "Беттің басқа тілдегі нұсқасы", "Версия страницы на другом языке", "Counterpart of the page"),
        ("detail", "Ақаудың сипаттамасы", "Описание сбоя", "Detail of the fault"),
        ("devices", "Құрылғылар", "Устройства", "Devices"),
        ("document", "Құжат", "Документ", "Document"),
        ("documents", "Құжаттар саны", "Документов", "Documents"),
        ("element", "Навигация элементі", "Элемент навигации", "Element of navigation"),
        ("elements", "Элементтер саны", "Элементов", "Elements"),
        ("encoding", "Талап етілген кодтау", "Требуемая кодировка", "Encoding asked for"),
        ("end", "Соңғы мекенжай", "Конечный адрес", "Address at the end"),
        ("entries", "Жазбалар саны", "Записей", "Entries"),
        ("examples", "Мысалдар", "Примеры", "Examples"),
        ("fault", "Кемшілік түрі", "Вид недостатка", "Kind of fault"),
        ("feed", "RSS арнасы", "RSS-канал", "Feed"),
        ("feeds", "RSS арналары", "RSS-каналы", "Feeds"),
        ("final", "Ашылған бет", "Открывшаяся страница", "Page that opens"),
        ("fit", "Экранға сыятын беттер саны", "Страниц, подходящих экрану", "Pages that fit the screen"),
        ("foreground", "Мәтін түсі", "Цвет текста", "Colour of the text"),
        ("foreign", "Басқа тілдегі беттер саны", "Страниц на другом языке", "Pages in another language"),
        ("fragment", "Беттегі орын", "Место на странице", "Place in the page"),
        ("header", "Сервердің жауабы бойынша кодтау", "Кодировка по ответу сервера", "Encoding told by the server"),
        ("hosts", "Басқа серверлер саны", "Других серверов", "Other hosts"),
        ("href", "Беттің кодындағы мекенжай", "Адрес, как он записан на странице", "Address as the page writes it"),
        ("images", "Суреттер саны", "Изображений", "Pictures"),
        ("kind", "Түрі", "Вид", "Kind"),
        ("kinds", "Форматтар", "Форматы", "Kinds"),
        ("label", "Сілтеменің мәтіні", "Текст ссылки", "Label of the link"),
        ("language", "Сайттың нұсқасы", "Версия сайта", "Version of the site"),
        ("limit", "Белгіленген шек", "Установленный предел", "Limit"),
        ("links", "Сілтемелер саны", "Ссылок", "Links"),
        ("live", "Жұмыс істейтін мекенжайлар саны", "Работающих адресов", "Live addresses"),
        ("loading", "Телефонда ашылатыны", "Что открывается на телефоне", "What a telephone gets"),
        ("meta", "Беттің белгілеуі бойынша кодтау", "Кодировка по разметке страницы", "Encoding told by the page"),
        ("misfits", "Экранға сыймайтын беттер", "Страницы, не подходящие экрану", "Pages that do not fit the screen"),
        ("more", "Тағы осындай жағдайлар саны", "Ещё таких случаев", "More of this kind"),
        ("note", "Ескертпе", "Примечание", "Note"),
        ("of", "Барлығы", "Всего", "Of"),
        ("other_formats", "Басқа форматтағы құжаттар саны", "Документов других форматов", "Documents of other formats"),
        ("page_language", "Беттің тілі", "Язык страницы", "Language of the page"),
        ("pages", "Беттер саны", "Страниц", "Pages"),
        ("percent", "Үлесі, %", "Доля, %", "Share, %"),
        ("place", "Табылған орны", "Где найдено", "Where it stands"),
        ("places", "Ұқсас орындар саны", "Похожих мест", "Places that look like it"),
        ("ratio", "Контрастылық", "Контраст", "Contrast"),
        ("reason", "Шешілмеу себебі", "Почему не решено", "Reason"),
        ("reasons", "Себептері", "Причины", "Reasons"),
        ("relations", "Мекенжайлардың түрі", "Вид адресов", "Kinds of addresses"),
        ("required", "Талап етілген контрастылық", "Требуемый контраст", "Contrast required"),
        ("rule", "Тексерілген элемент", "Проверенный элемент", "Element looked at"),
        ("seconds", "Секунд", "Секунд", "Seconds"),
        ("seen", "Құрылғыларда ашылғаны", "Что открылось на устройствах", "What the devices got"),
        ("selector", "CSS селекторы", "Селектор CSS", "CSS selector"),
        ("sign", "Белгісі", "Признак", "Sign"),
        ("signs", "Сәйкес беттің белгілері", "Признаки соответствующей страницы", "Signs of the counterpart"),
        ("since", "Бірінші рет байқалған уақыты", "Замечено впервые", "First seen"),
        ("source", "Суреттің мекенжайы немесе коды", "Адрес или код изображения", "Source of the picture"),
        ("status", "Сервердің жауабы", "Ответ сервера", "Answer of the server"),
        ("strict", "Қатаң шекте қолжетімдісі", "Доступно в более строгом пределе", "Within the stricter limit"),
        ("stricter", "Қатаң шек", "Более строгий предел", "Stricter limit"),
        ("tag", "HTML тегі", "Тег HTML", "HTML tag"),
        ("target", "Сілтеме апаратын мекенжай", "Адрес, на который ведёт ссылка", "Where the link leads"),
        ("target_language", "Ауысатын тіл", "Язык, на который переключает ссылка", "Language switched to"),
        ("targets", "Мекенжайлар", "Адреса", "Addresses"),
        ("telephones", "Телефондар", "Телефоны", "Telephones"),
        ("template", "Бет үлгісінің белгісі", "Отпечаток шаблона страницы", "Fingerprint of the template"),
        ("title", "Атауы", "Название", "Title"),
        ("tried", "Қаралған беттер саны", "Просмотрено страниц", "Pages tried"),
        ("undecided", "Тілі анықталмаған беттер саны", "Страниц с неопределённым языком", "Pages of no told language"),
        ("unfit", "Экранға сыймайтын беттер саны", "Страниц, не подходящих экрану", "Number of pages that do not fit"),
        ("unreached", "Жетуге болмайтын материалдар саны", "Материалов, до которых не дойти", "Materials without a way"),
        ("unread", "Оқылмаған мекенжайлар", "Непрочитанные адреса", "Addresses not read"),
        ("value", "Дерек", "Значение", "Value"),
        ("wide", "Экран енін атамайтын беттер", "Страницы без ширины экрана", "Pages that name no width of the screen"),
        ("within", "Шекте қолжетімді материалдар саны", "Материалов в пределах", "Materials within the limit"),
    )
}
OPTIONS: dict[str, Message] = {
    name: Message(kk=kk, ru=ru, en=en)
    for name, kk, ru, en in (
        ("archives", "архивтердің форматтары", "форматы архивов", "formats of archives"),
        ("content", "арнаның мазмұны", "содержание канала", "content of the feed"),
        (
            "crushed_percent",
            "тар бағандағы не экраннан тыс әріптердің шегі, %",
            "предел букв в узких столбцах и за экраном, %",
            "limit of letters crushed or off the screen, %",
        ),
        ("documents", "мәтіндік форматтар", "текстовые форматы", "text formats"),
        ("element", "навигация элементі", "элемент навигации", "element of navigation"),
        ("encoding", "кодтау", "кодировка", "encoding"),
        (
            "fit_percent",
            "экранға сыятын беттердің ең аз үлесі, %",
            "наименьшая доля подходящих экрану страниц, %",
            "least share of pages that fit, %",
        ),
        ("illegible_percent", "ұсақ әріптердің шегі, %", "предел мелких букв, %", "limit of letters too small, %"),
        ("kind", "дерек түрі", "вид данных", "kind of datum"),
        (
            "legible_px",
            "оқылатын әріптің ең кіші өлшемі, пиксель",
            "наименьший размер читаемых букв, пикселей",
            "smallest legible letters, pixels",
        ),
        (
            "main_percent",
            "негізгі нұсқа деп санау үшін сыймайтын беттердің үлесі, %",
            "доля неподходящих страниц, с которой версия считается основной, %",
            "share of misfits that tells the main version, %",
        ),
        ("max_clicks", "өтулердің шекті саны", "предел переходов", "limit of clicks"),
        (
            "overflow_percent",
            "бүйірге жылжу шегі, экран енінің %",
            "предел сдвига вбок, % ширины экрана",
            "limit of sideways movement, % of the screen",
        ),
        ("ratio", "ең аз контрастылық", "наименьший контраст", "least contrast"),
        ("report_clicks", "қосымша көрсетілетін өту саны", "показать также для числа переходов", "clicks told besides"),
        ("share_percent", "материалдардың ең аз үлесі, %", "наименьшая доля материалов, %", "least share of materials, %"),
    )
}
_WITHIN = re.compile(r"within_(\d+)")
_CLICKS = Message(
    kk="Өтулер саны ең көбі {n} болатын материалдар", ru="Материалов в пределах переходов: {n}", en="Materials within {n} clicks"
)


def name_of(fact: str, language: str) -> str:
    """The name of a fact in one language; one that is not known stays as it is."""
    clicks = _WITHIN.fullmatch(fact)
    if clicks:
        return str(getattr(_CLICKS, language)).format(n=clicks[1])
    return str(getattr(NAMES[fact], language)) if fact in NAMES else fact


def option_of(option: str, language: str) -> str:
    """The name of an option of a check in one language; one that is not known stays as it is."""
    return str(getattr(OPTIONS[option], language)) if option in OPTIONS else option
