"""The first screen: steps from the maximum to the certain points add up, and rows that lost points come dearest first."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as some
from selectolax.lexbor import LexborHTMLParser

from reports.html.first import charges
from reports.html.pictures import Pictures
from reports.html.remedies import RemedyView
from reports.html.view import PartView, build
from reports.read import read_lines, read_result
from reports.view import falls
from tests.reports.conftest import Run

points = some.decimals(0, 40, places=4, allow_nan=False)


def part(criteria: list[tuple[str, Decimal, Decimal, Decimal]], more: Decimal = Decimal(0)) -> PartView:
    """Criteria of (role, most, low, high); ``more`` is what the act's arithmetic takes beside them."""
    made: list[dict[str, Any]] = [
        {"id": f"c{place}", "role": role, "max": str(most), "range": [str(low), str(high)]}
        for place, (role, most, low, high) in enumerate(criteria)
    ]
    most = sum((Decimal(one["max"]) for one in made if one["role"] == "points"), Decimal(0))
    low, high = (sum((Decimal(one["range"][end]) for one in made), -more) for end in (0, 1))
    return PartView(None, "", {"max": str(most), "range": [str(low), str(high)]}, made, [])


@some.composite
def criteria(draw: some.DrawFn) -> list[tuple[str, Decimal, Decimal, Decimal]]:
    found = []
    for _ in range(draw(some.integers(1, 6))):
        low, high, most = sorted(draw(some.tuples(points, points, points)))
        found.append(("points", most, low, high) if draw(some.booleans()) else ("penalty", Decimal(0), -high, -low))
    return found


@given(criteria(), points)
def test_steps_lead_from_the_maximum_to_the_certain_points(
    told: list[tuple[str, Decimal, Decimal, Decimal]], more: Decimal
) -> None:
    one = part(told, more)
    steps = falls(one)
    if Decimal(one.total["max"]) <= 0:
        assert steps == []
        return
    first, *middle, last = steps
    assert (first.kind, last.kind) == ("most", "sure")
    assert (first.start, last.start) == (Decimal(one.total["max"]), Decimal(one.total["range"][0]))
    assert [before.end for before in middle] == [*(after.start for after in middle[1:]), last.start][: len(middle)]
    assert first.start - sum((Decimal(step.lost) for step in middle), Decimal(0)) == last.start


def test_a_step_for_each_criterion_that_lost_and_none_for_the_others() -> None:
    whole = [("points", Decimal(10), Decimal(10), Decimal(10)), ("points", Decimal(18), Decimal(12), Decimal("15.5"))]
    penalty = ("penalty", Decimal(0), Decimal(-2), Decimal(-1))
    told = [(step.kind, step.lost, step.criterion and step.criterion["id"]) for step in falls(part([*whole, penalty]))]
    assert told[1:-1] == [("lost", "2.5", "c1"), ("lost", "1.0", "c2"), ("open", "4.5", None)]


def test_what_the_act_takes_beside_the_criteria_is_a_step_of_its_own() -> None:
    told = [(step.kind, step.lost) for step in falls(part([("points", Decimal(10), Decimal(9), Decimal(9))], Decimal("0.4")))]
    assert told == [("most", "10"), ("lost", "1"), ("other", "0.4"), ("sure", "8.6")]


def test_rows_that_lost_come_dearest_first_and_lead_to_their_place(run: Run) -> None:
    view = build(read_result(run.out), read_lines(run.out), Pictures(run.case.objects, run.case.artifacts))
    told = charges(view)
    assert told
    assert [one.cost for one in told] == sorted((one.cost for one in told), reverse=True)
    lost = {one.row.anchor for one in told}
    assert lost == {row.anchor for row in view.rows if Decimal(row.row["range"][1]) < Decimal(row.row["weight"])}
    tree = LexborHTMLParser((run.out / "report.ru.html").read_text("utf-8"))
    led = [str(node.attributes["href"])[1:] for node in tree.css("section[aria-labelledby=charges] tbody th a")]
    assert led == [one.row.anchor for one in told]
    assert all(tree.css_first(f"[id='{name}']") is not None for name in led)


def test_a_remedy_says_a_sentence_once() -> None:
    same = [{"message": {"kk": "бір", "ru": "одно"}, "url": f"https://mam.example.kz/{place}"} for place in range(5)]
    other = {"message": {"kk": "екі", "ru": "два"}, "url": "https://mam.example.kz/x"}
    told = RemedyView({}, [*same[:2], other, *same[2:]])
    assert [[one["url"][-1] for one in group] for group in told.told] == [["0", "1", "2", "3", "4"], ["x"]]
    assert told.untold == 2
