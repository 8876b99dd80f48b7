"""What the templates of one page name: its texts, tables and files, and what it stands among."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from markupsafe import Markup

from tests.portals.planted import writing
from tests.portals.planted.catalogue import LANGUAGES, content, topics
from tests.portals.planted.identity import Identity
from tests.portals.planted.outline import Node, Wanted, outline, titles_of
from tests.portals.statebody.resources import Resource, file_type, resource

FOLDERS = ({"kk": "kk", "ru": "ru", "en": "en"}, {"kk": "kz", "ru": "ru", "en": "en"}, {"kk": "kaz", "ru": "rus", "en": "eng"})
# Where the word of a month is written with letters of another layout, as typists do.
ALIKE = str.maketrans("аеосх", "aeocx")


class Pages:
    """The pages of a seed's site and everything that is told on them."""

    def __init__(
        self,
        seed: int,
        kind: str,
        planted: frozenset[str],
        design: int,
        without: frozenset[str] = frozenset(),
        hand: int = 0,
        newer: bool = False,
    ) -> None:
        self.seed, self.kind, self.design, self.newer = seed, kind, design, newer
        self.wanted = Wanted(planted, without)
        self.body = Identity(seed, kind, hand)
        self.pages = outline(self.body, self.wanted)
        self.by_topic = {topic.id: topic for topic in topics(kind, hand)}
        self.files: dict[str, Resource] = {}
        self._addresses: dict[tuple[str, str], str] = {}

    def address(self, key: str, lang: str) -> str:
        """Where a page stands in a language."""
        return self._addresses[key, lang]

    def _names(self, node: Node, lang: str, **more: Any) -> dict[str, Any]:
        """Everything the templates of one page name."""
        ui = content("body")["ui"][lang]
        site, topic = self.wanted.site, node.topic
        how = self.wanted.how(topic.id, lang) if topic else ""
        old = (
            "old-charset" in site and node.kind == "topic" and lang == "ru" and topic is not None and topic.id == "anticorruption"
        )
        names: dict[str, Any] = {
            "lang": lang, "tongue": "ru" if how == "foreign" else lang, "node": node, "heading": node.titles[lang],
            "design": self.design, "body": self.body, "pages": self._in(lang), "charset": "windows-1251" if old else "utf-8",
            "planted": site.__contains__, "lacks": lambda name: name in site and node.parent == "about",
            "shows": lambda topic_id: not self.wanted.how(topic_id, lang),
            "t": lambda key: ui[key] if isinstance(ui[key], str) else ui[key][0], "u": lambda key: self.address(key, lang),
            "at": self.address, "moment": lambda when: self._written(when, lang, node), "crumbs": self._above(node, lang),
            "trail": {node.key, node.parent}, "menu": self._menu(lang), "nowhere": self._broken("nowhere", lang),
            "hollow": self._broken("heading", lang, node.key), "children": lambda key: self._below(key, lang),
            "switch": self._switch(node, lang), "feeds": self._feeds(lang), "empty": lang in node.empty,
            "latest": self._news(lang)[:4], "fresh": self._fresh(lang),
            "listed": self._news(lang)[:5] if node.kind == "news" else self._news(lang),
            "intro": writing.sentences(self.body, "home", lang, "", node.titles[lang])[0] if node.kind == "home" else "",
            "query": None, "found": [], "chosen": "", "values": {}, "faults": {}, "sent": False,
            "adilet": lambda law: f"https://adilet.zan.kz/{ {'kk': 'kaz', 'ru': 'rus', 'en': 'rus'}[lang] }/docs/{law}",
            "law_name": lambda law: content("body")["laws"][law]["kk" if lang == "kk" else "ru"],
            "laws": [(law, words["kk" if lang == "kk" else "ru"]) for law, words in content("body")["laws"].items()][:3],
            "scripted": self._scripted(lang) if node.kind == "contacts" else None,
            "newer": self.newer and lang != "en", "told": writing.newer(self.body, lang) if self.newer else {},
        }  # fmt: skip
        return names | self._filled(node, lang, how) | more

    def _filled(self, node: Node, lang: str, how: str) -> dict[str, Any]:
        """Texts, tables and files of a page."""
        topic = node.topic
        spoken = "ru" if how == "foreign" else lang
        opening = topic.text[spoken] if topic and spoken != "en" else ""
        title = node.titles[lang]
        if node.kind == "item":
            text = content("body")["news"][node.number]["text"]
            opening = text.get(lang, "")
        lines = writing.sentences(self.body, node.key or "home", spoken, opening, title, other=how == "differing")
        if node.kind == "item":
            lines += self._mentions(node, lang)
        kept = (
            ()
            if topic is None
            else tuple(one for one in topic.parts if one != "comment-form" or "no-form" not in self.wanted.site)
        )
        parts = [self._formatted(part, lang) for part in kept if how != "weak" or part != topic.weak] if topic else []
        weak_chapters = topic is not None and topic.id == "statute"
        return {
            "texts": lines, "shown": parts, "files": self._files(node, lang, title, lines), "long": weak_chapters,
            "table": writing.table(self.body, node.key, spoken), "listing": self._listing(node, spoken),
            "chapters": writing.chapters(self.body, node.key, spoken), "organisations": writing.organisations(self.body, node.key, spoken),
            "others": writing.others(lang) if topic and topic.id == "links" else [], "asked": writing.asked(self.body, lang),
            "reception": list(zip(self.body.leaders, content("body")["days"][spoken], strict=False)),
        }  # fmt: skip

    def _formatted(self, part: str, lang: str) -> str:
        return (
            part.format(lang="kz" if lang == "kk" else lang, n=self.body.figures("link")["m"])
            if part.startswith("link:")
            else part
        )

    def _listing(self, node: Node, lang: str) -> list[str]:
        return writing.steps(self.body, node.key, lang)

    def _files(self, node: Node, lang: str, title: str, lines: list[str]) -> list[writing.File]:
        topic = node.topic
        if node.kind == "old":
            gone = [topic for topic in self.by_topic.values() if self.wanted.how(topic.id, lang) == "archived"]
            letter = {"kk": "Хат 2012", "ru": "Письмо 2012", "en": "Letter 2012"}[lang]
            named = [f"{titles_of(self.body, topic, lang)} (2012)" for topic in gone] or [letter]
            return [self._stored(f"old-{place}", lang, words, "docx", lines) for place, words in enumerate(named)]
        if topic is None:
            return []
        if "drafts" in topic.parts or "ownacts" in topic.parts:
            return [
                self._stored(node.key, lang, words, "docx", lines, f"-{place}")
                for place, words in enumerate(content("body")[topic.id][lang])
            ]
        if not topic.file:
            return []
        scan = "scan" in self.wanted.site and topic.file == "pdf" and lang == "ru"
        files = [self._stored(node.key, lang, title, "scan" if scan else topic.file, lines)]
        if topic.file == "xlsx":
            files.append(self._stored(node.key, lang, title, "csv", lines))
        return files

    def _stored(self, key: str, lang: str, title: str, kind: str, lines: list[str], suffix: str = "") -> writing.File:
        file = writing.document(self.body, key, lang, title, kind, lines, suffix)
        self.files[file.address] = resource(file.body, file_type(file.address))
        return file

    def _mentions(self, node: Node, lang: str) -> list[str]:
        """News that name what the site lacks: a trap for who takes a mention for the thing."""
        if lang == "en":
            return []
        lacking = [
            topic for topic in self.by_topic.values() if not topic.on and self.wanted.how(topic.id, lang) in ("absent", "empty")
        ]
        return [
            content("body")["mention"][lang].format(name=titles_of(self.body, topic, lang)) for topic in lacking[node.number :: 4]
        ]

    # --- what a page stands among --------------------------------------------------------------------------------------

    def _in(self, lang: str) -> dict[str, Node]:
        return {key: node for key, node in self.pages.items() if lang in node.titles}

    def _menu(self, lang: str) -> list[Node]:
        return [node for node in self._in(lang).values() if node.parent == "" and node.kind in ("section", "contacts", "news")]

    def _below(self, key: str, lang: str) -> list[Node]:
        return [node for node in self._in(lang).values() if node.parent == key and node.kind != "item"]

    def _above(self, node: Node, lang: str) -> list[Node]:
        above: list[Node] = []
        while node.parent is not None:
            node = self.pages[node.parent]
            above.insert(0, node)
        return above

    def _news(self, lang: str) -> list[Node]:
        return sorted(
            (node for node in self._in(lang).values() if node.kind == "item"), key=lambda node: node.posted, reverse=True
        )

    def _fresh(self, lang: str) -> list[Node]:
        wanted = [self.pages[key] for key in ("own-acts", "service-report", "supervision") if key in self.pages]
        return [node for node in wanted if lang in node.titles]

    def _broken(self, how: str, lang: str, section: str | None = None) -> list[str]:
        if lang == "en":
            return []
        hit = [topic for topic in self.by_topic.values() if self.wanted.how(topic.id, lang) == how]
        return [titles_of(self.body, topic, lang) for topic in hit if section in (None, topic.section)]

    def _switch(self, node: Node, lang: str) -> list[tuple[str, str]]:
        out = []
        for other in LANGUAGES:
            if other not in self.pages[""].titles:
                continue
            target = node.key if other in node.titles else (node.parent or "")
            if "switch-home" in self.wanted.site and other != lang and node.parent == "about":
                target = ""
            if "switch-by-number" in self.wanted.site and other != lang and node.parent == "activity":
                same = self._below("activity", other)
                target = same[(same.index(node) + 1) % len(same)].key if node in same else target
            out.append((other, self.address(target if other in self.pages[target].titles else "", other)))
        return out

    def _feeds(self, lang: str) -> list[tuple[str, str]]:
        ui = content("body")["ui"][lang]
        folder = FOLDERS[self.design][lang]
        feeds = [] if "no-news-feed" in self.wanted.site else [(f"/{folder}/rss-news.xml", ui["rss_news"])]
        if "no-buy-feed" not in self.wanted.site and lang != "en":
            feeds.append((f"/{folder}/rss-tenders.xml", ui["rss_buy"]))
        return feeds

    def _scripted(self, lang: str) -> dict[str, str] | None:
        own = {"address": self.body.address[lang], "mail": self.body.mail, "telephone": self.body.phone}
        return {key: words for key, words in own.items() if self.wanted.how(key, lang) == "scripted"} or None

    def _written(self, when: datetime, lang: str, node: Node) -> Markup:
        words = content("body")["months"][lang][when.month - 1]
        if node.kind == "item" and node.key.endswith("3") and lang != "en":
            words = words.translate(ALIKE)
        day = {
            "kk": f"{when.year} жылғы {when.day} {words}",
            "ru": f"{when.day} {words} {when.year} года",
            "en": f"{when.day} {words} {when.year}",
        }[lang]
        if self.design == 1:
            return Markup(f"{when:%d.%m.%Y %H:%M}")  # noqa: S704
        time = f"{when:%H:%M}"
        return Markup(f'<time datetime="{when.isoformat()}">{day}, {time}</time>' if self.design == 0 else f"{day}, {time}")  # noqa: S704
