"""Versions whose switch bears no address: a real server, a real harvest, and what extraction makes of it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from openness.pipeline import Pipeline
from store import schema
from store.harvest import Ledger
from store.records import PageRecord
from tests.conftest import ROOT
from tests.crawler.kit import Harvest
from tests.crawler.servant import Page, serving

RU = "<p>Акимат района размещает сведения о бюджете, закупках, вакансиях и приёме граждан по личным вопросам. Отдел работает ежедневно.</p>"
KK = "<p>Аудан әкімдігі бюджет, сатып алу, бос орындар және азаматтарды жеке мәселелері бойынша қабылдау туралы мәлімет орналастырады.</p>"
BUTTONS = '<div class="langs"><button id="l1">RU</button><button id="l2">KZ</button></div>'


def page(title: str, text: str, head: str = "", links: str = "") -> str:
    return f"<!doctype html><title>{title}</title><body>{head}<h1>{title}</h1>{text * 3}{links}</body>"


RUSSIAN = {
    "/": page("Главная", RU, BUTTONS, '<a href="/ru/about.html">О районе</a>'),
    "/ru/about.html": page("О районе", RU, BUTTONS),
}
KAZAKH = {
    "/kz/": page("Басты бет", KK, BUTTONS, '<a href="/kz/about.html">Аудан туралы</a>'),
    "/kz/about.html": page("Аудан туралы", KK, BUTTONS),
}


def pages_of(tmp_path: Path, pages: Mapping[str, Page]) -> tuple[dict[str, PageRecord], dict[str, Any], Any]:
    """What was read of a site, its ledger, and how often each address was asked."""
    with serving(dict(pages)) as server:
        harvest = Harvest(tmp_path, server.url)
        plan = harvest.plan()
        ledger = harvest.run(plan)
        Pipeline(harvest.engine, harvest.db, ROOT / "config").extract(plan)
        with harvest.engine.connect() as db:
            found = {item.url.removeprefix(server.url): item for item in schema.read_records(db, PageRecord, plan.run_id)}
        return found, ledger, server.asked


@pytest.mark.parametrize(
    "switch",
    [
        BUTTONS,
        '<select onchange="go(this)"><option>Рус</option><option>Қаз</option></select>',
        '<ul><li data-l="ru"><span>Рус</span></li><li data-l="kk"><span>Қазақша</span></li></ul>',
        '<a href="#" onclick="lang(\'kk\')">Қазақша</a>',
    ],
)
def test_a_version_behind_a_script_is_found_where_addresses_say(tmp_path: Path, switch: str) -> None:
    pages = {path: str(text).replace(BUTTONS, switch) for path, text in {**RUSSIAN, **KAZAKH}.items()}
    found, ledger, asked = pages_of(tmp_path, pages)
    assert {"kz/", "kz/about.html"} <= set(found)
    assert found["kz/"].language == "kk"
    assert found["kz/"].is_home
    assert ledger["kz/"].depth == 0
    assert not found["kz/about.html"].is_home
    # What was tried in vain is no address of the site.
    assert asked["/kk/"] == 1
    assert "kk/" not in ledger


def test_the_folder_alone_may_have_no_page(tmp_path: Path) -> None:
    """Only pages beside those in the other language exist; the folder itself gives none."""
    pages = {path: text for path, text in {**RUSSIAN, **KAZAKH}.items() if path != "/kz/"}
    found, _, _ = pages_of(tmp_path, pages)
    assert found["kz/about.html"].language == "kk"
    assert found["kz/about.html"].is_home


def test_a_version_named_in_the_query_is_found(tmp_path: Path) -> None:
    pages = {
        "/": page("Главная", RU, BUTTONS, '<a href="/about?lang=ru">О районе</a>'),
        "/about?lang=ru": page("О районе", RU, BUTTONS),
        "/about?lang=kz": page("Аудан туралы", KK, BUTTONS),
    }
    found, _, _ = pages_of(tmp_path, pages)
    assert found["about?lang=kz"].language == "kk"


def test_nothing_is_tried_where_nothing_is_offered(tmp_path: Path) -> None:
    pages = {path: str(text).replace(BUTTONS, "<p>Казахстан</p>") for path, text in {**RUSSIAN, **KAZAKH}.items()}
    found, _, asked = pages_of(tmp_path, pages)
    assert set(found) == {"", "ru/about.html"}
    assert not asked["/kk/"]
    assert not asked["/kz/"]


def test_a_page_in_another_language_is_no_version(tmp_path: Path) -> None:
    found, _, asked = pages_of(tmp_path, {**RUSSIAN, "/kz/": page("Главная", RU, BUTTONS), "/kz/about.html": page("О", RU)})
    assert set(found) == {"", "ru/about.html"}
    assert asked["/kz/"] == 1


def test_robots_are_heeded(tmp_path: Path) -> None:
    rules = {"/robots.txt": "User-agent: *\nDisallow: /kz/\n"}
    found, ledger, asked = pages_of(tmp_path, {**RUSSIAN, **KAZAKH, **rules})
    assert set(found) == {"", "ru/about.html"}
    assert not asked["/kz/"]
    assert all(entry.ledger is not Ledger.FAILED for entry in ledger.values())
