"""docs/checks: the committed pages are those that docstrings, cases and editions give, and each tells what a reader looks for."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from checks.mends import mend_of
from checks.pages import HEADINGS
from checks.runner import catalogue
from openness.editions import everything
from reports.law import every
from tests.checks.published import DOCS, ROOT, published

pytestmark = pytest.mark.costs(15)

RENEW = "run `python -m tests.checks.published` and commit what it writes"


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return published(tmp_path_factory.mktemp("published"))


def test_committed_pages_are_up_to_date(pages: dict[str, str]) -> None:
    committed = {str(path.relative_to(DOCS)): path.read_text("utf-8") for path in DOCS.rglob("*.md")}
    assert sorted(committed) == sorted(pages), f"docs/checks lacks pages or has too many; {RENEW}"
    assert [name for name in pages if pages[name] != committed[name]] == [], f"docs/checks is stale; {RENEW}"


@pytest.mark.parametrize("language", ["ru", "kk"])
def test_each_check_tells_its_page_its_rows_and_examples(pages: dict[str, str], language: str) -> None:
    rows = [row for edition in everything(ROOT / "config") for row in every(edition)]
    for name in catalogue():
        page = pages[f"{language}/{name}.md"]
        assert [heading[language] for heading in HEADINGS.values() if f"## {heading[language]}\n" not in page] == []
        served = [row.id for row in rows if any(use.check == name for use in row.checks)]
        served += [part.id for row in rows for part in row.elements if any(use.check == name for use in part.checks)]
        assert [row for row in served if f"[`{row}`](" not in page] == []
        beside = any(use.check == name for row in rows for use in row.shortcomings)
        # What is said of a section is said of both versions, so that a fault of one stands beside the other's being in order.
        least = 1 if beside else 2
        assert len(re.findall(r"^### ", page, re.MULTILINE)) >= least, f"{name}: no case shows one outcome alone"
        assert sum(page.count(f"```{fence}\n") for fence in ("yaml", "html", "text")) * 2 == page.count("```")
        mend = mend_of(name)
        if mend is not None:
            place = page.index({"ru": "## Как исправить\n", "kk": "## Қалай түзетуге болады\n"}[language])
            shown = [f"\n{getattr(one, language).rstrip()}\n```" for one in (mend.before, mend.after)]
            assert all(
                page.index(text, place) < page.index({"ru": "## Примеры\n", "kk": "## Мысалдар\n"}[language]) for text in shown
            )


def test_links_lead_to_rows(pages: dict[str, str]) -> None:
    for name, text in pages.items():
        for path, anchor in re.findall(r"\]\((\.\.[^)#]+)#([^)]+)\)", text):
            aim = Path(DOCS / name).parent.joinpath(path).resolve()
            assert f'<a id="{anchor}"></a>' in aim.read_text("utf-8"), f"{name}: {path}#{anchor}"


def test_pages_speak_their_language(pages: dict[str, str]) -> None:
    for name, text in pages.items():
        own = re.sub(r"```.*?```|`[^`\n]*`|\([^()\n]*\.md\)", "", text, flags=re.DOTALL)
        assert "The site" not in own
        assert "Rows of the law" not in own
        assert "version" not in own
        if name.startswith("kk/"):
            assert re.search("[әғқңөұүһі]", own)
