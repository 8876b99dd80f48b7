"""cohort.json put together: bodies by kind and place, distribution, movement since an earlier cohort."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

from pydantic import ValidationError

from openness.cohorts.model import FILE, SCHEMA, Bin, Cohort, Earlier, Group, Head, Moved, Standing
from openness.cohorts.places import bins, place_ranges
from openness.cohorts.summary import Summary
from openness.cohorts.worst import Losses
from openness.faults import WrongUse
from reports.errors import ReportError
from reports.expected import AnyObject
from reports.i18n import N_
from reports.jsonread import OTHER_TYPE, read_object
from reports.numbers import exact
from store.base import BodyKind

KINDS: tuple[BodyKind, ...] = ("central", "local", "subordinate")
# Bounds of the parts of the distribution, in per cent of the maximum.
STEP = 10
EDGES = tuple(Decimal(part) / 100 for part in range(STEP, 100, STEP))


def build(summaries: Sequence[Summary], losses: Losses, earlier: Cohort | None = None) -> Cohort:
    """The whole report.

    :param summaries: one of each body, all scored by one edition; ``losses``: sums of their rows.
    :param earlier: the report on an earlier period.
    :raises WrongUse: an earlier cohort that is not earlier.
    """
    law = summaries[0].law
    days = sorted(one.run["as_of"] for one in summaries)
    before = None if earlier is None else _earlier(earlier, summaries, days[0])
    stood = _stood(earlier) if earlier is not None and before is not None and before.comparable else {}
    groups = [_group(kind, [one for one in summaries if one.kind == kind], stood) for kind in KINDS]
    return Cohort(
        methodology=law,
        first=days[0],
        last=days[-1],
        periods=tuple(sorted({one.run["period"] for one in summaries})),
        groups=tuple(group for group in groups if group.bodies),
        exempt=tuple(row for one in summaries for row in one.exempt),
        worst=losses.worst(),
        before=before,
    )


def read_cohort(path: Path) -> Cohort:
    """The cohort.json of an earlier report, by its file or the folder that it lies in.

    :raises ReportError: one line with the file and what is wrong with it.
    """
    place = path / FILE if path.is_dir() else path
    value, _ = read_object(place, AnyObject, SCHEMA)
    try:
        return Cohort.model_validate(value)
    except ValidationError as fault:
        key = ".".join(str(part) for part in fault.errors(include_url=False, include_input=False)[0]["loc"])
        raise ReportError(place, OTHER_TYPE, key=key) from fault


def _earlier(earlier: Cohort, summaries: Sequence[Summary], first: str) -> Earlier:
    if earlier.last >= first:
        raise WrongUse(
            N_("--before: the cohort of {last} is not earlier than this one ({first}); name the {file} of an earlier period"),
            last=earlier.last,
            first=first,
            file=FILE,
        )
    law = earlier.methodology
    return Earlier(id=law.id, edition=law.edition, first=earlier.first, last=earlier.last, comparable=law == summaries[0].law)


def _stood(earlier: Cohort) -> dict[tuple[str, str], tuple[Standing, int]]:
    return {(group.kind, one.body): (one, len(group.bodies)) for group in earlier.groups for one in group.bodies}


def _group(kind: BodyKind, members: list[Summary], stood: dict[tuple[str, str], tuple[Standing, int]]) -> Group:
    ends = [_ends(one) for one in members]
    standings = [
        _standing(one, places, stood.get((kind, one.code))) for one, places in zip(members, place_ranges(ends), strict=True)
    ]
    heads: dict[str, Head] = {head.id: head for one in members for head in one.heads}
    return Group(
        kind=kind,
        criteria=tuple(heads.values()),
        bodies=tuple(sorted(standings, key=lambda one: (*one.places, -Decimal(one.range[0]), one.body))),
        distribution=_distribution(members),
    )


def _ends(one: Summary) -> tuple[Decimal, Decimal]:
    low, high = one.total["range"]
    return Decimal(low), Decimal(high)


def _standing(one: Summary, places: tuple[int, int], before: tuple[Standing, int] | None) -> Standing:
    total = one.total
    return Standing(
        body=one.code,
        name=one.name,
        run=one.run["id"],
        as_of=one.run["as_of"],
        period=one.run["period"],
        **{key: total[key] for key in ("points", "max", "final", "grade", "open")},
        range=tuple(total["range"]),
        grade_range=tuple(total["grade_range"]),
        places=places,
        criteria=one.cells,
        moved=None if before is None else _moved(_ends(one), *before),
    )


def _moved(now: tuple[Decimal, Decimal], then: Standing, of: int) -> Moved:
    low, high = (Decimal(end) for end in then.range)
    return Moved(range=then.range, places=then.places, of=of, change=(exact(now[0] - high), exact(now[1] - low)))


def _distribution(members: list[Summary]) -> tuple[Bin, ...]:
    most = [Decimal(one.total["max"]) for one in members]
    if not members or min(most) <= 0:
        return ()
    shares = [(low / top, high / top) for (low, high), top in zip(map(_ends, members), most, strict=True)]
    return tuple(
        Bin(low=part * STEP, high=(part + 1) * STEP, certain=sure, possible=possible)
        for part, (sure, possible) in enumerate(bins(shares, EDGES))
    )
