"""What a night is to do: over whom, by which law, within which bounds. Stored with its schedule and, as it was then, with each night."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from store.base import BodyKind, Frozen


class NightPlan(Frozen):
    """``minutes`` after the night was made nothing of it is begun any more; ``requests`` are shared among its bodies; none: no such bound.

    ``bodies`` are codes of the register; with none, all of ``kinds``. ``subordinates``: the organisations of the central bodies too.
    """

    kinds: tuple[BodyKind, ...] = ("central", "local")
    bodies: tuple[str, ...] = ()
    subordinates: bool = False
    methodology: str | None = None
    readings: tuple[str, ...] = ()
    portals: tuple[str, ...] = ()
    no_portals: bool = False
    allow_private: bool = False
    render: bool = True
    max_pages: int | None = Field(default=None, ge=1)
    max_time: float | None = Field(default=None, ge=1)
    minutes: int | None = Field(default=None, ge=1)
    requests: int | None = Field(default=None, ge=1)
    as_of: date | None = None
    # Of a night that was made: bodies that its budget left for the next one.
    left: tuple[str, ...] = ()
