"""The edition under test and findings made to its demands."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from scoring.methodology import load, order, rows
from store.base import BodyKind, Language
from store.findings import MANUAL, CheckOrder, Finding, Locator, Message, Outcome, finding_id
from store.methodology import CheckUse, Methodology, Parameter

CONFIG = Path(__file__).resolve().parents[2] / "config"
FOLDER = CONFIG / "methodology" / "kz-2017" / "2017-12-28"
WHEN = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


class Asked(NamedTuple):
    """A requirement of a row in one language, with the checks that serve it."""

    row: Parameter
    id: str
    language: Language | None
    machine: str
    uses: tuple[CheckUse, ...]


def make(
    check: str,
    parameter: str,
    outcome: str,
    *,
    count: int = 1,
    language: Language | None = None,
    subject: str = "",
    options: dict[str, Any] | None = None,
    facts: dict[str, Any] | None = None,
) -> Finding:
    """A finding as the runner would make it."""
    ordered = CheckOrder(check=check, parameter=parameter, options=options or {})
    return Finding(
        id=finding_id(check, parameter, language, outcome, "http://site.example/", subject),
        check=check,
        check_version="1",
        parameter=parameter,
        language=language,
        outcome=Outcome(outcome),
        count=count,
        url="http://site.example/",
        facts=facts or {},
        locator=Locator(),
        message=Message(kk="кк", ru="ру", en="en"),
        evidence=("0" * 64,),
        captured_at=WHEN,
        options_sha256=ordered.options_sha256,
    )


def asked(methodology: Methodology, kind: BodyKind) -> Iterator[Asked]:
    """Every requirement of every row of this kind, in every language of the row."""
    for *_, row in rows(methodology, kind):
        for language in row.languages or (None,):
            for element in row.elements:
                yield Asked(row, element.id, language, element.machine, element.checks)
            if not row.elements:
                yield Asked(row, row.id, language, row.machine, row.checks)


def answer(one: Asked, outcome: str, *, count: int = 1, subject: str = "", facts: dict[str, Any] | None = None) -> list[Finding]:
    """Findings that close a requirement with this outcome: by its checks, and by a person where a machine may not close it."""
    made = []
    for use in one.uses:
        options = order(use, one.id, one.row).options
        made.append(
            make(use.check, one.id, outcome, count=count, language=one.language, subject=subject, options=options, facts=facts)
        )
    if one.row.formula == "mean_of_tiers" and facts is None:
        position = 1 if outcome == "met" else 99
        for source in one.row.options["sources"]:
            facts = {"source": source, "position": position}
            made.append(make(MANUAL, one.id, outcome, count=count, language=one.language, subject=subject + source, facts=facts))
    elif one.machine != "full" and (outcome in ("met", "not-applicable") or not one.uses):
        made.append(make(MANUAL, one.id, outcome, count=count, language=one.language, subject=subject, facts=facts))
    return made


def flawless(methodology: Methodology, kind: BodyKind) -> list[Finding]:
    """Findings of a body without any shortcoming."""
    return [finding for one in asked(methodology, kind) for finding in answer(one, "met")]


@pytest.fixture(scope="session")
def edition() -> Methodology:
    return load(FOLDER)


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """A copy of the edition to be spoiled."""
    target = tmp_path / "config" / "methodology" / "kz-2017" / "2017-12-28"
    shutil.copytree(FOLDER, target)
    return target


@pytest.fixture
def spoil(copied: Path) -> Callable[[str, str, str], int]:
    """Replaces a text that stands once in a file of the copy; returns its line."""

    def change(name: str, old: str, new: str) -> int:
        path = copied / name
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
        path.write_text(text.replace(old, new), encoding="utf-8")
        return text[: text.index(old)].count("\n") + 1

    return change


class Kit(NamedTuple):
    """What tests make findings with."""

    make: Any = make
    asked: Any = asked
    answer: Any = answer
    flawless: Any = flawless


@pytest.fixture(scope="session")
def kit() -> Kit:
    return Kit()
