"""That a body lies on a portal, as plans keep it."""

from __future__ import annotations

from typing import Any

from pydantic import Field

from store.base import Frozen
from store.told import N_, Told


class UnknownPortal(Told):
    """A plan names a portal that this version cannot read."""

    def __init__(self, portal: str) -> None:
        super().__init__(
            N_("this version reads no portal «{portal}», which the run names; use the version that planned it"), portal=portal
        )


class Tenancy(Frozen):
    """That the audited body lies on a portal: the portal's name in the register, paths under which it keeps files of all bodies, and
    the rules by which it is read, as the portal's own folder understands them. A copy stands in each plan, so that harvest and
    extraction read the same rules years later."""

    portal: str = Field(pattern=r"^[a-z][a-z0-9-]*$")
    files: tuple[str, ...] = ()
    rules: dict[str, Any] = {}
