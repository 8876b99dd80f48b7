"""Where a number or a rule of an edition stands in the law, and where it comes from."""

from __future__ import annotations

from store.base import Basis, Frozen, Text


class Citation(Frozen):
    """Where a rule stands in the law: act, point, appendix, table, row. ``name`` is what the act is called in short."""

    law: str
    point: str = ""
    appendix: str = ""
    table: str = ""
    row: str = ""
    name: Text | None = None
    note: Text | None = None


class Rule(Frozen):
    """One number or rule with its source; ``note`` says in both languages what was assumed or reconstructed and why.

    ``readings`` names the open questions of the edition that the rule answers; ``law`` is what the act says, all else needs one.
    """

    basis: Basis
    citation: Citation
    note: Text | None = None
    readings: tuple[str, ...] = ()
