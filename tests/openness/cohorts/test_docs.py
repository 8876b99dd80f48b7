"""The documents tell the columns and files that the code writes, no more and no fewer, in both languages."""

from __future__ import annotations

import re

import pytest

from openness.cohorts.columns import TABLES, Table
from openness.cohorts.schemas import MODELS
from tests.conftest import ROOT
from tests.openness.cohorts.conftest import Made

pytestmark = pytest.mark.xdist_group("cohorts")


def document(language: str) -> str:
    return (ROOT / "docs" / language / "cohort.md").read_text("utf-8")


@pytest.mark.parametrize("language", ["ru", "kk"])
@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_the_document_tells_the_columns_of_the_code(language: str, table: Table) -> None:
    part = document(language).split(f"### {table.name}\n")[1].split("\n#")[0]
    assert re.findall(r"^\| `(\w+)` \| (.+) \|$", part, re.MULTILINE) == [
        (column.code, getattr(column.means, language)) for column in table.columns
    ]


@pytest.mark.parametrize("language", ["ru", "kk"])
def test_the_document_names_every_file_and_every_schema(language: str, made: Made) -> None:
    head, *_ = document(language).split("\n## ")
    assert set(re.findall(r"`([\w.-]+\.(?:html|json|csv|xlsx))`", head)) == {path.name for path in made.folder.iterdir()}
    assert set(re.findall(r"`([\w-]+\.schema\.json)`", document(language))) == set(MODELS)
