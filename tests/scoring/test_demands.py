"""duties.yaml: terms, duties, proofs and definitions of the acts; nothing spoiled gets through, nothing printed is lacking."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from scoring.methodology import load
from store.strictyaml import ConfigError

LAWS = Path(__file__).resolve().parents[2] / "config" / "methodology"
PORTAL = LAWS / "kz-2025-portal" / "2025-04-11"
CITED = """
    rule:
      basis: law
      citation:
        law: V2500035899
        point: "4"
"""


@pytest.fixture
def portal(tmp_path: Path) -> Path:
    return Path(shutil.copytree(PORTAL, tmp_path / "portal"))


def term(due: str, name: str = "kz-2025-portal:terms.x", who: str = "assessed", rows: str = "kz-2025-portal:p4") -> str:
    return f"""terms:
  - id: {name}
    who: {who}
    text: {{kk: а, ru: а}}
    due: {due}
    rows: [{rows}]{CITED}"""


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (term("{}"), "must say by when in one way of"),
        (term('{day: {month: "3", day: "1"}, every: {period: year}}'), "must say by when in one way of"),
        (term('{day: {month: "2", day: "30"}}'), "there is no day 30 in month 2"),
        (term('{after: {event: sitting, days: "5", count: working}}'), "unknown event «sitting»"),
        (term("{before_event: sitting}"), "unknown event «sitting»"),
        (term("{law: {event: asked, name: media-request}}"), "unknown event «asked»"),
        (term('{day: {month: "3", day: "1"}}', name="kz-2025:terms.x"), "must begin with «kz-2025-portal:»"),
        (term('{day: {month: "3", day: "1"}}', name="kz-2025-portal:p4"), "stands twice"),
        (term('{day: {month: "3", day: "1"}}', who="other"), "name it with «by»"),
        (term('{day: {month: "3", day: "1"}}', rows="kz-2025-portal:p9"), "«kz-2025-portal:p9» is no row"),
        (term('{day: {month: "3", day: "1"}}').replace("V2500035899", "V1"), "unknown law «V1»"),
        (
            f"unproved:\n  - rows: [kz-2025-portal:p4]\n    why: {{kk: а, ru: а}}{CITED}",
            "row kz-2025-portal:p3 has no proof",
        ),
        (
            "proofs:\n  - id: kz-2025-portal:a\n    number: '1'\n    title: {kk: а, ru: а}\n    text: {kk: а, ru: а}\n"
            f"    rows: [kz-2025-portal:p4]{CITED}"
            f"unproved:\n  - rows: [kz-2025-portal:p4]\n    why: {{kk: а, ru: а}}{CITED}",
            "«kz-2025-portal:p4» is told to have no proof",
        ),
        ("events:\n  - id: a\n    title: {kk: а, ru: а}\n  - id: a\n    title: {kk: а, ru: а}\n", "«a» stands twice"),
    ],
)
def test_a_spoiled_file_is_refused_with_its_line(portal: Path, text: str, said: str) -> None:
    (portal / "duties.yaml").write_text(text, "utf-8")
    with pytest.raises(ConfigError) as caught:
        load(portal)
    assert said in str(caught.value)
    assert f"{portal / 'duties.yaml'}:" in str(caught.value)


def test_an_edition_without_the_file_demands_nothing_more(portal: Path) -> None:
    (portal / "duties.yaml").unlink()
    assert load(portal).demands.terms == ()


def test_the_file_belongs_to_the_law(portal: Path) -> None:
    before = load(portal).sha256
    with (portal / "duties.yaml").open("a", encoding="utf-8") as file:
        file.write("# changed\n")
    assert load(portal).sha256 != before
