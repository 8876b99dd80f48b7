"""Charts: bars stand where the points say, letters are outlines that every machine shows, equal figures have equal bytes, nothing gets out."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
import warnings
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some
from lxml import etree
from PIL import Image

from reports.charts import axis
from reports.charts.drawing import COLOURS, SVG, Chart, broken, font, width_of
from reports.charts.shares import shared, shares
from reports.charts.spread import spread
from reports.charts.trend import trend
from reports.charts.waterfall import EDGE, LEAST, WIDTH, waterfall
from reports.i18n import LANGUAGES
from reports.since import Point
from reports.view import Whole
from store.conclusion import Range
from tests.conftest import ROOT

KAZAKH = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"
TURNED = "\N{RIGHT-TO-LEFT OVERRIDE}\N{ZERO WIDTH SPACE}"
EVIL = f"</path><script>alert(1)</script>{TURNED} $\\frac{{1}}{{0}}$ --> ]]> \x1b[2J\x00\ud800 &amp; \\usepackage"


def criterion(number: int, title: str, most: str, low: str, high: str, role: str = "points") -> dict[str, Any]:
    return {"id": f"c{number}", "number": str(number), "title": {"kk": title, "ru": title}, "max": most, "range": [low, high],
            "role": role, "indicators": []}  # fmt: skip


def part(*criteria: dict[str, Any]) -> Whole:
    most = sum(Decimal(one["max"]) for one in criteria)
    low, high = (sum(Decimal(one["range"][end]) for one in criteria) for end in (0, 1))
    return Whole({"max": str(most), "range": [str(low), str(high)]}, criteria)


PART = part(
    criterion(1, "Ашық деректер", "50.00", "30.00", "40.00"), criterion(2, "Ашық бюджет", "50.00", "25.00", "25.00"),
    criterion(3, "Айып", "0.00", "-5.00", "-5.00", "penalty"),
)  # fmt: skip


def drawn(chart: Chart | None) -> Chart:
    assert chart is not None
    return chart


def point(low: str, high: str, day: str) -> Point:
    return Point(run=day, as_of=day, period="2026", total=Range(low=Decimal(low), high=Decimal(high)), most="100")


POINTS = [point("0", "50", "2026-11-01"), point("25.5", "75", "2026-11-20"), point("80", "80", "2026-12-20")]
COLUMNS = [("0–50", 0, 0), ("50–100", 2, 4)]
CHARTS = {
    "losses": lambda language: waterfall(PART, language), "shares": lambda language: shares(PART, language),
    "trend": lambda language: trend(POINTS, language), "spread": lambda language: spread(COLUMNS, language),
}  # fmt: skip


def boxes(chart: Chart | None, kind: str) -> list[tuple[float, float, float, float]]:
    """Left, right, foot and top of each rectangle of a kind, from the lower left corner."""
    told = drawn(chart)
    found = []
    for path in etree.fromstring(told.svg()).iter(f"{SVG}path"):
        fill = re.search(r"fill: (#\w+)", path.get("style", ""))
        if fill is None or fill.group(1) != COLOURS[kind][0] or path.getparent().get("transform"):
            continue
        numbers = [float(one) for one in re.findall(r"-?[\d.]+", path.get("d"))]
        across, down = numbers[::2], numbers[1::2]
        found.append((min(across), max(across), told.height - max(down), told.height - min(down)))
    return found


def test_each_step_stands_where_its_points_are() -> None:
    def at(points: float) -> float:
        return EDGE + (WIDTH - 2 * EDGE) * points / 100

    told = waterfall(PART, "kk")
    assert [box[:2] for box in boxes(told, "most")] == [pytest.approx((at(0), at(100)))]
    assert [box[:2] for box in boxes(told, "lost")] == [
        pytest.approx(ends) for ends in ((at(90), at(100)), (at(65), at(90)), (at(60), at(65)))
    ]
    assert [box[:2] for box in boxes(told, "open")] == [pytest.approx((at(50), at(60)))]
    assert [box[:2] for box in boxes(told, "sure")] == [pytest.approx((at(0), at(50)))]
    tops = [box[3] for kind in ("most", "lost", "open", "sure") for box in boxes(told, kind)]
    assert tops == sorted(tops, reverse=True)


def test_a_loss_of_a_hundredth_is_seen_and_nothing_leaves_the_drawing() -> None:
    (lost,) = boxes(waterfall(part(criterion(1, "a", "100", "0", "0"), criterion(2, "b", "0.01", "0.01", "0.01")), "ru"), "lost")
    assert lost[1] - lost[0] > 290
    (small,) = boxes(waterfall(part(criterion(1, "a", "100", "99.99", "99.99")), "ru"), "lost")
    assert small[1] - small[0] == pytest.approx(LEAST)
    assert small[1] <= WIDTH - EDGE + 0.001
    below = part(criterion(1, "a", "10", "0", "0"), criterion(2, "b", "0", "-20", "-20", "penalty"))
    for kind in ("lost", "sure"):
        assert all(0 <= left <= right <= WIDTH for left, right, *_ in boxes(waterfall(below, "ru"), kind))


def test_shares_of_criteria_that_give_points() -> None:
    assert [(one.name, one.points) for one in shared(PART, "ru")] == [
        ("1. Ашық деректер", "30,00–40,00 из 50,00"), ("2. Ашық бюджет", "25,00 из 50,00"),
    ]  # fmt: skip
    wide = WIDTH - 2 * 1.0
    told = shares(PART, "ru")
    key, *sure = sorted(boxes(told, "sure"), key=lambda box: box[3])
    assert key[1] - key[0] == pytest.approx(9)
    assert [round((right - left) / wide, 3) for left, right, *_ in sure] == [0.5, 0.6]
    assert [round((right - left) / wide, 3) for left, right, *_ in sorted(boxes(told, "open"), key=lambda box: box[3])[1:]] == [
        0.5,
        0.8,
    ]


def test_columns_are_as_high_as_what_they_count() -> None:
    possible, sure = (boxes(spread(COLUMNS, "ru"), kind) for kind in ("open", "sure"))
    assert [round(top - foot, 3) for _, _, foot, top in possible] == [0, 118]
    assert [round(top - foot, 3) for _, _, foot, top in sure] == [0, 59]


def test_nothing_is_drawn_of_nothing() -> None:
    penalties = part(criterion(1, "Айып", "0.00", "-5.00", "-5.00", "penalty"))
    assert waterfall(penalties, "kk") is shares(penalties, "kk") is None
    assert trend(POINTS[:1], "kk") is None
    assert spread([], "kk") is None
    assert spread([("0–100", 0, 0)], "kk") is not None
    assert trend([point("-3", "-1", "2026-01-01"), point("-2", "0", "2026-02-01")], "ru") is not None


def test_more_runs_than_can_be_told_apart_are_left_to_the_table() -> None:
    told = drawn(trend([point("10", "20", f"2026-{month:02}-{day:02}") for month in range(1, 13) for day in range(1, 28)], "en"))
    assert told.width < 2100


@pytest.mark.parametrize("name", CHARTS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_letters_are_outlines_and_equal_figures_have_equal_bytes(name: str, language: str) -> None:
    chart, again = (drawn(CHARTS[name](language)) for _ in range(2))
    told = chart.svg()
    assert told == again.svg()
    assert chart.png() == again.png()
    tree = etree.fromstring(told)
    names = {etree.QName(node).localname for node in tree.iter() if isinstance(node.tag, str)}
    assert names <= {"svg", "g", "path", "use", "defs", "clipPath", "rect"}
    assert not re.search("<!--|font|Date|20[0-9]{2}-|matplotlib", told)
    assert Image.open(io.BytesIO(chart.png())).size == (int(chart.width * 200 / 72), int(chart.height * 200 / 72))


def test_charts_of_a_page_share_no_id_and_follow_its_colours() -> None:
    told = [drawn(CHARTS[name]("kk")).inline(f"{name}-chart", 'a "b" <c>') for name in CHARTS]
    trees = [etree.fromstring(one) for one in told]
    ids = [node.get("id") for tree in trees for node in tree.iter() if node.get("id")]
    assert len(ids) == len(set(ids)) > 0
    for name, tree, text in zip(CHARTS, trees, told, strict=True):
        assert (tree.get("role"), tree.get("aria-label"), tree.get("width")) == ("img", 'a "b" <c>', None)
        own = {node.get("id") for node in tree.iter() if node.get("id")}
        links = {node.get("{http://www.w3.org/1999/xlink}href") for node in tree.iter()} - {None}
        assert {one[1:] for one in links} | set(re.findall(r"url\(#([^)]+)\)", text)) == own
        assert all(one.startswith(f"{name}-chart-") for one in own)
        assert not re.search("#[0-9a-f]{6}", text)
        assert "var(--" in text


def test_the_font_has_every_letter_of_kazakh_and_they_are_told_apart() -> None:
    from matplotlib.font_manager import get_font

    held = get_font(str(font().get_file()))
    assert [letter for letter in KAZAKH + KAZAKH.upper() + "№«»–−…≈" if not held.get_char_index(ord(letter))] == []
    like = {one: drawn(spread([(one, 1, 1)], "kk")).svg() for one in "әэғгқкңнөоұуүыһхіи"}
    assert len(set(like.values())) == len(like)


@pytest.mark.parametrize("title", [EVIL, "$" * 7, "а" * 1_000_000, "слово " * 200_000, "", "\u0e01\U0001f600 𐍈"], ids=range(6))
def test_titles_of_anybody_are_outlines_and_bounded(title: str) -> None:
    hostile = part(criterion(1, title, "10.00", "3.00", "4.00"), criterion(2, title, "10.00", "3.00", "4.00"))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for chart in (drawn(waterfall(hostile, "ru")), drawn(shares(hostile, "ru"))):
            told = str(chart.inline("x", "words"))
            assert "<script" not in told
            assert "alert" not in told
            assert len(told) < 200_000
            assert chart.height < 300
            assert chart.svg()


@given(some.decimals(Decimal("0.01"), Decimal(1000), places=2))
def test_a_scale_has_few_round_values_and_ends_near_the_most(most: Decimal) -> None:
    told = axis.values(most)
    step = told[1] - told[0]
    assert 3 <= len(told) <= axis.MOST + 1
    assert step.normalize().as_tuple().digits in ((1,), (2,), (5,))
    assert told[0] == 0
    assert told[-1] <= most < told[-1] + step


@given(some.text("аәғ WMi", min_size=1, max_size=60), some.integers(60, 200), some.integers(1, 3))
def test_a_name_is_broken_between_words_and_never_wider_than_its_room(text: str, room: int, lines: int) -> None:
    told = broken(text, room, lines)
    assert len(told) <= lines
    assert all(width_of(one) <= room for one in told)
    whole = " ".join(text.split())
    assert " ".join(told) == whole or any(one.endswith("…") for one in told)


ELSEWHERE = """
import sys
import openness.cli, reports.html.page, openness.cohorts.page
assert not [name for name in sys.modules if name.partition(".")[0] in ("matplotlib", "numpy")], "loaded before anything is drawn"
from tests.reports.test_charts import CHARTS, sha256
print(*(sha256(CHARTS[name]("kk").svg().encode()).hexdigest() for name in CHARTS))
"""


def test_neither_settings_nor_a_closed_home_nor_another_order_of_sets_change_a_byte(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.write_text("no folder", encoding="utf-8")
    (tmp_path / "matplotlibrc").write_text("svg.fonttype: none\nfont.size: 40\ntext.usetex: True\nlines.linewidth: 9\n", "utf-8")
    env = {**os.environ, "HOME": str(home), "PYTHONHASHSEED": "7", "PYTHONPATH": str(ROOT), "XDG_CACHE_HOME": str(home / "x")}
    done = subprocess.run([sys.executable, "-c", ELSEWHERE], cwd=tmp_path, env=env, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.split() == [sha256(drawn(CHARTS[name]("kk")).svg().encode()).hexdigest() for name in CHARTS]
