"""What the readers of a run's files rest on: the keys they name, with their types."""

from __future__ import annotations

from reports.jsonread import Expected


class Holder(Expected):
    """A row or a requirement inside it, with the ids of its findings."""

    findings: list[str]


class Row(Holder):
    """A printed row."""

    id: str
    elements: list[Holder]


class Table(Expected):
    """A printed table."""

    parameters: list[Row]


class Criterion(Expected):
    """A criterion."""

    indicators: list[Table]


class Sum(Expected):
    """The total of a direction, with the ids of findings on the rule on false data."""

    findings: list[str] = []


class Part(Expected):
    """A direction of the assessment."""

    criteria: list[Criterion]
    total: Sum = Sum()


class Identity(Expected):
    """The run's identity, and the program that made it."""

    id: str
    software: str = ""


class Seen(Expected):
    """What of the site was seen, and with which browser."""

    browser: str = ""


class Law(Expected):
    """Which edition the score was made by."""

    sha256: str


class Unused(Expected):
    """Findings that serve no row."""

    findings: list[str]


class Decision(Expected):
    """A person's decision, with the digest of the file it came in (an earlier version told no file)."""

    id: str
    evidence: list[str] | None = None


class Objections(Expected):
    """What is on record of objections: digests of all that proves it."""

    evidence: list[str] = []


class ResultFile(Part):
    """result.json."""

    run: Identity
    coverage: Seen = Seen()
    methodology: Law
    mapping: str | None = None
    directions: list[Part] = []
    unused: Unused
    rulings: list[Decision] = []
    objections: Objections | None = None


class FindingLine(Expected):
    """A line of findings.jsonl."""

    id: str
    check: str
    evidence: list[str]


class CaptureLine(Expected):
    """A line of captures.jsonl."""

    id: str = ""
    url: str = ""
    object_sha256: str
    warc_file: str | None = None
    warc_offset: int | None = None
    warc_record_id: str | None = None
    purpose: str = ""
    status: int | None = None
    requested_at: str = ""
    headers: list[list[str]] | None = None


class LedgerLine(Expected):
    """A line of judging/ledger.jsonl."""

    url: str = ""
    status: int | None = None
    capture_id: str | None = None
    redirect_to: str | None = None


class ArtifactLine(Expected):
    """A line of artifacts.jsonl."""

    url: str = ""
    object_sha256: str
    tool: str = ""


class MadeByFile(Expected):
    """judging/made-by.json: digest of the program's sources, version of Python."""

    program: str = ""
    python: str = ""


class PlanFile(Expected):
    """run.json."""

    run_id: str


class AnyObject(Expected):
    """An object whose keys the caller reads itself."""
