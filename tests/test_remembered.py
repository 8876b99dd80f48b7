"""An edition that is remembered is the one that would be read: another byte, another catalogue or another name is read anew."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from scoring import methodology
from store.strictyaml import ConfigError
from tests.remembered import remembering
from tests.scoring.kit import FOLDER


def test_what_is_remembered_is_what_would_be_read(tmp_path: Path) -> None:
    read: list[object] = []

    def counted(*given: object) -> object:
        read.append(given)
        return methodology.load(*given)  # type: ignore[arg-type]

    load = remembering(counted)  # type: ignore[arg-type]
    folder = tmp_path / "kz-2017" / "2017-12-28"
    shutil.copytree(FOLDER, folder)
    first = load(folder)
    assert load(folder) is first
    assert first == methodology.load(folder)
    assert len(read) == 1
    mapping = folder / "mapping.yaml"
    kept = mapping.read_text(encoding="utf-8")
    mapping.write_text(kept + "# another word\n", encoding="utf-8")
    assert load(folder).mapping_sha256 != first.mapping_sha256
    mapping.write_text("mapping: {", encoding="utf-8")
    for _ in range(2):
        with pytest.raises(ConfigError):
            load(folder)
    mapping.write_text(kept, encoding="utf-8")
    assert load(folder) is first
    with pytest.raises(ConfigError):
        load(folder, {})
    assert len(read) == 5
    copy, renamed = tmp_path / "copy" / "kz-2017" / "2017-12-28", tmp_path / "kz-2017" / "2017-12-29"
    for place in (copy, renamed):
        shutil.copytree(folder, place)
    assert load(copy) is first
    assert load(renamed) is not first
    assert len(read) == 6
