"""The pages of a planted site: which there are, what each is about, where it stands and what it is called."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from tests.portals.planted.catalogue import LANGUAGES, Topic, content, sections, topics
from tests.portals.planted.identity import AS_OF, Identity, dice, moment
from tests.portals.planted.shortcomings import MISSING_WAYS, SITE

NEWS = 9
NEWS_SECTION = "press"


@dataclass(frozen=True)
class Node:
    """One page in the languages it has."""

    key: str
    kind: str
    parent: str | None
    titles: Mapping[str, str]
    posted: datetime
    changed: datetime
    topic: Topic | None = None
    empty: frozenset[str] = frozenset()
    number: int = 0

    @property
    def languages(self) -> tuple[str, ...]:
        return tuple(lang for lang in LANGUAGES if lang in self.titles)


class Wanted:
    """Planted names by what they do: ``site`` words, and of each topic how and in which languages; ``without`` are sections left out."""

    def __init__(self, planted: frozenset[str], without: frozenset[str] = frozenset()) -> None:
        self.without = without
        self.site = frozenset(name for name in planted if name in SITE)
        self._content: dict[tuple[str, str], str] = {}
        for name in planted - self.site:
            how, topic, spoken = (*name.split(":"), "both")[:3]
            for lang in ("kk", "ru") if spoken == "both" else (spoken,):
                self._content[topic, lang] = how

    def how(self, topic: str, lang: str) -> str:
        """What is wrong with a topic in a language; empty: nothing. English says what Kazakh and Russian both lack."""
        if lang == "en":
            both = {self._content.get((topic, one), "") for one in ("kk", "ru")}
            return both.pop() if len(both) == 1 else ""
        return self._content.get((topic, lang), "")


def outline(identity: Identity, wanted: Wanted) -> dict[str, Node]:
    """Every page of the site by key, parents before children."""
    return {node.key: node for node in _nodes(identity, wanted)}


def _nodes(identity: Identity, wanted: Wanted) -> list[Node]:
    seed, ui = identity.seed, content("body")["ui"]
    spoken = ("kk", "ru") if "no-english" in wanted.site else LANGUAGES

    def named(key: str) -> dict[str, str]:
        words = {lang: ui[lang][key] for lang in spoken}
        return {lang: one if isinstance(one, str) else dice(seed, key).choice(one) for lang, one in words.items()}

    def page(key: str, kind: str, parent: str | None, titles: Mapping[str, str]) -> Node:
        return Node(key, kind, parent, titles, *moment(seed, key))

    nodes = [page("", "home", None, named("home"))]
    for place, (key, words) in enumerate(sections(identity.kind, identity.hand).items()):
        if key not in ("contacts", "news", "home") and key not in wanted.without:
            titles = {lang: dice(seed, key, place).choice(words[lang]) for lang in ("kk", "ru")}
            nodes.append(page(key, "section", "", _spoken(titles, key, spoken)))
    nodes += [page("contacts", "contacts", "", named("contacts")), page("news", "news", "", named("news"))]
    nodes += [page("archive", "archive", "news", named("archive")), page("map", "map", "", named("map"))]
    nodes += [page("search", "search", "", named("search"))]
    if "no-form" not in wanted.site:
        nodes.append(page("feedback", "feedback", "people", named("feedback")))
    if "no-poll" not in wanted.site:
        nodes.append(page("poll", "poll", "people", named("poll")))
    if "no-faq" not in wanted.site:
        nodes.append(page("faq", "faq", "people", named("faq")))
    archived = content("body")["archived"]
    nodes.append(
        page(
            "old",
            "old",
            "acts" if "acts" not in wanted.without else "about",
            _spoken({"kk": archived["kk"], "ru": archived["ru"]}, "archive of 2012", spoken),
        )
    )
    nodes += _news(identity, spoken)
    told = [topic for topic in topics(identity.kind, identity.hand) if not topic.on and topic.section not in wanted.without]
    nodes += [node for topic in told for node in _of_topic(identity, topic, wanted, spoken)]
    return nodes


def _spoken(titles: dict[str, str], key: str, spoken: tuple[str, ...]) -> dict[str, str]:
    english = {"en": key.replace("-", " ").capitalize()} if "en" in spoken else {}
    return titles | english


def _of_topic(identity: Identity, topic: Topic, wanted: Wanted, spoken: tuple[str, ...]) -> list[Node]:
    figures = identity.figures(topic.id)
    place = dice(identity.seed, "name", topic.id).random()
    titles = {}
    for lang in ("kk", "ru"):
        names = topic.names[lang]
        titles[lang] = identity.written(names[int(place * len(names))], lang, figures)
    titles = _spoken(titles, topic.id, spoken)
    how = {lang: wanted.how(topic.id, lang) for lang in titles}
    gone = {lang for lang, one in how.items() if one in MISSING_WAYS and one != "empty"}
    kept = {lang: title for lang, title in titles.items() if lang not in gone}
    if not kept:
        return []
    empty = frozenset(lang for lang, one in how.items() if one == "empty")
    return [Node(topic.id, "topic", topic.section, kept, *moment(identity.seed, topic.id), topic, empty)]


def titles_of(identity: Identity, topic: Topic, lang: str) -> str:
    """The name a topic would bear, whether or not it has a page."""
    return _of_topic(identity, topic, Wanted(frozenset()), ("kk", "ru", "en"))[0].titles[lang]


def _news(identity: Identity, spoken: tuple[str, ...]) -> list[Node]:
    items = content("body")["news"]
    made = []
    for place in range(NEWS):
        item = items[place % len(items)]
        count = f" – {place // len(items) + 1}" if place >= len(items) else ""
        posted = (AS_OF - timedelta(days=place * 3 if place else 0, hours=5, minutes=11 * place)).replace(second=0)
        titles = {"kk": item["kk"] + count, "ru": item["ru"] + count, "en": f"Event {place + 1}"}
        kept = {lang: titles[lang] for lang in spoken}
        made.append(
            Node(f"news/{place + 1}", "item", "news", kept, posted, posted + timedelta(minutes=25), number=place % len(items))
        )
    return made
