"""What checks keep for a snapshot holds no way back to it: an audit judges two of them in a row, and of a large site only one finds room."""

from __future__ import annotations

import gc
from pathlib import Path
from weakref import ref

import pytest

from checks.runner import run_checks
from tests.checks.casekit import HERE, cases_of, order_of, snapshot_of

CHECKS = (
    "information-present",
    "contact-data-present",
    "internal-links-and-fragments-live",
    "language-versions-agree",
    "pages-have-breadcrumbs",
)


@pytest.mark.parametrize("check", CHECKS)
def test_a_snapshot_is_let_go_with_its_last_holder(check: str, tmp_path: Path) -> None:
    path = next(HERE.glob(f"*/{check.replace('-', '_')}.yaml"))
    case = cases_of(path)[0]
    gc.disable()
    try:
        with snapshot_of(case.site, tmp_path, orders=(order_of(case),)) as snapshot:
            assert list(run_checks(snapshot, [order_of(case)]))
            kept = ref(snapshot)
            del snapshot
        assert kept() is None
    finally:
        gc.enable()
