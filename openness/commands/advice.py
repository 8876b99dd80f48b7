"""``advice RUN``: for each lost point what to mend, where, and how many points return; and advice without points."""

import json as jsonlib
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from openness import runs
from openness.cli import DONE
from openness.commands.options import DEFAULT_DB, Shared, print_json
from openness.console import tell
from openness.faults import WrongUse
from reports.advice_view import advice_view
from reports.counsel import read_counsel
from reports.i18n import N_
from reports.read import read_lines, read_result

SCHEMA = "openness/advice/1"
SHOWN = 20


def register(app: typer.Typer, _: Callable[[str], str], language: str) -> None:
    """Adds the command."""
    shared = Shared(_)
    all_ = Annotated[bool, typer.Option("--all", help=_("every remedy, not the dearest twenty alone"))]

    @app.command(
        "advice",
        help=_("Shows what to mend, where, and how many points each remedy returns, the dearest first."),
        epilog=_("Example: openness advice RUN"),
    )
    def advise(run: shared.run, everything: all_ = False, db: shared.db = DEFAULT_DB, json: shared.json = False) -> int:
        plan = runs.find(runs.database(db, run), run)
        out = Path(plan.out)
        result, counsel = read_result(out), read_counsel(out)
        if "advice" not in result:
            raise WrongUse(
                N_("run {run} was scored by an earlier version, without advice; `openness score {run}` adds it"), run=plan.run_id
            )
        if json:
            value = {"schema": SCHEMA, "run": plan.run_id, **result["advice"], "counsel": counsel}
            print_json(jsonlib.dumps(value, ensure_ascii=False, indent=1))
        else:
            tell(advice_view(result, read_lines(out), counsel, 0 if everything else SHOWN, language))
        return DONE
