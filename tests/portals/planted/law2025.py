"""What can be planted for table 7 of the order of 2025 and the findings expected of it.

A row of that table asks for information of one kind, which several subjects of the site carry: it lacks where none of them is left.
A name is ``HOW:ROW:LANGUAGES``, as ``absent:7.2:kk``; ``spread`` tells which subjects the site must then do without.
"""

from __future__ import annotations

from collections.abc import Iterable

from tests.portals.planted.catalogue import topics
from tests.portals.planted.identity import dice
from tests.portals.planted.shortcomings import Expected

LAW = "kz-2025:a10.t"
# Subjects that carry what a row asks for; the sites of this law tell of the first three beside those of the other one.
CARRIED = {
    "7.1.1": ("address",),
    "7.1.2": ("mail",),
    "7.1.3": ("telephone",),
    "7.1.4-1": ("press-service",),
    "7.1.4-2": ("leaders", "scheme", "reception"),
    "7.1.4-3": ("ethics-officer", "ethics"),
    "7.1.4-4": ("departments", "staff-contacts", "appeal-procedure", "service-appeal"),
    "7.1.4-5": ("territorial",),
    "7.1.4-6": ("departments",),
    "7.1.5": ("accounts",),
    "7.1.6": ("leaders", "scheme", "departments", "territorial"),
    "7.1.7": ("reception",),
    "7.2": ("money", "execution", "statements", "procurement-plan"),
    "7.3": ("inspection-results", "audit", "inspection-plan"),
    "7.4": ("own-acts", "drafts", "discussion", "other-acts", "service-drafts"),
    "7.5": ("statistics", "results", "passport"),
}
# What stands on the page of contacts or on that of another subject: it can only be left out there.
WITHIN = frozenset(("address", "mail", "telephone", "press-service", "ethics-officer", "accounts"))
# Rows whose lack a person establishes, and why a machine cannot prove it.
PERSONS = {
    "7.1.2": "pages bear other addresses on the body's own domain, of which one may be the body's",
    "7.1.3": "pages bear telephones of the body's leaders, of which one may answer for the body",
    "7.1.4-4": "pages of other subjects bear telephones of single units",
    "7.1.4-5": "not every body has territorial bodies",
    "7.1.4-6": "not every body has subordinate organisations",
    "7.1.5": "the foot bears the names of accounts without links",
}
WAYS = ("absent", "absent", "empty", "nowhere", "heading")


def expected(name: str, kind: str) -> Expected:
    """The charges expected of a planted name.

    :raises ValueError: there is no such row.
    """
    how, row, spoken = (*name.split(":"), "both")[:3]
    if how not in WAYS or row not in CARRIED:
        raise ValueError(f"nothing to plant is called {name!r} for a {kind} body")
    languages = ("kk", "ru") if spoken == "both" else (spoken,)
    gone = {topic for one in spread([name], kind) for topic in [one.split(":")[1]]}
    also = tuple(f"{LAW}{other}" for other, carried in CARRIED.items() if gone & set(carried))
    return Expected(name, (f"{LAW}{row}",), languages, also=also, sure=row not in PERSONS)


def spread(names: Iterable[str], kind: str) -> frozenset[str]:
    """Names for the site's making: every subject that carries a row is lacking in the same way."""
    known = {topic.id for topic in topics(kind)} | WITHIN
    found = set()
    for name in names:
        how, row, spoken = (*name.split(":"), "both")[:3]
        found |= {f"{'absent' if one in WITHIN else how}:{one}:{spoken}" for one in CARRIED[row] if one in known}
    return frozenset(found)


def drawn(seed: int, kind: str, number: int = 5) -> tuple[str, ...]:
    """Rows that a seed's site does without, none of which shares a subject with another."""
    chance = dice(seed, kind, "planted of 2025")
    rows = [row for row in CARRIED if spread([f"absent:{row}"], kind)]
    chance.shuffle(rows)
    chosen: dict[str, str] = {}
    for row in rows:
        taken = {topic for one in chosen for topic in CARRIED[one]}
        if len(chosen) < number and not taken & set(CARRIED[row]):
            how = "absent" if set(CARRIED[row]) <= WITHIN else chance.choice(WAYS)
            chosen[row] = f"{how}:{row}:{chance.choice(('both', 'both', 'kk', 'ru'))}"
    return tuple(chosen.values())
