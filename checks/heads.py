"""Lines of a text that head what follows: the first words of a paragraph, set off, or a short line by itself.

Old sites have no headings: a page is one text, in which bold words at the beginning of a paragraph or on a line of their own say what comes.
Markup tells nothing there; so such a line heads only the rest of its own paragraph, or the lines up to the next one of its kind.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from checks.letters import words
from checks.newsitems import LINE

# Words of a head; more are a sentence.
HEAD = 6
_RUN_IN = re.compile(r"^(?P<head>[^.:–—!?]{3,80}?)(?:[.:]| [–—])\s+(?P<rest>\S.+)$")


def head_of(line: str) -> str:
    """What a line says first and sets off, or a whole line that is a head itself; empty where it is neither."""
    run_in = _RUN_IN.match(line)
    head = run_in["head"] if run_in else line if _alone(line) else ""
    return head if 0 < len(words(head)) <= HEAD else ""


def _alone(line: str) -> bool:
    """Whether a line may head what follows: begun like a name, without figures, and no sentence."""
    plain = line.strip().rstrip(":")
    return len(plain) <= LINE and plain[:1].isupper() and plain[-1:].isalpha() and not any(map(str.isdigit, plain))


def rest_of(line: str) -> str:
    """What follows the head in its own line."""
    run_in = _RUN_IN.match(line)
    return run_in["rest"] if run_in else ""


def below(lines: Sequence[str], part: str, until: str) -> list[str]:
    """Lines that a line of a text heads, itself first where it goes on: up to another line; none where it is not one of them.

    :param until: the line at which the next thing begins; empty where nothing follows.
    """
    if part not in lines:
        return []
    start = lines.index(part) + 1
    end = lines.index(until, start) if until and until in lines[start:] else len(lines)
    return [*([part] if rest_of(part) else []), *lines[start:end]]


__all__ = ["below", "head_of", "rest_of"]
