"""A second run makes no look at a page anew where nothing changed of what the look rests on; whatever changed is looked at again."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from sqlalchemy import update

from crawler.books.seen import RESOURCE, due
from openness import runs
from openness.pipeline import Pipeline
from store import schema
from store.harvest import Artifact, ArtifactKind, CrawlPlan, Device, ProbeLimits
from store.objects import ObjectStore
from store.place import evidence_of
from tests.conftest import ROOT
from tests.crawler.browser.kit import artifacts
from tests.crawler.kit import Harvest
from tests.crawler.servant import PAGE, home, serving
from tests.settings import PROBES

pytestmark = [pytest.mark.browser, pytest.mark.costs(130)]
# The search, which the site answers and not the page; of the rest nothing is the point here.
ONLY_SEARCH = ProbeLimits(off=tuple(name for name in PROBES if name != "search"), engines=0, phones=False)
STYLED = '<link rel="stylesheet" href="/site.css"><p>' + "текст страницы " * 30
SEARCH = '<form action="/find" role="search"><input type="search" name="q" aria-label="Поиск"><button>Найти</button></form>'


def css(colour: str) -> Any:
    return lambda page, body: page.send(200, f"p {{ color: {colour} }}", body, Content_Type="text/css")


def found(page: Any, body: bool) -> None:
    page.send(200, PAGE.format(title="Найдено", links='<a href="/plain">Простая</a>'), body)


def pages() -> dict[str, Any]:
    return {
        **home("/styled", "/other", "/plain", "/posting"),
        "/styled": PAGE.format(title="С оформлением", links=STYLED),
        "/other": PAGE.format(title="Тоже с оформлением", links=STYLED + "</p>"),
        "/plain": plain("Простая"),
        "/posting": PAGE.format(
            title="Спрашивает", links="<p>" + "слова " * 30 + "</p><script>fetch('/told', {method: 'POST'})</script>"
        ),
        "/site.css": css("#111"),
    }


def plain(title: str, more: str = "") -> str:
    return PAGE.format(title=title, links=f"{more}<p>{title} " + "ничего кроме текста " * 30)


def drawn_with(style: str, title: str) -> str:
    return PAGE.format(title=title, links=f'<link rel="stylesheet" href="{style}"><p>{title} ' + "текст страницы " * 30)


def many() -> dict[str, Any]:
    """The same and a page for each thing that a look rests on; that of ``/tokened`` bears another token in each answer."""
    given = count()
    field = '<form><input type="hidden" name="_token" value="{}"></form>'
    marked = b"\xef\xbb\xbfp { color: #111 }"
    more = {
        "/coloured": drawn_with("/colour.css", "Цветная"),
        "/coloured-too": drawn_with("/colour.css", "Тоже цветная"),
        "/failing": drawn_with("/failing.css", "С отказом"),
        "/marked": drawn_with("/marked.css", "С меткой"),
        "/reworded": plain("Другими словами"),
        "/tokened": lambda page, body: page.send(200, plain("С ключом", field.format(next(given))), body),
        "/pictured": plain("С картинкой", '<img src="/gone.png" alt="схема">'),
        "/unkept": plain("Без снимка"),
        "/aged": plain("Давняя"),
    }
    styles = {
        "/colour.css": css("#111"),
        "/failing.css": css("#111"),
        "/marked.css": lambda page, body: page.send(200, marked, body, Content_Type="text/css; charset=utf-8"),
    }
    return {**pages(), **home("/styled", "/other", "/plain", "/posting", *more), **more, **styles}


@contextmanager
def twice(
    tmp_path: Path, served: dict[str, Any], probes: ProbeLimits = ONLY_SEARCH, rendered: int = 9
) -> Iterator[tuple[Any, Harvest, CrawlPlan]]:
    """A site read and looked at once; then it may be changed and read again."""
    with serving(served) as server:
        harvest = Harvest(tmp_path, server.url, max_rendered=rendered, sample_share_percent=100, probes=probes)
        plan = harvest.plan()
        harvest.run(plan)
        runs.advance(harvest.engine, plan.run_id, "reported")
        server.asked.clear()
        server.methods.clear()
        yield server, harvest, plan


def looked(harvest: Harvest, plan: CrawlPlan, kind: ArtifactKind = ArtifactKind.PAGE) -> dict[str, Artifact]:
    return {item.url.removeprefix(harvest.url): item for item in artifacts(harvest, plan.run_id) if item.kind is kind}


def another(harvest: Harvest) -> CrawlPlan:
    """Another run, brought to its end."""
    plan = harvest.plan()
    harvest.run(plan)
    runs.advance(harvest.engine, plan.run_id, "reported")
    return plan


def anew(harvest: Harvest, plan: CrawlPlan) -> set[str]:
    """The pages that a run looked at anew."""
    return {path for path, item in looked(harvest, plan).items() if item.unchanged_at is None}


@dataclass
class Story:
    """A site in the course of its runs."""

    server: Any
    harvest: Harvest
    plans: list[CrawlPlan]
    asked: dict[str, int]

    def go_on(self) -> set[str]:
        """Another run: the pages that it looks at anew."""
        self.plans.append(another(self.harvest))
        return anew(self.harvest, self.plans[-1])


@pytest.fixture(scope="module")
def unchanged(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Story]:
    """Three runs of a site on which nothing changes; what the second asked for is noted."""
    with twice(tmp_path_factory.mktemp("kept"), many(), rendered=20) as (server, harvest, first):
        story = Story(server, harvest, [first], {})
        story.go_on()
        story.asked = {path: count for (method, path), count in server.methods.items() if method == "GET"}
        story.go_on()
        yield story


@pytest.fixture(scope="module")
def changed(unchanged: Story) -> set[str]:
    """The pages that a fourth run looks at anew when each of some has something of its own changed beneath it.

    That one change makes no other page new is seen from those that stay: each has the style, or the text alone, of one that changes.
    """
    server, harvest, last = unchanged.server, unchanged.harvest, unchanged.plans[-1]
    server.pages["/colour.css"] = css("#ddd")
    server.pages["/failing.css"] = lambda page, body: page.send(503, "busy", body)
    server.pages["/reworded"] = plain("Другими словами", "<p>теперь другой текст</p>")
    seen = looked(harvest, last)
    objects = ObjectStore(evidence_of(last))
    Path(objects.path(looked(harvest, last, ArtifactKind.SCREENSHOT)["unkept"].object_sha256)).unlink()
    old = seen["aged"].captured_at - timedelta(days=8)
    table = schema.artifacts.c
    mine = (table.run_id == last.run_id, table.url == f"{harvest.url}aged")
    with harvest.engine.begin() as db:
        db.execute(update(schema.artifacts).where(*mine).values(captured_at=old.isoformat()))
    return unchanged.go_on()


def test_an_unchanged_site_is_not_looked_at_again(unchanged: Story) -> None:
    harvest, (first, plan) = unchanged.harvest, unchanged.plans[:2]
    again = unchanged.asked
    before, after = artifacts(harvest, first.run_id), artifacts(harvest, plan.run_id)
    resources = [item for item in harvest.captures(plan) if item.purpose == RESOURCE]
    Pipeline(harvest.engine, harvest.db, ROOT / "config").extract(plan)
    kept = looked(harvest, plan)
    assert kept.keys() >= {"", "styled", "other", "plain", "posting"}
    assert len(kept) == 14
    # A page that posts may look otherwise each time.
    assert {path for path, item in kept.items() if item.unchanged_at is None} == {"posting"}
    # The page is asked by the crawl alone, and what two pages draw themselves with is asked once for both.
    assert again["/styled"] == again["/other"] == again["/site.css"] == 1
    styles = ("colour", "failing", "marked", "site")
    assert sorted(item.url for item in resources if item.url.endswith(".css")) == [f"{harvest.url}{name}.css" for name in styles]
    known = {item.id: item for item in before}
    taken = [item for item in after if item.unchanged_at is not None]
    assert {item.kind for item in taken} >= {ArtifactKind.PAGE, ArtifactKind.AXE, ArtifactKind.SCREENSHOT}
    objects = ObjectStore(evidence_of(plan))
    for item in taken:
        assert item.model_copy(update={"unchanged_at": None}) == known[item.id]
        assert item.unchanged_at > item.captured_at
        assert objects.has(item.object_sha256)
    css_kept = [item for item in harvest.captures(plan) if item.url.endswith("site.css") and item.device is Device.DESKTOP]
    assert [(item.purpose, item.revisit_of is not None) for item in css_kept] == [("kept", True)]
    assert Pipeline(harvest.engine, harvest.db, ROOT / "config").coverage(plan).rendered_kept == 13


def test_no_engine_is_started_for_those_that_are_not_installed(tmp_path: Path) -> None:
    """A comparison needs Chromium's page again only where another engine is there to be compared with it."""
    with twice(tmp_path, pages(), ONLY_SEARCH.model_copy(update={"engines": 4})) as (server, harvest, first):
        before = {item.url for item in artifacts(harvest, first.run_id) if item.kind is ArtifactKind.ENGINE and item.ok}
        plan = harvest.plan()
        harvest.run(plan)
        again = {harvest.url + path.lstrip("/"): count for (method, path), count in server.methods.items() if method == "GET"}
        shown = [item for item in artifacts(harvest, plan.run_id) if item.kind is ArtifactKind.ENGINE and item.ok]
    kept = {item.url for item in shown if item.unchanged_at is not None}
    assert kept == {item.url for item in shown} & set(before) - {f"{harvest.url}posting"}
    assert {url: again[url] for url in kept if url != harvest.url} == dict.fromkeys(kept - {harvest.url}, 1)
    assert len(kept) > 1


