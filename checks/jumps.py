"""Links that skip to the content and back to the top: faults that are proved, and what looks like one and is for a person."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from pydantic import Field

from checks.measured import Report
from checks.sampled import Fault, Sampled


class Lengths(Sampled):
    """``screens`` and ``letters``: from which height in screens and how much text on a page needs a link back to its top."""

    screens: Decimal = Field(gt=0)
    letters: int = Field(gt=0)


def certain(report: Report, options: Lengths) -> Iterator[Fault]:
    """No link past what every page repeats, one that leads nowhere, a long text without a link back to its top."""
    skip, up = report.data["skip"], report.data["up"]
    if not skip["found"] and not skip.get("elsewhere"):
        yield Fault(report, "no-skip")
    if skip["found"] and _leads_nowhere(report):
        yield Fault(report, "dead-skip", skip["xpath"], skip["name"])
    if is_long(report, options) and up["looked"] and not up["found"]:
        yield Fault(report, "no-up", facts={"screens": str(up["screens"])})


def doubtful(report: Report, options: Lengths) -> Iterator[Fault]:
    """A skipping link that the keyboard does not meet first, and a link up that did not bring the page to its top."""
    skip, up = report.data["skip"], report.data["up"]
    other = skip.get("elsewhere")
    if not skip["found"] and other:
        yield Fault(report, "unsure", other["xpath"], other["name"], {"fault": "skip-not-first"})
    if is_long(report, options) and up["found"] and not up.get("works"):
        yield Fault(report, "unsure", up["xpath"], up["name"], {"fault": "up-without-effect"})


def is_long(report: Report, options: Lengths) -> bool:
    """Whether a page holds much text on many screens."""
    letters = report.page.text_length if report.page is not None else 0
    return Decimal(str(report.data["up"]["screens"])) >= options.screens and letters >= options.letters


def _leads_nowhere(report: Report) -> bool:
    skip = report.data["skip"]
    return bool(skip["worded"] and not skip["target_exists"] and not skip["scrolled"] and not skip["after"])
