"""A link skips to the content, and long pages lead back to their top.

What it checks
    On each page of the browser's sample the first stops of the keyboard are tried for a link past what pages repeat, and from the end
    of the page the link back to its top.

Applicability
    Sites of which at least one page was tried.

Met when
    the crawl is complete, every page of the sample has a skipping link, every long one a link up that works, and the sample stands
    for ``sample_percent`` of the pages.

Deficiency when
    a page has no skipping link; its target does not exist; or a page of at least ``screens`` screens and ``letters`` letters
    has no link back to its top.

Left to a person when
    a skipping link stands where the keyboard does not meet it first, a link up was pressed and the page did not come to its top,
    a page could not be tried, or the sample is too small.

Assumptions
    What a large volume of text is the act does not say: ``screens`` and ``letters`` are assumed.
    A page stands for the pages of its template and language. No fault in a whole sample that stands for ``sample_percent`` of
    the pages decides.

Law and standard
    Methodology of 2017, appendix 14, row 3.4. WCAG 2.2, success criterion 2.4.1; ACT rule cf77f2.
"""

from __future__ import annotations

from collections.abc import Iterator

from checks import jumps
from checks.messages import messages_of
from checks.meta import CheckMeta
from checks.sampled import sample, verdict
from checks.support import guarded
from store.findings import Message, Observation
from store.harvest import ArtifactKind
from store.snapshot import Snapshot

META = CheckMeta(
    id="content-and-top-in-one-step",
    version="1",
    title=Message(
        kk="Негізгі мазмұнға және беттің басына өту сілтемелері бар",
        ru="Есть переход к основному содержанию и ссылка «Наверх»",
        en="A step leads to the content and to the top",
    ),
    scope="page",
    needs=("pages", "jumps"),
    options=jumps.Lengths,
    messages=messages_of("content-and-top-in-one-step"),
    standards=("WCAG 2.2 SC 2.4.1",),
    inspect=({"sample_percent": "50", "screens": "4", "letters": "5000"},),
)


@guarded
def run(snapshot: Snapshot, options: jumps.Lengths) -> Iterator[Observation]:
    """Yields one observation for each lacking or dead link, else what stays open, else that the links are there."""
    taken = sample(snapshot, ArtifactKind.JUMPS)
    yield from verdict(
        snapshot,
        taken,
        options,
        [fault for report in taken.measured for fault in jumps.certain(report, options)],
        [fault for report in taken.measured for fault in jumps.doubtful(report, options)],
    )
