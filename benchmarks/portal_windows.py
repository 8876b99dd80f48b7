"""``python -m benchmarks.portal_windows``: how many addresses both readings of a great portal of open legal acts ask, reckoned and not asked.

It counts pages of the windows of days on the same stand-in and night as ``benchmarks.portals``, whose measured numbers it is held against, so
that the share at a size that takes hours to read is known in seconds. Other lists are not counted: they are fourteen addresses.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

from benchmarks.portals import ACTIVE_DAYS, ACTIVE_ONE_IN, NEWEST
from crawler.portals.opennpa.addresses import windows
from tests.portals.opennpa.content import OPEN, Bulk, Draft
from tests.portals.opennpa.night import Cards, Changes, after_a_night
from tests.portals.opennpa.pages import SIZE

LANES, SINCE = 2, 2014
State = tuple[object, ...]
Window = tuple[str, str]


class Asked(NamedTuple):
    """Addresses of the first and of the second reading."""

    first: int
    second: int


def day(text: str) -> date | None:
    """A day as the portal spells it; None for no bound."""
    return datetime.strptime(text, "%d.%m.%Y").date() if text else None  # noqa: DTZ007 - a day of the form


def pages(cards: Bulk | Cards, newest: date) -> dict[Window, list[list[State]]]:
    """The pages of each window of a list, each as the states of its drafts."""
    return {window: _paged(cards.between(day(window[0]), day(window[1]))) for window in windows(SINCE, newest)}


def _paged(found: Sequence[Draft]) -> list[list[State]]:
    told: list[State] = [(one.id, one.status, one.until, one.total) for one in found[: len(found)]]
    return [told[start : start + SIZE] for start in range(0, len(told), SIZE)] or [[]]


def again(still: bool, now: list[list[State]], before: list[list[State]] | None) -> int:
    """How many pages of a window the second reading asks, in both languages.

    :param still: whether drafts of the list change no more.
    """
    ends = min(len(now), 2)
    steady = before is not None and len(now) == len(before) > 1 and now[-1] == before[-1]
    if not steady or before is None:
        return LANES * len(now)
    if still:
        return LANES * ends
    return len(now) + ends + sum(one != other for one, other in zip(now[1:-1], before[1:-1], strict=True))


def asked(cards: int) -> Asked:
    """What both readings ask of the two long lists."""
    archive = Bulk(cards, NEWEST)
    active = Bulk(cards // ACTIVE_ONE_IN, NEWEST, first=NEWEST - timedelta(days=ACTIVE_DAYS), status=OPEN, base=30_000_000)
    later = after_a_night(archive, active, Changes())
    first = second = 0
    for still, before, now in ((True, archive, later[0]), (False, active, later[1])):
        old, new = pages(before, before[0].created), pages(now, now[0].created)
        # The first page of the list leads to the windows.
        first += LANES + LANES * sum(map(len, old.values()))
        second += LANES + sum(again(still, found, old.get(window)) for window, found in new.items())
    return Asked(first, second)


def main() -> int:
    """Prints a table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.portal_windows", description=__doc__)
    parser.add_argument("cards", type=int, nargs="*", default=[20_000, 60_000, 150_000])
    print("| cards | first reading | second reading | share |\n|---:|---:|---:|---:|")
    for cards in parser.parse_args().cards:
        found = asked(cards)
        print(f"| {cards:,} | {found.first:,} | {found.second:,} | {100 * found.second / found.first:.2f} % |")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
