"""The pages and letters of a night's summary, in both languages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import partial
from urllib.parse import quote

from openness.cohorts.page import BODIES
from openness.nights import words
from openness.nights.model import BodyNight, Night
from reports import compared_words
from reports.html.page import environment
from reports.i18n import t
from reports.numbers import shown
from store.conclusion import Range

PAGE, LETTER = "night.{language}.html", "night.{language}.txt"
# Of each list so many are named in letters and at the head of the page; the table has all.
MOST = 20
KINDS = ("central", "local", "subordinate")


def pages(night: Night, reports_at: str | None) -> Iterator[tuple[str, str]]:
    """The name and text of each page and letter.

    :param reports_at: where the storage root can be opened in a browser; None where it cannot.
    """
    for language in ("kk", "ru"):
        for name in (PAGE, LETTER):
            yield name.format(language=language), _text(night, name.format(language=""), language, reports_at)


def _text(night: Night, name: str, language: str, reports_at: str | None) -> str:
    """A page is escaped by its template; a letter is plain text, and only texts of the program and plain lines are put into it."""
    env = environment(language)
    if name.endswith(".txt"):
        env = env.overlay(autoescape=False)
    text = env.get_template(name.replace("..", ".")).render(
        night=night,
        language=language,
        heading=partial(_heading, language),
        groups=list(_groups(night.bodies)),
        fallen=_moved(night.bodies, -1),
        risen=_moved(night.bodies, 1),
        waiting=sorted((one for one in night.bodies if one.open), key=lambda one: (-Decimal(one.open_points), one.code)),
        most=MOST,
        grades=lambda one: " – ".join(getattr(grade, language) for grade in one.grades) or "–",
        causes=lambda why: "; ".join(compared_words.why(one, language) for one in why),
        unread_bodies=[one for one in night.bodies if one.unread or one.cut],
        reason=partial(words.reason, language=language),
        unread=partial(words.unread, language=language),
        place=_span,
        ends=partial(_ends, language),
        percent=lambda share: shown((Decimal(share) * 100).quantize(Decimal("0.1")), language),
        link=partial(_link, reports_at, language),
    )
    # Lists end in an empty line; where one is not cut short, in two.
    return re.sub(r"\n{3,}", "\n\n", text).rstrip("\n") + "\n" if name.endswith(".txt") else text


def _groups(bodies: Iterable[BodyNight]) -> Iterator[tuple[str, list[BodyNight]]]:
    for kind in KINDS:
        found = [one for one in bodies if one.kind == kind]
        if found:
            yield kind, sorted(found, key=lambda one: (one.place.best, one.place.worst, one.code))


def _moved(bodies: Iterable[BodyNight], way: int) -> list[BodyNight]:
    """Bodies whose certain points fell (-1) or rose (1), the most moved first."""
    found = [(one, one.total.low - one.change.total.low) for one in bodies if one.change is not None]
    return [one for one, by in sorted(found, key=lambda pair: (-abs(pair[1]), pair[0].code)) if by * way > 0]


def _heading(language: str, kind: str) -> str:
    words = t(BODIES[kind], language)
    return words[:1].upper() + words[1:]


def _span(ends: list[int]) -> str:
    return str(ends[0]) if ends[0] == ends[1] else f"{ends[0]}–{ends[1]}"


def _ends(language: str, value: Range | None) -> str:
    return compared_words.ends(value, language)


def _link(reports_at: str | None, language: str, one: BodyNight) -> str:
    """The address of a body's report; empty where it can be opened nowhere."""
    inside = reports_at is not None and not one.report.startswith("/")
    return f"{str(reports_at).rstrip('/')}/{quote(one.report)}/report.{language}.html" if inside else ""
