"""The runner: catalogue, orders, crashes, bounds, identity and order of findings."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from checks import catalog, runner
from checks.meta import SECTIONS, Check, CheckMeta, Options, missing_sections
from checks.support import on_page, on_site
from store.findings import CheckOrder, Message, Observation, Outcome
from store.snapshot import Snapshot
from store.strictyaml import ConfigError
from tests.checks.casekit import ROOT, snapshot_of

SITE: dict[str, Any] = {"pages": {"/": "{{ru}}<a href='/gone'>x</a><img src='/a.png'>", "/b": "{{kk}}"}}
WORDS = Message(kk="Мәні: {value}", ru="Значение: {value}", en="Value: {value}")


def made(run: Any, options: type[Options] = Options) -> Check:
    """A check for the runner alone."""
    meta = CheckMeta(
        id="made-for-test", version="1", title=WORDS, scope="site", needs=("pages",), options=options, messages={"said": WORDS}
    )
    return Check(meta, __doc__ or "", run, "test")


@pytest.fixture
def judged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Runs one made check on the small site, in front of a real one."""

    def run(function: Any, languages: tuple[str, ...] = (), **options: Any) -> list[Any]:
        known = {**runner.catalogue(), "made-for-test": made(function)}
        monkeypatch.setattr(runner, "catalogue", lambda: known)
        first = CheckOrder(check="made-for-test", parameter="kz-test:1", languages=languages, options=options)
        after = CheckOrder(check="internal-links-and-fragments-live", parameter="kz-test:2")
        with snapshot_of(SITE, tmp_path) as snapshot:
            found = list(runner.run_checks(snapshot, [first, after]))
            kept = {digest: snapshot.objects.get(digest) for item in found for digest in item.evidence}
        return [found, kept]

    return run


def test_every_module_of_the_catalogue_is_a_check_under_its_id() -> None:
    files = {path.stem: path.parent.name for folder in catalog.__path__ for path in Path(folder).glob("*/[!_]*.py")}
    assert {name.replace("-", "_"): check.group for name, check in runner.catalogue().items()} == files
    assert list(runner.catalogue()) == sorted(runner.catalogue())


def test_page_checks_can_be_ordered_without_a_law() -> None:
    known = runner.page_checks()
    orders = runner.page_orders("inspect")
    accepted = runner.accept(orders)
    for name, check in known.items():
        assert [job.order.options for job in accepted if job.order.check == name] == list(check.meta.inspect)
    assert {order.check for order in orders} == {name for name, check in known.items() if check.meta.inspect}
    assert set(runner.page_checks(home=False)) == {name for name, check in known.items() if check.meta.scope == "page"}


YEARS = sorted({path.name.split("-")[1] for path in (ROOT / "config" / "methodology").iterdir()})


def cites_an_act(doc: str) -> bool:
    """Whether the page of a check names an act that some edition of the product holds."""
    law = doc.partition("Law and standard")[2]
    return re.search(rf"\b(?:Methodology|Rules|Act|Order) of (?:{'|'.join(YEARS)})\b", law) is not None


def test_every_law_citation_stands_in_the_page_of_a_check_and_none_in_its_id() -> None:
    assert not cites_an_act("Law and standard\n    Methodology of 1999, row 2.")
    assert not cites_an_act("Methodology of 2017\n\nLaw and standard\n    WCAG 2.2.")
    for name, check in runner.catalogue().items():
        assert not any(letter.isdigit() for letter in name.replace("utf8", "")), name
        assert cites_an_act(check.doc), name


ADDED = '''"""The home page greets its visitors.

What it checks
    A greeting in the title of the home page.
Applicability
    Every site.
Met when
    the title greets.
Deficiency when
    it does not.
Left to a person when
    the home page was not read.
Assumptions
    None.
Law and standard
    Rules of 2025, appendix 10, table 9, row 3.
"""

from checks.ladder import silent, throughout
from checks.meta import CheckMeta, Options
from checks.support import guarded, home_page, on_page, on_site
from store.findings import Message, Outcome

META = CheckMeta(
    id="home-page-greets",
    version="1",
    title=Message(kk="Сәлем", ru="Привет", en="Greeting"),
    scope="home",
    needs=("pages",),
    messages={
        "mute": Message(kk="Сәлем жоқ.", ru="Приветствия нет.", en="No greeting."),
        "met": Message(kk="Сәлем бар.", ru="Приветствие есть.", en="A greeting."),
    },
)


@guarded
def run(snapshot, options):
    page = home_page(snapshot)
    mute = [] if "Сәлем" in page.title else [on_page(page, Outcome.DEFICIENCY, "mute", subject="greeting")]
    yield from throughout(
        snapshot, mute, shells=silent, met=lambda: on_site(snapshot, Outcome.MET, "met", basis={"title": page.title})
    )
'''


