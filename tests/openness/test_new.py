"""``openness new``: bad ids in one line, nothing overwritten, nothing half laid, and moulds that the house's own rules accept."""

from __future__ import annotations

import ast
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from checks import pages
from checks.runner import check_of
from openness.cli import run
from openness.scaffold import KINDS, SIGNS, lay
from store.strictyaml import read_strict
from tests.conftest import ROOT

PACKAGES = ("checks", "crawler", "openness", "reports", "scoring", "store")
IDS = {
    "check": "pages-have-title",
    "portal": "open-minutes",
    "formula": "share_of_days",
    "form": "conclusion-2030",
    "edition": "kz-2030/2030-01-01",
}
# An edition whose result a form tells.
OF = {"form": "kz-2017/2017-12-28"}


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """The folders by which a tree is known, and the registers of portals."""
    for sign in SIGNS:
        (tmp_path / "tree" / sign).mkdir(parents=True)
    for place in (ROOT / "crawler" / "portals").glob("*/place.py"):
        (tmp_path / "tree" / "crawler" / "portals" / place.parent.name).mkdir()
    shutil.copytree(ROOT / "config" / "portals", tmp_path / "tree" / "config" / "portals")
    (tmp_path / "tree" / "config" / "methodology" / OF["form"]).mkdir(parents=True)
    return tmp_path / "tree"


def files_of(tree: Path) -> dict[str, bytes]:
    return {str(path.relative_to(tree)): path.read_bytes() for path in tree.rglob("*") if path.is_file()}


@pytest.mark.parametrize(
    ("kind", "name", "said"),
    [
        ("check", "Title", "check «Title»: an id is a claim in small Latin letters"),
        ("check", "title", "check «title»: an id is a claim"),
        ("check", "a.14-3", "check «a.14-3»: an id is a claim"),
        ("check", "../up-there", "check «../up-there»: an id is a claim"),
        ("portal", "gov.kz", "portal «gov.kz»: small Latin letters"),
        ("formula", "share-of-days", "formula «share-of-days»: small Latin letters, words joined by «_»"),
        ("edition", "kz-2030", "edition «kz-2030»: the law and the day"),
        ("edition", "kz-2030/2030-02-30", "edition «kz-2030/2030-02-30»: the law and the day"),
    ],
)
def test_a_bad_id_is_told_in_one_line(tree: Path, kind: str, name: str, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    before = files_of(tree)
    assert run(["new", kind, name, "--into", str(tree), "--lang", "en"]) == 2
    told = capsys.readouterr().err.strip()
    assert said in told.replace("openness: ", "")
    assert told.count("\n") == 0
    assert files_of(tree) == before


def test_a_bad_group_is_told_in_one_line(tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["new", "check", "pages-have-title", "--group", "../x", "--into", str(tree), "--lang", "en"]) == 2
    assert capsys.readouterr().err.startswith("openness: --group «../x»: one word in small Latin letters")


@pytest.mark.parametrize(
    ("name", "edition", "said"),
    [
        ("Conclusion", OF["form"], "form «Conclusion»: small Latin letters"),
        ("conclusion-2030", "kz-2030/2030-01-01", "--edition «kz-2030/2030-01-01»: there is no such edition in the tree"),
        ("conclusion-2030", "../..", f"known are {OF['form']}"),
    ],
)
def test_a_bad_form_is_told_in_one_line(
    tree: Path, name: str, edition: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = files_of(tree)
    assert run(["new", "form", name, "--edition", edition, "--into", str(tree), "--lang", "en"]) == 2
    told = capsys.readouterr().err.strip()
    assert said in told
    assert told.count("\n") == 0
    assert files_of(tree) == before


def test_a_folder_that_is_no_tree_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["new", "formula", "share_of_days", "--into", str(tmp_path), "--lang", "en"]) == 2
    assert f"{tmp_path} is no tree of the source (checks/catalog is missing)" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_nothing_is_ever_overwritten(tree: Path, kind: str, capsys: pytest.CaptureFixture[str]) -> None:
    laid = lay(kind, IDS[kind], tree, OF.get(kind, ""))
    kept = laid.files[-1]
    for path in laid.files[:-1]:
        (tree / path).unlink()
    (tree / kept).write_text("mine", encoding="utf-8")
    before = files_of(tree)
    more = ["--edition", OF[kind]] if kind in OF else []
    assert run(["new", kind, IDS[kind], *more, "--into", str(tree), "--lang", "en"]) == 2
    assert f"{tree / kept} exists already and is never overwritten" in capsys.readouterr().err
    assert files_of(tree) == before


def test_what_others_laid_already_is_left_as_it_is(tree: Path) -> None:
    own = tree / "checks" / "catalog" / "links" / "__init__.py"
    own.parent.mkdir()
    own.write_text("mine", encoding="utf-8")
    assert "checks/catalog/links/__init__.py" not in lay("check", "links-say-more", tree, "links").files
    assert own.read_text(encoding="utf-8") == "mine"
    assert "checks/catalog/tables/__init__.py" in lay("check", "tables-have-heads", tree, "tables").files
    # search stands in the register and is not read yet, open-minutes stands nowhere.
    assert not [path for path in lay("portal", "search", tree).files if "register" in path]
    assert "config/portals/register-openminutes.yaml" in lay("portal", "open-minutes", tree).files


def test_the_command_names_its_files_and_the_test_that_fails(tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["new", "check", IDS["check"], "--into", str(tree), "--json", "--lang", "en"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert {path for path in told["files"] if not (tree / path).is_file()} == set()
    assert told["test"] == "tests/checks/test_cases.py -k pages-have-title"
    assert run(["new", "formula", IDS["formula"], "--into", str(tree), "--lang", "ru"]) == 0
    assert "pytest tests/scoring/formulas/test_share_of_days.py" in capsys.readouterr().out


def test_moulds_keep_the_rules_of_the_house(tree: Path) -> None:
    """No mark is left in them, they are read, and formatter and linter have nothing to say."""
    laid = [path for kind, name in IDS.items() for path in lay(kind, name, tree, OF.get(kind, "")).files]
    for path in laid:
        assert "@@" not in path + (tree / path).read_text(encoding="utf-8")
        if path.endswith(".yaml"):
            read_strict(tree / path)
    shutil.copy(ROOT / "pyproject.toml", tree)
    # The folders of the mini tree hold next to nothing, so the packages are named.
    ours = f"lint.isort.known-first-party={[*PACKAGES, 'tests']}"
    for words in (("check", "--config", ours), ("format", "--check")):
        done = subprocess.run([sys.executable, "-m", "ruff", *words, "."], capture_output=True, text=True, check=False, cwd=tree)
        assert done.returncode == 0, done.stdout + done.stderr


def test_the_translated_pages_of_a_new_check_bear_its_digest(tree: Path) -> None:
    lay("check", IDS["check"], tree)
    source = (tree / "checks" / "catalog" / "content" / "pages_have_title.py").read_text(encoding="utf-8")
    namespace = type(ast)("pages_have_title")
    exec(compile(source, "pages_have_title", "exec"), namespace.__dict__)  # noqa: S102 - the mould itself is what is tried
    check = check_of(namespace, "content")
    for language in pages.TRANSLATED:
        text = (tree / "checks" / "pages" / f"pages-have-title.{language}.txt").read_text(encoding="utf-8")
        assert text.splitlines()[0] == pages.digest(check.doc)
        assert [head[language] for head in pages.HEADINGS.values() if f"\n{head[language]}\n" not in text] == []
