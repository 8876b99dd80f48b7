"""Word lists and the program, held to each other: every pattern that a check asks for is in its list, and so are every concept of the lists that
came with the program and the parts that their patterns name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from checks import runner
from openness.registers import load_lexicons
from openness.shipped import shipped_config
from store.asked import everything_asked
from store.lexicon import Lexicon
from store.strictyaml import ConfigError
from store.told import N_

MISSING = N_("the pattern «{name}» is missing under «patterns», and {askers} asks for it; write it there")
NO_LIST = N_("the list of words «{lexicon}» is missing, and {askers} asks for its pattern «{name}»; write it there")
NO_WORDS = N_(
    "the words «{concept}» are missing under «entries», and the program searches for them; write them there, as in {shipped}"
)
NO_VERSION = N_(
    "the words «{concept}» lack the language {language}, in which the program searches for them; write it there, as in {shipped}"
)
NO_GROUP = N_("the pattern «{name}» must name its part «(?P<{group}>…)», for the program reads it; write it as in {shipped}")
GROUP = re.compile(r"\(\?P<(\w+)>")


def proved(config: Path) -> dict[str, Lexicon]:
    """Word lists of a configuration, of which no pattern is missing that the checks ask for.

    :param config: the folder of the registers.
    :returns: the lists by name.
    :raises ConfigError: a list that cannot be read, or the first pattern, part of one, concept or language of one that is missing, with its
        file and who asks for it.
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
    _prove_concepts(config, found)
    return found


def _prove_concepts(config: Path, found: Mapping[str, Lexicon]) -> None:
    """Holds the lists to those that came with the program, whose concepts it asks for; a configuration kept from an older one lacks some."""
    shipped = shipped_config()
    if shipped is None or shipped.samefile(config):
        return
    for name, own in load_lexicons(shipped).items():
        known, file = found[name].entries if name in found else {}, f"{name}.yaml"
        for concept in own.entries:
            if concept not in known:
                raise ConfigError(config / "lexicon" / file, NO_WORDS, concept=concept, shipped=shipped / "lexicon" / file)
        for concept, words in own.entries.items():
            for language in sorted(words.keys() - known[concept].keys()):
                shown = {"concept": concept, "language": language, "shipped": shipped / "lexicon" / file}
                raise ConfigError(config / "lexicon" / file, NO_VERSION, **shown)
        for pattern, group in _groups(own):
            if name in found and pattern in found[name].patterns and group not in GROUP.findall(found[name].patterns[pattern]):
                shown = {"name": pattern, "group": group, "shipped": shipped / "lexicon" / file}
                raise ConfigError(config / "lexicon" / file, NO_GROUP, **shown)


def _groups(lexicon: Lexicon) -> Iterator[tuple[str, str]]:
    """Patterns of a list with each part that they name, in order of names."""
    return ((pattern, group) for pattern in sorted(lexicon.patterns) for group in GROUP.findall(lexicon.patterns[pattern]))
