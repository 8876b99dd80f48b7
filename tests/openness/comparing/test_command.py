"""``runs compare`` on the command line: tables, JSON and the page; wrong use in one line; what pages wrote stays a text."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from store import judged
from store.db import open_database
from tests.openness.comparing.pair import CRUMBS, LINKS, call, result, stored
from tests.openness.stored import Stored, store_run

Pair = tuple[Stored, Stored]


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> Pair:
    folder = tmp_path_factory.mktemp("pair")
    return stored(folder, "a", {CRUMBS: ("missing", 1)}), stored(folder, "b", {LINKS: ("deficiency", 2)})


def words(pair: Pair, *more: str) -> tuple[str, ...]:
    return "runs", "compare", pair[0].plan.run_id, pair[1].plan.run_id, *more


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", ("Why the total moved", "the site changed", "New findings", "Findings that are gone")),
        ("ru", ("Почему изменился итог", "изменился сайт", "Новые факты", "Исчезнувшие факты")),
        ("kk", ("Қорытынды балл неге өзгерді", "сайт өзгерді", "Жаңа фактілер", "Жойылған фактілер")),
    ],
)
def test_the_terminal_tells_it_in_three_languages(pair: Pair, language: str, expected: tuple[str, ...], tmp_path: Path) -> None:
    done = call(pair[1], *words(pair), lang=language)
    assert done.returncode == 0, done.stderr
    said = " ".join(done.stdout.split())
    for text in (*expected, pair[0].plan.run_id, "kz-2017:a14.2.4"):
        assert text in said
    page = tmp_path / "c.html"
    assert call(pair[1], *words(pair, "-o", str(page)), lang=language).stdout == ""
    tree = LexborHTMLParser(page.read_text(encoding="utf-8"))
    assert tree.css("html")[0].attributes["lang"] == language
    shown = " ".join(tree.css("main")[0].text(separator=" ").split())
    for text in expected:
        assert text in shown
    # Each row that moved leads to its findings.
    links = [str(link.attributes["href"]) for link in tree.css("main a")]
    assert links
    assert all(tree.css_first(f"[id='{link.removeprefix('#')}']") is not None for link in links)
    assert [node.attributes for node in tree.css("[src], script, link")] == []


def test_json_bears_the_schema_and_is_the_same_each_time(pair: Pair, tmp_path: Path) -> None:
    told = json.loads(call(pair[1], *words(pair, "--json")).stdout)
    assert told["schema"] == "openness/comparison/1"
    assert (told["before"]["run"], told["after"]["run"]) == (pair[0].plan.run_id, pair[1].plan.run_id)
    (total,) = (one for one in told["totals"] if one["id"] == "")
    assert (total["before"], total["after"]) == tuple(result(one)["total"]["range"] for one in pair)
    crumbs = next(one for one in told["rows"] if one["id"] == CRUMBS)
    assert [move["causes"] for move in crumbs["moves"]] == [["site"]]
    assert crumbs["findings"]["gone"] == [one["before"] for one in told["findings"]["gone"] if one["row"] == CRUMBS]
    files = [tmp_path / name for name in ("one.json", "two.json")]
    for file in files:
        assert call(pair[1], *words(pair, "-o", str(file))).returncode == 0
    assert files[0].read_bytes() == files[1].read_bytes()
    assert json.loads(files[0].read_bytes()) == told


HOSTILE = 'https://evil.example/"><script>alert(1)</script>\x1b[2J\u202egpj.exe'


def test_a_hostile_address_is_inert(tmp_path: Path) -> None:
    one, other = stored(tmp_path, "a", {}), stored(tmp_path, "b", {LINKS: ("deficiency", 1)})
    engine = open_database(other.db)
    with engine.begin() as db:
        changed = {"url": HOSTILE, "facts": {"target": HOSTILE}, "cause": "link: <b>"}
        kept = list(judged.read(db, other.plan.run_id))
        judged.replace(db, other.plan.run_id, [f.model_copy(update=changed) if f.parameter == LINKS else f for f in kept])
    engine.dispose()
    assert call(other, "score", other.plan.run_id).returncode in (0, 1)
    page = tmp_path / "c.html"
    assert call(other, *words((one, other), "-o", str(page))).returncode == 0
    text = page.read_text(encoding="utf-8")
    tree = LexborHTMLParser(text)
    assert "<script>alert(1)" in tree.css("main")[0].text()
    assert (tree.css("script"), tree.css("main a[href*=evil]")) == ([], [])
    assert not {"\x1b", "\u202e"} & set(text)
    for more in ((), ("--json",)):
        said = call(other, *words((one, other), *more)).stdout
        assert "evil.example" in said
        assert not {"\x1b", "\u202e"} & set(said)


def test_wrong_use_is_told_in_one_line(pair: Pair, tmp_path: Path) -> None:
    a, b = (one.plan.run_id for one in pair)
    unscored = store_run(pair[0].out.parent, [], "unscored")
    strange = store_run(pair[0].out.parent, [], "strange", site="https://other.gov.kz")
    wrong = [
        ((a, a), f"{a} is given twice"),
        ((a, unscored.plan.run_id), "has no score yet"),
        ((a, strange.plan.run_id), "are of different bodies"),
        ((a, "none"), "run «none» is not in the database"),
        ((a, b, "-o", str(tmp_path / "c.pdf")), "c.pdf: the name must end in .html or .json"),
    ]
    for given, expected in wrong:
        done = call(pair[1], "runs", "compare", *given)
        assert done.returncode == 2, done.stdout
        assert expected in done.stderr
        assert done.stderr.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_runs_under_different_acts_are_not_compared(pair: Pair) -> None:
    from openness.comparing.runs import prove
    from openness.faults import WrongUse

    other = pair[1].plan.model_copy(update={"methodology": "kz-2025"})
    with pytest.raises(WrongUse, match="different acts"):
        prove(pair[0].plan, other)
