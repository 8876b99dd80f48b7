"""``openness import``: takes in what a body reported or a survey gave; writes templates; lists what is on record."""

import json as jsonlib
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table
from rich.text import Text

from openness.cli import DONE, WRONG
from openness.commands import import_register
from openness.commands.imported import SHOWN_FACTS, edition_on, known_law, told_of
from openness.commands.options import DEFAULT_DB, Shared, day_of, default_config, print_json
from openness.console import say, tell
from openness.faults import WrongUse
from openness.fresh import proven
from openness.periods import default_period, told_period
from reports.i18n import N_, t
from reports.numbers import moment
from scoring import methodology as law
from store import reported
from store.db import open_database
from store.reported import StoredImport
from store.subordinates import SUBORDINATES

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from openness.imports.take import Taken

KINDS = (
    "report",
    "events",
    "media-requests",
    "feedback",
    "unified-list",
    "subordinates",
    "survey",
    "services",
    "appeals",
    "positions",
    "assessments",
    "rulings",
)


def register(app: typer.Typer, _: Callable[[str], str], language: str) -> None:
    """Adds the group with one command a kind, ``template`` and ``list``."""
    group = typer.Typer(help=_("Takes in what a body reported or a survey gave; what no crawler can know."), no_args_is_help=True)
    app.add_typer(group, name="import")
    for kind in KINDS:
        if kind == SUBORDINATES:
            import_register.register(group, _, language)
        else:
            _take(group, kind, _, language)
    _template(group, _, language)
    _listed(group, _, language)


def _take(group: typer.Typer, kind: str, _: Callable[[str], str], language: str) -> None:
    shared = Shared(_)
    file_ = Annotated[Path, typer.Argument(metavar="FILE", help=_("CSV (UTF-8) or XLSX; printed forms also as DOCX"))]
    body_ = Annotated[str, typer.Option("--body", metavar="BODY", help=_("code of a body in the register"))]
    period_ = Annotated[str | None, typer.Option("--period", help=_("period that the file is for: 2026, 2026-H2 or 2026-Q4"))]
    words = {
        "report": _("Takes in a body's report: figures of rows of the law, one a line."),
        "events": _("Takes in the list of events that a body held."),
        "media-requests": _("Takes in the list of requests of the media and their answers; late answers are counted by the law."),
        "feedback": _("Takes in citizens' messages on drafts and budgets: comment or proposal, accepted, answered."),
        "unified-list": _("Takes in the Unified List of open data: the sets that a body has to publish, and how often."),
        "survey": _("Takes in results of surveys of the population, the media and users of services."),
        "services": _("Takes in figures on public services (2017 Methodology, chapter 2)."),
        "appeals": _("Takes in figures on complaints and applications (2017 Methodology, chapter 4)."),
        "positions": _(
            "Takes in places of the site in search systems as a person noted them (2017 Methodology, appendix 14, row 1.1)."
        ),
        "assessments": _("Takes in what a person established about rows of the law that checks leave open, with its proof."),
        "rulings": _("Takes in people's decisions on findings; what is on record is never changed."),
    }

    @group.command(
        kind,
        help=words[kind],
        epilog=_("Example: openness import {kind} file.xlsx --body mam --period 2026").format(kind=kind),
    )
    def one(
        file: file_,
        body: body_,
        period: period_ = None,
        as_of: shared.as_of = None,
        methodology: shared.methodology = None,
        db: shared.db = DEFAULT_DB,
        config: shared.config = None,
        json: shared.json = False,
    ) -> int:
        from openness.imports.every import kinds
        from openness.imports.faults import FaultyFileError
        from openness.imports.take import EXAMPLE, Wanted, checked_period, kind_of_body, take_in

        folder = config or default_config()
        day = day_of(as_of)
        edition = edition_on(folder, methodology, day)

        def take(engine: "Engine") -> "Taken":
            wanted = Wanted(
                kind=kinds()[kind],
                path=file,
                body=body,
                body_kind=kind_of_body(engine, folder, body, day),
                period=checked_period(period or default_period(edition.period.each, day)),
                as_of=day,
                config=folder,
                methodology=known_law(folder, methodology),
            )
            return take_in(engine, wanted, datetime.now(UTC))

        try:
            taken = take(proven(db, take))
        except FaultyFileError as fault:
            for line in fault.faults.lines(language):
                say(line)
            return WRONG
        for line_number in taken.examples[:SHOWN_FACTS]:
            say(t(EXAMPLE, language, file=taken.item.name, line=line_number))
        if json:
            print_json(jsonlib.dumps(taken.as_json(), ensure_ascii=False, indent=1))
        else:
            told_of(taken, language)
        for note in told_period(edition, taken.item.period):
            say(note.kk if language == "kk" else note.ru)
        return DONE


