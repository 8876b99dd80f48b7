"""The class of an answer, told once for the site's own addresses and for those of other sites."""

from __future__ import annotations

from typing import NamedTuple

from crawler.addresses.links import resolve
from crawler.books.kinds import refused_by
from crawler.hosts.answer import Answer
from crawler.web.challenge import challenged
from store.harvest import Ledger, Reason


class Fate(NamedTuple):
    """What an answer makes of its address: class, reason, and where it leads on."""

    ledger: Ledger
    reason: str = ""
    goal: str = ""


READ = Fate(Ledger.FETCHED)


def fate_of(url: str, answer: Answer) -> Fate:
    """The class of an answer by itself; ``READ`` where it holds what was asked for.

    :param url: the address that was asked.
    :param answer: any answer but one that says nothing changed.
    """
    status, location = answer.status, answer.header("location")
    if 300 <= status < 400 and location:
        goal, _ = resolve(url, location)
        return Fate(Ledger.REDIRECTED, str(status), goal) if goal else Fate(Ledger.HTTP_ERROR, Reason.BAD_LOCATION.value)
    refused = refused_by(status, challenged(answer))
    if refused is not None:
        return Fate(*refused)
    return Fate(Ledger.HTTP_ERROR, str(status)) if status >= 300 else READ
