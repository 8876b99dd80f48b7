"""Plans and reports of years that are over: «План закупок на 2025 год» a year later is not the plan that the law asks for.

A place is of the last year that its name, its headings, links and files say; where they say none, of the last that stands in its lines. Years
of acts that are cited, and those by which the country's strategies are called, are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from checks.bygone import only_ended
from checks.claims import claims
from checks.counting import counting
from checks.demands import Answer, Lack
from checks.held import Held
from checks.named import Candidate, named
from checks.own import Spot, own
from checks.telling import unfilled
from store.asked import asked as asked_of
from store.base import Language
from store.indicators import Demand, Indicator, earliest
from store.snapshot import Snapshot

# «2021–2025», «2026 жылға»; no part of a number, of a day or of an address.
_YEAR = re.compile(r"(?<![\d.,/№#-])(20\d\d)(?![\d/]|[.,]\d)")
_SPAN = re.compile(r"(?<!\d)20\d\d\s?[-–—]\s?(20\d\d)(?!\d)")
# A day in words or figures is no year of a plan: «от 2 сентября 2025 года», «2025 жылғы 2 қыркүйектегі».
_DAY = re.compile(
    r"\d{1,2}\s+[а-яё]{3,9}\s+20\d\d|\d{1,2}[.]\d{1,2}[.]20\d\d|20\d\d\s+жыл\w*\s+\d{1,2}\s+[а-яәіңғүұқөһ]{4,}", re.IGNORECASE
)
# Plans look so far ahead; «Казахстан-2050» is a name.
FURTHEST = 12
# A longer line tells of a year and heads nothing.
HEADING = 40
# The one year that a report of several is for.
OF_YEAR = asked_of(__name__, "content-marks", "of-year")
HOURS = asked_of(__name__, "content-marks", "day-or-hour")


def outdated(snapshot: Snapshot, asked: tuple[str, Language], candidate: Candidate, found: Held) -> tuple[Lack, ...]:
    """What is lacking where the last year that a place is of ended too long before the audit; nothing where no year is said.

    It is a shortcoming where the law's own words ask for one a year, a name says the year and no line a later one, else for a person to judge.
    """
    indicator = snapshot.indicator(asked[0])
    if indicator.years_within is None:
        return ()
    due = earliest(snapshot.plan.as_of, indicator.years_within)
    own_names = list(_named(snapshot, asked, candidate, found))
    bare = _without_figures(snapshot, indicator, found)
    said = _last(snapshot, (line for line in _lines(snapshot, asked[1], found) if line not in bare), days=indicator.years_of_days)
    named_so = _last(snapshot, (name for name in own_names if name not in bare), days=indicator.years_of_days)
    last = named_so if named_so is not None else said
    if last is None or date(last, 12, 31) >= due:
        return ()
    certain = named_so is not None and (said is None or date(said, 12, 31) < due)
    yearly = indicator.period is not None and indicator.period.basis == "law" and certain
    lacking = {"is": "date", "within": indicator.years_within, "else": "shortcoming" if yearly else "person"}
    return (Lack(Demand.model_validate(lacking), Answer.NO),)


def over(snapshot: Snapshot, asked: tuple[str, Language], candidate: Candidate) -> bool:
    """Whether an address on another site is one of what ended, by the words that lead there."""
    told = (label.text for label in candidate.labels)
    return only_ended(snapshot, told) or bool(outdated(snapshot, asked, candidate, Held(snapshot, candidate.spot, alone=True)))


def _last(snapshot: Snapshot, texts: Iterable[str], days: bool) -> int | None:
    furthest = snapshot.plan.as_of.year + FURTHEST
    said = (text if days else _DAY.sub(" ", text) for text in texts)
    return max((year for text in said for year in _years(snapshot, text) if year <= furthest), default=None)


def _years(snapshot: Snapshot, text: str) -> list[int]:
    """The years that a text is of: «Отчёт о программе на 2021–2025 годы за 2022 год» is of 2022."""
    told = [found["year"] for found in snapshot.lexicon("content-marks").pattern(OF_YEAR).finditer(text)]
    return [int(year) for year in (told or (*_YEAR.findall(text), *_SPAN.findall(text)))]


def _named(snapshot: Snapshot, asked: tuple[str, Language], candidate: Candidate, found: Held) -> Iterator[str]:
    """What the thing's places, and what lies in this one, are called; without what is called another thing."""
    yield candidate.spot.part
    for one in (candidate, *named(snapshot, asked).sure):
        yield from (label.text for label in one.labels if label.at.field not in ("body", "lead"))
    known = claims(snapshot, asked[1])
    for place in found.apart:
        said = [*(link.text for link in place.links), *(item.title for item in place.files)]
        if place.page is not None:
            said += [place.page.h1, *place.page.headings]
        told = ({claim.concept for claim in known.get(text, ())} for text in said)
        yield from (text for text, concepts in zip(said, told, strict=True) if not concepts or asked[0] in concepts)


def _without_figures(snapshot: Snapshot, indicator: Indicator, found: Held) -> frozenset[str]:
    """Short lines of the page of the place that say a year and below which, before the next such lines, nothing is counted or, where hours are
    asked for, no hour is told: «2026 год» above a table that nobody filled. Years that stand together head the same table."""
    kinds = {part.kind for one in indicator.demands for part in (one.of or (one,))}
    hours = snapshot.lexicon("content-marks").pattern(HOURS)
    if "hours" not in kinds and not (indicator.of_figures or "figures" in kinds):
        return frozenset()
    bare: set[str] = set()
    page = found.top.page
    whole = own(snapshot, Spot(page.url, page.lane)).lines if page is not None else found.top.lines
    for said, below in _by_years(whole):
        told = any(hours.search(line) for line in below) if "hours" in kinds else bool(counting(snapshot, below))
        if not told:
            bare.update(said)
    return frozenset(bare)


def _by_years(lines: Iterable[str]) -> Iterator[tuple[list[str], list[str]]]:
    """Short lines with a year that stand together, each time with the lines below them."""
    said, below = list[str](), list[str]()
    for line in lines:
        year = len(line) <= HEADING and _YEAR.search(line) is not None
        if year and below:
            yield said, below
            said, below = [], []
        (said if year else below).append(line)
    yield said, below


def _lines(snapshot: Snapshot, language: Language, found: Held) -> Iterator[str]:
    """Lines of the place that promise nothing; «© 2009–2026» tells how old the site is."""
    every = (line for one in found.apart for line in one.lines if "©" not in line)
    return (line for line in every if not unfilled(snapshot, line, language))


__all__ = ["outdated", "over"]
