"""The page of open questions: every choice with what it changes, and the rules that rest on a question."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from reports.lawdocs import pages
from scoring.methodology import load
from tests.scoring.kit import CONFIG
from tests.scoring.readingkit import bare, choice, reading, written

ROW = "kz-2025:a10.t1.4"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("doc") / "kz-2025" / "2025-05-16"
    shutil.copytree(CONFIG / "methodology" / "kz-2025" / "2025-05-16", target)
    bare(target)
    table = target / "a10-t1.yaml"
    text = table.read_text(encoding="utf-8")
    at = text.index("basis:", text.index(f"id: {ROW}"))
    table.write_text(f"{text[:at]}readings: [flaws]\n              {text[at:]}", encoding="utf-8")
    other = choice("each-a-half", (ROW, 'options: {per_shortcoming: "0.5"}'))
    return written(target, reading("flaws", choice("each-a-tenth", default=True), other))


@pytest.mark.parametrize(("language", "default"), [("ru", "по умолчанию"), ("kk", "әдепкі")])
def test_the_page_of_open_questions(folder: Path, language: str, default: str) -> None:
    made = pages([load(folder)], {}, {})
    page = made[f"{language}/kz-2025/2025-05-16/readings.md"]
    assert f"**`each-a-tenth`** ({default})" in page
    assert f'`{ROW}`: options.per\\_shortcoming = "0.5"' in page
    assert f": `{ROW}`\n" in page
    assert "](readings.md)" in made[f"{language}/kz-2025/2025-05-16/README.md"]


def test_an_edition_without_open_questions_has_no_such_page(folder: Path) -> None:
    edition = load(folder).model_copy(update={"readings": ()})
    made = pages([edition], {}, {})
    assert not any(path.endswith("readings.md") for path in made)
    assert "readings.md" not in made["ru/kz-2025/2025-05-16/README.md"]
