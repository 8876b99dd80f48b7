"""``openness review export|next|show`` and the answers of ``decide --run``: what a run leaves open, in the terminal."""

import json as jsonlib
import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from openness import runs
from openness.cli import DONE, WRONG
from openness.commands.options import DEFAULT_DB, Shared, default_config, print_json
from openness.console import say, tell
from openness.faults import WrongUse
from reports.i18n import N_, t
from store import reported

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from openness.decisions.answering import Answer
    from openness.decisions.opened import Open, Sheet

FIGURE = re.compile(r"([a-z][a-z0-9.-]*)=(\S+)")
NO_QUESTION = N_("QUESTION «{given}»: run {run} puts no such question; see `openness review show {run}`")
NOT_FIGURE = N_("--figure «{given}»: name=number was expected, for example events=15")
ON_RECORD = N_("Decision {id} is on record; `openness score {run}` takes it in.")
AS_BEFORE = N_("Decision {id} says so already; nothing was changed.")
# Where on the line the fields of an answer stand.
PLACES = {
    "decision": "--decision", "count": "--count", "figures": "--figure", "link": "--link", "file": "--file", "id": "--id",
    "author": "--author", "supersedes": "--supersedes", "made_at": "--author", "finding": N_("QUESTION"),
}  # fmt: skip


def register(group: typer.Typer, shared: Shared, _: Callable[[str], str], language: str) -> None:
    """Adds the commands to the group ``review``."""
    _export(group, shared, _, language)
    _next(group, shared, _, language)
    _show(group, shared, _, language)


def opened(db: str, config: Path | None, run: str, every: bool = False) -> "tuple[Engine, Sheet]":
    """What a run leaves open, with its database. Raises WrongUse."""
    from openness.decisions.opened import read

    engine = runs.database(db, run)
    return engine, read(engine, config or default_config(), runs.find(engine, run), every)


def _export(group: typer.Typer, shared: Shared, _: Callable[[str], str], language: str) -> None:
    target_ = Annotated[Path, typer.Option("-o", "--output", metavar="FILE", help=_("new file, .xlsx"))]

    @group.command(
        "export",
        help=_("Writes everything that a run leaves open as a table to be filled in; `openness import rulings` takes it back."),
        epilog=_("Example: openness review export RUN -o open.xlsx"),
    )
    def export(run: shared.run, output: target_, db: shared.db = DEFAULT_DB, config: shared.config = None) -> int:
        from openness.decisions.form import write_form
        from openness.decisions.questions_view import summary

        _engine, sheet = opened(db, config, run)
        write_form(sheet, output, language)
        tell(t("Table of open questions: {path}", language, path=str(output)))
        for line in summary(sheet, language):
            tell(line)
        return DONE


def _next(group: typer.Typer, shared: Shared, _: Callable[[str], str], language: str) -> None:
    author_ = Annotated[
        str | None, typer.Option("--author", help=_("who will decide: what this person decided already is passed over"))
    ]

    @group.command(
        "next",
        help=_("Shows the next open question of a run."),
        epilog=_("Example: openness review next RUN"),
    )
    def next_(
        run: shared.run,
        author: author_ = None,
        db: shared.db = DEFAULT_DB,
        config: shared.config = None,
        json: shared.json = False,
    ) -> int:
        from openness.decisions import questions_view as view

        _engine, sheet = opened(db, config, run)
        question = _following(sheet, author)
        if json:
            print_json(jsonlib.dumps(None if question is None else view.value(question, sheet), ensure_ascii=False, indent=1))
            return DONE
        lines = [t("Nothing is left to decide.", language)] if question is None else [*view.full(question, sheet, language)]
        for line in (*lines, *view.summary(sheet, language)):
            tell(line)
        return DONE


