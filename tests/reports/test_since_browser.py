"""The section on an earlier run in a real browser: accessible, within the screen, folded, and on paper without what the report has anyway."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from decimal import Decimal
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, sync_playwright

from crawler.browser.program.launch import executable
from reports.compared import Cause, Compared, Key, Leg, Side, moved, named, points_stored
from reports.html.page import write_html
from reports.matched import matched
from reports.read import read_lines, read_result
from reports.since import Point, Since
from store.base import Text
from store.conclusion import Range
from tests.reports.conftest import Run

pytestmark = [pytest.mark.browser, pytest.mark.costs(15)]
# Language, width, height and colours of the page: what axe judges depends on no more than these.
LOOKS = {"ru desktop": ("ru", 1280, 900, "light"), "kk phone": ("kk", 390, 844, "light"), "ru dark": ("ru", 1280, 900, "dark")}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable(), args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def pages(run: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample's report beside an earlier run in which one shortcoming was another and all points were half."""
    out = tmp_path_factory.mktemp("since")
    result, lines = read_result(run.out), read_lines(run.out)
    for language in ("kk", "ru"):
        write_html(out, language, result, lines, run.case.objects, run.case.artifacts, since=since(result, lines))
    return out


def since(result: dict, lines: list[dict]) -> Since:  # type: ignore[type-arg]
    found = compared(result, lines)
    ends = [Range(low=Decimal(low), high=Decimal(high)) for low, high in ((10, 40), (20, 60))]
    trend = tuple(
        Point(run=f"r{n}", as_of=f"2026-0{n}-20", period="2026-H1", total=one, most="100") for n, one in enumerate(ends, 4)
    )
    return Since(title=found.name, compared=found, trend=trend)


def compared(result: dict, lines: list[dict]) -> Compared:  # type: ignore[type-arg]
    after = points_stored(result)
    half = {key: Range(low=one.low / 2, high=one.high) for key, one in after.items()}
    start: dict[Key, Range] = {key: Range(low=one.low / 2, high=one.high / 2) for key, one in after.items()}
    legs = [Leg(frozenset({Cause.LAW, Cause.MAPPING}), start, half), Leg(frozenset({Cause.SITE}), half, after)]
    before, old = deepcopy(result), deepcopy(lines)
    short = next(one for one in old if one["outcome"] in ("deficiency", "missing"))
    short |= {"id": "0" * 16, "url": f"{short['url']}/{'long-address-' * 20}", "cause": None}
    _put(before, start)
    findings = matched(old, lines, (before, result))
    body = result["body"]
    sides = [
        Side(run=name, started_at="2026-01-01", as_of=day, period="2026", methodology="kz-2017", edition="2017-12-28", sha256="",
             mapping="", readings={}, program="", software="")
        for name, day in (("earlier-01", "2026-05-20"), (result["run"]["id"], "2026-11-20"))
    ]  # fmt: skip
    return Compared(
        body=body["code"],
        name=Text(kk=body["name"]["kk"], ru=body["name"]["ru"]),
        before=sides[0],
        after=sides[1],
        legs=tuple(named(leg.causes) for leg in legs),
        moved=moved(legs, before, result, findings),
        findings=findings,
    )


def _put(result: dict, points: dict[Key, Range]) -> None:  # type: ignore[type-arg]
    """The total of the earlier run, so that both ends of the way are told."""
    ends = points[Key("total", "")]
    result["total"]["range"] = [str(Decimal(ends.low)), str(Decimal(ends.high))]


@pytest.mark.parametrize("look", LOOKS)
def test_axe_finds_nothing_and_nothing_overflows(browser: Browser, pages: Path, look: str) -> None:
    language, width, height, scheme = LOOKS[look]
    page = browser.new_page(viewport={"width": width, "height": height}, color_scheme=scheme)  # type: ignore[arg-type]
    page.goto((pages / f"report.{language}.html").as_uri())
    assert not page.locator("#in-since").is_visible()
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
    assert page.locator("#in-since table").count() >= 4
    assert page.locator("#in-since").is_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == width
    found = Axe().run(page, context="section[aria-labelledby=since]", options={"resultTypes": ["violations"]})
    page.close()
    assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found.response["violations"]] == []


def test_paper_has_what_is_new_and_gone(browser: Browser, pages: Path) -> None:
    page = browser.new_page()
    page.goto((pages / "report.ru.html").as_uri())
    page.emulate_media(media="print")
    heads = page.locator("#in-since h3")
    shown = [heads.nth(number).inner_text() for number in range(heads.count()) if heads.nth(number).is_visible()]
    page.close()
    wanted = ["Итог от проверки к проверке", "Почему изменился итог", "Изменившиеся строки", "Новые факты", "Исчезнувшие факты"]
    assert [head for head in shown if head in wanted] == wanted
