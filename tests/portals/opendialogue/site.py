"""What the stand-in answers, made of the scenarios and of other bodies beside them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from html import escape
from typing import Any

from tests.portals.cardkit import Card, CardServer, listed, page
from tests.portals.scenariofiles import days_of, names, scenarios

PORTAL = "open-dialogue"
# The portal itself adds «Crawl-delay: 1»; a second between two answers would be all that tests of it wait for.
ROBOTS = (
    "User-agent: *\nDisallow: /search\nDisallow: /blogs/search/\n# Поиск — раскрывает структуру сайта\n"
    "Disallow: /blogs/all-questions\n"
)
TITLES = {
    "blogs": {"kk": "Блогтар", "ru": "Блоги"},
    "posts": {"kk": "Жарияланымдар", "ru": "Публикации"},
    "questions": {"kk": "Сұрақтар", "ru": "Вопросы"},
    "conferences": {"kk": "Интернет-конференциялар", "ru": "Интернет-конференции"},
    "surveys": {"kk": "Сауалнамалар", "ru": "Опросы"},
}
ENTRY = {"kk": "Басшының жазбасы", "ru": "Запись руководителя"}
ANSWERS = {"kk": "Жауаптар", "ru": "Ответы"}
NOISE = 7


def start(port: int = 0, fault: str = "") -> CardServer:
    """A server of the stand-in, ready to serve."""
    return CardServer(port, Dialogue().answer, fault, ROBOTS, ("blog-info", "blog-data"))


def written(day: date | str) -> str:
    """A day as the portal writes it."""
    return date.fromisoformat(str(day)).strftime("%d.%m.%Y")


class Dialogue:
    """The portal's matter. ``bodies``: the number of each blog → name of the body, and what its scenario says of the portal."""

    def __init__(self) -> None:
        given = scenarios("opendialogue")
        self.bodies: dict[str, tuple[Mapping[str, str], dict[str, Any]]] = {
            body["portals"][PORTAL]: (body["name"], given[code]["portal"]) for code, body in names().items() if code in given
        }
        for number in range(NOISE):
            name = {"kk": f"{number + 1}-көрші мекеме", "ru": f"Соседнее учреждение № {number + 1}"}
            head = {"kk": f"{number + 1}-көрші мекеме басшысы", "ru": f"Руководитель соседнего учреждения № {number + 1}"}
            self.bodies[str(4900 + number)] = (name, {"head": head, "posts": ["2026-02-03"]})

    def answer(self, path: str, query: Mapping[str, str], language: str) -> str | None:
        """The page at an address; None where there is none."""
        number = int(query.get("page", "1"))
        if path == "/blogs":
            return listed(list(self._blogs(language)), TITLES["blogs"][language], language, number)
        lists: dict[str, Callable[[dict[str, Any], str], Iterable[Card]]] = {"conferences": _conferences, "surveys": _polls}
        if path.lstrip("/") in lists:
            given = self.bodies.get(query.get("govAgencyBlog", ""), ({}, {}))[1]
            return listed(list(lists[path[1:]](given, language)), TITLES[path[1:]][language], language, number)
        match = re.fullmatch(r"/blogs/(\d+)/(welcome|posts|questions)", path)
        if match is None or not self.bodies.get(match[1], ({}, {}))[1].get("head"):
            return None
        name, given = self.bodies[match[1]]
        if match[2] == "welcome":
            return _welcome(match[1], name, given, language)
        cards = _posts(match[1], given, language) if match[2] == "posts" else _questions(given, language)
        return listed(list(cards), TITLES[match[2]][language], language, number)

    def _blogs(self, language: str) -> Iterable[Card]:
        for blog, (name, given) in sorted(self.bodies.items()):
            if given.get("head"):
                icons = (("fa-building", name[language]),)
                head = given["head"][language]
                yield Card(head, icons, f"/blogs/{blog}/welcome")


def _welcome(blog: str, name: Mapping[str, str], given: dict[str, Any], language: str) -> str:
    inner = (
        f'<div id="firstFocus"><div class="b-question"><h3>{escape(given["head"][language])}</h3></div><ul class="blog-info">'
        f'<li><i class="fa fa-building"></i> {escape(name[language])}</li></ul><ul><li><a href="/blogs/{blog}/posts">'
        f'{TITLES["posts"][language]}</a></li><li><a href="/blogs/{blog}/questions">{TITLES["questions"][language]}</a></li></ul></div>'
    )
    return page(inner, given["head"][language], language)


def _posts(blog: str, given: dict[str, Any], language: str) -> Iterable[Card]:
    posts = given.get("posts", [])
    days = sorted(days_of(posts[language] if isinstance(posts, dict) else posts), reverse=True)
    for number, day in enumerate(days):
        icons = (("fa-calendar", written(day)), ("fa-eye", "1 204"))
        yield Card(f"{ENTRY[language]}: {len(days) - number}", icons, f"/blogs/posts/{blog}{day:%m%d}{number}")


def _questions(given: dict[str, Any], language: str) -> Iterable[Card]:
    for one in sorted(given.get("questions", []), key=lambda item: str(item["day"]), reverse=True):
        number = one["number"]
        spans = "".join(
            f'<h4>{ANSWERS[language]}</h4><p>{escape(one.get("answer", ""))}</p><span class="answer-info">Автор  {written(day)}</span>'
            for day in one.get("answered", [])
        )
        icons = (("fa-pencil", f"№ {number}"), ("fa-tags", "Дороги"), ("fa-calendar", written(one["day"])), ("fa-eye", "17"))
        after = f'<div class="row answers" id="{number}" style="display:none">{spans}</div>'
        yield Card("Аманов А. А.", icons, f"/blogs/all-questions/{number}", one["text"], after)


def _conferences(given: dict[str, Any], language: str) -> Iterable[Card]:
    for one in sorted(given.get("conferences", []), key=lambda item: str(item["day"]), reverse=True):
        if language in one:
            icons = (("fa-calendar", written(one["day"])), ("fa-comments", str(one["questions"])))
            yield Card(one[language], icons, f"/conferences/{one['number']}")


def _polls(given: dict[str, Any], language: str) -> Iterable[Card]:
    for one in sorted(given.get("polls", []), key=lambda item: str(item["from"]), reverse=True):
        if language in one:
            term = f"{written(one['from'])} – {written(one['to'])}"
            icons = (("fa-calendar", term), ("fa-users", str(one["participants"])))
            yield Card(one[language], icons, f"/surveys/{one['number']}")
