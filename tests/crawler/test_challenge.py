"""Pages of protection services are told from pages that merely carry a captcha or a service's script."""

from datetime import UTC, datetime

import pytest

from crawler.hosts.answer import Answer
from crawler.web.challenge import challenged
from store.warc import Exchange
from tests.hostile.pages import CAPTCHA, CHALLENGE

TEXT = "<p>Приём граждан ведёт министр по средам с 15 до 18 часов, запись по телефону.</p>" * 20
LINKS = "".join(f'<a href="/{number}">Раздел {number}</a>' for number in range(20))


def answer(body: str, **headers: str) -> Answer:
    given = [("Content-Type", "text/html"), *((name.replace("_", "-"), value) for name, value in headers.items())]
    exchange = Exchange("http://a.kz/", datetime.now(UTC), "GET", [], 200, "", given, body.encode(), None)
    return Answer(exchange, body.encode())


@pytest.mark.parametrize(
    "body",
    [
        CHALLENGE,
        CAPTCHA,
        "<html><head><title>Just a moment...</title></head><script>window._cf_chl_opt={}</script></html>",
        '<html><script src="/_Incapsula_Resource?SWJIYLWA=1"></script><iframe src="/_Incapsula_Resource?x"></iframe></html>',
        '<title>DDoS-Guard</title><script src="/.well-known/ddos-guard/js-challenge/index.js"></script>',
        "<title>Вы не робот?</title><p>Подтвердите, что запросы отправляли вы, а не робот</p>",
        '<title>Attention Required! | Security</title><div class="g-captcha-box"></div>',
        "<script>var bobcmn='101111';</script><noscript>Please enable JavaScript to view the page content.</noscript>",
        "<title>Браузерді тексеру</title><p>Мен робот емеспін</p>",
    ],
)
def test_challenges_are_known(body: str) -> None:
    assert challenged(answer(body))


@pytest.mark.parametrize(
    "body",
    [
        f"<title>Обратная связь</title>{LINKS}<form><div class='g-recaptcha'></div>Я не робот</form>{TEXT}",
        f"<title>Контакты</title><script src='https://www.google.com/recaptcha/api.js'></script>{TEXT}",
        f"<title>Главная</title>{TEXT}<script src='/cdn-cgi/challenge-platform/scripts/jsd/main.js'></script>",
        f"<title>Новости</title>{LINKS}{TEXT}<script src='/_Incapsula_Resource?SWJIYLWA=1'></script>",
        "<title>Защита от DDoS-атак: что делать</title><p>Совет министерства.</p>",
        "<title>Пусто</title>",
        "",
    ],
)
def test_ordinary_pages_are_left_alone(body: str) -> None:
    assert not challenged(answer(body))


def test_a_header_is_enough() -> None:
    assert challenged(answer(LINKS + TEXT, cf_mitigated="challenge"))
