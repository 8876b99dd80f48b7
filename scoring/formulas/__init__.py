"""One formula a file, known by its file's name.

A module scores rows when it has ``score(row: Row) -> RowScore``, tables when it has ``normalise(table: Table) -> TableScore``.
``Options`` and, for requirements inside a row, ``ElementOptions`` are models of what the methodology may set;
``fault(weight, options, elements)`` tells what else is wrong with the numbers of a row, or None. ``PER_CASE`` says that each finding
is a case of its own.
"""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from types import ModuleType

from store.base import Frozen


class NoOptions(Frozen):
    """A formula that takes no options."""


@cache
def registry() -> dict[str, ModuleType]:
    """Name → module of every formula in this folder."""
    names = sorted(info.name for info in pkgutil.iter_modules(__path__))
    return {name: importlib.import_module(f"{__name__}.{name}") for name in names}


def row_formulas() -> dict[str, ModuleType]:
    """The formulas that score a row."""
    return {name: module for name, module in registry().items() if hasattr(module, "score")}


def table_formulas() -> dict[str, ModuleType]:
    """The formulas that turn the sum of a table into points."""
    return {name: module for name, module in registry().items() if hasattr(module, "normalise")}
