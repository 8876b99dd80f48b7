"""The mapping beside the law: it never touches the LOCK, and checks that share the figures of a row cannot clash unseen."""

from __future__ import annotations

import shutil
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from reports.explain import sentence
from reports.i18n import LANGUAGES
from reports.methodology_files import digest_of, mapping_digest_of
from scoring.engine import score_row
from scoring.methodology import digest, find_parameter, load, mapping_digest, orders
from store.conclusion import ParameterScore
from store.findings import REPORTED, Finding
from store.methodology import Methodology
from store.strictyaml import ConfigError
from tests.scoring.kit import CONFIG, make

FOLDER = CONFIG / "methodology" / "kz-2025" / "2025-05-16"
ROW = "kz-2025:a10.t1.1"
SHARED = f"""
  {ROW}:
    machine: full
    checks:
      - check: sets-on-portal
        figures: [sets-published]
      - check: sets-of-list
        figures: [sets-required]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the edition of 2025 to be given another mapping."""
    target = tmp_path / "kz-2025" / "2025-05-16"
    shutil.copytree(FOLDER, target)
    return target


def mapped(folder: Path, entry: str) -> Methodology:
    (folder / "mapping.yaml").write_text(f"mapping:{entry}", encoding="utf-8")
    return load(folder)


def test_another_mapping_leaves_the_law_closed(folder: Path) -> None:
    before = load(folder)
    after = mapped(folder, SHARED)
    assert (after.sha256, after.lock) == (before.sha256, "matches")
    assert after.mapping_sha256 != before.mapping_sha256
    assert after.mapping_sha256 == mapping_digest(folder)
    assert after.sha256 == digest(folder)


def test_an_edition_without_a_mapping_is_served_by_no_check(folder: Path) -> None:
    (folder / "mapping.yaml").unlink()
    edition = load(folder)
    assert edition.mapping_sha256 == mapping_digest(folder)
    assert score_row(edition, "central", ROW, [])["ru"].status == "unverified"


REFUSED = [
    (SHARED.replace("[sets-required]", "[sets-required, sets-published]"), "is brought by two checks"),
    (SHARED.replace("[sets-required]", "[sets-demanded]"), "reads no figure «sets-demanded», so the check «sets-of-list» cannot"),
    (SHARED.replace("        figures: [sets-required]\n", ""), "the check «sets-of-list» of kz-2025:a10.t1.1 names no figures"),
    (SHARED.replace("machine: full", "machine: none"), "«machine» must be one of"),
    (f"\n  {ROW}:\n    machine: full\n    checks: []\n", "the list «checks» is too short"),
]


@pytest.mark.parametrize(("entry", "expected"), REFUSED, ids=[one[1][:30] for one in REFUSED])
def test_a_mapping_that_does_not_fit_is_refused(folder: Path, entry: str, expected: str) -> None:
    with pytest.raises(ConfigError, match=rf"mapping\.yaml:\d+: .*{expected}"):
        mapped(folder, entry)


def test_a_row_of_cases_takes_all_figures_from_one_check(tmp_path: Path) -> None:
    target = tmp_path / "kz-2017" / "2017-12-28"
    shutil.copytree(CONFIG / "methodology" / "kz-2017" / "2017-12-28", target)
    row = next(row for one in load(target).directions for c in one.criteria for i in c.indicators for s in i.sections
               for row in s.parameters if row.formula == "mean_of_services")  # fmt: skip
    name = next(iter(row.figures))
    with pytest.raises(ConfigError, match="is a case of its own with all its figures"):
        mapped(target, f"\n  {row.id}:\n    machine: full\n    checks:\n      - check: x\n        figures:\n          - {name}\n")


ONE = SHARED[: SHARED.index("      - check: sets-of-list")]
LATER = f"""mapping:
  {ROW}:
    machine: full
    checks:
      - check: sets-of-list
        figures: [sets-required]
"""


def beside(folder: Path, text: str) -> Methodology:
    """The edition with one check in the whole mapping, and what a file of its own says of another."""
    (folder / "mapping.yaml").write_text(f"mapping:{ONE}", encoding="utf-8")
    (folder / "mapping-sets-of-list.yaml").write_text(text, encoding="utf-8")
    return load(folder)


