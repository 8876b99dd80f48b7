"""A check, a portal, a formula, an edition and its form are laid by ``openness new``, filled and run; no file of the tree is edited."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from openness.cli import run
from tests.conftest import ROOT
from tests.crawler.portals.test_new_portal import NAMES, PERSONS, board

pytestmark = pytest.mark.costs(40)

NEW = (
    ("check", "pages-bear-titles"),
    ("portal", "leaflet"),
    ("formula", "half_once_late"),
    ("edition", "kz-2031/2031-01-01"),
    ("form", "conclusion-2031", "--edition", "kz-2031/2031-01-01"),
)
# What each of the five is proved by, in the copy.
TESTS = (
    "tests/checks/test_cases.py",
    "tests/crawler/portals/leaflet",
    "tests/scoring/formulas/test_half_once_late.py",
    "tests/scoring/test_examples.py",
    "tests/openness/forms",
)
CHOSEN = "pages-bear-titles or leaflet or half_once_late or kz-2031 or every_formula or conclusion-2031 or every_form_has"
CHECK = "checks/catalog/content/pages_bear_titles.py"
FORMULA = "scoring/formulas/half_once_late.py"
LAW = "config/methodology/kz-2031/2031-01-01"
PORTAL = "crawler/portals/leaflet"
FORM = "reports/forms/conclusion-2031/form.yaml"
PRINTED = """form: conclusion-2031
edition: kz-2031/2031-01-01
ru:
  - ['№', 'Критерии оценки', 'Оценка']
  - ['1', 'Запишите наименование критерия', '1,00']
  - ['', 'Итоговая оценка', '1,00']
kk:
  - ['№', 'Бағалау өлшемдері', 'Баға']
  - ['1', 'Критерийдің атауын жазыңыз', '1,00']
  - ['', 'Қорытынды баға', '1,00']
"""

MESSAGES = """        "met": Message(kk="{url} бетінің атауы бар.", ru="У страницы {url} есть название.", en="The page {url} has a title."),
        "lacking": Message(
            kk="{url} бетінің атауы жоқ.", ru="У страницы {url} нет названия.", en="The page {url} has no title."
        ),
    },"""
JUDGED = """        held = bool(page.title.strip())
        yield on_page(page, Outcome.MET if held else Outcome.DEFICIENCY, "met" if held else "lacking", facts={"titled": "yes" if held else "no"})
"""
WORDS = """schema: openness/words/1
facts:
  titled: {kk: Атауының болуы, ru: Есть ли название, en: Whether it is titled}
codes:
  titled:
    "yes": {kk: бар, ru: есть, en: titled}
    "no": {kk: жоқ, ru: нет, en: untitled}
"""
SCORED = """    absent = sum(tally.missing for tally in row.tallies)
    late = sum(tally.deficiencies for tally in row.tallies)
    lost = row.weight if absent else row.weight / 2 if late else NONE
    low = NONE if any(tally.open for tally in row.tallies) else row.weight - lost
    if not lost:
        return RowScore(low, row.weight)
    taken = Deduction(rule=row.id, count=absent + late, points=decimal(lost), cap=decimal(row.weight))
    return RowScore(low, row.weight - lost, (taken,))
"""
CASES = """check: pages-bear-titles
cases:
  - name: a title in Kazakh
    pages:
      /: {lang: kk, title: Мекеме, body: '{{kk}}'}
    expect:
      - {outcome: met, message: met, url: /, count: 0}

  - name: no title
    pages:
      /: '{{ru}}'
    expect:
      - {outcome: deficiency, message: lacking, url: /, count: 1}

  - name: a home page that was not read says nothing
    pages:
      /: {status: 503}
    expect:
      - {outcome: unverified, url: /}
"""
EXAMPLES = """examples:
  # Everything in order: the whole weight, 1.
  - name: in order
    kind: central
    rest: met
    expect:
      - {id: "kz-2031:t1.1", points: "1", status: met}
    total: {points: "1", low: "1", high: "1", final: "1"}

  # One shortcoming: half of the weight, 1 ÷ 2.
  - name: half of it
    kind: local
    rest: met
    findings:
      - {id: "kz-2031:t1.1", outcome: deficiency}
    expect:
      - {id: "kz-2031:t1.1", points: "0.5", status: partly, deducted: "0.5"}
"""
MAPPING = """mapping:
  kz-2031:t1.1:
    machine: full
    checks:
      - check: pages-bear-titles
