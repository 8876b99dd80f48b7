"""What a reader meets of an audit – reports, terminal, explain – in Russian and Kazakh: no code word, no English, no point in a number."""

from __future__ import annotations

import re
from io import StringIO
from typing import Any

import pytest
from rich.console import Console
from selectolax.lexbor import LexborHTMLParser

from openness.cli import run
from reports.summary import summary_table
from tests.e2e.conftest import Audit
from tests.texts.plain import CODE, of_site, strange

pytestmark = [pytest.mark.e2e, pytest.mark.browser, pytest.mark.xdist_group("e2e"), pytest.mark.costs(5)]
OFFICIAL = ("ru", "kk")
# Digests, addresses, commands, places in a page and quotations of the site stand in elements of their own.
APART = "style, script, svg, code, q, a.address, span.address"
# Names of formats that documents bear, of computer parts in titles of the law, and of the program's files and stages.
NAMES = (
    "img",
    "nationalbank",
    "Standard",
    "Encoding",
    "pdf",
    "html",
    "xml",
    "txt",
    "rtf",
    "zip",
    "docx",
    "IT",
    "II",
    "px",
    "FAQ",
    "yandex",
    "mail",
    "Blink",
    "Gecko",
    "WebKit",
    "Pixel",
    "Galaxy",
    "Flash",
    "Enter",
)

# Sites to which a link must lead, as of shops of applications: they are addresses and no words.
HOST = re.compile(r"\b(?:[a-z0-9-]+\.)+com\b")


def spoken(html: str) -> list[str]:
    """The texts that a reader sees, one a line."""
    tree = LexborHTMLParser(html)
    for node in tree.css(APART):
        node.decompose()
    texts = [
        node.text(deep=True, separator=" ") for node in tree.css("h1, h2, h3, h4, p, dt, dd, td, th, li, summary, figcaption")
    ]
    alternatives = [node.attributes.get("alt") or "" for node in tree.css("img")]
    return [" ".join(text.split()) for text in [*texts, *alternatives]]


def quoted(audit: Audit) -> list[str]:
    """What the findings quote of the site, and what selectors they name."""
    found: list[str] = [audit.result["run"]["id"]]
    for item in audit.findings:
        facts: dict[str, Any] = item["facts"]
        found += of_site(facts)
        found += [facts[name] for name in ("sign",) if name in facts]
        found += [facts[name] for name in ("tag", "selector") if name in facts and not CODE.fullmatch(facts[name])]
        found += [value for value in item["locator"].values() if value]
    return found


@pytest.mark.parametrize("language", OFFICIAL)
def test_the_report_is_plain(planted: Audit, language: str) -> None:
    site = quoted(planted)
    texts = spoken((planted.out / f"report.{language}.html").read_text("utf-8"))
    assert len(texts) > 500
    assert {text: strange(text, site, NAMES) for text in texts if strange(text, site, NAMES)} == {}


@pytest.mark.parametrize("language", OFFICIAL)
def test_the_summary_of_the_terminal_is_plain(planted: Audit, language: str) -> None:
    out = StringIO()
    Console(file=out, width=400).print(summary_table(planted.result, language))
    lines = out.getvalue().splitlines()
    assert len(lines) > 20
    assert {line: strange(line, allowed=NAMES) for line in lines if strange(line, allowed=NAMES)} == {}


def test_progress_and_last_lines_are_plain(planted: Audit) -> None:
    said = planted.stderr + planted.stdout
    assert len(said.splitlines()) > 10
    lines = [line for line in said.splitlines() if "/report." not in line]
    assert {line: strange(line, allowed=NAMES) for line in lines if strange(line, allowed=NAMES)} == {}


@pytest.mark.parametrize("language", OFFICIAL)
def test_the_page_of_every_row_is_plain(planted: Audit, language: str, capfd: pytest.CaptureFixture[str]) -> None:
    rows = [
        row["id"]
        for criterion in planted.result["criteria"]
        for indicator in criterion["indicators"]
        for row in indicator["parameters"]
        if row["findings"] or row["deductions"]
    ]
    faults = {}
    for row in dict.fromkeys(rows):
        assert run(["explain", row, "--as-of", "2018-06-01", "--lang", language]) == 0
        said = re.sub(r"«(?:image|www\.)»", "", capfd.readouterr().out)
        assert row in said
        # Lines are joined: what stands between backticks is torn where the window ends.
        found = strange(HOST.sub(" ", " ".join(said.split())), allowed=NAMES)
        if found:
            faults[row] = found
    assert len(dict.fromkeys(rows)) > 8
    assert faults == {}
