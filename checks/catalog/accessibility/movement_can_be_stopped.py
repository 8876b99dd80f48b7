"""What moves, blinks or scrolls by itself can be stopped.

What it checks
    Each page of the browser's sample over time: what moves for more than five seconds, what near it could stop it and whether it
    does, and flashes.

Applicability
    Sites of which at least one page was watched.

Met when
    the crawl is complete, on every page of the sample nothing moves or a control was pressed and stopped it, and the sample stands
    for ``sample_percent`` of the pages.

Deficiency when
    a running line, or something of at least ``area`` square pixels, moves on for more than five seconds and nothing near it can be
    pressed but ways from one slide to another; or a part of the page flashes more than three times a second.

Left to a person when
    there is something to press and it did not stop the movement, a film, a frame or a drawing moves, what moves is small or
    was seen to change at a stroke or two, as a page that fills itself late does; it could not be told whether a page moves;
    or the sample is too small.

Assumptions
    A sign that something is loading is no content.
    A page stands for the pages of its template and language. No fault in a whole sample that stands for ``sample_percent`` of
    the pages decides.

Law and standard
    Methodology of 2017, appendix 14, row 3.2. WCAG 2.2, success criteria 2.2.2 and 2.3.1; ACT rule efbfc7.
"""

from __future__ import annotations

from collections.abc import Iterator

from checks import motions
from checks.measured import reports
from checks.messages import messages_of
from checks.meta import CheckMeta
from checks.sampled import sample_of, verdict
from checks.support import guarded
from store.findings import Message, Observation
from store.harvest import ArtifactKind
from store.snapshot import Snapshot

META = CheckMeta(
    id="movement-can-be-stopped",
    version="1",
    title=Message(
        kk="Өздігінен қозғалатын мазмұнды тоқтатуға болады",
        ru="Движущееся содержимое можно остановить",
        en="What moves by itself can be stopped",
    ),
    scope="page",
    needs=("pages", "motion"),
    options=motions.Bounds,
    messages=messages_of("movement-can-be-stopped"),
    standards=("WCAG 2.2 SC 2.2.2", "WCAG 2.2 SC 2.3.1"),
    inspect=({"sample_percent": "50", "area": "5000"},),
)


@guarded
def run(snapshot: Snapshot, options: motions.Bounds) -> Iterator[Observation]:
    """Yields one observation for each thing that moves on, else what stays open, else that all can be stopped."""
    taken = sample_of(snapshot, reports(snapshot, ArtifactKind.MOTION), motions.told)
    yield from verdict(
        snapshot,
        taken,
        options,
        [fault for report in taken.measured for fault in motions.certain(report, options)],
        [fault for report in taken.measured for fault in motions.doubtful(report, options)],
    )
