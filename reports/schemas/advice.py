"""What result.json tells of remedies, decisions, objections and subordinate organisations."""

from __future__ import annotations

from typing import Any, Literal

from reports.schemas.parts import Both, Day, Language, Outcome, Sentences, Sha256, Shape, Span


class Cause(Shape):
    """Findings with one cause, and what mending it returns."""

    cause: str
    findings: list[str]
    count: int
    returns: Span


class Remedy(Shape):
    """A requirement to mend, and what that returns to its row, its table and the total."""

    parameter: str
    requirement: str
    number: str
    title: Both
    language: Language | None
    indicator: str
    direction: str
    findings: list[str]
    figures: list[str]
    count: int
    row: Span
    table: Span
    returns: Span
    parts: list[Cause]
    explanation: Sentences


class Together(Shape):
    """What all remedies of a direction return together."""

    direction: str
    returns: Span


class Advice(Shape):
    """Remedies, the dearest first."""

    remedies: list[Remedy]
    together: list[Together]


class Counted(Shape):
    """An outcome and a number."""

    outcome: Outcome
    count: int


class Decided(Counted):
    """What a person decided."""

    facts: dict[str, Any]


class Ruling(Shape):
    """A person's decision and what became of it; those on open questions bear more."""

    id: str
    finding: str
    state: Literal["applied", "stale", "conflicting", "superseded", "awaiting"]
    by: list[str]
    before: Counted | None
    parameter: str | None
    language: Language | None
    after: Decided | None
    reason: str | None
    note: Both | None
    author: str | None
    made_at: str | None
    supersedes: str | None
    file: str | None
    evidence: list[Sha256] | None
    question: str | None = None
    links: list[str] = []
    files: list[dict[str, str]] = []
    changed: list[dict[str, Any]] = []


class Objections(Shape):
    """Objections to the run and what commissions decided on them."""

    rules: dict[str, Any] | None
    entries: list[dict[str, Any]]
    sittings: list[dict[str, Any]]
    change: dict[str, Any] | None
    evidence: list[str]


class Register(Shape):
    """The register of organisations that was taken in."""

    day: Day
    file: str
    sha256: str


class OrganisationRow(Shape):
    """A row that the organisation was audited on."""

    parameter: str
    language: Language | None
    figures: Any
    applies: bool
    points: list[str]


class Organisation(Shape):
    """A subordinate organisation and what its audit said."""

    code: str
    name: Both
    site: str | None
    state: Literal["audited", "no-site", "waiting"]
    run: str | None
    folder: str | None
    since: Day
    until: Day | None
    rows: list[OrganisationRow]
