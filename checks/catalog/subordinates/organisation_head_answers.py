"""The first head of a subordinate organisation has a blog on the portal of open dialogue and answers the questions put there.

What it checks
    One duty of one organisation for each order (``duty``): ``blog`` – the page of its head's blog in each language version of the portal, and
    the portal's list of blogs; ``answers`` – the questions of the period in that blog and the answers published beside them, with
    the term of an answer (``answer_term``). The figures are those of one organisation.

Applicability
    Organisations that the portal knows, or that the register gives a blog's number for. The register says what an organisation is: the share of
    answers is asked of subjects of the quasi-state sector in which the state does not hold everything; to others it is ``not-applicable``.

Met when
    the page of the blog was read in that language; an answer stands beside every question of the period, or nothing was asked in it.

Deficiency when
    a question has no answer and its term is over. The outcome is ``missing`` where the register gives the number of the organisation's blog
    and the portal's whole list of blogs does not hold it, and the organisation is one that the platform of blogs is meant for.

Left to a person when
    neither the blog nor the list of blogs was read; the register does not say what the organisation is; the organisation is none that the
    platform of blogs is meant for and no blog was found; or a question has no answer yet and its term is not over.

Assumptions
    Since 2023 the platform of blogs is one of the heads of the quasi-state sector but for those that the state holds wholly. The act does not say
    whether others are charged for a blog that they have no platform for: a person decides.

Law and standard
    Methodology of 2025, appendix 10, tables 8 and 11; point 2 in the wording of 2023 (the platform of blogs).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from checks.messages import messages_of
from checks.meta import CheckMeta, Options
from checks.organisationblog import PORTAL, answers, blog
from checks.portalreading import MESSAGES
from store.base import OFFICIAL
from store.findings import Message, Observation
from store.snapshot import Snapshot


class Wanted(Options):
    """``duty``: what the head is asked for; ``answer_term``: the name of the term of an answer in the calendar of terms."""

    duty: Literal["blog", "answers"]
    answer_term: str = "blog-question"


META = CheckMeta(
    id="organisation-head-answers",
    version="1",
    title=Message(
        kk="Ведомстволық бағынысты ұйымның бірінші басшысы блог жүргізіп, сұрақтарға жауап береді",
        ru="Первый руководитель подведомственной организации ведет блог и отвечает на вопросы",
        en="The first head of a subordinate organisation has a blog and answers questions",
    ),
    scope="site",
    needs=(),
    portals=(PORTAL,),
    options=Wanted,
    messages={**MESSAGES, **messages_of("organisation-head-answers")},
    standards=("V2500036070", "V2300032170"),
)


def run(snapshot: Snapshot, options: Wanted) -> Iterator[Observation]:
    """Yields one observation for each language."""
    for language in OFFICIAL:
        yield blog(snapshot, language) if options.duty == "blog" else answers(snapshot, options.answer_term, language)