def _template(group: typer.Typer, _: Callable[[str], str], language: str) -> None:
    shared = Shared(_)
    kind_ = Annotated[str, typer.Argument(metavar="KIND", help=", ".join(KINDS))]
    target_ = Annotated[Path, typer.Option("-o", "--output", metavar="FILE", help=_("new file, .xlsx, .csv or .docx"))]
    period_ = Annotated[str | None, typer.Option("--period", help=_("period of the dates in the example, or of the report"))]
    form_ = Annotated[bool, typer.Option("--form", help=_("the form that the act prints; a .docx file always is one"))]
    body_ = Annotated[str | None, typer.Option("--body", metavar="BODY", help=_("with --form: the body that is to fill it in"))]

    @group.command(
        "template",
        help=_(
            "Writes a file to be filled in, with explanations in Kazakh and Russian; its header is in the language of --lang."
        ),
        epilog=_("Example: openness import template media-requests -o requests.xlsx"),
    )
    def template(
        kind: kind_,
        output: target_,
        form: form_ = False,
        body: body_ = None,
        period: period_ = None,
        as_of: shared.as_of = None,
        methodology: shared.methodology = None,
        config: shared.config = None,
    ) -> int:
        from openness.imports.every import kinds
        from openness.imports.take import checked_period
        from openness.imports.templates import Source, write_template

        folder = config or default_config()
        if kind not in KINDS:
            raise WrongUse(N_("KIND «{given}»: one of {known} was expected"), given=kind, known=", ".join(KINDS))
        day = day_of(as_of)
        named = known_law(folder, methodology)
        if kind == "report" and named is None:
            named = law.choose(folder, None, day)[0].id
        wanted = checked_period(period or default_period(edition_on(folder, named, day).period.each, day))
        if form or body is not None or output.suffix.lower() == ".docx":
            _write_form(folder, kind, output, language, wanted, day, named, body)
        else:
            write_template(kinds()[kind], output, language, Source(folder, wanted, day, named))
        tell(t("Template: {path}", language, path=str(output)))
        return DONE


def _write_form(
    folder: Path, kind: str, output: Path, language: str, period: str, day: date, named: str | None, body: str | None
) -> None:
    """Writes the printed form of a kind, valid on the day; of a body those tables that it fills in."""
    from openness.imports.forms.layout import in_force
    from openness.imports.forms.sheet import Asked
    from openness.imports.forms.written import write_form
    from openness.registers import load_bodies, nearest

    found = in_force(folder, kind, named, day)
    if found is None:
        raise WrongUse(N_("KIND «{given}»: no act known here prints a form for it; leave --form and --body out"), given=kind)
    spoken = "kk" if language == "kk" else "ru"
    asked = Asked(found, spoken, period)
    if body is not None:
        known = load_bodies(folder)
        if body not in known:
            raise WrongUse(
                N_("body «{given}» is not in the register {folder}{hint}; see `openness bodies list`"),
                given=body,
                folder=folder / "bodies",
                hint=nearest(body, known),
            )
        one = known[body]
        asked = Asked(found, spoken, period, one.name.kk if spoken == "kk" else one.name.ru, one.kind)
    write_form(asked, output)


def _listed(group: typer.Typer, _: Callable[[str], str], language: str) -> None:
    shared = Shared(_)
    body_ = Annotated[str | None, typer.Option("--body", metavar="BODY", help=_("only those of this body"))]

    @group.command(
        "list",
        help=_("Lists the files that were taken in."),
        epilog=_("Example: openness import list --body mam"),
    )
    def listed(body: body_ = None, db: shared.db = DEFAULT_DB, json: shared.json = False) -> int:
        with open_database(db, create=False).connect() as connection:
            items = reported.all_imports(connection, body)
        last = {(item.body, item.kind, item.period): item.id for item in items}
        if json:
            rows = [item.model_dump(mode="json", exclude={"facts", "seq"}) | {"counts": _counts(item, last)} for item in items]
            print_json(jsonlib.dumps(rows, ensure_ascii=False, indent=1))
            return DONE
        if not items:
            tell(t("Nothing was taken in yet.", language))
            return DONE
        table = Table(box=None)
        for title in (_("Body"), _("Kind"), _("Period"), _("File name"), _("Lines"), _("Taken in"), _("Counts")):
            table.add_column(title, overflow="fold")
        for item in items:
            counts = _("yes") if _counts(item, last) else _("no, a newer one does")
            cells = (item.body, item.kind, item.period, item.name, str(item.rows), moment(item.imported_at, language), counts)
            table.add_row(*(Text(cell) for cell in cells))
        tell(table)
        return DONE


def _counts(item: StoredImport, last: dict[tuple[str, str, str], str]) -> bool:
    """Whether a file is the one that counts; decisions always do, each by itself."""
    return item.kind in reported.BESIDE or last[item.body, item.kind, item.period] == item.id
