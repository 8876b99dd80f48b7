"""The one fault of this package that a user sees: a line that says what, where and how to mend."""

from __future__ import annotations

from store.told import Told


class ReportError(Told):
    """A file of a run that cannot be written or read, told in one line."""

    def __init__(self, where: object, key: str, /, **values: object) -> None:
        super().__init__(key, where=str(where), **values)
