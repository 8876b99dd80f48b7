"""docs/*/editor.md: what stands there as it was is charged by the check named, and what it became is not."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from checks.runner import catalogue
from tests.checks.casekit import ROOT, Case, findings_of

WORDS = {"ru": ("Было", "Стало"), "kk": ("Бұрын", "Енді")}
TEXT = {"headers": {"content-type": "text/plain; charset=utf-8"}, "plain": "План развития на пять лет. Жоспар."}
FOUND = re.compile(r"^### [^\n]*\(`(?P<check>[a-z-]+)`\)$(?P<body>.*?)(?=^##)", re.MULTILINE | re.DOTALL)
FENCE = r"{}:\n\n```html\n(.*?)```"
CHARGED = {"deficiency", "missing"}
PLAN = {"ru": "Стратегический план", "kk": "Стратегиялық жоспар"}


def pairs(language: str) -> dict[str, tuple[str, str]]:
    """By check, what stood on the page before and after."""
    text = (ROOT / "docs" / language / "editor.md").read_text("utf-8")
    found = {}
    for match in FOUND.finditer(text):
        before, after = (re.search(FENCE.format(word), match["body"], re.DOTALL) for word in WORDS[language])
        assert before is not None, match["check"]
        assert after is not None, match["check"]
        found[match["check"]] = before[1], after[1]
    return found


def site(check: str, language: str, said: str) -> dict[str, Any]:
    """A small site in which the words of the page stand where such words do."""
    own, other = language, "ru" if language == "kk" else "kk"
    text, files = (
        f"{{{{{own}}}}}",
        {"/files/plan.txt": TEXT, "/img/bridge.png": {"headers": {"content-type": "image/png"}, "plain": "x"}},
    )
    if check == "information-present":
        menu = f'<nav><a href="/{own}/plan">{PLAN[own]}</a></nav>{text}'
        pages = {f"/{own}": {"lang": own, "body": menu}, f"/{own}/plan": {"lang": own, "title": PLAN[own], "body": said}}
        return {"sites": [f"/{own}"], "pages": pages | files}
    if check == "language-switch-keeps-page":
        home = f'<a href="/{other}">{other}</a>{text}<p><a href="/{own}/about">1</a></p>'
        theirs = f'<a href="/{own}">{own}</a>{{{{{other}}}}}<p><a href="/{other}/about">1</a></p>'
        return {
            "pages": {
                "/": {"status": 302, "to": f"/{own}"},
                f"/{own}": {"lang": own, "body": home},
                f"/{other}": {"lang": other, "body": theirs},
                f"/{own}/about": {"lang": own, "body": said + text},
                f"/{other}/about": {"lang": other, "body": f'<a href="/{own}/about">{own}</a>{{{{{other}}}}}'},
            }
        }
    return {"pages": {"/": {"lang": own, "body": text + said}, f"/{own}/reports": {"lang": own, "body": text}} | files}


def outcomes(check: str, language: str, said: str, folder: Path) -> set[str]:
    options = {"concept": "case-plan"} if check == "information-present" else {}
    spoken = (language,) if check == "information-present" else ()
    case = Case(check, check, options, spoken, site(check, language, said), [])
    return {str(one.outcome) for one in findings_of(case, folder)}


@pytest.mark.parametrize("language", ["ru", "kk"])
def test_both_pages_show_the_same_mends_of_checks_that_there_are(language: str) -> None:
    found = pairs(language)
    assert list(found) == list(pairs("ru"))
    assert len(found) >= 6
    assert set(found) <= set(catalogue())


@pytest.mark.parametrize("check", pairs("ru"))
@pytest.mark.parametrize("language", ["ru", "kk"])
def test_what_was_is_charged_and_what_became_is_not(language: str, check: str, tmp_path: Path) -> None:
    before, after = pairs(language)[check]
    assert outcomes(check, language, before, tmp_path / "before") & CHARGED
    assert not outcomes(check, language, after, tmp_path / "after") & CHARGED
