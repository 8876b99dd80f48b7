"""Findings of two runs are matched by what they are about, not by ids that change with an address."""

from __future__ import annotations

from typing import Any

from reports.matched import matched

ROW = "kz-2017:a14.2.9"


def line(name: str, url: str = "https://a.gov.kz/ru/x", **more: Any) -> dict[str, Any]:
    made = {
        "id": name, "check": "links-answer", "parameter": f"{ROW}.1", "language": None, "outcome": "deficiency", "count": 1,
        "url": url, "facts": {}, "locator": {"css": "", "xpath": "", "quote": ""}, "message": {"kk": "к", "ru": "р", "en": "e"},
        "cause": None,
    }  # fmt: skip
    return made | more


def result(*sites: str) -> dict[str, Any]:
    row = {"id": ROW, "elements": [{"id": f"{ROW}.1"}]}
    return {
        "body": {"sites": [{"url": url} for url in sites]},
        "criteria": [{"indicators": [{"parameters": [row]}]}],
        "directions": [],
    }


def states(before: list[dict[str, Any]], after: list[dict[str, Any]], *sites: str) -> list[tuple[str, str, str]]:
    site = "https://a.gov.kz/"
    found = matched(before, after, (result(site), result(*(sites or (site,)))))
    assert all(one.row == ROW for one in found)
    return [(one.state, one.before, one.after) for one in found]


def test_equal_ids_are_one_finding_whatever_else_differs() -> None:
    assert states([line("1")], [line("1", cause="menu: m", count=4)]) == [("unchanged", "1", "1")]


def test_a_site_on_another_host_has_the_same_findings() -> None:
    old = [line("1", facts={"target": "https://a.gov.kz/gone"})]
    new = [line("2", "http://b.gov.kz:8080/ru/x", facts={"target": "http://b.gov.kz:8080/gone"})]
    assert states(old, new, "http://b.gov.kz:8080/") == [("unchanged", "1", "2")]
    # A strange host is no part of the site.
    assert states(old, new) == [("new", "", "2"), ("gone", "1", "")]


def test_requirement_language_outcome_target_and_page_tell_findings_apart() -> None:
    for other in (
        {"parameter": ROW},
        {"language": "kk"},
        {"outcome": "missing"},
        {"facts": {"target": "https://a.gov.kz/other"}},
        {"url": "https://a.gov.kz/ru/y"},
        {"check": "other"},
    ):
        assert states([line("1")], [line("2", **other)]) == [("new", "", "2"), ("gone", "1", "")], other


def test_what_comes_of_one_cause_is_one_thing_on_any_page() -> None:
    old, new = line("1", cause="menu: m"), line("2", "https://a.gov.kz/kk/other", cause="menu: m")
    assert states([old], [new]) == [("unchanged", "1", "2")]


def test_of_several_alike_that_of_the_same_place_is_meant_and_each_is_taken_once() -> None:
    here, there = ({"css": css, "xpath": "", "quote": ""} for css in ("#a", "#b"))
    old = [line("1", locator=here), line("2", locator=there)]
    assert states(old, [line("3", locator=there)]) == [("gone", "1", ""), ("unchanged", "2", "3")]
    # An id that stays is never given to another finding.
    assert states(old, [line("3", locator=here), line("1", locator=here)])[:1] == [("unchanged", "2", "3")]


def test_what_takes_no_points_is_not_told() -> None:
    assert states([line("1", outcome="met")], [line("2", outcome="not-applicable")]) == []


def test_an_address_that_is_none_is_kept_as_it_is() -> None:
    odd = line("1", "http://[::1", facts={"target": ["no", "text"]})
    assert states([odd], [odd | {"id": "2"}]) == [("unchanged", "1", "2")]