def test_a_check_of_another_law_is_added_by_its_file_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    group = tmp_path / "catalog" / "greeting"
    group.mkdir(parents=True)
    (group / "__init__.py").write_text("")
    (group / "home_page_greets.py").write_text(ADDED, encoding="utf-8")
    monkeypatch.setattr(catalog, "__path__", [*catalog.__path__, str(tmp_path / "catalog")])
    before = set(runner.catalogue())
    runner.catalogue.cache_clear()
    try:
        assert set(runner.catalogue()) - before == {"home-page-greets"}
        assert cites_an_act(runner.catalogue()["home-page-greets"].doc)
        order = CheckOrder(check="home-page-greets", parameter="kz-test:1")
        said = []
        for number, title in enumerate(("Сәлем, әлем", "Мекеме")):
            with snapshot_of({"pages": {"/": {"title": title, "body": "{{kk}}"}}}, tmp_path / str(number)) as snapshot:
                said += [(item.outcome.value, item.message_key) for item in runner.run_checks(snapshot, [order])]
        assert said == [("met", "met"), ("deficiency", "mute")]
    finally:
        runner.catalogue.cache_clear()
        for name in [name for name in sys.modules if name.startswith("checks.catalog.greeting")]:
            del sys.modules[name]


def module(name: str, doc: str, **parts: Any) -> ModuleType:
    made_up = ModuleType(f"checks.catalog.test.{name}")
    made_up.__doc__ = doc
    for key, value in parts.items():
        setattr(made_up, key, value)
    return made_up


def test_a_module_without_meta_or_section_is_no_check() -> None:
    whole = "\n".join(f"{name}\n    x\n" for name in SECTIONS)
    meta = made(None).meta
    assert runner.check_of(module("made_for_test", whole, META=meta, run=print), "test").meta.id == "made-for-test"
    with pytest.raises(runner.CatalogueError, match="needs META"):
        runner.check_of(module("made_for_test", whole, run=print), "test")
    with pytest.raises(runner.CatalogueError, match="file and id must agree"):
        runner.check_of(module("other_name", whole, META=meta, run=print), "test")
    with pytest.raises(runner.CatalogueError, match="lacks the section «Assumptions»"):
        runner.check_of(module("made_for_test", whole.replace("Assumptions", "assumptions"), META=meta, run=print), "test")
    assert missing_sections("What it checks is named in a line") == SECTIONS


def test_messages_must_name_the_same_fields_in_every_language() -> None:
    with pytest.raises(ValueError, match="message said: kk names other fields than en"):
        CheckMeta(
            id="a-check", version="1", title=WORDS, scope="site", needs=(),
            messages={"said": Message(kk="{other}", ru="{value}", en="{value}")},
        )  # fmt: skip


def test_unknown_check_and_bad_options_name_the_order(tmp_path: Path) -> None:
    with snapshot_of(SITE, tmp_path) as snapshot:
        with pytest.raises(ConfigError, match=r"^kz-test:9: unknown check «no-such-check»; known are acts-in-force, "):
            list(runner.run_checks(snapshot, [CheckOrder(check="no-such-check", parameter="kz-test:9")]))
        order = CheckOrder(check="text-has-contrast", parameter="kz-test:8", options={"ratio": "much"})
        with pytest.raises(ConfigError, match=r"^kz-test:8: check «text-has-contrast», option «ratio».*its options are: ratio"):
            list(runner.run_checks(snapshot, [order]))
        extra = CheckOrder(check="pages-have-breadcrumbs", parameter="kz-test:7", options={"depth": "2"})
        with pytest.raises(ConfigError, match=r"^kz-test:7: .*option «depth».*its options are: –"):
            list(runner.run_checks(snapshot, [extra]))


def test_a_crash_is_one_unverified_finding_and_the_run_goes_on(judged: Any) -> None:
    def crash(snapshot: Snapshot, options: Options) -> Iterator[Observation]:
        yield on_page(next(iter(snapshot.pages())), Outcome.DEFICIENCY, "said", facts={"value": "x"})
        raise RuntimeError("no file /home/somebody/secret.py at 0x7f00dead in http://internal.example/x\nsecond line")

    found, kept = judged(crash)
    first = [item for item in found if item.check == "made-for-test"]
    assert [(item.outcome, item.facts["reason"], item.facts["fault"]) for item in first] == [
        (Outcome.UNVERIFIED, "check-crashed", "RuntimeError")
    ]
    assert first[0].facts["detail"] == "no file … at … in …"
    stored = kept[first[0].evidence[-1]].decode()
    assert "secret" not in stored
    assert "internal.example" not in stored
    assert [item.outcome for item in found if item.check != "made-for-test"].count(Outcome.DEFICIENCY) == 2


def test_a_check_that_says_nothing_is_a_fault_of_the_program(judged: Any) -> None:
    found, _ = judged(lambda snapshot, options: iter(()), languages=("kk", "ru"))
    first = [item for item in found if item.check == "made-for-test"]
    assert [(item.language, item.outcome, item.facts) for item in first] == [
        ("kk", Outcome.UNVERIFIED, {"reason": "no-finding"}),
        ("ru", Outcome.UNVERIFIED, {"reason": "no-finding"}),
    ]
    assert all(item.needs_review for item in first)


