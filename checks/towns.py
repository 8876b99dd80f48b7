"""Whether a postal address tells in which town or village it is: by its line, or by anything on the page that bears it.

«Толе би, 31» is a street in a dozen towns. Who finds no town in the line looks at the name of the site, at its heading and at the rest of the page.
"""

from __future__ import annotations

import re

from checks.contacts import Candidate
from checks.derived import derived
from checks.places import own_place
from store.snapshot import Snapshot

_UPPER = "A-ZА-ЯЁӘҒҚҢӨҰҮҺІ"
_LETTER = "[A-ZАВСЕНКМОРТХ]"
_CODE = re.compile(rf"(?<![\w-])(?:0[1-9]|1[0-6])\d{{4}}(?![\w-])|(?<!\w){_LETTER}\d{{2}}{_LETTER}\d{_LETTER}\d(?!\w)")
# What bears a person's name is in no town of that name: «имени Абая», «Абай атындағы».
_NAMED_AFTER = re.compile(rf"(?:имени|им\.)\s*[{_UPPER}][\w-]*|[{_UPPER}][\w-]*\s+атындағы", re.IGNORECASE)
SHORTEST = 4


def post_code(text: str) -> str:
    """The first post code of Kazakhstan in a text, of six figures or of the new form; empty where there is none."""
    found = _CODE.search(text)
    return found.group() if found else ""


def settled(snapshot: Snapshot, item: Candidate) -> bool:
    """Whether the town or village of an address is told by its line, by the site's name or by its page."""
    line = f"{item.contact.value}\n{item.contact.quote}"
    pattern = _pattern(snapshot)
    if _CODE.search(line) or pattern.search(line) or own_place(snapshot) is not None:
        return True
    body, record = snapshot.plan.body, snapshot.text(item.page.url, item.page.lane)
    near = [one.quote for one in snapshot.contacts() if (one.url, one.lane) == (item.page.url, item.page.lane)]
    heads = [text for home in snapshot.homes() for text in (home.title, home.h1)]
    texts = (body.name.kk, body.name.ru, *heads, item.page.title, *near, record.text if record is not None else "")
    return any(pattern.search(_NAMED_AFTER.sub(" ", text)) for text in texts)


@derived
def _pattern(snapshot: Snapshot) -> re.Pattern[str]:
    contacts = snapshot.lexicon("contacts")
    after = "|".join(re.escape(word) for word in contacts.phrases("settlement-after") if len(word) >= SHORTEST - 1)
    # «с» and «г» without a dot are a preposition and a year.
    before = "|".join(
        re.escape(word) + (r"\.[ \xa0]?" if len(word) < SHORTEST else r"\.?[ \xa0]")
        for word in contacts.phrases("settlement-before")
    )
    towns = "|".join(re.escape(name.removesuffix("а")) for name in contacts.phrases("settlement-name") if len(name) >= SHORTEST)
    return re.compile(
        rf"(?<!\w)[{_UPPER}][\w-]+[ \xa0](?i:{after})\w{{0,3}}(?!\w)"
        rf"|(?<![\w/])(?<!\d[ \xa0])(?i:{before})[{_UPPER}]\w+"
        rf"|(?<![\w-])(?:{towns})\w{{0,3}}(?!\w)"
    )