def test_a_third_run_takes_over_from_the_second(unchanged: Story) -> None:
    seen = [looked(unchanged.harvest, plan)["styled"] for plan in unchanged.plans[:3]]
    assert len({item.captured_at for item in seen}) == 1
    assert seen[0].unchanged_at is None
    assert seen[1].unchanged_at < seen[2].unchanged_at


def test_another_style_makes_the_pages_that_draw_with_it_new(changed: set[str]) -> None:
    assert changed >= {"coloured", "coloured-too"}
    assert not changed & {"styled", "other"}


def test_another_page_is_looked_at_alone(changed: set[str]) -> None:
    assert "reworded" in changed
    assert not changed & {"", "plain"}


def test_a_token_that_is_new_in_every_answer_makes_no_other_page(unchanged: Story, changed: set[str]) -> None:
    assert "tokened" not in changed
    tokens = {
        item.object_sha256
        for plan in unchanged.plans
        for item in unchanged.harvest.captures(plan)
        if item.url.endswith("tokened")
    }
    assert len(tokens) > 1


def test_a_style_with_the_mark_of_its_encoding_is_known_again(changed: set[str]) -> None:
    assert "marked" not in changed


def test_what_cannot_be_asked_again_makes_the_look_new(changed: set[str]) -> None:
    assert "failing" in changed


