"""The rule of a row of penalties in words: what it takes off, not what it keeps.

The scorer counts what is kept of the penalty points; the act prints what is taken. Both are the same number.
"""

from __future__ import annotations

from collections.abc import Iterator

from reports.explain import chosen
from reports.i18n import N_, t
from reports.rules import bands_told, measured, row_rule, titled, weight_told
from store.methodology import Parameter

PENAL_SUM = N_("The penalty points of the rows are added up over the languages and taken off the total.")
NOTHING = N_("Where there is nothing to count, there is no penalty.")
MEAN = N_("Each organisation gives its own penalty; their mean counts.")


def penal_rule(row: Parameter, language: str) -> list[str]:
    """The rule of a row of penalties, one sentence an item; the ordinary words for a formula that has no others."""
    return list(_told(row, language))


def _told(row: Parameter, language: str) -> Iterator[str]:
    options = row.options
    if row.formula == "ratio" and list(options["done"]) == [options.get("required")] and len(options.get("less", ())) == 1:
        lacking, whole = titled(row, options["less"][0], language), titled(row, options["required"], language)
        formula = chosen(f"{weight_told(row, language)} × {lacking} ÷ {whole}", language)
        yield t("Penalty: {text}.", language, text=formula)
        yield t(NOTHING, language)
    elif row.formula == "bands":
        value, unit = measured(row, options["measure"], language)
        yield t("Measured: {text}.", language, text=value)
        yield t("Penalty by bands: {text}.", language, text="; ".join(bands_told(row, unit, language, penal=True)))
        yield t(NOTHING, language)
        if options.get("many") == "mean":
            yield t(MEAN, language)
    else:
        yield from row_rule(row, language)
