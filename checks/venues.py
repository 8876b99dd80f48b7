"""Addresses of the place where something is held: a hall or a hotel is not where the body receives letters."""

from __future__ import annotations

from itertools import pairwise

from checks.contacts import Candidate
from checks.words import fold
from store.snapshot import Snapshot


def is_venue(snapshot: Snapshot, item: Candidate) -> bool:
    """Whether the line of a postal address, or the line above it, says that it is the place of an event."""
    record = snapshot.text(item.page.url, item.page.lane)
    if item.contact.kind != "postal" or record is None:
        return False
    names = {fold(phrase) for phrase in snapshot.lexicon("contacts").phrases("venue")}
    quote, lines = item.contact.quote.strip(), [line.strip() for line in record.text.split("\n") if line.strip()]
    above = {fold(before) for before, line in pairwise(lines) if line == quote}
    label, colon, _ = quote.partition(":")
    return (colon != "" and fold(label) in names) or not names.isdisjoint(above)
