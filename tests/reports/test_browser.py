"""The report in a real browser: accessible by axe, nothing cut off on a phone, complete on paper."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, sync_playwright
from pypdf import PdfReader

from crawler.browser.program.launch import executable
from reports.diff import compare
from reports.diff_view import diff_html
from tests.reports import scored
from tests.reports.conftest import Run
from tests.scoring.kit import flawless

pytestmark = [pytest.mark.browser, pytest.mark.costs(40)]
# Every rule is judged; of what it finds in order, axe tells one place and not the way to each of some thousands.
ONLY = {"resultTypes": ["violations"]}
SIZES = {"desktop": (1280, 900), "phone": (390, 844)}
# axe looks at each language and at each size once; nothing of what it judges depends on both.
AXED = (("kk", "phone"), ("ru", "desktop"), ("en", "desktop"))
# So many requirements of a law are told as met in a report for axe; the cards of the other hundreds are like these.
TOLD = 60


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable(), args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_axe_finds_nothing_and_nothing_overflows(browser: Browser, run: Run, language: str, size: str) -> None:
    width, height = SIZES[size]
    page = browser.new_page(viewport={"width": width, "height": height})
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto((run.out / f"report.{language}.html").as_uri())
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
    assert page.evaluate("document.documentElement.scrollWidth") == width
    found = Axe().run(page, options=ONLY).response["violations"] if (language, size) in AXED else []
    page.close()
    assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found] == []
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []


def test_in_the_dark_axe_finds_nothing_either(browser: Browser, run: Run) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900}, color_scheme="dark")
    page.goto((run.out / "report.ru.html").as_uri())
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    found = Axe().run(page, options=ONLY).response["violations"]
    page.emulate_media(media="print", color_scheme="dark")
    printed = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.close()
    assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found] == []
    assert ground != printed == "rgb(255, 255, 255)"


def test_paper_holds_what_is_folded_on_the_screen(browser: Browser, run: Run) -> None:
    page = browser.new_page()
    page.goto((run.out / "report.ru.html").as_uri())
    folded = page.locator("details").first
    assert folded.get_attribute("open") is None
    pdf = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True, print_background=True)))
    page.close()
    assert abs(float(pdf.pages[0].mediabox.width) - 595) < 2
    text = " ".join(" ".join(leaf.extract_text().split()) for leaf in pdf.pages)
    assert "Приказ № 6 от 12 марта 2026 года" in text
    assert "Перейти к содержанию" not in text


def test_paper_bears_address_time_and_digest_of_every_finding_told_in_full(browser: Browser, run: Run) -> None:
    page = browser.new_page()
    page.goto((run.out / "report.kk.html").as_uri())
    proofs = page.locator("#in-findings .card > .proof").evaluate_all(
        """all => all.map(one => [...one.querySelectorAll('dd')].map(each =>
            [...each.querySelectorAll('code:not(.paper)')].map(code => code.textContent).join('\\n') || each.textContent))"""
    )
    text = "".join(
        "".join(leaf.extract_text().split())
        for leaf in PdfReader(BytesIO(page.pdf(prefer_css_page_size=True, print_background=True))).pages
    )
    page.close()
    assert len(proofs) > 2
    # A quotation may be hyphenated by its own signs; address, time and digest stand as they are.
    for address, *_, seen, digests in proofs:
        # A digest stands in full where it is told first.
        missing = [told for told in (address, seen, *digests.splitlines()) if "".join(told.split()) not in text]
        assert missing == []


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_the_first_screens_answer_and_an_address_opens_what_it_names(browser: Browser, run: Run, language: str) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto((run.out / f"report.{language}.html").as_uri())
    assert page.evaluate("document.documentElement.scrollHeight") <= 6 * 900
    shown = page.locator("#losses, #in-charges, #in-summary").evaluate_all("all => all.map(one => one.checkVisibility())")
    assert shown == [True, True, True]
    row = page.locator("#in-charges tbody th a").first
    name = str(row.get_attribute("href")).removeprefix("#")
    place = page.locator(f"[id='{name}']")
    assert not place.is_visible()
    row.click()
    place.wait_for(state="visible")
    page.close()


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_rows_are_narrowed_by_words_and_standing_and_what_an_address_names_is_shown(
    browser: Browser, run: Run, language: str
) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto((run.out / f"report.{language}.html").as_uri())
    page.evaluate("document.querySelectorAll('.fold > details').forEach(each => { each.open = true })")
    rows = page.locator("#in-findings .row")
    everything = rows.count()
    told = page.locator("#filter output")
    assert everything > 2
    assert str(everything) in told.inner_text()
    page.locator("#filter [name=words]").fill("КОНТРАСТ")
    assert rows.evaluate_all(
        "all => all.filter(one => one.checkVisibility()).map(one => one.innerText.toLowerCase().includes('контраст'))"
    ) == [True]
    assert told.inner_text() != page.locator("#filter output").get_attribute("data-words")
    hidden = str(page.locator("#in-findings .row[hidden]").first.get_attribute("data-row"))
    page.evaluate("name => { location.hash = name }", hidden)
    page.locator(f"[data-row='{hidden}']").wait_for(state="visible")
    page.locator("#filter [name=status]").select_option("met")
    shown = rows.evaluate_all("all => all.filter(one => one.checkVisibility()).map(one => one.dataset.status)")
    assert set(shown) <= {"met"}
    assert len(shown) < everything
    page.locator("#filter [type=reset]").click()
    page.locator("#filter [name=outcome]").select_option("deficiency")
    cards = page.locator("#in-findings .card").evaluate_all(
        "all => all.filter(one => one.checkVisibility()).map(one => one.dataset.outcome)"
    )
    assert set(cards) == {"deficiency"}
    shown = rows.evaluate_all(
        "all => all.filter(one => one.checkVisibility()).map(one => one.querySelectorAll('.card-deficiency').length)"
    )
    assert 0 < len(shown) < everything
    assert all(shown)
    page.locator("#filter [name=outcome]").select_option("")
    for name in page.locator("#filter [name=place] option").evaluate_all("all => all.map(one => one.value)")[1:]:
        page.locator("#filter [name=place]").select_option(name)
        shown = rows.evaluate_all(
            "all => all.filter(one => one.checkVisibility()).map(one => [one.dataset.criterion, one.dataset.table])"
        )
        assert shown
        assert all(name in one for one in shown)
    page.emulate_media(media="print")
    assert rows.evaluate_all("all => all.every(one => one.checkVisibility())")
    page.close()


def test_without_scripts_everything_is_there(browser: Browser, run: Run) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900}, java_script_enabled=False)
    page.goto((run.out / "report.ru.html").as_uri())
    assert not page.locator("#filter").is_visible()
    closed = page.locator(".fold > details:not([open]) > summary")
    while closed.count():
        closed.first.click()
    assert page.locator("#in-findings .row:visible").count() == page.locator("#in-findings .row").count() > 2
    page.close()


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize("size", SIZES)
def test_the_contents_stay_in_sight_and_lead_to_what_they_name(browser: Browser, run: Run, size: str, scripts: bool) -> None:
    width, height = SIZES[size]
    page = browser.new_page(viewport={"width": width, "height": height}, java_script_enabled=scripts)
    page.goto((run.out / "report.kk.html").as_uri() + "#in-meanings")
    summary, link = page.locator(".contents summary"), page.locator(".contents a[href='#in-findings']")
    at = summary.bounding_box()
    assert at is not None
    assert 0 <= at["y"] < 60
    assert not link.is_visible()
    summary.click()
    link.click()
    assert page.url.endswith("#in-findings")
    assert link.is_visible() != scripts
    if not scripts:
        summary.click()
    bar, place = page.locator(".contents").bounding_box(), page.locator("#findings").bounding_box()
    page.close()
    assert bar is not None
    assert place is not None
    assert bar["y"] == 0
    assert bar["height"] <= place["y"] < height


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Reports under two laws with penalties, directions, averages and open rows; and a comparison of two editions."""
    root = tmp_path_factory.mktemp("laws")
    made = {}
    for law, kind, code in (
        ("kz-2025", "central", "nationalbank"),
        ("kz-2025", "subordinate", "mam"),
        ("kz-2017", "central", "mam"),
    ):
        edition = scored.edition(law)
        found = flawless(edition, kind)[: TOLD if law == "kz-2017" else 30]  # type: ignore[arg-type]
        out = scored.run(root / f"{law}-{kind}", edition, kind, found, code, (scored.ruling("r-1", "0" * 16),)).out  # type: ignore[arg-type]
        made |= {f"{law} {kind} {language}": out / f"report.{language}.html" for language in ("kk", "ru")}
    for language in ("kk", "ru"):
        path = root / f"diff.{language}.html"
        path.write_text(diff_html(compare(scored.edition("kz-2023"), scored.edition("kz-2025")), language), "utf-8")
        made[f"diff {language}"] = path
    return made


# One page of each kind, in either language: axe needs many seconds for a page with all rows of a law.
FOR_AXE = ("kz-2025 central ru", "kz-2025 subordinate kk", "kz-2017 central kk", "diff ru")


@pytest.mark.parametrize("name", FOR_AXE)
def test_reports_on_the_laws_are_accessible(browser: Browser, pages: dict[str, Path], name: str) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(pages[name].as_uri())
    found = Axe().run(page, options=ONLY).response["violations"]
    page.close()
    assert [(one["id"], [node["html"] for node in one["nodes"]][:3]) for one in found] == []


@pytest.mark.parametrize("size", SIZES)
def test_reports_on_the_laws_fit_the_screen(browser: Browser, pages: dict[str, Path], size: str) -> None:
    width, height = SIZES[size]
    page = browser.new_page(viewport={"width": width, "height": height})
    widths = {}
    for name, path in pages.items():
        page.goto(path.as_uri())
        widths[name] = page.evaluate("document.documentElement.scrollWidth")
    page.close()
    assert widths == dict.fromkeys(pages, width)
