"""checks/mends: every check says how to mend what it finds, and what a page was and became is judged by the check itself."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from checks import mends
from checks.mends import Mend
from checks.runner import catalogue
from store.strictyaml import ConfigError
from tests.checks.casekit import HERE, Case, cases_of, findings_of
from tests.plainyaml import read_yaml

pytestmark = pytest.mark.costs(12)

CHARGED = {"deficiency", "missing"}
SITES: dict[str, Any] = read_yaml(HERE / "mends.yaml")
MENDS = {path.stem: mends.read_mend(path) for path in sorted(mends.HERE.glob("*.yaml"))}
PAGES = sorted(name for name, mend in MENDS.items() if mend.kind == "page")
SENTENCES = {"kk": "[әғқңөұүһі]", "ru": "[а-яё]", "en": "[a-z]"}
CODE = re.compile(
    r"`[^`]*`|\b(?:RSS|UTF-8|ZIP|PDF|Flash|JSON|CSV|XML|HTML|PNG|Word|Lorem ipsum|robots\.txt|Tab|Shift|Escape|Enter|GET|Chrome|Firefox|Safari)\b"
)


def site_of(check: str, language: str, said: str) -> dict[str, Any]:
    """The site of a check with the example in its place; a site may begin with that of a case of the check."""
    told = {**SITES["default"], **SITES.get(check, {})}
    if "case" in told:
        group = catalogue()[check].group
        cases = cases_of(HERE / group / f"{check.replace('-', '_')}.yaml")
        (case,) = (one for one in cases if one.name == told["case"])
        told = {**case.site, "options": case.options, "languages": case.languages, **told}
    tail = told.pop("tail", {}).get(language, "")
    said = said.replace("<p>…</p>", f"{{{{{language}}}}}")
    text = json.dumps(told, default=str, ensure_ascii=False)
    other = "ru" if language == "kk" else "kk"
    mended = getattr(MENDS[check].after, other)
    for word, value in (("own", language), ("other", other), ("said", said), ("mended", mended), ("tail", tail)):
        text = text.replace(f"@{word}@", json.dumps(value, ensure_ascii=False)[1:-1])
    found: dict[str, Any] = json.loads(text)
    if found.pop("shown_in_own", False):
        for portal in found["portals"].values():
            portal["items"] = [{**item, "language": language} for item in portal["items"]]
    return found


def outcomes(check: str, language: str, said: str, folder: Path) -> set[str]:
    site = site_of(check, language, said)
    case = Case(check, check, site.get("options", {}), tuple(site.get("languages", ())), site, [])
    return {str(one.outcome) for one in findings_of(case, folder)}


@pytest.mark.parametrize("check", PAGES)
@pytest.mark.parametrize("language", ["kk", "ru"])
def test_what_a_page_was_is_charged_and_what_it_became_is_not(language: str, check: str, tmp_path: Path) -> None:
    before, after = (getattr(shown, language) for shown in (MENDS[check].before, MENDS[check].after))
    was, became = outcomes(check, language, before, tmp_path / "before"), outcomes(check, language, after, tmp_path / "after")
    assert was & CHARGED, was
    assert became, "the check says nothing of the mended page"
    assert not became & CHARGED, became


def test_every_check_has_one_and_none_is_of_no_check() -> None:
    assert list(mends.every(catalogue())) == list(catalogue())
    assert len(PAGES) > len(MENDS) // 3


@pytest.mark.parametrize("check", MENDS)
@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_a_mend_is_a_few_sentences_in_its_language(language: str, check: str) -> None:
    mend = MENDS[check]
    text = str(getattr(mend.mend, language))
    assert mend.first(language) in text
    assert 2 <= len(mends.sentences(text)) <= 5
    assert re.search(SENTENCES[language], text.lower())
    if language != "en":
        assert not re.findall(r"\b[a-zA-Z]{3,}\b", CODE.sub("", text)), "a foreign word"


def written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


GOOD = """kind: data
mend: {kk: Жазыңыз. Көріңіз., ru: Напишите. Проверьте., en: Write it. See it.}
before: a
after: b
"""


@pytest.mark.parametrize(
    ("old", "new", "line", "word"),
    [
        (", en: Write it. See it.", "", 2, "«en»"),
        ("before: a", "before: a\nhint: b", 4, "«hint»"),
        ("kind: data", "kind: film", 1, "«kind»"),
        ("after: b", "after: a", 4, "same"),
        ("ru: Напишите. Проверьте.", 'ru: ""', 2, "«ru»"),
        ("after: b\n", "", 1, "«after»"),
    ],
)
def test_a_fault_is_told_with_file_and_line(old: str, new: str, line: int, word: str, tmp_path: Path) -> None:
    assert isinstance(mends.read_mend(written(tmp_path, "good.yaml", GOOD)), Mend)
    path = written(tmp_path, "bad.yaml", GOOD.replace(old, new))
    with pytest.raises(ConfigError, match=rf"bad\.yaml:{line}: .*{word}"):
        mends.read_mend(path)


def test_a_file_of_no_check_and_a_check_without_a_file_are_refused(tmp_path: Path) -> None:
    written(tmp_path, "pages-have-title.yaml", GOOD)
    assert list(mends.every(["pages-have-title"], tmp_path)) == ["pages-have-title"]
    with pytest.raises(ConfigError, match=r"pages-have-title\.yaml:1: no check"):
        mends.every([], tmp_path)
    with pytest.raises(ConfigError, match=r"links-live\.yaml: the check «links-live»"):
        mends.every(["links-live", "pages-have-title"], tmp_path)
