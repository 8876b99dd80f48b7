"""What the portal of open budgets tells of a row, said as figures that the row divides or as shortcomings one by one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from checks.budgets import Counted, names_of, observe
from store.base import Language
from store.findings import Observation, Outcome
from store.items import ItemRecord
from store.snapshot import Snapshot

Span = tuple[int, int]


class Charge(NamedTuple):
    """An item with what is said of it: the key of a message and its facts."""

    item: ItemRecord
    message: str
    facts: dict[str, Any]
    quote: str = ""


class Account(NamedTuple):
    """The items of a row: in order, short, and such that nobody can tell; and the figures that follow, at both ends."""

    figures: dict[str, Span]
    good: tuple[ItemRecord, ...] = ()
    bad: tuple[Charge, ...] = ()
    unsure: tuple[Charge, ...] = ()


def shown(figures: dict[str, Span]) -> dict[str, Any]:
    """Figures as facts: a number as text, two where only the ends are known."""
    return {name: str(low) if low == high else [str(low), str(high)] for name, (low, high) in figures.items()}


def told(
    snapshot: Snapshot, options: Counted, language: Language, account: Account, whole: str, short: str
) -> Iterator[Observation]:
    """Yields what an account amounts to.

    :param whole: the message where nothing is short. :param short: the one for figures of which something is short or cannot be told.
    """
    if options.form == "shortcomings":
        yield from _each(snapshot, language, account, whole)
        return
    charged, open_ = [one.item for one in account.bad], [one.item for one in account.unsure]
    outcome = Outcome.DEFICIENCY if charged else Outcome.UNVERIFIED if open_ else Outcome.MET
    facts = shown(account.figures)
    if charged or open_:
        facts |= {"short": len(charged), "doubtful": len(open_), "named": names_of([*charged, *open_])}
    basis = {"figures": shown(account.figures), "in order": [item.key for item in account.good]}
    yield observe(
        snapshot,
        outcome,
        short if charged or open_ else whole,
        language,
        subject="figures",
        items=[*charged, *open_] or account.good,
        facts=facts,
        basis=basis,
        count=len(charged),
        quote=account.bad[0].quote if account.bad else "",
    )


def _each(snapshot: Snapshot, language: Language, account: Account, whole: str) -> Iterator[Observation]:
    for outcome, charges in ((Outcome.DEFICIENCY, account.bad), (Outcome.UNVERIFIED, account.unsure)):
        for one in charges:
            yield observe(
                snapshot,
                outcome,
                one.message,
                language,
                subject=f"{one.message} {one.item.key}",
                items=[one.item],
                facts=one.facts,
                quote=one.quote,
                needs_review=outcome is Outcome.UNVERIFIED,
            )
    if not account.bad and not account.unsure:
        facts = shown(account.figures)
        yield observe(snapshot, Outcome.MET, whole, language, subject="whole", items=account.good, facts=facts)
