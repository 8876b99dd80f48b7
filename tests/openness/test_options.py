"""Options that many commands share."""

from __future__ import annotations

from datetime import UTC, date, datetime, tzinfo

import pytest

from openness.commands import options


class Evening(datetime):
    """Seven in the evening of Greenwich."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> Evening:
        return cls(2026, 11, 21, 19, 0, tzinfo=UTC).astimezone(tz)


def test_a_nightly_run_bears_the_day_that_has_begun_in_astana(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(options, "datetime", Evening)
    assert options.day_of(None) == date(2026, 11, 22)
    assert options.day_of("2026-11-20") == date(2026, 11, 20)
