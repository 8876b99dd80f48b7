"""``new``: the files of one more check, portal, formula, form or edition, with tests that fail until they are filled."""

import json as jsonlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import typer

from openness.cli import DONE
from openness.commands.options import Shared, print_json
from openness.console import tell
from openness.scaffold import lay
from reports.i18n import t


def register(app: typer.Typer, _: Callable[[str], str], language: str) -> None:
    """Adds the group and its commands."""
    group = typer.Typer(
        help=_(
            "Lays the files of one more check, portal, formula, form or edition, with a test that fails until they are filled."
        ),
        no_args_is_help=True,
    )
    app.add_typer(group, name="new")
    shared = Shared(_)
    into: Any = typer.Option(Path(), "--into", metavar="FOLDER", help=_("the tree of the source (default: the working folder)"))
    # The example names a group: its name is no word of any language.
    folder: Any = typer.Option(
        "content", "--group", metavar="NAME", show_default=False, help=_("group that the check belongs to")
    )

    @group.command(
        "check",
        help=_("A check, with its page and its cases."),
        epilog=_("Example: openness new check pages-have-title --group content"),
    )
    def check(name: str, folder: str = folder, into: Path = into, json: shared.json = False) -> int:
        return _lay("check", name, into, json, language, folder)

    @group.command("portal", help=_("A portal, with a saved answer."), epilog=_("Example: openness new portal open-budget"))
    def portal(name: str, into: Path = into, json: shared.json = False) -> int:
        return _lay("portal", name, into, json, language)

    @group.command("formula", help=_("A formula for rows."), epilog=_("Example: openness new formula share_of_days"))
    def formula(name: str, into: Path = into, json: shared.json = False) -> int:
        return _lay("formula", name, into, json, language)

    edition_: Any = typer.Option(
        ..., "--edition", metavar="ID/EDITION", show_default=False, help=_("edition whose result the form tells")
    )

    @group.command(
        "form",
        help=_("An official form of a scored run, with its printed table."),
        epilog=_("Example: openness new form conclusion-2030 --edition kz-2030/2030-01-01"),
    )
    def form(name: str, of: str = edition_, into: Path = into, json: shared.json = False) -> int:
        return _lay("form", name, into, json, language, of)

    @group.command(
        "edition",
        help=_("An edition of a law, with a worked example."),
        epilog=_("Example: openness new edition kz-2030/2030-01-01"),
    )
    def edition(name: str, into: Path = into, json: shared.json = False) -> int:
        return _lay("edition", name, into, json, language)


def _lay(kind: str, name: str, into: Path, json: bool, language: str, of: str = "") -> int:
    laid = lay(kind, name, into, of)
    if json:
        print_json(jsonlib.dumps({"files": laid.files, "test": laid.test}, ensure_ascii=False, indent=1))
        return DONE
    for path in laid.files:
        tell(str(into / path))
    tell(t("Now fill them in; this fails until you have: {command}", language, command=f"pytest {laid.test}"))
    return DONE