def _following(sheet: "Sheet", author: str | None) -> "Open | None":
    """The first question that the person has not decided, those that nobody has before all others."""
    name = None if author is None else author.casefold()
    mine = [one for one in sheet.questions if name is None or all(said.ruling.author.casefold() != name for said in one.standing)]
    return next((one for one in mine if not one.standing), mine[0] if mine else None)


def _show(group: typer.Typer, shared: Shared, _: Callable[[str], str], language: str) -> None:
    question_ = Annotated[str | None, typer.Argument(metavar="QUESTION", help=_("id of a question; without it all are listed"))]

    @group.command(
        "show",
        help=_("Shows an open question of a run, or lists them all."),
        epilog=_("Example: openness review show RUN 0123456789abcdef"),
    )
    def show(
        run: shared.run,
        question: question_ = None,
        db: shared.db = DEFAULT_DB,
        config: shared.config = None,
        json: shared.json = False,
    ) -> int:
        from openness.decisions import questions_view as view

        _engine, sheet = opened(db, config, run, every=question is not None)
        chosen = list(sheet.questions) if question is None else [named(sheet, question)]
        if json:
            found: Any = [view.value(one, sheet) for one in chosen]
            print_json(jsonlib.dumps(found if question is None else found[0], ensure_ascii=False, indent=1))
            return DONE
        for one in chosen:
            for line in [view.brief(one, language)] if question is None else view.full(one, sheet, language):
                tell(line)
        for line in view.summary(sheet, language) if question is None else ():
            tell(line)
        return DONE


def named(sheet: "Sheet", given: str) -> "Open":
    """The question of this id. Raises WrongUse."""
    found = sheet.get(given)
    if found is None:
        raise WrongUse(NO_QUESTION, given=given, run=sheet.plan.run_id)
    return found


def figures(given: list[str] | None) -> Mapping[str, str]:
    """Figures of the command line. Raises WrongUse."""
    found: dict[str, str] = {}
    for one in given or ():
        match = FIGURE.fullmatch(one)
        if match is None or match[1] in found:
            raise WrongUse(NOT_FIGURE, given=one)
        found[match[1]] = match[2]
    return found


def answer(engine: "Engine", sheet: "Sheet", name: str, given: "Answer", language: str, json: bool) -> int:
    """Proves an answer to a question and puts it on record.

    :param given: its files are looked for below the working folder.
    :returns: the exit status; what is wrong with it was said.
    """
    from openness.decisions import book
    from openness.decisions.answering import attached, decision, wrong
    from openness.decisions.proof import prove
    from openness.decisions.questions_view import entry
    from store import rulings
    from store.rulings import Origin, Source
    from store.zone import ASTANA

    question = named(sheet, name)
    files, faults = attached(0, Path.cwd(), given.files, sheet.settings.max_file)
    faults = [*wrong(0, question, given), *faults]
    body = sheet.plan.body.code
    if not faults:
        made = decision(engine, sheet, question, given, files)
        with engine.connect() as db:
            known = [one.ruling for one in rulings.read(db, body)]
        faults = prove([made], known, None, datetime.now(ASTANA).date())
    for one in faults:
        values = {key: _worded(value, language) for key, value in one.values.items()}
        say(f"openness: {t(PLACES.get(one.field, one.field), language)}: {t(one.key, language, **values)}")
    if faults:
        return WRONG
    with engine.begin() as db:
        for file, content in files:
            reported.keep_proof(db, body, sheet.plan.period, file, content, datetime.now(UTC))
        new = book.put(db, body, [made], Origin(source=Source.TERMINAL))
        stored = next(one for one in rulings.on_finding(db, body, made.finding) if one.ruling.id == made.id)
    if json:
        print_json(jsonlib.dumps({"schema": "openness/ruling/1", **entry(stored)}, ensure_ascii=False, indent=1))
    else:
        tell(t(ON_RECORD if new else AS_BEFORE, language, id=made.id, run=sheet.plan.run_id))
    return DONE


def _worded(value: object, language: str) -> object:
    return value.worded(language) if hasattr(value, "worded") else value
