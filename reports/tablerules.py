"""How the sum of the rows of a table becomes points, in words; its rows are told by ``reports.rules``."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from reports.i18n import N_, t
from reports.numbers import printed
from reports.ruletext import formula, number, plain
from store.methodology import Indicator

CAPPED = {
    "language": N_("Shortcomings take at most {points} points from the table in each language version."),
    "table": N_("Shortcomings take at most {points} points from the table, both language versions together."),
}


def table_rule(table: Indicator, language: str) -> list[str]:
    """How the sum of the rows of a table becomes points, one sentence an item."""
    known = TABLES.get(table.formula)
    told = list(plain(table.formula, table.options, language) if known is None else known(table, language))
    cap = table.deductions_cap
    return told if cap is None else [*told, t(CAPPED[cap.per], language, points=number(cap.points, language))]


def _named(table: Indicator, names: Any, language: str) -> str:
    numbers = {row.id: printed(row.number, language) for section in table.sections for row in section.parameters}
    return ", ".join(f"«{numbers.get(name, name)}»" for name in ([names] if isinstance(names, str) else names))


def _share_of_max(table: Indicator, language: str) -> Iterator[str]:
    total, most = number(table.printed_total, language), number(table.max, language)
    rows = t("sum of the rows", language)
    yield formula(f"{rows} ÷ {total} × {most}", language)


def _coefficient(table: Indicator, language: str) -> Iterator[str]:
    total = number(table.printed_total, language)
    rows = {name: _named(table, table.options[name], language) for name in ("coefficient", "deduction")}
    taken = t("what row {row} has lost", language, row=rows["deduction"])
    points = t("points of row {row}", language, row=rows["coefficient"])
    text = t("sum of the rows", language)
    yield formula(f"max(0; {text} ÷ {total} × {points} − {taken})", language)


def _table_sum(table: Indicator, language: str) -> Iterator[str]:
    text = t("sum of the rows", language)
    if table.options.get("bonus"):
        bonus = t("points of row {row}", language, row=_named(table, table.options["bonus"], language))
        text = f"min({number(table.max, language)}; {text} + {bonus})"
    if table.options.get("deduction"):
        taken = t("what row {row} has lost", language, row=_named(table, table.options["deduction"], language))
        text = f"max(0; {text} − {taken})"
    yield formula(text, language)


def _part_times(table: Indicator, language: str) -> Iterator[str]:
    rows = _named(table, table.options["multiplied"], language)
    multiplied = t("points of rows {rows}", language, rows=rows)
    by = t("points of row {row}", language, row=_named(table, table.options["coefficient"], language))
    others = t("points of the other rows", language)
    yield formula(f"({multiplied}) × {by} + {others}", language)


def _zeroed(table: Indicator, language: str) -> Iterator[str]:
    rows = _named(table, table.options["conditions"], language)
    yield t("Sum of the rows; 0 where a condition does not hold: {rows}.", language, rows=rows)


TABLES: dict[str, Callable[[Indicator, str], Iterator[str]]] = {
    "share_of_max": _share_of_max,
    "coefficient": _coefficient,
    "sum": _table_sum,
    "part_times_coefficient": _part_times,
    "zeroed": _zeroed,
}
"""Formula of a table → its words."""
