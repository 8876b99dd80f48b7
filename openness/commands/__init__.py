"""The commands, one file a group; help texts in the language asked for. Only the group of the command given is loaded."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from functools import partial
from typing import Any

import typer

from openness.usage import speak
from reports.i18n import t

Words = Callable[[str], str]
# Which file holds which commands; for a name that is none of them all are loaded, so that the nearest can be told.
GROUPS = {
    "audit": ("audit", "plan"),
    "stages": ("harvest", "extract", "check", "score", "report", "replay"),
    "cohort": ("cohort",),
    "imports": ("import",),
    "inspect": ("inspect",),
    "registers": ("explain", "bodies", "methodologies"),
    "evidence": ("evidence",),
}


def _needed(arguments: list[str]) -> tuple[str, ...]:
    named = next((word for word in arguments if not word.startswith("-")), None)
    return next(((group,) for group, commands in GROUPS.items() if named in commands), tuple(GROUPS))


def build(language: str, arguments: list[str]) -> Any:
    """The command line with its help in one language, as far as these arguments need it."""
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

    for group in _needed(arguments):
        importlib.import_module(f"openness.commands.{group}").register(app, _, language)
    return speak(typer.main.get_command(app), language)
