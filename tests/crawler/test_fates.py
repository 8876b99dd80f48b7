"""The class of an answer is told once: by itself, whoever asked for it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from crawler.books.kinds import class_of_silence, refused_by
from crawler.hosts.answer import Answer
from crawler.web.fates import READ, Fate, fate_of
from store.harvest import FailureReason, Ledger, Reason
from store.ledger import reason_known
from store.warc import Exchange

URL = "http://a.kz/page"
CHALLENGE = b"<title>Just a moment...</title><script src='/cdn-cgi/challenge-platform/h/b/x'></script>Verify you are human"


def answer(status: int, body: bytes = b"<p>text</p>", **headers: str) -> Answer:
    sent = [("Content-Type", "text/html"), *((name.capitalize(), value) for name, value in headers.items())]
    at = datetime(2026, 11, 20, tzinfo=UTC)
    exchange = Exchange(
        url=URL,
        at=at,
        method="GET",
        request_headers=[],
        status=status,
        reason="",
        response_headers=sent,
        body=body,
        remote_addr=None,
    )
    return Answer(exchange, body)


@pytest.mark.parametrize(
    ("given", "fate"),
    [
        (answer(200), READ),
        (answer(302, location="/other"), Fate(Ledger.REDIRECTED, "302", "http://a.kz/other")),
        (answer(302, location="http://b.kz/"), Fate(Ledger.REDIRECTED, "302", "http://b.kz/")),
        (answer(302, location="javascript:void(0)"), Fate(Ledger.HTTP_ERROR, "bad-location")),
        (answer(302), Fate(Ledger.HTTP_ERROR, "302")),
        (answer(304), Fate(Ledger.HTTP_ERROR, "304")),
        (answer(404), Fate(Ledger.HTTP_ERROR, "404")),
        (answer(503), Fate(Ledger.HTTP_ERROR, "503")),
        (answer(403), Fate(Ledger.BLOCKED, "403")),
        (answer(429), Fate(Ledger.BLOCKED, "429")),
        (answer(200, CHALLENGE), Fate(Ledger.BLOCKED, "challenge")),
        (answer(503, CHALLENGE), Fate(Ledger.BLOCKED, "503")),
    ],
    ids=lambda item: f"{item.status}" if isinstance(item, Answer) else item.reason,
)
def test_each_answer_has_one_class(given: Answer, fate: Fate) -> None:
    assert fate_of(URL, given) == fate
    assert reason_known(fate.ledger, fate.reason)


@pytest.mark.parametrize("reason", [*FailureReason, Reason.TOO_LARGE])
def test_each_silence_has_one_class(reason: str) -> None:
    ledger, said = class_of_silence(reason)
    wanted = {FailureReason.PRIVATE_ADDRESS.value: Ledger.REFUSED, Reason.TOO_LARGE.value: Ledger.TOO_LARGE}
    assert (ledger, said) == (wanted.get(reason, Ledger.FAILED), reason)


def test_what_a_browser_meets_is_refused_in_the_same_words() -> None:
    assert [refused_by(status) for status in (200, 302, 404, 403)] == [
        None, None, (Ledger.HTTP_ERROR, "404"), (Ledger.BLOCKED, "403"),
    ]  # fmt: skip
    assert refused_by(200, challenged=True) == (Ledger.BLOCKED, "challenge")
