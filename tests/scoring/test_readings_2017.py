"""The other readings of 2017, worked by hand: what each changes in a row, a table and the total."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest

from scoring.choosing import under
from scoring.engine import score
from scoring.readings import _rules, unnamed, unread
from store.conclusion import Conclusion
from store.findings import MANUAL, REPORTED
from store.methodology import Methodology
from store.strictyaml import read_strict
from tests.scoring.kit import FOLDER, Kit, loaded

KIT = Kit()
Bad = tuple[str, str, str | None, int, dict[str, str]]


@cache
def edition() -> Methodology:
    return loaded(FOLDER)


def bad(name: str, outcome: str, language: str | None = None, count: int = 1, **facts: str) -> Bad:
    return f"kz-2017:{name}", outcome, language, count, {key.replace("_", "-"): value for key, value in facts.items()}


def concluded(readings: dict[str, str], kind: Any, *given: Bad, false_facts: int = 0) -> Conclusion:
    """A flawless body but for what is given, under these readings."""
    law = under(edition(), readings)
    found: list[Any] = []
    if false_facts:
        found.append(KIT.make(MANUAL, "kz-2017:p15", "deficiency", count=false_facts))
    for one in KIT.asked(law, kind):
        mine = [row for row in given if row[0] == one.id and row[2] in (None, one.language)]
        for _, outcome, _, count, facts in mine:
            if facts:
                found.append(KIT.make(REPORTED, one.id, outcome, language=one.language, facts=facts))
            else:
                found += KIT.answer(one, outcome, count=count)
        if not mine:
            found += KIT.answer(one, "met")
    return score(found, law, kind)


def points(conclusion: Conclusion) -> dict[str, str]:
    """Points of every table and of every row: its own, or those of its Kazakh version."""
    found = {}
    parts = [conclusion.criteria, *(direction.criteria for direction in conclusion.directions)]
    for indicator in (one for part in parts for criterion in part for one in criterion.indicators):
        rows = {row.id: str(row.points) for row in indicator.parameters if row.language in (None, "kk")}
        found |= {**rows, indicator.id: str(indicator.points)}
    return found


BALANCE = bad("a12.t1.2.1", "missing", "kk")
SERVICES = bad("a15.t1.1.9.4", "deficiency", "kk", 40)
NEWS = bad("a16.t1.1.1.1", "deficiency", "kk", 40)
BOTH = tuple(
    bad(f"a16.t1.1.{row}.1", "deficiency", language, count)
    for language in ("kk", "ru")
    for row, count in ((1, 60), (2, 100), (4, 40))
)
CASES: list[tuple[str, dict[str, str], tuple[Bad, ...], dict[str, str]]] = [
    # «при наличии параметров»: 0; (17.8 − 0.5) ÷ 17.8 × 20 = 19.438202…
    ("without the object", {"absent-object": "all"}, (BALANCE,), {"a12.t1.2.1": "0", "a12.t1.2": "19.438202247191"}),
    # «за каждый выявленный недостаток»: 0.5 − 0.1; (17.8 − 0.1) ÷ 17.8 × 20 = 19.887640…
    ("one shortcoming", {"absent-object": "one-shortcoming"}, (BALANCE,), {"a12.t1.2.1": "0.4", "a12.t1.2": "19.887640449438"}),
    # p. 94, half of the section: 6 − 3; (100 − 3) ÷ 100 × 10.
    ("half of a section", {"shortcomings-cap": "section"}, (SERVICES,), {"a15.t1.1.9": "3", "a15.t1": "9.7"}),
    ("both caps", {"shortcomings-cap": "both"}, (SERVICES,), {"a15.t1.1.9": "3", "a15.t1": "9.7"}),
    # By default forty shortcomings take 4 of 6.
    ("the default", {}, (SERVICES,), {"a15.t1.1.9": "2", "a15.t1": "9.6"}),
    # p. 98: 6 − 3 = 3; (50 − 3) ÷ 50 × 5 = 4.7. By default 6 − 4 = 2; (50 − 4) ÷ 50 × 5 = 4.6.
    ("half of a mobile section", {"shortcomings-cap-mobile": "section"}, (NEWS,), {"a16.t1.1.1": "3", "a16.t1": "4.7"}),
    ("the mobile default", {}, (NEWS,), {"a16.t1.1.1": "2", "a16.t1": "4.6"}),
    # 10 + 6 + 4 = 20 in each language: (50 − 40) ÷ 50 × 5 = 1; at most 25 of both together: 25 ÷ 50 × 5 = 2.5; 12.5 in each: the same.
    ("shortcomings in both languages", {}, BOTH, {"a16.t1": "1"}),
    ("25 of both languages", {"shortcomings-cap-mobile": "indicator"}, BOTH, {"a16.t1": "2.5"}),
    ("12.5 in each", {"shortcomings-cap-mobile": "half-language"}, BOTH, {"a16.t1": "2.5"}),
    # An absent e-mail as «неполнота»: 4 − 0.1 = 3.9.
    (
        "absent as incomplete",
        {"section-share": "one-shortcoming"},
        (bad("a15.t1.1.2.2", "missing", "kk"),),
        {"a15.t1.1.2": "3.9", "a15.t1": "9.99"},
    ),
    # A missing breadcrumb trail on some pages: half of 1; (10 − 0.5) ÷ 10 × 5.
    ("half of a row", {"part-of-row": "half"}, (bad("a14.2.4", "deficiency"),), {"a14.2.4": "0.5", "a14": "4.75"}),
    ("all of a row", {}, (bad("a14.2.4", "deficiency"),), {"a14.2.4": "0", "a14": "4.5"}),
    # p. 46: 3 × (1 − 1 ÷ 20 000 × 10 000) = 1.5 instead of 3 − 0.5.
    (
        "multiplied",
        {"rates": "multiply"},
        (bad("p46", "met", services_refused="1", services="20000"),),
        {"p46": "1.5"},
    ),
    ("subtracted", {}, (bad("p46", "met", services_refused="1", services="20000"),), {"p46": "2.5"}),
    # Seven of ten answers: 70 % is not «менее чем 70%».
    ("seventy", {"blog-seventy": "upper"}, (bad("a12.t1.4.2", "met", "kk", asked="10", answered="7"),), {"a12.t1.4.2": "1"}),
    # A quarter of the delays was found by the body itself: no printed band; 2 instead of 1.
    (
        "a quarter",
        {"detected-gap": "upper"},
        (bad("a8.5", "met", services_late_detected="25", services_late="100"),),
        {"a8.5": "2"},
    ),
    # 4.795 is not «от 4,8 включительно»: 12 instead of 15.
    ("a gap", {"rounding": "lower-band"}, (bad("a6.1", "met", satisfaction="4.795"),), {"a6.1": "12"}),
    # The blog is not kept well in one respect: «при наличии», all or nothing.
    (
        "dialogue",
        {"dialogue-deductions": "presence"},
        (bad("a12.t1.4.1", "deficiency", "kk"),),
        {"a12.t1.4.1": "0"},
    ),
    # Nine complaints with the smallest coefficient: 40 − 9 ÷ 9 × 10 = 30.
    (
        "few complaints",
        {"few-complaints": "ten"},
        (bad("p110", "met", appeals_upheld_court="0", appeals_upheld_above="9", appeals_reviewed="9"),),
        {"p110": "30"},
    ),
    # No standard to be optimised, «на основе исполнения Плана»: nothing was carried out.
    (
        "an empty plan",
        {"optimisation-nothing-due": "zero"},
        (bad("p64", "met", standards_changed="0", standards_due="0"),),
        {"p64": "0"},
    ),
]


@pytest.mark.parametrize(("readings", "given", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_a_reading_by_hand(readings: dict[str, str], given: tuple[Bad, ...], expected: dict[str, str]) -> None:
    found = points(concluded(readings, "central", *given))
    assert {name: found[f"kz-2017:{name}"] for name in expected} == expected


def test_the_sum_of_three_directions() -> None:
    """P. 114: 100 + 100 + 100 as printed, against their mean."""
    late = bad("p108", "met", appeals_late="10", appeals_reviewed="100")
    for readings, total in (({}, "96.666666666667"), ({"joint-total": "sum"}, "290")):
        overall = concluded(readings, "central", late).overall
        assert overall is not None
        assert str(overall.final) == total


def test_less_than_fifty_is_not_rounded_to_fifty() -> None:
    """P. 18: «менее 50 баллов».

    1.2 and 1.3 keep a quarter (− 30), no mobile version (− 5), appendix 15 keeps one tenth of 100 (− 9.99), appendix 14 loses one
    browser (0.03 ÷ 10 × 5 = 0.015), 25 false facts (− 5): 100 − 50.005 = 49.995.
    """
    portals = [bad(f"a12.t2.{group}.{row}", "missing") for group, rows in ((2, 5), (3, 4)) for row in range(1, rows + 1)]
    sections = next(one for one in edition().criteria[1].indicators if one.id == "kz-2017:a15.t2").sections
    website = [
        bad(element.id.removeprefix("kz-2017:"), "missing")
        for section in sections
        for row in section.parameters
        for element in row.elements or (row,)
        if element.id != "kz-2017:a15.t2.1.1"
    ]
    symbols = [bad("a15.t2.1.1", "deficiency", "kk", 9), bad("a15.t2.1.1", "missing", "ru")]
    others = [bad("p96", "missing"), bad("a14.2.1.1", "missing")]
    given = [*portals, *website, *symbols, *others]
    total = concluded({}, "local", *given, false_facts=25).total
    assert (str(total.final), total.grade) == ("49.995", "ineffective")


def test_every_rule_that_is_not_the_laws_own_names_its_reading() -> None:
    assert unread(FOLDER) == []
    assert unnamed(FOLDER) == []


ASSUMED = ("принят", "қабылдан")


def test_what_is_assumed_never_stands_under_law() -> None:
    found = []
    for path in sorted(FOLDER.glob("*.yaml")):
        if path.name in ("readings.yaml", "mapping.yaml"):
            continue
        for place, rule in _rules(read_strict(path).value, ()):
            words = "".join((rule.get("note") or {}).values())
            if rule["basis"] == "law" and any(f"({word}" in words or f"; {word}" in words for word in ASSUMED):
                found.append(f"{path.name} {place}: {words}")
    assert found == []
