"""``runs compare``: what is new, gone and unchanged between two runs of a body, and why each point moved."""

import json as jsonlib
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer

from openness import runs as records
from openness.cli import DONE
from openness.commands.options import DEFAULT_DB, Shared, default_config, print_json
from openness.comparing.runs import compare
from openness.console import tell
from openness.faults import WrongUse
from openness.pipeline import Pipeline
from openness.progress import Reporter
from reports.compared import Compared
from reports.compared_view import comparison_html, comparison_tables
from reports.compared_words import value
from reports.files import canonical, write_whole
from reports.i18n import N_

KINDS = (".html", ".json")
OTHER_KIND = N_("-o {file}: the name must end in .html or .json; give it one of them")


def add(group: typer.Typer, _: Callable[[str], str], language: str) -> None:
    """Adds the command to the group ``runs``."""
    shared = Shared(_)
    before: Any = Annotated[str, typer.Argument(metavar="A", help=_("the earlier run: its id or folder"))]
    after: Any = Annotated[str, typer.Argument(metavar="B", help=_("the later run: its id or folder"))]
    output: Any = Annotated[Path | None, typer.Option("-o", "--output", help=_("file to be written, .html or .json"))]

    @group.command(
        "compare",
        help=_(
            "Compares two runs of one body: findings that are new, gone and unchanged, and by what each point moved – the site, the law, "
            "readings or the mapping, the program, decisions of people."
        ),
        epilog=_("Example: openness runs compare A B -o comparison.html"),
    )
    def compared(
        run_a: before,
        run_b: after,
        o: output = None,
        db: shared.db = DEFAULT_DB,
        config: shared.config = None,
        json: shared.json = False,
    ) -> int:
        if o is not None and o.suffix.lower() not in KINDS:
            raise WrongUse(OTHER_KIND, file=o)
        with Reporter(language) as reporter:
            pipeline = Pipeline(records.database(db, run_a), db, config or default_config(), reporter)
            found = compare(pipeline, *(records.find(pipeline.engine, name) for name in (run_a, run_b)))
        if o is not None:
            write_whole(o, [_file(found, o, language)])
        if json:
            print_json(jsonlib.dumps(value(found), ensure_ascii=False, indent=1))
        elif o is None:
            tell(comparison_tables(found, language))
        return DONE


def _file(found: Compared, path: Path, language: str) -> str:
    if path.suffix.lower() == ".html":
        return comparison_html(found, language)
    return canonical(value(found), indent=1) + "\n"