def test_a_look_without_its_bytes_is_made_anew(changed: set[str]) -> None:
    assert "unkept" in changed


def test_no_look_grows_older_than_its_days(changed: set[str]) -> None:
    assert "aged" in changed


def test_nothing_else_is_looked_at_anew(changed: set[str]) -> None:
    assert changed == {"coloured", "coloured-too", "reworded", "failing", "unkept", "aged", "posting"}


@pytest.fixture(scope="module")
def come(unchanged: Story, changed: set[str]) -> set[str]:
    """The pages that a fifth run looks at anew, once a picture is there that never was."""
    unchanged.server.pages["/gone.png"] = lambda page, body: page.send(200, b"GIF89a", body, Content_Type="image/gif")
    return unchanged.go_on()


def test_a_picture_that_never_was_there_may_stay_away_and_may_come(changed: set[str], come: set[str]) -> None:
    assert "pictured" not in changed
    assert "pictured" in come
    # What was looked at anew is known again from then on.
    assert come == {"pictured", "failing", "posting"}


def test_another_order_makes_every_look_new(unchanged: Story, come: set[str]) -> None:
    unchanged.harvest.limits["probes"] = ONLY_SEARCH.model_copy(update={"hydrate": 20.0})
    found = unchanged.go_on()
    assert found == looked(unchanged.harvest, unchanged.plans[-1]).keys() > come


def test_looks_fall_due_on_different_days() -> None:
    def at(number: int) -> Artifact:
        return sample.model_copy(update={"url": f"https://example.kz/{number}"})

    sample = json_artifact()
    ages = [timedelta(days=share) for share in (3.4, 4.5, 5.5, 7.0)]
    counted = [sum(due(at(number), 7.0, sample.captured_at + age) for number in range(400)) for age in ages]
    assert counted[0] == 0
    assert 0 < counted[1] < counted[2] < counted[3] == 400


