"""Forms say in words what was entered wrongly.

What it checks
    Forms on pages of the browser's sample, submitted empty with the network cut off: what the page or the browser says of
    the fields. Nothing is sent but where the plan names the host.

Applicability
    Sites with a form beside searches on a page of the sample.

Met when
    the crawl is complete, every form tried tells a fault in words, and the sample stands for ``sample_percent`` of the pages.

Deficiency when
    a form marks a field as faulty and neither the page nor the browser says a word about it.

Left to a person when
    a form takes empty fields without a word, so that only an answer to what is really sent could tell; a page could not
    be tried; or the sample is too small.

Assumptions
    The browser's own message at the field is a message in words.
    A page stands for the pages of its template and language. No fault in a whole sample that stands for ``sample_percent`` of
    the pages decides.

Law and standard
    Methodology of 2017, appendix 14, row 3.5. WCAG 2.2, success criterion 3.3.1; ACT rule 36b590.
"""

from __future__ import annotations

from collections.abc import Iterator

from checks import complaints
from checks.messages import messages_of
from checks.meta import CheckMeta
from checks.sampled import Sampled, sample, verdict
from checks.support import guarded, on_site
from store.findings import Message, Observation, Outcome
from store.harvest import ArtifactKind
from store.snapshot import Snapshot

META = CheckMeta(
    id="forms-tell-errors",
    version="1",
    title=Message(
        kk="Нысандар қате туралы мәтінмен хабарлайды",
        ru="Формы сообщают об ошибке текстом",
        en="Forms tell errors in words",
    ),
    scope="page",
    needs=("pages", "tried-forms"),
    options=Sampled,
    messages=messages_of("forms-tell-errors"),
    standards=("WCAG 2.2 SC 3.3.1",),
    inspect=({"sample_percent": "50"},),
)


@guarded
def run(snapshot: Snapshot, options: Sampled) -> Iterator[Observation]:
    """Yields one observation for each wordless form, else what stays open, else that forms tell errors or that there are none."""
    taken = sample(snapshot, ArtifactKind.FORMS)
    forms = [form for report in taken.measured for form in complaints.forms_of(report)]
    facts = {"pages": len(taken.pages), "of": taken.of}
    yield from verdict(
        snapshot,
        taken,
        options,
        [fault for report in taken.measured for fault in complaints.certain(report)],
        [fault for report in taken.measured for fault in complaints.doubtful(report)],
        facts={"forms": len(forms)},
        none=lambda: (
            None
            if forms
            else on_site(snapshot, Outcome.NOT_APPLICABLE, "none", subject="none", facts=facts, basis={"tried": taken.pages})
        ),
    )
