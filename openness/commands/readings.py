"""``readings``: what an act leaves open, how it is read, and what every other reading would change for a run."""

import json as jsonlib
from collections.abc import Callable

import typer

from openness import editions, runs
from openness.cli import DONE
from openness.commands.options import DEFAULT_DB, Shared, day_of, default_config, print_json
from openness.console import tell
from openness.pipeline import Pipeline
from openness.progress import Reporter
from openness.readings import compare
from reports.readings_view import comparison_view, readings_view
from scoring import methodology as law

LIST = "openness/readings/1"
COMPARE = "openness/readings-compare/1"


def register(app: typer.Typer, _: Callable[[str], str], language: str) -> None:
    """Adds the group and its commands."""
    group = typer.Typer(help=_("What the acts leave open: readings, and what each would change."), no_args_is_help=True)
    app.add_typer(group, name="readings")
    shared = Shared(_)

    @group.command(
        "list",
        help=_("Lists the open questions of an act with the ways to read them."),
        epilog=_("Example: openness readings list --methodology kz-2025"),
    )
    def listed(
        methodology: shared.methodology = None,
        as_of: shared.as_of = None,
        config: shared.config = None,
        json: shared.json = False,
    ) -> int:
        folder = config or default_config()
        day = day_of(as_of)
        edition = editions.named(folder, methodology, day)[0] if methodology else law.choose(folder, None, day)[0]
        if json:
            found = [one.model_dump(mode="json") for one in edition.readings]
            value = {"schema": LIST, "methodology": edition.id, "edition": edition.edition, "readings": found}
            print_json(jsonlib.dumps(value, ensure_ascii=False, indent=1))
        else:
            tell(readings_view(edition, language))
        return DONE

    @group.command(
        "compare",
        help=_("Shows what every other reading would change for a run: rows, total, grade, place among the bodies."),
        epilog=_("Example: openness readings compare RUN"),
    )
    def compared(run: shared.run, db: shared.db = DEFAULT_DB, config: shared.config = None, json: shared.json = False) -> int:
        with Reporter(language) as reporter:
            pipeline = Pipeline(runs.database(db, run), db, config or default_config(), reporter)
            plan = runs.find(pipeline.engine, run)
            found = compare(pipeline, plan)
            edition, _note = pipeline.edition(plan.methodology, plan.as_of)
        if json:
            value = {
                "schema": COMPARE,
                "run": plan.run_id,
                "methodology": plan.methodology,
                "edition": plan.edition,
                "total": found.total,
                "places": found.place,
                "bodies": found.bodies,
                "readings": found.readings,
            }
            print_json(jsonlib.dumps(value, ensure_ascii=False, indent=1))
        else:
            tell(comparison_view(edition, found.readings, found.place, found.bodies, language))
        return DONE
