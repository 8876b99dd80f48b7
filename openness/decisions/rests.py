"""What a decision on an open question rests on: what checks and imports found of it, and the text of the pages that it was looked for on.

A page is told by the words of its main text, not by its bytes: a token or a counter in its markup changes nothing that a person read.
What is not a page that was read (an interface of a portal, a measurement) is told by the facts of its finding alone.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Literal

from sqlalchemy import Connection

from store import judged, schema
from store.findings import MANUAL, Finding, Question
from store.records import TextRecord
from store.rulings import Change

FINDING, PAGE, CITED = "finding:", "page:", "cited:"
# Facts of a finding that name the pages where a thing may stand.
PLACES = ("target", "targets")
MOST_PLACES = 20
SAID = ("value", "title")


def on_question(db: Connection, run_id: str, question: Question, imported: Iterable[Finding]) -> list[Finding]:
    """What checks and imports found of a question, in a fixed order."""
    found = [*judged.read(db, run_id, parameter=question.parameter)]
    found += [one for one in imported if one.parameter == question.parameter]
    mine = [one for one in found if one.check != MANUAL and _of(one, question)]
    return sorted(mine, key=lambda one: one.id)


def machine(db: Connection, run_id: str, found: Iterable[Finding]) -> dict[str, str]:
    """What the question itself rests on: each finding, and the text of each page where a thing may stand.

    :param found: what ``on_question`` gives. :returns: name → digest.
    """
    rests: dict[str, str] = {}
    for one in found:
        rests[FINDING + one.id] = _digest([one.outcome, one.count, one.facts])
        for url in places(one):
            rests[PAGE + url] = text_of(db, run_id, url)
    return rests


def cited(db: Connection, run_id: str, links: Iterable[str]) -> dict[str, str]:
    """The text of the pages that a person cites, as the run read them; empty for one that it did not read."""
    return {CITED + url: text_of(db, run_id, url) for url in links}


def only_cited(rests: Mapping[str, str]) -> dict[str, str]:
    """What of it a person cites."""
    return {name: digest for name, digest in rests.items() if name.startswith(CITED)}


def text_of(db: Connection, run_id: str, url: str) -> str:
    """Digest of the main text of a page or document in a run, of all languages that it was asked in; empty where it was not read."""
    texts = sorted((one.lane, one.text) for one in schema.read_records(db, TextRecord, run_id, url=url))
    return _digest(texts) if texts else ""


def candidates(finding: Finding) -> list[tuple[str, str]]:
    """The addresses where a thing may stand, each with the words that speak for it."""
    words = finding.locator.quote or next((str(finding.facts[name]) for name in SAID if name in finding.facts), "")
    named = places(finding)
    return [(url, words) for url in named] or ([(finding.url, words)] if finding.url.startswith(("http:", "https:")) else [])


def places(finding: Finding) -> list[str]:
    """The pages that a finding names as those where a thing may stand."""
    return list(dict.fromkeys(url for name in PLACES for url in _addresses(finding.facts.get(name))))[:MOST_PLACES]


def changes(before: Mapping[str, str], after: Mapping[str, str]) -> tuple[Change, ...]:
    """What is otherwise than it was when a decision was made."""
    return tuple(
        Change(kind=_kind(before.get(name), after.get(name)), what="finding" if name.startswith(FINDING) else "page",
               name=name.partition(":")[2])
        for name in sorted({*before, *after})
        if before.get(name) != after.get(name)
    )  # fmt: skip


def _kind(before: str | None, after: str | None) -> Literal["gone", "new", "changed"]:
    if not before:
        return "new"
    return "changed" if after else "gone"


def _of(finding: Finding, question: Question) -> bool:
    return question.language is None or finding.language is None or finding.language == question.language


def _addresses(value: Any) -> Iterator[str]:
    values = value if isinstance(value, list | tuple) else (value,)
    yield from (one for one in values if isinstance(one, str) and one.startswith(("http:", "https:")))


def _digest(value: Any) -> str:
    return hashlib.sha256(json.dumps(value, ensure_ascii=False, sort_keys=True, default=str).encode()).hexdigest()
