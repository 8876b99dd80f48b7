"""How to mend what a check finds: ``checks/mends/<id>.yaml``, for the editor of a site, with what stood there before and after.

``kind`` says what the example is: ``page`` – markup that the check is run on by a test, which charges what was and passes what became;
``browser`` – markup that only a browser can measure; ``data`` – a line of a data set or list; ``portal`` – what a portal shows.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache
from pathlib import Path
from typing import Any, Literal

from pydantic import field_validator

from store.base import Frozen
from store.findings import Message
from store.strictyaml import ConfigError, convert, read_strict
from store.told import N_

HERE = Path(__file__).parent
# An end of a sentence: a mark, then a blank and a letter that begins the next one.
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-ZА-ЯӘҒҚҢӨҰҮҺІ«`])")
NOBODY = N_("no check is called «{check}»; name the file as the check that it mends")
LACKING = N_("the check «{check}» has no text on how to mend; write this file as those beside it are written")
EMPTY = N_("«{name}» is empty; write it")
SAME = N_("what was and what became are the same ({language}); write what the mending changes")


class Shown(Frozen):
    """What stands at a place, as the Kazakh and the Russian version have it."""

    kk: str
    ru: str


class Mend(Frozen):
    """How the findings of one check are put right.

    ``mend`` are two to five sentences: what to do, where, and how to see that it is done. An example without words is written once.
    """

    kind: Literal["page", "browser", "data", "portal"]
    mend: Message
    before: Shown
    after: Shown

    @field_validator("before", "after", mode="before")
    @classmethod
    def _alike(cls, given: Any) -> Any:
        return {"kk": given, "ru": given} if isinstance(given, str) else given

    def first(self, language: str) -> str:
        """The first sentence in a language: what to do."""
        return sentences(str(getattr(self.mend, language)))[0]


def sentences(text: str) -> list[str]:
    """A text by its sentences; an abbreviation inside of one does not end it, as no capital letter follows."""
    return _SENTENCE.split(text.strip())


@cache
def mend_of(check: str) -> Mend | None:
    """How to mend what one check finds; None where it has no text.

    :param check: id of the check.
    :raises ConfigError: a file that lacks a language, holds an unknown key or shows the same twice; with file and line.
    """
    path = HERE / f"{check}.yaml"
    return read_mend(path) if path.is_file() else None


def read_mend(path: Path) -> Mend:
    """One file of a mend.

    :raises ConfigError: what is wrong with it, with its line.
    """
    document = read_strict(path)
    found = convert(document, Mend)
    for name, said in (("mend", found.mend), ("before", found.before), ("after", found.after)):
        for language, text in said:
            if not text.strip():
                raise document.fault((name, language), EMPTY, name=language)
    for language in ("kk", "ru"):
        if getattr(found.before, language) == getattr(found.after, language):
            raise document.fault(("after", language), SAME, language=language)
    return found


def every(checks: Collection[str], folder: Path = HERE) -> dict[str, Mend]:
    """All mends by check.

    :param checks: ids of all checks there are. :param folder: where the files lie.
    :raises ConfigError: a file that mends no check, a check without a file, or what ``read_mend`` refuses.
    """
    found = {path.stem: path for path in sorted(folder.glob("*.yaml"))}
    for name, path in found.items():
        if name not in checks:
            raise ConfigError(f"{path}:1", NOBODY, check=name)
    for name in sorted(checks):
        if name not in found:
            raise ConfigError(folder / f"{name}.yaml", LACKING, check=name)
    return {name: read_mend(path) for name, path in found.items()}
