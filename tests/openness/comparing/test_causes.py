"""Why points moved between two runs: one thing changed at a time, then all at once; the moves always add up."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from store import course
from store.db import open_database
from tests.openness.comparing.pair import CRUMBS, LINKS, call, causes, compared, row, sign_all, stored
from tests.openness.imports.helpers import as_csv
from tests.openness.stored import DAY, Stored
from tests.openness.test_decisions import Decided, line
from tests.scoring.kit import CONFIG
from tests.scoring.readingkit import choice, reading, written


def test_equal_runs_move_nothing(tmp_path: Path) -> None:
    one, other = (stored(tmp_path, name, {CRUMBS: ("missing", 1)}) for name in "ab")
    found = compared(one, other)
    assert causes(found) == set()
    assert [len(found.seen(state)) for state in ("new", "gone")] == [0, 0]
    assert [seen.parameter for seen in found.seen("unchanged")] == [CRUMBS]


def test_only_the_site_changed(tmp_path: Path) -> None:
    one = stored(tmp_path, "a", {CRUMBS: ("missing", 1)})
    other = stored(tmp_path, "b", {LINKS: ("deficiency", 1)})
    found = compared(one, other)
    assert causes(found) == {("site",)}
    crumbs, links = row(found, CRUMBS), row(found, "kz-2017:a14.2.9")
    assert crumbs.moves[0].low > 0 > links.moves[0].low
    gone, new = found.seen("gone"), found.seen("new")
    assert {seen.parameter for seen in gone} == {CRUMBS}
    assert {seen.parameter for seen in new} == {LINKS}
    assert {seen.row for seen in new} == {"kz-2017:a14.2.9"}
    assert crumbs.gone == tuple(seen.before for seen in gone)
    assert links.new == tuple(seen.after for seen in new)


def test_an_unknown_program_without_the_harvest_is_not_told_from_the_site(tmp_path: Path) -> None:
    one = stored(tmp_path, "a", {CRUMBS: ("missing", 1)}, signed=False)
    other = stored(tmp_path, "b", {LINKS: ("deficiency", 1)})
    assert causes(compared(one, other)) == {("site", "program")}
    sign_all(one)
    assert causes(compared(one, other)) == {("site",)}


def test_only_a_decision_changed(tmp_path: Path) -> None:
    one, other = (stored(tmp_path, name, {CRUMBS: ("missing", 1)}) for name in "ab")
    decided(other, "R-1")
    found = compared(one, other)
    assert causes(found) == {("ruling",)}
    assert row(found, CRUMBS).moves[0].low > 0
    # A decision that both runs took in moves nothing, though the site did.
    later = stored(tmp_path, "c", {CRUMBS: ("missing", 1), LINKS: ("deficiency", 1)})
    found = compared(other, later)
    assert causes(found) == {("site",)}
    assert {one.id for one in found.of("row")} == {"kz-2017:a14.2.9"}


def decided(one: Stored, name: str) -> None:
    """Acquits the breadcrumbs of a run and scores it again."""
    fault = next(found.id for found in one.findings if found.parameter == CRUMBS and found.outcome == "missing")
    book = Decided(one, [line(name, fault)])
    assert book.take() == 0
    assert call(one, "score", one.plan.run_id).returncode in (0, 1)


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A configuration whose edition leaves open how heavy a dead link is."""
    target = tmp_path_factory.mktemp("read") / "config"
    shutil.copytree(CONFIG, target)
    written(target / "methodology" / "kz-2017" / "2017-12-28", READING)
    return target


READING = reading(
    "dead-links", choice("as-printed", default=True), choice("heavier", (LINKS, 'deduction: "0.3"')), law="V1700016160"
)


def test_only_a_reading_changed(read: Path, tmp_path: Path) -> None:
    one = stored(tmp_path, "a", {LINKS: ("deficiency", 1)}, read)
    other = stored(tmp_path, "b", {LINKS: ("deficiency", 1)}, read, readings=("dead-links=heavier",))
    found = compared(one, other)
    assert causes(found) == {("mapping",)}
    assert row(found, "kz-2017:a14.2.9").moves[0].low < 0


