"""``forms RUN``: the official forms of a scored run, as drafts or issued."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from openness import runs
from openness.cli import DONE
from openness.commands.options import DEFAULT_DB, Shared, default_config, print_json
from openness.console import tell
from openness.faults import WrongUse
from reports.files import canonical
from reports.i18n import N_, t
from store.base import OFFICIAL, Language

if TYPE_CHECKING:
    from openness.forms.model import Filled
    from openness.forms.shelf import Paper
    from reports.forms.printed import Printed
    from store.harvest import CrawlPlan

KINDS = ("docx", "pdf", "xlsx")
NO_FORM = N_("run {run} was scored by {methodology}, whose act prints no form at hand; there are forms for: {known}")
NOT_TOLD = N_(
    "the result of run {run} holds nothing that the form {form} tells: no data of that direction was taken in and scored"
)
NO_FACTS = N_("run {run}: no fact speaks against the body's own report, so there is nothing for the form {form} to tell")
NO_SUCH = N_("--form «{given}»: {known} was expected")
NO_KIND = N_("--paper «{given}»: docx, pdf or xlsx was expected")
DRAFTS = N_("Rows without a decision: {rows}. These are drafts, without a final score.")
ISSUED = N_("Issued under number {number}: {folder}")
AGAIN = N_("Issued already, under number {number}: {folder}")


def register(app: typer.Typer, _: Callable[[str], str], language: str) -> None:
    """Adds the command."""
    shared, option = Shared(_), typer.Option
    output_ = Annotated[
        Path | None,
        option("-o", "--output", metavar="FOLDER", help=_("where the forms go (default: beside the result of the run)")),
    ]
    form_ = Annotated[str | None, option("--form", metavar="NAME", help=_("this form only"))]
    spoken_ = Annotated[str | None, option("--language", help=_("language of the forms: ru or kk (default: both)"))]
    paper_ = Annotated[list[str] | None, option("--paper", help=_("docx, pdf or xlsx; may be given again (default: all)"))]
    issue_ = Annotated[bool, option("--issue", help=_("keep them for good under a number: only where nothing is open"))]

    @app.command(
        "forms",
        help=_(
            "Writes the official forms of a scored run in Kazakh and Russian: Word, PDF and workbook. "
            "While a row is open they are drafts without a final score."
        ),
        epilog=_("Example: openness forms RUN --language kk --paper pdf"),
    )
    def forms(
        run: shared.run,
        output: output_ = None,
        form: form_ = None,
        spoken: spoken_ = None,
        paper: paper_ = None,
        issue: issue_ = False,
        db: shared.db = DEFAULT_DB,
        config: shared.config = None,
        json: shared.json = False,
    ) -> int:
        from openness.forms import shelf
        from openness.forms.composed import Source
        from openness.forms.filling import fill, is_told
        from openness.objections.places import results
        from openness.shelf import Shelf

        tongues, kinds = _tongues(spoken), _kinds(paper)
        engine = runs.database(db, run)
        found = results(engine, runs.find(engine, run))
        source = Source(found, Shelf(config or default_config()).read(found.plan))
        asked = [one for one in _asked(found.plan, form) if is_told(one, source)]
        if not asked:
            acts = any(one.layout == "reconciliation" for one in _asked(found.plan, form))
            raise WrongUse(NO_FACTS if acts else NOT_TOLD, run=found.plan.run_id, form=form)
        filled = [fill(one, source, tongue) for one in asked for tongue in tongues]
        papers = [paper for one in filled for paper in _papers(one, kinds)]
        rows = max((one.open_rows for one in filled), default=0)
        out = Path(found.plan.out)
        if not issue:
            folder = output or out / shelf.FOLDER
            paths = shelf.write_drafts(folder, papers)
            draft = any(one.draft for one in filled)
            _tell(language, json, [shelf.told(*one) for one in zip(papers, paths, strict=True)], draft, rows)
            return DONE
        if output is not None:
            raise WrongUse(N_("-o and --issue do not go together: issued forms stay with the run; leave one of them out"))
        if any(one.draft for one in filled):
            raise WrongUse(shelf.OPEN, rows=rows, run=run)
        with runs.held(engine, found.plan):
            made, new = shelf.issue(out, found.plan.run_id, source.digest, papers, datetime.now(UTC).replace(microsecond=0))
        place = shelf.place(out / shelf.FOLDER, made.number)
        if json:
            print_json(canonical({**made.model_dump(mode="json"), "folder": str(place), "new": new}))
        else:
            tell(t(ISSUED if new else AGAIN, language, number=made.number, folder=str(place)))
        return DONE


def _tell(language: str, json: bool, files: list[dict[str, str]], draft: bool, rows: int) -> None:
    if json:
        print_json(canonical({"draft": draft, "open": rows, "files": files}))
        return
    for one in files:
        tell(t("Form: {path}", language, path=one["file"]))
    if draft:
        tell(t(DRAFTS, language, rows=rows))


def _tongues(spoken: str | None) -> tuple[Language, ...]:
    found = tuple(one for one in OFFICIAL if spoken in (None, one))
    if not found:
        raise WrongUse(N_("--language «{given}»: kk or ru was expected"), given=spoken)
    return found


def _kinds(given: list[str] | None) -> tuple[str, ...]:
    for one in given or ():
        if one not in KINDS:
            raise WrongUse(NO_KIND, given=one)
    return tuple(one for one in KINDS if one in (given or KINDS))


def _asked(plan: "CrawlPlan", name: str | None) -> "tuple[Printed, ...]":
    """The forms that the act prints for a run; with a name only that one."""
    from reports.forms.printed import forms, forms_of

    known = forms_of(plan.methodology, plan.body.kind)
    if not known:
        others = ", ".join(sorted({one.methodology for one in forms()}))
        raise WrongUse(NO_FORM, run=plan.run_id, methodology=plan.methodology, known=others)
    found = tuple(one for one in known if name in (None, one.name))
    if not found:
        raise WrongUse(NO_SUCH, given=name, known=", ".join(one.name for one in known))
    return found


def _papers(filled: "Filled", kinds: tuple[str, ...]) -> "Iterator[Paper]":
    from openness.forms import pdfform, sheetform, wordform
    from openness.forms.shelf import Paper

    writers = {"docx": wordform.document, "pdf": pdfform.document, "xlsx": sheetform.workbook}
    for kind in kinds:
        yield Paper(f"{filled.name}.{kind}", writers[kind](filled))