"""
READ = """told = json.loads(self._objects.get(capture.object_sha256))
        return [
            PersonRecord(capture_id=capture.id, url=entry.url, seq=number, name=item["name"], post=item["post"])
            for number, item in enumerate(told)
        ]"""
# File → (what stands in it, what an author puts in its place); no old text: the whole file.
FILLED: dict[str, tuple[tuple[str, str], ...]] = {
    CHECK: ((re.compile(r'        "unwritten": .*?\n    },', re.DOTALL).pattern, MESSAGES), (r"        # Until.*", JUDGED)),
    "tests/checks/content/pages_bear_titles.yaml": (("", CASES),),
    "store/words/pages-bear-titles.yaml": (("", WORDS),),
    FORMULA: (
        (r"    # Until.*", SCORED),
        (r"from scoring\.formulas import NoOptions", "from scoring.exact import decimal\nfrom scoring.formulas import NoOptions\n"
         "from store.conclusion import Deduction"),
    ),
    "tests/scoring/formulas/test_half_once_late.py": (
        (r'\(\(ONCE,\), "\?", "\?"\)', '((ONCE,), "1", "1")'),
        (r'\(\(ABSENT,\), "\?", "\?"\)', '((ABSENT,), "0", "0")'),
        (r'\(\(OPEN,\), "\?", "\?"\)', '((OPEN,), "0", "2")'),
    ),
    f"{LAW}/table-1.yaml": ((r"formula: presence", "formula: half_once_late"),),
    "tests/scoring/kz-2031/2031-01-01/table-1.yaml": (("", EXAMPLES),),
    FORM: ((r'law: "\?"', "law: V3100000001"), (r'appendix: "\?"', 'appendix: "1"')),
    "tests/openness/forms/conclusion-2031.yaml": (("", PRINTED),),
    "config/portals/leaflet.yaml": ((r"below: /", "below: /board/"), (r"interface: /api/", "interface: /persons/")),
    f"{PORTAL}/questions.py": ((r"        return request\n", '        request.headers["X-Word"] = "salem"\n        return request\n'),),
    f"{PORTAL}/records.py": (
        (r"return \[\]", READ),
        (r"from crawler\.portals import seam", "import json\n\nfrom crawler.portals import seam"),
        (r"import Record\n", "import PersonRecord, Record\n"),
    ),
    "tests/crawler/portals/leaflet/answer.json": (("", json.dumps(PERSONS)),),
}  # fmt: skip


def surroundings(tree: Path) -> dict[str, str]:
    """The tree itself is found before the one that is installed."""
    return {**os.environ, "PYTHONPATH": str(tree)}


def digests(tree: Path) -> dict[str, str]:
    paths = (path for path in tree.rglob("*") if path.is_file() and not {"__pycache__", "var"} & set(path.parts))
    return {path.relative_to(tree).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in paths}


def copied(tree: Path) -> None:
    wanted = "git ls-files -z --cached --others --exclude-standard | tar --null --files-from=- --ignore-failed-read --create"
    packed = subprocess.run(["sh", "-c", wanted], cwd=ROOT, capture_output=True, check=True).stdout
    tree.mkdir()
    subprocess.run(["tar", "--extract"], cwd=tree, input=packed, check=True)


def fill(tree: Path) -> None:
    for name, changes in FILLED.items():
        path = tree / name
        text = path.read_text(encoding="utf-8")
        for old, new in changes:
            if old:
                text, number = re.subn(old, lambda _, new=new: new, text, flags=re.DOTALL)
                assert number == 1, f"{old} stands {number} times in {name}"
            else:
                text = new
        path.write_text(text, encoding="utf-8")
    # What the check serves stands in a file of its own, beside the mapping that there is.
    (tree / LAW / "mapping-pages-bear-titles.yaml").write_text(MAPPING, encoding="utf-8")
    told = [{"name": one["name"], "post": one["post"]} for one in PERSONS]
    expected = tree / "tests/crawler/portals/leaflet/expected.json"
    expected.write_text(json.dumps(told), encoding="utf-8")


def outcomes(tree: Path) -> dict[str, set[str]]:
    """Test file → outcomes of the chosen tests in the copy."""
    command = [sys.executable, "-m", "pytest", "-q", "-rpfE", "-p", "no:cacheprovider", "-k", CHOSEN, *TESTS]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tree, env=surroundings(tree), timeout=600)
    found: dict[str, set[str]] = {name: set() for name in TESTS}
    for line in done.stdout.splitlines():
        told = re.match(r"(PASSED|FAILED|ERROR) (\S+)", line)
        if told:
            found[next(name for name in TESTS if told[2].startswith(name))].add(told[1])
    assert any(found.values()), done.stdout + done.stderr
    return found


@pytest.fixture(scope="module")
def laid(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """The copy with the five laid into it, and what it was before."""
    tree = tmp_path_factory.mktemp("grown") / "tree"
    copied(tree)
    before = digests(tree)
    for kind, *words in NEW:
        assert run(["new", kind, *words, "--into", str(tree), "--lang", "en"]) == 0
    return tree, before


@pytest.fixture(scope="module")
def grown(laid: tuple[Path, dict[str, str]]) -> tuple[Path, dict[str, str]]:
    """The copy with the five filled, after each of them was seen to fail."""
    tree, before = laid
    failing = outcomes(tree)
    assert [name for name, seen in failing.items() if "FAILED" not in seen] == [], failing
    fill(tree)
    return tree, before


def test_five_things_are_added_and_pass_their_tests(grown: tuple[Path, dict[str, str]]) -> None:
    assert outcomes(grown[0]) == {name: {"PASSED"} for name in TESTS}


def test_no_existing_file_is_edited(grown: tuple[Path, dict[str, str]]) -> None:
    tree, before = grown
    now = digests(tree)
    assert {name for name in before if now.get(name) != before[name]} == set()
    assert {CHECK, FORMULA, FORM, f"{LAW}/methodology.yaml", f"{PORTAL}/place.py"} <= set(now) - set(before)


def test_an_audit_reads_the_portal_and_scores_by_the_new_edition(grown: tuple[Path, dict[str, str]], tmp_path: Path) -> None:
    tree, _ = grown
    with board(closed=False) as root:
        command = [sys.executable, "-m", "openness", "audit", "--site", f"{root}/board/mekeme/", *NAMES, "--kind", "central"]
        command += ["--portal", f"leaflet={root}", "--allow-private", "--no-render", "--as-of", "2031-02-01"]
        command += ["--methodology", "kz-2031", "--out", str(tmp_path / "run"), "--db", f"sqlite:///{tmp_path}/a.db"]
        command += ["--config", str(tree / "config"), "--lang", "en"]
        done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tree, env=surroundings(tree), timeout=600)
    assert "Traceback" not in done.stderr, done.stderr
    assert done.returncode in (0, 1), done.stderr
    result = json.loads((tmp_path / "run" / "result.json").read_text(encoding="utf-8"))
    assert result["methodology"]["id"] == "kz-2031"
    (row,) = [one for criterion in result["criteria"] for table in criterion["indicators"] for one in table["parameters"]]
    assert (row["id"], row["points"], row["status"], row["basis"]) == ("kz-2031:t1.1", "1.00", "met", "automatic")
    findings = [json.loads(line) for line in (tmp_path / "run" / "findings.jsonl").read_text(encoding="utf-8").splitlines()]
    assert {(one["check"], one["outcome"]) for one in findings} == {("pages-bear-titles", "met")}
    ledger = [json.loads(line) for line in (tmp_path / "run" / "ledger.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [one["ledger"] for one in ledger if one["url"].endswith("/persons/mekeme")] == ["fetched"]
    command = [
        sys.executable,
        "-m",
        "openness",
        "forms",
        str(tmp_path / "run"),
        "--db",
        f"sqlite:///{tmp_path}/a.db",
        "--paper",
        "xlsx",
    ]
    done = subprocess.run(
        [*command, "--config", str(tree / "config")],
        capture_output=True,
        check=False,
        cwd=tree,
        env=surroundings(tree),
        timeout=600,
    )
    assert done.returncode == 0, done.stderr
    papers = sorted(path.name for path in (tmp_path / "run" / "forms").iterdir())
    assert papers == ["conclusion-2031.kk.xlsx", "conclusion-2031.ru.xlsx"]


INDICATOR = """schema: openness/indicators/1
name: wings
source: a law of 2031
indicators:
  wings-of-the-body:
    names:
      kk: [мекеменің қанаттары]
      ru: [крылья учреждения]
    demands:
      - {is: text, least: 300, else: absent}
