"""``openness objection``: a body's objections to a run's results, the table of disagreements, and what a commission decides."""

import json as jsonlib
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from openness.cli import DONE, SHORT, WRONG
from openness.commands import objection_decide, objection_list
from openness.commands.objection_at import FILES, NOT_POINTS, Desk, at, told_wrong
from openness.commands.objection_list import value
from openness.commands.options import DEFAULT_DB, Shared, default_config, parse_date, print_json, today
from openness.console import say, tell
from openness.faults import WrongUse
from reports.i18n import N_, t

if TYPE_CHECKING:
    from openness.objections.adding import Draft, Line
    from store.objections import Objection

ON_RECORD = N_("Objections {id} are on record; lines – {count}. The commission decides by {day} ({law}).")
NOTICE_ON_RECORD = N_("The notice {id} that there are no objections is on record ({law}).")
AS_BEFORE = N_("{id} is on record already; nothing was changed.")
TOO_LATE = N_(
    "{id}: received on {day}, but the last day was {last} ({law}); it is on record as late, and by {rule} it is not considered"
)
LATE_NOTICE = N_("{id}: received on {day}, but the last day was {last} ({law}); it is on record as late")
ONE_WAY = N_("name what is objected to in one way: --on, --table FILE or --none")
BESIDES = N_("{option} goes with --on; in a table these stand in its columns")


def register(app: typer.Typer, _: Callable[[str], str], language: str) -> None:
    """Adds the group with its commands."""
    group = typer.Typer(
        help=_("Objections of a body to the results of a run, and what a commission decides on them."), no_args_is_help=True
    )
    app.add_typer(group, name="objection")
    shared = Shared(_)
    _add(group, shared, _, language)
    _written(group, shared, _, language)
    objection_list.register(group, shared, _, language)
    objection_decide.register(group, shared, _, language)


def _add(group: typer.Typer, shared: Shared, _: Callable[[str], str], language: str) -> None:
    option = typer.Option
    concluded_ = Annotated[
        str, option("--conclusion-received", metavar="YYYY-MM-DD", help=_("day on which the body received the conclusion"))
    ]
    received_ = Annotated[
        str | None, option("--received", metavar="YYYY-MM-DD", help=_("day on which the objections came (default: today)"))
    ]
    on_ = Annotated[
        list[str] | None, option("--on", metavar="ID", help=_("row, requirement or finding objected to; may be given again"))
    ]
    spoken_ = Annotated[str | None, option("--language", help=_("language of the row: kk or ru"))]
    points_ = Annotated[str | None, option("--points", metavar="NUMBER", help=_("points of the row that the body holds right"))]
    grounds_ = Annotated[str | None, option("--grounds", help=_("why the body does not agree"))]
    link_ = Annotated[list[str] | None, option("--link", metavar="URL", help=_("address that proves it; may be given again"))]
    file_ = Annotated[list[str] | None, option("--file", metavar="FILE", help=_(FILES))]
    table_ = Annotated[
        Path | None, option("--table", metavar="FILE", help=_("table of disagreements filled in by the body, XLSX or CSV"))
    ]
    none_ = Annotated[bool, option("--none", help=_("the body gave notice that it has no objections"))]
    letter_ = Annotated[str, option("--letter", help=_("number of the body's letter"))]
    supersedes_ = Annotated[
        str | None, option("--supersedes", metavar="CODE", help=_("id of the earlier entry that this one corrects"))
    ]

    @group.command(
        "add",
        help=_("Puts a body's objections on record, or its notice that it has none; nothing that came is changed or dropped."),
        epilog=_("Example: openness objection add RUN --conclusion-received 2026-11-20 --table objections.xlsx"),
    )
    def add(
        run: shared.run,
        conclusion_received: concluded_,
        received: received_ = None,
        on: on_ = None,
        spoken: spoken_ = None,
        points: points_ = None,
        grounds: grounds_ = None,
        link: link_ = None,
        file: file_ = None,
        table: table_ = None,
        none: none_ = False,
        letter: letter_ = "",
        supersedes: supersedes_ = None,
        db: shared.db = DEFAULT_DB,
        config: shared.config = None,
        json: shared.json = False,
    ) -> int:
        if sum((bool(on), table is not None, none)) != 1:
            raise WrongUse(ONE_WAY)
        for name, given in (("--language", spoken), ("--points", points), ("--grounds", grounds), ("--link", link)):
            if given is not None and not on:
                raise WrongUse(BESIDES, option=name)
        from openness.imports.faults import FaultyFileError
        from openness.objections import adding, filled

        desk = at(db, config or default_config(), run)
        concluded, came = parse_date(conclusion_received, "--conclusion-received"), parse_date(received, "--received")
        assert concluded is not None  # noqa: S101 - the option is given
        papers = desk.papers(file or ())
        form = None
        try:
            if table is not None:
                form = filled.read(table)
                papers.append((form.name, form.content))
            lines = filled.objected(form) if form is not None else tuple(_typed(on or (), spoken, points, grounds, link))
            draft = adding.Draft(
                kind="notice" if none else "objection",
                concluded=concluded,
                received=came or today(),
                folder=Path.cwd() if table is None else table.resolve().parent,
                lines=lines,
                letter=letter,
                papers=tuple(papers),
                supersedes=supersedes,
            )
            return _put(desk, draft, form, language, json)
        except FaultyFileError as fault:
            for one in fault.faults.lines(language):
                say(one)
            return WRONG


