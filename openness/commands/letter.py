"""``letter RUN``: a letter to the body that was audited, as a Word document, plain text or a mail."""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from openness import runs
from openness.cli import DONE
from openness.commands.options import DEFAULT_DB, Shared, default_config, parse_date
from openness.console import tell
from openness.faults import WrongUse
from reports.i18n import LANGUAGES, N_, t

MOST = 15


def register(app: typer.Typer, _: Callable[[str], str], language: str) -> None:
    """Adds the command."""
    shared, option = Shared(_), typer.Option
    target_ = Annotated[Path, option("-o", "--output", metavar="FILE", help=_("new file, .docx, .pdf, .txt or .eml"))]
    spoken_ = Annotated[
        str | None, option("--language", help=_("language of the letter: ru, kk or en (default: that of --lang)"))
    ]
    look_ = Annotated[str | None, option("--next-look", metavar="YYYY-MM-DD", help=_("day on which the site is looked at again"))]
    most_ = Annotated[int, option("--most", metavar="NUMBER", min=1, help=_("how many remedies are listed, the dearest first"))]

    @app.command(
        "letter",
        help=_(
            "Writes a letter to the body: what to mend first, what needs its own word, how to object, when it is looked at again."
        ),
        epilog=_("Example: openness letter RUN --language kk --next-look 2026-12-21 -o letter.docx"),
    )
    def letter(
        run: shared.run,
        output: target_,
        spoken: spoken_ = None,
        next_look: look_ = None,
        most: most_ = MOST,
        db: shared.db = DEFAULT_DB,
        config: shared.config = None,
    ) -> int:
        from openness.imports.workbook import write_new
        from openness.letters.composed import Asked, compose
        from openness.letters.written import paper
        from openness.objections.places import results
        from openness.shelf import Shelf
        from reports.since import read_since

        tongue = spoken or language
        if tongue not in LANGUAGES:
            raise WrongUse(N_("--language «{given}»: kk, ru or en was expected"), given=spoken)
        write = paper(output)
        look = parse_date(next_look, "--next-look")
        engine = runs.database(db, run)
        found = results(engine, runs.find(engine, run))
        edition = Shelf(config or default_config()).read(found.plan)
        since = read_since(Path(found.plan.out), found.result, found.lines)
        write_new(output, write(compose(Asked(found, edition, most, look, since), tongue)))
        tell(t("Letter: {path}", language, path=str(output)))
        return DONE
