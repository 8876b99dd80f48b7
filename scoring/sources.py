"""A row counted from figures of several origins: a check measured, the body reported. Each counts by itself, the row lies between them.

Where a check and a report disagree nobody is believed in silence: the row becomes the range from the least to the most that either gives,
its explanation shows the arithmetic of each under its own heading and every figure that they tell differently, and a person closes it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from scoring.arithmetic import NONE, Row, RowScore, step
from scoring.exact import decimal, show
from scoring.figures import ContradictionError, Counted, Figures, Source, Span, contradiction, each_once, shown, sources
from store.conclusion import Deduction, Step
from store.findings import REPORTED, Outcome


def by_source(
    row: Row, names: Iterable[str], rule: Callable[[Source], Counted], optional: Iterable[str] = (), whole: bool = False
) -> RowScore:
    """Points of a row that is counted from figures, each source by itself; sources that differ leave the row between them.

    ``optional`` figures may be lacking; the rule says what the row is then. ``whole``: the row is one of what was done of what was due,
    so a person may say «all of it» or «nothing of it» without figures; elsewhere that tells no number, and the row stays open.
    """
    wanted, besides = tuple(names), tuple(optional)
    given = _within_bounds([source for tally in row.tallies for source in sources(tally, wanted, besides)])
    if not given:
        return RowScore(NONE, row.weight)
    try:
        results = [_said(row, source) if whole and source.whole else rule(source) for source in given]
    except ContradictionError as fault:
        told = contradiction(row, fault)
        return RowScore(NONE, row.weight, steps=(told,), doubts=(told,))
    if any(result.average for result in results):
        return RowScore(NONE, row.weight, steps=results[0].steps, average=True)
    low, high = min(result.low for result in results), max(result.high for result in results)
    doubts = each_once(one for result in results for one in result.doubts) if low != high else ()
    if len({(result.low, result.high) for source, result in zip(given, results, strict=True) if _tells(source)}) > 1:
        doubts = (*doubts, step("score.open.sources", place=row.label, low=show(low), high=show(high)))
    deductions: tuple[Deduction, ...] = ()
    if high < row.weight:
        count = max(1, *(result.count for result in results))
        deductions = (Deduction(rule=row.id, count=count, points=decimal(row.weight - high)),)
    return RowScore(low, high, deductions, _steps(row, given, results, (*wanted, *besides)), doubts=doubts)


def _said(row: Row, source: Source) -> Counted:
    """The full weight or nothing, as a person said of the whole."""
    points = row.weight if source.whole is Outcome.MET else NONE
    return Counted(points, points, (step(f"score.said.{source.whole}", points=show(points)),))


def _within_bounds(given: list[Source]) -> list[Source]:
    """The sources, those that only set bounds left out where the report keeps within them.

    A portal that cannot show all («at least 22 entries») contradicts no report of more; what it bounds and the report leaves out is taken
    from it. A report outside the bounds differs, as from any check.
    """
    told = next((source for source in given if source.name == REPORTED and len(_single(source)) == 1), None)
    kept = [one for one in given if told is None or not _bounds(one, _single(told)[0])]
    if told is None or len(kept) == len(given):
        return given
    said = _single(told)[0]
    for source in given:
        if source not in kept:
            said = {**_single(source)[0], **said}
    return [replace(told, items=(said,)) if one is told else one for one in kept]


def _bounds(source: Source, said: Figures) -> bool:
    """Whether a source is nothing but bounds that these figures keep."""
    own = _single(source)
    if source.name == REPORTED or len(own) != 1 or not any(span.bound for span in own[0].values()):
        return False
    return all(span.low <= said[name].low and said[name].high <= span.high for name, span in own[0].items() if name in said)


def _tells(source: Source) -> bool:
    """Whether a source could tell: one that could not differs from nobody."""
    return source.nothing or None not in source.items


def _steps(row: Row, given: Sequence[Source], results: Sequence[Counted], names: Iterable[str]) -> tuple[Step, ...]:
    """The arithmetic of all sources; under headings, and with what they tell differently, where their arithmetic is not the same."""
    counted = [result.steps for result in results if result.steps]
    if all(steps == counted[0] for steps in counted):
        return counted[0] if counted else ()
    found: list[Step] = []
    for source, result in zip(given, results, strict=True):
        key = "score.by.report" if source.name == REPORTED else "score.by.check"
        found += [step(key, points=shown(Span(result.low, result.high))), *result.steps]
    return (*found, *_differences(row, given, names))


def _differences(row: Row, given: Sequence[Source], names: Iterable[str]) -> tuple[Step, ...]:
    """Every figure that a check and the report tell differently, with both."""
    said = [one for source in given if source.name == REPORTED for one in _single(source)]
    checked = [one for source in given if source.name != REPORTED for one in _single(source)]
    return tuple(
        step("score.differs", title=row.titles[name], checked=shown(seen[name]), reported=shown(told[name]))
        for seen in checked
        for told in said
        for name in names
        if name in row.titles and name in seen and name in told and seen[name] != told[name]
    )


def _single(source: Source) -> list[Figures]:
    """The figures of a source that is one finding; several are cases of their own, whose figures have no pair."""
    return [item for item in source.items if item is not None] if len(source.items) == 1 else []


__all__ = ["by_source"]
