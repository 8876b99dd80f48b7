"""Parts of pages that count something of the time that is asked for, where figures are asked for: «Келушілер саны, 2026 жыл» on the page of a
museum's stock, and below it a table by months.

Such a part may be the statistics of the branch, be the word nowhere on the site; so may a sentence that counts several things of a year («В 2025
году – 12 811 пожаров, спасено 7 904 человека, 312 происшествий») on the site of a body that gives much of all that the law asks for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from checks.claims import claims
from checks.counting import figures_of
from checks.demands import rows
from checks.meant import meant
from checks.named import Candidate
from checks.newsitems import nearest_sections
from checks.own import Spot, own
from checks.phrases import in_label, phrases
from checks.sentences import sentences
from checks.wellstocked import MANY, well_stocked
from store.base import Language
from store.indicators import earliest
from store.snapshot import Snapshot

# A table of so many rows, or cells of figures, counts; places that are told to a person are few.
ROWS, MOST = 6, 12
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
# A sentence that counts so many things is a line of statistics.
SEVERAL = 3


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
    knows_the_list = len(snapshot.concepts) >= MANY and well_stocked(snapshot)
    for page in nearest_sections(snapshot, language):
        place = Spot(page.url, page.lane)
        for line in own(snapshot, place).lines if knows_the_list else ():
            said = (one for one in sentences(line) if _YEAR.search(one) and figures_of(snapshot, one) >= SEVERAL)
            if any(in_label(other, one) is None for one in said):
                yield meant(line, place)
        for heading in page.headings:
            years = [int(year) for year in _YEAR.findall(heading)]
            if max(years, default=0) < first or in_label(vital, heading) is None or in_label(other, heading) is not None:
                continue
            spot = Spot(page.url, page.lane, part=heading)
            if not known.get(heading) and rows(snapshot, own(snapshot, spot)) >= ROWS:
                yield meant(heading, spot)


__all__ = ["figured"]
