"""The requests of a night: nobody gets more than it needs, nobody less than it could have, and none are lost."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from openness.jobs.budget import fitting, shared

NEEDS = st.dictionaries(st.text("abcdefgh", min_size=1, max_size=3), st.integers(0, 500), min_size=1, max_size=8)


@given(st.integers(0, 2000), NEEDS)
def test_max_min_fair(requests: int, needs: dict[str, int]) -> None:
    shares = shared(requests, needs)
    assert shares.keys() == needs.keys()
    assert all(0 <= shares[code] <= needs[code] for code in needs)
    assert sum(shares.values()) == min(requests, sum(needs.values()))
    short = [shares[code] for code in needs if shares[code] < needs[code]]
    # Who did not get all it needs has as much as anybody, but for what does not divide evenly.
    assert not short or min(short) >= max(shares.values()) - 1


def test_by_hand() -> None:
    assert shared(100, {"a": 10, "b": 50, "c": 500}) == {"a": 10, "b": 45, "c": 45}
    assert shared(101, {"a": 10, "b": 50, "c": 500}) == {"a": 10, "b": 46, "c": 45}
    assert shared(1000, {"a": 10, "b": 50}) == {"a": 10, "b": 50}


def test_who_fits() -> None:
    assert fitting(150, 50, ["a", "b", "c", "d"]) == ("a", "b", "c")
    assert fitting(10, 50, ["a", "b"]) == ("a",)
