"""The register of messages on drafts and budgets: from the file to the figure of feedback; wrong cells are named and nothing is stored."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from openness.imports.findings import findings_of
from scoring.engine import score
from scoring.methodology import choose
from store import reported
from store.conclusion import Conclusion
from store.methodology import Methodology
from store.reported import FEEDBACK
from tests.openness.imports.helpers import AS_OF, CONFIG, as_csv, as_xlsx, faults, numbers, take

HEADER = ["source", "document", "number", "received", "text", "class", "accepted", "basis", "answered"]
FIGURES = ("proposals", "proposals-accepted", "comments", "comments-answered")


def proposal(number: object, accepted: str, basis: str = "п. 5 приказа № 12", answered: str = "") -> list[Any]:
    """A remark or proposal on a draft of an act."""
    return ["acts", "Проект приказа", number, "2026-09-01", f"Предлагаю {number}", "proposal", accepted, basis, answered]


def comment(number: object, answered: str) -> list[Any]:
    """A comment on a budget programme."""
    return ["budgets", "Программа 015", number, "01.09.2026", f"Мнение {number}", "comment", "", "", answered]


@pytest.fixture(scope="module")
def law() -> Methodology:
    return choose(CONFIG, "kz-2024-feedback", AS_OF)[0]


def figure(engine: Engine, law: Methodology) -> tuple[Decimal, Decimal]:
    """Both ends of F before the conditions of point 23."""
    with engine.connect() as db:
        found = findings_of(reported.imports_for(db, "mam", "2026-H2"), law, "central")
    conclusion: Conclusion = score(found, law, "central")
    tables = [table for criterion in conclusion.criteria for table in criterion.indicators]
    row = next(one for table in tables for one in table.parameters if one.id == "kz-2024-feedback:p22")
    assert row.basis == "reported"
    return row.range.low, row.range.high


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_the_figure_from_a_file(engine: Engine, tmp_path: Path, law: Methodology, ending: str) -> None:
    rows = [HEADER, proposal(1, "yes"), proposal(2, "no", ""), *(comment(n, "2026-09-05" if n < 6 else "") for n in range(3, 7))]
    write = as_xlsx if ending == "xlsx" else as_csv
    taken = take(engine, "feedback", write(tmp_path / f"f.{ending}", rows))
    told = numbers(taken)
    assert {name: told[name, None, ""] for name in FIGURES} == dict(zip(FIGURES, ("2", "1", "4", "3"), strict=True))
    # (1 ÷ 2 + 3 ÷ 4) ÷ 2 × 100 = 62.5
    assert figure(engine, law) == (Decimal("62.5"), Decimal("62.5"))
    messages = [fact for fact in taken.item.facts if fact.name == FEEDBACK]
    assert [(one.subject, one.places) for one in messages][:2] == [("1", ("A2:I2",)), ("2", ("A3:I3",))]
    assert messages[0].details["class"] == "proposal"
    assert messages[2].details["answered"] == "2026-09-05"


def test_edges_of_the_formula(engine: Engine, tmp_path: Path, law: Methodology) -> None:
    # Nothing came: both shares are 1 by point 22.
    take(engine, "feedback", as_csv(tmp_path / "a.csv", [HEADER]))
    assert figure(engine, law) == (100, 100)
    # Only comments, 9 of 10 answered: (1 + 0.9) ÷ 2 × 100 = 95.
    take(engine, "feedback", as_csv(tmp_path / "b.csv", [HEADER, *(comment(n, "2026-09-05" if n else "") for n in range(10))]))
    assert figure(engine, law) == (95, 95)
    # Nothing accepted, nothing answered: 0.
    take(engine, "feedback", as_csv(tmp_path / "c.csv", [HEADER, proposal(1, "no", ""), comment(2, "")]))
    assert figure(engine, law) == (0, 0)
    # Only proposals, 8 of 10 accepted: (0.8 + 1) ÷ 2 × 100 = 90 exactly.
    take(engine, "feedback", as_csv(tmp_path / "d.csv", [HEADER, *(proposal(n, "yes" if n < 8 else "no") for n in range(10))]))
    assert figure(engine, law) == (90, 90)


@pytest.mark.parametrize(
    ("line", "place", "value", "cell", "said"),
    [
        (1, 0, "letter", "A2", "acts, budgets, other"),
        (1, 1, "", "B2", "fill in the column"),
        (2, 2, "1", "C3", "stands in line 2 already"),
        (1, 3, "01/09/2026", "D2", "a date was expected"),
        (1, 3, "2026-06-30", "D2", "outside the period"),
        (1, 3, "2026-11-22", "D2", "after the day of the import"),
        (1, 4, "", "E2", "fill in the column"),
        (1, 5, "opinion", "F2", "comment, proposal"),
        (1, 6, "", "G2", "say of a proposal whether it was accepted"),
        (1, 6, "maybe", "G2", "yes, no"),
        (3, 6, "yes", "G4", "only proposals are accepted or refused"),
        (1, 7, "", "H2", "the point of the act"),
        (1, 7, "javascript:alert(1)", "H2", "http:// or https://"),
        (3, 8, "2026-08-31", "I4", "before the message came in"),
        (3, 8, "2026-11-22", "I4", "after the day of the import"),
    ],
)
def test_wrong_cells_are_named(engine: Engine, tmp_path: Path, line: int, place: int, value: str, cell: str, said: str) -> None:
    rows = [HEADER, proposal("1", "yes"), proposal("2", "no", ""), comment("3", "2026-09-05")]
    rows[line][place] = value
    if (line, place, value) == (3, 6, "yes"):
        rows[3][7] = "basis"
    told = faults(engine, "feedback", as_csv(tmp_path / "f.csv", rows))
    assert [at for at, _ in told] == [cell]
    assert said in told[0][1]


def test_the_same_words_twice_are_one_message(engine: Engine, tmp_path: Path) -> None:
    rows = [HEADER, comment("", ""), comment("", "")]
    ((cell, told),) = faults(engine, "feedback", as_csv(tmp_path / "f.csv", rows))
    assert cell == "E3"
    assert "line 2" in told
