"""A file opened by what it holds."""

from __future__ import annotations

from pathlib import Path

from openness.imports.faults import Faults
from openness.imports.grid import Grid, read_bytes


def open_grid(path: Path, faults: Faults) -> Grid:
    """Reads a file, by what it holds and not by how it is named.

    :raises WrongUse: a file that cannot be read or is neither CSV nor XLSX. :raises FaultyFileError: wrong as a whole.
    """
    return grid_of(read_bytes(path), faults)


def grid_of(content: bytes, faults: Faults) -> Grid:
    """The same of bytes at hand."""
    # The reader of spreadsheets takes its time to load.
    from openness.imports import csvfile, xlsxfile

    reader = xlsxfile.read if xlsxfile.looks_so(content) else csvfile.read
    return reader(faults.file, content, faults)
