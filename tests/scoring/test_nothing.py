"""The option ``none``: what a row gives where nothing was required, and the sentence without which it is refused."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml

from scoring.formulas import row_formulas
from scoring.methodology import load
from scoring.tables import parse_options
from store.strictyaml import ConfigError, read_strict

EDITION = Path(__file__).resolve().parents[2] / "config" / "methodology" / "kz-2025" / "2025-05-16"
RULE = {
    "basis": "precedent",
    "citation": {"law": "V1700016160", "point": "81"},
    "note": {"kk": "«ең жоғары балл беріледі»", "ru": "«присваивается максимальный балл»"},
}


def changed(tmp_path: Path, none: Any) -> Path:
    """The edition in force with another ``none`` in the first row of its first table."""
    folder = shutil.copytree(EDITION, tmp_path / "kz-2025" / "2025-05-16")
    path = folder / "a10-t1.yaml"
    data = read_strict(path).value
    data["indicators"][0]["sections"][0]["parameters"][0]["options"]["none"] = none
    path.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False, default_style='"'), encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    "none", ["open", {"gives": "full", "rule": RULE}, {"gives": "zero", "rule": RULE | {"basis": "assumed"}}]
)
def test_an_open_row_goes_without_a_sentence_and_points_go_with_one(tmp_path: Path, none: Any) -> None:
    found = load(changed(tmp_path, none)).criteria[0].indicators[0].sections[0].parameters[0]
    options = parse_options(row_formulas()[found.formula], found.options)
    assert options.none.gives == (none if isinstance(none, str) else none["gives"])


@pytest.mark.parametrize(
    ("none", "reason"),
    [
        ({"gives": "full"}, "bears no sentence of the act"),
        ({"gives": "zero", "rule": {key: RULE[key] for key in ("basis", "citation")}}, "bears no sentence of the act"),
        ({"gives": "full", "rule": RULE | {"basis": "assumed"}}, "not the basis «assumed»"),
        ({"gives": "full", "rule": RULE | {"citation": {"law": "V1700016160"}}}, "names no place in the law"),
        ({"gives": "full", "rule": RULE | {"citation": {"law": "V9", "point": "1"}}}, "unknown law «V9»"),
        ({"gives": "half"}, "one of"),
    ],
)
def test_points_for_nothing_without_a_sentence_are_refused(tmp_path: Path, none: Any, reason: str) -> None:
    with pytest.raises(ConfigError, match=r"a10-t1\.yaml:\d+: ") as fault:
        load(changed(tmp_path, none))
    assert reason in str(fault.value)
