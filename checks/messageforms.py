"""Forms by which a visitor writes to the body: they take a message and a way to answer."""

from __future__ import annotations

from checks.called import called, frames_elsewhere, pages_called
from checks.derived import derived
from checks.source import markup
from checks.traces import Hit, Traces
from checks.words import holds
from store.records import FormRecord, PageRecord
from store.snapshot import Snapshot

# Fields that take no words of a visitor.
WORDLESS = frozenset(
    {"submit", "button", "hidden", "checkbox", "radio", "file", "reset", "image", "select", "password", "textarea"}
)
FEW = 2


@derived
def message_forms(snapshot: Snapshot) -> Traces:
    """Feedback forms of the site."""
    lexicon = snapshot.lexicon("interaction")
    wanted, other = lexicon.phrases("feedback"), lexicon.phrases("other-forms")
    held, weak = list[Hit](), list[Hit]()
    for form in snapshot.forms():
        page = snapshot.page(form.url, form.lane)
        if page is None or form.search or _asks(form, "password"):
            continue
        named = called(snapshot, page, wanted) or holds(form.label, wanted)
        elsewise = any(holds(text, other) for text in (form.label, *page.headings, page.title))
        if _asks(form, "textarea") and _texts(form):
            # Under no name it may take remarks on a text, an entry for a contest, or words to be put into other letters.
            (held if _sends(form) and named else weak).append(_hit(page, form))
        elif (_asks(form, "textarea") or _texts(form) >= FEW) and (named or not elsewise):
            weak.append(_hit(page, form))
    told = {hit.page.url for hit in held + weak}
    return Traces(tuple(held), (*weak, *_loose(snapshot, wanted, told)), tuple(_framed(snapshot, wanted)))


def _sends(form: FormRecord) -> bool:
    """Whether a browser sends anything of a form by itself: fields without a name stay behind, and only scripts could send them."""
    return any(name for name, kind in form.fields if kind not in ("submit", "button", "reset"))


def _asks(form: FormRecord, kind: str) -> bool:
    return any(asked == kind for _, asked in form.fields)


def _texts(form: FormRecord) -> int:
    return sum(asked not in WORDLESS for _, asked in form.fields)


def _hit(page: PageRecord, form: FormRecord) -> Hit:
    return Hit(page, form.label or page.h1 or page.title, form.xpath)


def _loose(snapshot: Snapshot, wanted: tuple[str, ...], told: set[str]) -> list[Hit]:
    """Pages called so whose field for a message stands in no form, as scripts send it."""
    pages = (page for page in pages_called(snapshot, wanted) if page.url not in told)
    return [Hit(page, page.h1 or page.title) for page in pages if "<textarea" in markup(snapshot, page).lower()]


def _framed(snapshot: Snapshot, wanted: tuple[str, ...]) -> list[Hit]:
    frames, hosts = frames_elsewhere(snapshot), snapshot.lexicon("interaction").phrases("form-hosts")
    found = []
    for page in snapshot.pages():
        for target in frames.get((page.url, page.lane), ()):
            if any(host in target for host in hosts) and called(snapshot, page, wanted):
                found.append(Hit(page, target))
    return found
