"""The one fault of this package that a user sees: a line that says what, where and how to mend."""

from __future__ import annotations


class ReportError(Exception):
    """A file of a run that cannot be written or read, told in one line."""
