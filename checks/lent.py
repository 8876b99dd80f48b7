"""Contact data whose own line says that they are for something else – the maker of the site, a bank, a line of trust – or that are a sample."""

from __future__ import annotations

import re
from itertools import pairwise

from checks.contacts import Candidate
from checks.own import on_host
from checks.words import fold, holds
from store.snapshot import Snapshot

# A longer line above a datum is a text of its own and no label.
LABEL = 80
# A number within a town has so many figures.
LOCAL = 7


def is_lent(snapshot: Snapshot, item: Candidate) -> bool:
    """Whether the line of a datum, or the label above it, says that it serves something else, or the datum is the sample of a template."""
    return _is_sample(snapshot, item) or any(
        holds(text, snapshot.lexicon("contacts").phrases("other-use")) for text in _labels(snapshot, item)
    )


def _labels(snapshot: Snapshot, item: Candidate) -> list[str]:
    """The words of the line before the datum, and where it has none the line above."""
    quote, record = item.contact.quote.strip(), snapshot.text(item.page.url, item.page.lane)
    head = quote.partition(":")[0] if ":" in quote else quote[:LABEL]
    if any(map(str.isalpha, head)) and item.contact.value not in head:
        return [head]
    lines = [line.strip() for line in record.text.split("\n") if line.strip()] if record is not None else []
    return [before for before, line in pairwise(lines) if line == quote and len(before) <= LABEL]


def _is_sample(snapshot: Snapshot, item: Candidate) -> bool:
    kind, value = item.contact.kind, item.contact.value
    lexicon = snapshot.lexicon("contacts")
    if kind == "email":
        return on_host(f"http://{value.rpartition('@')[2]}", lexicon.phrases("sample-hosts"))
    if kind == "postal":
        return holds(fold(value), lexicon.phrases("sample-addresses"))
    figures = [int(one) for one in re.sub(r"\D", "", value)][-LOCAL:]
    rising = all((first + 1) % 10 == second for first, second in pairwise(figures))
    return kind == "phone" and len(figures) == LOCAL and (rising or not any(figures))
