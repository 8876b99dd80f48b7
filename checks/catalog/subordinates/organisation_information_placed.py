"""A subordinate organisation places information about itself on its site or section, in each official language.

What it checks
    The site of one organisation, or the section of another site that is its own, for each kind of information that the order names
    (``concepts``; ``contacts`` stands for contact data); the Kazakh and the Russian version apart. The figures are those of one
    organisation: whether it lacks the information.

Applicability
    Both language versions of every site whose home page was read.

Met when
    every kind of information that is looked for is found in that language, each by the rules of its own indicator, whole or with
    shortcomings.

Deficiency when
    never: the outcome is ``missing`` where the whole site was read and nothing in that language is any of it, and where there is no
    version in that language.

Left to a person when
    some of it was found and some not: the list of what such an organisation must place is not at hand, so what is lacking may not be
    due; only weaker words were found; a page was not read or shows nothing without scripts; or the crawl was cut short.

Assumptions
    The duties of an organisation are not those of a state body (article 16 lists them in other points, whose text is not at hand). What is
    looked for is what every holder of information tells of itself; what is not placed at all counts, what is placed in part does not.

Law and standard
    Methodology of 2025, appendix 10, tables 8 and 9; Law «On access to information», article 16.
"""

from __future__ import annotations

from collections.abc import Iterator

from checks.messages import messages_of
from checks.meta import CONTENT, CheckMeta, Options
from checks.organisationinfo import OwnInformation
from checks.support import guarded
from store.base import OFFICIAL
from store.findings import Message, Observation
from store.snapshot import Snapshot


class Wanted(Options):
    """``concepts``: the kinds of information that are looked for."""

    concepts: tuple[str, ...]


META = CheckMeta(
    id="organisation-information-placed",
    version="1",
    title=Message(
        kk="Ведомстволық бағынысты ұйымның сайтында ол туралы ақпарат орналастырылған",
        ru="На сайте подведомственной организации размещена информация о ней",
        en="A subordinate organisation places information about itself on its site",
    ),
    scope="site",
    needs=(*CONTENT, "pairs"),
    options=Wanted,
    messages=messages_of("organisation-information-placed"),
)


@guarded
def run(snapshot: Snapshot, options: Wanted) -> Iterator[Observation]:
    """Yields one observation for each of the two languages."""
    for language in OFFICIAL:
        yield from OwnInformation(snapshot, options.concepts, language).verdict()
