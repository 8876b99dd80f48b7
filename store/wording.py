"""The words of a code, as the tables of ``store.codewords`` and ``store.reasonwords`` write them."""

from __future__ import annotations

from store.findings import Message


def words(kk: str, ru: str, en: str) -> Message:
    """One wording in each language."""
    return Message(kk=kk, ru=ru, en=en)
