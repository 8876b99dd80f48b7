"""Terms that checks are given in the mapping are those that the act sets: ``duties.yaml`` of the same edition says each of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from openness.imports.forms.layout import load_form
from scoring.methodology import choose
from store.methodology import Methodology
from tests.scoring.kit import CONFIG, EDITIONS, loaded


def given(edition: Methodology) -> Iterator[tuple[str, str, str]]:
    """Row, and each term among the options of its checks: how it is counted and how long it is."""
    for row, options in _options(edition):
        if "days" in options:
            yield row, "days", str(options["days"])
        for name in ("due", "drafts_due"):
            if name in options:
                yield row, "day", str(options[name])
        if "month" in options:
            yield row, "day", f"{int(options['month']):02}-{int(options['day']):02}"


def _options(edition: Methodology) -> Iterator[tuple[str, dict[str, Any]]]:
    for criteria in (edition.criteria, *(one.criteria for one in edition.directions)):
        for criterion in criteria:
            for table in criterion.indicators:
                for section in table.sections:
                    for row in section.parameters:
                        for holder in (row, *row.elements):
                            yield from ((row.id, dict(use.options)) for use in holder.checks)
                        yield from ((row.id, dict(use.options)) for use in row.shortcomings)


def said(edition: Methodology) -> set[tuple[str, str]]:
    """The terms that the act sets."""
    found: set[tuple[str, str]] = set()
    for term in edition.demands.terms:
        if term.due.after is not None and term.due.after.count == "working":
            found.add(("days", str(term.due.after.days)))
        if term.due.day is not None:
            found.add(("day", f"{term.due.day.month:02}-{term.due.day.day:02}"))
    return found


@pytest.mark.parametrize("folder", EDITIONS, ids=lambda folder: f"{folder.parent.name}/{folder.name}")
def test_no_check_knows_a_term_that_the_act_does_not_set(folder: Path) -> None:
    edition = loaded(folder)
    known = said(edition)
    for row, kind, value in given(edition):
        assert (kind, value) in known, (row, kind, value)


def test_no_form_knows_a_term_that_the_act_does_not_set() -> None:
    """A printed form counts what is in time by the terms of its own edition."""
    folder = CONFIG / "imports" / "forms"
    limits = []
    for form in (load_form(CONFIG, path) for path in sorted(folder.glob("*.yaml"))):
        known = said(choose(CONFIG, form.law, form.valid_from)[0])
        for gives in (one for table in form.tables for row in table.rows for one in row.gives if one.limit):
            assert gives.limit is not None
            assert gives.limit.count == "working"
            assert ("days", str(gives.limit.days)) in known, (form.id, gives.figure)
            limits.append(gives.limit)
    assert limits


def test_terms_of_checks_are_seen_at_all() -> None:
    found = {(kind, value) for folder in EDITIONS for _, kind, value in given(loaded(folder))}
    assert found >= {("days", "15"), ("day", "04-01"), ("day", "03-01"), ("day", "05-15")}