def test_a_check_in_a_file_of_its_own_serves_the_row_beside_the_others(folder: Path) -> None:
    whole, alone = mapped(folder, SHARED), mapping_digest(folder)
    edition = beside(folder, LATER)
    assert (edition.sha256, edition.lock) == (whole.sha256, "matches")
    row, same = (find_parameter(one, ROW).parameter for one in (edition, whole))  # type: ignore[union-attr]
    assert row == same
    assert edition.mapping_sha256 == mapping_digest(folder) == mapping_digest_of(folder) != alone
    assert (digest_of(folder), digest(folder)) == (whole.sha256, whole.sha256)


WRONG_PARTS = [
    (LATER.replace("[sets-required]", "[sets-published]"), "is brought by two checks"),
    (
        LATER.replace("machine: full", "machine: negative"),
        r"part\.yaml:3: .* is served as «full» by another file of the mapping, here as",
    ),
    (LATER.replace(ROW, "kz-2025:none"), r"part\.yaml:2: «kz-2025:none» is no row"),
]


@pytest.mark.parametrize(("text", "expected"), WRONG_PARTS, ids=["figure", "machine", "row"])
def test_a_part_that_does_not_fit_is_refused_with_its_file(folder: Path, text: str, expected: str) -> None:
    with pytest.raises(ConfigError, match=expected.replace("part", "mapping-sets-of-list")):
        beside(folder, text)


def test_an_unknown_check_is_refused_where_it_stands(folder: Path) -> None:
    (folder / "mapping.yaml").write_text(f"mapping:{ONE}", encoding="utf-8")
    (folder / "mapping-sets-of-list.yaml").write_text(LATER, encoding="utf-8")
    with pytest.raises(ConfigError, match=r"mapping-sets-of-list\.yaml:5: unknown check «sets-of-list»"):
        load(folder, {"sets-on-portal": None})


def found(check: str, **facts: Any) -> Finding:
    outcome = facts.pop("outcome", "met")
    return make(check, ROW, outcome, facts={name.replace("_", "-"): value for name, value in facts.items()})


def points(edition: Methodology, *findings: Finding) -> ParameterScore:
    return score_row(edition, "central", ROW, findings)["ru"]


def test_two_checks_bring_the_figures_of_a_row_together(folder: Path) -> None:
    edition = mapped(folder, SHARED)
    row = points(edition, found("sets-on-portal", sets_published="6"), found("sets-of-list", sets_required="10"))
    # 2,5 × 6 ÷ 10
    assert (str(row.range.low), str(row.range.high), row.basis) == ("1.5", "1.5", "automatic")


def test_a_figure_that_one_check_could_not_tell_leaves_the_row_open(folder: Path) -> None:
    edition = mapped(folder, SHARED)
    unsure = found("sets-of-list", outcome="unverified")
    for findings in ([found("sets-on-portal", sets_published="6"), unsure], [found("sets-on-portal", sets_published="6")]):
        row = points(edition, *findings)
        assert (str(row.range.low), str(row.range.high), row.status) == ("0", "2.5", "unverified")


def test_what_no_check_brings_comes_from_an_import(folder: Path) -> None:
    edition = mapped(folder, ONE)
    row = points(edition, found("sets-on-portal", sets_published="6"), found(REPORTED, sets_required="10"))
    assert (str(row.range.low), str(row.range.high)) == ("1.5", "1.5")


def test_an_import_that_tells_a_checked_figure_otherwise_leaves_the_row_between_them(folder: Path) -> None:
    edition = mapped(folder, ONE)
    said = found(REPORTED, sets_required="10", sets_published="8")
    row = points(edition, found("sets-on-portal", sets_published="6"), said)
    # By the check 2,5 × 6 ÷ 10 = 1,5; by the report 2,5 × 8 ÷ 10 = 2: the row lies between them, and both figures are shown.
    assert (str(row.range.low), str(row.range.high), row.status) == ("1.5", "2", "unverified")
    assert "score.open.sources" in {reason.key for reason in row.open_reasons}
    spoken = {language: [sentence(one, language) for one in row.explanation] for language in LANGUAGES}
    title = find_parameter(edition, ROW).parameter.figures["sets-published"]  # type: ignore[union-attr]
    assert [one for one in spoken["ru"] if one.startswith("По ")] == ["По проверке: 1,5.", "По отчету органа: 2."]
    assert f"{title.ru}: проверка показала 6, орган сообщил 8." in spoken["ru"]
    assert f"{title.kk}: тексеру бойынша 6, органның хабарлауынша 8." in spoken["kk"]
    assert any(one.endswith(": the check found 6, the body reported 8.") for one in spoken["en"])


