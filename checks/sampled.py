"""Measurements of the browser on a sample of pages: what they show, how much of the site they stand for, what could not be measured.

A page stands for those of its template and language (WCAG-EM: a structured sample of templates beside a random one). One example against
a claim ends it; that no page of the sample shows one lets the claim hold where the sample is whole and stands for enough pages.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple, cast

from pydantic import Field

from checks.derived import derived_by
from checks.ladder import Rung, open_on, repeated, silent, throughout
from checks.measured import Report, reports
from checks.meta import Options
from checks.support import addresses, clip, examples, not_rendered, on_page, on_site, unseen
from store.findings import Locator, Observation, Outcome
from store.harvest import ArtifactKind
from store.records import PageRecord
from store.snapshot import Snapshot

PROOFS = 3
_NUMBER = re.compile(r"\[\d+\]")


class Sampled(Options):
    """``sample_percent``: the least share of the site's pages, in per cent, that the templates measured must stand for."""

    sample_percent: int = Field(gt=0, le=100)


class Sample(NamedTuple):
    """What was measured of one kind: reports by page; pages that could not be measured and for which no other stands; how many pages
    the site has, and for how many of them the measured templates stand."""

    measured: tuple[Report, ...]
    failed: tuple[Report, ...]
    of: int
    stood: int

    @property
    def pages(self) -> list[str]:
        """Addresses of the pages measured."""
        return sorted({report.artifact.url for report in self.measured})

    @property
    def percent(self) -> int:
        """Share of the pages that the sample stands for, in whole per cent."""
        return self.stood * 100 // self.of if self.of else 0


class Fault(NamedTuple):
    """Something met on one page: the message that tells it, its place (xpath), the words concerned and what else is told of it."""

    report: Report
    kind: str
    place: str = ""
    words: str = ""
    facts: dict[str, Any] = {}


@derived_by
def sample(snapshot: Snapshot, kind: ArtifactKind) -> Sample:
    """The sample of one measurement, over pages that were read."""
    return sample_of(snapshot, reports(snapshot, kind), lambda report: report.artifact.ok)


def sample_of(snapshot: Snapshot, found: Iterable[Report], told: Callable[[Report], bool]) -> Sample:
    """The sample that these reports make; ``told`` says of which of them something can be said."""
    known = [report for report in found if report.page is not None]
    measured = tuple(report for report in known if told(report))
    looks = {_look(report.page) for report in measured if report.page is not None}
    failed = tuple(report for report in known if not told(report) and report.page is not None and _look(report.page) not in looks)
    seen = {report.artifact.url for report in measured}
    pages = [page for page in snapshot.pages() if page.url in seen or not unseen(page)]
    return Sample(measured, failed, len(pages), sum(_look(page) in looks for page in pages))


def verdict(
    snapshot: Snapshot,
    taken: Sample,
    options: Sampled,
    certain: Iterable[Fault],
    doubtful: Iterable[Fault],
    *,
    facts: dict[str, Any] | None = None,
    none: Rung = silent,
    subject: str = "",
) -> Iterator[Observation]:
    """Verdicts on a claim about every page: certain faults → doubts for a person → cut → the sample is not whole → none → met.

    :param facts: told with every verdict on the site (message ``met``). :param none: nothing to be judged on a whole sample.
    :param subject: what of the check is judged, where an order asks for a part.
    """
    if not taken.measured and not taken.failed:
        yield not_rendered(snapshot, subject)
        return
    told = {**(facts or {}), "pages": len(taken.pages), "of": taken.of, "percent": str(taken.percent)}
    against = [_deficiency(group, subject, facts or {}) for group in grouped(certain)]
    basis = {"measured": taken.pages, "stands for": taken.stood}
    yield from throughout(
        snapshot,
        against or [_proposal(group, subject, facts or {}) for group in grouped(doubtful)],
        unseen=lambda: _partial(snapshot, taken, options, subject, told, basis),
        shells=silent,
        none=none,
        met=lambda: on_site(
            snapshot,
            Outcome.MET,
            "met",
            subject=subject or "met",
            facts=told,
            basis=basis,
            evidence=[report.artifact.object_sha256 for report in taken.measured[:PROOFS]],
        ),
        part=subject,
        facts=facts,
    )


