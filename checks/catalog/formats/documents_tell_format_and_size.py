"""Beside each file that can be downloaded its format and size are told.

What it checks
    Links of pages to files of the site: the words of the link and the lines beside it.

Applicability
    Sites that offer files.

Met when
    the crawl is complete and every link to a file, or a line beside it, names the format and the size.

Deficiency when
    no size stands in the words of the link nor beside it. The finding counts the files and the pages.

Left to a person when
    the size is told and the format is not, as an icon may tell it; the link has no words; its place in the text was not found;
    scripts may add the size and no browser looked; the file is gone, or is kept on a site for files, as Drive and Disk are, and no
    size stands in its link; the crawl was cut short.

Assumptions
    Beside is the line of the link, the one above and the two below. Sizes are numbers with bytes, kilobytes or megabytes in
    Kazakh, Russian or English.

Law and standard
    Methodology of 2017, appendix 14, row 2.6.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from checks.filelinks import file_links
from checks.ladder import on_pages, open_on, throughout
from checks.messages import messages_of
from checks.meta import CheckMeta, Options
from checks.support import clip, examples, guarded, on_site
from store.findings import Locator, Message, Observation, Outcome
from store.records import LinkRecord
from store.snapshot import Snapshot

META = CheckMeta(
    id="documents-tell-format-and-size",
    version="1",
    title=Message(
        kk="Жүктеп алынатын құжаттардың форматы мен көлемі көрсетілген",
        ru="У документов для загрузки указаны формат и размер",
        en="Files to download tell their format and size",
    ),
    scope="page",
    needs=("pages", "links", "documents", "texts", "ledger", "page-state"),
    messages=messages_of("documents-tell-format-and-size"),
)


@guarded
def run(snapshot: Snapshot, _options: Options) -> Iterator[Observation]:
    """Yields one observation for the files without a size, or one verdict."""
    known = file_links(snapshot)
    of = len(known.told) + len(known.untold) + len(known.doubtful)
    urls = sorted({link.url for link in known.doubtful})
    facts = {"documents": len(known.doubtful), "of": of}
    outcome, said = (Outcome.MET, "met") if of else (Outcome.NOT_APPLICABLE, "no-files")
    yield from throughout(
        snapshot,
        [_untold(snapshot, known.untold, of)] if known.untold else [],
        unseen=lambda: open_on(
            snapshot, urls, "doubtful", "may-be-it", basis=_basis(known.doubtful), facts=facts, needs_review=True
        ),
        met=lambda: on_site(snapshot, outcome, said, facts={"of": of}, basis=_basis(known.told)),
    )


def _untold(snapshot: Snapshot, links: Sequence[LinkRecord], of: int) -> Observation:
    found = (snapshot.page(url, lane) for url, lane in dict.fromkeys((link.url, link.lane) for link in links))
    pages = [page for page in found if page is not None]
    targets = {link.target for link in links}
    facts = {"documents": len(targets), "of": of, "targets": examples(targets), "label": clip(links[0].text, 100)}
    locator = Locator(xpath=links[0].xpath)
    basis = _basis(links)
    return on_pages(snapshot, pages, Outcome.DEFICIENCY, "untold", subject="untold", basis=basis, facts=facts, locator=locator)


def _basis(links: Sequence[LinkRecord]) -> list[list[str]]:
    return [[link.url, link.target, link.text] for link in links]
