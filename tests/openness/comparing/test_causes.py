"""Why points moved between two runs: one thing changed at a time, then all at once; the moves always add up."""

from __future__ import annotations

from pathlib import Path

from tests.openness.comparing.pair import CRUMBS, LINKS, causes, compared, row, sign_all, stored


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
