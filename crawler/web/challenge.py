"""Pages that ask whether the visitor is a machine, served with any status: such an address is blocked, never dead.

Protection services put their scripts into ordinary pages too, and contact forms carry captchas: only a page with few
links and little text is suspected. There one sign that only a protection service writes is enough; of the others two must meet.
"""

from __future__ import annotations

import re

from crawler.hosts.answer import Answer

MOST_BYTES = 60_000
FEW_LINKS = 12
LITTLE_TEXT = 900
CERTAIN_HEADERS = (("cf-mitigated", "challenge"), ("x-datadome", "protected"), ("x-amzn-waf-action", "challenge"))
_CERTAIN = re.compile(
    rb"cf-chl-|cdn-cgi/challenge-platform/h/|window\._cf_chl_opt|_Incapsula_Resource|/sorry/index\?|ddos-guard/js-challenge"
    rb"|__ddg[0-9]*_|smartcaptcha\.yandexcloud\.net/showcaptcha|/showcaptcha\?|sucuri_cloudproxy_js|captcha-delivery\.com"
    rb"|/TSPD/|bobcmn|__qrator|qauth_handle|px-captcha|awsWafCookieDomainList|AwsWafIntegration|/_sec/cp_challenge"
    rb"|stormwall-challenge|servicepipe\.ru/static/checkjs",
    re.IGNORECASE,
)
_UNCERTAIN = (
    re.compile(
        r"<title[^>]*>[^<]*(?:just a moment|attention required|access denied|are you (?:a )?(?:human|robot)|security check|captcha"
        r"|ddos|проверка браузера|проверка безопасности|вы не робот|доступ ограничен|браузерді тексеру)",
        re.IGNORECASE,
    ),
    re.compile(r"cdn-cgi/challenge-platform", re.IGNORECASE),
    re.compile(
        r"just a moment|я не робот|вы не робот|робот емес|not a robot|подтвердите, что (?:вы|запросы)|unusual traffic|verify you are human"
        r"|checking your browser|enable javascript and cookies to continue|введите (?:символы|код) с картинки",
        re.IGNORECASE,
    ),
    re.compile(
        r"(?:recaptcha/api\.js|hcaptcha\.com/1/api\.js|challenges\.cloudflare\.com/turnstile|smartcaptcha\.yandexcloud\.net/captcha\.js"
        r"|class=[\"'][^\"']*captcha)",
        re.IGNORECASE,
    ),
    re.compile(r"<meta[^>]+name=[\"']?robots[\"']?[^>]+noindex", re.IGNORECASE),
)
_MARKUP = re.compile(r"<(script|style)\b.*?</\1\s*>|<[^>]*>", re.IGNORECASE | re.DOTALL)
_ENOUGH = 2


def challenged(answer: Answer) -> bool:
    """Whether an answer is a page that a protection service put in place of the one asked for.

    :param answer: any answer; only pages of at most ``MOST_BYTES`` are looked into.
    """
    if any(answer.header(name).strip().lower() == value for name, value in CERTAIN_HEADERS):
        return True
    body = answer.body
    if not body or len(body) > MOST_BYTES or not answer.html or body.count(b"<a ") > FEW_LINKS:
        return False
    text = body.decode("utf-8", "replace")
    certain = _CERTAIN.search(body) is not None
    if not certain and sum(1 for sign in _UNCERTAIN if sign.search(text)) < _ENOUGH:
        return False
    return len(" ".join(_MARKUP.sub(" ", text).split())) < LITTLE_TEXT
