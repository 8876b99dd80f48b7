"""Documents that say what their label says beside the name: «Методическое пособие «Как оценить риски на рабочем месте»» tells of risks at
the workplace and never of itself as a manual."""

from __future__ import annotations

from checks.letters import words
from checks.named import Spotted
from checks.own import Own
from checks.phrases import OWN, SHORT, filling, own_words
from store.snapshot import Snapshot

# Words of a title that a document must have; fewer are met by chance.
FEWEST = 2


def of_its_title(snapshot: Snapshot, top: Own, label: Spotted) -> bool:
    """Whether a document's text holds the words of its label beside those that name the thing and those of the body's own name, which any
    document of the body may say; all but one of them.

    :param label: by which the document is known.
    """
    if top.document is None:
        return False
    body = snapshot.plan.body.name
    said = words(label.text)
    rest = (*said[: label.match.start], *said[label.match.end :])
    title = {one[:OWN] for one in rest if len(one) > SHORT and not filling(one)} - own_words((body.kk, body.ru))
    told = {one[:OWN] for line in top.lines for one in words(line)}
    return len(title) >= FEWEST and len(title - told) <= (len(title) > FEWEST)


__all__ = ["of_its_title"]
