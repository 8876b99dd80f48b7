"""In which language the program speaks to its user: --lang anywhere on the line, else the locale, else Russian."""

from __future__ import annotations

import os

from openness.faults import WrongUse
from reports.i18n import N_

SPOKEN = ("ru", "kk", "en")


def from_locale(environment: dict[str, str]) -> str:
    """The language of LC_ALL, LC_MESSAGES or LANG where the program speaks it, else Russian."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = environment.get(name, "")
        if value:
            return value[:2].lower() if value[:2].lower() in SPOKEN else "ru"
    return "ru"


def take_language(arguments: list[str]) -> tuple[str, list[str]]:
    """The language asked for and the arguments without the option. Raises WrongUse for one that is not spoken."""
    rest: list[str] = []
    language = from_locale(dict(os.environ))
    waiting = iter(arguments)
    for argument in waiting:
        name, mark, value = argument.partition("=")
        if argument == "--":
            rest += [argument, *waiting]
            break
        if name != "--lang":
            rest.append(argument)
            continue
        language = value if mark else next(waiting, "")
        if language not in SPOKEN:
            raise WrongUse(N_("--lang «{given}»: one of {known} was expected"), given=language, known=", ".join(SPOKEN))
    return language, rest
