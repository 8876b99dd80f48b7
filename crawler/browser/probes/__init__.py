"""The probes in the order in which a visit runs them: those that only look first, those that leave traces last."""

from __future__ import annotations

from crawler.browser.probes import act, contrast, emblem, forms, jumps, keyboard, motion, search, zoom
from crawler.browser.probes.base import Probe

EVERY: tuple[Probe, ...] = (
    contrast.PROBE,
    emblem.PROBE,
    zoom.PROBE,
    keyboard.PROBE,
    jumps.PROBE,
    forms.PROBE,
    motion.PROBE,
    act.PROBE,
)
# Tried on pages that the plan names, not on each.
SEARCH = search.PROBE


def chosen(off: tuple[str, ...], search_too: bool = False) -> tuple[Probe, ...]:
    """The probes of one visit, without those that the configuration turns off."""
    wanted = (*(probe for probe in EVERY if probe is not act.PROBE), SEARCH, act.PROBE) if search_too else EVERY
    return tuple(probe for probe in wanted if probe.name not in off)
