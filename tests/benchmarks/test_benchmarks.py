"""The yardstick itself: the generated site is what it claims, the meter counts right, results name no machine and no path."""

from __future__ import annotations

import json
import random
import re
import socket
import subprocess
import sys
import urllib.request
from datetime import date
from pathlib import Path

import pytest

from benchmarks import measure, probes, serve
from benchmarks.broken import Held, broken, by_lexbor, by_soup
from benchmarks.contestants import Contestant, ours, python
from benchmarks.measure import run
from benchmarks.parsers import PARSERS
from benchmarks.report import Row, write
from benchmarks.serve import served
from benchmarks.site import SMALL, generate
from tests.tools import require

ROOT = Path(__file__).parents[2]
PAGES = 60


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return generate(PAGES, tmp_path_factory.mktemp("site") / "one")


def html_files(folder: Path) -> dict[str, str]:
    return {
        f"/{path.relative_to(folder).as_posix()}".removesuffix("index.html"): path.read_text() for path in folder.rglob("*.html")
    }


def test_the_site_is_the_same_at_every_call(site: Path, tmp_path: Path) -> None:
    assert html_files(generate(PAGES, tmp_path / "two")) == html_files(site)


def test_the_site_has_the_promised_shape(site: Path) -> None:
    pages = html_files(site)
    assert len(pages) == PAGES
    assert sum(path.startswith("/kk/") for path in pages) == PAGES // 2
    links = {path: re.findall(r'<a [^>]*?href="([^"]+)"', text) for path, text in pages.items()}
    assert 55 <= sum(map(len, links.values())) / PAGES <= 65
    assert 19_000 <= sum(len(text.encode()) for text in pages.values()) / PAGES <= 22_000
    reached, waiting = {"/"}, ["/"]
    while waiting:
        new = set(links[waiting.pop()]) - reached
        reached |= new
        waiting += sorted(new)
    assert reached == pages.keys()


def test_a_light_site_is_light_whole_and_has_its_faults(tmp_path: Path) -> None:
    total = 1100
    pages = html_files(generate(total, tmp_path / "light", SMALL))
    assert len(pages) == total
    assert 2_800 <= sum(len(text.encode()) for text in pages.values()) / total <= 6_000
    gone = sorted(name for text in pages.values() for name in re.findall(r'href="([^"]+/gone/[^"]+)"', text))
    assert gone == sorted(f"/{lang}/gone/{number}.html" for lang in ("kk", "ru") for number in (1, 501))
    assert sum(text.count('<img src="/logo.png"></a>') for text in pages.values()) == len(gone)
    targets = {target for text in pages.values() for target in re.findall(r'<a [^>]*?href="([^"]+)"', text)}
    assert pages.keys() <= targets


def test_a_page_is_broken_alike_each_time_and_our_parser_reads_what_another_one_does() -> None:
    page = "<main><h1>Отчёт</h1><p>Первая строка <a href='/one'>первая ссылка</a></p><ul><li><a href='/two'>вторая</a></li></ul></main>"
    spoilt = [broken(page, random.Random(seed)) for seed in range(40)]
    assert spoilt == [broken(page, random.Random(seed)) for seed in range(40)]
    assert len(set(spoilt)) > 30
    assert (
        by_lexbor(page)
        == by_soup(page)
        == Held(frozenset(["Отчёт", "Первая", "строка", "первая", "ссылка", "вторая"]), frozenset(("/one", "/two")))
    )


def test_too_small_a_site_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="give at least 2"):
        generate(1, tmp_path / "x")


@pytest.mark.parametrize("nginx", [True, False])
def test_bare_scrapy_fetches_every_page_and_the_meter_agrees(site: Path, nginx: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    if nginx:
        require("nginx")
    if not nginx:
        monkeypatch.setattr(serve, "nginx_program", lambda: None)
    with served(site) as server:
        assert ("nginx is absent" in server.name) is not nginx
        measured = run(python("benchmarks.bare_scrapy", server.url), ROOT, 120)
        assert measured.status == 0, measured.errors
        assert json.loads(measured.output)["pages"] == PAGES
        assert server.meter() == (PAGES, PAGES)
        server.reset()
        assert server.meter() == (0, 0)
        urllib.request.urlopen(server.url).read()
        assert server.meter() == (1, 1)


def test_memory_of_children_counts() -> None:
    block = 60_000_000
    child = f"import time; keep = b'x' * {block}; time.sleep(2)"
    measured = run(
        [sys.executable, "-c", f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}])"], ROOT, 600
    )
    assert measured.status == 0
    assert measured.peak_memory > measured.largest > block
    assert measured.wall > 2


