"""Parts of pages that count something of the time that is asked for, where figures are asked for: «Келушілер саны, 2026 жыл» on the page of a
museum's stock, and below it a table by months.

Such a part may be the statistics of the branch, be the word nowhere on the site.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from checks.claims import claims
from checks.demands import rows
from checks.meant import meant
from checks.named import Candidate
from checks.newsitems import nearest_sections
from checks.own import Spot, own
from checks.phrases import in_label, phrases
from store.base import Language
from store.indicators import earliest
from store.snapshot import Snapshot

# A table of so many rows, or cells of figures, counts; places that are told to a person are few.
ROWS, MOST = 6, 12
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")


def figured(snapshot: Snapshot, asked: tuple[str, Language]) -> tuple[Candidate, ...]:
    """Such parts of a version; ``asked`` is the concept and the language."""
    return tuple(islice(_found(snapshot, asked), MOST))


def _found(snapshot: Snapshot, asked: tuple[str, Language]) -> Iterator[Candidate]:
    concept, language = asked
    indicator = snapshot.indicator(concept)
    if not indicator.of_figures or indicator.years_within is None:
        return
    first = earliest(snapshot.plan.as_of, indicator.years_within).year
    vital, other = (phrases(said.of(language), language) for said in (indicator.vital, indicator.excluded))
    known = claims(snapshot, language)
    for page in nearest_sections(snapshot, language):
        for heading in page.headings:
            years = [int(year) for year in _YEAR.findall(heading)]
            if max(years, default=0) < first or in_label(vital, heading) is None or in_label(other, heading) is not None:
                continue
            spot = Spot(page.url, page.lane, part=heading)
            if not known.get(heading) and rows(snapshot, own(snapshot, spot)) >= ROWS:
                yield meant(heading, spot)


__all__ = ["figured"]
