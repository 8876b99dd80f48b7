"""Everything can be used by keyboard, and the focus is seen.

What it checks
    A walk by Tab over each page of the browser's sample: what is reached, where the walk is caught, whether controls look
    different with the focus, whether menus open by keyboard.

Applicability
    Sites of which at least one page was walked.

Met when
    the crawl is complete, no page of the sample shows a fault or a doubt, and the sample stands for ``sample_percent`` of the pages.

Deficiency when
    the focus is caught, and neither Shift+Tab nor Escape nor keys that the page names lead out; an element takes clicks and can
    never have the focus, and nothing else of that name can; a control looks to the pixel the same with the focus and without; or a
    menu opens under the mouse alone and is no link.

Left to a person when
    a trap has some way out, a control is passed by that the focus might reach, the focus is hardly seen, covered or beyond
    the edge of the window, or a menu of a link opens under the mouse alone; a page could not be walked to its end or came
    without its style sheets; or the sample is too small.

Assumptions
    A page stands for the pages of its template and language. No fault in a whole sample that stands for ``sample_percent`` of
    the pages decides.

Law and standard
    Methodology of 2017, appendix 14, row 3.3. WCAG 2.2, success criteria 2.1.1, 2.1.2 and 2.4.7; ACT rules 80af7b and oj04fd.
"""

from __future__ import annotations

from collections.abc import Iterator

from checks import keyboards
from checks.measured import reports, unstyled
from checks.messages import messages_of
from checks.meta import CheckMeta
from checks.sampled import Sampled, sample_of, verdict
from checks.support import guarded
from store.findings import Message, Observation
from store.harvest import ArtifactKind
from store.snapshot import Snapshot

META = CheckMeta(
    id="works-by-keyboard",
    version="1",
    title=Message(
        kk="Сайтты пернетақтамен басқаруға болады",
        ru="Сайтом можно управлять с клавиатуры",
        en="The site can be used by keyboard",
    ),
    scope="page",
    needs=("pages", "keyboard", "page-state"),
    options=Sampled,
    messages=messages_of("works-by-keyboard"),
    standards=("WCAG 2.2 SC 2.1.1", "WCAG 2.2 SC 2.1.2", "WCAG 2.2 SC 2.4.7"),
    inspect=({"sample_percent": "50"},),
)


@guarded
def run(snapshot: Snapshot, options: Sampled) -> Iterator[Observation]:
    """Yields one observation for each kind of fault, else what stays open, else that the site can be used."""
    bare = unstyled(snapshot)
    walked = [
        report for report in reports(snapshot, ArtifactKind.KEYBOARD) if report.page is not None and keyboards.walked(report)
    ]
    drawn = keyboards.drawn(walked)
    twice = keyboards.measured_twice(walked, drawn)
    taken = sample_of(
        snapshot,
        reports(snapshot, ArtifactKind.KEYBOARD),
        lambda report: keyboards.walked(report) and report.artifact.url not in bare,
    )
    yield from verdict(
        snapshot,
        taken,
        options,
        [fault for report in walked for fault in keyboards.certain(report, twice and report.artifact.url not in bare, drawn)],
        [fault for report in taken.measured for fault in keyboards.doubtful(report, twice, drawn)],
    )
