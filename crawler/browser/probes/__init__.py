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
# The search is tried on home pages that the plan names, pictures are taken on those of every language version.
SEARCH = search.PROBE
ON_HOMES: tuple[Probe, ...] = (graphics.PROBE, SEARCH)


def chosen(off: tuple[str, ...], home: bool = False, front: bool = False) -> tuple[Probe, ...]:
    """The probes of one visit, without those that the configuration turns off.

    :param home: whether the page is a home page that the plan names. :param front: whether it is that of a language version.
    """
    more = ON_HOMES if home else (graphics.PROBE,) if front else ()
    wanted = (*(probe for probe in EVERY if probe is not act.PROBE), *more, act.PROBE) if more else EVERY
    return tuple(probe for probe in wanted if probe.name not in off)
