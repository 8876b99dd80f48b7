"""``openness review candidates``: what in a body's report was contradicted, and awaits or has a person's decision."""

import json as jsonlib
from collections.abc import Callable
from typing import TYPE_CHECKING

import typer
from rich.table import Table
from rich.text import Text

from openness import runs
from openness.cli import DONE
from openness.commands.options import DEFAULT_DB, Shared, print_json
from openness.console import tell
from reports.i18n import N_, t
from reports.words import OUTCOME, word
from store import codes

if TYPE_CHECKING:
    from openness.pointed.candidates import Candidate

NONE = N_("Nothing in the body's report was contradicted, or no report was taken in before the harvest.")
MEND = N_(
    "Confirm one by `openness review decide FINDING --outcome deficiency`, refute it by `--outcome met`; none counts before."
)
COLUMNS = (N_("Finding"), N_("Cell"), N_("Address"), N_("Reason"), N_("Decision"))


def register(group: typer.Typer, shared: Shared, _: Callable[[str], str], language: str) -> None:
    """Adds the command to the group ``review``."""

    @group.command(
        "candidates",
        help=_("Lists the candidates for the act of reconciliation: what in the body's report the harvest contradicts."),
        epilog=_("Example: openness review candidates RUN"),
    )
    def candidates(run: shared.run, db: shared.db = DEFAULT_DB, json: shared.json = False) -> int:
        from openness.pointed.candidates import read

        engine = runs.database(db, run)
        with engine.connect() as connection:
            found = read(connection, runs.find(engine, run))
        if json:
            print_json(jsonlib.dumps([_value(one) for one in found], ensure_ascii=False, indent=1))
            return DONE
        if not found:
            tell(t(NONE, language))
            return DONE
        table = Table(box=None)
        for title in COLUMNS:
            table.add_column(t(title, language), overflow="fold")
        for one in found:
            table.add_row(*(Text(cell) for cell in _cells(one, language)))
        tell(table)
        tell(t(MEND, language))
        return DONE


def _cells(one: "Candidate", language: str) -> tuple[str, ...]:
    facts = one.finding.facts
    decided = ", ".join(dict.fromkeys(word(OUTCOME, said.outcome, language) for said in one.decided))
    reason = codes.VALUES["reason"].get(str(facts["reason"]))
    told = str(facts["reason"]) if reason is None else getattr(reason, language)
    return one.finding.id, str(facts["cell"]), one.finding.url, told, decided


def _value(one: "Candidate") -> dict[str, object]:
    """For machines, schema ``openness/candidate/1``."""
    facts = one.finding.facts
    return {
        "schema": "openness/candidate/1",
        "finding": one.finding.id,
        "parameter": one.finding.parameter,
        "url": one.finding.url,
        "cell": facts["cell"],
        "reason": facts["reason"],
        "charged": one.charged,
        "decisions": [said.id for said in one.decided],
    }
