"""Numbers that findings carry (what was published, asked, answered): read from their facts, by source, with both ends.

A fact is a decimal as text («9») or two of them where a source could not tell («["7", "9"]»); «["7", "…"]» says that it is at least 7:
a bound, no measure. Figures that a person entered
stand before all others (``scoring.sources`` says what a row is where its sources differ).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from itertools import product
from typing import Any

from scoring.arithmetic import MANY, NONE, Row, Tally, step
from scoring.exact import Fraction, show
from scoring.nothing import Nothing
from store.base import Text
from store.conclusion import Step
from store.findings import MANUAL, REPORTED, Fact, Outcome

UNBOUNDED = "…"
"""Stands for the upper end of a figure of which only the least is known."""


@dataclass(frozen=True, slots=True)
class Span:
    """A figure at both ends of what its source could tell."""

    low: Fraction
    high: Fraction

    @property
    def bound(self) -> bool:
        """Whether only the least is known."""
        return self.high >= MANY


Figures = Mapping[str, Span]
LEFT_TO = "left_to"
"""The fact by which a check that could not tell leaves the figures to another source, for nobody but that source can tell them."""
TOLD_BY = "told_by"
"""The fact by which a check says that its figures are those of another source, which it only looked into."""
Exact = Mapping[str, Fraction]


class ContradictionError(ValueError):
    """Figures that cannot be true together: more answers than questions. ``names`` are those that contradict each other."""

    def __init__(self, *names: str) -> None:
        super().__init__(", ".join(names))
        self.names = names


@dataclass(frozen=True, slots=True)
class Source:
    """Figures of one origin: one mapping for each finding; None stands for a finding that could not tell."""

    name: str
    items: tuple[Figures | None, ...]
    nothing: bool = False
    """A finding says that there was nothing to count."""
    whole: Outcome | None = None
    """What a person said of the whole without figures: everything that was due was done (``met``), or nothing of it (``missing``)."""


def sources(tally: Tally, names: Iterable[str], optional: Iterable[str] = ()) -> list[Source]:
    """The figures of a requirement by origin; what a person entered replaces everything else.

    Checks that bring a part of the figures each are one origin together; what none of them brings is taken from an import.
    """
    wanted, besides = tuple(names), tuple(optional)
    groups: dict[str, list[Fact]] = {}
    for finding in _speaking(tally.findings):
        groups.setdefault(finding.check, []).append(finding)
    if MANUAL in groups:
        source = _source(MANUAL, groups[MANUAL], wanted, besides)
        return [replace(source, whole=_whole(groups[MANUAL], (*wanted, *besides)))]
    joined = [_joined(tally.parts, groups, wanted, besides)] if any(name in groups for name in tally.parts) else []
    whole = [(name, found) for name, found in sorted(groups.items()) if name not in tally.parts]
    return joined + [source for source in (_source(*one, wanted, besides) for one in whole) if not _rest(source, joined)]


def _whole(found: list[Fact], names: Sequence[str]) -> Outcome | None:
    """What one person's decision says of the whole; None where it bears figures, or there are several."""
    if len(found) != 1 or any(name in found[0].facts for name in names):
        return None
    return found[0].outcome if found[0].outcome in (Outcome.MET, Outcome.MISSING) else None


def _speaking(findings: Sequence[Fact]) -> list[Fact]:
    """The findings without those of checks that left the figures to the body's report, where there is one."""
    if not any(finding.check == REPORTED for finding in findings):
        return list(findings)
    return [one for one in findings if one.outcome is not Outcome.UNVERIFIED or one.facts.get(LEFT_TO) != REPORTED]


def _joined(
    parts: Mapping[str, tuple[str, ...]], groups: Mapping[str, list[Fact]], names: Sequence[str], optional: Sequence[str]
) -> Source:
    """The figures that several checks bring together, as one item; None where one of them could not tell."""
    title = " + ".join(sorted(parts))
    brought = {figure for figures in parts.values() for figure in figures}
    given = {name: _source(name, groups.get(name, []), *_split(figures, optional)) for name, figures in parts.items()}
    if all(name in groups and source.nothing for name, source in given.items()):
        return Source(name=title, items=(), nothing=True)
    rest, besides = ([name for name in one if name not in brought] for one in (names, optional))
    if rest or (besides and REPORTED in groups):
        given[REPORTED] = _source(REPORTED, groups.get(REPORTED, []), rest, besides)
    values: dict[str, Span] = {}
    for source in given.values():
        figures = None if source.nothing else added(source.items)
        if figures is None:
            return Source(name=title, items=(None,))
        values |= figures
    return Source(name=title, items=(values,))


def _split(figures: Sequence[str], optional: Sequence[str]) -> tuple[list[str], list[str]]:
    """What a check must bring of its figures, and what may be lacking."""
    return [name for name in figures if name not in optional], [name for name in figures if name in optional]


def _rest(source: Source, joined: list[Source]) -> bool:
    """Whether an import brought only what checks left to it, so that it is no origin by itself."""
    return bool(joined) and source.name == REPORTED and not source.nothing and None in source.items


def _source(name: str, found: list[Fact], names: Sequence[str], optional: Sequence[str]) -> Source:
    counted = [finding for finding in found if finding.outcome is not Outcome.NOT_APPLICABLE]
    return Source(name=name, items=tuple(_figures(finding, names, optional) for finding in counted), nothing=not counted)


