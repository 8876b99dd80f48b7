"""How a command fails: told apart from the modules that raise it, for whoever starts the program awaits these and loads nothing for them."""

from __future__ import annotations

from store.told import Told


class WrongUse(Told):
    """The command cannot be carried out as given; one line that names the mend."""


class Interrupted(Exception):
    """The user stopped the harvest; what was gathered is kept."""


class LaneDied(WrongUse):
    """The process of a harvest lane ended with a fault of the program."""
