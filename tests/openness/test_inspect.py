"""``inspect``: findings in order with their places, one failure once, and only what one page can tell."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast

import pytest

from checks.meta import MEASURED
from checks.runner import page_checks
from crawler.browser.probes import EVERY, ON_HOMES
from openness.cli import run
from openness.commands import inspect
from openness.inspection import Shown, arranged, in_order, probes_for
from store.findings import Finding, Locator, Message, Outcome
from store.harvest import Artifact, ArtifactKind, Device
from store.objects import ObjectStore
from tests.crawler.servant import PAGE, serving

CUT, SHOT = "c" * 64, "d" * 64
AT = datetime(2026, 11, 22, tzinfo=UTC)
URL = "http://a.kz/ru/contacts"
WORDS = "<p>" + "Канцелярия министерства принимает обращения граждан по рабочим дням. " * 5 + "</p>"
FAULTY = "<nav><a href='/ru/'>Главная</a> <a href='/ru/contacts'>Контакты</a></nav>" + WORDS + "<img src='/photo.png'>"


def found(check: str, outcome: Outcome, message: str = "x", xpath: str = "", evidence: str = "a", **more: Any) -> Finding:
    """A finding of a check."""
    return Finding(
        id=f"{check} {message} {xpath}",
        check=check,
        check_version="1",
        parameter="page",
        outcome=outcome,
        url=URL,
        facts=more.pop("facts", {}),
        locator=Locator(xpath=xpath),
        message=Message(kk=message, ru=message, en=message),
        evidence=(evidence,),
        captured_at=AT,
        options_sha256="0",
        **more,
    )


def pictured(kind: ArtifactKind, digest: str) -> Artifact:
    """A picture that the browser took of the page."""
    return Artifact(
        id=digest, kind=kind, url=URL, device=Device.DESKTOP, captured_at=AT, object_sha256=digest, media_type="image/webp"
    )


def test_what_is_wrong_comes_first_in_the_order_of_places_and_one_failure_once(tmp_path: Path) -> None:
    failure = {"facts": {"reason": "no-browser"}}
    given = [
        found("b-met", Outcome.MET),
        found("d-failed", Outcome.UNVERIFIED, "no browser, d", **failure),
        found("c-failed", Outcome.UNVERIFIED, "no browser, c", **failure),
        found("c-failed", Outcome.UNVERIFIED, "no browser, again", **failure),
        found("e-failed", Outcome.UNVERIFIED, "crashed", facts={"reason": "check-crashed"}),
        found("a-open", Outcome.UNVERIFIED, "decide", facts={"reason": "meaning"}, needs_review=True),
        found("a-wrong", Outcome.DEFICIENCY, "tenth", "/html/body/img[10]", CUT),
        found("a-wrong", Outcome.DEFICIENCY, "second", "/html/body/img[2]"),
    ]
    pictures = [pictured(ArtifactKind.SCREENSHOT, SHOT), pictured(ArtifactKind.ELEMENT, CUT), pictured(ArtifactKind.DOM, "a")]
    shown = arranged(given, pictures, ObjectStore(str(tmp_path)))
    assert [(one.finding.message.en, one.checks, Path(one.picture).name) for one in shown] == [
        ("second", ("a-wrong",), SHOT),
        ("tenth", ("a-wrong",), CUT),
        ("decide", ("a-open",), SHOT),
        ("no browser, again", ("c-failed", "d-failed"), ""),
        ("crashed", ("e-failed",), ""),
        ("x", ("b-met",), ""),
    ]


def test_how_to_mend_is_said_once_for_each_check_that_finds_something_wanting(capfd: pytest.CaptureFixture[str]) -> None:
    given = [
        found("images-have-text-alternative", Outcome.DEFICIENCY, "first"),
        found("images-have-text-alternative", Outcome.DEFICIENCY, "second"),
        found("text-has-contrast", Outcome.MET),
    ]
    inspect._print([Shown(one, (one.check,), "") for one in given], "ru", None)
    said = capfd.readouterr().out
    assert said.count("как исправить: Напишите для каждого изображения") == 1
    assert said.count("как исправить: ") == 1


def test_only_what_a_check_of_the_page_reads_is_measured() -> None:
    inner, home = probes_for("http://a.kz/ru/contacts"), probes_for("http://a.kz/ru/")
    assert (inner["phones"], home["phones"]) == (True, True)
    for asked, checks in ((inner, page_checks(home=False)), (home, page_checks())):
        needs = {need for check in checks.values() for need in check.meta.needs}
        assert set(cast("tuple[str, ...]", asked["off"])) == {
            probe.name
            for probe in (*EVERY, *ON_HOMES)
            if not any(MEASURED.get(need) is probe.kind for need in needs & set(MEASURED))
        }
        assert ("engines" in asked) == ("engine" not in needs)


@pytest.mark.parametrize(
    ("outcome", "strict", "passes"),
    [
        (Outcome.DEFICIENCY, False, True),
        (Outcome.DEFICIENCY, True, False),
        (Outcome.MISSING, True, False),
        (Outcome.UNVERIFIED, True, True),
        (Outcome.MET, True, True),
    ],
)
def test_what_is_wanting_fails_a_page_only_where_that_is_asked(outcome: Outcome, strict: bool, passes: bool) -> None:
    assert in_order([found("a", Outcome.MET), found("b", outcome)], strict) is passes


@pytest.mark.browser
def test_an_inner_page_is_judged_as_one_and_each_finding_shows_its_place(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    pages = {"/ru/contacts": PAGE.format(title="Контакты", links=FAULTY)}
    with serving(pages) as server:
        wanted = [
            "inspect",
            f"{server.url}ru/contacts",
            "--allow-private",
            "--lang",
            "en",
            "--json",
            "--out",
            str(tmp_path / "out"),
            "--strict",
        ]
        assert run(wanted) == 1
    said = capfd.readouterr()
    items = json.loads(said.out)
    assert "viewport-fits-phone" not in {item["check"] for item in items}
    assert "home page" in said.err
    charged = [item for item in items if item["outcome"] in ("deficiency", "missing")]
    assert items[: len(charged)] == charged
    first = next(item for item in charged if item["check"] == "images-have-text-alternative")
    assert first["locator"]["xpath"].endswith("img[1]") or first["locator"]["xpath"].endswith("img")
    assert Path(first["picture"]).is_file()
    home = next(item for item in items if item["facts"].get("element") == "home-link")
    assert home["outcome"] == "met"


@pytest.mark.browser
def test_a_page_that_is_not_there_is_one_failure(capfd: pytest.CaptureFixture[str]) -> None:
    with serving({}) as server:
        assert run(["inspect", f"{server.url}ru/nosuch", "--allow-private", "--lang", "ru"]) == 1
    said = capfd.readouterr().out.splitlines()
    assert sum("не прочитана" in line for line in said) == 1
    assert "Главная" not in "".join(line for line in said if "не прочитана" in line)
    assert "404" in "".join(said)
