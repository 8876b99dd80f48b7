"""Editions that runs are scored by, each read once, and read under the choices that were made."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from checks import runner
from openness import concepts
from openness.faults import WrongUse
from openness.wordlists import proved
from reports.i18n import N_
from scoring import methodology as law
from scoring.choosing import under
from store.base import Text
from store.harvest import CrawlPlan
from store.methodology import Methodology


class Shelf:
    """The editions of one configuration folder."""

    def __init__(self, config: Path) -> None:
        self._config = config
        self._chosen: dict[tuple[str | None, date], tuple[Methodology, Text | None]] = {}
        self._read: dict[tuple[str, date, tuple[tuple[str, str], ...]], Methodology] = {}

    def chosen(self, methodology: str | None, as_of: date) -> tuple[Methodology, Text | None]:
        """The edition to score by and, where it is not the one in force, the note that says so. Raises ConfigError."""
        key = (methodology, as_of)
        if key not in self._chosen:
            edition, note = law.choose(self._config, methodology, as_of, runner.catalogue())
            # Read for its faults: else a list that cannot be read is told by the harvest, when something was asked of a site already.
            proved(self._config)
            concepts.prove(self._config, self._config / "methodology" / edition.id / edition.edition)
            self._chosen[key] = self._chosen[edition.id, as_of] = edition, note
        return self._chosen[key]

    def read(self, plan: CrawlPlan, readings: Mapping[str, str] | None = None) -> Methodology:
        """The edition of a run under readings: those given, else those of its plan. Raises ConfigError."""
        wanted = plan.readings if readings is None else readings
        key = (plan.methodology, plan.as_of, tuple(sorted(wanted.items())))
        if key not in self._read:
            self._read[key] = under(self.chosen(plan.methodology, plan.as_of)[0], wanted)
        return self._read[key]


def prove_applies(plan: CrawlPlan, edition: Methodology) -> None:
    """Refuses an audit under an act that is not applied to the body or to its kind. Raises WrongUse."""
    if plan.body.code in edition.excluded:
        raise WrongUse(
            N_("{law} is not applied to the body {body}; name another --methodology, see `openness methodologies show {law}`"),
            law=edition.id,
            body=plan.body.code,
        )
    if plan.body.kind not in edition.max:
        raise WrongUse(
            N_("{law} does not assess bodies of the kind «{kind}»; name another --methodology or --kind"),
            law=edition.id,
            kind=plan.body.kind,
        )
