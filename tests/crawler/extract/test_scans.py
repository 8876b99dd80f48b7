"""Files that are pictures of pages are read once; what was read stands in the store and gives the same records for ever."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from crawler.extract import run
from crawler.scans import engine
from crawler.scans.gather import gather, records
from store import schema
from store.harvest import CrawlPlan, Limits
from store.records import DocumentRecord, ScanRecord
from tests.crawler.scans.drawn import RUSSIAN, page, pdf

ROOT = "http://mam.example.kz/"
HOME = "<!doctype html><title>т</title><main><p>Министерство утвердило график личного приёма граждан.</p></main>"


def gathered(harvest: Any, plan: CrawlPlan) -> list[str]:
    """Reads the scans of an extracted harvest and tells whose they are."""
    found = list(gather(harvest.db, plan, harvest.objects))
    schema.write(harvest.db, plan.run_id, found)
    schema.write(harvest.db, plan.run_id, records(harvest.db, plan, harvest.objects))
    return [one.url.removeprefix(ROOT) for one in found]


@pytest.mark.needs("tesseract")
def test_scans_are_read_once_and_give_the_same_records_again(
    harvest: Any, plan: CrawlPlan, monkeypatch: pytest.MonkeyPatch
) -> None:
    scan = pdf(page(RUSSIAN))
    harvest.page(ROOT, HOME, depth=0)
    harvest.page(f"{ROOT}a.pdf", scan, content_type="application/pdf")
    harvest.page(f"{ROOT}same.pdf", scan, content_type="application/pdf", depth=2)
    harvest.page(f"{ROOT}plain.txt", "Положение", content_type="text/plain")
    harvest.extract(plan)
    assert gathered(harvest, plan) == ["a.pdf"]
    first = {one.url.removeprefix(ROOT): one for one in harvest.records(ScanRecord)}
    assert {name: (one.text, one.pages, one.complete) for name, one in first.items()} == dict.fromkeys(
        ("a.pdf", "same.pdf"), (RUSSIAN, 1, True)
    )
    assert all(not one.text_length for one in harvest.records(DocumentRecord) if one.url != f"{ROOT}plain.txt")
    monkeypatch.setattr(engine, "words", lambda _drawn: pytest.fail("read twice"))
    run.extract(harvest.db, harvest.objects, plan, harvest.lexicons)
    assert {one.url.removeprefix(ROOT): one for one in harvest.records(ScanRecord)} == first


@pytest.mark.needs("tesseract")
def test_no_more_scans_are_read_than_the_plan_allows(harvest: Any, planned: Callable[..., CrawlPlan]) -> None:
    plan = planned(limits=Limits(scans=1))
    harvest.page(ROOT, HOME, depth=0)
    for number in range(2):
        harvest.page(f"{ROOT}{number}.pdf", pdf(page(f"{RUSSIAN} {number}")), content_type="application/pdf")
    harvest.extract(plan)
    assert gathered(harvest, plan) == ["0.pdf"]


def test_without_the_engine_no_scan_is_read(harvest: Any, plan: CrawlPlan, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "tool", lambda: "")
    harvest.page(f"{ROOT}a.pdf", pdf(page(RUSSIAN)), content_type="application/pdf")
    harvest.extract(plan)
    assert gathered(harvest, plan) == []
    assert list(harvest.records(ScanRecord)) == []
