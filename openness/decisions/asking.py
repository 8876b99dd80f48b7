"""The runs whose open questions a table answers, each read once."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from sqlalchemy import Engine

from openness import runs
from openness.decisions import opened
from openness.decisions.opened import Sheet
from openness.faults import WrongUse


@dataclass
class Asking:
    """Runs of one body. ``folder`` is where the files lie that answers name; ``now`` the time of answers that tell none."""

    engine: Engine
    config: Path
    body: str
    folder: Path
    now: datetime
    _sheets: dict[str, Sheet | None] = field(default_factory=dict)

    def sheet(self, run: str) -> Sheet | None:
        """What a run of the body leaves open, with what was decided already; None where the body has no such run."""
        if run not in self._sheets:
            self._sheets[run] = self._read(run)
        return self._sheets[run]

    def _read(self, run: str) -> Sheet | None:
        try:
            plan = runs.on_record(self.engine, run)
        except WrongUse:
            return None
        if plan.body.code != self.body or plan.run_id != run:
            return None
        return opened.read(self.engine, self.config, plan, every=True)
