"""Contact data: what is taken, in which form, and what is left alone."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from store.records import ContactRecord, Record


def found(read: Callable[..., list[Record]], body: str) -> list[tuple[str, str]]:
    return [(item.kind, item.value) for item in read(body) if isinstance(item, ContactRecord) and item.kind != "trace"]


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("Адрес: 010000, г. Астана, пр. Мәңгілік Ел, 8, подъезд 15", "010000, г. Астана, пр. Мәңгілік Ел, 8, подъезд 15"),
        ("Z05T2B4, Астана қаласы, Орынбор көшесі, 8-үй", "Z05T2B4, Астана қаласы, Орынбор көшесі, 8"),
        ("город Алматы, проспект Абая, д. 10/2, тел. 8 (727) 250-00-00", "город Алматы, проспект Абая, д. 10/2"),
        (
            "Біздің мекенжайымыз: Павлодар қ., Ак. Сәтбаев көшесі, 49 Президенттің ресми сайты",
            "Павлодар қ., Ак. Сәтбаев көшесі, 49",
        ),
        ("Павлодар қаласы, 1 Мамыр көшесі, 35/1", "Павлодар қаласы, 1 Мамыр көшесі, 35/1"),
        ("Почтовый адрес: 050000, город Алматы, а/я 15", "050000, город Алматы, а/я 15"),
    ],
)
def test_postal_address(read: Callable[..., list[Record]], line: str, value: str) -> None:
    assert [item for item in found(read, f"<p>{line}</p>") if item[0] == "postal"] == [("postal", value)]


def test_address_over_several_lines(read: Callable[..., list[Record]]) -> None:
    body = "<h3>Мекенжайы</h3><p>010000, Астана қаласы<br>Мәңгілік Ел даңғылы, 8</p>"
    assert found(read, body) == [("postal", "010000, Астана қаласы"), ("postal", "Мәңгілік Ел даңғылы, 8")]


@pytest.mark.parametrize(
    "line",
    [
        "Мечеть в городе Тараз по улице Пирманова построена в 2005 году",
        "«Нәби» мешіті Тараз қаласы Пірманов көшесінде 2005 жылы тұрғызылған",
        "Родился 1 мая 1970 г. в г. Павлодар, ул. Ленина 5 была его домом",
        "В г. Астане прошло 15 совещаний, пр. 3 участников",
        "Ремонт: г. Астана, улица Абая, 2 км дороги",
        "Бюджет на 2026 год составил 150000 тенге",
        "ул. Абая, 15",
    ],
)
def test_story_is_no_address(read: Callable[..., list[Record]], line: str) -> None:
    assert found(read, f"<p>{line}</p>") == []


@pytest.mark.parametrize(
    ("line", "values"),
    [
        ("+7 (7172) 74-09-76", ["+77172740976"]),
        ("8 (7172) 74 09 76, 8 701 555 44 33", ["+77172740976", "+77015554433"]),
        ("8 7142 55 49 50 8 7142 55 06 26", ["+77142554950", "+77142550626"]),
        ("Сенім телефоны: 8-800-080-7777", ["+78000807777"]),
        ("Қабылдау бөлмесі: 74-09-76", ["74-09-76"]),
        ("тел. 87172740976", ["+77172740976"]),
        ("Дата: 01.10.2026, 10-15-20", []),
        ("БИН 050140004649, ИИК KZ72914398416BC06615", []),
        ("87172740976", []),
        ("№ 12-34-56 бұйрық", []),
        ("ISBN 978-601-01-1234-5", []),
        ("+7 495 000", []),
    ],
)
def test_telephones(read: Callable[..., list[Record]], line: str, values: list[str]) -> None:
    assert found(read, f"<p>{line}</p>") == [("phone", value) for value in values]


def test_emails(read: Callable[..., list[Record]]) -> None:
    body = """<p>E-mail: Info@MAM.gov.kzhttp://mam.gov.kz, logo@2x.png, info [at] mam.gov.kz, a@b</p>
    <a href="mailto:press%40mam.gov.kz,kense@mam.gov.kz?subject=x">Жазу</a><a href="mailto:">қате</a>"""
    assert found(read, body) == [("email", "press@mam.gov.kz"), ("email", "kense@mam.gov.kz"), ("email", "info@mam.gov.kz")]


def test_hidden_data_and_repetitions_do_not_count(read: Callable[..., list[Record]]) -> None:
    body = '<p style="display: none">+7 7172 74 09 76</p><p>a@mam.kz</p><p>a@mam.kz</p><script>b@mam.kz</script><a href="tel:123">1</a>'
    assert found(read, body) == [("email", "a@mam.kz")]


def details(read: Callable[..., list[Record]], body: str) -> list[tuple[str, str, str]]:
    return [
        (item.kind, item.value, item.detail) for item in read(body) if isinstance(item, ContactRecord) and item.kind != "trace"
    ]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<p>Телефон: +7 (7172) 709500, вн. 31214</p>", [("phone", "+77172709500", "31214")]),
        ("<p>Телефон: +7 707 11 222 33, ішкі: 3808</p>", [("phone", "+77071122233", "3808")]),
        ("<p>тел. 8 (7172) 74-00-01 (доб. 12), 8 (7172) 74-00-02</p>", [("phone", "+77172740001", "12"), ("phone", "+77172740002", "")]),
        ("<p>Call-центр: 1414</p>", [("short-phone", "1414", "")]),
        ("<p>Бірыңғай байланыс орталығы: 109, сенім телефоны 1424</p>", [("short-phone", "109", ""), ("short-phone", "1424", "")]),
        ("<h4>Сенім телефоны</h4><p>1414</p>", [("short-phone", "1414", "")]),
        ("<p>По телефону доверия поступило 145 обращений, в 1998 году – 120</p>", []),
        ("<p>Телефон создан в 1876 году, бюджет 150 тенге</p>", []),
        ("<p>Пишите: info [at] example.kz или press(собака)example(точка)kz</p>",
         [("email", "info@example.kz", "obfuscated"), ("email", "press@example.kz", "obfuscated")]),
        ("<p>hat [айқұлақ] example.kz, info собака example точка kz, pochta собачка mam.kz</p>",
         [("email", "hat@example.kz", "obfuscated"), ("email", "pochta@mam.kz", "obfuscated")]),
        ("<p>Наша собака mam.kz не видела, kot собака</p>", []),
        ("<p>look (at) example</p>", []),
        ('<a href="https://www.facebook.com/example.kz/?ref=1">f</a><a href="//t.me/example_kz">t</a><a href="https://www.instagram.com/">i</a>'
         '<a href="https://www.facebook.com/sharer/sharer.php?u=x">s</a><a href="https://facebook.com/profile.php?id=100&x=1">p</a>',
         [("social", "https://facebook.com/example.kz", "facebook"), ("social", "https://t.me/example_kz", "telegram"),
          ("social", "https://facebook.com/profile.php?id=100", "facebook")]),
        ("<p>Режим работы: пн–пт с 9.00 до 18.30, перерыв 13.00–14.30</p>",
         [("hours", "Режим работы: пн–пт с 9.00 до 18.30, перерыв 13.00–14.30", "work")]),
        ("<h4>Азаматтарды қабылдау кестесі</h4><p>Әр бейсенбі сағат 15.00-ден 17.00-ге дейін</p>",
         [("hours", "Әр бейсенбі сағат 15.00-ден 17.00-ге дейін", "reception")]),
        ("<p>Часы приема граждан руководителем: четверг 10:00</p>", [("hours", "Часы приема граждан руководителем: четверг 10:00", "reception")]),
        ("<p>Совещание прошло с 9.00 до 11.00</p>", []),
        ("<p>Размещено: 09.01.2015 12:42. Режим работы изменён</p>", []),
    ],
)  # fmt: skip
def test_more_contact_data(read: Callable[..., list[Record]], body: str, expected: list[tuple[str, str, str]]) -> None:
    assert details(read, body) == expected


def traces(read: Callable[..., list[Record]], body: str) -> set[tuple[str, str]]:
    return {(item.value, item.detail) for item in read(body) if isinstance(item, ContactRecord) and item.kind == "trace"}


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<p>Мекенжайы: бұрынғы кеңсе</p>", {("postal", "label")}),
        ("<p>адресная помощь</p><p>Адресный проект:</p>", set()),
        ("<p>Телефон:</p><p>хабарласыңыз</p>", {("phone", "label")}),
        ("<h2>Контакты</h2><p>Пятый разъезд, казарма 2</p><h2>О нас</h2><p>Казарма 3</p>", {("postal", "block")}),
        ("<h2>Контакты</h2><p>звоните 55 55 55</p>", {("phone", "block")}),
        ("<h2>Обратная связь</h2><p>Пятый разъезд, казарма 2</p>", set()),
        ("<div><h2>Байланыс</h2><img src='a.png' alt=''></div>", {("postal", "picture"), ("phone", "picture"), ("email", "picture")}),
        ("<footer><p>Пятый разъезд, казарма 2</p></footer>", {("postal", "footer")}),
        ("<footer><p>© 2024 Мекеме, Астана қаласы</p></footer>", set()),
        ("<p itemprop='telephone'>звоните</p>", {("phone", "microdata")}),
        ("<p><a href='https://2gis.kz/astana/firm/1'>Картада</a></p>", {("postal", "map")}),
        ("<p><i class='fa fa-envelope'></i></p>", {("email", "mark")}),
        ("<div class='contact-form'><p>Пятый разъезд, казарма 2</p></div>", set()),
        ("<p>Этот адрес электронной почты защищен от спам-ботов</p>", {("email", "veiled")}),
        ("<form><label>Телефон:</label><label>Адрес:</label></form><nav><a href='/'>Телефон доверия</a></nav>", set()),
        ("<p>Адрес сайта: новый</p><p>В 2024 году принято 152 000 обращений</p>", set()),
        ("<p>Біз Ақмешіт көшесіндегі 41-үйдің «Б» блогында отырамыз (Астана қаласы, 010000).</p>", {("postal", "sentence")}),
        ("<p>Ғимаратымыз Жарқамыс қаласында, Абылай хан көшесінің 3-үйінде, алаңның қарсысында.</p>", {("postal", "sentence")}),
        ("<p>Приходите к нам: мы сидим на улице Кенесары в доме 12, город Астана.</p>", {("postal", "sentence")}),
        ("<p>Наше здание стоит в Караганде, в доме 31 по проспекту Бухар-Жырау.</p>", {("postal", "sentence")}),
        ("<p>На улице Кенесары в Астане отремонтировано 12 домов.</p>", set()),
        ("<p>Астана қаласындағы Абай көшесінде 2024 жылы 12 үй салынды.</p>", set()),
        # A datum that was read leaves no question.
        ("<h2>Контакты</h2><p>Тел.: +7 (7172) 74-09-76, г. Астана, ул. Тихая, 5, a@mam.kz</p>", set()),
    ],
)  # fmt: skip
def test_places_that_look_like_contact_data(read: Callable[..., list[Record]], body: str, expected: set[tuple[str, str]]) -> None:
    assert traces(read, body) == expected


def test_values_that_nobody_filled_in_are_no_data(read: Callable[..., list[Record]]) -> None:
    body = (
        '<p>+7 700 000 00 00</p><p>info@example.com</p><a href="tel:+77000000000">тел</a><a href="mailto:a@example.org">пошта</a>'
    )
    assert found(read, body) == []


@pytest.mark.parametrize(
    "part",
    ["ул. ", "А ", "Абай ", "5 ", "5, ", "Астана, ", "010000, ", "г. А", "«А» ",
     "Абай-", "12-", "Адрес: ", "тел. ", "+7 7", "Пн-", "9.00-", "көшесі ", "Абай көшесіндегі ", "улице А ", "в доме 5 ", "на улице "],
)  # fmt: skip
def test_hostile_lines_are_read_in_bounded_time(read: Callable[..., list[Record]], part: str) -> None:
    line = (part * 1_500)[:1_500]
    started = time.process_time()
    read(f"<footer><h2>Контакты</h2>{f'<p>{line}</p>' * 5}<p>{line}1</p></footer>")
    # What grows beyond all bounds takes hours; how many seconds the rest takes is told by benchmarks.bounds.
    assert time.process_time() - started < 300


@pytest.mark.parametrize(
    ("foot", "quote"),
    [
        ('<span>Call-центр:</span><div><a href="tel:+77273395903">8 (727) 339-59-03</a></div>', "Call-центр: 8 (727) 339-59-03"),
        ('<p>Канцелярия: <a href="tel:+77273395903">8 (727) 339-59-03</a></p>', "Канцелярия: 8 (727) 339-59-03"),
        ("<h5>Кеңсе</h5><p>8 (727) 339-59-03</p>", "Кеңсе 8 (727) 339-59-03"),
        ("<p>Дом 14, каб. 2</p><p>8 (727) 339-59-03</p>", "8 (727) 339-59-03"),
        ('<p>Канцелярия</p><a href="tel:+77273395903"><img src="t.png" alt=""></a>', "+77273395903"),
    ],
)
def test_a_telephone_of_the_foot_is_quoted_with_the_words_before_it(
    read: Callable[..., list[Record]], foot: str, quote: str
) -> None:
    records = read(f"<main><p>Мекеме</p></main><footer>{foot}</footer>")
    assert [item.quote for item in records if isinstance(item, ContactRecord) and item.kind == "phone"] == [quote]


@pytest.mark.parametrize(
    ("beside", "quotes"),
    [
        (
            "<footer><div><h4>Комитет</h4><p>Приёмная: 8 (7172) 59-40-01</p></div>"
            "<div><h4>Министерство памяти</h4><p>Канцелярия: 8 (7172) 74-88-11</p><p>info@zerde.gov.kz</p></div></footer>",
            {"Комитет: Приёмная: 8 (7172) 59-40-01", "Министерство памяти: Канцелярия: 8 (7172) 74-88-11",
             "Министерство памяти: info@zerde.gov.kz"},
        ),
        # A heading of another column is none of this one's.
        ("<footer><div><h4>Комитет</h4><p>12</p></div><div><p>8 (7172) 59-40-01</p></div></footer>", {"8 (7172) 59-40-01"}),
        ("<aside><h3>Тілшілерге</h3><p>Жауап береді: 8 (7172) 59-40-17</p></aside>", {"Тілшілерге: Жауап береді: 8 (7172) 59-40-17"}),
        ("<main><h2>Комитет</h2><p>8 (7172) 59-40-01</p></main>", {"8 (7172) 59-40-01"}),
        # So long a heading is a text of its own.
        (f"<footer><h4>{'Мекеме ' * 12}</h4><p>8 (7172) 59-40-01</p></footer>", {"8 (7172) 59-40-01"}),
    ],
)  # fmt: skip
def test_data_beside_the_text_are_quoted_with_the_heading_of_their_column(
    read: Callable[..., list[Record]], beside: str, quotes: set[str]
) -> None:
    records = read(f"<main><p>Мекеме</p></main>{beside}")
    kinds = ("phone", "email")
    assert {item.quote for item in records if isinstance(item, ContactRecord) and item.kind in kinds} == quotes
