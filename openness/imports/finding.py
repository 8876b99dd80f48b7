"""One finding made of figures that a body reported or a survey gave."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from store.base import Language
from store.findings import REPORTED, CheckOrder, Finding, Locator, Message, Outcome, finding_id

VERSION = "1"
UNPROVED = "0" * 64
AT = datetime(2000, 1, 1, tzinfo=UTC)
NO_WORDS = Message(kk="", ru="", en="")


def reported(
    parameter: str,
    language: Language | None,
    facts: Mapping[str, Any],
    *,
    outcome: Outcome = Outcome.DEFICIENCY,
    url: str = "import:",
    subject: str = "",
    message: Message = NO_WORDS,
    evidence: tuple[str, ...] = (UNPROVED,),
    at: datetime = AT,
    needs_review: bool = False,
    locator: Locator = Locator(),  # noqa: B008 - frozen
) -> Finding:
    """A finding of the check ``reported``; without the later arguments one that only tries a formula out.

    :param facts: figures as decimals in text, and what else a reader should know.
    :param evidence: SHA-256 of the imported file.
    """
    return Finding(
        id=finding_id(REPORTED, parameter, language, outcome, url, subject),
        check=REPORTED,
        check_version=VERSION,
        parameter=parameter,
        language=language,
        outcome=outcome,
        url=url,
        facts=dict(facts),
        locator=locator,
        message=message,
        evidence=evidence,
        needs_review=needs_review,
        captured_at=at,
        options_sha256=CheckOrder(check=REPORTED, parameter=parameter).options_sha256,
    )
