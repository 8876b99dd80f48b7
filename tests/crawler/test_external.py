"""Links to other sites are asked politely, within bounds, and stand in the ledger with their answers."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from store.harvest import Kind, Ledger
from tests.crawler.kit import Harvest
from tests.crawler.servant import PAGE, home, serving

pytestmark = pytest.mark.costs(12)

LIVE = PAGE.format(title="Другой сайт", links='<a href="/further">дальше</a>')


def no_head(page: Any, body: bool) -> None:
    page.send(200 if body else 405, LIVE, body)


def endless(page: Any, body: bool) -> None:
    if not body:
        page.send(501, "", body)
        return
    page.send_response(200)
    page.send_header("Content-Type", "text/html")
    page.end_headers()
    page.close_connection = True
    sent = 0
    try:
        for _ in range(2_000):
            page.wfile.write(b"x" * 10_000)
            sent += 10_000
    except OSError:
        page.server.sent = sent


OTHER = {
    "/robots.txt": "User-agent: *\nDisallow: /secret",
    "/live": LIVE,
    "/no-head": no_head,
    "/endless": endless,
    "/secret": LIVE,
    "/kept": LIVE,
    "/further": LIVE,
    "/picture.png": lambda page, body: page.send(200, b"\x89PNG", body, Content_Type="image/png"),
    "/private": lambda page, body: page.send(302, "", body, Location="/live"),
}


def test_each_address_of_another_site_has_its_answer(tmp_path: Path) -> None:
    with serving(OTHER) as other:
        paths = ("live", "no-head", "endless", "secret", "dead", "closed", "moved", "broken", "reset", "challenge", "private")
        links = "".join(f'<img src="{other.url}{path}">' for path in ("picture.png",))
        named = [f"{other.url}{path}" for path in paths] + ["http://no-such-name.example/", "http://127.0.0.1:1/nobody"]
        pages = {**home("/more", *named), "/more": PAGE.format(title="Ещё", links=links)}
        with serving(pages) as server:
            found = Harvest(tmp_path, server.url).run()
        asked = {path for path, count in list(other.asked.items()) if count}
        sent, methods = other.sent, other.methods
    seen = {path: found[f"{other.url}{path}"] for path in (*paths, "picture.png")}
    assert {entry.ledger for entry in seen.values()} == {Ledger.OUT_OF_SCOPE}
    assert {path: (entry.answer, entry.answer_reason, entry.confirmed) for path, entry in seen.items()} == {
        "live": (Ledger.FETCHED, "live", False),
        "no-head": (Ledger.FETCHED, "live", False),
        "endless": (Ledger.FETCHED, "live", False),
        "secret": (Ledger.ROBOTS, "robots", False),
        "dead": (Ledger.HTTP_ERROR, "404", True),
        "closed": (Ledger.BLOCKED, "403", False),
        "moved": (Ledger.FETCHED, "live", False),
        "broken": (Ledger.HTTP_ERROR, "500", True),
        "reset": (Ledger.FAILED, "reset", True),
        "challenge": (Ledger.FETCHED, "live", False),
        "private": (Ledger.FETCHED, "live", False),
        "picture.png": (Ledger.FETCHED, "live", False),
    }
    assert seen["moved"].redirect_to == f"{other.url}kept"
    assert seen["dead"].status == 404
    assert "/further" not in asked
    assert "/secret" not in asked
    assert sent < 10_000_000
    assert methods["GET", "/live"] == 0
    nobody = found["http://127.0.0.1:1/nobody"]
    assert (nobody.answer, nobody.answer_reason, nobody.confirmed) == (Ledger.FAILED, "connect", True)
    assert found["http://no-such-name.example/"].answer is None


def test_the_budget_of_other_sites_is_kept_and_their_captures_lie_apart(tmp_path: Path) -> None:
    with serving(OTHER) as other:
        named = [f"{other.url}{path}" for path in ("live", "kept", "further")]
        with serving(home(*named)) as server:
            harvest = Harvest(tmp_path, server.url, max_external=2)
            plan = harvest.plan()
            found = harvest.run(plan)
    answers = sorted(found[url].answer for url in named)
    assert answers == [Ledger.BEYOND_BUDGET, Ledger.FETCHED, Ledger.FETCHED]
    captures = [item for item in harvest.captures(plan) if item.url.startswith(other.url)]
    assert {item.purpose for item in captures} == {"external", "robots"}
    assert all(entry.kind is Kind.EXTERNAL for url, entry in found.items() if url.startswith(other.url))
