"""A whole site of real length, labelled before the program saw it: nothing is charged or passed that its labels contradict.

The site is read without a network, and only the checks of content of appendix 15 judge it; the figures of all blind sites, audited whole,
are those of ``python -m benchmarks.labels --blind``.
"""

from __future__ import annotations

import base64
import mimetypes
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from checks.runner import run_checks
from scoring.methodology import choose, orders
from store.findings import CheckOrder
from tests.checks.casekit import snapshot_of
from tests.corpus.labels import BLIND, Labels, read_labels
from tests.corpus.standing import Answer, Standing, standing
from tests.settings import ROOT

CONTENT = ("information-present", "contact-data-present")
# The row asks for a link to the act; that the act is out of force is told, for a person, by the check of acts of its section.
DISPUTED = {("kz-2017:a15.t2.1.7.1", "ru")}


def asked_of(labels: Labels) -> tuple[CheckOrder, ...]:
    """What is ordered of the content of the labelled rows of appendix 15."""
    edition = choose(ROOT / "config", labels.methodology, labels.as_of)[0]
    rows = {label.row for label in labels.labels if label.row.startswith(f"{labels.methodology}:a15")}
    return tuple(order for order in orders(edition, labels.kind) if order.check in CONTENT and order.parameter in rows)


def site_of(labels: Labels) -> dict[str, Any]:
    """The site as a case: each file under its path, with the type that its name tells."""
    files = sorted(path for path in labels.folder.rglob("*") if path.is_file())
    pages = {f"/{path.relative_to(labels.folder)}": _answer(path) for path in files}
    return {"pages": pages, "sites": [f"/{labels.start}"], "as_of": labels.as_of.isoformat()}


def _answer(path: Path) -> dict[str, Any]:
    kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    shown = f"{kind}; charset=utf-8" if kind.startswith("text/") else kind
    return {"base64": base64.b64encode(path.read_bytes()).decode("ascii"), "headers": {"content-type": shown}}


def lines(answers: Iterable[Answer]) -> list[str]:
    return [answer.line() for answer in answers]


@pytest.fixture(scope="module")
def stood(tmp_path_factory: pytest.TempPathFactory) -> Standing:
    labels = read_labels(BLIND / "tasotkel-audan.yaml")
    wanted = asked_of(labels)
    with snapshot_of(site_of(labels), tmp_path_factory.mktemp("blind"), orders=wanted) as snapshot:
        return standing(labels, [finding.model_dump(mode="json") for finding in run_checks(snapshot, wanted)])


def test_nothing_is_charged_that_is_there(stood: Standing) -> None:
    assert stood.wrong_charges.whole >= 6
    assert lines(answer for answer in stood.answers if answer.charged and answer.wrong) == []


def test_nothing_is_passed_that_is_absent_or_lacks_a_part(stood: Standing) -> None:
    passed = [answer for answer in stood.answers if answer.outcome == "met"]
    assert len(passed) >= 30
    wrong = {(answer.label.row, answer.label.language): answer for answer in passed if answer.wrong}
    assert lines(answer for row, answer in wrong.items() if row not in DISPUTED) == []


def test_labels_of_every_blind_site_are_read_and_lie_beside_it() -> None:
    sites = [read_labels(path) for path in sorted(BLIND.glob("*.yaml"))]
    assert {labels.site for labels in sites} == {path.name for path in BLIND.iterdir() if path.is_dir()}
    assert {labels.folder for labels in sites} == {BLIND / labels.site for labels in sites}
    for labels in sites:
        pages = {label.page for label in labels.labels if label.page}
        assert [page for page in pages if not (labels.folder / page).is_file()] == []
