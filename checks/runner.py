"""Finds the checks, runs them as ordered, and turns their observations into findings. One fault never stops the run."""

from __future__ import annotations

import importlib
import logging
import pkgutil
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from types import ModuleType
from typing import Any, NamedTuple

from pydantic import ValidationError

from checks import catalog, support
from checks.meta import Check, CheckMeta, Options, fields_of, missing_sections
from store import codes
from store.base import Language
from store.faults import StorageFault
from store.findings import CheckOrder, Finding, Message, Observation, Outcome, finding_id
from store.snapshot import Snapshot
from store.strictyaml import ConfigError
from store.told import N_

WRONG_OPTION = N_("check «{check}», option «{option}»: {reason}; its options are: {known}")
MOST = 2000
_ADDRESS = re.compile(r"\w+://\S+")
_PATH = re.compile(r"(?<![\w<])(?:[A-Za-z]:)?[\\/][^\s'\"]*")
_MEMORY = re.compile(r"\b0x[0-9a-fA-F]+\b")
logger = logging.getLogger("openness.checks")


class CatalogueError(Exception):
    """A module of the catalogue is not a complete check."""


class OrderError(ConfigError):
    """An order that cannot be carried out: unknown check, or options the check does not take. Names the order."""


@lru_cache(maxsize=1)
def catalogue() -> dict[str, Check]:
    """Every check by its id, sorted.

    Raises CatalogueError where two modules claim one id, or a module lacks META, run or a section of its page.
    """
    found: dict[str, Check] = {}
    for group in sorted(pkgutil.iter_modules(catalog.__path__), key=lambda item: item.name):
        package = importlib.import_module(f"{catalog.__name__}.{group.name}")
        for module in sorted(pkgutil.iter_modules(package.__path__), key=lambda item: item.name):
            check = check_of(importlib.import_module(f"{package.__name__}.{module.name}"), group.name)
            if check.meta.id in found:
                raise CatalogueError(f"two checks claim the id {check.meta.id}: {found[check.meta.id].group} and {group.name}")
            found[check.meta.id] = check
    return dict(sorted(found.items()))


def check_of(module: ModuleType, group: str) -> Check:
    """The check that a module holds. Raises CatalogueError for what is missing."""
    meta, run, doc = getattr(module, "META", None), getattr(module, "run", None), module.__doc__ or ""
    name = module.__name__.rpartition(".")[2]
    if not isinstance(meta, CheckMeta) or not callable(run):
        raise CatalogueError(f"checks/catalog/{group}/{name}.py: a check needs META (CheckMeta) and run(snapshot, options)")
    if meta.id.replace("-", "_") != name:
        raise CatalogueError(f"checks/catalog/{group}/{name}.py: its id is {meta.id}; file and id must agree")
    lacking = missing_sections(doc)
    if lacking:
        raise CatalogueError(f"checks/catalog/{group}/{name}.py: the docstring lacks the section «{lacking[0]}»")
    return Check(meta, doc, run, group)


def page_checks(home: bool = True) -> dict[str, Check]:
    """The checks that can judge one page alone; ``home`` tells whether it is a home page."""
    scopes = ("page", "home") if home else ("page",)
    return {name: check for name, check in catalogue().items() if check.meta.scope in scopes}


def page_orders(parameter: str, home: bool = True) -> tuple[CheckOrder, ...]:
    """Orders for every check of one page, under the options of its own standard (``openness inspect``)."""
    return tuple(
        CheckOrder(check=name, parameter=parameter, options=options)
        for name, check in page_checks(home).items()
        for options in check.meta.inspect
    )


class _Job(NamedTuple):
    order: CheckOrder
    check: Check
    options: Options


def accept(orders: Iterable[CheckOrder]) -> list[_Job]:
    """Checks every order before the first one runs. Raises OrderError that names the order and what was expected."""
    return [_accept(order, catalogue()) for order in orders]


def _accept(order: CheckOrder, known: dict[str, Check]) -> _Job:
    check = known.get(order.check)
    if check is None:
        raise OrderError(order.parameter, "unknown check «{name}»; known are {known}", name=order.check, known=", ".join(known))
    try:
        options = check.meta.options.model_validate(order.options)
    except ValidationError as fault:
        first = fault.errors(include_url=False)[0]
        place = ".".join(map(str, first["loc"])) or "options"
        takes = ", ".join(sorted(check.meta.options.model_fields)) or "–"
        values = {"check": order.check, "option": place, "reason": first["msg"], "known": takes}
        raise OrderError(order.parameter, WRONG_OPTION, **values) from fault
    return _Job(order, check, options)


def run_checks(
    snapshot: Snapshot, orders: Sequence[CheckOrder], progress: Callable[[int, int, str], None] | None = None
) -> Iterator[Finding]:
    """Findings of all orders, in the order of the orders; those of one order by language, address and identity.

    ``progress(number, of, check id)`` is called before each order. Raises OrderError before anything runs. A check that
    crashes ends as one ``unverified`` finding whose ``facts["reason"]`` is ``check-crashed``. Raises StorageFault where
    nothing more can be stored.
    """
    jobs = accept(orders)
    for number, job in enumerate(jobs, 1):
        if progress is not None:
            progress(number, len(jobs), job.order.check)
        yield from _findings(snapshot, job)


