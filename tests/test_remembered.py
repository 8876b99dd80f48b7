"""What is remembered is what would be read or drawn: another byte, another catalogue or another name is read anew, and so is what is wrong."""

from __future__ import annotations

import re
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from openness.shelf import Shelf
from reports.charts.drawing import Chart, write
from reports.html import charted
from scoring import choosing, methodology
from store import indicators
from store.strictyaml import ConfigError, Document
from tests.conftest import ROOT
from tests.remembered import (
    remembering,
    remembering_charts,
    remembering_choices,
    remembering_editions,
    remembering_indicators,
)
from tests.scoring.kit import FOLDER


class Counted:
    """A function that tells how often it was asked."""

    def __init__(self, function: Any) -> None:
        self.function, self.times = function, 0

    def __call__(self, *given: Any) -> Any:
        self.times += 1
        return self.function(*given)


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


def test_indicators_are_those_of_the_files_and_tell_where_they_stand(tmp_path: Path) -> None:
    read = Counted(indicators._read)
    remembered = remembering_indicators(read)
    for name in ("one", "other"):
        shutil.copytree(ROOT / "config" / "lexicon", tmp_path / name / "lexicon")
    first, other = remembered(tmp_path / "one"), remembered(tmp_path / "other")
    assert read.times == 1
    concept = next(iter(first))
    assert first[concept][0] is other[concept][0]
    assert first[concept][0] == indicators.load_indicators(ROOT / "config")[concept]
    assert [str(found[concept][1].path.parents[2].name) for found in (first, other)] == ["one", "other"]
    file = tmp_path / "other" / "lexicon" / "indicators" / first[concept][1].path.name
    kept = file.read_text(encoding="utf-8")
    file.write_text(kept + "another: word\n", encoding="utf-8")
    for _ in range(2):
        with pytest.raises(ConfigError, match=re.escape(str(file))):
            remembered(tmp_path / "other")
    file.write_text(kept, encoding="utf-8")
    assert remembered(tmp_path / "other").keys() == first.keys()
    assert read.times == 3


def test_an_edition_is_proved_with_its_words_until_a_byte_changes(tmp_path: Path) -> None:
    proved = Counted(Shelf.chosen)
    remembered = remembering_editions(proved)
    config = tmp_path / "config"
    shutil.copytree(ROOT / "config", config)
    day = date(2026, 11, 20)
    first = remembered(Shelf(config), "kz-2017", day)
    assert remembered(Shelf(config), "kz-2017", day) is first
    assert remembered(Shelf(ROOT / "config"), "kz-2017", day) is first
    assert proved.times == 1
    assert remembered(Shelf(config), "kz-2025", day)[0].id == "kz-2025"
    assert remembered(Shelf(config), "kz-2017", date(2018, 1, 1))[0].id == "kz-2017"
    assert proved.times == 3
    list_of_words = next((config / "lexicon").glob("*.yaml"))
    list_of_words.write_text("name: [", encoding="utf-8")
    for _ in range(2):
        with pytest.raises(ConfigError, match=re.escape(str(list_of_words))):
            remembered(Shelf(config), "kz-2017", day)


def test_choices_make_the_edition_that_they_would_make() -> None:
    applied = Counted(choosing.applied)
    remembered = remembering_choices(applied)
    edition = methodology.load(FOLDER)
    reading = next(one for one in edition.readings if len(one.choices) > 1)
    choice = next(one for one in reading.choices if not one.default)
    nowhere = Document(Path(), None, {})
    made = remembered(edition, {reading.id: choice}, nowhere)
    assert remembered(edition, {reading.id: choice}, nowhere) is made
    assert applied.times == 1
    assert made == applied(edition, {reading.id: choice}, nowhere)
    assert remembered(edition.model_copy(), {reading.id: choice}, nowhere) is not made


def test_a_chart_is_the_one_that_would_be_drawn() -> None:
    within = Counted(lambda chart, name, label: chart.inline(name, label))
    remembered = remembering_charts(within)

    def chart(word: Any) -> Chart:
        return Chart(100.0, 50.0, lambda axes: write(axes, (1.0, 1.0), str(word)))

    first = remembered(chart("one"), "name", "label")
    assert remembered(chart("one"), "name", "label") is first
    assert within.times == 1
    assert first == chart("one").inline("name", "label") == charted._within(chart("one"), "name", "label")
    assert remembered(chart("other"), "name", "label") != first
    assert remembered(chart("one"), "another", "label") != first
    nameless = type("Nameless", (), {"__str__": lambda _: "one"})()
    assert remembered(chart(nameless), "name", "label") == first
    assert within.times == 4
    remembered(chart(nameless), "name", "label")
    assert within.times == 5, "what does not show its value is drawn each time"
