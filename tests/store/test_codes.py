"""Facts as a reader reads them: figures with two ends, lists of words."""

from __future__ import annotations

from pathlib import Path

import pytest

from store.codes import FIGURES, value
from tests.plainyaml import read_yaml

CONFIG = Path(__file__).parents[2] / "config" / "methodology"


@pytest.mark.parametrize(
    ("name", "fact", "kk", "ru", "en"),
    [
        ("sets-published", ["0", "10"], "0–10", "0–10", "0–10"),
        ("sets-published", "4", "4", "4", "4"),
        ("entries", ["22", "…"], "кемінде 22", "не меньше 22", "at least 22"),
        ("years", ["2024", "2026"], "2024, 2026", "2024, 2026", "2024, 2026"),
        ("questions", ["Когда откроют дорогу?", "Кто отвечает?"], *["Когда откроют дорогу?, Кто отвечает?"] * 3),
    ],
)
def test_a_figure_with_two_ends_is_told_as_such_and_a_list_as_a_list(name: str, fact: object, kk: str, ru: str, en: str) -> None:
    assert (value(name, fact, "kk"), value(name, fact, "ru"), value(name, fact, "en")) == (kk, ru, en)


def test_every_figure_that_a_check_brings_is_known_as_one() -> None:
    brought: set[str] = set()

    def gather(part: object) -> None:
        if isinstance(part, dict):
            brought.update(part.get("figures") or ())
        for one in part.values() if isinstance(part, dict) else part if isinstance(part, list) else ():
            gather(one)

    for path in CONFIG.rglob("mapping.yaml"):
        gather(read_yaml(path))
    assert len(brought) > 10
    assert brought <= FIGURES
