"""Long texts are divided into parts with headings, and acts have links to their sections.

What it checks
    One demand for each order (``part``): ``blocks``, long texts of any page, or ``acts``, texts of legal acts; long is a text
    with at least ``words`` words in its sentences.

Applicability
    Sites that hold such texts as pages.

Met when
    the crawl is complete and in each such text stand at least two headings besides that of the page; of acts, at least two
    links lead to places in the page that exist.

Deficiency when
    a long text has neither headings nor any other sign of parts; an act has no links to its sections. The finding counts the
    pages.

Left to a person when
    parts are told by bold or numbered lines only; the text is folded; scripts may have divided it and no browser looked; acts are
    there as files only, as pages in one of the official versions alone, or as short texts alone; chapters stand on a page that is
    called otherwise; the crawl was cut short.

Assumptions
    Lines of fewer than eight words are labels, cells and lists, not a text; a numbered line that is a whole sentence is a paragraph and no
    heading. An act is known by the kind that its name begins
    with and by articles or chapters in its text. Headings before or after a text that holds nine tenths of the page's
    sentences are those of other blocks and divide nothing.

Law and standard
    Methodology of 2017, appendix 14, row 2.7. WCAG 2.2, success criterion 2.4.10.
"""

from __future__ import annotations

from collections.abc import Iterator

from checks.bothversions import in_every_version
from checks.ladder import on_pages, open_on, throughout
from checks.longtexts import Long, Wanted, acts_in_files, acts_pages, long_texts
from checks.messages import messages_of
from checks.meta import CheckMeta
from checks.support import guarded, on_site
from store.findings import Message, Observation, Outcome
from store.snapshot import Snapshot

META = CheckMeta(
    id="long-texts-are-divided",
    version="1",
    title=Message(
        kk="Көлемді мәтіндер бөліктерге бөлінген, құқықтық актілерде бөлімдеріне сілтемелер бар",
        ru="Большие тексты разбиты на части, в правовых актах есть ссылки на разделы",
        en="Long texts are divided into parts, and acts have links to their sections",
    ),
    scope="page",
    needs=("pages", "links", "texts", "documents", "ledger", "page-state"),
    options=Wanted,
    messages=messages_of("long-texts-are-divided"),
    standards=("WCAG 2.2 SC 2.4.10",),
    inspect=({"part": "blocks"}, {"part": "acts"}),
)


@guarded
def run(snapshot: Snapshot, options: Wanted) -> Iterator[Observation]:
    """Yields one observation for the pages that lack parts, or one verdict."""
    part, texts = options.part, long_texts(snapshot, (options.part, options.words))
    facts = {"part": part, "of": len(texts)}
    plain = [text.page for text in texts if not text.divided and not text.doubtful]
    urls = [text.page.url for text in texts if text.doubtful]
    basis = {**facts, "pages": [[text.page.url, text.words, text.divided] for text in texts]}
    outcome, said = (Outcome.MET, "met") if texts else (Outcome.NOT_APPLICABLE, f"no-{part}")
    yield from throughout(
        snapshot,
        [on_pages(snapshot, plain, Outcome.DEFICIENCY, f"plain-{part}", subject=part, basis=basis, facts=facts)] if plain else [],
        unseen=lambda: open_on(
            snapshot, urls, "doubtful", "may-be-it", basis=basis, subject=f"{part} doubtful", facts=facts, needs_review=True
        ),
        met=lambda: on_site(snapshot, outcome, said, subject=part, facts=facts, basis=basis),
        none=lambda: (_one_sided(snapshot, texts) if texts else _files(snapshot) or _short(snapshot)) if part == "acts" else None,
        part=part,
        facts={"part": part},
    )


def _one_sided(snapshot: Snapshot, texts: tuple[Long, ...]) -> Observation | None:
    """What to say where one of the official versions shows no act as a page: whether its acts have links nobody can see there."""
    if in_every_version(snapshot, texts):
        return None
    urls, facts = [text.page.url for text in texts], {"part": "acts", "of": len(texts)}
    basis = {"one version": urls}
    return open_on(
        snapshot, urls, "acts-one-version", "one-version", basis=basis, subject="acts version", facts=facts, needs_review=True
    )


def _files(snapshot: Snapshot) -> Observation | None:
    urls, facts = acts_in_files(snapshot), {"part": "acts"}
    return open_on(
        snapshot, urls, "acts-in-files", "may-be-it", basis={"files": urls}, subject="acts files", facts=facts, needs_review=True
    )


def _short(snapshot: Snapshot) -> Observation | None:
    """What to say where no act is long: whether its short ones need links to their sections a person says."""
    urls, facts = sorted(acts_pages(snapshot)), {"part": "acts"}
    return open_on(
        snapshot, urls, "acts-short", "may-be-it", basis={"short": urls}, subject="acts short", facts=facts, needs_review=True
    )