def _typed(
    on: Iterable[str], spoken: str | None, points: str | None, grounds: str | None, link: list[str] | None
) -> "Iterable[Line]":
    from openness.imports.columns import WrongCellError
    from openness.objections.adding import Line
    from openness.objections.table import COLUMNS
    from openness.objections.table import points as read_points

    if spoken not in (None, "kk", "ru"):
        raise WrongUse(N_("--language «{given}»: kk or ru was expected"), given=spoken)
    try:
        asked = None if points is None else read_points(COLUMNS[0], points)
    except WrongCellError:
        raise WrongUse(NOT_POINTS, option="--points", given=points) from None
    for name in on:
        yield Line(name, grounds or "", spoken, asked, tuple(link or ()))  # type: ignore[arg-type]


def _put(desk: Desk, draft: "Draft", form: Any, language: str, json: bool) -> int:
    from openness.decisions.proof import RefusedError
    from openness.objections.adding import add

    try:
        made, new = add(desk.engine, desk.results, desk.rules, draft, desk.most, datetime.now(UTC))
    except RefusedError as refused:
        beside = refused.wrong if form is None else form.tell(refused.wrong)
        told_wrong(beside, language)
        return WRONG
    if json:
        print_json(
            jsonlib.dumps({"schema": "openness/objection/1", **value(made, desk), "new": new}, ensure_ascii=False, indent=1)
        )
    elif not new:
        tell(t(AS_BEFORE, language, id=made.id))
    elif not made.late:
        tell(_said(made, desk, language))
    if made.late:
        _tell_late(made, desk, language)
        return SHORT
    return DONE


def _said(made: "Objection", desk: Desk, language: str) -> str:
    if made.kind == "notice":
        return t(NOTICE_ON_RECORD, language, id=made.id, law=desk.law("notice", language))
    day = desk.rules.last("decide", made.received)
    return t(ON_RECORD, language, id=made.id, count=len(made.lines), day=day, law=desk.law("decide", language))


def _tell_late(made: "Objection", desk: Desk, language: str) -> None:
    name = "term" if made.kind == "objection" else "notice"
    told = {"id": made.id, "day": made.received, "last": made.last, "law": desk.law(name, language)}
    if made.kind == "objection" and not desk.rules.held.late.considered:
        say(t(TOO_LATE, language, **told, rule=desk.cited(desk.rules.held.late.rule, language)))
    else:
        say(t(LATE_NOTICE, language, **told))


def _written(group: typer.Typer, shared: Shared, _: Callable[[str], str], language: str) -> None:
    target_ = Annotated[Path, typer.Option("-o", "--output", metavar="FILE", help=_("new file, .xlsx"))]

    @group.command(
        "form",
        help=_("Writes a table of disagreements for the body to fill in: every row that lost points or is open."),
        epilog=_("Example: openness objection form RUN -o objections.xlsx"),
    )
    def form(run: shared.run, output: target_, db: shared.db = DEFAULT_DB, config: shared.config = None) -> int:
        from openness.objections.table import form as write_form

        desk = at(db, config or default_config(), run)
        count = write_form(desk.results, output, language)
        tell(t("Table of disagreements: {path}; lines – {count}.", language, path=str(output), count=count))
        return DONE

    @group.command(
        "table",
        help=_("Writes the objections on record as the table of disagreements, for the commission to fill in or as it decided."),
        epilog=_("Example: openness objection table RUN -o disagreements.xlsx"),
    )
    def table(run: shared.run, output: target_, db: shared.db = DEFAULT_DB, config: shared.config = None) -> int:
        from openness.objections.table import disagreements

        desk = at(db, config or default_config(), run)
        count = disagreements(desk.results, desk.book(), output, language)
        tell(t("Table of disagreements: {path}; lines – {count}.", language, path=str(output), count=count))
        return DONE
