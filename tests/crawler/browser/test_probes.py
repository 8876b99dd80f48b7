"""Each probe on a page that has what it looks for, in a real Chromium."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from PIL import Image

from crawler.browser.look.visit import Visit
from crawler.browser.probes import flashes
from crawler.browser.probes.base import Report
from crawler.browser.probes.frames import Frame
from tests.crawler.browser.kit import report, visits
from tests.crawler.servant import serving

pytestmark = [pytest.mark.browser, pytest.mark.costs(50)]
HEAD = "<!doctype html><html lang=ru><title>Проба</title><style>{style}</style><body>"
LETTERS = HEAD.format(
    style=".faint{background:linear-gradient(90deg,#fff,#eee);color:#aaa}.clear{background:linear-gradient(#fff,#eee);color:#111}"
) + (
    "<main><h1>Слова</h1><p class=faint>Бледные слова на переходе цвета</p><p class=clear>Чёткие слова на переходе цвета</p></main>"
)
KEYS = HEAD.format(
    style="a:focus{outline:none}.lit:focus{outline:3px solid red}li ul{display:none}li:hover ul{display:block}"
) + (
    "<a class=lit href='#content'>Перейти к содержанию</a><nav><ul><li><a href='/x'>Раздел</a><ul><li><a href='/y'>Первый</a></li>"
    "<li><a href='/z'>Второй</a></li></ul></li></ul></nav><main id=content><h1>Текст</h1><div onclick='go()'>Щёлкните сюда</div>"
    "<a href='/last'>Далее</a><div style='height:3000px'></div><a href='#top'>Наверх</a></main>"
)
# A menu that is drawn out of the window for good, and a link that slides into it when it is reached.
ASIDE = HEAD.format(
    style="nav{position:fixed;top:0;right:-250px;width:200px}.past{position:fixed;top:0;left:-400px;transition:left .2s}.past:focus{left:0}"
) + (
    "<a class=past href='#content'>К содержанию</a><nav><a href='/x'>Новости</a></nav><main id=content><h1>Текст</h1>"
    "<div style='height:3000px'></div><a href='/last'>Далее</a></main>"
)
ZOOM = HEAD.format(style=".tight{height:20px;width:300px;overflow:hidden}") + (
    "<div class=tight>Строка</div><table style='width:1200px'><tr><td>широкая таблица</td></tr></table>"
)
# Heights and widths leave no doubt in any font: a line of 20 pixels, room for so many of them, words longer than any screen.
CUT = HEAD.format(
    style=".box{height:60px;width:900px;overflow:hidden;font-size:14px;line-height:20px}"
    ".wide{width:40px;height:20px;white-space:nowrap;overflow:hidden;font-size:16px;line-height:20px}.short{text-overflow:ellipsis}"
    ".dots{height:40px;width:300px;overflow:hidden;display:-webkit-box;-webkit-line-clamp:2;-webkit-box-orient:vertical;line-height:20px}"
    ".place{position:relative}.still{height:10px;overflow:hidden}.free{position:absolute;top:0;left:500px}.roll{height:20px;overflow:auto}"
) + (
    "<div class=box>первая<br>вторая<br>третья<br>четвёртая</div><div class=wide>{words}</div><div class='wide short'>{words}</div>"
    "<p class=dots>{words}</p><div class=place><div class=still><span class=free>вольная</span></div></div><div class=roll>{words}</div>"
).format(words="слово за словом " * 40)
MOVES = HEAD.format(
    style="@keyframes go{from{transform:translateX(0)}to{transform:translateX(300px)}}.run{width:90px;height:60px;background:#c00;"
    "animation:go 2s infinite}.still .run{animation:none}@keyframes end{to{opacity:0}}.short{animation:end .3s}"
) + (
    "<div class=box><div class=run></div><button onclick=\"this.parentNode.className='still'\">Пауза</button></div><p class=short>миг</p>"
)
# Slides that change at one stroke: each is one frame drawn, far from the next.
SLIDES = HEAD.format(style=".s{display:none;height:200px;font-size:60px}.on{display:block}") + (
    "<main><h1>Лента</h1><div class=slider><div class='s on'>Первая новость</div><div class=s>Вторая, другая</div></div></main><script>"
    "let at=0;const all=document.querySelectorAll('.s');"
    "setInterval(()=>{all[at].className='s';at=1-at;all[at].className='s on'},3500)</script>"
)
FLASH = HEAD.format(
    style="@keyframes f{0%,49%{background:#000}50%,100%{background:#fff}}.f{width:600px;height:300px;animation:f .16s infinite}"
) + ("<div class=f></div>")
STILL = HEAD.format(style="") + "<h1>Ничего не движется</h1><p>Текст.</p>"
# Something could move and does not show; the second page is drawn black, whatever happens in it.
TURNS = HEAD.format(
    style="@keyframes turn{to{transform:rotate(360deg)}}.t{width:90px;height:60px;animation:turn 6s infinite;opacity:0}"
) + ("<div class=t></div>")
BLACK = TURNS.replace("<style>", "<style>html{filter:brightness(0)}")
FORM = HEAD.format(style="") + (
    "<form method=post action='/sent' novalidate onsubmit=\"document.getElementById('said').textContent="
    "'Поле «Имя» не заполнено';fetch('/told',{method:'POST',body:'x'});return true\"><p><label>Имя <input name=who required "
    "aria-describedby=said></label> <span id=said></span></p><p><input name=bare></p><button>Отправить</button></form>"
)
EMBLEM = (
    HEAD.format(style="")
    + "<img src='/img/gerb.png' alt='Герб Республики Казахстан' width=80 height=120><img src='/herbert.png' alt=''>"
    "<p role=heading aria-level=first>Новости</p>"
)
PAGES = {
    "/letters": LETTERS,
    "/keys": KEYS,
    "/aside": ASIDE,
    "/zoom": ZOOM,
    "/cut": CUT,
    "/moves": MOVES,
    "/flash": FLASH,
    "/still": STILL,
    "/turns": TURNS,
    "/black": BLACK,
    "/form": FORM,
    "/emblem": EMBLEM,
}


def picture(page: Any, body: bool) -> None:
    """A picture of 200 by 300 pixels."""
    out = BytesIO()
    Image.new("RGB", (200, 300), "#00afca").save(out, "PNG")
    page.send(200, out.getvalue(), body, Content_Type="image/png")


@pytest.fixture(scope="module")
def seen() -> dict[str, Any]:
    """Visits to all pages by path, and the requests that the server met."""
    with serving({**PAGES, "/img/gerb.png": picture}) as server:
        found = visits([server.url.rstrip("/") + path for path in PAGES])
        return {**dict(zip(PAGES, found, strict=True)), "methods": dict(server.methods)}


def of(seen: dict[str, Any], path: str, name: str) -> Report:
    visit: Visit = seen[path]
    found = report(visit, name)
    assert found.ok, found.reason
    return found


def size(data: bytes) -> tuple[int, int]:
    with Image.open(BytesIO(data)) as picture:
        return picture.size


def test_every_probe_of_every_page_comes_to_an_end(seen: dict[str, Any]) -> None:
    for path in PAGES:
        assert {item.status for item in seen[path].reports} <= {"done", "not-applicable"}, path


def test_contrast_is_told_by_pixels_where_axe_cannot(seen: dict[str, Any]) -> None:
    found = of(seen, "/letters", "contrast")
    assert {text["text"][:6]: text["verdict"] for text in found.data["texts"]} == {"Бледны": "low", "Чёткие": "enough"}
    assert [shot.selector for shot in found.pictures] == [".faint"]


def test_the_walk_by_tab_tells_what_is_not_reached_and_not_seen(seen: dict[str, Any]) -> None:
    found = of(seen, "/keys", "keyboard").data
    assert [stop["name"] for stop in found["stops"]] == ["Перейти к содержанию", "Раздел", "Далее", "Наверх"]
    assert (found["ended"], found["trap"]) == ("end", None)
    assert [(item["name"], item["why"]) for item in found["unreached"]] == [("Щёлкните сюда", "not-focusable")]
    by_name = {item["name"]: item["visible"] for item in found["focus"]}
    assert by_name["Перейти к содержанию"] is True
    assert by_name["Раздел"] is False
    assert [menu["opens_by"] for menu in found["menus"]] == ["mouse"]
    assert of(seen, "/keys", "keyboard").pictures


def test_what_takes_the_focus_beyond_the_window_is_told(seen: dict[str, Any]) -> None:
    found = of(seen, "/aside", "keyboard").data["focus"]
    assert {item["name"]: item["outside"] for item in found} == {"К содержанию": False, "Новости": True, "Далее": False}


def test_links_that_skip_and_lead_up_are_tried(seen: dict[str, Any]) -> None:
    found = of(seen, "/keys", "jumps").data
    assert (found["skip"]["found"], found["skip"]["stop"], found["skip"]["works"]) == (True, 1, True)
    assert (found["up"]["found"], found["up"]["works"]) == (True, True)
    plain = of(seen, "/still", "jumps").data
    assert (plain["skip"]["found"], plain["up"]["looked"]) == (False, False)


def test_what_zoom_takes_away_is_told(seen: dict[str, Any]) -> None:
    found = of(seen, "/zoom", "zoom").data
    assert found["plain"]["sideways"] is False
    assert found["viewport"]["sideways"] is True
    assert [item["text"] for item in found["text"]["clipped"]] == ["Строка"]
    assert of(seen, "/zoom", "zoom").pictures


def test_each_text_is_compared_with_itself_before_the_zoom(seen: dict[str, Any]) -> None:
    """A line that was out of sight before hides no other, and what was cut is told where less of it is left."""
    found = of(seen, "/cut", "zoom").data
    assert found["viewport"]["clipped"] == []
    taken = {(item["text"][:6], item["axis"]) for item in found["text"]["clipped"]}
    assert taken == {("вторая", "y"), ("третья", "y"), ("слово ", "x")}
    (long,) = [item for item in found["text"]["clipped"] if item["axis"] == "x"]
    assert long["ellipsis"] is False


def test_lasting_movement_is_told_from_a_short_one(seen: dict[str, Any]) -> None:
    found = of(seen, "/moves", "motion").data
    lasting = [region for region in found["moving"] if region["long"]]
    assert len(lasting) == 1
    left, _, width, _ = lasting[0]["box"]
    assert left < 100
    assert 200 < width < 500
    assert (lasting[0]["control"]["name"], lasting[0]["stopped"]) == ("Пауза", True)
    assert found["still"] is False
    assert (of(seen, "/still", "motion").data["still"], of(seen, "/still", "motion").data["moving"]) == (True, [])
    assert ((of(seen, "/moves", "motion").data["flashes"] or {}).get("general") or 0) <= 3


def test_slides_that_change_at_one_stroke_move() -> None:
    with serving({"/slides": SLIDES}) as server:
        (visit,) = visits([f"{server.url}slides"], ("motion",), hydrate=1.0)
    found = report(visit, "motion")
    assert found.ok, found.reason
    assert [region["long"] for region in found.data["moving"]] == [True]
    assert found.data["still"] is False


def test_pictures_are_believed_where_a_change_would_show_in_them(seen: dict[str, Any]) -> None:
    """A page is called still after pictures of seconds ahead only if our own patch changed in each of them; else it is watched."""
    plain = of(seen, "/turns", "motion").data
    assert plain["signs"]
    assert plain["moving"] == []
    assert (plain["still"], any(plain["ahead"])) == (True, False) or "frames" in plain
    black = of(seen, "/black", "motion").data
    assert (black["moving"], any(black["ahead"])) == ([], False)
    assert "frames" in black
    assert black["still"] is (None if black["flashes"]["fault"] else True), black


def frames(every: float, size: int) -> list[Frame]:
    """Two seconds of a black page on which a white square of so many pixels comes and goes."""
    found = []
    for number in range(round(2 / every)):
        picture = Image.new("RGB", (320, 200), "black")
        if number % 2:
            picture.paste("white", (0, 0, size, size))
        out = BytesIO()
        picture.save(out, "PNG")
        found.append(Frame(10.0 + number * every, out.getvalue()))
    return found


def test_flashes_of_a_large_area_are_counted(seen: dict[str, Any]) -> None:
    """By frames of known times; how many a browser draws of a page is the machine's matter, and their number stands beside."""
    beats = [10.0 + number / 50 for number in range(101)]
    fast, slow, small = (flashes.count(frames(every, size), beats) for every, size in ((0.08, 150), (0.4, 150), (0.08, 10)))
    assert fast["general"] > 3 >= slow["general"] > 0 == small["general"]
    assert (slow["fault"], slow["watched"], slow["frames"], slow["gap"]) == ("", 2.0, 5, 0.02)
    # A busy machine may draw so few frames that they prove nothing, or none that differ; never that there were few flashes.
    assert of(seen, "/flash", "motion").data["still"] is not True
    live = of(seen, "/flash", "motion").data["flashes"]
    assert live["general"] is None or (live["general"] > 3 and live["frames"] > 1 and live["watched"] > 0 and live["limit"] == 3)


