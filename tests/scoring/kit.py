"""Findings made to the demands of an edition: for every requirement, by its checks, by a person, or as reported figures."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from scoring.methodology import load, order, parameters
from store.base import BodyKind, Language
from store.findings import MANUAL, REPORTED, CheckOrder, Finding, Locator, Message, Outcome, finding_id
from store.methodology import CheckUse, Methodology, Parameter

CONFIG = Path(__file__).resolve().parents[2] / "config"
FOLDER = CONFIG / "methodology" / "kz-2017" / "2017-12-28"
EDITIONS = sorted(path.parent for path in (CONFIG / "methodology").glob("*/*/methodology.yaml"))
WHEN = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


@cache
def loaded(folder: Path) -> Methodology:
    """An edition of the product, read once in a process; an edition is frozen. What a test lays elsewhere it reads with ``load``."""
    assert folder.is_relative_to(CONFIG)
    return load(folder)


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
    """Every requirement of every row of this kind, in every language of the row; penalties for false data left out."""
    for row in parameters(methodology, kind):
        if row.role == "penalty":
            continue
        for language in row.languages or (None,):
            for element in row.elements:
                yield Asked(row, element.id, language, element.machine, element.checks)
            if not row.elements:
                mine = tuple(use for use in row.checks if use.serves(kind))
                yield Asked(row, row.id, language, "none" if row.checks and not mine else row.machine, mine)


def counted(row: Parameter, outcome: str, count: int = 1) -> dict[str, str]:
    """Figures of a row that give all of its points (met), none (missing) or something between (deficiency)."""
    share = {"met": Decimal(1), "missing": Decimal(0)}.get(outcome, Decimal(1) / (1 + count))
    options = row.options
    if row.formula == "ratio":
        return _ratio(options, share)
    if row.formula == "bands":
        return _bands(options, share)
    if row.formula == "mean_of_ratios":
        return {name: text for one in options["shares"] for name, text in ((one["done"], _of(share)), (one["required"], "12"))}
    if row.formula == "rate_off":
        worst = {name: _of(1 - share) for name in options["part"][:1]} | dict.fromkeys(options["part"][1:], "0")
        return worst | {options["whole"]: "12"}
    if row.formula == "weighted_shares":
        names = [term["figure"] for term in options["terms"]]
        return {options["whole"]: "12", names[0]: _of(share)} | dict.fromkeys(names[1:], "0")
    return _service(share)


def _of(share: Decimal) -> str:
    return str(int(share * 12))


def _ratio(options: dict[str, Any], share: Decimal) -> dict[str, str]:
    if options.get("of"):
        return {name: str(int(Decimal(options["of"]) * share)) for name in options["done"]}
    required = Decimal(options.get("at_least") or 12)
    figures = {options["required"]: str(required)}
    done, less = options["done"], options.get("less", [])
    if done[0] == options["required"]:
        return figures | {less[0]: str(int(required * (1 - share)))} | dict.fromkeys(less[1:], "0")
    figures |= {done[0]: str(int(required * share))} | dict.fromkeys([*done[1:], *less], "0")
    return figures


def _bands(options: dict[str, Any], share: Decimal) -> dict[str, str]:
    measure = options["measure"]
    if "part" in measure:
        return {measure["part"]: _of(share), measure["whole"]: "12"}
    if "before" in measure:
        return {measure["before"]: "12", measure["after"]: _of(1 - share) if share else "13"}
    best = Decimal(options["bands"][0]["low"])
    step = Decimal(1) if options["bands"][0].get("above") else Decimal(0)
    rhythm = {band["without"]: "0" if share == 1 else "9" for band in options["bands"] if band.get("without")}
    return rhythm | {measure["figure"]: str((best + step) * share if share != 1 else best + step)}


def _service(share: Decimal) -> dict[str, str]:
    way = {Decimal(1): "1", Decimal(0): "6"}.get(share, "3")
    return {"way": way, "documents-received": "1", "documents-possible": "1", "factor": "1", "approved": "1"}


def answer(one: Asked, outcome: str, *, count: int = 1, subject: str = "", facts: dict[str, Any] | None = None) -> list[Finding]:
    """Findings that close a requirement with this outcome: by its checks, and by a person where a machine may not close it."""
    made = []
    silent = not one.row.figures or outcome in ("not-applicable", "unverified")
    figures = facts or ({} if silent else counted(one.row, outcome, count))
    brought = {name for use in one.uses for name in use.figures or figures}
    for use in one.uses:
        options = order(use, one.id, one.row).options
        own = {name: value for name, value in figures.items() if not use.figures or name in use.figures} or None
        made.append(
            make(use.check, one.id, outcome, count=count, language=one.language, subject=subject, options=options, facts=own)
        )
    rest = {name: value for name, value in figures.items() if name not in brought}
    if one.uses and one.row.figures and rest:
        made.append(make(REPORTED, one.id, outcome, count=count, language=one.language, subject=subject, facts=rest))
    if one.row.figures and not one.uses:
        return [make(MANUAL, one.id, outcome, count=count, language=one.language, subject=subject, facts=figures)]
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


class Kit(NamedTuple):
    """What tests make findings with."""

    make: Any = make
    asked: Any = asked
    answer: Any = answer
    flawless: Any = flawless
    counted: Any = counted