def test_a_person_stands_before_the_checks(folder: Path) -> None:
    edition = mapped(folder, SHARED)
    by_hand = found("manual", sets_required="10", sets_published="10")
    row = points(edition, found("sets-on-portal", sets_published="6"), found("sets-of-list", sets_required="10"), by_hand)
    assert (str(row.range.low), row.basis) == ("2.5", "manual")


OLD = CONFIG / "methodology" / "kz-2017" / "2017-12-28"
CONTENT = """
mapping:
  kz-2017:a15.t1.1.1:
    machine: full
    checks: [{check: information-present, options: {concept: state-symbols}}]
  kz-2017:a15.t1.1.2.3:
    machine: full
    checks: [{check: contact-data-present, options: {kind: phone}}]
shortcomings:
  kz-2017:a15.t1:
    others: kz-2017:a15.t1.1.2
    checks: [{check: versions-agree}]
"""


def old(tmp_path: Path, text: str) -> Methodology:
    target = tmp_path / "kz-2017" / "2017-12-28"
    shutil.copytree(OLD, target)
    (target / "mapping.yaml").write_text(text, encoding="utf-8")
    return load(target)


def test_checks_of_content_serve_every_row_of_a_table_with_the_concepts_of_its_requirements(tmp_path: Path) -> None:
    edition = old(tmp_path, CONTENT)
    asked = {one.parameter: one.options for one in orders(edition, "central") if one.check == "versions-agree"}
    assert asked == {
        "kz-2017:a15.t1.1.1": {"concepts": ["state-symbols"]},
        "kz-2017:a15.t1.1.2": {"concepts": ["contacts", "others"]},
    }


def test_a_doubt_of_content_opens_a_tenth_of_the_section(tmp_path: Path) -> None:
    edition = old(tmp_path, CONTENT)
    row, given = "kz-2017:a15.t1.1.1", {"concept": "state-symbols"}
    asked = next(one for one in orders(edition, "central") if one.parameter == row and one.check == "versions-agree")
    met = make("information-present", row, "met", language="ru", options=given)
    doubt = make("versions-agree", row, "unverified", language="ru", options=asked.options)
    got = score_row(edition, "central", row, [met, doubt])["ru"]
    assert (got.range.low, got.range.high) == (Decimal("0.9"), Decimal(1))
    sure = make("versions-agree", row, "deficiency", language="ru", options=asked.options)
    assert score_row(edition, "central", row, [met, sure])["ru"].points == Decimal("0.9")


def test_shortcomings_of_what_is_no_table_or_no_row_are_refused_by_line(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"mapping\.yaml:10.*kz-2017:a15\.t9"):
        old(tmp_path, CONTENT.replace("  kz-2017:a15.t1:\n", "  kz-2017:a15.t9:\n"))
    with pytest.raises(ConfigError, match=r"mapping\.yaml:.*kz-2017:a15\.t1\.1\.9"):
        old(tmp_path / "again", CONTENT.replace("others: kz-2017:a15.t1.1.2", "others: kz-2017:a15.t1.1.9"))


@pytest.mark.parametrize(("kind", "table"), [("central", "t1"), ("local", "t2")])
def test_every_served_section_of_appendix_15_is_looked_through_for_shortcomings(kind: Any, table: str) -> None:
    asked = orders(load(OLD), kind)
    content = {one.parameter for one in asked if one.check == "language-versions-agree"}
    served = {one.parameter.rsplit(".", 1)[0] for one in asked if one.parameter.startswith(f"kz-2017:a15.{table}.1.")} - {
        f"kz-2017:a15.{table}.1"
    }
    assert served <= content | {f"kz-2017:a15.{table}.1"}
    assert f"kz-2017:a15.{table}.1.2" in content
