"""What counts as dead, what is held as our own outage, and what only pretends to be there."""

from __future__ import annotations

import time
from collections import Counter, deque
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from crawler.books.looks import to_confirm
from store.harvest import Ledger
from tests.crawler.kit import Harvest
from tests.crawler.servant import PAGE, home, serving

pytestmark = pytest.mark.costs(60)

Behaviour = Callable[[Any, bool], None]


def statuses(*codes: int) -> Behaviour:
    """Answers with these statuses in turn, with the last one for ever."""

    def answer(page: Any, body: bool) -> None:
        number = min(page.server.asked[page.path], len(codes)) - 1
        page.send(codes[number], PAGE.format(title=f"Страница {page.path}", links=""), body)

    return answer


def test_only_what_fails_alike_every_time_counts(tmp_path: Path) -> None:
    pages = {
        "/late": statuses(500, 502, 200),
        "/flaps": statuses(500, 404, 500, 404, 500),
        "/broken": statuses(500, 502, 503),
        "/gone": statuses(404, 410),
        "/closed": statuses(403),
    }
    with serving({**home(*pages), **pages}) as server:
        harvest = Harvest(tmp_path, server.url)
        plan = harvest.plan()
        found = harvest.run(plan)
    seen = {path: (found[path[1:]].ledger, found[path[1:]].confirmed, found[path[1:]].attempts) for path in pages}
    assert seen == {
        "/late": (Ledger.FETCHED, False, 3),
        "/flaps": (Ledger.HTTP_ERROR, False, 4),
        "/broken": (Ledger.HTTP_ERROR, True, 3),
        "/gone": (Ledger.HTTP_ERROR, True, 3),
        "/closed": (Ledger.BLOCKED, False, 1),
    }
    for path in ("broken", "gone", "closed"):
        assert found[path].failing_since is not None
        assert found[path].next_check is not None
        assert found[path].next_check > found[path].failing_since
    assert found["late"].first_seen == found["late"].last_seen is not None
    with harvest.engine.connect() as db:
        asked = [entry.url.removeprefix(server.url) for entry in to_confirm(db, plan.run_id, 10)]
    assert asked == ["broken", "closed", "gone"]


def test_a_host_that_fails_at_large_is_held_and_asked_again(tmp_path: Path) -> None:
    down = {f"/p{number}": statuses(503) for number in range(12)}
    back = {f"/q{number}": statuses(503, 200) for number in range(3)}
    pages = {**down, **back, "/gone": statuses(404)}
    with serving({**home(*pages), **pages}) as server:
        found = Harvest(tmp_path, server.url, outage_wait=0.3).run()
    assert {(found[path[1:]].ledger, found[path[1:]].reason, found[path[1:]].confirmed) for path in down} == {
        (Ledger.HTTP_ERROR, "own-outage", False)
    }
    assert {found[path[1:]].ledger for path in back} == {Ledger.FETCHED}
    assert found["gone"].confirmed


def test_pages_that_only_seem_to_exist(tmp_path: Path) -> None:
    menu = "<nav>Главная Документы Новости Контакты Структура Руководство Вопросы Ответы Услуги</nav>"
    start = home("/docs/law", "/docs/no-law", "/docs/old", "/away/x", "/away/kept", "/index.html")

    def docs(page: Any, body: bool) -> None:
        text = "Закон о доступе к информации принят в 2015 году." if page.path == "/docs/law" else "Извините, ничего не найдено."
        page.send(200, PAGE.format(title="Документы", links=f"{menu}<p>{text}</p>"), body)

    def away(page: Any, body: bool) -> None:
        if page.path == "/away/kept":
            page.send(302, "", body, Location="/docs/law")
        else:
            page.send(302, "", body, Location="/")

    behaviours = {"docs": docs, "away": away}

    class Folders(dict[str, Any]):
        def get(self, path: str, default: Any = None) -> Any:
            return behaviours.get(path.split("/")[1]) or super().get(path, default)

    with serving(Folders({**start, "/index.html": lambda page, body: page.send(302, "", body, Location="/")})) as server:
        found = Harvest(tmp_path, server.url).run()
    seen = {path: (found[path].ledger, found[path].said, found[path].confirmed) for path in found if path and "/" in path}
    assert seen == {
        "docs/law": (Ledger.FETCHED, "page", False),
        "docs/no-law": (Ledger.HTTP_ERROR, "soft-404", True),
        "docs/old": (Ledger.HTTP_ERROR, "soft-404", True),
        "away/x": (Ledger.HTTP_ERROR, "redirect-home", True),
        "away/kept": (Ledger.REDIRECTED, "302", False),
    }
    assert found["index.html"].ledger is Ledger.REDIRECTED


def test_one_shell_for_all_addresses_proves_nothing(tmp_path: Path) -> None:
    shell = (
        '<!doctype html><title>Портал</title><a href="/a"></a><a href="/b/c"></a><div id=root></div><script src=/app.js></script>'
    )

    class Shell(dict[str, Any]):
        def get(self, path: str, default: Any = None) -> Any:
            return None if path.endswith((".txt", ".xml", ".js")) else shell

    with serving(Shell()) as server:
        found = Harvest(tmp_path, server.url).run()
    assert {path: found[path].said for path in ("", "a", "b/c")} == dict.fromkeys(("", "a", "b/c"), "page")


def test_a_host_that_bears_so_many_requests_a_second_is_read_whole(tmp_path: Path) -> None:
    """A server that answers 429 above 10 requests a second, and to the first three at any pace: the harvest slows down, ends, and has
    every page."""
    recent: deque[float] = deque()
    turned = Counter[str]()

    def limited(page: Any, body: bool) -> None:
        now = time.monotonic()
        while recent and now - recent[0] > 1.0:
            recent.popleft()
        turned[page.path] += 1
        if len(recent) >= 10 or turned.total() <= 3:
            page.send(429, "slower", body, Retry_After="1")
            return
        recent.append(now)
        page.send(200, PAGE.format(title=page.path, links=f"<p>Текст страницы {page.path}</p>"), body)

    pages = {f"/p{number}": limited for number in range(60)}
    with serving({**home(*pages), **pages}) as server:
        found = Harvest(tmp_path, server.url).run()
        refused = sum(server.asked[path] for path in pages) - len(pages)
    assert {found[path[1:]].ledger for path in pages} == {Ledger.FETCHED}
    assert 0 < refused < 60