def test_a_run_that_never_ends_is_ended_with_its_children() -> None:
    command = [
        sys.executable,
        "-c",
        "import subprocess, sys; subprocess.run([sys.executable, '-c', 'import time; time.sleep(600)'])",
    ]
    with pytest.raises(subprocess.TimeoutExpired):
        run(command, ROOT, 1.0)
    assert measure.tree_memory(999_999_999) == 0


def test_parsers_agree(site: Path) -> None:
    page = (site / "index.html").read_bytes()
    found = {name: find(page) for name, (_, find) in PARSERS.items()}
    assert len({tuple(links) for links in found.values()}) == 1
    assert len(found["lxml"]) > 50


def test_bare_scrapy_is_the_first_row() -> None:
    assert [one.name.split(" (")[0] for one in ours()] == ["bare Scrapy", "openness harvest", "openness check"]
    assert all(isinstance(one, Contestant) for one in ours())


def test_results_name_no_machine_and_no_path(tmp_path: Path) -> None:
    rows = [
        Row(
            200,
            "bare Scrapy",
            "Scrapy 2",
            fetched=200,
            requests=201,
            wall=2.0,
            processor=1.5,
            peak_memory=90_000_000,
            rate=100.0,
            ratio=1.0,
        ),
        Row(200, "other", "1", fault="ended with 3: no message"),
    ]
    path = write(rows, ["a note"], "nginx 1.22", 3, date(2026, 11, 21), "bench", tmp_path)
    assert path.name == "2026-11-21-bench.md"
    text = path.read_text()
    assert "| 200 | bare Scrapy | Scrapy 2 | 200 | 201 | 2.00 | 1.50 | 100 | 100% | 90 |" in text
    assert "| 200 | other | 1 | – | – | – | – | – | – | ended with 3: no message |" in text
    whole = text + path.with_suffix(".json").read_text()
    assert socket.gethostname() not in whole
    assert str(ROOT) not in whole
    assert str(tmp_path) not in whole
    assert json.loads(path.with_suffix(".json").read_text())["rows"][0]["rate"] == 100.0


def test_moving_pages_differ_in_words_alone(tmp_path: Path) -> None:
    paths = probes.copied(tmp_path, 2)
    assert paths == [f"{kind}{number}.html" for kind in ("background", "canvas", "carousel") for number in (0, 1)]
    for kind in ("background", "canvas", "carousel"):
        one, other = ((tmp_path / f"{kind}{number}.html").read_text(encoding="utf-8") for number in (0, 1))
        assert one != other
        assert re.sub(r"\d+", "", one) == re.sub(r"\d+", "", other)
        for name in re.findall(r'(?:src|href)="([\w-]+\.(?:js|css))"', one):
            assert (tmp_path / name).is_file()


def test_the_cost_of_pages_is_summed_by_medians() -> None:
    bare = [probes.Cost(1.0, 0.5), probes.Cost(3.0, 0.5), probes.Cost(2.0, 0.5)]
    rows = [probes.Row(path, bare, [probes.Cost(4.0, 2.0)] * 3, []) for path in ("a.html", "b.html")]
    told = probes.markdown("site", rows, 3, 31.5, 2, {"axe": 3.0})
    assert "| a.html | 2.00 | 4.00 | 2.00 | 0.50 | 2.00 | 4.00 | – |" in told
    assert "| sum | 4.00 | 8.00 | 2.00 | 1.00 | 4.00 | 4.00 | |" in told
    # Six visits of two seconds of a processor each, of which axe took three.
    assert "| axe | 3.00 | 25 % |" in told
    assert "| rest of the visit | 9.00 | 75 % |" in told
    assert "Whole visits a minute, 2 at a time: 31.5." in told
