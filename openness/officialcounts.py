"""What the portal of open data itself counts of every body, with the points that the law's rows give for it: all bodies in one call.

``python -m openness.officialcounts ANSWER.json …`` prints one JSON line a body. The answers are those of the portal's three statistics.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from crawler.portals.reading.seam import Item, PortalRules, Question
from crawler.portals.registry import portal_at
from openness.imports.editions import Editions, RowPlan
from openness.imports.finding import reported
from openness.registers import load_rules
from scoring.arithmetic import Row, Tally
from scoring.exact import decimal

LAW = "kz-2025"
PUBLISHED, TIMELY = "kz-2025:a10.t1.1", "kz-2025:a10.t1.3"
COUNTS = "statistics"
"""The kind of items that give what a portal itself counts of a body."""
OK = 200
_KAZAKH = re.compile("[әғқңөұүһі]", re.IGNORECASE)
_CYRILLIC = re.compile("[а-яёәғқңөұүһі]", re.IGNORECASE)
Given = tuple[Decimal, Decimal]


class Counted(NamedTuple):
    """One body: its name on the portal, its names by language, those under another language's name (``kk`` holds no Cyrillic letter while
    ``en`` holds Kazakh ones), sets required, placed and up to date, and the points of one language at both ends."""

    key: str
    names: dict[str, str]
    swapped: tuple[str, ...]
    required: int
    placed: int
    up_to_date: int
    published: Given
    timely: Given


def counted(answers: Iterable[bytes], config: Path, as_of: date) -> list[Counted]:
    """Every body of the answers with the points of both rows in one language version.

    :param as_of: the day whose edition counts.
    :raises ConfigError: an edition that cannot be read.
    """
    _, rows = Editions(config, as_of, "central", LAW).of(LAW)
    found = []
    for answer in answers:
        for item in _items(answer, config):
            if item.kind == COUNTS and {"required", "placed", "up-to-date"} <= set(item.facts):
                found.append(_counted(item.key, dict(item.facts), rows[PUBLISHED], rows[TIMELY]))
    return found


def _items(answer: bytes, config: Path) -> Iterator[Item]:
    """What the portal that counts bodies reads of an answer."""
    for rules in load_rules(config):
        if isinstance(rules, PortalRules) and any(
            field.startswith(f"{COUNTS}.") for one in rules.sources.values() for field in one.fields
        ):
            yield from portal_at(rules, "").read(Question("", rules.directory[0]), OK, answer).items


def _counted(key: str, facts: dict[str, object], published: RowPlan, timely: RowPlan) -> Counted:
    names = {language: str(facts.get(f"name-{language}", "")) for language in ("kk", "ru", "en")}
    required, placed, fresh = (int(str(facts[name])) for name in ("required", "placed", "up-to-date"))
    none = {"listed-sets-in-systems": "0"} if not required else {}
    made = {"sets-required": str(required), "sets-published": str(placed), **none}
    kept = {"updates-due": str(required), "updates-on-time": str(fresh), **none}
    return Counted(key, names, swapped(names), required, placed, fresh, _points(published, made), _points(timely, kept))


def _points(plan: RowPlan, figures: dict[str, str]) -> Given:
    """Points of a row for these figures, at both ends."""
    row = plan.parameter
    tally = Tally(id=row.id, label=row.number, findings=(reported(row.id, None, figures),))
    result = plan.formula.score(Row(row.id, row.number, plan.weight, plan.options, (tally,), row.figures))
    return decimal(result.low), decimal(result.high)


def swapped(names: dict[str, str]) -> tuple[str, ...]:
    """The languages whose names stand under each other: the Kazakh one without a Cyrillic letter, and the one that bears Kazakh letters."""
    if not names["kk"] or _CYRILLIC.search(names["kk"]):
        return ()
    return tuple(language for language in ("en", "ru") if _KAZAKH.search(names[language]))


def main(names: list[str]) -> int:
    """Prints every body of these files; exit status 2 where none is named."""
    config = Path(__file__).parents[1] / "config"
    answers = [Path(name).read_bytes() for name in names]
    for body in counted(answers, config, date.max) if answers else ():
        told = body._asdict() | {"published": [str(end) for end in body.published], "timely": [str(end) for end in body.timely]}
        sys.stdout.write(json.dumps(told, ensure_ascii=False) + "\n")
    return 0 if answers else 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
