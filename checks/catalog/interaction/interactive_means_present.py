"""The site offers a feedback form, a poll form, frequent questions with answers, and a counter of visitors.

What it checks
    One means for each order (``part``): ``feedback-form``, ``poll-form``, ``frequent-questions`` or ``visitor-counter``; on
    every page that was read, a counter on the home pages and on one page of each template.

Applicability
    Every site whose home page was read.

Met when
    a form takes a message and a way to answer; a form called a poll offers answers to choose from; a page called frequent
    questions holds at least two questions with answers, or leads from questions to pages that answer; a known service counts
    visits, or the page shows their number.

Deficiency when
    there is a page of frequent questions and nothing stands in it, or only questions that nothing answers. Where the crawl is
    complete and nothing that may be the means was found, the outcome is ``missing``.

Left to a person when
    what may be the means was found: a form without a field for the message or without a way to answer, one for orders or
    comments or under no name of feedback, a poll without answers to choose from or by a link to another site, questions
    whose answers could not be told, stand on a page of another name or in one of the official versions alone, a service that may count visits, a
    number of visitors of something else; the form stands in a frame of another site, as of the government's portal; a
    page could not be read or was filled by scripts and not drawn; the crawl was cut short.

Assumptions
    Searches, logins and switches of language are no feedback, forms that pages of other names bear too are no poll, and who
    asked and when is no answer. Forms, polls and sections are known by the words of titles,
    headings and links, in Kazakh, Russian and English. Services that count visits are listed as data.

Law and standard
    Methodology of 2017, appendix 14, rows 4.1, 4.2, 4.4 and 4.6.
"""

from __future__ import annotations

from collections.abc import Iterator

from checks.bothversions import in_every_version
from checks.ladder import somewhere
from checks.means import SOUGHT, Wanted
from checks.messages import messages_of
from checks.meta import CheckMeta
from checks.parts import found, hidden, missing, perhaps, sentences, wanting
from checks.support import guarded
from checks.traces import Traces
from store.findings import Message, Observation
from store.snapshot import Snapshot

META = CheckMeta(
    id="interactive-means-present",
    version="1",
    title=Message(
        kk="Сайтта кері байланыс нысаны, сауалнама, жиі қойылатын сұрақтар және келушілер санауышы бар",
        ru="На сайте есть форма обратной связи, опрос, частые вопросы с ответами и счётчик посещений",
        en="The site has a feedback form, a poll, frequent questions with answers and a visitor counter",
    ),
    scope="site",
    needs=("pages", "links", "forms", "texts", "documents", "images", "contacts", "persons", "dates", "ledger", "page-state"),
    options=Wanted,
    messages=sentences("part-found", "part-one-version", "part-weak", "part-hidden", "part-missing")
    | messages_of("interactive-means-present"),
)
WORDS = {
    "feedback-form": "feedback",
    "poll-form": "poll",
    "frequent-questions": "faq",
    "visitor-counter": "counter-services",
}
# What a text tells, in the language of its version.
TOLD = frozenset({"frequent-questions"})


@guarded
def run(snapshot: Snapshot, options: Wanted) -> Iterator[Observation]:
    """Yields one observation for the means asked for, or one for each empty section."""
    part, traces = options.part, SOUGHT[options.part](snapshot)
    held = len({hit.page.url for hit in traces.held})
    # Answers are read: those in another language than the reader's are none for him, as a counter or a form may be.
    whole = part not in TOLD or in_every_version(snapshot, traces.held)
    yield from somewhere(
        snapshot,
        met=lambda: found(part, traces.held[0], pages=held) if traces.held and whole else None,
        weak=lambda: (
            perhaps(part, () if whole else traces.held, "part-one-version", "one-version")
            or perhaps(part, traces.weak)
            or perhaps(part, traces.framed, "framed", "in-frame")
        ),
        wrong=lambda: _wanting(part, traces),
        unread=lambda: hidden(snapshot, part),
        missing=lambda: missing(snapshot, part, list(snapshot.lexicon("interaction").phrases(WORDS[part]))),
        part=part,
        facts={"part": part},
    )


def _wanting(part: str, traces: Traces) -> list[Observation]:
    """Places of the means that do without it; none where another place holds it or may hold it."""
    if traces.held or traces.weak or traces.framed:
        return []
    empty = [wanting(part, "empty", hit) for hit in traces.empty]
    return empty + [wanting(part, "unanswered", hit) for hit in traces.asking]
