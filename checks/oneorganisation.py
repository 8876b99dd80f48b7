"""What a check of one subordinate organisation says as the law counts it: one organisation, of which a shortcoming was or was not found."""

from __future__ import annotations

from typing import Any

from store.findings import Outcome

FIGURES: dict[Outcome, str | list[str]] = {
    Outcome.MET: "0",
    Outcome.MISSING: "1",
    Outcome.UNVERIFIED: ["0", "1"],
}
STATE_INSTITUTION, WHOLLY_OWNED, QUASI_STATE = "state-institution", "wholly-state-owned", "quasi-state"
"""Traits of the register: what kind of holder of information an organisation is."""


def figures(outcome: Outcome) -> dict[str, Any]:
    """The figures of one organisation: what is left to a person has two ends."""
    return {"organisations": "1", "lacking": FIGURES[outcome]}
