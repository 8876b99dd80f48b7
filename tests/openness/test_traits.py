"""Traits of the register: of which bodies, from which day, by which act; and what a run says of them."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from openness.planning import Wish, make_plan
from openness.traits import held_by, load_traits, told_traits
from store.strictyaml import ConfigError
from tests.scoring.kit import CONFIG

EDITION = ("kz-2025", "2025-05-16")
DAY = date(2026, 11, 20)


def changed(folder: Path, old: str, new: str) -> Path:
    """The registers of bodies and traits, with one word of the traits changed."""
    config = folder / "config"
    config.mkdir()
    shutil.copytree(CONFIG / "bodies", config / "bodies")
    text = (CONFIG / "traits.yaml").read_text(encoding="utf-8")
    assert old in text
    (config / "traits.yaml").write_text(text.replace(old, new), encoding="utf-8")
    return config


def test_every_trait_has_its_source_and_its_days() -> None:
    for one in load_traits(CONFIG):
        assert one.rule.citation.law
        assert one.rule.note is not None
        assert one.valid_from <= DAY


def test_a_trait_holds_between_its_days_only() -> None:
    assert [one.trait for one in held_by(CONFIG, "mod", date(2025, 5, 16))] == ["secret-budget"]
    assert held_by(CONFIG, "mod", date(2025, 5, 15)) == ()
    assert held_by(CONFIG, "economy", DAY) == ()


def test_a_run_bears_the_traits_of_its_day_and_says_by_what() -> None:
    plan = make_plan(Wish(body="mod", config=CONFIG, as_of=DAY), EDITION, DAY)
    assert plan.body.traits == ("secret-budget",)
    (note,) = told_traits(CONFIG, plan)
    assert "16.05.2025" in note.ru
    assert "16.05.2025" in note.kk
    before = make_plan(Wish(body="mod", config=CONFIG, as_of=date(2025, 1, 1)), EDITION, DAY)
    assert (before.body.traits, told_traits(CONFIG, before)) == ((), ())


def test_a_site_without_a_register_has_no_traits() -> None:
    plan = make_plan(Wish(site="http://mod.kz/", config=CONFIG, as_of=DAY), EDITION, DAY)
    assert plan.body.traits == ()


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("      - mod", "      - modd", "«modd» is no body"),
        ("trait: secret-budget", "trait: secret-budgets", "secret-budgets"),
        ("valid_from", "valid_since", "valid_from"),
    ],
)
def test_a_wrong_line_is_named(tmp_path: Path, old: str, new: str, said: str) -> None:
    with pytest.raises(ConfigError) as refused:
        load_traits(changed(tmp_path, old, new))
    assert "traits.yaml:" in str(refused.value)
    assert said in str(refused.value)


def test_without_the_file_nobody_has_a_trait(tmp_path: Path) -> None:
    assert load_traits(tmp_path) == ()
