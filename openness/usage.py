"""What the command-line library says – headings of help, marks of options, wrong use – in the language of the user.

The library has English texts only. Its own places for change are used: every command makes its help with a formatter of ours,
and a wrong use is told from what the exception bears.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from pydantic import ValidationError
from typer._click import Context
from typer._click.core import Command
from typer._click.exceptions import BadParameter, ClickException, MissingParameter, NoSuchOption
from typer._click.formatting import HelpFormatter

from reports.i18n import N_, t

HEADINGS = {"Options": N_("Options"), "Arguments": N_("Arguments"), "Commands": N_("Commands")}
HELP = N_("Show this message and exit.")
# Words in capitals that stand for a value; the usage line and the list of options show them.
PLACES = {
    "OPTIONS": N_("OPTIONS"),
    "COMMAND": N_("COMMAND"),
    "ARGS": N_("ARGS"),
    "TEXT": N_("TEXT"),
    "str": N_("TEXT"),
    "list[str]": N_("TEXT"),
    "list[path]": N_("PATH"),
    # Arguments that are named by their parameter in the code.
    "parameter": N_("PARAMETER"),
    "code": N_("CODE"),
    "name": N_("NAME"),
    "url": "URL",
    "file": N_("FILE"),
    "body": N_("BODY"),
    "run": N_("RUN"),
    "int range": N_("NUMBER"),
    "int": N_("NUMBER"),
    "float range": N_("NUMBER"),
    "float": N_("NUMBER"),
    "path": N_("PATH"),
    "SECONDS": N_("SECONDS"),
    "PATH": N_("PATH"),
    "FILE": N_("FILE"),
    "FILES": N_("FILES"),
    "FOLDER": N_("FOLDER"),
    "RUN": N_("RUN"),
    "RUNS": N_("RUNS"),
    "BODY": N_("BODY"),
    "ACT": N_("ACT"),
    "KIND": N_("KIND"),
    "CODE": N_("CODE"),
    "NAME": N_("NAME"),
    "PARAMETER": N_("PARAMETER"),
    "PACKAGE": N_("PACKAGE"),
    "EDITION": N_("EDITION"),
    "FINDING": N_("FINDING"),
    "QUESTION": N_("QUESTION"),
    "OBJECTION": N_("OBJECTION"),
    "NUMBER": N_("NUMBER"),
    "SIDE:NAME": N_("SIDE:NAME"),
    "SIDE": N_("SIDE"),
    "NAME=NUMBER": N_("NAME=NUMBER"),
    "YYYY-MM-DD": N_("YYYY-MM-DD"),
    "ID=CHOICE": N_("ID=CHOICE"),
}
_PLACE = re.compile(r"(?<![\w-])(?:" + "|".join(sorted(map(re.escape, PLACES), key=len, reverse=True)) + r")(?![\w\[-])")
_MARKS = re.compile(r"\[(?P<marks>(?:default: |required|x[<>]=|\d+<=x)[^\[\]]*)\]$")
_RANGE = re.compile(r"(?:(?P<low>\d+)<=)?x(?:(?P<sign>[<>])=(?P<end>\d+))?")
# Sentences of wrong use that carry their values in the text alone.
SENTENCES = tuple(
    (re.compile(form), text)
    for form, text in (
        (
            r"No such command '(?P<name>.*?)'\. Did you mean (?P<hint>.*?)\?",
            N_("there is no command «{name}»; did you mean {hint}?"),
        ),
        (r"No such command '(?P<name>.*?)'\.?", N_("there is no command «{name}»")),
        (r"Missing command\.", N_("name a command")),
        (r"Got unexpected extra argument\(s\) \((?P<name>.*)\)", N_("these words are too many: {name}; remove them")),
        (r"Option '(?P<name>.*?)' requires an argument\.", N_("a value is missing after {name}; write it")),
        (
            r"Option '(?P<name>.*?)' requires (?P<count>\d+) arguments\.",
            N_("after {name} values are missing; needed are {count}"),
        ),
        (r"Option '(?P<name>.*?)' does not take a value\.", N_("{name} takes no value; remove it")),
        (r"Argument '(?P<name>.*?)' takes (?P<count>\d+) values\.", N_("for {name} values are missing; needed are {count}")),
    )
)
# What a value should have been, by the fault that pydantic names.
EXPECTED = {
    "int": N_("{name} «{given}»: a whole number was expected; write for example 5"),
    "float": N_("{name} «{given}»: a number was expected; write for example 0.5"),
    "decimal": N_("{name} «{given}»: a number was expected; write for example 0.5"),
    "bool": N_("{name} «{given}»: true or false was expected"),
    "greater": N_("{name} «{given}»: a larger number was expected"),
    "less": N_("{name} «{given}»: a smaller number was expected"),
}


def speak(command: Command, language: str) -> Command:
    """Lets a command and all below it write their help in one language."""

    class Formatter(HelpFormatter):
        def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
            """The usage line with its heading and places in words."""
            heading = t("Usage", language)
            super().write_usage(prog, places(args, language), prefix or f"{heading}: ")

        def write_heading(self, heading: str) -> None:
            """A heading of the help."""
            super().write_heading(t(HEADINGS.get(heading, heading), language))

        def write_dl(self, rows: Sequence[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
            """Options, arguments or commands with what they are for."""
            told = [(places(name, language), marked(words, language)) for name, words in rows]
            super().write_dl(told, col_max, col_spacing)

    class Speaking(Context):
        formatter_class = Formatter

    for one in _all(command):
        one.context_class = Speaking
    return command


def _all(command: Command) -> Iterator[Command]:
    yield command
    for below in getattr(command, "commands", {}).values():
        yield from _all(below)


def places(text: str, language: str) -> str:
    """A usage line or the name of an option with the words that stand for values in one language."""
    return _PLACE.sub(lambda found: t(PLACES[found[0]], language), text)


def marked(words: str, language: str) -> str:
    """What an option is for, with the marks behind it («required», «default: …») in one language."""
    if words == HELP:
        return t(HELP, language)
    return _MARKS.sub(lambda found: f"[{'; '.join(_mark(one, language) for one in found['marks'].split('; '))}]", words)


def _mark(mark: str, language: str) -> str:
    name, _, value = mark.partition(": ")
    if name == "default":
        return t("default: {value}", language, value=value)
    if mark == "required":
        return t("required", language)
    bounds = _RANGE.fullmatch(mark)
    if bounds is None:
        return mark
    least = bounds["low"] or (bounds["end"] if bounds["sign"] == ">" else None)
    most = bounds["end"] if bounds["sign"] == "<" else None
    said = (t("at least {n}", language, n=least) if least else "", t("at most {n}", language, n=most) if most else "")
    return ", ".join(filter(None, said))


def wrong_use(fault: ClickException, language: str) -> str:
    """One line on a wrong use of the command line."""
    param: Any = getattr(fault, "param", None)
    hint = param.get_error_hint().replace("'", "") if param is not None else ""
    # Arguments are named as the usage line names them.
    name = places(hint if hint.startswith("-") else hint.upper(), language)
    if isinstance(fault, MissingParameter) and param is not None:
        return t("{name} is missing; write it", language, name=name)
    if isinstance(fault, NoSuchOption):
        near = ", ".join(sorted(fault.possibilities or ()))
        key = N_("there is no option {name}; did you mean {hint}?") if near else N_("there is no option {name}")
        return t(key, language, name=fault.option_name, hint=near)
    if isinstance(fault, BadParameter) and isinstance(fault.__cause__, ValidationError):
        first = fault.__cause__.errors(include_url=False)[0]
        key = next(
            (text for kind, text in EXPECTED.items() if first["type"].startswith(kind)), N_("{name} «{given}»: correct the value")
        )
        return t(key, language, name=name or "–", given=first["input"])
    message = fault.format_message()
    for form, text in SENTENCES:
        match = form.fullmatch(message)
        if match:
            return t(text, language, **{key: value.replace("'", "") for key, value in match.groupdict().items()})
    return message
