"""Sentences of the checks in Kazakh, Russian and English: ``checks/messages/<id>.yaml``, message key → language → sentence.

A check names them in its META by ``messages_of``; one with a sentence or two may as well write them there. ``common.yaml`` holds
what any check may say.
"""

from __future__ import annotations

from pathlib import Path

from pydantic import RootModel

from store.findings import Message
from store.strictyaml import validate

HERE = Path(__file__).parent
COMMON = "common"


class _File(RootModel[dict[str, Message]]):
    """One file of sentences."""


def messages_of(check: str) -> dict[str, Message]:
    """Sentences of a check by their keys, in the order of the file.

    :param check: id of the check, or ``common``.
    :raises ConfigError: the file is not there, or a sentence lacks a language; with file and line.
    """
    return validate(HERE / f"{check}.yaml", _File).root
