"""Dead links of real sites against lists that were made independently of the project."""

from __future__ import annotations

import csv
import mimetypes
import re
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from checks.runner import run_checks
from store.findings import CheckOrder, Outcome
from tests.checks.casekit import HOME, snapshot_of
from tests.tools import CORPUS

# Script files were left out when the sites were saved; that they are missing is no fault of the sites.
LEFT_OUT = (".js", ".map")
pytestmark = pytest.mark.corpus


def site_of(name: str, start: str) -> dict[str, Any]:
    """A saved site as a case: every file an answer of its own."""
    folder = CORPUS / name
    pages = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            media = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
            pages[f"/{path.relative_to(folder).as_posix()}"] = {"file": str(path), "headers": {"content-type": media}}
    for path in sorted(folder.rglob("index.html")):
        pages[f"/{path.parent.relative_to(folder).as_posix()}/".replace("/./", "/")] = pages[
            f"/{path.relative_to(folder).as_posix()}"
        ]
    return {"pages": pages, "sites": [start]}


def dead(name: str, start: str, folder: Path) -> tuple[set[str], set[str], list[str]]:
    """Dead addresses, missing places, and how the rest of the findings came out."""
    order = CheckOrder(check="internal-links-and-fragments-live", parameter="kz-test:1")
    with snapshot_of(site_of(f"{name}/site", start), folder) as snapshot:
        found = list(run_checks(snapshot, [order]))
    targets = {kind: {_spelled(item.facts["target"]) for item in found if item.facts.get("kind") == kind}
               for kind in ("address", "fragment")}  # fmt: skip
    addresses = {target for target in targets["address"] if not target.split("?")[0].endswith(LEFT_OUT)}
    return addresses, targets["fragment"], [item.outcome for item in found if item.outcome is not Outcome.DEFICIENCY]


def truth(name: str, status: str) -> set[str]:
    """Distinct targets with this status in the independent list."""
    with (CORPUS / name / "truth_links.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["kind"] == "internal" and row["status"] == status]
    return {_spelled(row["resolved"] if "FRAGMENT" in status else row["resolved"].partition("#")[0]) for row in rows}


def _spelled(target: str) -> str:
    """A target as the lists spell it: they were made of paths of files, in which an empty segment is none."""
    return re.sub("/{2,}", "/", unquote(target.removeprefix(HOME.rstrip("/"))))


def test_every_dead_link_of_gylymordasy_and_none_more(tmp_path: Path) -> None:
    addresses, fragments, _ = dead("site-kz-gylymordasy", "/", tmp_path)
    assert addresses == {target for target in truth("site-kz-gylymordasy", "MISSING") if not target.endswith(LEFT_OUT)}
    assert len(addresses) == 326
    assert fragments == set()


def test_styleguide_dead_links_and_places_that_only_scripts_could_make(tmp_path: Path) -> None:
    addresses, fragments, rest = dead("site-ch-styleguide", "/en/index.html", tmp_path)
    assert addresses == {target for target in truth("site-ch-styleguide", "MISSING") if not target.endswith(LEFT_OUT)}
    assert len(addresses) == 16
    assert fragments <= truth("site-ch-styleguide", "MISSING_FRAGMENT")
    assert Outcome.UNVERIFIED in rest
