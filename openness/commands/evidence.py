"""``evidence export``, ``evidence wacz`` and ``evidence verify``."""

import json as jsonlib
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from openness import runs
from openness.cli import DONE, SHORT
from openness.commands.options import DEFAULT_DB, Shared, default_config, print_json
from openness.console import say, tell
from openness.faults import WrongUse
from openness.planning import SOFTWARE
from openness.rejudging.packed import pack
from openness.rejudging.verify import MOST_SECONDS, Rejudging
from openness.sealing.seal import sealed
from openness.sealing.settings import Signing, wanted
from reports.evidence import Package
from reports.evidence import export as export_package
from reports.evidence import verify as verify_package
from reports.i18n import N_, t
from reports.read import read_result
from reports.readme import HOLDS
from reports.signatures import anchors
from reports.unpack import MAX_ENTRIES
from reports.wacz import write_wacz
from scoring import methodology as law
from store import schema
from store.faults import room
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

BEGUN = N_("The hashes are right; what the package holds is judged again, which takes minutes for an audit of 2,000 pages.")
AGAIN = N_("Judged again from what the site answered: the same findings, the same points, the same reports, byte for byte.")
NOT_AGAIN = N_("Not judged again: leave out --quick to have findings, points and reports made anew and compared.")
MAKERS = N_("Made by {software} (build {build}, {python}), browser {browser}, measured with {tools}. Verified by {here}.")
UNPROVED = N_(
    "What no package proves by itself: who made it and when, unless it is signed; that the site answered everybody so; what a browser "
    "measured and scans were read as; what portals' readings held beyond the answers that are cited."
)


def _packed(run: str, output: Path, db: str, config: Path, seals: Signing) -> Package:
    """The package of a run that was reported.

    :raises WrongUse: the run is not reported, its edition is not in ``config``, or a command of ``seals`` fails.
    """
    engine = runs.database(db, run)
    plan = runs.find(engine, run)
    if not runs.reached(runs.state_of(engine, plan.run_id), "reported"):
        raise WrongUse(N_("run {run} has no report yet; finish it by `openness report {run}`"), run=plan.run_id)
    editions = [e for e in law.available(config) if (e.id, e.edition) == (plan.methodology, plan.edition)]
    if not editions:
        raise WrongUse(
            N_("methodology {law} {edition} is not in the configuration; name its folder with --config"),
            law=plan.methodology,
            edition=plan.edition,
        )
    with engine.connect() as connection:
        captures = list(schema.read_captures(connection, plan.run_id))
        artifacts = list(schema.read_artifacts(connection, plan.run_id))
    with tempfile.TemporaryDirectory() as beside:
        with room(output):
            pack(engine, plan, config, Path(beside))
        return export_package(
            Path(plan.out),
            output,
            editions[0].folder,
            captures,
            artifacts,
            evidence_of(plan),
            Path(beside),
            partial(sealed, seals),
        )


def _replayable(run: str, output: Path, db: str) -> Package:
    """The exchange of a run that was scored. Raises WrongUse where it was not, or where the file has another ending."""
    if output.suffix != ".wacz":
        raise WrongUse(
            N_("-o {path}: programs that replay sites know such a file by its ending; name it site.wacz"), path=str(output)
        )
    engine = runs.database(db, run)
    plan = runs.find(engine, run)
    if not runs.reached(runs.state_of(engine, plan.run_id), "scored"):
        raise WrongUse(N_("run {run} has no score yet; finish it by `openness score {run}`"), run=plan.run_id)
    with engine.connect() as connection:
        captures = list(schema.read_captures(connection, plan.run_id))
    with room(output):
        return write_wacz(output, read_result(Path(plan.out)), captures, evidence_of(plan))


