"""``evidence export`` and ``evidence verify``."""

import json as jsonlib
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from openness import runs
from openness.cli import DONE, SHORT
from openness.commands.options import DEFAULT_DB, Shared, default_config, print_json
from openness.console import say, tell
from openness.planning import WrongUse
from reports.evidence import export as export_package
from reports.evidence import verify as verify_package
from reports.i18n import N_, t
from reports.unpack import MAX_ENTRIES
from scoring import methodology as law
from store import schema
from store.place import evidence_of

COUNTED = {
    "files": N_("files – {n}"),
    "objects": N_("objects – {n}"),
    "findings": N_("findings – {n}"),
    "warc_files": N_("WARC files – {n}"),
    "warc_records": N_("WARC records – {n}"),
    "captures": N_("captures – {n}"),
    "artifacts": N_("measurements and pictures – {n}"),
}


def register(app: typer.Typer, _: Callable[[str], str], language: str) -> None:
    """Adds both commands."""
    shared = Shared(_)
    group = typer.Typer(help=_("Evidence packages."), no_args_is_help=True)
    app.add_typer(group, name="evidence")
    target_ = Annotated[Path, typer.Option("-o", "--output", help=_("file of the package"))]
    files_ = Annotated[int, typer.Option("--max-files", metavar="N", min=1, help=_("how many files the package may hold"))]
    file_ = Annotated[Path, typer.Argument(metavar="FILE", help=_("an evidence package"))]

    @group.command(
        "export",
        help=_("Packs everything a run rests on into one file."),
        epilog=_("Example: openness evidence export RUN -o evidence.zip"),
    )
    def export(
        run: shared.run,
        output: target_,
        db: shared.db = DEFAULT_DB,
        config: shared.config = None,
        json: shared.json = False,
    ) -> int:
        engine = runs.database(db, run)
        plan = runs.find(engine, run)
        if not runs.reached(runs.state_of(engine, plan.run_id), "reported"):
            raise WrongUse(N_("run {run} has no report yet; finish it by `openness report {run}`"), run=plan.run_id)
        editions = [e for e in law.available(config or default_config()) if (e.id, e.edition) == (plan.methodology, plan.edition)]
        if not editions:
            raise WrongUse(
                N_("methodology {law} {edition} is not in the configuration; name its folder with --config"),
                law=plan.methodology,
                edition=plan.edition,
            )
        with engine.connect() as connection:
            captures = list(schema.read_captures(connection, plan.run_id))
            artifacts = list(schema.read_artifacts(connection, plan.run_id))
        made = export_package(Path(plan.out), output, editions[0].folder, captures, artifacts, evidence_of(plan))
        if json:
            value = {"schema": "openness/package/1", "path": str(made.path), "sha256": made.sha256, "size": made.size}
            print_json(jsonlib.dumps({**value, "files": made.files}, ensure_ascii=False, indent=1))
            return DONE
        tell(t("Evidence package: {path}", language, path=str(output)))
        tell(t("Its SHA-256, to be noted in the act: {digest}", language, digest=made.sha256))
        if made.files > MAX_ENTRIES:
            say(t("It holds {count} files; verify it with --max-files {count}.", language, count=made.files))
        return DONE

    @group.command(
        "verify",
        help=_("Proves a package whole: no database, no network, no configuration needed."),
        epilog=_("Example: openness evidence verify evidence.zip"),
    )
    def verify(file: file_, max_files: files_ = MAX_ENTRIES, json: shared.json = False) -> int:
        if not file.is_file():
            raise WrongUse(N_("{path}: no such file; name an evidence package"), path=file)
        outcome = verify_package(file, language, max_files)
        if json:
            value = {"ok": outcome.ok, "problems": list(outcome.problems), "counts": outcome.counts}
            print_json(jsonlib.dumps(value, ensure_ascii=False, indent=1))
            return DONE if outcome.ok else SHORT
        if outcome.ok:
            tell(
                t(
                    "The package is whole: {counts}.",
                    language,
                    counts=", ".join(t(COUNTED[name], language, n=number) for name, number in outcome.counts.items()),
                )
            )
            return DONE
        for problem in outcome.problems:
            say(problem)
        return SHORT
