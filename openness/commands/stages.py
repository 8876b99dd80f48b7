"""One stage again on what the stages before it stored, and ``replay``."""

import json as jsonlib
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from openness import runs
from openness.cli import DONE, SHORT
from openness.commands.audit import conclude
from openness.commands.options import DEFAULT_DB, Shared, default_config, print_json
from openness.console import say, tell
from openness.faults import WrongUse
from openness.pipeline import Pipeline
from openness.planning import parsed
from openness.progress import Reporter
from reports.i18n import LANGUAGES, N_, t


def register(app: typer.Typer, _: Callable[[str], str], language: str) -> None:
    """Adds harvest, extract, check, score, report and replay."""
    shared = Shared(_)
    words = {
        "harvest": _("Fetches and stores the pages of a planned run."),
        "extract": _("Draws records from the stored pages of a run once more."),
        "check": _("Judges the stored records of a run once more."),
        "score": _("Counts the points of a run from its stored findings once more."),
        "report": _("Writes the reports of a run once more."),
    }

    def carried_out(name: str, run: str, db: str, config: Path | None, json: bool, reading: list[str] | None = None) -> int:
        with Reporter(language) as reporter:
            pipeline = Pipeline(runs.database(db, run), db, config or default_config(), reporter)
            plan = runs.find(pipeline.engine, run)
            done = pipeline.stage(name, plan, parsed(reading or ()))
        if not done:
            say(t("Run {run} is harvested; a new look at the site is a new run: `openness audit`.", language, run=plan.run_id))
        if name in ("score", "report"):
            return conclude(pipeline, plan, language, json)
        tell(plan.run_id)
        return DONE

    def stage(name: str) -> None:
        @app.command(name, help=words[name], epilog=_("Example: openness {command} RUN").format(command=name))
        def one(run: shared.run, db: shared.db = DEFAULT_DB, config: shared.config = None, json: shared.json = False) -> int:
            return carried_out(name, run, db, config, json)

    for name in ("harvest", "extract", "check"):
        stage(name)

    @app.command("score", help=words["score"], epilog=_("Example: openness {command} RUN").format(command="score"))
    def score(
        run: shared.run,
        reading: shared.reading = None,
        db: shared.db = DEFAULT_DB,
        config: shared.config = None,
        json: shared.json = False,
    ) -> int:
        return carried_out("score", run, db, config, json, reading)

    since_ = Annotated[
        str | None, typer.Option("--since", metavar="RUN", help=_("tell in the report what changed since this earlier run"))
    ]

    pdf_ = Annotated[bool, typer.Option("--pdf", help=_("print the reports to PDF as well, with page numbers in their contents"))]

    @app.command("report", help=words["report"], epilog=_("Example: openness report RUN --since OTHER"))
    def report(
        run: shared.run,
        since: since_ = None,
        pdf: pdf_ = False,
        db: shared.db = DEFAULT_DB,
        config: shared.config = None,
        json: shared.json = False,
    ) -> int:
        if since is not None:
            _note_since(run, since, db, config, language)
        done = carried_out("report", run, db, config, json)
        if pdf:
            _print(run, db, json, language)
        return done

    scores_ = Annotated[
        bool, typer.Option("--scores", help=_("count the points again from the stored findings only, without reading the pages"))
    ]

    @app.command(
        "replay",
        help=_("Judges and scores a stored run once more and fails if anything comes out otherwise."),
        epilog=_("Example: openness {command} RUN").format(command="replay"),
    )
    def replay(
        run: shared.run,
        scores: scores_ = False,
        db: shared.db = DEFAULT_DB,
        config: shared.config = None,
        json: shared.json = False,
    ) -> int:
        with Reporter(language) as reporter, tempfile.TemporaryDirectory() as workspace:
            pipeline = Pipeline(runs.database(db, run), db, config or default_config(), reporter)
            plan = runs.find(pipeline.engine, run)
            if not runs.reached(runs.state_of(pipeline.engine, plan.run_id), "scored"):
                raise WrongUse(N_("run {run} has no score yet; finish it by `openness score {run}`"), run=plan.run_id)
            differing = pipeline.replay(plan, Path(workspace), scores)
        if json:
            print_json(jsonlib.dumps({"run": plan.run_id, "same": not differing, "differing": differing}))
            return SHORT if differing else DONE
        if differing:
            say(t("Replay of {run} differs in: {files}", language, run=plan.run_id, files=", ".join(differing)))
            return SHORT
        tell(t("Replay of {run}: findings and scores came out the same, byte for byte.", language, run=plan.run_id))
        return DONE


def _print(run: str, db: str, json: bool, language: str) -> None:
    """Prints what was just written; where the result goes to a program, the files are told on the other channel."""
    from openness.printing import print_reports

    plan = runs.find(runs.database(db, run), run)
    for path in print_reports(Path(plan.out), plan.run_id, LANGUAGES, plan.browser_user):
        (say if json else tell)(t("Printed: {path}", language, path=str(path)))


def _note_since(run: str, earlier: str, db: str, config: Path | None, language: str) -> None:
    """Lays the comparison with an earlier run beside the result, from where the report takes it."""
    from openness.comparing.since import since
    from reports.since import write_since

    with Reporter(language) as reporter:
        pipeline = Pipeline(runs.database(db, run), db, config or default_config(), reporter)
        plan = runs.find(pipeline.engine, run)
        write_since(Path(plan.out), since(pipeline, runs.find(pipeline.engine, earlier), plan))
