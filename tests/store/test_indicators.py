"""Indicators as data: what their files must say, and the one line that names file, line and mend where they do not."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from openness import concepts
from store.indicators import earliest, load_indicators
from store.strictyaml import ConfigError

GOOD = """schema: openness/indicators/1
name: group
source: words
indicators:
  plan:
    names:
      kk: [жоспар]
      ru: [план]
    demands:
      - {is: text, least: 300, else: absent}
"""
REFUSED = [
    ("      ru: [план]\n", "", ":6: the key «ru» is missing"),
    ("ru: [план]", "ru: []", "«ru» holds no phrase"),
    ("ru: [план]", "ru: [п]", "«п» is too short"),
    ("ru: [план]", "ru: [план, План]", "«План» stands twice"),
    ("    demands:", "    hints: {ru: [план], kk: []}\n    demands:", "among the names and among «hints»"),
    ("    demands:", "    labels: {ru: [план], kk: []}\n    demands:", "among the names and among «labels»"),
    ("    demands:", "    not: {ru: [план], kk: []}\n    demands:", "among the names and among «not»"),
    ("    demands:", "    wants:", ":9: unknown key «wants»"),
    ("is: text", "is: texts", ":10: «is» must be one of"),
    (", else: absent", "", ":10: the key «else» is missing"),
    ("else: absent", "else: nothing", ":10: «else» must be one of"),
    ("least: 300", "least: many", ":10: «least» must be a whole number"),
    ("least: 300", "least: 0", ":10: «least» must be 1 or more"),
    ("least: 300", "to: [akorda.kz]", ":10: «to» does not go with the demand «text»"),
    ("is: text, least: 300", "is: link", ":10: the demand «link» needs «to»"),
    ("is: text, least: 300", "is: link, to: ['https://akorda.kz']", ":10:"),
    (
        "{is: text, least: 300, else: absent}",
        "{is: words, kk: [план], ru: [план], else: absent}",
        "words that are not said prove nothing",
    ),
    ("is: text, least: 300", "is: date", ":10: the demand «date» needs «within»"),
    ("is: text, least: 300", "is: date, within: one year", ":10:"),
    ("is: text, least: 300", "is: form, least: 2", ":10: «least» does not go with the demand «form»"),
    ("is: text, least: 300", "is: any, of: [{is: file, else: absent}]", ":10: unknown key «else»"),
    ("    demands:", "    in: [menus]\n    demands:", ":9: «0» must be one of"),
    ("    demands:", "    under: [sections]\n    demands:", ":9: «under» names the indicator «sections», which is in no file"),
    ("    demands:", "    under: [plan]\n    demands:", ":9: «plan» stands below itself"),
    ("    demands:", "    period: 1Y\n    demands:", ":9:"),
    ("name: group", "name: other", ":2: the file must bear the name of its group: other.yaml"),
    ("  plan:", "  Plan One:", ":5:"),
    ("schema: openness/indicators/1", "schema: openness/lexicon/1", ":1: «schema» must be one of"),
]


def laid(folder: Path, text: str, name: str = "group") -> Path:
    """A configuration with one file of indicators."""
    place = folder / "lexicon" / "indicators"
    place.mkdir(parents=True, exist_ok=True)
    (place / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder


def test_a_file_is_read(tmp_path: Path) -> None:
    found = load_indicators(laid(tmp_path, GOOD))
    assert list(found) == ["plan"]
    assert found["plan"].names.of("ru") == ("план",)
    assert found["plan"].demands[0].otherwise == "absent"


@pytest.mark.parametrize(("what", "instead", "line"), REFUSED)
def test_a_wrong_file_is_refused_in_one_line(tmp_path: Path, what: str, instead: str, line: str) -> None:
    assert what in GOOD
    with pytest.raises(ConfigError) as refused:
        load_indicators(laid(tmp_path, GOOD.replace(what, instead, 1)))
    assert "group.yaml:" in str(refused.value)
    assert line in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_concept_stands_in_one_file(tmp_path: Path) -> None:
    laid(tmp_path, GOOD)
    with pytest.raises(ConfigError, match=r"other\.yaml:5: the indicator «plan» stands in .*group\.yaml too"):
        load_indicators(laid(tmp_path, GOOD.replace("name: group", "name: other"), "other"))


def mapped(folder: Path, concept: str) -> Path:
    """An edition's folder whose mapping names a concept."""
    edition = folder / "edition"
    edition.mkdir()
    check = f"      - check: information-present\n        options:\n          concept: {concept}\n"
    (edition / "mapping.yaml").write_text(f"mapping:\n  law:1:\n    machine: full\n    checks:\n{check}", encoding="utf-8")
    return edition


def test_a_mapping_names_no_unknown_concept(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"mapping\.yaml:7: the indicator «plans» is in no file"):
        concepts.prove(laid(tmp_path, GOOD), mapped(tmp_path, "plans"))


def test_a_mapping_gives_a_check_no_options_that_it_does_not_take(tmp_path: Path) -> None:
    edition = mapped(tmp_path, "plan")
    mapping = edition / "mapping.yaml"
    mapping.write_text(mapping.read_text(encoding="utf-8") + "          shown_percent: 0\n", encoding="utf-8")
    with pytest.raises(ConfigError, match=r"mapping\.yaml:8: «shown_percent»"):
        concepts.prove(laid(tmp_path, GOOD), edition)


def test_an_indicator_serves_a_row(tmp_path: Path) -> None:
    config, edition = laid(tmp_path, GOOD), mapped(tmp_path, "plan")
    concepts.prove(config, edition)
    concepts.prove_used(config, [edition])
    with pytest.raises(ConfigError, match=r"group\.yaml:5: the indicator «plan» serves no row of any edition"):
        concepts.prove_used(config, [])


@pytest.mark.parametrize(
    ("day", "period", "first"),
    [
        ("2026-11-20", "P1Y", "2025-11-20"),
        ("2024-02-29", "P1Y", "2023-02-28"),
        ("2026-03-31", "P1M", "2026-02-28"),
        ("2026-01-15", "P2M", "2025-11-15"),
        ("2026-03-31", "P2W3D", "2026-03-14"),
        ("2026-03-01", "P1Y1M1D", "2025-01-31"),
    ],
)
def test_a_period_reaches_back(day: str, period: str, first: str) -> None:
    assert earliest(date.fromisoformat(day), period) == date.fromisoformat(first)
