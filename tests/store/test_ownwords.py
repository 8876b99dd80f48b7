"""Words that a check brings in a file of its own stand beside the others; nothing is told twice, and a fault is one line with its place."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from store import codes, factnames, reasonwords
from store.findings import Message
from store.ownwords import FOLDER, joined, joined_codes, written
from store.strictyaml import ConfigError
from tests.conftest import ROOT
from tests.texts.plain import strange

HEAD = "schema: openness/words/1\n"
WORD = "{kk: қанат, ru: крыло, en: wing}"
CENTRAL = {"posted": Message(kk="а", ru="б", en="c")}


def folder_with(tmp_path: Path, *texts: str) -> Path:
    for number, text in enumerate(texts):
        (tmp_path / f"check-{number}.yaml").write_text(HEAD + text, encoding="utf-8")
    return tmp_path


def test_words_of_files_are_joined_to_those_there_are(tmp_path: Path) -> None:
    folder = folder_with(
        tmp_path,
        f"facts:\n  wing: {WORD}\ncodes:\n  wing:\n    north: {WORD}\nwritten:\n  share: number\n",
        f"reasons:\n  no-wing: {WORD}\n",
    )
    assert {name: said.ru for name, said in joined(CENTRAL, "facts", "x.py", folder).items()} == {"posted": "б", "wing": "крыло"}
    assert {name: said.kk for name, said in joined({}, "reasons", "x.py", folder).items()} == {"no-wing": "қанат"}
    assert joined_codes({"wing": CENTRAL}, "x.py", folder)["wing"].keys() == {"posted", "north"}
    assert (written("number", folder), written("days", folder)) == ({"share"}, frozenset())


FAULTS = [
    ((f"facts:\n  posted: {WORD}\n",), r"check-0\.yaml:3: .*«posted» has words already, in store/factnames\.py"),
    (
        (f"facts:\n  wing: {WORD}\n", f"facts:\n  wing: {WORD}\n"),
        r"check-1\.yaml:3: .*«wing» has words already, in store/words/check-0\.yaml",
    ),
    (("facts:\n  wing: {kk: қанат, ru: крыло}\n",), r"check-0\.yaml:3: "),
    (("reason: {}\n",), r"check-0\.yaml:2: "),
    (("written:\n  wing: roman\n",), r"check-0\.yaml:3: "),
]


@pytest.mark.parametrize(("texts", "said"), FAULTS, ids=["central", "twice", "language", "key", "way"])
def test_what_cannot_stand_is_refused_in_one_line(tmp_path: Path, texts: tuple[str, ...], said: str) -> None:
    with pytest.raises(ConfigError, match=said) as fault:
        joined(CENTRAL, "facts", "store/factnames.py", folder_with(tmp_path, *texts))
    assert "\n" not in str(fault.value)


def test_a_code_that_another_file_told_is_refused(tmp_path: Path) -> None:
    folder = folder_with(tmp_path, f"codes:\n  wing:\n    posted: {WORD}\n")
    with pytest.raises(ConfigError, match=r"check-0\.yaml:4: .*«posted» has words already, in store/codes\.py"):
        joined_codes({"wing": CENTRAL}, "store/codes.py", folder)


def test_words_of_the_product_s_checks_are_in_use_and_hold_no_english() -> None:
    assert factnames.name_of("table-faults", "ru") == "Недостатки таблицы"
    assert codes.value("table-faults", ["blank-row"], "kk") == "бос жол"
    texts = [said for table in (factnames.NAMES, reasonwords.REASON, *codes.VALUES.values()) for said in table.values()]
    for language in ("kk", "ru"):
        assert {
            text: found for one in texts if (found := strange(text := getattr(one, language), allowed=("n", "robots.txt")))
        } == {}


def test_a_broken_file_ends_a_command_with_one_line(tmp_path: Path) -> None:
    """In a copy of the tree: the words are read when the program first tells something."""
    for package in ("checks", "crawler", "openness", "reports", "scoring", "store", "config"):
        shutil.copytree(ROOT / package, tmp_path / package, ignore=shutil.ignore_patterns("__pycache__", "vendor"))
    (tmp_path / FOLDER.relative_to(ROOT) / "zz.yaml").write_text(f"{HEAD}facts:\n  posted: {WORD}\n", encoding="utf-8")
    command = [sys.executable, "-m", "openness", "methodologies", "validate", "--config", "config", "--lang", "en"]
    done = subprocess.run(
        command,
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
        env={"PYTHONPATH": str(tmp_path), "PATH": "/usr/bin:/bin"},
        timeout=600,
    )
    assert done.returncode in (1, 2)
    assert "words/zz.yaml:3: «posted» has words already, in store/factnames.py" in " ".join((done.stdout + done.stderr).split())
    assert "Traceback" not in done.stderr
