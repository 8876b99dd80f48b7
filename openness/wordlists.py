"""Word lists and the program, held to each other: every pattern that a check asks for is in its list."""

from __future__ import annotations

from pathlib import Path

from checks import runner
from openness.registers import load_lexicons
from store.asked import everything_asked
from store.lexicon import Lexicon
from store.strictyaml import ConfigError
from store.told import N_

MISSING = N_("the pattern «{name}» is missing under «patterns», and {askers} asks for it; write it there")
NO_LIST = N_("the list of words «{lexicon}» is missing, and {askers} asks for its pattern «{name}»; write it there")


def proved(config: Path) -> dict[str, Lexicon]:
    """Word lists of a configuration, of which no pattern is missing that the checks ask for.

    :param config: the folder of the registers.
    :returns: the lists by name.
    :raises ConfigError: a list that cannot be read, or the first pattern that is missing, with its file and who asks for it.
    """
    found = load_lexicons(config)
    # Reads every check, and with them all that they rest on: what is asked is entered when a module is read.
    runner.catalogue()
    for (lexicon, name), by in everything_asked():
        askers = ", ".join(module.replace(".", "/") + ".py" for module in by)
        if lexicon not in found:
            raise ConfigError(config / "lexicon", NO_LIST, lexicon=lexicon, name=name, askers=askers)
        if name not in found[lexicon].patterns:
            raise ConfigError(config / "lexicon" / f"{lexicon}.yaml", MISSING, name=name, askers=askers)
    return found
