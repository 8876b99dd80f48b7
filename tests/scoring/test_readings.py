"""Open questions of an act: read strictly, every choice proved, and an edition made under any of them."""

from __future__ import annotations

import shutil
from decimal import Decimal
from pathlib import Path

import pytest

from scoring.choosing import under
from scoring.engine import score, score_row
from scoring.methodology import digest, find_parameter, load, rows
from scoring.readings import unnamed, unread
from store.methodology import Methodology
from store.strictyaml import ConfigError
from tests.scoring.kit import CONFIG, EDITIONS, flawless, make
from tests.scoring.readingkit import bare, choice, reading, written

FOLDER = CONFIG / "methodology" / "kz-2025" / "2025-05-16"
ROW = "kz-2025:a10.t1.4"
FLAWS = reading(
    "flaws-of-sets",
    choice("each-a-tenth", default=True),
    choice("each-a-half", (ROW, 'options: {per_shortcoming: "0.5", cap_share: "1"}')),
)
ABSENT = reading(
    "absent-sets",
    choice("all", default=True),
    choice("as-flaws", (ROW, "options: {absent: shortcoming}")),
    choice("twice", (ROW, 'options: {per_shortcoming: "0.2"}')),
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    target = tmp_path / "kz-2025" / "2025-05-16"
    shutil.copytree(FOLDER, target)
    return bare(target)


def opened(folder: Path, *readings: str) -> Methodology:
    return load(written(folder, *readings))


def test_a_choice_changes_its_row_and_nothing_else(folder: Path) -> None:
    edition = opened(folder, FLAWS)
    other = under(edition, {"flaws-of-sets": "each-a-half"})
    found = find_parameter(other, ROW)
    assert found is not None
    assert found.parameter.options == {"per_shortcoming": "0.5", "cap_share": "1", "absent": "all"}
    assert other.chosen == {"flaws-of-sets": "each-a-half"}
    for (*_, mine), (*_, theirs) in zip(rows(edition, "central"), rows(other, "central"), strict=True):
        assert (mine is theirs) == (mine.id != ROW)
    findings = [make("manual", ROW, "deficiency", count=2, language="ru")]
    # 2 − 2 × 0,1 and 2 − 2 × 0,5
    assert str(score_row(edition, "central", ROW, findings)["ru"].points) == "1.8"
    assert score_row(other, "central", ROW, findings)["ru"].points == Decimal(1)


def test_the_default_and_no_choice_are_the_same_edition(folder: Path) -> None:
    edition = opened(folder, FLAWS, ABSENT)
    assert under(edition, {}) is edition
    assert under(edition, {"flaws-of-sets": "each-a-tenth", "absent-sets": "all"}) is edition


def test_readings_belong_to_the_law(folder: Path) -> None:
    before = digest(folder)
    edition = opened(folder, FLAWS)
    assert edition.sha256 == digest(folder) != before
    assert edition.lock == "differs"


def test_choices_that_contradict_each_other_are_refused(folder: Path) -> None:
    edition = opened(folder, FLAWS, ABSENT)
    both = under(edition, {"flaws-of-sets": "each-a-half", "absent-sets": "as-flaws"})
    assert find_parameter(both, ROW).parameter.options == {"per_shortcoming": "0.5", "cap_share": "1", "absent": "shortcoming"}  # type: ignore[union-attr]
    expected = "the readings flaws-of-sets and absent-sets both set «options.per_shortcoming» of kz-2025:a10.t1.4"
    with pytest.raises(ConfigError, match=f"flaws-of-sets=each-a-half, absent-sets=twice: {expected}"):
        under(edition, {"absent-sets": "twice", "flaws-of-sets": "each-a-half"})


def test_what_is_unknown_is_told_with_what_is_known(folder: Path) -> None:
    edition = opened(folder, FLAWS, ABSENT)
    with pytest.raises(ConfigError, match="no reading «flaws» in kz-2025 2025-05-16; its readings: flaws-of-sets, absent-sets"):
        under(edition, {"flaws": "x"})
    with pytest.raises(ConfigError, match="no choice «x» of the reading «absent-sets»; its choices: all, as-flaws, twice"):
        under(edition, {"absent-sets": "x"})


def test_places_beside_rows_can_be_set(folder: Path) -> None:
    changes = [
        ("kz-2025", 'floor: {subordinate: "-1"}'),
        ("kz-2025:a10.t1", "options: {bonus: null}"),
        ("kz-2025:a10.t1.6", "role: duty, weight: 0"),
        ("kz-2025:a10.t7.1.1", "deduction: null"),
    ]
    edition = opened(folder, reading("much", choice("files", default=True), choice("other", *changes)))
    other = under(edition, {"much": "other"})
    assert other.floor["subordinate"] == -1
    row = find_parameter(other, "kz-2025:a10.t1.6")
    assert row is not None
    assert row.indicator is not None
    assert (row.parameter.role, row.parameter.languages, "bonus" in row.indicator.options) == ("duty", (), False)


A, B = choice("a", default=True), choice("b", (ROW, 'options: {per_shortcoming: "0.5"}'))
REFUSED = [
    (reading("q", A, choice("b", default=True)), "the reading «q» has 2 default choices; mark exactly one"),
    (reading("q", B), "the reading «q» has 0 default choices; mark exactly one"),
    (reading("q", A, B) + reading("q", A), "the id «q» stands twice"),
    (reading("q", A, B, B), "the id «b» stands twice"),
    (reading("Q q", A), "«Q q»: an id is lower-case words with hyphens"),
    (reading("q", A, choice("b")), "the choice «b» changes nothing"),
    (reading("q", choice("a", (ROW, "role: duty"), default=True)), "the default «a» is what the files say"),
    (reading("q", A, choice("b", ("kz-2025:a10.t1.44", "role: duty"))), "«kz-2025:a10.t1.44» is no row, requirement, section"),
    (reading("q", A, choice("b", (ROW, "title: {kk: а, ru: б}"))), "«title» of kz-2025:a10.t1.4 is no matter of reading"),
    (reading("q", A, choice("b", (ROW, "machine: full"))), "«machine» of kz-2025:a10.t1.4 is no matter of reading"),
    (reading("q", A, choice("b", ("kz-2025", "assessment: duties"))), "«assessment» of kz-2025 is no matter of reading"),
    (reading("q", A, choice("b", (ROW, 'weight: "3"'))), "the rows of kz-2025:a10.t1.rows add up to 10.0, but 9 is printed"),
    (reading("q", A, choice("b", (ROW, "options: {per_flaw: x}"))), "unknown key «per_flaw»"),
    (reading("q", A, choice("b", (ROW, "formula: median"))), "unknown formula «median»"),
    (reading("q", A, choice("b", (ROW, "wieght: x"))), "«wieght» of kz-2025:a10.t1.4 is no matter of reading"),
    (reading("q", A, B).replace("V2500036070", "V1"), "unknown law «V1»"),
    (reading("q", A, choice("b", ("kz-2025", 'max: {central: "1"}'))), "the criteria for central add up to"),
]


@pytest.mark.parametrize(("text", "expected"), REFUSED, ids=[f"{number} {one[1][:32]}" for number, one in enumerate(REFUSED)])
def test_readings_that_are_not_sound_are_refused(folder: Path, text: str, expected: str) -> None:
    with pytest.raises(ConfigError, match=rf"readings\.yaml:\d+: {expected}"):
        opened(folder, text)


def test_a_rule_names_readings_of_its_edition(folder: Path) -> None:
    path = folder / "a10-t1.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("rule:\n  basis: law\n", "rule:\n  basis: law\n  readings: [flaws]\n", 1), encoding="utf-8")
    with pytest.raises(
        ConfigError, match=r"a10-t1\.yaml:\d+: «flaws» is no reading of this edition; its readings: flaws-of-sets"
    ):
        opened(folder, FLAWS)


@pytest.mark.parametrize("folder_of", EDITIONS, ids=lambda path: path.parent.name)
def test_defaults_give_the_bytes_of_no_choice_and_every_choice_is_sound(folder_of: Path) -> None:
    edition = load(folder_of)
    kind = next(iter(edition.max))
    findings = flawless(edition, kind)  # type: ignore[arg-type]
    defaults = {one.id: one.default.id for one in edition.readings}
    plain = score(findings, edition, kind)  # type: ignore[arg-type]
    assert score(findings, under(edition, defaults), kind).model_dump_json() == plain.model_dump_json()  # type: ignore[arg-type]
    for one in edition.readings:
        for other in one.choices:
            made = under(edition, {one.id: other.id})
            assert made.chosen == ({} if other.default else {one.id: other.id})
            assert made.sha256 == edition.sha256
            total = score(findings, made, kind).total  # type: ignore[arg-type]
            assert total.range.low <= total.range.high <= made.max[kind] or total.max == 0


@pytest.mark.parametrize("folder_of", EDITIONS, ids=lambda path: path.parent.name)
def test_every_rule_that_is_not_the_law_names_a_reading_and_every_reading_is_named(folder_of: Path) -> None:
    assert unread(folder_of) == []
    assert unnamed(folder_of) == []