LATER = "2027-03-01"
HEADER = ["parameter", "language", "outcome", "count", "note-kk", "note-ru", "proof", "author", "made"]
END = ["қаралды", "просмотрено", "act-12.pdf", "А. Ахметова", "2026-09-01"]


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A configuration with a later edition of the act, which weighs a dead link otherwise."""
    target = tmp_path_factory.mktemp("two") / "config"
    shutil.copytree(CONFIG, target)
    act = target / "methodology" / "kz-2017"
    shutil.copytree(act / "2017-12-28", act / "2027-01-01")
    amend(act / "2027-01-01")
    head = act / "2027-01-01" / "methodology.yaml"
    text = head.read_text(encoding="utf-8")
    text = text.replace('edition: "2017-12-28"', 'edition: "2027-01-01"', 1)
    text = text.replace('valid_from: "2017-12-28"', 'valid_from: "2027-01-01"', 1)
    head.write_text(text.replace('valid_to: "2020-03-05"', 'valid_to: "2030-01-01"', 1), encoding="utf-8")
    written(act / "2017-12-28", READING)
    written(act / "2027-01-01", READING)
    return target


def amend(edition: Path) -> None:
    """A dead link takes 0.25 points where it took 0.2."""
    table = edition / "a14.yaml"
    before, name, after = table.read_text(encoding="utf-8").partition(f"id: {LINKS}\n")
    table.write_text(before + name + after.replace('deduction: "0.2"', 'deduction: "0.25"', 1), encoding="utf-8")
    (edition / "LOCK").unlink()


def test_only_the_law_changed(two: Path, tmp_path: Path) -> None:
    one = stored(tmp_path, "a", {LINKS: ("deficiency", 1)}, two)
    other = stored(tmp_path, "b", {LINKS: ("deficiency", 1)}, two, day=LATER)
    assert (one.plan.edition, other.plan.edition) == ("2017-12-28", "2027-01-01")
    found = compared(one, other)
    assert causes(found) == {("law",)}
    assert row(found, "kz-2017:a14.2.9").moves[0].low < 0


def test_all_at_once_stays_apart(two: Path, tmp_path: Path) -> None:
    one = stored(tmp_path, "a", {LINKS: ("deficiency", 1), CRUMBS: ("missing", 1)}, two)
    faults = {LINKS: ("deficiency", 1), CRUMBS: ("missing", 1), "kz-2017:a14.2.9.2": ("deficiency", 1)}
    other = stored(tmp_path, "b", faults, two, day=LATER, readings=("dead-links=heavier",))
    decided(other, "R-1")
    found = compared(one, other)
    assert causes(found) == {("law",), ("mapping",), ("site",), ("ruling",)}
    links = row(found, "kz-2017:a14.2.9")
    assert [str(*move.causes) for move in links.moves] == ["law", "mapping", "site"]
    assert [str(*move.causes) for move in row(found, CRUMBS).moves] == ["ruling"]


def test_a_law_that_is_no_longer_at_hand_is_not_told_from_the_site(tmp_path: Path) -> None:
    config = tmp_path / "config"
    shutil.copytree(CONFIG, config)
    one = stored(tmp_path, "a", {LINKS: ("deficiency", 1)}, config)
    amend(config / "methodology" / "kz-2017" / "2017-12-28")
    other = stored(tmp_path, "b", {LINKS: ("deficiency", 1), CRUMBS: ("missing", 1)}, config)
    decided(other, "R-1")
    found = compared(one, other)
    # What B's criteria still tell apart stays apart.
    assert causes(found) == {("site", "law"), ("ruling",)}
    assert causes(compared(other, one)) == {("site", "law", "ruling")}


def test_only_what_was_given_from_outside_changed(tmp_path: Path) -> None:
    one, other = (stored(tmp_path, name, {}) for name in "ab")
    drafts = "kz-2017:a12.t1.3.2"
    lines = [[drafts, language, "deficiency", "4", *END] for language in ("kk", "ru")]
    file = as_csv(tmp_path / "a.csv", [HEADER, *lines])
    done = call(other, "import", "assessments", str(file), "--body", other.plan.body.code, "--as-of", DAY)
    assert done.returncode == 0, done.stderr
    assert call(other, "score", other.plan.run_id).returncode in (0, 1)
    found = compared(one, other)
    assert causes(found) == {("given",)}
    assert {one.id for one in found.of("row")} == {drafts}


def test_other_bounds_of_the_look_are_not_told_from_the_site(tmp_path: Path) -> None:
    one, other = stored(tmp_path, "a", {}), stored(tmp_path, "b", {LINKS: ("deficiency", 1)})
    engine = open_database(other.db)
    with engine.begin() as db:
        course.note_coverage(db, other.plan.run_id, truncated=True)
    engine.dispose()
    assert causes(compared(one, other)) == {("site", "look")}
