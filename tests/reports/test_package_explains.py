"""The package for whoever has it and nothing else: README, index, law, digests by common tools – inert whatever sites sent."""

from __future__ import annotations

import csv
import io
import os
import re
import subprocess
import zipfile
from pathlib import Path

import bagit
import pytest
from selectolax.lexbor import LexborHTMLParser

from reports import index
from reports.evidence import export, verify
from reports.read import read_result
from reports.readme import readme
from store.harvest import ArtifactKind
from tests.reports import sample
from tests.reports.conftest import Run
from tests.reports.test_evidence import TOP, content
from tests.reports.test_hostile_packages import sealed


@pytest.fixture(scope="module")
def opened(run: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The unpacked folder of a package."""
    room = tmp_path_factory.mktemp("opened")
    with zipfile.ZipFile(export(run.out, room / "x.zip", run.edition, run.captures, run.artifacts).path) as archive:
        archive.extractall(room)
    return room / TOP


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "ru",
            [
                "Что это",
                "Что где лежит",
                "Чего пакет доказать не может",
                "Министерство культуры",
                "20 ноября 2026",
                "В файле WACZ лежат",
            ],
        ),
        (
            "kk",
            [
                "Бұл қандай жинақ",
                "Файлдардың орналасуы",
                "Жинақ нені дәлелдей алмайды",
                "Мәдениет және ақпарат",
                "2026",
                "WACZ файлында сайттың",
            ],
        ),
        (
            "en",
            ["What this is", "What lies where", "What the package cannot prove", "November 20, 2026", "A WACZ holds the site's"],
        ),
    ],
)
def test_the_readme_says_what_lies_where(opened: Path, language: str, said: list[str]) -> None:
    text = (opened / f"README.{language}.txt").read_text("utf-8")
    for words in [
        *said,
        "2026-11-20-mam-01",
        "sha256sum -c manifest-sha256.txt",
        f"openness evidence verify {TOP}.zip",
        "V1700016160",
    ]:
        assert words in text, words
    assert max(map(len, text.splitlines())) <= 130
    named = re.findall(r"^  ((?:data/|bagit)[^ ].*)$", text, re.MULTILINE)
    places = [place.strip() for line in named for place in line.split(",")]
    assert len(places) >= 14
    for place in places:
        assert (opened / place).exists() or place == "data/ledger.jsonl", place


def test_the_law_is_cited_with_its_address(run: Run, tmp_path: Path) -> None:
    from reports.read import read_result

    result = read_result(run.out)
    result["methodology"]["law"][0]["law"] = "V1700016160"
    assert "https://adilet.zan.kz/rus/docs/V1700016160" in readme(result, TOP, "ru")
    assert "https://adilet.zan.kz/kaz/docs/V1700016160" in readme(result, TOP, "kk")


def test_common_tools_prove_the_digests(opened: Path) -> None:
    plain = {**os.environ, "LC_ALL": "C"}
    command = ["sha256sum", "-c", "manifest-sha256.txt"]
    done = subprocess.run(command, cwd=opened, capture_output=True, text=True, check=False, env=plain)
    assert done.returncode == 0, done.stderr
    assert all(line.endswith(": OK") for line in done.stdout.splitlines())
    assert len(done.stdout.splitlines()) == len((opened / "manifest-sha256.txt").read_text().splitlines())
    bagit.Bag(str(opened)).validate()


def test_the_index_names_every_object_behind_its_address(opened: Path, run: Run) -> None:
    text = (opened / "data" / "index.csv").read_text("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text), delimiter=";"))
    assert [row["sha256"] for row in rows].count(run.case.page) == 1
    assert {row["sha256"] for row in rows} == {run.case.page, run.case.shot, run.case.element}
    page = next(row for row in rows if row["sha256"] == run.case.page)
    assert (page["address"], page["status"], page["extension"]) == (f"{sample.SITE}/ru/documents", "200", ".html")
    assert set(page["findings"].split()) >= {one.id for one in run.case.links}
    assert all((opened / row["path"]).is_file() for row in rows)
    for language in ("ru", "kk"):
        tree = LexborHTMLParser((opened / "data" / f"index.{language}.html").read_text("utf-8"))
        shown = tree.css_first("main").text()
        assert all(row["sha256"] in shown for row in rows)
        links = [str(node.attributes["href"]) for node in tree.css("main a")]
        assert links
        assert all((opened / "data" / link).is_file() for link in links)


HOSTILE = (
    '=HYPERLINK("http://evil.example";"x")',
    "+1+cmd|' /C calc'!A0",
    "@SUM(1)",
    "-2+3",
    "https://x.example/\u202egpj.exe<script>alert(1)</script>",
    "javascript:alert(1)//\"'><img src=x onerror=alert(1)>",
    "\t=1+1",
    'https://x.example/a\r\n"=1',
)


def test_hostile_addresses_stay_inert(run: Run) -> None:
    captures = [sample.capture(url, run.case.page) for url in HOSTILE]
    artifacts = [sample.artifact(ArtifactKind.SCREENSHOT, url, run.case.shot) for url in HOSTILE]
    captures[0] = captures[0].model_copy(update={"media_type": "=1", "lane": "@x", "warc_file": "-x"})
    found = index.entries(captures, artifacts, [])
    rows = list(csv.reader(io.StringIO(index.as_csv(found).removeprefix("\ufeff")), delimiter=";"))
    assert len(rows) == 1 + 2 * len(HOSTILE)
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    result = read_result(run.out)
    result["body"]["name"]["ru"] = "<script>alert(1)</script>"
    markup = "".join(index.as_page(found, result, "ru"))
    tree = LexborHTMLParser(markup)
    assert not tree.css("script, img, iframe, object, form, link, base")
    assert {str(node.attributes["href"]) for node in tree.css("main a")} == {f"objects/{run.case.shot[:2]}/{run.case.shot}"}
    assert not [node for node in tree.css("*") if any(name.startswith("on") for name in node.attributes)]
    assert "\u202e" not in markup
    assert "default-src 'none'" in markup


def test_a_package_of_an_earlier_version_is_still_proved(run: Run, tmp_path: Path) -> None:
    files = content(export(run.out, tmp_path / "x.zip", run.edition, run.captures, run.artifacts).path)
    new = {name for name in files if name.startswith(("README", "data/index."))}
    assert len(new) == 6
    old = {name: data for name, data in files.items() if name not in new}
    assert verify(sealed(old, tmp_path / "old.zip"), "en").problems == []
