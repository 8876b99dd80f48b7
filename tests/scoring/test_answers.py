"""What spares work when a cohort is scored changes no answer: kept answers, lean findings, values that are not proved again."""

from __future__ import annotations

import random
from functools import cache
from typing import Any

import pytest
from pydantic import BaseModel

from scoring.engine import Case, cohort, score
from scoring.formulas import row_formulas
from scoring.measure import Subject
from scoring.plan import make_plan
from store.findings import MANUAL, Finding, Weighed
from store.methodology import Methodology
from tests.scoring.kit import EDITIONS, Kit, loaded

KIT = Kit()
NAMES = [f"{folder.parent.name}/{folder.name}" for folder in EDITIONS]
OUTCOMES = ["met", "deficiency", "missing", "not-applicable", "unverified"]


@cache
def edition(name: str) -> Methodology:
    return loaded(EDITIONS[NAMES.index(name)])


def bodies(name: str, number: int) -> list[list[Finding]]:
    asked = list(KIT.asked(edition(name), "central"))
    found = []
    for seed in range(number):
        draw = random.Random(seed)
        found.append([made for one in asked for made in KIT.answer(one, draw.choice(OUTCOMES), count=draw.randint(1, 4))])
    return found


def lean(finding: Finding) -> Weighed:
    return Weighed.model_validate_json(finding.model_dump_json())


@pytest.mark.parametrize("name", NAMES)
def test_kept_answers_and_lean_findings_give_the_same_bytes(name: str) -> None:
    law, found = edition(name), bodies(name, 6)
    together = cohort(
        [Case(Subject(f"body-{at}"), "central", tuple(lean(one) for one in mine)) for at, mine in enumerate(found)], law
    )
    for at, mine in enumerate(found):
        # A copy of the edition has a plan of its own, of which nothing was answered yet.
        alone = score(mine, law.model_copy(), "central", subject=Subject(f"body-{at}"), means=together[f"body-{at}"].means)
        assert alone.model_dump_json() == together[f"body-{at}"].model_dump_json()


@pytest.mark.parametrize("name", NAMES)
def test_a_conclusion_that_was_not_proved_stands_the_proof(name: str) -> None:
    assert _proved(score(bodies(name, 1)[0], edition(name), "central")) > 10


def _proved(value: Any) -> int:
    """How many values a conclusion holds, each with all fields of its type in their order and of the very types that are asked."""
    if isinstance(value, BaseModel):
        assert list(value.__dict__) == list(type(value).model_fields), type(value)
        assert type(value).model_validate(dict(value.__dict__), strict=True) == value
        return 1 + sum(_proved(one) for one in value.__dict__.values())
    return sum(_proved(one) for one in value) if isinstance(value, tuple) else 0


def test_figures_that_look_alike_have_answers_of_their_own() -> None:
    law = edition("kz-2025/2025-05-16")
    row = next(row for part in make_plan(law, "central").parts for row in part.rows() if row.rests_on == "figures")
    given: list[Any] = [["7", "9"], "['7', '9']", "7", 7, True, None]
    for told in given:
        facts = dict.fromkeys(row.names, told)
        one = KIT.make(MANUAL, row.parameter.id, "met", facts=facts)
        assert score([one], law, "central") == score([one], law.model_copy(), "central"), told


def test_every_formula_of_rows_says_what_it_rests_on_or_reads_findings() -> None:
    said = {name: getattr(module, "RESTS_ON", "") for name, module in row_formulas().items()}
    assert {name for name, rests in said.items() if not rests} == {"mean_of_tiers"}
    assert {name for name, rests in said.items() if rests == "figures"} == {
        name for name, module in row_formulas().items() if hasattr(module, "figures")
    }
