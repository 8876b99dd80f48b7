"""The probes in the order in which a visit runs them: those that only look first, those that leave traces last."""

from __future__ import annotations

from crawler.browser.probes import act, contrast, emblem, forms, graphics, jumps, keyboard, motion, search, zoom
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
# Tried on home pages, not on each.
SEARCH = search.PROBE
ON_HOMES: tuple[Probe, ...] = (graphics.PROBE, SEARCH)


def chosen(off: tuple[str, ...], home: bool = False) -> tuple[Probe, ...]:
    """The probes of one visit, without those that the configuration turns off."""
    wanted = (*(probe for probe in EVERY if probe is not act.PROBE), *ON_HOMES, act.PROBE) if home else EVERY
    return tuple(probe for probe in wanted if probe.name not in off)
