"""Letters can be enlarged to 200 % and nothing is lost.

What it checks
    Each page of the browser's sample at 200 %: as a browser's zoom shows it (the window half as wide), and with text alone
    enlarged; against the same page at 100 %.

Applicability
    Sites of which at least one page was measured.

Met when
    the crawl is complete, in each of the ``means`` no page of the sample shows a fault or a doubt, and the sample stands for
    ``sample_percent`` of the pages.

Deficiency when
    the page reaches sideways by more than ``overflow_percent`` of the window and text goes on beyond its edge; or the label of a
    control is cut.

Left to a person when
    only a picture or a table makes the page wide; other text is cut in part; links are seen no more and nothing is there to open
    them; letters that grow alone leave the window; the page forbids that telephones enlarge it twofold; a page could not be
    measured or came without its style sheets; or the sample is too small.

Assumptions
    The zoom of a browser is the means by which a page is charged; what text alone does is charged where ``means`` names it. A text
    that was cut before is no loss by the zoom.
    A page stands for the pages of its template and language. No fault in a whole sample that stands for ``sample_percent`` of
    the pages decides.

Law and standard
    Methodology of 2017, appendix 14, row 3.7. WCAG 2.2, success criteria 1.4.4 and 1.4.10; ACT rules 59br37 and b4f0c3.
"""

from __future__ import annotations

from collections.abc import Iterator

from checks import zooms
from checks.measured import reports, unstyled
from checks.messages import messages_of
from checks.meta import CheckMeta
from checks.sampled import sample_of, verdict
from checks.support import guarded
from store.findings import Message, Observation
from store.harvest import ArtifactKind
from store.snapshot import Snapshot

META = CheckMeta(
    id="text-can-be-enlarged",
    version="1",
    title=Message(
        kk="Қаріпті 200%-ға дейін үлкейтуге болады",
        ru="Шрифт можно увеличить до 200 %",
        en="Letters can be enlarged to 200 %",
    ),
    scope="page",
    needs=("pages", "zoom", "page-state"),
    options=zooms.Means,
    messages=messages_of("text-can-be-enlarged"),
    standards=("WCAG 2.2 SC 1.4.4", "WCAG 2.2 SC 1.4.10"),
    inspect=({"sample_percent": "50", "means": ["viewport"], "overflow_percent": "5"},),
)


@guarded
def run(snapshot: Snapshot, options: zooms.Means) -> Iterator[Observation]:
    """Yields one observation for each kind of fault, else what stays open, else that nothing is lost."""
    bare = unstyled(snapshot)
    found = reports(snapshot, ArtifactKind.ZOOM)
    taken = sample_of(snapshot, found, lambda report: report.artifact.ok and report.artifact.url not in bare)
    yield from verdict(
        snapshot,
        taken,
        options,
        [fault for report in taken.measured for fault in zooms.certain(report, options)],
        [fault for report in taken.measured for fault in zooms.doubtful(report, options)],
    )
