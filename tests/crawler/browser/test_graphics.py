"""Pictures of a home page are taken one by one as they are drawn, what is hidden too, and the words on them are read."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from PIL import Image, ImageDraw, ImageFont

from crawler.browser.probes import chosen
from crawler.browser.sample.choice import Pointed
from crawler.scans import engine
from crawler.scans.graphics import bordered
from tests.crawler.browser.kit import report, visits
from tests.crawler.servant import serving

WORDS = "Официальный интернет-ресурс"


def banner(text: str, ink: str = "#ffffff", ground: str = "#1d4f91") -> bytes:
    """A banner with these words."""
    image = Image.new("RGBA", (640, 80), ground)
    ImageDraw.Draw(image).text((20, 22), text, fill=ink, font=ImageFont.truetype("DejaVuSans.ttf", 30))
    out = BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def sent(body: bytes) -> Any:
    """An answer with a picture."""
    return lambda page, whole: page.send(200, body, whole, Content_Type="image/png")


def sent_svg(page: Any, whole: bool) -> None:
    """A small drawing in a file."""
    page.send(200, MENU, whole, Content_Type="image/svg+xml")


MENU = b"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><path d='M0 0h9v9z'/></svg>"
PAGE = """<!doctype html><html lang=ru><head><meta charset=utf-8><title>Акимат</title><style>
header{background:url(/banner.png) no-repeat;height:80px;width:640px}.slides{width:640px;height:80px;overflow:hidden;position:relative}
.slides img{position:absolute;top:0;left:700px}i{display:inline-block;width:12px;height:12px;background:url(/dot.png)}</style></head><body>
<header></header><div class=slides><img src=/slide.png alt=''></div><img src=/none.png alt=''><i></i>
<img src=/menu.svg width=30 height=30 alt=''><svg width=40 height=40 viewBox='0 0 9 9'><path d='M0 0h9v9z'/></svg>
<video width=100 height=50></video><h1>Акимат района</h1></body></html>"""


@pytest.fixture(scope="module")
def graphics() -> tuple[dict[str, Any], list[bytes]]:
    """What the probe brings of the page, and its pictures."""
    files = {"/banner.png": sent(banner(WORDS)), "/slide.png": sent(banner("Добро пожаловать", "#ffffff", "#ffffff00"))}
    with serving({"/": PAGE, "/dot.png": sent(banner("x")), **files, "/menu.svg": sent_svg}) as server:
        (seen,) = visits([server.url.rstrip("/") + "/"], ["graphics"])
    told = report(seen, "graphics")
    assert told.ok, told.reason
    return told.data, [shot.data for shot in told.pictures]


def test_every_picture_is_told_with_its_place_and_size(graphics: tuple[dict[str, Any], list[bytes]]) -> None:
    data, pictures = graphics
    told = {(one["tag"], one["address"].rpartition("/")[2]): one for one in data["graphics"]}
    assert set(told) == {("background", "banner.png"), ("img", "slide.png"), ("img", "menu.svg"), ("svg", ""), ("video", "")}
    banner_, slide, svg = told["background", "banner.png"], told["img", "slide.png"], told["svg", ""]
    assert told["img", "menu.svg"]["markup"] == len(MENU)
    assert banner_["shown"]
    assert banner_["box"][2:] == [640, 80]
    assert not slide["shown"]
    assert 0 < svg["markup"] < 200
    assert not data["more"]
    assert {one["picture"] for one in data["graphics"]} == set(range(len(pictures)))


def test_pictures_are_taken_at_twice_their_size(graphics: tuple[dict[str, Any], list[bytes]]) -> None:
    data, pictures = graphics
    sizes = {one["address"].rpartition("/")[2]: Image.open(BytesIO(pictures[one["picture"]])).size for one in data["graphics"]}
    assert sizes["banner.png"] == sizes["slide.png"] == (1280, 160)


@pytest.mark.needs("tesseract")
def test_words_on_what_is_drawn_and_on_what_waits_for_its_turn_are_read(graphics: tuple[dict[str, Any], list[bytes]]) -> None:
    data, pictures = graphics
    said = {}
    for one in data["graphics"]:
        lines = engine.scattered(bordered(pictures[one["picture"]]))
        assert lines is not None
        said[one["address"].rpartition("/")[2]] = " ".join(word for line in lines for word, _ in line)
    assert WORDS in said["banner.png"]
    # White letters on nothing, drawn by themselves over grey.
    assert "Добро пожаловать" in said["slide.png"]


def test_a_page_without_pictures_has_nothing_to_measure() -> None:
    with serving({"/": "<!doctype html><title>x</title><body><h1>Акимат</h1>"}) as server:
        (seen,) = visits([server.url.rstrip("/") + "/"], ["graphics"])
    told = report(seen, "graphics")
    assert (told.status, told.data) == ("not-applicable", {"graphics": [], "more": False})


@pytest.mark.parametrize(
    ("path", "front"),
    [
        ("/", True),
        ("", False),
        ("/ru/", True),
        ("/kz/index.html", True),
        ("/index.php", True),
        ("/news/", False),
        ("/ru/news/index.html", False),
    ],
)
def test_home_pages_of_versions_are_known_by_their_address(path: str, front: bool) -> None:
    assert Pointed().is_front(f"http://mekeme.example{path}") is front


def test_pictures_are_taken_on_home_pages_of_versions_and_searches_on_those_of_the_plan() -> None:
    names = [
        {probe.name for probe in chosen((), home, front)} & {"graphics", "search"}
        for home, front in ((True, True), (False, True), (False, False))
    ]
    assert names == [{"graphics", "search"}, {"graphics"}, set()]
    assert "graphics" not in {probe.name for probe in chosen(("graphics",), home=True)}


HIDDEN = """<!doctype html><html lang=ru><head><meta charset=utf-8><title>Акимат</title><style>
.pile{position:relative;height:80px}.pile img{position:absolute;left:0;top:0;width:640px;height:80px}</style></head><body>
<div class=pile><img src=/banner.png?1 alt=''><img src=/banner.png?2 alt=''></div>
<a href=https://other.example/><img src=/banner.png?3 alt=''></a><div id=host></div><canvas width=60 height=60></canvas>
<iframe srcdoc='<p>x' width=90 height=60></iframe><iframe src=https://map.example/ width=90 height=60></iframe>
<div style='height:9000px'></div><img src=/banner.png?4 loading=lazy alt=''><div data-bg=/banner.png?5></div>
<script>document.getElementById('host').attachShadow({mode:'open'}).innerHTML = "<img src=/banner.png?6 alt=''>"</script></body></html>"""


def test_what_is_covered_loaded_late_or_in_a_shadow_is_taken_too() -> None:
    with serving({"/": HIDDEN, **{f"/banner.png?{number}": sent(banner(WORDS)) for number in range(1, 7)}}) as server:
        (seen,) = visits([server.url.rstrip("/") + "/"], ["graphics"])
    told = report(seen, "graphics")
    by = {one["address"].rpartition("?")[2] or one["tag"]: one for one in told.data["graphics"]}
    assert set(by) == {"1", "2", "3", "4", "5", "6", "canvas", "frame"}
    assert all("picture" in by[number] for number in "123456"), by
    # One of two pictures upon each other is to be seen; both are drawn by themselves. What is not loaded yet is loaded for it.
    assert not any(by[number]["shown"] for number in "1245")
    assert by["3"]["link"] == "https://other.example/"
    sizes = [Image.open(BytesIO(shot.data)).size for shot in told.pictures]
    assert all(sizes[by[number]["picture"]] == (1280, 160) for number in "123456")
