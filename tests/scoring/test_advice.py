"""Mending what the advice names returns exactly the points that it says, under any edition and any findings."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scoring.advice import advise
from scoring.engine import Case, score
from scoring.measure import Subject
from store.advice import Advice, Remedy
from store.base import Text
from store.conclusion import Conclusion, Range
from store.findings import Finding, Outcome, Ruling, RulingReason
from store.methodology import Methodology
from tests.scoring.test_properties import LOOKED, SEED, WHERE, Drawn, Pattern, drawn, editions, flat

FEW = settings(max_examples=5, derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
CHARGES = (Outcome.DEFICIENCY, Outcome.MISSING)


def advised(edition: Methodology, kind: Any, findings: list[Finding], causes: dict[str, str] | None = None) -> Advice:
    return advise(edition, Case(Subject(), kind, tuple(findings)), causes=causes)


def passed(findings: list[Finding], ids: set[str]) -> list[Finding]:
    """The same findings, those named found in order: made anew, not by the means of the product."""
    return [Finding(**{**dict(one), "outcome": Outcome.MET, "count": 0}) if one.id in ids else one for one in findings]


def totals(conclusion: Conclusion) -> dict[str, Range]:
    return {"": conclusion.total.range, **{one.id: one.total.range for one in conclusion.directions}}


def gained(before: Conclusion, after: Conclusion, direction: str) -> tuple[Decimal, Decimal]:
    one, other = totals(before)[direction], totals(after)[direction]
    return other.low - one.low, other.high - one.high


@FEW
@given(where=WHERE, pattern=LOOKED, seed=SEED, some=st.integers(8, 30))
def test_mending_a_remedy_returns_exactly_what_it_says(where: tuple[str, Any], pattern: Pattern, seed: int, some: int) -> None:
    name, kind = where
    findings, edition = flat(drawn(name, kind, pattern, seed)), editions()[name]
    before = score(findings, edition, kind)
    for remedy in advised(edition, kind, findings).remedies[::some]:
        if remedy.findings:
            after = score(passed(findings, set(remedy.findings)), edition, kind)
            assert gained(before, after, remedy.direction) == (remedy.returns.low, remedy.returns.high), remedy.requirement


@FEW
@given(where=WHERE, pattern=LOOKED, seed=SEED)
def test_the_dearest_stands_first_and_nothing_charged_is_left_out(where: tuple[str, Any], pattern: Pattern, seed: int) -> None:
    name, kind = where
    findings, edition = flat(drawn(name, kind, pattern, seed)), editions()[name]
    advice = advised(edition, kind, findings)
    sizes = [remedy.size for remedy in advice.remedies]
    assert sizes == sorted(sizes, reverse=True)
    assert all(size >= 0 for size in sizes)
    named = [one for remedy in advice.remedies for one in remedy.findings]
    assert len(named) == len(set(named))
    lost = {row.requirement for row in advice.remedies if row.figures}
    counted = score(findings, edition, kind)
    charged = {one.id for one in findings if one.outcome in CHARGES} - set(counted.unused_findings)
    figured = {one.id for one in findings if one.parameter in lost or one.facts}
    assert charged - figured <= set(named)


def test_mending_everything_returns_what_is_said_of_all_together(edition: Methodology, kit: Any) -> None:
    found: Drawn = {(one.id, one.language): kit.answer(one, "deficiency", count=3) for one in kit.asked(edition, "local")}
    findings = flat(found)
    advice = advised(edition, "local", findings)
    charged = {one for remedy in advice.remedies for one in remedy.findings}
    before, after = score(findings, edition, "local"), score(passed(findings, charged), edition, "local")
    gains = {gain.direction: gain.returns for gain in advice.together}
    figures = [remedy for remedy in advice.remedies if remedy.figures and not remedy.direction]
    assert gains[""].high > max(remedy.returns.high for remedy in advice.remedies if not remedy.direction)
    if not figures:
        assert gained(before, after, "") == (gains[""].low, gains[""].high)


def remedy_of(advice: Advice, requirement: str, language: str | None = None) -> Remedy:
    return next(one for one in advice.remedies if one.requirement == requirement and one.language == language)


def findings_with(kit: Any, edition: Methodology, charged: dict[str, tuple[str, int]]) -> list[Finding]:
    """Everything in order but these requirements."""
    made: list[Finding] = []
    for one in kit.asked(edition, "local"):
        outcome, count = charged.get(one.id, ("met", 1))
        made += kit.answer(one, outcome, count=count)
    return made


def test_a_deduction_returns_through_the_normalisation_of_its_table(edition: Methodology, kit: Any) -> None:
    advice = advised(edition, "local", findings_with(kit, edition, {"kz-2017:a14.2.3.1": ("deficiency", 1)}))
    remedy = remedy_of(advice, "kz-2017:a14.2.3.1")
    assert remedy.row == Range(low=Decimal("0.15"), high=Decimal("0.15"))
    assert remedy.returns == Range(low=Decimal("0.075"), high=Decimal("0.075"))
    keys = [step.key for step in remedy.explanation]
    assert keys[:2] == ["score.advice.row", "score.advice.before"]
    assert remedy.explanation[2].values["text"] == "9.85 ÷ 10 × 5 = 4.925"
    assert remedy.explanation[-1].values["text"] == "10 ÷ 10 × 5 = 5"


def test_what_a_floor_keeps_returns_only_together(edition: Methodology, kit: Any) -> None:
    row = {f"kz-2017:a14.2.3.{place}": ("deficiency", 1) for place in range(1, 5)}
    advice = advised(edition, "local", findings_with(kit, edition, row))
    assert {one.returns.high for one in advice.remedies} == {Decimal(0)}
    assert all(one.explanation[-1].key == "score.advice.nothing" for one in advice.remedies)
    assert advice.together[0].returns.high == Decimal("0.225")


def test_parts_tell_what_each_cause_returns_by_itself(edition: Methodology, kit: Any) -> None:
    facts = [
        kit.make("site-map-links-live", "kz-2017:a14.2.3.5", "deficiency", subject=subject, options=options, count=1)
        for subject in ("one", "two", "three")
        for options in [
            next(use.options for one in kit.asked(edition, "local") if one.id == "kz-2017:a14.2.3.5" for use in one.uses)
        ]
    ]
    others = [one for one in findings_with(kit, edition, {}) if one.parameter != "kz-2017:a14.2.3.5"]
    causes = {facts[0].id: "link: a", facts[1].id: "link: b", facts[2].id: "link: b"}
    advice = advised(edition, "local", [*others, *facts], causes)
    remedy = remedy_of(advice, "kz-2017:a14.2.3.5")
    # Three facts take 0.3, of which the cap leaves 0.225; without the two of one link 0.1 is taken, without the other 0.2.
    assert remedy.returns.high == Decimal("0.1125")
    assert [(part.cause, part.count, part.returns.high) for part in remedy.parts] == [
        ("link: b", 2, Decimal("0.0625")),
        ("link: a", 1, Decimal("0.0125")),
    ]


def test_what_is_flawless_needs_no_advice(edition: Methodology, kit: Any) -> None:
    assert advised(edition, "local", kit.flawless(edition, "local")) == Advice()


def test_an_open_row_returns_between_both_ends(edition: Methodology, kit: Any) -> None:
    row = "kz-2017:a15.t2.1.6"
    findings = [
        finding
        for one in kit.asked(edition, "local")
        for finding in kit.answer(
            one, "met" if not one.id.startswith(row) else "missing" if one.id == f"{row}.1" else "unverified"
        )
    ]
    remedy = remedy_of(advised(edition, "local", findings), f"{row}.1", "kk")
    assert remedy.returns.low < remedy.returns.high or remedy.returns.low == remedy.returns.high > 0
    assert remedy.findings


def test_rows_of_figures_name_them(edition: Methodology, kit: Any) -> None:
    figured = [one for one in kit.asked(edition, "local") if one.row.figures or one.row.formula == "mean_of_tiers"]
    findings = [finding for one in figured for finding in kit.answer(one, "missing")]
    told = [remedy for remedy in advised(edition, "local", findings).remedies if remedy.figures]
    assert told
    assert all(remedy.returns.high >= 0 and not remedy.findings for remedy in told)


def test_people_s_decisions_stand_before_the_advice(edition: Methodology, kit: Any) -> None:
    findings = findings_with(kit, edition, {"kz-2017:a14.2.3.1": ("deficiency", 1)})
    named = {one.parameter: one.id for one in findings}
    acquitted = decided(named["kz-2017:a14.2.3.1"], Outcome.MET)
    charged = decided(named["kz-2017:a14.2.3.2"], Outcome.DEFICIENCY)
    told = advise(edition, Case(Subject(), "local", tuple(findings), (acquitted, charged)))
    assert [(one.requirement, one.returns.high) for one in told.remedies] == [("kz-2017:a14.2.3.2", Decimal("0.075"))]


def decided(finding: str, outcome: Outcome) -> Ruling:
    return Ruling(
        id=f"on-{finding}",
        finding=finding,
        outcome=outcome,
        count=0 if outcome is Outcome.MET else 1,
        reason=RulingReason.FALSE_POSITIVE,
        note=Text(kk="негіздеме", ru="обоснование"),
        author="Тексеруші",
        made_at=datetime(2026, 11, 20, tzinfo=UTC),
    )