def even(every: float, seconds: float = 2.0) -> list[float]:
    return [10.0 + number * every for number in range(round(seconds / every) + 1)]


@pytest.mark.parametrize(
    ("drawn", "beats", "late"),
    [
        pytest.param(0.16, [], 0.0, id="in step with the flashing, of which nothing is seen"),
        pytest.param(0.4, [], 0.0, id="few frames"),
        pytest.param(0.4, even(0.1), 0.0, id="a browser that is seldom ready to draw"),
        pytest.param(0.4, [at for at in even(0.02) if not 10.9 < at < 11.1], 0.0, id="one long gap"),
        pytest.param(0.4, even(0.02), 0.3, id="frames that wait"),
        pytest.param(0.4, even(0.02, 0.8), 0.0, id="no second in one piece"),
    ],
)
def test_too_few_frames_tell_of_no_small_number_of_flashes(drawn: float, beats: list[float], late: float) -> None:
    found = flashes.count([frame for frame in frames(drawn, 150) if beats != even(0.02, 0.8) or frame.at < 10.8], beats, late)
    assert (found["general"], found["red"], found["fault"]) == (None, None, "sparse-frames")


def test_too_many_flashes_are_told_though_frames_are_missing() -> None:
    found = flashes.count(frames(0.1, 150), late=1.0)
    assert found["general"] > 3
    assert (found["red"], found["fault"]) == (None, "sparse-frames")


