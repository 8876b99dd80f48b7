"""Pages are written in UTF-8, documents hold text that can be searched and copied, archives have the named format.

What it checks
    The encoding of every page (what the server says, what the page says, what the bytes are), the text layer of every
    document that a link leads to, and the format of every archive.

Applicability
    Pages answered with status 200 and files that links lead to.

Met when
    the crawl is complete, all pages are in the encoding and say so, every document could be opened and holds text in one of
    the formats named, and so have archives.

Deficiency when
    a page declares or uses another encoding (one finding for each combination); a PDF, Word, OpenDocument or RTF file
    holds no text (a scan); a text file is in another encoding; or an archive has another format.

Left to a person when
    a document could not be opened (an old binary format, a password), a spreadsheet or presentation holds hardly any text,
    single bytes of a page are broken, documents whose text can be searched have formats that the law does not name (PDF, Word) and
    ``other_formats`` is ``person``, or the crawl was cut short.

Assumptions
    A page that declares no encoding and whose bytes are in the right one is no shortcoming. ``documents`` names the text
    formats of the law. Documents of other formats are never charged while their text can be searched and copied; whether they are
    in order the act does not say: it asks for search and copying, and then names four formats alone.

Law and standard
    Methodology of 2017, appendix 14, row 2.6, 1). WHATWG Encoding Standard; RFC 9110, section 8.3.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal

from pydantic import field_validator

from checks.clicks import linked_documents
from checks.ladder import silent, throughout
from checks.messages import messages_of
from checks.meta import CheckMeta, Options
from checks.support import EXAMPLES, examples, guarded, in_lane, on_page, on_site
from store.findings import Message, Observation, Outcome
from store.records import DocumentRecord, PageRecord
from store.snapshot import Snapshot

ARCHIVES = frozenset({"zip", "rar", "7z", "tar", "gz", "bz2", "xz", "arj", "cab"})
WRITTEN = frozenset({"pdf", "doc", "docx", "odt", "rtf"})
# Kinds that may hold little text without being a scan.
SPARSE = frozenset({"xlsx", "pptx", "ods", "odp", "epub"})


class Formats(Options):
    """``encoding`` of texts; ``documents``: text formats whose encoding is judged; ``archives``: formats allowed; ``other_formats``: what is
    said of documents of other formats whose text can be searched: in order, or for a person to decide."""

    encoding: str
    documents: tuple[str, ...]
    archives: tuple[str, ...]
    other_formats: Literal["met", "person"]

    @field_validator("encoding")
    @classmethod
    def _lower(cls, value: str) -> str:
        return value.strip().lower()


META = CheckMeta(
    id="text-is-utf8-and-documents-readable",
    version="2",
    title=Message(
        kk="Мәтін UTF-8 кодтауында, құжаттардың мәтінін іздеуге және көшіруге болады",
        ru="Текст в кодировке UTF-8, текст документов можно искать и копировать",
        en="Text is in UTF-8, and the text of documents can be searched and copied",
    ),
    scope="page",
    needs=("pages", "links", "documents"),
    options=Formats,
    messages=messages_of("text-is-utf8-and-documents-readable"),
    standards=("WHATWG Encoding", "RFC 9110, 8.3"),
    inspect=({"encoding": "utf-8", "documents": ["html", "xml", "txt", "rtf"], "archives": ["zip"], "other_formats": "met"},),
)


@guarded
def run(snapshot: Snapshot, options: Formats) -> Iterator[Observation]:
    """Yields one observation for each fault of encoding and each faulty file, and what stays open."""
    documents = linked_documents(snapshot)
    faults = [*_pages(snapshot, options), *_files(documents, options)]
    doubts = [*_broken(snapshot, options), *_unopened(snapshot, documents), *_unnamed(snapshot, documents, options)]
    yield from throughout(snapshot, [*faults, *doubts], shells=silent, met=lambda: _met(snapshot, documents, options))


def _met(snapshot: Snapshot, documents: tuple[DocumentRecord, ...], options: Formats) -> Observation:
    others = sum(1 for item in documents if item.kind not in {*options.documents, *ARCHIVES})
    facts = {
        "encoding": options.encoding,
        "pages": len({page.url for page in snapshot.pages()}),
        "documents": len(documents),
        "other_formats": others,
    }
    basis = {"pages": sorted({page.url for page in snapshot.pages()}), "documents": [item.url for item in documents]}
    return on_site(snapshot, Outcome.MET, "met", subject="met", facts=facts, basis=basis)


def _otherwise(page: PageRecord, encoding: str) -> bool:
    said = (page.charset_header, page.charset_meta, page.charset_bytes)
    return any(name and name.lower() != encoding for name in said)


def _pages(snapshot: Snapshot, options: Formats) -> Iterator[Observation]:
    groups: dict[tuple[str, str, str], list[PageRecord]] = {}
    for page in snapshot.pages():
        if _otherwise(page, options.encoding):
            groups.setdefault((page.charset_header, page.charset_meta, page.charset_bytes), []).append(page)
    for (header, meta, found), pages in sorted(groups.items()):
        urls = list(dict.fromkeys(page.url for page in pages))
        facts = {"header": header or "–", "meta": meta or "–", "bytes": found or "–", "encoding": options.encoding}
        yield on_page(
            pages[0],
            Outcome.DEFICIENCY,
            "encoding",
            subject=f"{header} {meta} {found}",
            facts={**facts, "pages": len(urls), "examples": urls[:EXAMPLES]},
            evidence=[page.object_sha256 for page in pages[:3]],
            pages=urls,
        )


def _files(documents: tuple[DocumentRecord, ...], options: Formats) -> Iterator[Observation]:
    for item in documents:
        facts: dict[str, Any] = {"document": item.url, "kind": item.kind, "bytes": item.encoding, "encoding": options.encoding}
        if item.kind in ARCHIVES:
            if item.kind not in options.archives:
                yield _file(item, "archive", {**facts, "allowed": list(options.archives)})
        elif item.readable is False and item.kind in WRITTEN:
            yield _file(item, "no-text", facts)
        elif item.kind in options.documents and item.encoding and item.encoding.lower() != options.encoding:
            yield _file(item, "text-encoding", facts)


def _file(item: DocumentRecord, message: str, facts: dict[str, Any]) -> Observation:
    return Observation(
        outcome=Outcome.DEFICIENCY,
        message=message,
        url=item.url,
        subject=in_lane(item, message),
        facts={**facts, "pages": item.pages or 0, "note": item.note},
        evidence=(item.object_sha256,),
        captured_at=item.captured_at,
    )


def _unopened(snapshot: Snapshot, documents: tuple[DocumentRecord, ...]) -> Iterator[Observation]:
    unopened = [item for item in documents if _in_doubt(item)]
    if unopened:
        kinds = sorted({item.kind for item in unopened})
        urls = [item.url for item in unopened]
        basis = [{"document": item.url, "kind": item.kind, "encrypted": item.encrypted, "note": item.note} for item in unopened]
        facts = {"reason": "not-opened", "documents": len(urls), "kinds": kinds, "examples": examples(urls)}
        yield on_site(snapshot, Outcome.UNVERIFIED, "unopened", subject="unopened", facts=facts, basis=basis)


def _unnamed(snapshot: Snapshot, documents: tuple[DocumentRecord, ...], options: Formats) -> Iterator[Observation]:
    """Documents that can be read and whose formats the law does not name: whether they satisfy it a person says."""
    others = [item for item in documents if _other(item, options) and not _in_doubt(item)]
    if others and options.other_formats == "person":
        urls, kinds = [item.url for item in others], sorted({item.kind for item in others})
        facts = {"reason": "other-formats", "documents": len(urls), "kinds": kinds, "allowed": list(options.documents)}
        basis = [{"document": item.url, "kind": item.kind} for item in others]
        yield on_site(
            snapshot,
            Outcome.UNVERIFIED,
            "other-formats",
            subject="other-formats",
            facts={**facts, "examples": examples(urls)},
            basis=basis,
            needs_review=True,
        )


def _other(item: DocumentRecord, options: Formats) -> bool:
    """Whether a document of texts has a format that is not among those named; a picture or a film is no text."""
    return item.kind in WRITTEN | SPARSE and item.kind not in options.documents and item.readable is not False


def _in_doubt(item: DocumentRecord) -> bool:
    if item.kind in ARCHIVES:
        return False
    return item.readable is None or (item.readable is False and item.kind in SPARSE)


def _broken(snapshot: Snapshot, options: Formats) -> Iterator[Observation]:
    pages = [page for page in snapshot.pages() if not page.charset_valid and not _otherwise(page, options.encoding)]
    if pages:
        urls = [page.url for page in pages]
        facts = {"reason": "broken-bytes", "pages": len(urls), "encoding": options.encoding, "examples": examples(urls)}
        proof = [page.object_sha256 for page in pages[:3]]
        yield on_page(
            pages[0], Outcome.UNVERIFIED, "broken", subject="broken", facts=facts, evidence=proof, needs_review=True, pages=urls
        )
