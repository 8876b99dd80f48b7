"""Pictures have a text that says what they show.

What it checks
    Pictures, picture buttons, areas of picture maps, graphics with a picture's role and objects on every page that was
    read; on the rendered sample also what axe-core reports of text alternatives.

Applicability
    Elements that a visitor perceives: hidden ones, those marked as decoration and counters of one point are left alone.

Met when
    never by machine: whether a text says what the picture shows is for a person. A site without pictures is outside
    the rule.

Deficiency when
    the text alternative is absent; it is empty though the picture is all that its link holds; or it is a file name, or a
    word such as «image», «фото», «сурет» that describes nothing. One finding for each distinct picture.

Left to a person when
    nothing was found wanting: the meaning of the alternatives given, and captions of films and recordings. What is likeliest to be wrong
    is proposed by itself, with page, picture and reason; the list of all pictures is kept as evidence. Or no picture was met, and pages
    are filled by scripts and no browser drew them.

Assumptions
    An empty alternative outside links marks decoration. A ``title`` or ``aria-label`` names a picture as well. A drawing in the markup (svg)
    without a role needs a text only where it is all that its link holds.

Law and standard
    Methodology of 2017, appendix 14, row 3.1. WCAG 2.2, success criterion 1.1.1, failures F30, F65 and F89; axe-core rules
    image-alt, input-image-alt, area-alt, svg-img-alt, object-alt, role-img-alt.
"""

from __future__ import annotations

from collections.abc import Iterator

from checks.alternatives import meaning, proposed, urls
from checks.ladder import repeated, throughout
from checks.messages import messages_of
from checks.meta import CheckMeta, Options
from checks.pictures import Fault, Unnamed, faults_of, source_of, unnamed
from checks.support import clip, guarded, on_site, picture
from store.findings import Locator, Message, Observation, Outcome
from store.snapshot import Snapshot

META = CheckMeta(
    id="images-have-text-alternative",
    version="1",
    title=Message(
        kk="Суреттердің мазмұнын айтатын баламалы мәтіні бар",
        ru="У изображений есть альтернативный текст",
        en="Pictures have a text alternative",
    ),
    scope="page",
    needs=("pages", "links", "images", "axe"),
    messages=messages_of("images-have-text-alternative"),
    standards=("WCAG 2.2 SC 1.1.1", "WCAG 2.2 F30", "WCAG 2.2 F65", "WCAG 2.2 F89"),
)


@guarded
def run(snapshot: Snapshot, _options: Options) -> Iterator[Observation]:
    """Yields one observation for each distinct faulty picture, else what is left to a person."""
    faults, seen = faults_of(snapshot)
    known = {(fault.image.tag, source_of(fault.image)) for fault in faults.values()}
    extra = unnamed(snapshot, known)
    yield from throughout(
        snapshot,
        [*(_fault(snapshot, fault) for fault in faults.values()), *(_by_axe(snapshot, item) for item in extra)],
        beside=() if faults or extra else proposed(snapshot),
        unseen=lambda: meaning(snapshot, seen) if seen else None,
        met=lambda: on_site(
            snapshot, Outcome.NOT_APPLICABLE, "no-images", subject="none", facts={}, basis={"pages": urls(snapshot)}
        ),
    )


def _fault(snapshot: Snapshot, fault: Fault) -> Observation:
    image, source = fault.image, source_of(fault.image)
    return repeated(
        fault.page,
        fault.urls,
        fault.kind,
        subject=f"{fault.kind} {image.tag} {source}",
        facts={"source": clip(source, 300), "tag": image.tag, "alt": clip(image.alt or "", 200), "fault": fault.kind},
        locator=Locator(xpath=image.xpath, quote=clip(image.html)),
        evidence=picture(snapshot, image.url, (image.xpath,)),
        cause=f"picture: {clip(source, 300)}",
    )


def _by_axe(snapshot: Snapshot, item: Unnamed) -> Observation:
    first = item.found[0]
    return repeated(
        first.page,
        list(dict.fromkeys(one.page.url for one in item.found)),
        "axe",
        subject=f"{item.rule} {item.tag} {item.source}",
        facts={"rule": item.rule, "tag": item.tag, "source": item.source, "axe": first.axe},
        locator=Locator(css=first.selector, quote=clip(first.html)),
        evidence=(first.evidence, *picture(snapshot, first.page.url, (first.selector,))),
        cause=f"picture: {item.source}",
    )
