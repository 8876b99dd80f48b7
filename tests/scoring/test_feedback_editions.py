"""The feedback act as it entered into force and as changed in 2025: the change touched points 1, 2, 6 and 20 alone."""

from __future__ import annotations

from datetime import date

import pytest

from reports.law import every
from scoring.methodology import chosen_on
from store.methodology import Parameter
from tests.scoring.kit import CONFIG, loaded

FOLDER = CONFIG / "methodology" / "kz-2024-feedback"
FIRST, LATER = loaded(FOLDER / "2024-01-29"), loaded(FOLDER / "2025-04-13")


@pytest.mark.parametrize(
    ("day", "edition", "in_force"),
    [
        (date(2024, 1, 28), "2024-01-29", False),
        (date(2024, 1, 29), "2024-01-29", True),
        (date(2025, 4, 12), "2024-01-29", True),
        (date(2025, 4, 13), "2025-04-13", True),
    ],
)
def test_the_edition_of_a_day(day: date, edition: str, in_force: bool) -> None:
    found, holds = chosen_on(CONFIG, "kz-2024-feedback", day)
    assert (found.edition, holds) == (edition, in_force)


def test_what_the_change_did_not_touch_is_the_same_in_both() -> None:
    def plain(row: Parameter) -> Parameter:
        return (
            row
            if row.id.startswith("kz-2024-feedback:p20.") is False
            else row.model_copy(update={"rule": FIRST.criteria[0].rule})
        )

    assert [plain(row) for row in every(FIRST)] == [plain(row) for row in every(LATER)]
    assert FIRST.grades == LATER.grades
    assert FIRST.excluded == LATER.excluded


def test_what_rests_on_a_changed_point_says_so() -> None:
    changed = [row for row in every(FIRST) if row.id.startswith("kz-2024-feedback:p20.")]
    assert len(changed) == 4
    for row in changed:
        assert (row.rule.basis, row.rule.readings) == ("assumed", ("first-wording",))
    assert FIRST.rules["scope"].basis == FIRST.rules["comment-or-proposal"].basis == "assumed"
    assert LATER.rules["scope"].basis == "law"
