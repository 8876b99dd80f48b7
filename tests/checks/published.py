"""docs/checks: ``python -m tests.checks.published`` writes a page for each check from its docstring, its cases and the editions' mappings.

The tool lies beside the cases, as an installed program has none.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from checks.mends import mend_of
from checks.meta import Check
from checks.runner import catalogue
from openness.editions import everything
from reports.checkpages import MARK, Example, Mended, Told, pages
from reports.files import write_whole
from store.findings import Finding
from tests.checks.casekit import HERE, ROOT, Case, cases_of, findings_of

DOCS = ROOT / "docs" / "checks"
# One example of each, where a case of nothing else shows it: what is met, what is a shortcoming, what is left to a person.
KINDS = (("met", "not-applicable"), ("deficiency", "missing"), ("unverified",))
# A longer site shows less, not more.
LONGEST = 1200


def published(folder: Path) -> dict[str, str]:
    """The pages by path below docs/checks, as cases and editions give them now.

    :param folder: where harvests of cases are stored for the moment.
    """
    return pages([_told(check, folder) for check in catalogue().values()], everything(ROOT / "config"))


def _told(check: Check, folder: Path) -> Told:
    texts = {language: check.page(language) for language in ("kk", "ru")}
    return Told(
        check.meta.id, check.meta.version, check.meta.title, texts, tuple(_examples(check, folder)), _mended(check.meta.id)
    )


def _mended(check: str) -> Mended | None:
    mend = mend_of(check)
    if mend is None:
        return None
    fence = "html" if mend.kind in ("page", "browser") else "text"
    return Mended(mend.mend.model_dump(), mend.before.model_dump(), mend.after.model_dump(), fence, mend.kind == "page")


def _examples(check: Check, folder: Path) -> Iterator[Example]:
    cases = cases_of(HERE / check.group / f"{check.meta.id.replace('-', '_')}.yaml")
    for number, outcomes in enumerate(KINDS):
        shown = [case for case in cases if case.expect and all(item.get("outcome") in outcomes for item in case.expect)]
        short = sorted(shown, key=lambda case: (len(written(case)) > LONGEST, len(case.expect), len(written(case)), case.name))
        for case in short[:1]:
            found: list[Finding] = findings_of(case, folder / f"{check.meta.id}-{number}")
            yield Example(written(case), tuple(found))


def written(case: Case) -> str:
    """The site of a case as its file writes it, without what is said of it."""
    told: dict[str, Any] = {name: value for name, value in case.site.items() if name not in ("name", "expect")}
    out = StringIO()
    dump = YAML()
    dump.default_flow_style = False
    dump.width = 110
    dump.dump(told, out)
    return out.getvalue()


def write(folder: Path = DOCS) -> int:
    """Writes the pages and removes those of checks that are no more; returns how many there are."""
    with tempfile.TemporaryDirectory() as work:
        found = published(Path(work))
    for path, text in found.items():
        write_whole(folder / path, [text])
    for stale in sorted(folder.rglob("*.md")):
        if str(stale.relative_to(folder)) not in found and stale.read_text("utf-8").startswith(MARK):
            stale.unlink()
    return len(found)


if __name__ == "__main__":
    print(f"{write()} pages in {DOCS}")
