"""The commands, one file a group; help texts in the language asked for. Only the group of the command given is loaded."""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from functools import partial
from io import StringIO
from typing import Any

import typer
from typer._completion_shared import install

from openness import __version__
from openness.console import tell
from openness.faults import WrongUse
from openness.usage import speak
from reports.i18n import N_, t

SHELLS = "bash, zsh, fish, PowerShell"
Words = Callable[[str], str]
# Which file holds which commands; for a name that is none of them all are loaded, so that the nearest can be told.
GROUPS = {
    "audit": ("audit", "plan"),
    "stages": ("harvest", "extract", "check", "score", "report", "replay"),
    "cohort": ("cohort",),
    "imports": ("import",),
    "inspect": ("inspect",),
    "registers": ("bodies",),
    "methodologies": ("methodologies",),
    "explain": ("explain",),
    "evidence": ("evidence",),
    "runs": ("runs",),
    "readings": ("readings",),
    "advice": ("advice",),
    "letter": ("letter",),
    "forms": ("forms",),
    "database": ("db",),
    "review": ("review",),
    "objection": ("objection",),
    "new": ("new",),
    "duties": ("calendar",),
    "portal": ("portal",),
    "worker": ("worker",),
    "queue": ("queue",),
    "night": ("nightly", "schedule"),
}
# What a shell that asks for completion has on its line so far, by shell.
COMPLETING = "_OPENNESS_COMPLETE"
LINES = ("COMP_WORDS", "_TYPER_COMPLETE_ARGS")


def _needed(arguments: list[str]) -> tuple[str, ...]:
    if COMPLETING in os.environ:
        arguments = next((os.environ[name] for name in LINES if name in os.environ), "").split()[1:]
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
        version: bool = typer.Option(False, "--version", is_eager=True, callback=_tell_version, help=_("print the version")),
    ) -> None:
        pass

    for group in _needed(arguments):
        importlib.import_module(f"openness.commands.{group}").register(app, _, language)
    command = typer.main.get_command(app)
    # Typer brings these two options along, in English.
    brought = {
        "install_completion": _("set up completion of commands and options in this shell"),
        "show_completion": _("print the completion script of this shell, to set it up by hand"),
    }
    callbacks = {"install_completion": partial(_set_up_completion, language)}
    for option in command.params:
        option.callback = callbacks.get(option.name or "", option.callback)
        option.help = brought.get(option.name or "", getattr(option, "help", None))  # type: ignore[attr-defined]
    return speak(command, language)


def _set_up_completion(language: str, ctx: Any, _option: Any, wanted: Any) -> Any:
    """Does what Typer's own option does, and tells of it in the user's language."""
    if not wanted or ctx.resilient_parsing:
        return wanted
    try:
        with redirect_stdout(StringIO()), redirect_stderr(StringIO()):
            shell, path = install(shell=wanted if isinstance(wanted, str) else None, prog_name=ctx.find_root().info_name)
    except typer.Exit as refused:
        raise WrongUse(
            N_("the shell in which this runs is not known; completion can be set up in {shells}"), shells=SHELLS
        ) from refused
    tell(
        t(
            "Completion for {shell} is set up in {path}; it works once the terminal is opened anew.",
            language,
            shell=shell,
            path=path,
        )
    )
    raise typer.Exit


def _tell_version(wanted: bool) -> None:
    if wanted:
        sys.stdout.write(f"openness {__version__}\n")
        raise typer.Exit
