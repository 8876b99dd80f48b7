"""The planted site in memory: every page drawn once in a design, the live parts (search, forms) on demand."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Mapping
from datetime import UTC
from functools import cache
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from tests.portals.planted.catalogue import HERE, LANGUAGES, content
from tests.portals.planted.feeds import feed, site_map
from tests.portals.planted.files import made, scheme_picture
from tests.portals.planted.outline import Node
from tests.portals.planted.pages import FOLDERS, Pages
from tests.portals.statebody.content import HERE as STATEBODY
from tests.portals.statebody.forms import feedback_faults
from tests.portals.statebody.resources import Resource, file_type, resource
from tests.portals.statebody.site import HTML, accepted, moved

DELIVERIES = ("static", "single-page", "frames")
DESIGNS = 3
_WORD = re.compile(r"\w+")
_TAG = re.compile(r"<[^>]+>")


@cache
def _templates() -> Environment:
    loader = FileSystemLoader(HERE / "templates")
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)


class PlantedSite(Pages):
    """Answers requests for the site of a seed.

    :param seed: draws who the body is, its words, its design and its figures.
    :param kind: ``central`` or ``local``.
    :param planted: names of shortcomings (``shortcomings.expected``).
    :param delivery: one of ``DELIVERIES``.
    :param design: 0 to 2; by the seed where it is None.
    :param without: sections left out, for a small site.
    :param hand: whose words it speaks (``catalogue.HANDS``).
    :param newer: with what only the order of 2025 asks for.
    """

    def __init__(
        self,
        seed: int,
        kind: str,
        planted: frozenset[str],
        delivery: str,
        origin: str,
        design: int | None = None,
        without: frozenset[str] = frozenset(),
        hand: int = 0,
        newer: bool = False,
    ) -> None:
        super().__init__(seed, kind, planted, seed % DESIGNS if design is None else design, without, hand, newer)
        self.delivery, self.origin = delivery, origin
        # The server of the stand-in asks which of its own switches are on: none.
        self.planted: frozenset[str] = frozenset()
        self._lock = threading.RLock()
        self._read_files()
        self._texts: dict[tuple[str, str], str] = {}
        self._at: dict[str, tuple[str, str]] = {}
        for number, node in enumerate(self.pages.values()):
            for lang in node.languages:
                self._at[self._address(node.key, lang, number)] = (node.key, lang)
        self._addresses = {where: address for address, where in self._at.items()}
        self._drawn: dict[tuple[str, str], Resource] = {}
        self.files["/sitemap.xml"] = resource(site_map(self).encode(), file_type("sitemap.xml"))

    # --- addresses ---------------------------------------------------------------------------------------------------

    def _address(self, key: str, lang: str, number: int) -> str:
        folder = FOLDERS[self.design][lang]
        if not key:
            return f"/{folder}/"
        if self.design == 1:
            # The same number is another subject in another language: pages are paired by what they say.
            return f"/{folder}/page-{number + {'kk': 40, 'ru': 57, 'en': 74}[lang]}.html"
        if self.design == 2:
            return f"/{folder}/{key.replace('/', '-')}.html"
        parents = self.pages[key].parent
        return f"/{folder}/{parents + '/' if parents and '/' not in key else ''}{key}/"

    # --- answers -----------------------------------------------------------------------------------------------------

    def get(self, path: str, query: Mapping[str, str], cookie: str | None = None, accept: str = "") -> Resource:
        """The answer to a GET or HEAD request for a decoded path."""
        if path == "/":
            home = self.address("", accepted(accept))
            return self._splash() if "splash" in self.wanted.site else moved(home, 302, "Accept-Language")
        if path in self.files:
            locked = "login" in self.wanted.site and path.startswith("/files/analysis")
            return moved("/login/", 302) if locked else self.files[path]
        if path == "/login/" and "login" in self.wanted.site:
            return self._login()
        data, frame = path.startswith("/data/"), path.startswith("/frame/")
        where = self._at.get(path.removeprefix("/data").removeprefix("/frame"))
        if where is None:
            return self.error(404, "ru")
        if where[0] == "search" and "q" in query:
            found = self._found(query["q"], where[1], query.get("section", ""))
            return self._answer(where, data=data, frame=frame, query=query["q"], found=found, chosen=query.get("section", ""))
        return self._answer(where, data=data, frame=frame) if data or frame else self._page(where)

    def post(self, path: str, form: Mapping[str, str], cookie: str | None = None, accept: str = "") -> Resource:
        """The answer to a sent form: the page again, with the faults in words or with thanks."""
        where = self._at.get(path)
        if where is None:
            return self.error(405, "ru")
        if where[0] == "poll":
            wrong = {} if form.get("answer") else {"answer": ""}
        else:
            words = content("body")["faults"][where[1]]
            wrong = {name: words[name] for name in feedback_faults({**form, "topic": "1"}, [1])}
        answer = self._answer(where, values=form, faults=wrong, sent=not wrong)
        return Resource(answer.body, HTML, status=422 if wrong else 200)

    def error(self, status: int, lang: str) -> Resource:
        """A page that says that something failed."""
        words = {"kk": "Бет табылмады", "ru": "Страница не найдена", "en": "Page not found"}[lang]
        text = f'<!DOCTYPE html><html lang="{lang}"><meta charset="utf-8"><title>{words}</title><h1>{words}</h1><p>{status}</p></html>'
        return Resource(text.encode(), HTML, status=status)

    def _splash(self) -> Resource:
        home = self.address("", "ru")
        text = (
            f'<!DOCTYPE html><html lang="ru"><meta charset="utf-8"><title>{self.body.name["ru"]}</title>'
            f'<body><p><img src="/static/images/emblem.svg" width="90" height="90" alt=""></p><p><a href="{home}">Войти на сайт</a></p></html>'
        )
        return resource(text.encode(), HTML)

    def _login(self) -> Resource:
        text = (
            '<!DOCTYPE html><html lang="ru"><meta charset="utf-8"><title>Вход</title><h1>Вход для зарегистрированных пользователей</h1>'
            '<form method="post" action="/login/"><p><label for="login">Логин</label><input id="login" name="login"></p>'
            '<p><label for="word">Пароль</label><input id="word" name="word" type="password"></p><p><button>Войти</button></p></form></html>'
        )
        return resource(text.encode(), HTML)

    def _found(self, question: str, lang: str, section: str) -> list[Node]:
        words = [word.casefold() for word in _WORD.findall(question)]
        for where in self._at.values():
            self._page(where)
        hits = []
        for (key, of_lang), text in self._texts.items():
            node = self.pages[key]
            if of_lang != lang or key == "search" or (section and section not in (key, node.parent)):
                continue
            present = {word.casefold() for word in _WORD.findall(text)}
            if words and all(any(word.startswith(wanted) for word in present) for wanted in words):
                title = node.titles[lang].casefold()
                hits.append((0 if all(word in title for word in words) else 1, key, node))
        return [node for _, _, node in sorted(hits, key=lambda hit: hit[:2])[:40]]

    # --- pages -------------------------------------------------------------------------------------------------------

    def _page(self, where: tuple[str, str]) -> Resource:
        """A page drawn when it is first asked for; its documents are there from then on."""
        with self._lock:
            if where not in self._drawn:
                self._drawn[where] = self._answer(where)
            return self._drawn[where]

    def _answer(self, where: tuple[str, str], data: bool = False, frame: bool = False, **more: Any) -> Resource:
        """A page; what a sent form is answered with comes whole, however the site is delivered."""
        key, lang = where
        node = self.pages[key]
        names = self._names(node, lang, **more)
        main = self._template("main", names)
        self._texts.setdefault(where, " ".join((_TAG.sub(" ", main) + self._words_in_files(names)).split()))
        if frame:
            framed = names | {"main": Markup(main)}  # noqa: S704
            return resource(self._template("frame", framed).encode(), HTML, modified=node.changed.astimezone(UTC))
        inside = main if self.delivery != "frames" or key == "search" else self._iframe(node, lang)
        html = self._template(f"layout_{self.design}", names | {"main": Markup(inside)})  # noqa: S704
        if self.delivery == "single-page" and not data and "sent" not in more:
            html = self._template("shell", names)
        elif data:
            body = html[html.index("<body") : html.rindex("</body>")]
            told = {"lang": lang, "title": names["heading"], "html": body[body.index(">") + 1 :]}
            return resource(json.dumps(told, ensure_ascii=False).encode(), "application/json; charset=utf-8")
        charset = names["charset"]
        body_ = html.encode(charset, "xmlcharrefreplace")
        return resource(body_, f"text/html; charset={charset}", modified=node.changed.astimezone(UTC))

    def _iframe(self, node: Node, lang: str) -> str:
        title = node.titles[lang]
        return f'<iframe class="whole" title="{title}" src="/frame{self.address(node.key, lang)}"></iframe>'

    def _template(self, name: str, names: Mapping[str, Any]) -> str:
        return _templates().get_template(f"{name}.html").render(**names)

    def _words_in_files(self, names: Mapping[str, Any]) -> str:
        return " ".join(file.title for file in names["files"])

    # --- files -------------------------------------------------------------------------------------------------------

    def _read_files(self) -> None:
        for folder in (STATEBODY / "static", HERE / "static"):
            for path in sorted(folder.rglob("*")):
                if path.is_file():
                    name = path.relative_to(folder).as_posix()
                    self.files[f"/static/{'images/' if name == 'flag.svg' else ''}{name}"] = resource(
                        path.read_bytes(), file_type(path.name)
                    )
        for lang in ("kk", "ru"):
            boxes = [person.post[lang] + ": " + person.name[lang] for person in (*self.body.leaders, *self.body.heads)]
            self.files[f"/files/scheme-{lang}.png"] = resource(scheme_picture(boxes), "image/png")
        if "plugin" in self.wanted.site:
            self.files["/files/tour.swf"] = resource(b"FWS\x06" + bytes(16), "application/x-shockwave-flash")
        self.files["/files/open-data.zip"] = resource(made("zip", "data", ("1", "2")), "application/zip")
        self.files["/robots.txt"] = resource(
            f"User-agent: *\nSitemap: {self.origin}/sitemap.xml\n".encode(), file_type("robots.txt")
        )
        for lang in LANGUAGES:
            for address, _ in self._feeds(lang):
                self.files[address] = feed(self, lang, address)
