"""What an inspection of one page shows: findings in the order in which they matter, one failure once, each with its place and picture."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from checks import runner
from checks.meta import MEASURED
from crawler.browser.probes import EVERY, ON_HOMES
from crawler.extract.site.pairs import is_root
from reports.order import natural
from store.findings import Finding, Outcome
from store.harvest import Artifact, ArtifactKind
from store.objects import ObjectStore

RANKS = {Outcome.DEFICIENCY: 0, Outcome.MISSING: 0, Outcome.UNVERIFIED: 1, Outcome.MET: 3, Outcome.NOT_APPLICABLE: 4}
FAILED = 2
CUTTINGS = frozenset({ArtifactKind.ELEMENT, ArtifactKind.PROBE_PICTURE})
WHOLE = ArtifactKind.SCREENSHOT


def probes_for(url: str) -> dict[str, object]:
    """Bounds of the browser's measurements for one page: only what some check of such a page reads is measured.

    :param url: the page.
    """
    needs = {need for check in runner.page_checks(home=is_root(url)).values() for need in check.meta.needs}
    needed = {kind for need, kind in MEASURED.items() if need in needs}
    unread = tuple(probe.name for probe in (*EVERY, *ON_HOMES) if probe.kind not in needed)
    change: dict[str, object] = {"off": unread, "phones": ArtifactKind.PHONE in needed}
    return change if ArtifactKind.ENGINE in needed else {**change, "engines": 0}


def in_order(findings: Iterable[Finding], strict: bool) -> bool:
    """Whether what was found lets a page pass: anything does, but with ``strict`` what a check finds wanting."""
    return not strict or all(RANKS[item.outcome] != RANKS[Outcome.DEFICIENCY] for item in findings)


class Shown(NamedTuple):
    """One finding, the checks that say it (several where one failure stopped them all), and the picture that shows it, as a path."""

    finding: Finding
    checks: tuple[str, ...]
    picture: str


def arranged(findings: Iterable[Finding], artifacts: Iterable[Artifact], objects: ObjectStore) -> list[Shown]:
    """Shortcomings first, then what is left to a person, failures, and what is in order; by check and place.

    :param artifacts: what the browser stored of the page.
    :param objects: where it lies.
    """
    pictures = [item for item in artifacts if item.kind in CUTTINGS or item.kind is WHOLE]
    shown: list[Shown] = []
    failures: dict[str, int] = {}
    for item in sorted(findings, key=_turn):
        failure = _failure(item)
        if failure and failure in failures:
            before = shown[failures[failure]]
            shown[failures[failure]] = before._replace(checks=tuple(dict.fromkeys((*before.checks, item.check))))
            continue
        if failure:
            failures[failure] = len(shown)
        shown.append(Shown(item, (item.check,), _picture(item, pictures, objects)))
    return shown


def _turn(item: Finding) -> tuple[int, str, list[object], str]:
    rank = FAILED if _failure(item) else RANKS[item.outcome]
    return rank, item.check, list(natural(item.locator.xpath or item.locator.css)), item.id


def _failure(item: Finding) -> str:
    """Why nothing could be told, where that has nothing to do with what was asked; empty for every other finding."""
    if item.outcome is not Outcome.UNVERIFIED or item.needs_review:
        return ""
    return str(item.facts.get("reason") or "")


def _picture(item: Finding, pictures: list[Artifact], objects: ObjectStore) -> str:
    """The cutting that is among the finding's evidence, else, for what was found wanting or is left open, the picture of the page."""
    proved = [one for one in pictures if one.object_sha256 in item.evidence]
    if not proved and RANKS[item.outcome] < RANKS[Outcome.MET] and not _failure(item):
        proved = [one for one in pictures if one.kind is WHOLE and one.url == item.url]
    return objects.path(proved[0].object_sha256) if proved else ""
