"""When nights are due, on the wall clock of their zone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from openness.faults import WrongUse
from openness.jobs import due

HOME = due.HOME


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(("cron", "zone", "now", "last", "following"), [
    ("0 1 * * *", HOME, "2026-11-24T00:00", "2026-11-23T20:00", "2026-11-24T20:00"),
    ("0 1 * * *", HOME, "2026-11-23T20:00", "2026-11-23T20:00", "2026-11-24T20:00"),
    ("0 1 * * *", HOME, "2026-11-23T19:59", "2026-11-22T20:00", "2026-11-23T20:00"),
    ("30 22 * * 0", HOME, "2026-11-24T00:00", "2026-11-22T17:30", "2026-11-29T17:30"),
    ("0 1 * * *", "UTC", "2026-11-24T00:00", "2026-11-23T01:00", "2026-11-24T01:00"),
    ("0 1 * * *", "Europe/Berlin", "2026-07-01T00:00", "2026-06-30T23:00", "2026-07-01T23:00"),
])  # fmt: skip
def test_last_and_following(cron: str, zone: str, now: str, last: str, following: str) -> None:
    assert due.last(cron, zone, at(now)) == at(last)
    assert due.following(cron, zone, at(now)) == at(following)


@pytest.mark.parametrize("cron", ["0 1 * * *", "30 23 * * *", "15 0 * * *", "59 23 * * *"])
def test_one_night_a_day_when_the_country_changed_its_zone(cron: str) -> None:
    """On 1 March 2024 Almaty went from six hours to five: the last hour of 29 February came twice."""
    moment, end, found = at("2024-02-27T00:00"), at("2024-03-04T00:00"), set()
    while moment < end:
        found.add(due.last(cron, HOME, moment))
        moment += timedelta(minutes=1)
    days = sorted(
        (one + (timedelta(hours=6) if one < at("2024-02-29T18:00") else timedelta(hours=5))).date() for one in found if one
    )
    assert len(days) == len(set(days))
    assert (days[-1] - days[0]).days == len(days) - 1


@pytest.mark.parametrize("cron", ["", "0 1 * *", "0 1 * * * *", "61 1 * * *", "nightly", "@daily"])
def test_times_that_are_none(cron: str) -> None:
    with pytest.raises(WrongUse, match="--cron"):
        due.proved(cron)


@pytest.mark.parametrize("zone", ["Asia/Astana", "", "../etc/passwd", "+5"])
def test_zones_that_are_none(zone: str) -> None:
    with pytest.raises(WrongUse, match="--zone"):
        due.zone_of(zone)
