"""The command ``openness``. Each command is a small function; work is done by the pipeline."""

from __future__ import annotations

import sys
import traceback
from functools import partial
from pathlib import Path

import typer
from typer._click.exceptions import ClickException, NoArgsIsHelpError

from openness.console import say
from openness.faults import Interrupted, LaneDied
from openness.speech import take_language
from reports.i18n import t
from reports.words import told
from store.faults import within
from store.told import Told

DONE, SHORT, WRONG, FAULT, STOPPED = 0, 1, 2, 3, 130


def main(arguments: list[str] | None = None) -> None:
    """Runs the command line and ends with the exit status of the contract."""
    sys.exit(run(sys.argv[1:] if arguments is None else arguments))


def run(arguments: list[str]) -> int:
    """Exit status: 0 done, 1 done but something could not be read, 2 wrong use, 3 our fault, 130 interrupted."""
    language = "ru"
    try:
        language, rest = take_language(arguments)
        from openness.commands import build

        result = build(language, rest)(rest, prog_name="openness", standalone_mode=False)
        return result if isinstance(result, int) else DONE
    except NoArgsIsHelpError as shown:
        typer.echo(shown.format_message(), err=True)
        return WRONG
    except typer.Exit as end:
        return end.exit_code
    except ClickException as fault:
        from openness.usage import wrong_use

        say(f"openness: {wrong_use(fault, language)} {_hint(fault)}")
        return WRONG
    except Told as fault:
        say("openness: " + fault.line(partial(told, language)))
        return FAULT if isinstance(fault, LaneDied) else WRONG
    except (Interrupted, KeyboardInterrupt, typer.Abort):
        say(t("Interrupted. What was harvested is kept; the same command goes on from there.", language))
        return STOPPED
    except Exception as fault:
        cause = within(fault)
        if cause is not None:
            say("openness: " + cause.line(partial(told, language)))
            return WRONG
        log = Path("var") / "fault.log"
        try:
            log.parent.mkdir(exist_ok=True)
            log.write_text(traceback.format_exc(), encoding="utf-8")
            where = str(log.absolute())
        except OSError:
            where = "-"
        say(
            t(
                "A fault of the program: {fault}. Details: {where}",
                language,
                fault=f"{type(fault).__name__}: {fault}",
                where=where,
            )
        )
        return FAULT


def _hint(fault: ClickException) -> str:
    context = getattr(fault, "ctx", None)
    return f"({context.command_path} --help)" if context is not None else ""
