"""Where the walk by Tab is caught: the trap is told with its elements and the ways out of it, and a page that only helps is left alone."""

from __future__ import annotations

from typing import Any

import pytest

from crawler.browser.probes import keyboard
from tests.crawler.browser.kit import report, visits
from tests.crawler.servant import serving

pytestmark = [pytest.mark.browser, pytest.mark.costs(15)]
HEAD = "<!doctype html><html lang=ru><title>Проба</title><body><h1>Клавиши</h1>"
BACK = "<button onblur='setTimeout(() => this.focus(), 10)'>{}</button>"
KEPT = "<input id=one aria-label='Имя' onkeydown=\"if (event.key === 'Tab'{but}) event.preventDefault()\">"
BETWEEN = "<a href='/x'>Раздел</a>{}<a href='/y'>Далее</a>"
CLOSING = (
    "<script>one.addEventListener('keyup', (event) => { if (event.key === 'Escape') { one.parentNode.remove(); "
    "setTimeout(() => opener.focus(), 10); } });</script>"
)
# Two buttons that give the focus to each other within the key's own task, and the script that Ctrl+M ends it with.
RING = (
    "<script>let on = false; const to = (id) => on && document.getElementById(id).focus(); "
    "const out = (event) => {{ if (event.ctrlKey && event.key === 'm') {{ on = false; document.getElementById('link').focus(); }} }};</script>"
    "<a href='/x'>Раздел</a><div onkeydown='out(event)'>{}<button id=one onfocus='on = true' onblur=\"to('two')\">Первая</button>{}"
    "<button id=two onblur=\"to('{}')\">Вторая</button></div><a id=link href='/y'>Далее</a>"
)
ASKED = (
    "<a id=ask href='#' onblur=\"to('one')\" onclick=\"document.getElementById('how').textContent = 'Нажмите Ctrl + M'; return false\">"
    "Как выйти</a><p id=how></p>"
)
# The first key keeps the page busy, so that all keys of a batch wait in a row, as they do on a busy machine.
SLOW = (
    "<script>let first = true; addEventListener('keydown', () => { if (!first) return; first = false; "
    "const end = performance.now() + 300; while (performance.now() < end); }, true);</script>"
)
PAGES = {
    # A batch ends beside the caught place; with one link more it ends on it, where calling the focus back changes nothing.
    "/beside": HEAD + BETWEEN.format(BACK.format("Первая")) + SLOW,
    "/upon": HEAD + BETWEEN.format(BACK.format("Первая")) + "<a href='/z'>Ещё</a>" + SLOW,
    "/ring": HEAD + RING.format("", "", "one"),
    "/ring-told": HEAD + RING.format("<p>Выход – Ctrl+M</p>", "", "one"),
    "/ring-asked": HEAD + RING.format("", ASKED, "ask").replace("to('two')", "to('ask')"),
    # Two that call the focus back begin to take it from each other, without end and without a key.
    "/pair": HEAD + BACK.format("Первая") + "<button>Вторая</button>" + BACK.format("Третья"),
    "/field": HEAD + BETWEEN.format(KEPT.format(but="")),
    "/shift": HEAD + BETWEEN.format(KEPT.format(but=" && !event.shiftKey")),
    # Escape closes it, and a moment later the button that opened it is focused.
    "/window": HEAD + BETWEEN.format(f"<button id=opener>Открыть</button><div role=dialog>{KEPT.format(but='')}</div>") + CLOSING,
    "/free": HEAD + BETWEEN.format("<input aria-label='Поле' autofocus>"),
    # A script moves the focus once, past what the key had reached.
    "/led": HEAD
    + "<a id=a href='/a'>А</a><a id=b href='/b'>Б</a><a id=c href='/c'>В</a><script>a.addEventListener('blur', () => "
    "setTimeout(() => c.focus(), 10), {once: true});</script>",
}


@pytest.fixture(scope="module")
def seen() -> dict[str, dict[str, Any]]:
    """What the walk says of each page."""
    with serving(PAGES) as server:
        found = visits([server.url.rstrip("/") + path for path in PAGES], ["keyboard"])
        return {path: report(visit, "keyboard").data for path, visit in zip(PAGES, found, strict=True)}


@pytest.mark.parametrize(
    ("path", "names", "shift_tab", "escape"),
    [
        ("/pair", {"Первая", "Третья"}, False, False),
        ("/beside", {"Раздел", "Первая"}, False, False),
        ("/upon", {"Раздел", "Первая"}, False, False),
        ("/field", {"Имя"}, False, False),
        ("/window", {"Имя"}, False, True),
        ("/shift", {"Имя"}, True, None),
    ],
)
def test_a_trap_is_told_with_its_ways_out(
    seen: dict[str, dict[str, Any]], path: str, names: set[str], shift_tab: bool, escape: bool | None
) -> None:
    trap = seen[path]["trap"]
    assert seen[path]["ended"] == "trap"
    assert trap["elements"]
    assert {stop["name"] for stop in trap["elements"]} <= names
    assert (trap["shift-tab"], trap["escape"]) == (shift_tab, escape)


@pytest.mark.parametrize(("path", "told"), [("/ring", ""), ("/ring-told", "Ctrl+M"), ("/ring-asked", "Ctrl+M")])
def test_keys_that_a_page_names_lead_out_of_its_trap(seen: dict[str, dict[str, Any]], path: str, told: str) -> None:
    trap = seen[path]["trap"]
    assert (seen[path]["ended"], trap["shift-tab"], trap["escape"], trap["told"]) == ("trap", False, False, told)


@pytest.mark.parametrize("path", ["/free", "/led"])
def test_a_page_with_an_end_is_no_trap(seen: dict[str, dict[str, Any]], path: str) -> None:
    assert (seen[path]["ended"], seen[path]["trap"]) == ("end", None)


def test_scripts_are_waited_for_by_the_time_of_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    """With hardly more time than the script takes the trap is told all the same: the page's timers run before ours."""
    monkeypatch.setattr(keyboard, "CALL_BACK", 11)
    monkeypatch.setattr(keyboard, "SLOW", 11)
    with serving(PAGES) as server:
        found = visits([server.url.rstrip("/") + "/pair"] * 3, ["keyboard"])
    traps = [report(visit, "keyboard").data["trap"] for visit in found]
    assert [trap and (trap["shift-tab"], trap["escape"]) for trap in traps] == [(False, False)] * 3
