"""One formula a file, known by its file's name.

A module scores rows when it has ``score(row: Row) -> RowScore``, tables when it has ``normalise(table: Table) -> TableScore``.
``Options`` and, for requirements inside a row, ``ElementOptions`` are models of what the methodology may set;
A formula that reads figures names them by ``figures(options)``, and ``directions(options)`` says what more of each of them does to
the points: ``more`` never lowers them, ``less`` never raises them, ``size`` may do either (a band of the law by size).
``fault(weight, options, elements)`` tells what else is wrong with the numbers of a row, or None. ``PER_CASE`` says that each finding
is a case of its own. ``RESTS_ON`` says what the answer rests on beside the row itself: the ``standing`` of the requirements, or the
``figures`` that it names; it lets ``scoring.answers`` keep it. One that rests on neither
names the facts of its findings by which points are lost (``FACTS``).
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping
from functools import cache
from types import ModuleType
from typing import Literal

from store.base import Frozen

Direction = Literal["more", "less", "size"]
Directions = Mapping[str, Direction]
"""Figure → what more of it does to the points of its row."""


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
