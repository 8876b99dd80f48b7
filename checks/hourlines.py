"""Hours that places give: lines that tell a day of the week or an hour of the clock, but for those of a body above or beside."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from checks.above import above_organisation, of_superior
from checks.own import Own
from store.asked import asked
from store.snapshot import Snapshot

HOURS = asked(__name__, "content-marks", "day-or-hour")
# A post and a person stand so many lines before the hours.
BEFORE = 2


def hours_given(snapshot: Snapshot, places: Sequence[Own]) -> int:
    """How many hours places give, as they were read or as lines tell them; whose they are, the lines before say."""
    told = [one for place in places for one in _told(snapshot, place)]
    strange = {line for line, of_others in told if of_others}
    read = {one.value for place in places for one in place.contacts if one.kind == "hours" and one.quote not in strange}
    return len(read | ({line for line, _ in told} - strange))


def told_of_others(snapshot: Snapshot, places: Sequence[Own]) -> bool:
    """Whether places tell hours that seem to be another's: whose they are a person must see, and so nothing is lacking for certain."""
    return any(of_others for place in places for _, of_others in _told(snapshot, place))


def _told(snapshot: Snapshot, place: Own) -> Iterator[tuple[str, bool]]:
    """Lines of a place that tell hours, and whether those are of others."""
    pattern = snapshot.lexicon("content-marks").pattern(HOURS)
    at = [number for number, line in enumerate(place.lines) if pattern.search(line)]
    # What stands above the first hours heads them all.
    headed = bool(at) and any(above_organisation(snapshot, line) for line in place.lines[: at[0]])
    for number in at:
        row = place.lines[max(0, number - BEFORE) : number + 1]
        # Behind a line with hours of its own another row begins.
        row = row[1:] if len(row) > BEFORE and pattern.search(row[1]) else row
        yield place.lines[number], headed or any(of(snapshot, cell) for cell in row for of in (of_superior, above_organisation))


__all__ = ["hours_given", "told_of_others"]