def test_a_page_that_was_drawn_once_while_the_browser_was_ready_has_no_flash() -> None:
    assert flashes.count(frames(0.08, 150)[:1], even(0.02))["general"] == 0
    assert flashes.count([])["fault"] == "sparse-frames"


def test_a_form_complains_and_nothing_is_sent(seen: dict[str, Any]) -> None:
    (form,) = of(seen, "/form", "forms").data["forms"]
    assert (form["submitted"], form["prevented"], form["sent"]) == (True, False, False)
    who, bare = form["fields"]
    assert (who["label"], who["required"], who["linked"]) == ("Имя", True, "Поле «Имя» не заполнено")
    assert bare["labelled"] is False
    assert not [key for key in seen["methods"] if key[0] not in ("GET", "HEAD")]
    assert not any(path in ("/sent", "/told") for _, path in seen["methods"])


def test_a_form_is_sent_where_its_operator_allows_it() -> None:
    def answer(page: Any, _body: bool) -> None:
        page.send(200, "<html lang=ru><title>Ответ</title><body><p>Заполните поле «Имя»</p></body></html>")

    def posted(page: Any) -> None:
        page.rfile.read(int(page.headers["Content-Length"]))
        page.answer(body=True)

    with serving({"/form": FORM, "/sent": answer}) as server:
        server.RequestHandlerClass.do_POST = posted
        (seen,) = visits([f"{server.url}form"], ["forms"], send_forms=("127.0.0.1",))
        methods = dict(server.methods)
        del server.RequestHandlerClass.do_POST
    (form,) = report(seen, "forms").data["forms"]
    assert (form["sent"], form["answer_text"], form["again"]) == (True, "Заполните поле «Имя»", False)
    assert form["answer_new"] == ["Заполните поле «Имя»"]
    assert methods["POST", "/sent"] == 1


def test_the_emblem_is_measured_as_drawn(seen: dict[str, Any]) -> None:
    found = of(seen, "/emblem", "emblem")
    (emblem,) = found.data["emblems"]
    assert (emblem["width"], emblem["height"], emblem["by"]) == (80, 120, "words")
    assert size(found.pictures[0].data) == (100, 140)


def test_the_second_engine_tells_which_rules_of_the_w3c_are_broken(seen: dict[str, Any]) -> None:
    (broken,) = [one for one in of(seen, "/emblem", "act").data["failed"] if one["rule"] == "6a7281"]
    assert broken["total"] == 1
    assert "aria-level" in broken["nodes"][0]["html"]
    assert [one["rule"] for one in of(seen, "/still", "act").data["failed"]] == []