def json_artifact() -> Artifact:
    return Artifact.model_validate_json(
        json.dumps(
            {
                "id": "a",
                "kind": "page-state",
                "url": "https://example.kz/",
                "device": "desktop",
                "captured_at": "2026-11-20T01:00:00+00:00",
                "object_sha256": "0" * 64,
                "media_type": "application/json",
            }
        )
    )


def searchable() -> dict[str, Any]:
    """A site with a search; each page bears a word of its own."""
    served = pages()
    served["/"] = served["/"].replace("</body>", f"{SEARCH}</body>")
    words = random.Random(3)
    for name in ("/styled", "/other", "/plain"):
        rare = "".join(words.choice("абвгдежзик") for _ in range(9))
        served[name] = served[name].replace("<p>", f"<p>{rare} ", 1)
    return served


def test_a_search_that_misses_a_word_is_tried_anew_each_time(tmp_path: Path) -> None:
    answers: list[str] = []

    def answer(page: Any, body: bool) -> None:
        answers.append(page.path)
        found(page, body)

    with twice(tmp_path, Answering(searchable(), answer), rendered=1) as (_, harvest, first):
        asked = len(answers)
        plan = harvest.plan()
        harvest.run(plan)
    assert asked
    assert len(answers) > asked
    then, now = (looked(harvest, one, ArtifactKind.SEARCH)[""] for one in (first, plan))
    assert now.unchanged_at is None
    assert now.captured_at > then.captured_at
    assert looked(harvest, plan)[""].unchanged_at is not None
    tried = [item for item in artifacts(harvest, plan.run_id) if item.kind is ArtifactKind.SEARCH]
    assert len(tried) == 1


def test_a_search_that_answered_well_is_tried_anew_when_it_is_due(tmp_path: Path) -> None:
    answers: list[str] = []

    def answer(page: Any, body: bool) -> None:
        word = parse_qs(urlsplit(page.path).query).get("q", [""])[0]
        answers.extend([word] if word else [])
        links = "".join(f'<a href="{path}">{path}</a> ' for path in ("/styled", "/other", "/plain", "/posting"))
        page.send(
            200, PAGE.format(title="Найдено", links=SEARCH.replace('name="q"', f'name="q" value="{word}"') + word + links), body
        )

    with twice(tmp_path, Answering(searchable(), answer), rendered=1) as (_, harvest, first):
        asked = len(answers)
        second = harvest.plan()
        harvest.run(second)
        runs.advance(harvest.engine, second.run_id, "reported")
        assert len(answers) == asked > 0, "it was tried before it was due"
        harvest.limits["search_days"] = 0
        third = harvest.plan()
        harvest.run(third)
        assert len(answers) == 2 * asked
    then, later, now = (looked(harvest, one, ArtifactKind.SEARCH)[""] for one in (first, second, third))
    assert later == then, "what nobody asked for was not found unchanged either"
    assert now.captured_at > then.captured_at
    pictures = [[item.id for item in artifacts(harvest, one.run_id) if item.note == "search"] for one in (first, second, third)]
    assert pictures[0] == pictures[1] != pictures[2] != []
    assert [looked(harvest, one)[""].unchanged_at is not None for one in (second, third)] == [True, True]


class Answering(dict[str, Any]):
    """Pages of a site whose search has an address for each word."""

    def __init__(self, served: dict[str, Any], answer: Any) -> None:
        super().__init__(served)
        self._answer = answer

    def get(self, path: str, default: Any = None) -> Any:
        return self._answer if path.startswith("/find") else super().get(path, default)


def test_telephones_take_over_what_they_were_shown(tmp_path: Path) -> None:
    probes = ONLY_SEARCH.model_copy(update={"phones": True, "phone_pages": 2})
    with twice(tmp_path, pages(), probes, rendered=3) as (server, harvest, first):
        plan = harvest.plan()
        harvest.run(plan)
        runs.advance(harvest.engine, plan.run_id, "reported")
        server.pages["/"] = server.pages["/"].replace("</body>", "<p>новое</p></body>")
        third = harvest.plan()
        harvest.run(third)

    def shown(one: CrawlPlan) -> list[tuple[str, bool]]:
        items = [item for item in artifacts(harvest, one.run_id) if item.kind is ArtifactKind.PHONE]
        return sorted((item.url.removeprefix(harvest.url), item.unchanged_at is not None) for item in items)

    assert not any(kept for _, kept in shown(first))
    assert {path for path, kept in shown(plan) if kept} >= {""}
    assert [kept for path, kept in shown(third) if path == ""] == [False, False]
