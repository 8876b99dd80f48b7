"""What the act of 2017 demands beside points: its terms in days counted by hand, its proofs, its two names for one row."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest

from store.calendar import load_calendar
from store.methodology import Methodology
from store.terms import dated
from tests.scoring.kit import CONFIG, FOLDER, loaded


@cache
def edition() -> Methodology:
    return loaded(FOLDER)


DAYS = {
    # Monday 3 June 2019: the five working days are 4, 5, 6, 7 and 10 June.
    "conclusion-received": [date(2019, 6, 3)],
    # Fifteen calendar days after 10 June end on Tuesday 25 June.
    "objections-received": [date(2019, 6, 10)],
    # Monday 24 June: 25, 26, 27, 28 June and 1 July.
    "commission-sitting": [date(2019, 6, 24)],
    # Monday 2 September: fifteen working days end on Monday 23 September.
    "audit-results-received": [date(2019, 9, 2)],
}


@pytest.mark.parametrize(
    ("term", "last"),
    [
        ("objections", "2019-06-10"),
        ("no-objections", "2019-06-10"),
        ("commission-decision", "2019-06-25"),
        ("integrator-conclusion", "2019-07-01"),
        ("committee-conclusion", "2019-07-01"),
        ("audit-results-central", "2019-09-23"),
        ("monitoring-data", "2019-02-14"),  # «до 15 февраля», a Thursday
        ("new-services", "2019-01-31"),  # «до 1 февраля», a Thursday
        ("budget-drafts-central", "2019-05-15"),  # «не позднее 15 мая», a Wednesday
        ("programme-reports-local", "2019-04-01"),  # «не позднее 1 апреля», a Monday
        ("budget-reports-local", "None"),  # nobody told when the report was due
    ],
)
def test_a_term_by_hand(term: str, last: str) -> None:
    found = dated(edition(), load_calendar(CONFIG), 2019, DAYS)
    assert [str(one.last) for one in found if one.term.id == f"kz-2017:terms.{term}"] == [last]


def test_every_point_that_was_left_out_is_a_duty_or_a_term() -> None:
    demands = edition().demands
    cited = {one.rule.citation.point for one in (*demands.terms, *demands.duties)}
    assert {*map(str, range(6, 12)), "16", "17", "35", "56", *map(str, range(115, 126))} <= cited


def test_the_report_and_the_table_name_one_row_differently() -> None:
    """Appendix 13 asks for confirming documents where appendix 12 scores announcements."""
    differing = [one for one in edition().demands.proofs if one.differs is not None]
    assert [one.rows for one in differing] == [("kz-2017:a12.t2.3.4",)]
