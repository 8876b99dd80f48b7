"""Which commands sign and stamp: a file of the machine, named by ``--signing`` or the environment.

It lies apart from the folder of configuration: that one goes whole into each package and is part of what makes a run, while whose
key signs concerns neither.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from openness.faults import WrongUse
from store.base import Frozen
from store.strictyaml import validate
from store.told import N_, refusal

NAMED = "OPENNESS_SIGNING"
GIVEN, MADE = "{file}", "{out}"
NO_PLACES = N_("a command with {file} and {out} was expected, each where the program puts the path of that file")
NO_FILE = N_("--sign and --stamp need a file that tells the commands; name it with --signing or in {variable}")
NO_COMMAND = N_("{path}: no command under «{key}»; add one, or leave out --{key}")


def _with_places(command: tuple[str, ...]) -> tuple[str, ...]:
    text = " ".join(command)
    if GIVEN not in text or MADE not in text:
        # Both names stand in the sentence as they are to be written.
        raise refusal(NO_PLACES, file=GIVEN, out=MADE)
    return command


class Command(Frozen):
    """What is run, as a list of words (no shell reads it), for how many seconds at most, and how many bytes it may make."""

    command: Annotated[tuple[str, ...], Field(min_length=1), AfterValidator(_with_places)]
    max_seconds: int = Field(default=120, ge=1, le=3600)
    max_bytes: int = Field(default=65536, ge=1, le=1 << 18)


class Signing(Frozen):
    """The commands for a signature and for a time stamp, either of which may be absent."""

    schema_: Literal["openness/signing/1"] = Field(alias="schema")
    sign: Command | None = None
    stamp: Command | None = None


def wanted(path: Path | None, sign: bool | None, stamp: bool | None) -> Signing:
    """What is to be made of a package.

    :param path: the file of commands; without it the one that the environment names.
    :param sign: whether a signature is asked for; None leaves it to the file. :param stamp: the same of a time stamp.
    :raises WrongUse: something was asked for that no command makes.
    :raises ConfigError: the file cannot be used; the line says where.
    """
    named = os.environ.get(NAMED, "")
    path = path or (Path(named) if named else None)
    if path is None:
        if sign or stamp:
            raise WrongUse(NO_FILE, variable=NAMED)
        return Signing(schema="openness/signing/1")
    known = validate(path, Signing)
    for key, asked, command in (("sign", sign, known.sign), ("stamp", stamp, known.stamp)):
        if asked and command is None:
            raise WrongUse(NO_COMMAND, path=path, key=key)
    left_out = {key: None for key, asked in (("sign", sign), ("stamp", stamp)) if asked is False}
    return known.model_copy(update=left_out)