def test_an_observation_without_language_stands_for_each_that_was_ordered(judged: Any) -> None:
    def both(snapshot: Snapshot, options: Options) -> Iterator[Observation]:
        page = next(iter(snapshot.pages()))
        yield on_page(page, Outcome.MET, "said", facts={"value": "1"}, subject="a")
        yield on_page(page, Outcome.DEFICIENCY, "said", facts={"value": "2"}, subject="b", language="kk")
        yield on_page(page, Outcome.DEFICIENCY, "said", facts={"value": "3"}, subject="c", language="en")

    found, _ = judged(both, languages=("kk", "ru"))
    first = [(item.language, item.outcome.value, item.facts["value"]) for item in found if item.check == "made-for-test"]
    assert sorted(first) == [("kk", "deficiency", "2"), ("kk", "met", "1"), ("ru", "met", "1")]


def test_two_observations_of_one_identity_are_a_crash_of_the_check(judged: Any) -> None:
    def twice(snapshot: Snapshot, options: Options) -> Iterator[Observation]:
        for value in ("1", "2"):
            yield on_page(next(iter(snapshot.pages())), Outcome.DEFICIENCY, "said", facts={"value": value})

    found, _ = judged(twice)
    first = [item for item in found if item.check == "made-for-test"]
    assert [item.facts["reason"] for item in first] == ["check-crashed"]


def test_a_fact_that_is_no_plain_value_is_a_crash_of_the_check(judged: Any) -> None:
    def inexact(snapshot: Snapshot, options: Options) -> Iterator[Observation]:
        yield on_page(next(iter(snapshot.pages())), Outcome.MET, "said", facts={"value": 0.1})

    found, _ = judged(inexact)
    first = [item for item in found if item.check == "made-for-test"]
    assert [item.facts["detail"] for item in first] == [
        "fact value is float; text, whole numbers, truth and lists of text are allowed"
    ]


def test_what_pages_say_is_never_taken_for_a_template(judged: Any) -> None:
    def hostile(snapshot: Snapshot, options: Options) -> Iterator[Observation]:
        yield on_page(next(iter(snapshot.pages())), Outcome.MET, "said", facts={"value": "{0.__class__} {url} %s {"})

    found, _ = judged(hostile)
    said = next(item.message for item in found if item.check == "made-for-test")
    assert said.ru == "Значение: {0.__class__} {url} %s {"


def test_findings_of_one_order_are_bounded_and_the_rest_is_counted(judged: Any) -> None:
    def many(snapshot: Snapshot, options: Options) -> Iterator[Observation]:
        page = next(iter(snapshot.pages()))
        for number in range(2010):
            yield on_page(page, Outcome.DEFICIENCY, "said", facts={"value": str(number)}, subject=f"{number:05}")

    found, kept = judged(many)
    first = [item for item in found if item.check == "made-for-test"]
    assert len(first) == 2001
    rest = next(item for item in first if "more" in item.facts)
    assert (rest.count, rest.facts["more"], rest.outcome) == (10, 10, Outcome.DEFICIENCY)
    assert [item["subject"] for item in json.loads(kept[rest.evidence[0]])] == [f"{number:05}" for number in range(2000, 2010)]
    assert sum(item.count for item in first) == 2010


def test_progress_is_told_before_each_order(tmp_path: Path) -> None:
    told: list[tuple[int, int, str]] = []
    orders = [
        CheckOrder(check="pages-have-breadcrumbs", parameter="kz-test:1"),
        CheckOrder(check="text-has-contrast", parameter="kz-test:2", options={"ratio": "4.5"}),
    ]
    with snapshot_of(SITE, tmp_path) as snapshot:
        list(runner.run_checks(snapshot, orders, lambda *facts: told.append(facts)))
    assert told == [(1, 2, "pages-have-breadcrumbs"), (2, 2, "text-has-contrast")]


def test_site_findings_of_an_unread_home_carry_the_failed_attempts(tmp_path: Path) -> None:
    site = {"pages": {"/": {"ledger": "failed", "reason": "dns"}}}
    order = CheckOrder(check="pages-have-breadcrumbs", parameter="kz-test:1")
    with snapshot_of(site, tmp_path) as snapshot:
        (finding,) = runner.run_checks(snapshot, [order])
        basis = snapshot.json(finding.evidence[0])
    assert finding.captured_at == datetime(2026, 11, 20, 9, 0, 1, tzinfo=UTC)
    assert [item["reason"] for item in basis["failures"]] == ["dns"]
    assert finding.facts == {"address": "http://mekeme.example/", "reason": "dns"}


def test_on_site_keeps_what_a_claim_rests_on(tmp_path: Path) -> None:
    with snapshot_of(SITE, tmp_path) as snapshot:
        seen = on_site(snapshot, Outcome.MISSING, "x", basis={"pages": ["b", "a"]})
        assert snapshot.json(seen.evidence[-1]) == {"pages": ["b", "a"]}
        assert (seen.url, seen.count) == ("http://mekeme.example/", 1)
