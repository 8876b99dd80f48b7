"""What probes keep from page to page of a site: the same is not measured again, what differs is."""

from __future__ import annotations

from typing import Any

import pytest

from crawler.browser.look import visit as visiting
from crawler.browser.look.visit import Visit
from crawler.browser.probes import act, motion
from tests.crawler.browser.kit import report, visits
from tests.crawler.servant import serving

pytestmark = [pytest.mark.browser, pytest.mark.costs(45)]
STYLE = (
    "header{{background:{ground}}}.clear{{color:#111}}.faint{{color:#aaa}}a:focus{{outline:{outline}}}"
    "p{{margin:0;height:30px}}a{{transition:outline .2s}}"
)
PAGE = (
    "<!doctype html><html lang=ru><title>Проба</title><style>{style}</style><body><header><p class=clear>Чёткие слова на переходе</p>"
    "<p class=faint>Бледные слова на переходе</p></header><nav><a class=one href='/x'>Раздел</a></nav><main><h1>{title}</h1></main>"
)
PALE, DARK = "linear-gradient(90deg,#fff,#eee)", "linear-gradient(90deg,#000,#111)"
RING, NONE = "3px solid red", "none"
GREY = "<p class=rest style='height:6000px;margin:0'>Долгая страница</p><a id=to-top class=to-top href='#' hidden>Наверх</a>"


def page(title: str, ground: str = PALE, outline: str = RING, more: str = "") -> str:
    return PAGE.format(style=STYLE.format(ground=ground, outline=outline), title=title) + more


PAGES = {
    "/first": page("Первая"),
    "/second": page("Вторая"),
    "/dark": page("Тёмная", ground=DARK),
    "/ringless": page("Без рамки", outline=NONE),
}


@pytest.fixture(scope="module")
def seen() -> dict[str, Any]:
    with serving(PAGES) as server:
        base = server.url.rstrip("/")
        found = visits([base + path for path in PAGES], ("contrast", "keyboard"), memory={})
        return {**dict(zip(PAGES, found, strict=True)), "first": base + "/first"}


def texts(seen: Visit) -> dict[str, Any]:
    return {text["text"].split()[0]: text for text in report(seen, "contrast").data["texts"]}


def focus(seen: Visit) -> dict[str, Any]:
    return {item["name"]: item for item in report(seen, "keyboard").data["focus"]}


def test_a_legible_text_on_the_same_ground_is_pictured_once(seen: dict[str, Any]) -> None:
    first, second = texts(seen["/first"]), texts(seen["/second"])
    assert (first["Чёткие"]["verdict"], first["Чёткие"]["on"]) == ("enough", "")
    assert (second["Чёткие"]["verdict"], second["Чёткие"]["on"]) == ("enough", seen["first"])


def test_what_is_not_legible_is_pictured_on_every_page(seen: dict[str, Any]) -> None:
    for path in ("/first", "/second"):
        assert (texts(seen[path])["Бледные"]["verdict"], texts(seen[path])["Бледные"]["on"]) == ("low", "")
        assert [shot.selector for shot in report(seen[path], "contrast").pictures] == [".faint"]


def test_another_ground_is_looked_at_anew(seen: dict[str, Any]) -> None:
    found = texts(seen["/dark"])
    assert (found["Чёткие"]["verdict"], found["Чёткие"]["on"]) == ("low", "")
    assert found["Бледные"]["verdict"] == "enough"


def test_a_kind_of_control_is_pictured_once_and_again_where_its_focus_looks_otherwise(seen: dict[str, Any]) -> None:
    first, second, bare = (focus(seen[path])["Раздел"] for path in ("/first", "/second", "/ringless"))
    assert (first["visible"], first["on"]) == (True, "")
    assert (second["visible"], second["on"]) == (True, seen["first"])
    assert (bare["visible"], bare["on"]) == (False, "")


def test_the_link_up_is_waited_for_once_and_found_where_it_shows(seen: dict[str, Any]) -> None:
    shown = GREY + "<script>addEventListener('scroll',()=>{document.getElementById('to-top').hidden=false})</script>"
    memory: dict[str, Any] = {}
    with serving(
        {"/hidden": page("Скрыта", more=GREY), "/again": page("Снова", more=GREY), "/shown": page("Видна", more=shown)}
    ) as server:
        base = server.url.rstrip("/")
        found = visits([base + path for path in ("/hidden", "/again", "/shown")], ("jumps",), memory=memory)
    assert [report(item, "jumps").data["up"]["found"] for item in found] == [False, False, True]
    assert memory["jumps up"] > 7


def test_only_the_first_bare_page_of_a_site_is_waited_for_to_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(visiting, "AGAIN", 0.4)
    waits: list[float] = []
    settle = visiting.settle

    async def noting(world: Any, hydrate: float, *more: Any) -> Any:
        waits.append(hydrate)
        return await settle(world, hydrate, *more)

    monkeypatch.setattr(visiting, "settle", noting)
    empty = "<!doctype html><html lang=ru><title>Пусто</title><body><script>window.a=1</script>"
    with serving(dict.fromkeys(("/one", "/two", "/three"), empty)) as server:
        memory: dict[str, Any] = {}
        found = visits(
            [server.url.rstrip("/") + path for path in ("/one", "/two", "/three")], ("emblem",), memory=memory, hydrate=6.0
        )
    assert [(item.state["restless"], item.state["still"]) for item in found] == [("bare", True)] * 3
    assert memory["bare"] is True
    assert [wait for wait in waits if wait != visiting.AGAIN] == [6.0]
    assert waits.count(visiting.AGAIN) == 2


