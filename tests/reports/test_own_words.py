"""What libraries say of a fault does not reach the reader: every sentence is our own, in the language that was asked for."""

from __future__ import annotations

from pathlib import Path

import pytest

from reports.bag import proved
from reports.errors import ReportError
from reports.i18n import t
from reports.read import to_finding
from store.findings import Finding
from store.strictyaml import _ANYTHING_ELSE, explained

LIBRARIES = ("Input should", "Field required", "pydantic", "Bag", "Expected ", "Traceback")


@pytest.mark.parametrize("language", ["ru", "kk"])
@pytest.mark.parametrize("fields", [{}, {"count": "many"}, {"outcome": "perhaps"}, {"facts": 7}])
def test_a_spoiled_finding_is_told_in_own_words(fields: dict[str, object], language: str) -> None:
    with pytest.raises(ReportError) as fault:
        to_finding(fields, "findings.jsonl:1")
    said = t(fault.value.key, language, **fault.value.values)
    assert not [word for word in LIBRARIES if word in said], said
    assert said != t(fault.value.key, "en", **fault.value.values)


@pytest.mark.parametrize("language", ["ru", "kk"])
def test_a_bag_whose_lists_cannot_be_read_is_told_in_own_words(tmp_path: Path, language: str) -> None:
    (tmp_path / "bagit.txt").write_text("BagIt-Version: 0.97\nTag-File-Character-Encoding: UTF-8\n", encoding="utf-8")
    [problem] = proved(tmp_path, {})
    said = t(problem.key, language, **problem.values)
    assert not [word for word in LIBRARIES if word in said], said


@pytest.mark.parametrize("language", ["ru", "kk"])
def test_a_fault_of_a_kind_that_no_list_knows_is_told_in_own_words(language: str) -> None:
    error = {"loc": ("weight",), "type": "a_kind_of_tomorrow", "msg": "Input should be tomorrow", "input": "x"}
    key, values = explained(error, Finding)
    assert key == _ANYTHING_ELSE
    said = t(key, language, **values)
    assert "«weight»" in said
    assert "Input should" not in said
