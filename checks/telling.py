"""Whether a place that holds less than is asked for says something all the same: what it says a person must judge, for it may be enough.

«За 9 месяцев поступило 486 обращений: земля – 120, жилье – 98» is a review of appeals, if a short one; a table of three units is their list.
What only says that something is to come, or that the site does not tell, is no content.
"""

from __future__ import annotations

from checks.demands import Lack
from checks.held import Held
from checks.letters import words
from checks.own import Own
from checks.vocabulary import speaks
from checks.words import holds
from store.base import Language
from store.snapshot import Snapshot

# A place of more letters says something, whatever its words are.
SENTENCES = 150
# So many words make a sentence; fewer are a label or a button.
FEWEST_WORDS = 4
# So many lines are a list, whatever they name.
LIST = 3


def tells(snapshot: Snapshot, asked: tuple[str, Language], top: Own) -> bool:
    """Whether the text of a place says something, if little: a sentence with a figure or with a word of the thing, or several lines.

    :param asked: the indicator and the language of the version.
    """
    if top.letters >= SENTENCES:
        return True
    named = {link.text for link in top.links} | set(top.page.headings if top.page is not None else ())
    lines = [line for line in dict.fromkeys(top.lines) if line not in named and not unfilled(snapshot, line, asked[1])]
    return len(lines) >= LIST or any(_says(snapshot, asked, line) for line in lines)


def tells_of_kind(snapshot: Snapshot, asked: tuple[str, Language], found: Held, failing: tuple[Lack, ...]) -> bool:
    """The same where a text, list or table of some size is asked for."""
    kinds = {part.kind for lack in failing for part in (lack.demand.of or (lack.demand,))}
    return not kinds.isdisjoint(("text", "list", "table")) and tells(snapshot, asked, found.top)


def _says(snapshot: Snapshot, asked: tuple[str, Language], line: str) -> bool:
    enough = len(words(line)) >= FEWEST_WORDS
    return enough and (any(map(str.isdigit, line)) or speaks(snapshot, asked, line))


def unfilled(snapshot: Snapshot, line: str, language: Language) -> bool:
    """Whether a line says that the site does not tell, or not yet: «сведения отсутствуют», «будут размещены»."""
    lexicon = snapshot.lexicon("none-statements")
    none = holds(line, lexicon.phrases("none", language)) and holds(line, lexicon.phrases("unfilled", language))
    return none or holds(line, snapshot.lexicon("placeholders").phrases("promises"))
