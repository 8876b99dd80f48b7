"""Every case of every check: each subject with its outcome, and nothing that a case does not list."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from checks.runner import catalogue
from store import codes, factnames
from store.findings import Finding
from tests.checks.casekit import HERE, Case, cases_of, findings_of, mismatches
from tests.checks.reading import ALWAYS, watched
from tests.texts.plain import of_site, strange

FILES = sorted(HERE.glob("*/*.yaml"))
CASES = [case for path in FILES for case in cases_of(path)]


READ: dict[str, set[str]] = {}
Judge = Callable[[Case], list[Finding]]


@pytest.fixture(scope="module")
def judge(tmp_path_factory: pytest.TempPathFactory) -> Judge:
    """Findings of a case, worked out once."""
    known: dict[int, list[Finding]] = {}

    def judged(case: Case) -> list[Finding]:
        if id(case) not in known:
            with watched() as seen:
                known[id(case)] = findings_of(case, tmp_path_factory.mktemp("case"))
            READ.setdefault(case.check, set()).update(seen)
        return known[id(case)]

    return judged


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.check}: {case.name}")
def test_case(case: Case, judge: Judge) -> None:
    faults = mismatches(case, judge(case))
    assert not faults, "\n".join(faults)


def test_findings_are_byte_equal_when_made_again_and_keep_their_ids_in_another_run(judge: Judge, tmp_path: Path) -> None:
    for number, case in enumerate(CASES[::4]):
        lines = [item.model_dump_json() for item in findings_of(case, tmp_path / f"{number}", run_id="second")]
        assert lines == [item.model_dump_json() for item in judge(case)], case.name
        keys = [(json.loads(line)["language"] or "", json.loads(line)["url"], json.loads(line)["id"]) for line in lines]
        assert keys == sorted(keys)


def test_every_check_has_cases_of_its_own_name() -> None:
    expected = {f"{check.group}/{name.replace('-', '_')}.yaml" for name, check in catalogue().items()}
    files = {str(path.relative_to(HERE)) for path in FILES}
    assert expected <= files
    # A further file tells by its name what of a check it is about.
    more = {name.rpartition("_")[0] for name in files - expected}
    assert more <= {name.rpartition("_")[0] for name in expected}
    assert {case.check for case in CASES} == set(catalogue())


@pytest.mark.parametrize("name", sorted(catalogue()))
def test_cases_of_a_check_show_pass_fail_and_neither_in_both_languages(name: str) -> None:
    own = [case for case in CASES if case.check == name]
    outcomes = {item["outcome"] for case in own for item in case.expect}
    assert outcomes & {"deficiency", "missing"}
    assert "unverified" in outcomes
    assert outcomes & {"met", "not-applicable"}
    texts = " ".join(str(case.site.get("pages")) + str(case.site.get("layout")) for case in own)
    assert "{{kk}}" in texts
    assert "{{ru}}" in texts


@pytest.mark.parametrize("name", sorted(catalogue()))
def test_every_message_of_a_check_is_met_by_a_case(name: str, judge: Judge) -> None:
    said = {finding.message_key for case in CASES if case.check == name for finding in judge(case)}
    assert set(catalogue()[name].meta.messages) <= said


@pytest.mark.parametrize("name", sorted(catalogue()))
def test_a_check_names_what_it_reads(name: str, judge: Judge) -> None:
    for case in CASES:
        if case.check == name:
            judge(case)
    needs = set(catalogue()[name].meta.needs)
    assert READ[name] | ALWAYS == needs | ALWAYS


@pytest.mark.parametrize("name", sorted(catalogue()))
def test_findings_say_codes_in_words(name: str, judge: Judge) -> None:
    formats = ("pdf", "doc", "docx", "xlsx", "zip", "rar", "txt", "rtf", "tar", "gz")
    for case in CASES:
        for finding in judge(case) if case.check == name else []:
            site = of_site(finding.facts)
            for language in ("kk", "ru"):
                said = getattr(finding.message, language)
                assert strange(said, site, formats) == [], f"{case.name}: {said}"


# Names of tags and of places in a page are what the page itself writes.
OF_PAGES = frozenset({"tag", "fragment"})


@pytest.mark.parametrize("name", sorted(catalogue()))
def test_facts_say_codes_in_words(name: str, judge: Judge) -> None:
    formats = ("pdf", "doc", "docx", "xlsx", "zip", "rar", "txt", "rtf", "tar", "gz")
    for case in CASES:
        for finding in judge(case) if case.check == name else []:
            site = of_site(finding.facts)
            for fact, value in finding.facts.items():
                for language in ("kk", "ru") if fact not in OF_PAGES else ():
                    said = codes.value(fact, value, language)
                    assert strange(said, site, formats) == [], f"{case.name}: {fact}: {said}"


@pytest.mark.parametrize("name", sorted(catalogue()))
def test_facts_have_names_in_words(name: str, judge: Judge) -> None:
    facts = {fact for case in CASES if case.check == name for finding in judge(case) for fact in finding.facts}
    lacking = [fact for fact in sorted(facts) if factnames.name_of(fact, "kk") == fact]
    assert lacking == [], f"name these facts in store/words/{name}.yaml: {lacking}"


@pytest.mark.parametrize("name", sorted(catalogue()))
def test_options_have_names_in_words(name: str) -> None:
    lacking = [option for option in catalogue()[name].meta.options.model_fields if option not in factnames.OPTIONS]
    assert lacking == [], f"name these options in store/words/{name}.yaml: {lacking}"
