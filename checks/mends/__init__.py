"""How what a check charges is mended, for the editors of a site: ``checks/mends/<id>.yaml``, in three languages, with what was and what became.

A page stands in HTML (``example: html``); what lies on a portal or in a body's own data is told in words (``example: text``). A check
without such a file is found by the tests and, where it is asked for, told with the file's name.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from store.base import Frozen, Language
from store.findings import Message
from store.strictyaml import convert, read_strict
from store.told import N_

HERE = Path(__file__).parent
OTHER_CHECK = N_("the file must bear the name of its check: {name}.yaml; rename one of the two")
Said = Annotated[str, StringConstraints(min_length=1)]


class Shown(Frozen):
    """An example in both official languages."""

    kk: Said
    ru: Said

    def of(self, language: Language) -> str:
        """The example in one language."""
        return self.kk if language == "kk" else self.ru


class Mend(Frozen):
    """What to do, and an example: ``before`` is charged, ``after`` is not."""

    form: Literal["openness/mend/1"] = Field(alias="schema")
    check: Said
    example: Literal["html", "text"]
    mend: Message
    before: Shown
    after: Shown


@lru_cache(maxsize=256)
def mend_of(check: str, folder: Path = HERE) -> Mend:
    """How what a check charges is mended.

    :param check: its id. :param folder: where the files lie.
    :raises ConfigError: the file is not there, lacks a language, or is another check's; with file and line.
    """
    document = read_strict(folder / f"{check}.yaml")
    found = convert(document, Mend)
    if found.check != check:
        raise document.fault(("check",), OTHER_CHECK, name=found.check)
    return found
