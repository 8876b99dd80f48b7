"""A portal of open government at one address, as its plan tells: what it is asked for, and what an answer of it counts as."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from crawler.addresses.links import normalise
from crawler.books.kinds import BLOCKED
from crawler.portals.reading.seam import Portal, PortalRules, Question, Reading, SourceRules
from store.base import Language
from store.harvest import Ledger, Reason

OK = 200
NOT_MODIFIED = 304
STATUS_DIGITS = 3
REDIRECTS = range(300, 400)
LONGEST_MARK = 200
# Words of a refusal are looked for in so many bytes of an answer.
SEARCHED = 2_000_000


class Verdict(NamedTuple):
    """What an answer counts as: the class and reason of its address, and what it says where it was read."""

    ledger: Ledger
    reason: str
    reading: Reading

    @property
    def read(self) -> bool:
        """Whether the answer is one of its source."""
        return self.ledger is Ledger.FETCHED


class Place:
    """One portal.

    :param portal: of the portal's folder, made for this address.
    :param bodies: the portal's own names of the state bodies that are read; none: all.
    :param sources: that are asked first; none: all.
    """

    path = ""
    drawn = 0

    def __init__(
        self, portal: Portal, rules: PortalRules, root: str, bodies: tuple[str, ...] = (), sources: tuple[str, ...] = ()
    ) -> None:
        self.portal = portal
        self.rules = rules
        self.root = root
        self.bodies = bodies
        self.sources = sources

    def is_file(self, _url: str) -> bool:
        """No address is read as a file of a site."""
        return False

    def first(self) -> Iterator[Question]:
        """The questions that the reading begins with, each once."""
        for question in self.portal.first(self.bodies):
            if not self.sources or question.source in self.sources:
                yield question

    def follows(self, question: Question) -> bool:
        """Whether a question that an answer leads to belongs to the reading: to its sources, and to its bodies where it tells whose it is."""
        mine = not self.bodies or not question.body or question.body in self.bodies
        return mine and (not self.sources or question.source in self.sources)

    def question(self, url: str, lane: str) -> Question | None:
        """The question that an address of the ledger is; None for one of no source."""
        return self.portal.at(url, lane)

    def rule(self, source: str) -> SourceRules | None:
        """What the portal's file says of a source."""
        return self.rules.sources.get(source)

    def language(self, lane: str) -> Language | None:
        """The language of a lane; None for the one that has none."""
        return next((language for language in self.rules.languages if language == lane), None)

    def verdict(self, question: Question, status: int, content: bytes) -> Verdict:
        """What an answer counts as; pure.

        :param status: of the answer; that of an answer told unchanged is the one it had.
        """
        rule = self.rule(question.source)
        if status == OK or (rule is not None and status in rule.none):
            return self._of_content(question, status, content)
        named = self._refusal(status, content)
        if status in BLOCKED or named:
            return Verdict(Ledger.BLOCKED, named or str(status), Reading())
        ledger = Ledger.REDIRECTED if status in REDIRECTS else Ledger.HTTP_ERROR
        return Verdict(ledger, str(status), Reading())

    def _of_content(self, question: Question, status: int, content: bytes) -> Verdict:
        reading = self.read(question, status, content)
        if reading.refusal:
            return Verdict(Ledger.BLOCKED, reading.refusal[:LONGEST_MARK], Reading())
        # A page that yields what it should is no refusal, whatever words stand on it.
        named = self._refusal(status, content) if reading.lacks or not (reading.items or reading.more) else ""
        if named:
            return Verdict(Ledger.BLOCKED, named, Reading())
        if reading.lacks:
            return Verdict(Ledger.FAILED, f"{Reason.MARK.value}: {reading.lacks[:LONGEST_MARK]}", Reading())
        asked = self.language(question.lane)
        if asked is not None and reading.language is not None and reading.language != asked:
            return Verdict(Ledger.FAILED, Reason.LANGUAGE.value, Reading())
        return Verdict(Ledger.FETCHED, "", reading)

    def read(self, question: Question, status: int, content: bytes) -> Reading:
        """What the portal's folder makes of an answer; an answer that it stumbles over lacks something."""
        try:
            return self.portal.read(question, status, content)
        except Exception as fault:
            return Reading(lacks=type(fault).__name__)

    def _refusal(self, status: int, content: bytes) -> str:
        """The name of the refusal that an answer is; empty for none."""
        said = content[:SEARCHED].decode("utf-8", "replace").casefold()
        for name, texts in self.rules.refusals.items():
            if any(text == str(status) if _is_status(text) else text.casefold() in said for text in texts):
                return name
        return ""


def _is_status(text: str) -> bool:
    return len(text) == STATUS_DIGITS and text.isdecimal()


def root_of(url: str) -> str:
    """An address without a slash at its end, in its one spelling."""
    return (normalise(url) or url).rstrip("/")