BAND = (
    "<style>.band{{position:relative;width:600px;height:200px;overflow:hidden}}"
    ".band i{{display:block;width:200px;height:200px;background:#c00;animation:go {pace} linear infinite alternate}}"
    "@keyframes go{{to{{transform:translateX(400px)}}}}</style><section class=band><i></i>{inside}</section>"
)


@pytest.fixture
def briefly(monkeypatch: pytest.MonkeyPatch) -> None:
    """What moves is watched until it was seen to for a second: how long it must is told of in ``test_probes.py``."""
    monkeypatch.setattr(motion, "LONG", 1.0)


def moving(title: str, pace: str = "1s", inside: str = "") -> str:
    return page(title, more=BAND.format(pace=pace, inside=inside))


@pytest.mark.usefixtures("briefly")
def test_what_moves_alike_is_watched_once_and_what_moves_otherwise_anew() -> None:
    stop = "<button style='position:absolute;left:0;top:0'>Остановить показ</button>"
    pages = {
        "/one": moving("Первая"),
        "/two": moving("Вторая"),
        # Two lines of thirty pixels more above the same band.
        "/lower": moving("Третья").replace("<main>", "<main><p>Строка</p><p>Строка</p>"),
        "/slower": moving("Медленнее", pace="3s"),
        "/stopped": moving("С кнопкой", inside=stop),
    }
    memory: dict[str, Any] = {}
    with serving(pages) as server:
        base = server.url.rstrip("/")
        found = visits([base + path for path in pages], ("motion",), memory=memory, watch=2.0)
    told = {path: report(seen, "motion").data for path, seen in zip(pages, found, strict=True)}
    assert all(data["still"] is False and data["moving"] for data in told.values())
    assert told["/one"]["on"] == ""
    assert told["/one"]["watched"] > 0
    # What frames were too sparse to tell on a busy machine is learnt from the second page.
    lower = told["/lower"]
    assert lower["on"] in (base + "/one", base + "/two")
    assert lower["watched"] == 0.0
    source = told[lower["on"].removeprefix(base)]
    assert [region["box"] for region in lower["moving"]] == [
        [left, top + 60, width, height] for left, top, width, height in (region["box"] for region in source["moving"])
    ]
    names = ("first", "last", "long", "xpath", "tag", "others")
    alike = [[[region[name] for name in names] for region in data["moving"]] for data in (lower, source)]
    assert alike[0] == alike[1]
    assert lower["flashes"] == source["flashes"]
    assert (told["/slower"]["on"], told["/stopped"]["on"]) == ("", "")
    assert told["/stopped"]["moving"][0]["control"]["name"] == "Остановить показ"


@pytest.mark.usefixtures("briefly")
def test_a_running_line_is_watched_whatever_pictures_of_the_clock_run_ahead_show() -> None:
    line = "<marquee scrollamount=20 style='font-size:40px;background:#fc0'>Бегущая строка</marquee>"
    memory: dict[str, Any] = {}
    with serving({path: page(path, more=line) for path in ("/one", "/two", "/three")}) as server:
        base = server.url.rstrip("/")
        urls = [base + path for path in ("/one", "/two", "/three")]
        found = [report(seen, "motion").data for seen in visits(urls, ("motion",), memory=memory, watch=2.0)]
    assert [data["still"] for data in found] == [False] * 3
    assert all(data["moving"][0]["marquee"] for data in found)
    assert found[0]["watched"] > 0
    assert found[2]["on"] in urls[:2]


def test_a_page_that_never_stands_still_is_waited_for_to_the_end_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(visiting, "MOVING_AGAIN", 0.5)
    rests: list[float] = []
    settle = visiting.settle

    async def noting(world: Any, hydrate: float, pending: Any, restless: float) -> Any:
        rests.append(restless)
        return await settle(world, hydrate, pending, restless)

    monkeypatch.setattr(visiting, "settle", noting)
    ticking = page("Часы", more="<p id=t>0</p><script>let n=0;setInterval(()=>{t.textContent=++n},50)</script>")
    with serving({"/one": ticking, "/two": ticking}) as server:
        base = server.url.rstrip("/")
        found = visits([base + "/one", base + "/two"], ("emblem",), memory={})
    assert [(item.state["restless"], item.state["still"]) for item in found] == [("restless", False)] * 2
    assert rests == [visiting.RESTLESS, 0.5]


def test_the_second_engine_reads_pages_that_hold_a_new_kind_of_element() -> None:
    heading = "<div role=heading aria-level=x>Бөлім</div>"
    pages = {
        "/one": page("Первая"),
        "/two": page("Вторая"),
        "/three": page("Третья", more=heading),
        "/four": page("Четвёртая", more=heading),
        "/five": page("Пятая", more="<table><tr><th>Жыл<td>2025</table>"),
    }
    with serving(pages) as server:
        base = server.url.rstrip("/")
        found = visits([base + path for path in pages], ("act",), memory={})
    read = [report(one, "act") for one in found]
    assert [one.status for one in read] == ["done", "not-applicable", "done", "not-applicable", "done"]
    assert [one.data["on"].removeprefix(base) for one in read] == ["", "/one", "", "/one", ""]
    assert ["6a7281" in {rule["rule"] for rule in one.data["failed"]} for one in read] == [False, False, True, False, False]


def test_what_the_second_engine_could_not_read_is_not_learnt(monkeypatch: pytest.MonkeyPatch) -> None:
    memory: dict[str, Any] = {}
    with serving({"/one": page("Первая"), "/two": page("Вторая")}) as server:
        base = server.url.rstrip("/")
        with monkeypatch.context() as cut:
            cut.setattr(act, "READ", "() => { throw new Error('cut') }")
            assert not report(visits([base + "/one"], ("act",), memory=memory)[0], "act").ok
        again = report(visits([base + "/two"], ("act",), memory=memory)[0], "act")
    assert (again.status, again.data["on"]) == ("done", "")
