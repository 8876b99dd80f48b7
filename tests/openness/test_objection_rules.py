"""What the acts say of objections, as data: terms with their last days, the commission, and what becomes of those that come late."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from openness.faults import WrongUse
from openness.objections.rules import rules_of
from scoring.methodology import load
from store.base import Basis
from store.calendar import load_calendar
from store.strictyaml import ConfigError
from tests.scoring.kit import CONFIG, EDITIONS, loaded

FOLDERS = {folder.parent.name: folder for folder in EDITIONS}
CALENDAR = load_calendar(CONFIG)


@pytest.mark.parametrize("law", ["kz-2017", "kz-2025"])
def test_five_working_days_from_the_receipt_and_fifteen_calendar_days_for_the_commission(law: str) -> None:
    rules = rules_of(loaded(FOLDERS[law]), CALENDAR)
    # Received on Monday 7 September 2026: 8, 9, 10, 11 and Monday 14.
    assert rules.last("term", date(2026, 9, 7)) == rules.last("notice", date(2026, 9, 7)) == date(2026, 9, 14)
    # 11 + 15 = 26 September, a Saturday: the next working day is Monday 28.
    assert rules.last("decide", date(2026, 9, 11)) == date(2026, 9, 28)
    assert rules.last("forward", date(2026, 9, 7)) == date(2026, 9, 14)


def test_what_is_not_at_hand_is_a_precedent_and_says_so() -> None:
    old, new = (loaded(FOLDERS[law]).demands.objections for law in ("kz-2017", "kz-2025"))
    assert old is not None
    assert new is not None
    assert (old.late.rule.basis, old.late.rule.citation.point) == (Basis.LAW, "116")
    assert (new.late.rule.basis, new.late.rule.readings) == (Basis.PRECEDENT, ("late-objections",))
    assert (old.commission.sides, new.commission.sides) == (("assessor",), ("assessed", "assessor", "office"))
    assert old.commission.apart == new.commission.apart == ("assessor",)
    assert rules_of(loaded(FOLDERS["kz-2025"]), CALENDAR).term("decide").rule.basis is Basis.PRECEDENT


@pytest.mark.parametrize("law", ["kz-2023", "kz-2024-feedback", "kz-2025-portal"])
def test_an_act_that_says_nothing_of_objections_takes_none(law: str) -> None:
    with pytest.raises(WrongUse, match=law):
        rules_of(loaded(FOLDERS[law]), CALENDAR)


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("term: kz-2017:terms.objections", "term: kz-2017:terms.nothing", "no term"),
        ("decide: kz-2017:terms.commission-decision", "decide: kz-2017:terms.new-services", "no term"),
        ('least: "5"', 'least: "0"', "least"),
        ("    apart:\n      - assessor", "    apart:\n      - office", "sides"),
        ("        - commission-vote", "        - nothing-such", "nothing-such"),
    ],
)
def test_wrong_rules_are_refused_with_their_line(tmp_path: Path, before: str, after: str, said: str) -> None:
    folder = tmp_path / "kz-2017" / "2017-12-28"
    shutil.copytree(FOLDERS["kz-2017"], folder)
    (folder / "LOCK").unlink()
    text = (folder / "duties.yaml").read_text(encoding="utf-8")
    assert text.count(before) == 1
    (folder / "duties.yaml").write_text(text.replace(before, after), encoding="utf-8")
    with pytest.raises(ConfigError, match=said):
        load(folder)