def _figures(finding: Fact, names: Sequence[str], optional: Sequence[str]) -> Figures | None:
    """Figures of one finding; None where one is lacking, unreadable, or the finding itself is disputed.

    An optional figure may be lacking; one that cannot be read is no figure at all.
    """
    values: dict[str, Span] = {}
    for name in names:
        span = _span(finding.facts.get(name))
        if span is None:
            return None
        values[name] = span
    for name in optional:
        span = _span(finding.facts.get(name))
        if span is not None:
            values[name] = span
    return values


def _span(value: Any) -> Span | None:
    if isinstance(value, str):
        return _point(value)
    ends = value if isinstance(value, list | tuple) else (value, value)
    if len(ends) != 2:
        return None
    numbers = [Fraction(MANY) if end == UNBOUNDED else _number(end) for end in ends]
    if None in numbers:
        return None
    low, high = (number for number in numbers if number is not None)
    return Span(min(low, high), max(low, high))


def _number(value: Any) -> Fraction | None:
    if isinstance(value, bool) or not isinstance(value, str | int | Decimal):
        return None
    return _exact(str(value))


@lru_cache(maxsize=1 << 14)
def _point(value: str) -> Span | None:
    number = _exact(value)
    return None if number is None else Span(number, number)


@lru_cache(maxsize=1 << 14)
def _exact(value: str) -> Fraction | None:
    try:
        number = Decimal(value)
    except InvalidOperation:
        return None
    return Fraction(number) if number.is_finite() else None


def added(items: Sequence[Figures | None]) -> Figures | None:
    """The figures of several findings of one source added up; None where one could not tell.

    An optional figure that only some of them tell is not known of the whole.
    """
    if len(items) == 1:
        return items[0]
    total: dict[str, Span] = {}
    for item in items:
        if item is None:
            return None
        for name, span in item.items():
            before = total.get(name, Span(NONE, NONE))
            total[name] = Span(before.low + span.low, before.high + span.high)
    if len(items) == 1:
        return total
    return {name: span for name, span in total.items() if all(name in item for item in items if item is not None)}


def ends(row: Row, figures: Figures, points: Callable[[Exact], Fraction]) -> tuple[Fraction, Fraction]:
    """Least and most points over all corners; exact for a rule that never turns in any single figure.

    Where only some corners can be true together, the best and worst point lies on their border: anything up to the weight.

    :raises ContradictionError: exact figures that cannot be true together.
    """
    if all(span.low == span.high for span in figures.values()):
        exact = points({name: span.low for name, span in figures.items()})
        return exact, exact
    names = sorted(figures)
    corners = product(*(sorted({figures[name].low, figures[name].high}) for name in names))
    try:
        found = [points(dict(zip(names, corner, strict=True))) for corner in corners]
    except ContradictionError:
        return NONE, row.weight
    return min(found), max(found)


@dataclass(frozen=True, slots=True)
class Counted:
    """What one source gives: points at both ends, its arithmetic, how many shortcomings it stands for; or the average.

    ``doubts`` are reasons why it leaves the row open.
    """

    low: Fraction
    high: Fraction
    steps: tuple[Step, ...] = ()
    count: int = 1
    average: bool = False
    doubts: tuple[Step, ...] = ()


def each_once(steps: Iterable[Step]) -> tuple[Step, ...]:
    """The steps in their order, each once."""
    found: list[Step] = []
    for one in steps:
        if one not in found:
            found.append(one)
    return tuple(found)


def told(row: Row, figures: Figures, names: Iterable[str]) -> tuple[Step, ...]:
    """The figures in words, in the order in which the rule names them."""
    known = (name for name in names if name in row.titles and name in figures)
    return tuple(_figure(row.titles[name].kk, row.titles[name].ru, shown(figures[name])) for name in known)


def lacking(row: Row, name: str) -> Step:
    """Says that the points depend on a figure that no source gives."""
    return step("score.open.lacking", place=row.label, title=row.titles.get(name, Text(kk=name, ru=name)))


@lru_cache(maxsize=1 << 14)
def _figure(kk: str, ru: str, value: str) -> Step:
    return step("score.figure", title=Text(kk=kk, ru=ru), value=value)


def shown(span: Span) -> str:
    """A figure as it is told: one number, or both ends."""
    if span.bound:
        return f"{show(span.low)} {UNBOUNDED}"
    return show(span.low) if span.low == span.high else f"{show(span.low)} {UNBOUNDED} {show(span.high)}"


def contradiction(row: Row, fault: ContradictionError) -> Step:
    """Says which figures cannot be true together, by their titles."""
    names = "; ".join(fault.names)
    titles = [row.titles[name] for name in fault.names if name in row.titles]
    if len(titles) == 2:
        return step("score.open.contradiction", place=row.label, greater=titles[0], lesser=titles[1])
    return step("score.open.contradiction.names", place=row.label, names=names)


def nothing(row: Row, rule: Nothing, steps: tuple[Step, ...] = ()) -> Counted:
    """What a row gives where there was nothing to count: points, the average of other bodies, or its whole span."""
    if rule.gives == "open":
        return Counted(NONE, row.weight, (*steps, step("score.nothing.open")))
    if rule.gives == "average":
        return Counted(NONE, row.weight, (*steps, step("score.nothing.average")), average=True)
    points = row.weight if rule.gives == "full" else NONE
    return Counted(points, points, (*steps, step(f"score.nothing.{rule.gives}", points=show(points))), count=0)


def unknown(row: Row) -> Counted:
    """What a source gives that could not tell."""
    return Counted(NONE, row.weight)


__all__ = [
    "ContradictionError",
    "Counted",
    "Exact",
    "Figures",
    "Source",
    "Span",
    "added",
    "contradiction",
    "each_once",
    "ends",
    "lacking",
    "nothing",
    "shown",
    "sources",
    "told",
    "unknown",
]
