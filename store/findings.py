"""Types from checks and reviewers to scoring."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, model_validator

from store.base import Frozen, Language, Text


class Outcome(StrEnum):
    """What a check says of one subject. Only ``deficiency`` and ``missing`` take points."""

    MET = "met"
    DEFICIENCY = "deficiency"
    MISSING = "missing"
    NOT_APPLICABLE = "not-applicable"
    UNVERIFIED = "unverified"


class Locator(Frozen):
    """The place in a page: CSS selector, XPath or a quotation of its text."""

    css: str = ""
    xpath: str = ""
    quote: str = ""


class Message(Frozen):
    """One sentence in the three languages."""

    kk: str
    ru: str
    en: str


class Observation(Frozen):
    """What a check yields for one subject, before the runner adds check, parameter and identity.

    ``subject`` tells two findings on one page apart and goes into the id. ``message`` is a key of the check's messages;
    ``facts`` are the named values the message uses (text, whole numbers, booleans, lists of text; never floats).
    ``evidence`` are digests of stored objects, the most telling first. ``count`` is how many shortcomings it stands for.
    ``pages`` is every address it was seen on where that is not ``url`` alone; ``cause`` the link, menu or template that many pages
    share (``kind: name``, equal for all that comes of it), or None. A cause groups what a reader is told; it changes no count.
    """

    outcome: Outcome
    message: str
    url: str
    subject: str = ""
    language: Language | None = None
    count: int = Field(default=1, ge=0)
    facts: dict[str, Any] = {}
    locator: Locator = Locator()
    evidence: tuple[str, ...]
    captured_at: datetime
    confidence: str = Field(default="1", pattern=r"^(0(\.\d+)?|1(\.0+)?)$")
    needs_review: bool = False
    pages: tuple[str, ...] = ()
    cause: str | None = None


class Finding(Frozen):
    """One outcome for one subject under one parameter; refused without evidence.

    ``id`` hashes check, parameter, language, address and subject: the same fact on the same page keeps its id in the
    next run (contract, findings.jsonl). ``options_sha256`` lets the scorer refuse a check made with other options. ``pages`` and
    ``cause`` tell where it was seen and what it comes from; neither is part of the id, nor does the scorer read them. ``message_key``
    names the sentence among those of the check; it is empty where no check worded it.
    """

    id: str
    check: str
    check_version: str
    parameter: str
    language: Language | None = None
    outcome: Outcome
    count: int = 1
    url: str
    facts: dict[str, Any]
    locator: Locator
    message: Message
    message_key: str = ""
    evidence: tuple[str, ...]
    confidence: str = "1"
    needs_review: bool = False
    captured_at: datetime
    options_sha256: str
    pages: tuple[str, ...] = Field(default_factory=lambda data: (data["url"],))
    cause: str | None = None

    @model_validator(mode="after")
    def _proved(self) -> Finding:
        if not self.evidence:
            raise ValueError(f"a finding without evidence is not accepted ({self.check}, {self.url})")
        return self


class Weighed(BaseModel):
    """What scoring reads of a stored finding: a cohort's findings are read by the hundred thousand, their texts by no score."""

    model_config = ConfigDict(frozen=True, extra="ignore", defer_build=True)

    id: str
    check: str
    parameter: str
    language: Language | None = None
    outcome: Outcome
    count: int = 1
    facts: dict[str, Any]
    options_sha256: str


Fact = Finding | Weighed
"""What a score is made of: a finding, whole or as far as scoring reads it. Both give the same points."""


def finding_id(check: str, parameter: str, language: str | None, outcome: str, url: str, subject: str) -> str:
    """Identity of a finding, equal over runs for the same fact (64-bit hex of SHA-256)."""
    text = json.dumps([check, parameter, language, outcome, url, subject], ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:16]


MANUAL = "manual"
"""Name of the check of a finding that a person entered for a requirement."""

REPORTED = "reported"
"""Name of the check of a finding made of what a body reported or a survey gave; its facts are the figures of a formula."""


GATHERED = "subordinates"
"""Name of the check of a finding made of what was found of a body's subordinate organisations; its facts are the figures of a formula."""


class RulingReason(StrEnum):
    """Closed list of why a person's decision replaces a finding."""

    FALSE_POSITIVE = "false-positive"
    NOT_DETECTED = "not-detected"
    NOT_APPLICABLE = "not-applicable"
    EXEMPT_BY_LAW = "exempt-by-law"
    CORRECTED_LATER = "corrected-later"
    CONFIRMED = "confirmed"


class Question(Frozen):
    """What a run leaves open for a person: a row or one requirement of it, in one language or for the row as a whole."""

    parameter: str
    language: Language | None = None


def question_id(question: Question, rests: Mapping[str, str]) -> str:
    """Identity of an open question together with what the machine saw of it: other evidence makes another question.

    It takes the place of a finding's id in a decision, so a decision on what has changed since stops applying (64-bit hex of SHA-256).

    :param rests: what it rests on, name → digest.
    """
    told = [question.parameter, question.language, sorted(rests.items())]
    text = json.dumps(["question", *told], ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:16]


REVIEWERS = "reviewers"
"""The fact of a finding of the check ``manual`` that puts an open question to people: how many of them must agree."""


class Proof(Frozen):
    """A file that a decision rests on: its name and its SHA-256; its bytes are on record."""

    name: str
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")


class Ruling(Frozen):
    """A person's decision on one finding: an entry that names the finding it replaces, never an edit of it.

    ``supersedes`` names an earlier ruling that this one takes the place of. ``facts`` replace figures of the finding by name.
    Refused without author and note in kk and ru. A decision on what no finding tells bears the ``question``; its ``finding`` is then
    the ``question_id``, ``rests_on`` what that was made of, with the pages that the person cites. ``links`` and ``files`` are evidence.
    ``sitting`` is the sitting of a commission on objections that decided so, empty for all others.
    """

    id: str
    finding: str
    outcome: Outcome
    count: int = Field(default=1, ge=0)
    facts: dict[str, str] = {}
    reason: RulingReason
    note: Text
    author: str = Field(min_length=1)
    made_at: datetime
    supersedes: str | None = None
    question: Question | None = None
    rests_on: dict[str, str] = {}
    links: tuple[str, ...] = ()
    files: tuple[Proof, ...] = ()
    sitting: str = ""

    @model_validator(mode="after")
    def _explained(self) -> Ruling:
        if not self.note.kk.strip() or not self.note.ru.strip():
            raise ValueError("a ruling needs note.kk and note.ru")
        return self


class CheckOrder(Frozen):
    """One check to be run for one parameter or element, with the options the methodology demands."""

    check: str
    parameter: str
    languages: tuple[Language, ...] = ()
    options: dict[str, Any] = {}

    @property
    def options_sha256(self) -> str:
        """Digest of the options in canonical form."""
        return hashlib.sha256(json.dumps(self.options, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