def _findings(snapshot: Snapshot, job: _Job) -> list[Finding]:
    try:
        seen = _bounded(snapshot, _spread(snapshot, job, job.check.run(snapshot, job.options)))
        findings = [_finding(job, item) for item in seen]
        _distinct(findings)
    except StorageFault:
        # A full disk says nothing about the page.
        raise
    except Exception as fault:
        logger.debug("check crashed: %s for %s", job.order.check, job.order.parameter, exc_info=True)
        crashed = [_crash(snapshot, job, fault)]
        findings = [_finding(job, item) for item in _spread(snapshot, job, crashed)]
    return sorted(findings, key=lambda item: (item.language or "", item.url, item.id))


def _spread(snapshot: Snapshot, job: _Job, observations: Iterable[Observation]) -> list[Observation]:
    """Observations for the languages ordered; one without language stands for each, and no language stays without any."""
    wanted: tuple[Language | None, ...] = job.order.languages or (None,)
    out: list[Observation] = []
    for item in observations:
        if not job.order.languages or item.language in wanted:
            out.append(item)
        elif item.language is None:
            out.extend(item.model_copy(update={"language": language}) for language in wanted)
    answered = {item.language for item in out}
    silent = [language for language in wanted if language not in answered] if job.order.languages or not out else []
    return out + [_silence(snapshot, job, language) for language in silent]


def _silence(snapshot: Snapshot, job: _Job, language: Language | None) -> Observation:
    basis = {"check": job.order.check, "parameter": job.order.parameter, "findings": 0}
    return support.on_site(
        snapshot,
        Outcome.UNVERIFIED,
        "no-finding",
        subject="no-finding",
        facts={"reason": "no-finding"},
        basis=basis,
        language=language,
        needs_review=True,
    )


def _crash(snapshot: Snapshot, job: _Job, fault: Exception) -> Observation:
    kind = type(fault).__name__
    words = str(fault).splitlines()
    line = support.clip(_MEMORY.sub("…", _PATH.sub("…", _ADDRESS.sub("…", words[0] if words else ""))), 200)
    return support.on_site(
        snapshot,
        Outcome.UNVERIFIED,
        "check-crashed",
        subject="check-crashed",
        facts={"reason": "check-crashed", "fault": kind, "detail": line},
        basis={"check": job.order.check, "version": job.check.meta.version, "fault": kind, "detail": line},
    )


def _bounded(snapshot: Snapshot, observations: list[Observation]) -> list[Observation]:
    """At most MOST observations; the rest becomes one summary for each outcome and language, its list kept as evidence."""
    if len(observations) <= MOST:
        return observations
    ordered = sorted(observations, key=lambda item: (item.outcome not in support.TAKES_POINTS, item.url, item.subject))
    rest: dict[tuple[Outcome, Language | None], list[Observation]] = {}
    for item in ordered[MOST:]:
        rest.setdefault((item.outcome, item.language), []).append(item)
    return ordered[:MOST] + [_summary(snapshot, items) for items in rest.values()]


def _summary(snapshot: Snapshot, items: list[Observation]) -> Observation:
    first = items[0]
    basis = [{"address": item.url, "subject": item.subject, "evidence": item.evidence} for item in items]
    return first.model_copy(
        update={
            "message": "more",
            "subject": f"more {first.outcome}",
            "count": sum(item.count for item in items),
            "facts": {"more": len(items), "examples": support.examples(item.url for item in items)},
            "evidence": (snapshot.keep(basis), *first.evidence),
            "pages": tuple(sorted({url for item in items for url in item.pages or (item.url,)})),
            "cause": None,
        }
    )


def _finding(job: _Job, item: Observation) -> Finding:
    order, meta = job.order, job.check.meta
    facts = dict(sorted((name, _plain(name, value)) for name, value in item.facts.items()))
    return Finding(
        id=finding_id(meta.id, order.parameter, item.language, item.outcome, item.url, item.subject),
        check=meta.id,
        check_version=meta.version,
        parameter=order.parameter,
        language=item.language,
        outcome=item.outcome,
        count=item.count,
        url=item.url,
        facts=facts,
        locator=item.locator,
        message_key=item.message,
        message=worded(meta, item.message, {"language": item.language, **facts, "url": item.url, "count": item.count}),
        evidence=item.evidence,
        confidence=item.confidence,
        needs_review=item.needs_review,
        captured_at=item.captured_at,
        options_sha256=order.options_sha256,
        pages=item.pages or (item.url,),
        cause=item.cause,
    )


def _plain(name: str, value: Any) -> Any:
    """A fact as it may be stored: text, whole number, truth or a list of text. TypeError for anything else."""
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, str):
        return value if len(value) <= 4096 else value[:4095] + "…"
    if isinstance(value, list | tuple) and all(isinstance(part, str) for part in value):
        return [_plain(name, part) for part in value]
    raise TypeError(f"fact {name} is {type(value).__name__}; text, whole numbers, truth and lists of text are allowed")


def worded(meta: CheckMeta, key: str, facts: dict[str, Any]) -> Message:
    """The sentence of a message in the three languages, codes of the facts in words."""
    template = meta.messages[key] if key in meta.messages else support.COMMON[key]
    asked = fields_of(template.en)
    said: dict[str, str] = {}
    for language in ("kk", "ru", "en"):
        values = {name: codes.value(name, facts[name], language) for name in asked - {support.TITLE}}
        said[language] = getattr(template, language).format_map({**values, support.TITLE: getattr(meta.title, language)})
    return Message(**said)


def _distinct(findings: list[Finding]) -> None:
    known: set[str] = set()
    for item in findings:
        if item.id in known:
            raise ValueError(f"two observations share one identity ({item.check}, subject of {item.outcome})")
        known.add(item.id)
