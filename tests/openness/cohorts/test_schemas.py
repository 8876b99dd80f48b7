"""The published schemas are those of the code, and every real file is as they say."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from openness.cohorts.schemas import FOLDER, MODELS, files
from reports.schemas.files import Finding, Result
from tests.conftest import ROOT
from tests.openness.cohorts.conftest import Made
from tests.reports import scored
from tests.reports.conftest import Run
from tests.reports.conftest import run as run  # noqa: PLC0414 - a fixture
from tests.scoring.kit import flawless

pytestmark = pytest.mark.xdist_group("cohorts")


def validator(name: str) -> Draft202012Validator:
    found: dict[str, Any] = json.loads((ROOT / FOLDER / f"{name}.schema.json").read_text("utf-8"))
    Draft202012Validator.check_schema(found)
    return Draft202012Validator(found)


def test_docs_hold_the_schemas_of_the_code() -> None:
    assert {path.name: path.read_text("utf-8") for path in (ROOT / FOLDER).glob("*.json")} == files()


@pytest.mark.parametrize("name", ["cohort", "publication", "open-data"])
def test_files_of_a_report_are_as_published(made: Made, name: str) -> None:
    validator(name).validate(json.loads((made.folder / f"{name}.json").read_text("utf-8")))


def proved(out: Path) -> None:
    """A run's files are as published, and hold no key that no schema tells."""
    text = (out / "result.json").read_text("utf-8")
    validator("result").validate(json.loads(text))
    Result.model_validate_json(text)
    known = validator("finding")
    for line in (out / "findings.jsonl").read_text("utf-8").splitlines():
        known.validate(json.loads(line))
        Finding.model_validate_json(line)


def test_runs_of_a_cohort_are_as_published(made: Made) -> None:
    for out in made.runs.values():
        proved(out)


def test_a_run_with_all_kinds_of_findings_is_as_published(run: Run) -> None:
    proved(run.out)


@pytest.mark.parametrize(
    ("law", "kind"), [("kz-2017", "central"), ("kz-2017", "local"), ("kz-2024-feedback", "central"), ("kz-2025", "subordinate")]
)
def test_runs_under_other_laws_with_decisions_are_as_published(tmp_path: Path, law: str, kind: Any) -> None:
    edition = scored.edition(law)
    found = flawless(edition, kind)[:40]
    proved(scored.run(tmp_path / "run", edition, kind, found, "mam", (scored.ruling("r-1", found[0].id),)).out)


@pytest.mark.parametrize(("name", "key", "value"), [("result", "total", None), ("result", "schema", "openness/result/2"),
                                                    ("cohort", "groups", [{}]), ("open-data", "low", 1.5)])  # fmt: skip
def test_a_wrong_file_is_refused(made: Made, name: str, key: str, value: Any) -> None:
    path = made.runs["alpha"] / "result.json" if name == "result" else made.folder / f"{name}.json"
    found = json.loads(path.read_text("utf-8"))
    assert validator(name).is_valid(found)
    holder = found[0] if isinstance(found, list) else found
    holder[key] = value
    assert not validator(name).is_valid(found)


@pytest.mark.parametrize(
    ("name", "key"), [("cohort", "before"), ("cohort", "schema"), ("publication", "left_out"), ("result", "total")]
)
def test_a_key_that_is_always_written_is_required(made: Made, name: str, key: str) -> None:
    path = made.runs["alpha"] / "result.json" if name == "result" else made.folder / f"{name}.json"
    found = json.loads(path.read_text("utf-8"))
    del found[key]
    assert not validator(name).is_valid(found)


def test_each_schema_tells_what_it_is_of() -> None:
    assert all(json.loads(text)["description"] for text in files().values())
    assert set(MODELS) == set(files())