"""
SERVED = """mapping:
  kz-2031:t1.1:
    machine: full
    checks:
      - check: information-present
        options:
          concept: wings-of-the-body
"""


def test_an_indicator_is_a_file_of_words_and_a_file_that_says_which_row_it_serves(
    grown: tuple[Path, dict[str, str]], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    config = tmp_path / "config"
    shutil.copytree(grown[0] / "config", config)
    law, words = config / "methodology" / "kz-2031" / "2031-01-01", config / "lexicon" / "indicators" / "wings.yaml"
    # The check and the formula of the copy are not those of this process: the edition is served by what both know.
    (law / "mapping-pages-bear-titles.yaml").unlink()
    table = law / "table-1.yaml"
    table.write_text(table.read_text(encoding="utf-8").replace("half_once_late", "presence"), encoding="utf-8")
    before = digests(config)
    words.write_text(INDICATOR, encoding="utf-8")
    validate = ["methodologies", "validate", "--config", str(config), "--lang", "en"]
    assert run(validate) != 0
    told = " ".join("".join(capsys.readouterr()).split())
    assert "wings.yaml:5: the indicator «wings-of-the-body» serves no row of any edition" in told
    (law / "mapping-wings.yaml").write_text(SERVED, encoding="utf-8")
    assert run(validate) == 0, capsys.readouterr()
    now = digests(config)
    assert {name: now[name] for name in before} == before
