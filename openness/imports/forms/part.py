"""One sheet, table or stretch of text of a filled-in form."""

from __future__ import annotations

from dataclasses import dataclass, field

from openness.imports.grid import RawRow
from reports.i18n import N_

NOT_DOCX = N_("{file}: not a sound DOCX file; open it in a text editor and save it anew as DOCX")


@dataclass(frozen=True)
class Part:
    """One sheet, table or stretch of text: its name, its lines, and the spans of cells that are merged (first and last row and column)."""

    name: str
    rows: list[RawRow]
    merged: tuple[tuple[int, int, int, int], ...] = ()
    nested: frozenset[tuple[int, int]] = field(default=frozenset())
    """Cells that hold a table of their own."""