def register(app: typer.Typer, _: Callable[[str], str], language: str) -> None:
    """Adds the commands."""
    shared = Shared(_)
    group = typer.Typer(help=_("Evidence packages."), no_args_is_help=True)
    app.add_typer(group, name="evidence")
    target_ = Annotated[Path, typer.Option("-o", "--output", help=_("file of the package"))]
    files_ = Annotated[int, typer.Option("--max-files", metavar="N", min=1, help=_("how many files the package may hold"))]
    quick_ = Annotated[bool, typer.Option("--quick", help=_("prove hashes and seams only, judge nothing again"))]
    time_ = Annotated[int, typer.Option("--max-time", metavar="SECONDS", min=1, help=_("how long judging again may take"))]
    signing_ = Annotated[Path | None, typer.Option("--signing", metavar="FILE", help=_("which commands sign and stamp"))]
    sign_ = Annotated[bool | None, typer.Option("--sign/--no-sign", help=_("have the package signed"))]
    stamp_ = Annotated[bool | None, typer.Option("--stamp/--no-stamp", help=_("have the package stamped with the time"))]
    trust_ = Annotated[
        Path | None,
        typer.Option("--trust", metavar="FILE", help=_("certificates of authorities that must vouch for signature and stamp")),
    ]
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
        signing: signing_ = None,
        sign: sign_ = None,
        stamp: stamp_ = None,
        json: shared.json = False,
    ) -> int:
        seals = wanted(signing, sign, stamp)
        made = _packed(run, output, db, config or default_config(), seals)
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
        "wacz",
        help=_("Writes the exchange with the site as one WACZ file, to be looked at in ReplayWeb.page or pywb."),
        epilog=_("Example: openness evidence wacz RUN -o site.wacz"),
    )
    def wacz(
        run: shared.run,
        output: Annotated[Path, typer.Option("-o", "--output", help=_("file to write, ending in .wacz"))],
        db: shared.db = DEFAULT_DB,
        json: shared.json = False,
    ) -> int:
        made = _replayable(run, output, db)
        if json:
            value = {"schema": "openness/package/1", "path": str(made.path), "sha256": made.sha256, "size": made.size}
            print_json(jsonlib.dumps({**value, "files": made.files}, ensure_ascii=False, indent=1))
            return DONE
        tell(t("The site as it was: {path}", language, path=str(output)))
        tell(t(HOLDS, language))
        return DONE

    @group.command(
        "verify",
        help=_("Proves a package whole and judges it again: no database, no network, no configuration needed."),
        epilog=_("Example: openness evidence verify evidence.zip"),
    )
    def verify(
        file: file_,
        quick: quick_ = False,
        max_time: time_ = MOST_SECONDS,
        max_files: files_ = MAX_ENTRIES,
        trust: trust_ = None,
        json: shared.json = False,
    ) -> int:
        if not file.is_file():
            raise WrongUse(N_("{path}: no such file; name an evidence package"), path=file)
        again = Rejudging(default_config(), language, max_time, lambda: say(t(BEGUN, language)))
        outcome = verify_package(file, language, max_files, None if quick else again, None if trust is None else anchors(trust))
        rejudged = again.findings is not None
        if json:
            value = {"ok": outcome.ok, "problems": list(outcome.problems), "counts": outcome.counts}
            value |= {"judged_again": rejudged, "notes": again.notes, "seals": outcome.seals, "made_by": outcome.makers}
            print_json(jsonlib.dumps(value, ensure_ascii=False, indent=1))
            return DONE if outcome.ok else SHORT
        for note in again.notes:
            say(note)
        if outcome.ok:
            tell(
                t(
                    "The package is whole: {counts}.",
                    language,
                    counts=", ".join(t(COUNTED[name], language, n=number) for name, number in outcome.counts.items()),
                )
            )
            tell(t(MAKERS, language, here=SOFTWARE, **{name: value or "–" for name, value in outcome.makers.items()}))
            tell(t(AGAIN if rejudged else NOT_AGAIN, language))
            for seal in outcome.seals:
                tell(seal)
            tell(t(UNPROVED, language))
            return DONE
        for problem in outcome.problems:
            say(problem)
        return SHORT
