"""A report with five hundred links: each is opened by the harvest; every true one is confirmed, every planted contradiction found, none invented."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from crawler.books.frontier import Frontier
from crawler.web.reported import REPORTED, enter
from openness.imports.every import kinds
from openness.imports.take import Wanted, take_in
from openness.pipeline import Pipeline
from openness.pointed.held import findings
from scoring import methodology as law
from store.harvest import Kind, Ledger, LedgerEntry
from store.objects import ObjectStore
from store.place import evidence_of
from store.snapshot import Snapshot
from tests.checks.casekit import TEXTS
from tests.conftest import ROOT
from tests.crawler.kit import Harvest
from tests.crawler.servant import home, serving
from tests.openness.imports.formkit import filled

pytestmark = pytest.mark.costs(15)

LINKS, PLANTED, DOWN = 500, 60, 20
THINGS = ("библиотек", "музеев", "архивов", "театров", "дорог", "мостов", "школ", "больниц", "лесов", "озер")
FAULTS = ("gone", "other-subject", "other-language", "outside-period")
DEAD = "http://127.0.0.1:1/"


def title(number: int) -> str:
    return f"Правила учета {THINGS[number % len(THINGS)]} {number}"


def page(heading: str, language: str = "ru", day: str = "05.05.2026") -> str:
    told = "Жарияланған күні" if language == "kk" else "Дата публикации"
    return (
        f'<!doctype html><html lang="{language}"><meta charset="utf-8"><title>{heading}</title><body><h1>{heading}</h1>'
        f"<p>{told}: {day}</p><p>{TEXTS[language]}</p></body></html>"
    )


def planted(number: int) -> str:
    """The fault of a link: each of the first sixty has one, in turn."""
    return FAULTS[number % len(FAULTS)] if number < PLANTED else ""


def answer(number: int) -> Any:
    fault = planted(number)
    if fault == "gone":
        status = 404 if number % 8 else 410
        return lambda servant, body: servant.send(status, "<h1>Нет</h1>", body)
    if fault == "other-subject":
        return page("Новости чемпионата")
    if fault == "other-language":
        return page(title(number), "kk")
    return page(title(number), day="05.05.2024" if fault else "05.05.2026")


def test_each_link_of_a_report_is_opened_and_compared(tmp_path: Path) -> None:
    pages = {f"/d/{number}": answer(number) for number in range(LINKS)}
    with serving(pages) as other, serving({**pages, **home("/d/100", "/d/0")}) as server:
        harvest = Harvest(tmp_path, server.url, external_delay=0.0, breaker_after=100, autothrottle=False)
        plan = harvest.plan()
        number_of: dict[str, int] = {}
        for number in range(LINKS):
            root = DEAD if number >= LINKS - DOWN else server.url if number % 2 else other.url
            number_of[f"{root}d/{number}"] = number
        lines = {
            "t4.drafts": [
                {"title": title(number), "placed": date(2026, 5, 5), "languages": ("ru",), "link": url}
                for url, number in number_of.items()
            ]
        }
        path = filled(tmp_path / "report.csv", lines=lines, tables=("4",), body=plan.body.name.ru)
        wanted = Wanted(
            kind=kinds()["report"], path=path, body=plan.body.code, body_kind="central", period="2026",
            as_of=date(2026, 11, 20), config=ROOT / "config", methodology="kz-2025",
        )  # fmt: skip
        taken = take_in(harvest.engine, wanted, datetime(2026, 11, 20, tzinfo=UTC))
        assert taken.item.rows == LINKS
        ledger = harvest.run(plan.model_copy(update={"period": "2026"}))
        asked = {path for server_ in (server, other) for path, count in list(server_.asked.items()) if count}
    assert {f"/d/{number}" for number in range(LINKS - DOWN)} <= asked
    opened = [entry for entry in ledger.values() if entry.kind is Kind.REPORTED]
    assert {entry.ledger for entry in opened} == {Ledger.OUT_OF_SCOPE}
    Pipeline(harvest.engine, harvest.db, ROOT / "config").extract(plan)
    edition = law.choose(ROOT / "config", "kz-2025", date(2026, 11, 20))[0]
    with harvest.engine.connect() as db:
        snapshot = Snapshot(db, ObjectStore(evidence_of(plan)), plan.model_copy(update={"period": "2026"}), {})
        found = {number_of[one.url]: one.facts for one in findings(snapshot, edition) if one.url in number_of}
        assert {page.url.removeprefix(server.url) for page in snapshot.pages()} == {"", "d/100"}
    assert Counter(facts["standing"] for facts in found.values()) == {
        "confirmed": LINKS - PLANTED - DOWN, "contradicted": PLANTED, "open": DOWN,
    }  # fmt: skip
    assert {number: facts["reason"] for number, facts in found.items() if facts["standing"] == "contradicted"} == {
        number: planted(number) for number in range(PLANTED)
    }
    assert {number for number, facts in found.items() if facts["standing"] == "open"} == set(range(LINKS - DOWN, LINKS))


def test_only_what_the_crawl_did_not_meet_is_opened_and_once() -> None:
    frontier = Frontier()
    for ledger, url in ((Ledger.FETCHED, "http://a/1"), (Ledger.OUT_OF_SCOPE, "http://a/2"), (Ledger.HTTP_ERROR, "http://a/3")):
        frontier.put(LedgerEntry(url=url, ledger=ledger))
    enter(("http://a/1", "http://a/2", "http://a/3", "http://a/4"), frontier)
    assert sorted(url for url, lane in frontier.entries if lane == REPORTED) == ["http://a/2", "http://a/4"]
    enter(("http://a/4",), frontier)
    assert frontier.sizes[Ledger.OUT_OF_SCOPE] == 3
