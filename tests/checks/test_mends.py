"""Every check says how it is mended, and what its example calls before is charged while what it calls after is not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from checks.mends import HERE, mend_of
from checks.runner import catalogue
from store.base import Language
from store.strictyaml import ConfigError
from tests.checks.casekit import Case, findings_of

CHARGED = {"deficiency", "missing"}
PNG = {"headers": {"content-type": "image/png"}, "plain": "x"}
PLAIN = {"headers": {"content-type": "text/plain; charset=utf-8"}, "plain": "План развития на пять лет. Жоспар."}
RSS = (
    '<?xml version="1.0"?><rss version="2.0"><channel><title>Новости – жаңалықтар</title><link>/</link><description>Новости</description>'
    "<item><title>Приём граждан</title><link>/about</link></item></channel></rss>"
)
# What the examples link.
FILES: dict[str, Any] = {
    "/files/plan.txt": PLAIN,
    "/files/otchet-2022.txt": PLAIN,
    "/files/otchet-2025.txt": PLAIN,
    "/files/esep-2022.txt": PLAIN,
    "/files/esep-2025.txt": PLAIN,
    "/img/bridge.png": PNG,
    "/img/gerb.png": PNG,
    "/img/logo.png": PNG,
    "/rss/news.xml": {"headers": {"content-type": "application/rss+xml"}, "plain": RSS},
}
OPTIONS: dict[str, dict[str, Any]] = {
    "cited-acts-linked": {"concepts": ["state-symbols"]},
    "dates-of-posting-shown": {"part": "posted"},
    "feeds-carry-news-and-procurement": {"content": "news"},
    "information-open-without-hindrance": {"part": "plug-ins", "special": ["swf", "xap"]},
    "interactive-means-present": {"part": "feedback-form"},
    "texts-are-own": {"concepts": ["state-symbols"]},
}
SECTION = {"kk": "Мемлекеттік рәміздер", "ru": "Государственные символы"}
# Examples of one page that the checks judge from what the server sent; the others need a second page, another day or a browser.
ONE_PAGE = (
    "cited-acts-linked",
    "dates-of-posting-shown",
    "documents-tell-format-and-size",
    "external-links-open-apart",
    "feeds-carry-news-and-procurement",
    "images-have-text-alternative",
    "information-open-without-hindrance",
    "interactive-means-present",
    "internal-links-and-fragments-live",
    "pages-have-breadcrumbs",
    "texts-are-own",
)


def site(language: Language, said: str) -> dict[str, Any]:
    """A small site; what an example says stands on a page of the section, one level down."""
    text, name = f"{{{{{language}}}}}", SECTION[language]
    menu = f'<nav><a href="/{language}/reports">1</a> <a href="/{language}/about">{name}</a></nav>'
    chain = f'<nav class="breadcrumb"><a href="/">0</a> / <a href="/{language}/about">{name}</a> / 2</nav>'
    pages: dict[str, Any] = {"/": {"lang": language, "body": menu + text}}
    pages[f"/{language}/reports"] = pages["/procurement"] = {"lang": language, "body": menu + text}
    down = f'<a href="/{language}/about/other">2</a><a href="/{language}/about/more">3</a>'
    pages[f"/{language}/about"] = {
        "lang": language,
        "title": name,
        "body": f"{menu}<h1>{name}</h1><main>{text}{said}</main>{down}",
    }
    pages[f"/{language}/about/other"] = {"lang": language, "body": f"{chain}<h1>2</h1>{text}"}
    pages[f"/{language}/about/more"] = {"lang": language, "body": f"{said}<h2>3</h2>{text}"}
    return {"sites": ["/"], "pages": pages | {path: file for path, file in FILES.items() if path in said}}


def outcomes(check: str, language: Language, said: str, folder: Path) -> set[str]:
    spoken = (language,) if "concepts" in OPTIONS.get(check, {}) else ()
    case = Case(check, check, OPTIONS.get(check, {}), spoken, site(language, said), [])
    return {str(one.outcome) for one in findings_of(case, folder)}


@pytest.mark.parametrize("check", catalogue())
def test_every_check_says_how_it_is_mended(check: str) -> None:
    told = mend_of(check)
    assert told.before != told.after
    for language in ("kk", "ru", "en"):
        assert len(str(getattr(told.mend, language)).split()) >= 8
    for language in ("kk", "ru"):
        assert told.before.of(language) != told.after.of(language)
        assert ("<" in told.before.of(language)) == (told.example == "html")


def test_no_file_is_of_no_check() -> None:
    assert {path.stem for path in HERE.glob("*.yaml")} == set(catalogue())


@pytest.mark.parametrize("language", ["kk", "ru"])
@pytest.mark.parametrize("check", ONE_PAGE)
def test_before_is_charged_and_after_is_not(check: str, language: Language, tmp_path: Path) -> None:
    told = mend_of(check)
    assert outcomes(check, language, told.before.of(language), tmp_path / "before") & CHARGED
    assert not outcomes(check, language, told.after.of(language), tmp_path / "after") & CHARGED


FAULTS = [
    ("check: texts-are-own", "check: other", "other"),
    ("example: html", "example: pdf", ":3: "),
    ("mend:\n  ru:", "mend:\n  fr:", ":4: "),
]


@pytest.mark.parametrize(("good", "bad", "said"), FAULTS)
def test_a_wrong_file_is_named_with_its_line(tmp_path: Path, good: str, bad: str, said: str) -> None:
    text = (HERE / "texts-are-own.yaml").read_text(encoding="utf-8")
    assert good in text
    (tmp_path / "texts-are-own.yaml").write_text(text.replace(good, bad), encoding="utf-8")
    with pytest.raises(ConfigError) as fault:
        mend_of("texts-are-own", tmp_path)
    assert "texts-are-own.yaml:" in str(fault.value)
    assert said in str(fault.value)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"texts-are-own\.yaml"):
        mend_of("texts-are-own", tmp_path)
