"""What failed for the HTTP lane is looked at once more by the browser; that can acquit an address and never condemn one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from crawler.browser.second import reason_of
from store.harvest import FailureReason, Ledger, Look
from tests.crawler.browser.kit import lane
from tests.crawler.kit import Harvest
from tests.crawler.servant import home, serving

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
CHALLENGE = "<title>Just a moment...</title><script src='/cdn-cgi/challenge-platform/h/b/x'></script>Verify you are human"


def for_browsers(page: Any, body: bool) -> None:
    """Refuses whoever does not say what it accepts as Chromium does."""
    known = "sec-ch-ua" in {name.lower() for name in page.headers}
    page.send(200 if known else 404, "<h1>Живая страница</h1>" if known else "no", body)


def guarded_from_browsers(page: Any, body: bool) -> None:
    known = "sec-ch-ua" in {name.lower() for name in page.headers}
    page.send(200 if known else 500, CHALLENGE if known else "broken", body)


def test_the_browser_acquits_what_lives_and_leaves_the_rest(tmp_path: Path) -> None:
    pages = {**home("/dead", "/shy", "/guarded", "/closed", "/reset"), "/shy": for_browsers, "/guarded": guarded_from_browsers}
    with serving(pages) as server:
        harvest = Harvest(tmp_path, server.url, max_rendered=1, fetch_timeout=3.0, outage_least=50)
        plan = harvest.plan()
        lane(harvest, "http", plan.run_id)
        before = harvest.ledger(plan)
        lane(harvest, "browser", plan.run_id)
        after = harvest.ledger(plan)
    assert {name: before[name].confirmed for name in ("dead", "shy", "guarded", "reset")} == dict.fromkeys(
        ("dead", "shy", "guarded", "reset"), True
    )
    told = {name: (after[name].second_look, after[name].confirmed) for name in ("dead", "shy", "guarded", "closed", "reset")}
    assert told == {
        "dead": (Look.SAME, True),
        "shy": (Look.LIVES, False),
        "guarded": (Look.DIFFERS, False),
        "closed": (Look.SAME, False),
        "reset": (Look.SAME, True),
    }
    assert after["shy"].ledger is Ledger.HTTP_ERROR
    assert {after[name].attempts - before[name].attempts for name in told} == {1}


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("Page.goto: net::ERR_NAME_NOT_RESOLVED at http://x/", FailureReason.DNS),
        ("net::ERR_CONNECTION_REFUSED", FailureReason.CONNECT),
        ("net::ERR_CONNECTION_RESET", FailureReason.RESET),
        ("net::ERR_CERT_DATE_INVALID", FailureReason.TLS),
        ("net::ERR_TOO_MANY_REDIRECTS", FailureReason.REDIRECT_LOOP),
        ("Page.goto: Target page, context or browser has been closed", FailureReason.BROWSER),
        ("net::ERR_ABORTED", FailureReason.BROWSER),
    ],
)
def test_words_of_the_browser_are_classed(words: str, reason: FailureReason) -> None:
    assert reason_of(RuntimeError(words)) is reason
