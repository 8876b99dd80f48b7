"""Where the commands of ``openness objection`` work: a run, its results, and what the act says of objections."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from openness import runs
from openness.console import say
from openness.faults import WrongUse
from reports.citing import named_place
from reports.i18n import N_, t
from store import objections
from store.harvest import CrawlPlan
from store.methodology import Rule

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from openness.decisions.proof import Wrong
    from openness.objections.places import Results
    from openness.objections.rules import Rules

FILES = N_("proving file below this folder; may be given again")
NOT_POINTS = N_("{option} «{given}»: points were expected; write for example 0.4")
# Where on the line the fields of objections and decisions stand.
PLACES = {
    "concluded": "--conclusion-received", "received": "--received", "target": "--on", "language": "--language", "points": "--points",
    "grounds": "--grounds", "link": "--link", "file": "--file", "supersedes": "--supersedes", "sat": "--sat", "members": "--member",
    "votes": "--for", "note": "--note-ru", "final": "--final", "decision": "--decision", "count": "--count", "findings": "--fall",
    "figures": "--figure",
}  # fmt: skip


@dataclass
class Desk:
    """A run with everything that objections to it are proved against."""

    engine: "Engine"
    config: Path
    plan: CrawlPlan

    @cached_property
    def results(self) -> "Results":
        """The run's score as its files tell it. Raises WrongUse."""
        from openness.objections.places import results

        return results(self.engine, self.plan)

    @cached_property
    def rules(self) -> "Rules":
        """What the act says of objections. Raises WrongUse."""
        from openness.objections.rules import rules_of
        from openness.shelf import Shelf
        from store.calendar import load_calendar

        return rules_of(Shelf(self.config).read(self.plan), load_calendar(self.config))

    @property
    def most(self) -> int:
        """Bytes that a proving file may have."""
        from openness.decisions.settings import load_settings

        return load_settings(self.config).max_file

    def book(self) -> objections.Book:
        """What is on record for the run."""
        with self.engine.connect() as db:
            return objections.of_run(db, self.plan.run_id)

    def papers(self, names: Iterable[str]) -> list[tuple[str, bytes]]:
        """Files below the working folder, by name and bytes. Raises WrongUse for the first that cannot be taken in."""
        from openness.decisions.answering import attached

        files, wrong = attached(0, Path.cwd(), names, self.most)
        for one in wrong:
            raise WrongUse(one.key, where="--file", **one.values)
        return files

    def law(self, name: str, language: str) -> str:
        """Where the act sets one of its four terms."""
        return self.cited(self.rules.term(name).rule, language)

    def cited(self, rule: Rule, language: str) -> str:
        """Where a rule stands in the act."""
        return named_place(self.rules.edition, rule.citation, language)


def at(db: str, config: Path, run: str, scored: bool = True) -> Desk:
    """The run on the command line.

    :param scored: its files must be at hand. :raises WrongUse: no such run, or an act that says nothing of objections.
    """
    engine = runs.database(db, run)
    desk = Desk(engine, config, runs.find(engine, run) if scored else runs.on_record(engine, run))
    assert desk.rules  # noqa: S101 - raises where there are none
    return desk


def told_wrong(wrong: "Iterable[Wrong]", language: str) -> None:
    """Says faults of the command line, each once."""
    from openness.objections.told import worded

    for text in dict.fromkeys(
        f"openness: {PLACES.get(one.field, one.field)}: {t(one.key, language, **worded(one.values, language))}" for one in wrong
    ):
        say(text)