def grouped(faults: Iterable[Fault]) -> list[list[Fault]]:
    """The same fault at the same place of a template once, sorted by what it is and where."""
    groups: dict[tuple[str, str, str], list[Fault]] = {}
    for fault in faults:
        groups.setdefault((fault.kind, str(fault.facts.get("fault", "")), _NUMBER.sub("", fault.place)), []).append(fault)
    return [groups[key] for key in sorted(groups)]


def _look(page: PageRecord | None) -> tuple[str, str]:
    return (page.template, str(page.language or "")) if page is not None else ("", "")


def _urls(group: list[Fault]) -> list[str]:
    return list(dict.fromkeys(fault.report.artifact.url for fault in group))


def _evidence(fault: Fault) -> tuple[str, ...]:
    """The measurement and the pictures that the probe took: of the place, else of the page."""
    shots = [shot for shot in fault.report.data.get("pictures") or () if isinstance(shot, dict)]
    near = [shot for shot in shots if shot.get("selector") == fault.place] or [shot for shot in shots if not shot.get("selector")]
    digests = [str(shot["sha256"]) for shot in near[:2] if shot.get("sha256")]
    return (fault.report.artifact.object_sha256, *digests)


def _facts(group: list[Fault], facts: dict[str, Any]) -> dict[str, Any]:
    words = list(dict.fromkeys(clip(fault.words, 100) for fault in group if fault.words.strip()))
    return {**facts, **group[0].facts, "elements": len(group), **({"text": words[0]} if words else {"text": "–"})}


def _deficiency(group: list[Fault], subject: str, facts: dict[str, Any]) -> Observation:
    first = group[0]
    return repeated(
        cast("PageRecord", first.report.page),
        _urls(group),
        first.kind,
        subject=_subject(first, subject),
        facts=_facts(group, facts),
        locator=Locator(xpath=first.place, quote=clip(first.words)),
        evidence=_evidence(first),
        cause=f"template: {first.kind} {_NUMBER.sub('', first.place)}",
    )


def _proposal(group: list[Fault], subject: str, facts: dict[str, Any]) -> Observation:
    first, urls = group[0], _urls(group)
    told = {**_facts(group, facts), "reason": "unclear", "pages": len(urls), "examples": examples(urls)}
    return on_page(
        cast("PageRecord", first.report.page),
        Outcome.UNVERIFIED,
        first.kind,
        subject=_subject(first, subject),
        facts=told,
        locator=Locator(xpath=first.place, quote=clip(first.words)),
        evidence=_evidence(first),
        needs_review=True,
        pages=urls,
    )


def _subject(fault: Fault, subject: str) -> str:
    return " ".join(filter(None, (subject, fault.kind, str(fault.facts.get("fault", "")), _NUMBER.sub("", fault.place))))


def _partial(
    snapshot: Snapshot, taken: Sample, options: Sampled, subject: str, facts: dict[str, Any], basis: Any
) -> Observation | None:
    """What is to be said where the sample is not whole, or stands for too little of the site."""
    if taken.failed:
        pages = sorted({report.artifact.url for report in taken.failed})
        basis = {**basis, "not measured": [(report.artifact.url, report.artifact.note) for report in taken.failed]}
        return open_on(snapshot, pages, "sample-failed", "no-measurement", basis=basis, subject=subject, facts=facts)
    if taken.percent >= options.sample_percent:
        return None
    looks = {_look(report.page) for report in taken.measured}
    pages = addresses(page for page in snapshot.pages() if _look(page) not in looks)
    told = {**facts, "required": str(options.sample_percent)}
    return open_on(snapshot, pages, "sample-small", "sample-too-small", basis=basis, subject=subject, facts=told)
