"""``methodologies``: the laws as data – listed, shown, proved, compared, closed, and written as pages."""

import json as jsonlib
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer

from openness import editions
from openness.cli import DONE
from openness.commands import law_calendar
from openness.commands.options import Shared, day_of, default_config, print_json
from openness.console import tell
from openness.faults import WrongUse
from openness.lawdocs import write_docs
from openness.registers import names_of
from openness.wordlists import proved
from reports.diff import compare
from reports.diff_view import diff_html, diff_table
from reports.edition_view import edition_page, editions_table
from reports.files import write_whole
from reports.i18n import N_, t
from scoring import methodology as law

DIFF = "openness/methodologies-diff/1"


def register(app: typer.Typer, _: Callable[[str], str], language: str) -> None:
    """Adds the group and its commands."""
    group = typer.Typer(help=_("The laws as data, one edition a folder."), no_args_is_help=True)
    app.add_typer(group, name="methodologies")
    for add in (_list, _show, _validate, _diff, _lock, _docs, law_calendar.add):
        add(group, _, language)


def _list(group: typer.Typer, _: Callable[[str], str], language: str) -> None:
    shared = Shared(_)

    @group.command("list", help=_("Lists the editions."), epilog=_("Example: openness methodologies list"))
    def listed(config: shared.config = None, json: shared.json = False) -> int:
        found = editions.everything(config or default_config(), checks=False)
        if json:
            rows = [
                {
                    "id": one.id,
                    "edition": one.edition,
                    "valid_from": str(one.valid_from),
                    "valid_to": None if one.valid_to is None else str(one.valid_to),
                    "assessment": one.assessment,
                    "partial": one.partial is not None,
                    "lock": one.lock,
                    "sha256": one.sha256,
                    "mapping_sha256": one.mapping_sha256,
                }
                for one in found
            ]
            print_json(jsonlib.dumps(rows, indent=1))
        else:
            tell(editions_table(found, language))
        return DONE


def _show(group: typer.Typer, _: Callable[[str], str], language: str) -> None:
    shared = Shared(_)

    @group.command(
        "show", help=_("Shows one edition with its tables and weights."), epilog=_("Example: openness methodologies show kz-2017")
    )
    def show(
        name: str,
        as_of: shared.as_of = None,
        config: shared.config = None,
        json: shared.json = False,
    ) -> int:
        edition, note = editions.named(config or default_config(), name, day_of(as_of))
        if json:
            print_json(edition.model_dump_json(indent=1))
        else:
            tell(edition_page(edition, note, language, names_of(config or default_config())))
        return DONE


def _validate(group: typer.Typer, _: Callable[[str], str], language: str) -> None:
    shared = Shared(_)

    @group.command(
        "validate",
        help=_("Proves every edition: sums, citations, checks, formulas, and that a closed edition was not changed."),
        epilog=_("Example: openness methodologies validate"),
    )
    def validate(config: shared.config = None) -> int:
        folder = config or default_config()
        found = editions.unspoilt(folder)
        if (folder / "lexicon").is_dir():
            proved(folder)
        for one in found:
            if one.lock == editions.ABSENT:
                name = f"{one.id}/{one.edition}"
                tell(t("{name}: not closed yet; close it with `openness methodologies lock {name}`.", language, name=name))
        tell(t("{count} editions: in order.", language, count=len(found)))
        return DONE


def _diff(group: typer.Typer, _: Callable[[str], str], language: str) -> None:
    shared = Shared(_)
    output: Any = Annotated[Path | None, typer.Option("-o", "--output", help=_("HTML file to be written, in Russian or Kazakh"))]
    before: Any = Annotated[str, typer.Argument(metavar="A", help=_("edition before: ID, ID/EDITION or a folder"))]
    after: Any = Annotated[str, typer.Argument(metavar="B", help=_("edition after: ID, ID/EDITION or a folder"))]

    @group.command(
        "diff",
        help=_(
            "Compares two editions: the law (rows, totals, exemptions, grades), its readings and the checks that serve it, each apart."
        ),
        epilog=_("Example: openness methodologies diff kz-2023/2023-06-01 kz-2025 -o diff.html"),
    )
    def diff(
        a: before,
        b: after,
        o: output = None,
        as_of: shared.as_of = None,
        config: shared.config = None,
        json: shared.json = False,
    ) -> int:
        folder = config or default_config()
        first, second = (editions.named(folder, name, day_of(as_of))[0] for name in (a, b))
        found = compare(first, second)
        if o is not None:
            write_whole(o, [diff_html(found, "kk" if language == "kk" else "ru")])
        if json:
            print_json(jsonlib.dumps({"schema": DIFF, **found.model_dump(mode="json")}, ensure_ascii=False, indent=1))
        elif o is None:
            tell(diff_table(found, language))
        return DONE


def _lock(group: typer.Typer, _: Callable[[str], str], language: str) -> None:
    shared = Shared(_)
    again: Any = Annotated[
        bool, typer.Option("--again", help=_("close an edition anew that was changed before it was published"))
    ]
    named: Any = Annotated[str, typer.Argument(metavar="ID/EDITION", help=_("the edition to be closed"))]

    @group.command(
        "lock",
        help=_("Closes an edition: writes the digest of its files beside them."),
        epilog=_("Example: openness methodologies lock kz-2025/2025-05-16"),
    )
    def lock(name: named, again: again = False, config: shared.config = None) -> int:
        folder = editions.folder_of(config or default_config(), name)
        if law.load(folder).lock == editions.DIFFERS and not again:
            raise WrongUse(
                N_(
                    "{file}: {name} was changed after it was closed; restore its files, lay the change in a new folder, or close it "
                    "anew with --again if it was never published"
                ),
                file=folder / law.LOCK,
                name=name,
            )
        tell(t("{name}: closed, sha256:{digest}.", language, name=name, digest=law.write_lock(folder)))
        return DONE


def _docs(group: typer.Typer, _: Callable[[str], str], language: str) -> None:
    shared = Shared(_)
    output: Any = Annotated[Path, typer.Option("-o", "--output", help=_("folder of the pages, for example docs/law"))]

    @group.command(
        "docs",
        help=_("Writes the pages of all editions: one a printed table, in Russian and Kazakh."),
        epilog=_("Example: openness methodologies docs -o docs/law"),
    )
    def docs(o: output, config: shared.config = None) -> int:
        number = write_docs(config or default_config(), o)
        tell(t("Pages written: {count}, in {folder}.", language, count=number, folder=o))
        return DONE
