"""Information can be read without installing a program and without logging in.

What it checks
    One hindrance for each order (``part``): ``plug-ins``, objects and files with the endings in ``special``, or ``login``,
    links of the site that end at a login.

Applicability
    Every site whose home page was read.

Met when
    the crawl is complete, and no object or file of the site needs a program; no link that is not called a login or a cabinet
    ends at one.

Deficiency when
    a living object or file of the site has one of the endings; a link to information is led on to a page with a login and
    hardly any text, or answers that a login is needed, to the browser as well.

Left to a person when
    a page asks to install a program; a link is refused, or leads to a page that is a login itself; the crawl was cut short.

Assumptions
    A personal cabinet holds no information of the body. Files that browsers show, and those of common office programs, need no
    special program.

Law and standard
    Methodology of 2017, appendix 14, row 2.6.
"""

from __future__ import annotations

from collections.abc import Iterator

from checks.access import Wanted, logins, programs
from checks.ladder import throughout
from checks.messages import messages_of
from checks.meta import CheckMeta
from checks.parts import perhaps, sentences, wanting
from checks.support import guarded, on_site
from store.findings import Message, Observation, Outcome
from store.snapshot import Snapshot

META = CheckMeta(
    id="information-open-without-hindrance",
    version="1",
    title=Message(
        kk="Ақпарат арнайы бағдарламасыз және авторландырусыз ашылады",
        ru="Информация доступна без специальных программ и без авторизации",
        en="Information opens without special programs and without a login",
    ),
    scope="page",
    needs=("pages", "links", "forms", "texts", "ledger", "page-state"),
    options=Wanted,
    messages=sentences("part-weak") | messages_of("information-open-without-hindrance"),
    inspect=({"part": "plug-ins", "special": ["swf", "xap", "jar", "djvu"]}, {"part": "login"}),
)


@guarded
def run(snapshot: Snapshot, options: Wanted) -> Iterator[Observation]:
    """Yields one observation for each hindrance, or one verdict."""
    part = options.part
    traces = programs(snapshot, options.special) if part == "plug-ins" else logins(snapshot)
    pages = sorted({page.url for page in snapshot.pages()})
    facts = {"part": part, "of": len(pages)}
    yield from throughout(
        snapshot,
        [wanting(part, f"hindered-{part}", hit) for hit in traces.held],
        unseen=lambda: perhaps(part, traces.weak),
        met=lambda: on_site(snapshot, Outcome.MET, "met", subject=part, facts=facts, basis={**facts, "pages": pages}),
        part=part,
        facts={"part": part},
    )
