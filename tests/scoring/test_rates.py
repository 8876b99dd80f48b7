"""Rates taken off a weight, weighted shares, and the mean of services: exact points, both ends, and what is refused."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from scoring.arithmetic import Row, RowScore, Tally
from scoring.engine import score
from scoring.exact import Fraction, read_fraction
from scoring.formulas import mean_of_services, rate_off, weighted_shares
from store.conclusion import Conclusion
from store.methodology import Methodology
from tests.scoring.kit import Kit

PER = {"part": ("late",), "whole": "all", "per": "10000", "none": "average"}
SCALE = {
    "none": "average",
    "part": ("court", "above"),
    "whole": "all",
    "scale": [
        {"from": "10", "upto": "19", "per": "10"},
        {"from": "20", "upto": "29", "per": "100"},
        {"from": "30", "per": "1000"},
    ],
}
TERMS = {"terms": [{"figure": "yes", "weight": "20"}, {"figure": "told", "weight": "10"}], "whole": "all", "none": "average"}
SERVICES = {
    "none": "average",
    "way": "way",
    "received": "got",
    "possible": "can",
    "factor": "factor",
    "approved": "approved",
    "ways": [{"number": "1", "points": "20"}, {"number": "2", "points": "15"}, {"number": "3", "points": "0"}],
    "factors": ["1", "0.8"],
}


def scored(kit: Any, formula: Any, weight: str, options: dict[str, Any], *facts: dict[str, Any] | str) -> RowScore:
    """The row with a finding for each mapping of figures; a text stands for an outcome without figures."""
    found = []
    for number, one in enumerate(facts):
        outcome, values = (one, {}) if isinstance(one, str) else ("met", one)
        found.append(kit.make("reported", "law:p1", outcome, subject=str(number), facts=values))
    tally = Tally(id="law:p1", label="1", findings=tuple(found))
    row = Row("law:p1", "1", read_fraction(weight), formula.Options.model_validate(options), (tally,))
    made: RowScore = formula.score(row)
    return made


def texts(result: RowScore) -> list[str]:
    return [step.values["text"] for step in result.steps if step.key == "score.arithmetic"]


def keys(result: RowScore) -> list[str]:
    return [step.key for step in result.steps]


def test_a_rate_is_taken_off_the_weight(kit: Any) -> None:
    result = scored(kit, rate_off, "15", PER, {"late": "3", "all": "20000"})
    assert result.low == result.high == Fraction("13.5")
    assert texts(result) == ["15 − 3 ÷ 20000 × 10000 = 13.5"]
    assert result.deductions[0].count == 3
    result = scored(kit, rate_off, "15", PER, {"late": "40", "all": "20000"})
    assert result.low == result.high == 0
    assert texts(result) == ["max(0; 15 − 40 ÷ 20000 × 10000) = 0"]


def test_the_other_reading_multiplies_the_weight(kit: Any) -> None:
    # 40 × (1 − 2 ÷ 400 × 100) = 20: one complaint in two hundred already halves the criterion.
    options = {"part": ("late",), "whole": "all", "per": "100", "reading": "multiply"}
    result = scored(kit, rate_off, "40", options, {"late": "2", "all": "400"})
    assert result.low == result.high == 20
    assert texts(result) == ["40 × (1 − 2 ÷ 400 × 100) = 20"]
    assert scored(kit, rate_off, "40", options, {"late": "4", "all": "400"}).high == 0


def test_a_rate_by_the_number_of_cases(kit: Any) -> None:
    result = scored(kit, rate_off, "40", SCALE, {"court": "1", "above": "2", "all": "20"})
    assert result.low == result.high == 25
    assert texts(result) == ["40 − (1 + 2) ÷ 20 × 100 = 25"]
    assert "score.rate.scale" in keys(result)
    few = scored(kit, rate_off, "40", SCALE, {"court": "1", "above": "0", "all": "9"})
    assert few.average
    assert (few.low, few.high) == (0, 40)
    assert "score.rate.none" in keys(few)


@pytest.mark.parametrize("none", ["full", "zero", "average", "open"])
def test_no_cases_at_all(kit: Any, none: str) -> None:
    for facts in ("not-applicable", {"late": "0", "all": "0"}):
        result = scored(kit, rate_off, "15", {**PER, "none": none}, facts)
        assert result.average == (none == "average")
        assert keys(result)[-1] == f"score.nothing.{none}"
        assert (result.low, result.high) == {"full": (15, 15), "zero": (0, 0), "average": (0, 15), "open": (0, 15)}[none]


@pytest.mark.parametrize(
    ("formula", "weight", "options", "facts"),
    [
        (rate_off, "15", PER, {"late": "30", "all": "20"}),
        (rate_off, "15", PER, {"late": "-1", "all": "20"}),
        (rate_off, "40", SCALE, {"court": "15", "above": "10", "all": "20"}),
        (weighted_shares, "20", TERMS, {"yes": "15", "told": "10", "all": "20"}),
        (weighted_shares, "20", TERMS, {"yes": "-5", "told": "10", "all": "20"}),
        (mean_of_services, "20", SERVICES, {"way": "7", "got": "1", "can": "1", "factor": "1", "approved": "1"}),
        (mean_of_services, "20", SERVICES, {"way": "1", "got": "2", "can": "1", "factor": "1", "approved": "1"}),
        (mean_of_services, "20", SERVICES, {"way": "1", "got": "1", "can": "1", "factor": "0.9", "approved": "1"}),
        (mean_of_services, "20", SERVICES, {"way": "1", "got": "1", "can": "1", "factor": "1", "approved": "2"}),
        (mean_of_services, "20", SERVICES, {"way": "1", "got": "-1", "can": "1", "factor": "1", "approved": "1"}),
    ],
)
def test_figures_that_cannot_be_true_leave_the_row_open(
    kit: Any, formula: Any, weight: str, options: dict[str, Any], facts: dict[str, str]
) -> None:
    result = scored(kit, formula, weight, options, facts)
    assert (result.low, result.high) == (0, read_fraction(weight))
    assert [doubt.key for doubt in result.doubts] == ["score.open.contradiction.names"]


@pytest.mark.parametrize(
    ("formula", "weight", "options"), [(rate_off, "15", PER), (weighted_shares, "20", TERMS), (mean_of_services, "20", SERVICES)]
)
def test_a_figure_that_is_lacking_leaves_the_row_open(kit: Any, formula: Any, weight: str, options: dict[str, Any]) -> None:
    result = scored(kit, formula, weight, options, {"all": "20"})
    assert (result.low, result.high) == (0, read_fraction(weight))
    assert not result.average


def test_shares_of_one_whole(kit: Any) -> None:
    result = scored(kit, weighted_shares, "20", TERMS, {"yes": "180", "told": "150", "all": "400"})
    assert result.low == result.high == Fraction("12.75")
    assert texts(result) == ["180 ÷ 400 × 20 + 150 ÷ 400 × 10 = 12.75"]
    assert result.deductions[0].count == 220
    assert scored(kit, weighted_shares, "20", TERMS, {"yes": "0", "told": "0", "all": "0"}).average


def test_one_service_and_many(kit: Any) -> None:
    first = {"way": "2", "got": "3", "can": "4", "factor": "0.8", "approved": "1"}
    second = {"way": "1", "got": "0", "can": "0", "factor": "1", "approved": "1"}
    third = {"way": "1", "got": "1", "can": "1", "factor": "1", "approved": "0"}
    alone = scored(kit, mean_of_services, "20", SERVICES, first)
    assert alone.low == alone.high == 9
    assert texts(alone) == ["3 ÷ 4 × 15 × 0.8 = 9"]
    result = scored(kit, mean_of_services, "20", SERVICES, first, second, third, third)
    assert result.low == result.high == Fraction("7.25")
    assert result.steps[-1].values["text"] == "(20 + 9 + 2 × 0) ÷ 4 = 7.25"
    assert result.deductions[0].count == 3
    assert scored(kit, mean_of_services, "20", SERVICES, "not-applicable").average


def test_a_service_that_is_not_known_widens_the_mean(kit: Any) -> None:
    first = {"way": "1", "got": "1", "can": "1", "factor": "1", "approved": "1"}
    result = scored(kit, mean_of_services, "20", SERVICES, first, {"way": "1"})
    assert (result.low, result.high) == (10, 20)


SPAN = st.tuples(st.integers(0, 34), st.integers(0, 34)).map(sorted)


def spans(names: tuple[str, ...], drawn: list[list[int]]) -> tuple[dict[str, list[str]], list[dict[str, str]]]:
    """Figures as intervals, and every closing of them with whole numbers."""
    ranges = [range(low, high + 1) for low, high in drawn]
    open_ones = {name: [str(low), str(high)] for name, (low, high) in zip(names, drawn, strict=True)}
    return open_ones, [dict(zip(names, map(str, point), strict=True)) for point in product(*ranges)]


@settings(max_examples=40, derandomize=True, deadline=None)
@given(bad=SPAN, whole=SPAN, reading=st.sampled_from(["subtract", "multiply"]), scaled=st.booleans())
def test_the_range_of_a_rate_is_exact(bad: list[int], whole: list[int], reading: str, scaled: bool) -> None:
    options = {"part": ("late",), "whole": "all", "reading": reading} | ({"scale": SCALE["scale"]} if scaled else {"per": "30"})
    compared(Kit(), rate_off, "20", options, ("late", "all"), [bad, whole])


NARROW = st.tuples(st.integers(0, 12), st.integers(0, 8)).map(lambda pair: [pair[0], pair[0] + pair[1]])


@settings(max_examples=40, derandomize=True, deadline=None)
@given(yes=NARROW, told=NARROW, whole=NARROW)
def test_the_range_of_shares_is_exact(yes: list[int], told: list[int], whole: list[int]) -> None:
    compared(Kit(), weighted_shares, "20", TERMS, ("yes", "told", "all"), [yes, told, whole])


def compared(
    kit: Any, formula: Any, weight: str, options: dict[str, Any], names: tuple[str, ...], drawn: list[list[int]]
) -> None:
    """The range of the intervals is that of all closings that can be true; where one of them has no points, it is everything."""
    given_open, closings = spans(names, drawn)
    result = scored(kit, formula, weight, options, given_open)
    results = [scored(kit, formula, weight, options, closing) for closing in closings]
    possible = [one for one in results if not one.doubts]
    if not possible:
        assert result.doubts
    elif any(one.average for one in possible):
        assert (result.low, result.high) == (0, read_fraction(weight))
    else:
        assert (result.low, result.high) == (min(one.low for one in possible), max(one.high for one in possible))


@pytest.mark.parametrize(
    ("formula", "weight", "options", "words"),
    [
        (rate_off, "15", {"part": ("late",), "whole": "all"}, "name exactly one"),
        (rate_off, "15", {**PER, "scale": SCALE["scale"]}, "name exactly one"),
        (rate_off, "40", {**SCALE, "scale": [{"from": "10", "per": "1"}, {"from": "20", "per": "2"}]}, "without overlaps"),
        (rate_off, "40", {**SCALE, "scale": [{"from": "10", "upto": "20", "per": "1"}, {"from": "20", "per": "2"}]}, "overlaps"),
        (weighted_shares, "30", TERMS, "the best share gives 20"),
        (weighted_shares, "10", {**TERMS, "terms": TERMS["terms"][::-1]}, "falling weights"),
        (mean_of_services, "25", SERVICES, "the best way gives 20"),
        (mean_of_services, "20", {**SERVICES, "ways": [*SERVICES["ways"], {"number": "1", "points": "3"}]}, "once"),
        (mean_of_services, "20", {**SERVICES, "factors": ["1.2"]}, "factors"),
    ],
)
def test_wrong_numbers_of_a_row_are_told(formula: Any, weight: str, options: dict[str, Any], words: str) -> None:
    message = formula.fault(read_fraction(weight), formula.Options.model_validate(options), ())
    assert message is not None
    assert words in str(message)


@pytest.mark.parametrize(("formula", "weight", "options"), [(rate_off, "15", PER), (rate_off, "40", SCALE)])
def test_right_numbers_of_a_row_are_taken(formula: Any, weight: str, options: dict[str, Any]) -> None:
    assert formula.fault(read_fraction(weight), formula.Options.model_validate(options), ()) is None


@pytest.mark.parametrize(
    ("formula", "options"),
    [(rate_off, {**PER, "per": "0"}), (rate_off, {**PER, "part": ()}), (weighted_shares, {"terms": [], "whole": "all"})],
)
def test_options_that_make_no_sense_are_refused(formula: Any, options: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        formula.Options.model_validate(options)


@pytest.mark.parametrize(
    ("name", "language", "facts", "flag"),
    [
        ("kz-2017:a12.t1.4.2", "kk", {"asked": "10", "answered": "7"}, True),
        ("kz-2017:a12.t1.4.2", "kk", {"asked": "10", "answered": "8"}, False),
        ("kz-2017:a12.t1.4.2", "kk", {"asked": "10", "answered": "6"}, False),
        ("kz-2017:a8.5", None, {"services-late-detected": "5", "services-late": "20"}, True),
        ("kz-2017:a8.5", None, {"services-late-detected": "4", "services-late": "20"}, True),
        ("kz-2017:a8.5", None, {"services-late-detected": "3", "services-late": "20"}, False),
        ("kz-2017:a7.1", None, {"services-late-before": "100000", "services-late": "60005"}, True),
        ("kz-2017:a8.3", None, {"measures-executed": "17999", "measures-planned": "20000"}, True),
    ],
)
def test_a_gap_between_printed_bands_is_flagged(
    edition: Methodology, kit: Any, name: str, language: Any, facts: dict[str, str], flag: bool
) -> None:
    conclusion = score([kit.make("reported", name, "met", language=language, facts=facts)], edition, "central")
    steps = [step.key for row in rows_of(conclusion) if (row.id, row.language) == (name, language) for step in row.explanation]
    assert ("score.band.gap" in steps) == flag


def rows_of(conclusion: Conclusion) -> list[Any]:
    parts = [conclusion.criteria, *(direction.criteria for direction in conclusion.directions)]
    return [row for criteria in parts for one in criteria for indicator in one.indicators for row in indicator.parameters]
