"""What a row reads besides its formula: what was due, what a note waives, lateness, rhythm of bands, one by one instead of a share."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from reports.explain import commas, own
from reports.i18n import N_, t
from store.base import Text
from store.methodology import Parameter

LATE = {False: N_("{late} does not count as done."), True: N_("{late} counts as done.")}


def besides(row: Parameter, language: str) -> Iterator[str]:
    """One sentence for each such figure or rule of a row, in the order in which the scorer asks for them."""
    options = row.options
    if options.get("lost_when") == "all":
        yield t("The row gives 0 only where everything that is asked for is absent.", language)
    if options.get("waived"):
        yield _waived(row, options["waived"], language)
    if options.get("due"):
        yield t(
            "Nothing done although {due} is above 0 gives 0; where {due} is not told, the row stays open.",
            language,
            due=_title(row, options["due"], language),
        )
    if options.get("late"):
        counts = str(options["late"].get("counts")).lower() == "true"
        yield t(LATE[counts], language, late=_title(row, options["late"]["figure"], language))
    if options.get("each"):
        points, share = commas(str(options["each"]["points"]), language), Decimal(str(options["each"]["cap_share"])) * 100
        most = commas(format(share.normalize(), "f"), language)
        yield t(
            "Not the share counts: each lacking one takes {points}, at most {most} % of the weight.",
            language,
            points=points,
            most=most,
        )
    yield from _rhythm(row, language)


def _waived(row: Parameter, waived: dict[str, Any], language: str) -> str:
    said = t("Where {figure} is 0, the full weight is given.", language, figure=_title(row, waived["figure"], language))
    ground = t("Ground: {text}", language, text=own(Text(**waived["rule"]["note"]), language))
    return f"{said} {ground}"


def _rhythm(row: Parameter, language: str) -> Iterator[str]:
    for band in row.options.get("bands", ()):
        if band.get("without"):
            points, figure = commas(str(band["points"]), language), _title(row, band["without"], language)
            yield t(
                "{points} only where {figure} is 0; not told: anything down to the last band.",
                language,
                points=points,
                figure=figure,
            )


def _title(row: Parameter, name: str, language: str) -> str:
    return f"«{own(row.figures[name], language)}»" if name in row.figures else name
