"""Names and words of facts that tell of media requests, of events and of feedback."""

from __future__ import annotations

from store.findings import Message


def _words(kk: str, ru: str, en: str) -> Message:
    return Message(kk=kk, ru=ru, en=en)


NAMES: dict[str, Message] = {
    "announced": _words("Анонсы", "Анонс", "Announcement"),
    "announcement": _words("Анонстың мекенжайы", "Адрес анонса", "Address of the announcement"),
    "answer-language": _words("Жауап тілі", "Язык ответа", "Language of the answer"),
    "answers": _words("Жауаптар саны", "Ответов", "Answers"),
    "answers-late": _words("Мерзімі бұзылған жауаптар саны", "Ответов с нарушением срока", "Answers after the term"),
    "broadcast": _words("Трансляция", "Трансляция", "Broadcast"),
    "class": _words("Хабарламаның түрі", "Вид сообщения", "Class of the message"),
    "confidence": _words("Сенімділігі", "Уверенность", "Confidence"),
    "day": _words("Күні", "Дата", "Day"),
    "due": _words("Мерзімнің соңғы күні", "Последний день срока", "Last day of the term"),
    "event": _words("Іс-шара", "Мероприятие", "Event"),
    "events": _words("Іс-шаралар саны", "Мероприятий", "Events"),
    "events-public": _words(
        "Жариялылығы жоғары іс-шаралар саны", "С высокой степенью публичности", "With a high degree of publicity"
    ),
    "extension-notice": _words("Ұзарту туралы хабарлама күні", "Дата уведомления о продлении", "Day of the notice of extension"),
    "proposals": _words("Ескертулер мен ұсыныстар саны", "Замечаний и предложений", "Remarks and proposals"),
    "proposals-accepted": _words("Олардың қабылданғаны", "Из них принято", "Of them accepted"),
    "quarters": _words("Тоқсандар", "Кварталы", "Quarters"),
    "requests": _words("Сұрау салулар саны", "Запросов", "Requests"),
    "seen_of_it": _words("Сайттан көрінгені", "Что видно на сайте", "What the site shows of it"),
    "sheet": _words("Парақ", "Лист", "Sheet"),
    "told_by": _words("Деректің көзі", "Источник данных", "Told by"),
}
CLASS: dict[str, Message] = {
    "comment": _words("пікір", "комментарий", "comment"),
    "proposal": _words("ескерту не ұсыныс", "замечание или предложение", "remark or proposal"),
}
MARK: dict[str, Message] = {
    "verdict": _words("порталдағы органның белгісі", "отметка органа на портале", "the body's mark on the portal"),
}
SEEN: dict[str, Message] = {
    "announced": _words("анонс", "анонс", "the announcement"),
    "broadcast": _words("трансляция", "трансляция", "the broadcast"),
    "dead": _words(
        "көрсетілген мекенжайда бет жоқ", "по указанному адресу страницы нет", "there is no page at the address given"
    ),
    "posted-after": _words(
        "анонс іс-шара өткеннен кейін орналастырылған",
        "анонс размещён после мероприятия",
        "the announcement was posted after the event",
    ),
    "named": _words("іс-шара туралы бет", "страница о мероприятии", "a page on the event"),
    "nothing": _words("ештеңе", "ничего", "nothing"),
}
OPTIONS: dict[str, Message] = {
    "which": _words("қандай ақпарат ізделеді", "какая информация ищется", "which information is looked for"),
    "each": _words("әрқайсысы жеке есептеле ме", "считается ли каждое отдельно", "whether each counts by itself"),
}
