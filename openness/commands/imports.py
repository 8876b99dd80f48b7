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
from openness.commands.options import DEFAULT_DB, Shared, day_of, default_config, print_json
from openness.console import say, tell
from openness.fresh import proven
from openness.periods import default_period, told_period
from openness.planning import WrongUse
from reports.i18n import N_, t
from reports.numbers import moment
from scoring import methodology as law
from store import reported
from store.db import open_database
from store.reported import StoredImport

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from openness.imports.take import Taken

KINDS = (
    "report",
    "events",
    "media-requests",
    "unified-list",
    "survey",
    "services",
    "appeals",
    "positions",
    "assessments",
    "rulings",
)
SHOWN_FACTS = 40


def register(app: typer.Typer, _: Callable[[str], str], language: str) -> None:
    """Adds the group with one command a kind, ``template`` and ``list``."""
    group = typer.Typer(help=_("Takes in what a body reported or a survey gave; what no crawler can know."), no_args_is_help=True)
    app.add_typer(group, name="import")
    for kind in KINDS:
        _take(group, kind, _, language)
    _template(group, _, language)
    _listed(group, _, language)


def _take(group: typer.Typer, kind: str, _: Callable[[str], str], language: str) -> None:
    shared = Shared(_)
    file_ = Annotated[Path, typer.Argument(metavar="FILE", help=_("CSV (UTF-8) or XLSX"))]
    body_ = Annotated[str, typer.Option("--body", metavar="BODY", help=_("code of a body in the register"))]
    period_ = Annotated[str | None, typer.Option("--period", help=_("period that the file is for: 2026, 2026-H2 or 2026-Q4"))]
    words = {
        "report": _("Takes in a body's report: figures of rows of the law, one a line."),
        "events": _("Takes in the list of events that a body held."),
        "media-requests": _("Takes in the list of requests of the media and their answers; late answers are counted by the law."),
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
        edition = _edition(folder, methodology, day)

        def take(engine: "Engine") -> "Taken":
            wanted = Wanted(
                kind=kinds()[kind],
                path=file,
                body=body,
                body_kind=kind_of_body(engine, folder, body),
                period=checked_period(period or default_period(edition.period.each, day)),
                as_of=day,
                config=folder,
                methodology=_known_law(folder, methodology),
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
            _tell(taken, language)
        for note in told_period(edition, taken.item.period):
            say(note.kk if language == "kk" else note.ru)
        return DONE


def _known_law(folder: Path, methodology: str | None) -> str | None:
    known = sorted({edition.id for edition in law.available(folder)})
    if methodology is not None and methodology not in known:
        raise WrongUse(N_("--methodology «{given}»: one of {known} was expected"), given=methodology, known=", ".join(known))
    return methodology


def _edition(folder: Path, methodology: str | None, day: date) -> law.Edition:
    """The edition that scores on the day."""
    return law.chosen_on(folder, _known_law(folder, methodology), day)[0]


def _tell(taken: "Taken", language: str) -> None:
    item = taken.item
    when = moment(item.imported_at, language)
    if not taken.new:
        tell(t("{file}: on record already (taken in {when}); nothing was changed.", language, file=item.name, when=when))
        return
    tell(
        t(
            "{file}: taken in for {body}, period {period}. Lines: {lines}.",
            language,
            file=item.name,
            body=item.body,
            period=item.period,
            lines=item.rows,
        )
    )
    if taken.replaced is not None:
        before = taken.replaced
        words = N_("It takes the place of {file}, which was taken in {when}; that one stays on record.")
        tell(t(words, language, file=before.name, when=moment(before.imported_at, language)))
    if taken.rulings:
        tell(t("Decisions: {count}, new ones among them: {new}.", language, count=taken.rulings, new=taken.new_rulings))
    if item.facts:
        tell(_facts(item, language))
    if len(item.facts) > SHOWN_FACTS:
        tell(t("… and {more} more; --json shows all.", language, more=len(item.facts) - SHOWN_FACTS))


def _facts(item: StoredImport, language: str) -> Table:
    table = Table(box=None)
    for title in (N_("Parameter"), N_("Figure"), N_("Language"), N_("Subject"), N_("Value")):
        table.add_column(t(title, language), overflow="fold")
    for fact in item.facts[:SHOWN_FACTS]:
        value = fact.value if language == "en" else fact.value.replace(".", ",")
        cells = (fact.parameter, fact.name, fact.language or "", fact.subject, value)
        table.add_row(*(Text(cell) for cell in cells))
    return table


def _template(group: typer.Typer, _: Callable[[str], str], language: str) -> None:
    shared = Shared(_)
    kind_ = Annotated[str, typer.Argument(metavar="KIND", help=", ".join(KINDS))]
    target_ = Annotated[Path, typer.Option("-o", "--output", metavar="FILE", help=_("new file, .xlsx or .csv"))]
    period_ = Annotated[str | None, typer.Option("--period", help=_("period of the dates in the example"))]

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
        named = _known_law(folder, methodology)
        if kind == "report" and named is None:
            named = law.choose(folder, None, day)[0].id
        source = Source(
            folder, checked_period(period or default_period(_edition(folder, named, day).period.each, day)), day, named
        )
        write_template(kinds()[kind], output, language, source)
        tell(t("Template: {path}", language, path=str(output)))
        return DONE


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
