"""The commands, one file a group; help texts in the language asked for."""

from collections.abc import Callable
from functools import partial
from typing import Any

import typer

from openness.commands import audit, cohort, evidence, imports, inspect, registers, stages
from reports.i18n import t

Words = Callable[[str], str]


def build(language: str) -> Any:
    """The command line with its help in one language."""
    _: Words = partial(t, language=language)
    app = typer.Typer(
        help=_(
            "Audits the openness of state bodies: crawls their sites, checks, scores by the law's tables, proves every deduction."
        ),
        no_args_is_help=True,
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
    )

    @app.callback(epilog=_("Example: openness audit --site https://example.gov.kz --kind central --as-of 2026-11-20"))
    def root(
        lang: str = typer.Option(
            "ru",
            "--lang",
            help=_("language of all texts: ru, kk or en; may stand anywhere on the line (default: the locale, else ru)"),
        ),
    ) -> None:
        pass

    for group in (audit, stages, cohort, imports, inspect, registers, evidence):
        group.register(app, _, language)
    return typer.main.get_command(app)
