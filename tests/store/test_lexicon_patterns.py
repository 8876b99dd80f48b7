"""Patterns of the lexicon: parts are put in, and what cannot be read is told with its file and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from store.lexicon import load_lexicons
from store.strictyaml import ConfigError

HEAD = "schema: openness/lexicon/1\nname: marks\nsource: s\npatterns:\n"


def loaded(folder: Path, lines: str) -> dict[str, str]:
    (folder / "lexicon").mkdir()
    (folder / "lexicon" / "marks.yaml").write_text(HEAD + lines, encoding="utf-8")
    return load_lexicons(folder)["marks"].patterns


def test_a_pattern_holds_the_parts_above_it_and_counts_stay(tmp_path: Path) -> None:
    made = loaded(tmp_path, "  day: '\\d{1,2}'\n  date: '{day}[.]{day}'\n")
    assert made == {"day": r"\d{1,2}", "date": r"\d{1,2}[.]\d{1,2}"}


@pytest.mark.parametrize(
    ("lines", "line", "said"),
    [
        ("  day: '\\d+'\n  date: '(?P<day>{day}'\n", 6, "«date»"),
        ("  date: '{day}'\n  day: '\\d+'\n", 5, "{day}"),
    ],
)
def test_a_broken_pattern_is_told_with_file_and_line(tmp_path: Path, lines: str, line: int, said: str) -> None:
    with pytest.raises(ConfigError) as fault:
        loaded(tmp_path, lines)
    assert f"marks.yaml:{line}" in str(fault.value)
    assert said in str(fault.value)


def test_words_in_no_language_are_told_with_file_and_line(tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as fault:
        loaded(tmp_path, "  day: '\\d+'\nentries:\n  plan:\n    kk: [жоспар]\n    de: [план]\n")
    assert "marks.yaml:9" in str(fault.value)
    assert "«de»" in str(fault.value)
