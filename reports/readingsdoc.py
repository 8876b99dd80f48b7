"""The page of an edition's open questions in docs/law: how each may be read, what every choice changes, which rules rest on it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from pydantic import BaseModel

from reports import words
from reports.citing import named_place
from reports.i18n import N_, t
from reports.markdown import Page, grid, md
from store.methodology import Methodology, Rule
from store.readings import Choice, Reading

PAGE = "readings.md"
HEAD = N_("What the act leaves open, and how it may be read")
HOW = N_(
    "Each question has a reading by default. Another one is chosen with `--reading ID=CHOICE`; `openness readings compare RUN` shows "
    "what it would change."
)


def readings_link(edition: Methodology, language: str) -> str:
    """The line of the edition's page that leads to its open questions; empty where it has none."""
    if not edition.readings:
        return ""
    said = t("{title}: {count}", language, title=t(HEAD, language), count=len(edition.readings))
    return f"\n[{said}]({PAGE})\n"


def readings_page(edition: Methodology, language: str, way_back: str) -> str:
    """The whole page.

    :param way_back: links to the page of the edition and to the other language.
    """
    page = Page(language)
    page.head(1, HEAD)
    page.line(way_back)
    page.line(t(HOW, language))
    rules = _by_reading(edition)
    for reading in edition.readings:
        _reading(page, edition, reading, rules.get(reading.id, ()))
    return page.text()


def _reading(page: Page, edition: Methodology, reading: Reading, rules: Iterable[str]) -> None:
    language = page.language
    page.line(f"## {md(page.own(reading.question))}")
    page.lines(
        [
            page.item(N_("ID"), f"`{reading.id}`"),
            page.item(N_("Place in the law"), md(named_place(edition, reading.citation, language))),
            *([page.item(N_("Rules that rest on it"), ", ".join(f"`{name}`" for name in rules))] if rules else []),
        ]
    )
    names = [t(name, language) for name in (N_("Choice"), N_("Reading"), N_("Rests on"), N_("What it changes"))]
    page.lines(grid(names, [_choice(page, choice) for choice in reading.choices]))


def _choice(page: Page, choice: Choice) -> list[str]:
    language = page.language
    name = f"**`{choice.id}`** ({t('by default', language)})" if choice.default else f"`{choice.id}`"
    basis = words.word(words.RULE_BASIS, choice.source.basis, language)
    if choice.source.note is not None:
        basis += f". {md(page.own(choice.source.note))}"
    return [name, md(page.own(choice.sentence)), basis, "<br>".join(_changes(choice)) or "–"]


def _changes(choice: Choice) -> Iterator[str]:
    """What the choice sets, each setting once with all its places."""
    places: dict[str, list[str]] = {}
    for change in choice.changes:
        values: dict[str, Any] = {}
        for key, value in change.set.items():
            values |= {f"options.{name}": given for name, given in value.items()} if key == "options" else {key: value}
        told = "; ".join(f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in values.items())
        places.setdefault(told, []).append(f"`{change.place}`")
    for told, names in places.items():
        yield f"{', '.join(names)}: {md(told)}"


def _by_reading(edition: Methodology) -> dict[str, tuple[str, ...]]:
    """Ids of everything whose rule names a reading, in printed order, each once: reading → ids. The edition is gone through once, for it is
    large and has dozens of questions."""
    found: dict[str, dict[str, None]] = {}
    for name, rule in _rules(edition, ""):
        for reading in rule.readings:
            found.setdefault(reading, {})[name] = None
    return {reading: tuple(names) for reading, names in found.items()}


def _rules(value: object, name: str) -> Iterator[tuple[str, Rule]]:
    """Every rule of an edition with the id of what it belongs to."""
    if isinstance(value, Rule):
        yield name, value
    elif isinstance(value, BaseModel):
        own = getattr(value, "id", "") or name
        for field in type(value).model_fields:
            yield from _rules(getattr(value, field), own)
    elif isinstance(value, dict):
        for key, below in value.items():
            yield from _rules(below, f"{name} {key}" if isinstance(below, Rule) else name)
    elif isinstance(value, tuple):
        for below in value:
            yield from _rules(below, name)
