"""result.json and a line of findings.jsonl, whole."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field

from reports.schemas.advice import Advice, Counted, Objections, Organisation, Register, Ruling
from reports.schemas.law import Body, Law, Reading, Run
from reports.schemas.parts import Both, Language, Outcome, Sentences, Shape, Share
from reports.schemas.score import Average, Criterion, Direction, Overall, Total

TableShare = Annotated[dict[str, Share], Field(description="share of a table, whole and by language")]


class DecidedShares(Shape):
    """How much of the points is settled, whatever becomes of the rest."""

    total: Share
    languages: dict[str, Share]
    criteria: dict[str, Share]
    tables: dict[str, TableShare]
    directions: dict[str, Share]


class Unreachable(Shape):
    """An address that was not read, and why."""

    url: str
    lane: str
    ledger: str
    reason: str
    status: int | None
    attempts: int
    confirmed: bool


class Coverage(Shape):
    """What of the site was seen."""

    pages: dict[str, int]
    documents: dict[str, int]
    rendered: dict[str, int]
    rendered_kept: int
    ledger: dict[str, int]
    truncated: bool
    truncated_by: str
    home_read: bool
    render_available: bool
    render_note: str
    browser: str
    fonts: dict[str, Any] | None
    unseen: list[str]
    decided: DecidedShares
    unreachable: list[Unreachable]


class Unused(Shape):
    """Findings and decisions that serve no row of this edition."""

    findings: list[str]
    rulings: list[str]


class Result(Shape):
    """result.json of a run."""

    form: Literal["openness/result/1"] = Field(alias="schema")
    run: Run
    body: Body
    methodology: Law
    mapping: str
    readings: list[Reading]
    coverage: Coverage
    notes: list[Sentences]
    total: Total
    criteria: list[Criterion]
    directions: list[Direction]
    overall: Overall | None
    rulings: list[Ruling]
    averages: list[Average]
    advice: Advice
    subordinates: list[Organisation] = []
    subordinates_register: Register | None = None
    unused: Unused
    objections: Objections | None = None


class Locator(Shape):
    """Where on the page; empty where it is not told."""

    css: str
    xpath: str
    quote: str


class Message(Both):
    """What was found, in words."""

    en: str


class Finding(Shape):
    """A line of findings.jsonl; ``counted`` and ``rulings`` stand there only where people decided on it."""

    form: Literal["openness/finding/1"] = Field(alias="schema")
    id: Annotated[
        str, Field(pattern=r"^[0-9a-f]{16}$", description="the same fact on the same page has the same id in the next run")
    ]
    check: str
    check_version: str
    options_sha256: str
    parameter: str
    language: Language | None
    outcome: Outcome
    count: int
    url: str
    facts: dict[str, Any]
    locator: Locator
    message: Message
    evidence: list[str]
    pages: list[str]
    cause: str | None
    confidence: Annotated[int | float, Field(ge=0, le=1)]
    needs_review: bool
    captured_at: str
    counted: Counted | None = None
    rulings: list[Ruling] = []
