"""Advice without points is drawn from what a harvest stored, and only where something is wrong."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from checks.actrules import KINDS
from checks.counsel import HEAVY_PICTURE, RULES, counsel
from crawler.browser.probes import act
from reports.counsel import RULES as WORDS
from store.advice import Counsel
from tests.checks.casekit import snapshot_of

SAFE = {
    "Content-Security-Policy": "default-src 'self'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Strict-Transport-Security": "max-age=63072000",
}
LONG = "Учреждение рассматривает обращения граждан и публикует результаты рассмотрения каждый месяц. " * 8


def told(folder: Path, pages: dict[str, Any], site: str = "https://mekeme.example/", **more: Any) -> dict[str, Counsel]:
    with snapshot_of({"sites": [site], "pages": pages, **more}, folder) as snapshot:
        return {one.code: one for one in counsel(snapshot)}


def at(path: str) -> str:
    return f"https://mekeme.example{path}"


def test_a_careful_site_hears_nothing(tmp_path: Path) -> None:
    pages = {
        at("/"): {"body": '{{ru}}<p><a href="/a">A</a> <img src="/small.png" alt="x"></p>', "headers": SAFE},
        at("/a"): f"<p>{LONG} Первая</p><a href='/'>Домой</a>",
        at("/small.png"): {"plain": "x", "headers": {"content-type": "image/png"}},
    }
    assert told(tmp_path, pages) == {}


def test_pages_over_an_open_line_and_lacking_headers(tmp_path: Path) -> None:
    found = told(tmp_path, {"/": "{{ru}}"}, "/")
    assert found["no-tls"].count == 1
    assert found["security-headers"].names == (
        "Content-Security-Policy",
        "X-Content-Type-Options",
        "Referrer-Policy",
        "X-Frame-Options",
    )


def test_transport_security_is_asked_of_secure_sites_alone(tmp_path: Path) -> None:
    headers = {name: value for name, value in SAFE.items() if name != "Strict-Transport-Security"}
    found = told(tmp_path, {at("/"): {"body": "{{ru}}", "headers": headers}})
    assert found["security-headers"].names == ("Strict-Transport-Security",)


def test_parts_over_an_open_line_on_a_secure_page(tmp_path: Path) -> None:
    body = '{{ru}}<img src="http://other.example/p.png" alt="x"><a href="http://other.example/">сайт</a>'
    found = told(tmp_path, {at("/"): {"body": body, "headers": SAFE}})
    assert found["mixed-content"].pages == (at("/"),)


def test_a_link_to_an_insecure_site_is_no_mixed_content(tmp_path: Path) -> None:
    body = '{{ru}}<a href="http://other.example/">сайт</a>'
    assert "mixed-content" not in told(tmp_path, {at("/"): {"body": body, "headers": SAFE}})


def test_one_text_under_several_addresses(tmp_path: Path) -> None:
    links = "".join(f'<a href="/{name}">{name}</a>' for name in "abc")
    pages: dict[str, Any] = {at("/"): {"body": "{{ru}}" + links, "headers": SAFE}}
    pages |= {at(f"/{name}"): f"<main><p>{LONG}</p></main>" for name in "ab"}
    pages |= {at("/c"): f"<main><p>{LONG} и иначе</p></main>"}
    found = told(tmp_path, pages)["repeated-pages"]
    assert (found.count, found.pages) == (1, (at("/a"), at("/b")))


def test_pages_that_nothing_leads_to(tmp_path: Path) -> None:
    pages = {at("/"): {"body": '{{ru}}<a href="/a">A</a>', "headers": SAFE}, at("/a"): "{{ru}} a", at("/lonely"): "{{ru}} b"}
    assert told(tmp_path, pages)["orphan-pages"].pages == (at("/lonely"),)


def test_heavy_pictures_are_named(tmp_path: Path) -> None:
    pages = {
        at("/"): {"body": '{{ru}}<img src="/big.png" alt="x">', "headers": SAFE},
        at("/big.png"): {"plain": "x" * (HEAVY_PICTURE + 1), "headers": {"content-type": "image/png"}},
    }
    found = told(tmp_path, pages)
    assert found["heavy-pictures"].pages == (at("/big.png"),)
    assert "heavy-pages" not in found


def test_faults_outside_the_rows_of_the_law_are_named_by_rule(tmp_path: Path) -> None:
    nodes = [{"html": "<button></button>", "target": ["button"]}]
    found = [{"id": name, "nodes": nodes} for name in ("button-name", "color-contrast", "target-size")]
    measured = [{"kind": "axe", "url": at("/"), "json": {"violations": found, "incomplete": []}}]
    told_ = told(tmp_path, {at("/"): {"body": "{{ru}}", "headers": SAFE}}, artifacts=measured)["standards"]
    assert (told_.names, told_.pages) == (("button-name", "target-size"), (at("/"),))
    assert {*RULES, *KINDS} == set(WORDS)


def test_faults_by_the_second_engine_are_told_in_kinds_and_rows_of_the_law_are_left_out(tmp_path: Path) -> None:
    failed = [{"rule": name} for name in ("80f0bf", "6a7281", "aaa1bf", "23a2a8")]
    measured = [{"kind": "act-rules", "url": at("/"), "json": {"failed": failed}}]
    told_ = told(tmp_path, {at("/"): {"body": "{{ru}}", "headers": SAFE}}, artifacts=measured)["act-rules"]
    assert (told_.names, told_.pages) == (("act-aria", "act-sound"), (at("/"),))


def test_a_page_of_which_the_second_engine_told_nothing_hears_nothing(tmp_path: Path) -> None:
    pages = {at("/"): {"body": "{{ru}}", "headers": SAFE}}
    for told_of in ({"failed": []}, {"failed": [{"rule": "afw4f7"}]}):
        measured = [{"kind": "act-rules", "url": at("/"), "json": told_of}]
        assert "act-rules" not in told(tmp_path, pages, artifacts=measured)


def test_crowded_links_on_a_telephone_are_told(tmp_path: Path) -> None:
    pages = {at("/"): {"body": "{{ru}}", "headers": SAFE}}
    for count, said in ((0, False), (4, True)):
        measured = [
            {"kind": "phone", "url": at("/"), "device": "phone-android", "json": {"ok": True, "touch": {"crowded_24": count}}}
        ]
        folder = tmp_path / str(count)
        folder.mkdir()
        assert ("phone-targets" in told(folder, pages, artifacts=measured)) is said


def test_the_second_engine_runs_the_rules_that_are_told_and_no_others() -> None:
    assert sorted(act.RULES) == sorted(rule for rules in KINDS.values() for rule in rules)
