"""The subjects a state body's site tells of: names and texts in Kazakh and Russian, the rows each serves, what its page holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).parent
LANGUAGES = ("kk", "ru", "en")
LAW = "kz-2017:"
# Whose words a site speaks: those beside the subjects, or a file of other ones.
HANDS = ("", "second")
# Subjects whose absence a person decides, and why a machine cannot prove it.
PERSONS = {
    "councils": "the law asks for councils only of bodies that have any",
    "foreign-opinions": "the law asks for opinions only where there are any",
    "minutes": "the law asks for minutes «при наличии»",
    "grants": "the law asks for grants only where there are any",
    "media": "the law asks for media only of bodies that founded any",
    "supervision": "the page of permits tells of the functions in part",
    "inspection-plan": "the page of results of inspections tells of the plan in part",
    "opinions": "forms, polls and questions have pages of their own, of which each is a part",
    "goszakup": "the law asks for it «в случае проведения конкурсов в электронной форме»",
    "drafts": "the page of discussion leads to the portal on which the texts of drafts stand",
    "mail": "pages bear other addresses on the body's own domain, of which one may be the body's",
    "telephone": "pages bear telephones of the body's leaders, of which one may answer for the body",
    "staff-contacts": "the list of units names the personnel service with its head, telephone and e-mail",
}


@dataclass(frozen=True)
class Topic:
    """One subject. ``on`` names the page that holds it where it has none of its own; ``rows`` are parameters without a law's name."""

    id: str
    rows: tuple[str, ...]
    section: str
    on: str
    names: Mapping[str, Sequence[str]]
    text: Mapping[str, str]
    parts: tuple[str, ...]
    file: str
    weak: str


@cache
def content(name: str) -> Any:
    """One file of ``content/``."""
    quick = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return yaml.load((HERE / "content" / f"{name}.yaml").read_text(encoding="utf-8"), Loader=quick)  # noqa: S506 - both are safe


def retold(hand: int) -> Any:
    """What a hand says otherwise than the first one: ``sections``, ``topics`` by id, ``fillers``."""
    return content(HANDS[hand]) if hand else {}


@cache
def topics(kind: str, hand: int = 0) -> tuple[Topic, ...]:
    """Subjects of a kind of body, in the order of the files, in the words of one of the ``HANDS``."""
    return tuple(
        _topic(entry | retold(hand).get("topics", {}).get(entry["id"], {}), kind)
        for name in ("about", "activity", "region")
        for entry in content(name)["topics"]
        if kind in entry["rows"]
    )


def _topic(entry: Mapping[str, Any], kind: str) -> Topic:
    where = entry.get("in", "")
    return Topic(
        id=entry["id"],
        rows=tuple(LAW + row for row in entry["rows"][kind]),
        section=where if isinstance(where, str) else where[kind],
        on=entry.get("at", ""),
        names={lang: entry[lang]["names"] for lang in ("kk", "ru") if lang in entry},
        text={lang: entry[lang]["text"] for lang in ("kk", "ru") if lang in entry},
        parts=tuple(entry.get("parts", ())),
        file=entry.get("file", ""),
        weak=entry.get("weak", {}).get("without", ""),
    )


@cache
def sections(kind: str, hand: int = 0) -> Mapping[str, Mapping[str, Sequence[str]]]:
    """Sections of the menu that have something in them for a kind of body, by id, in the words of one of the ``HANDS``."""
    every = {key: words for name in ("about", "activity", "region") for key, words in content(name)["sections"].items()}
    every |= retold(hand).get("sections", {})
    used = {topic.section for topic in topics(kind)} | {topic.on for topic in topics(kind)}
    return {key: words for key, words in every.items() if key in used}
