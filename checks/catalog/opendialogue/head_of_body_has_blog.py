"""The first head of the body has a blog on the portal of open dialogue.

What it checks
    The page of the body's blog in each language version of the portal, and the portal's list of blogs.

Applicability
    Bodies that the portal knows, or that the register gives a blog's number for.

Met when
    the page of the blog was read in that language.

Deficiency when
    nothing is charged as a shortcoming. Where the register gives the number of the body's blog and the portal's whole list of blogs, read in that
    language, does not hold it, the outcome is ``missing``.

Left to a person when
    neither the blog's page nor the list of blogs was read, or the body is not found on the portal.

Assumptions
    A blog is the portal's own page of it. Whether it names the present head and how it is kept is for a person.

Law and standard
    Methodology of 2017, appendix 12, «Блог первого руководителя».
"""

from __future__ import annotations

from collections.abc import Iterator

from checks.messages import messages_of
from checks.meta import CheckMeta
from checks.portalreading import MESSAGES, closed, left_open, on_portal
from store.base import OFFICIAL, Language
from store.findings import Message, Observation, Outcome
from store.portalview import BODY, PortalView
from store.snapshot import Snapshot

PORTAL, SOURCE, LIST = "open-dialogue", "blog", "blogs"

META = CheckMeta(
    id="head-of-body-has-blog",
    version="1",
    title=Message(
        kk="Органның бірінші басшысының ашық диалог порталында блогы бар",
        ru="У первого руководителя органа есть блог на портале открытого диалога",
        en="The first head of the body has a blog on the portal of open dialogue",
    ),
    scope="site",
    needs=(),
    portals=(PORTAL,),
    messages={**MESSAGES, **messages_of("head-of-body-has-blog")},
)


def run(snapshot: Snapshot, options: object) -> Iterator[Observation]:  # noqa: ARG001
    """Yields one observation for each language."""
    for language in OFFICIAL:
        view = snapshot.portal(PORTAL)
        told = None if view is None or view.body is None else _told(snapshot, view, language)
        if told is None:
            why = closed(snapshot, PORTAL, (SOURCE,), language)
            told = None if why is None else left_open(snapshot, PORTAL, why, language)
        if told is not None:
            yield told


def _told(snapshot: Snapshot, view: PortalView, language: Language) -> Observation | None:
    """What the blog's page or the list of blogs says; None where neither was read."""
    page = next(view.items("blog", body=view.body, language=language), None)
    if page is not None:
        facts = {"head": page.title, "blog": page.key}
        return on_portal(
            snapshot, view, Outcome.MET, "found", url=page.url, subject="blog", language=language, facts=facts, proofs=[page]
        )
    if view.unread(LIST, language=language):
        return None
    blogs = list(view.items(BODY, language=language))
    if not blogs or any(item.key == view.body for item in blogs):
        return None
    return on_portal(
        snapshot,
        view,
        Outcome.MISSING,
        "none",
        url=blogs[0].url,
        subject="blog",
        language=language,
        facts={"blog": view.body, "blogs": len(blogs)},
        proofs=blogs,
        basis={"sought": view.body, "blogs": sorted({item.key for item in blogs})},
    )
