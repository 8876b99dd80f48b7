"""Nothing that a page or a package wrote steers the terminal it is printed to."""

from __future__ import annotations

import io
import json
import unicodedata
from pathlib import Path

import pytest
from rich.progress import Progress, TextColumn
from rich.table import Table
from rich.text import Text

from openness import console
from openness.commands.options import print_json
from openness.progress import Reporter
from reports.read import read_result
from reports.summary import summary_table
from store.visible import escaped, line, plain
from tests.reports.conftest import make_run

HOSTILE = "A\x1b[2J\x1b]0;title\x07\x9b31mB\u202eC\u200b\u2066D\ufeff\u00ad\u2028E\ud800\U000e0041\u3164F\r\x08G"
SEEN = "A[2J]0;title31mBCD EFG"


def steering(text: str) -> set[str]:
    return {letter for letter in text if unicodedata.category(letter) in {"Cc", "Cf", "Cs", "Zl", "Zp"}} - {"\n"}


def squeezed(text: str) -> str:
    """Without spaces and breaks: tables break lines where they like."""
    return "".join(text.split())


def test_signs_that_steer_turn_or_hide_are_left_out() -> None:
    assert plain(HOSTILE) == SEEN
    assert plain("Қазақша\tмәтін\n«1 000»") == "Қазақша\tмәтін\n«1 000»"
    assert line("a\nb\x1b" + "c" * 300, 10) == "a bcccccc…"
    assert steering(plain("".join(map(chr, range(0x110000))), keep="")) == set()


def test_escaped_json_is_the_same_value() -> None:
    value = {"title": HOSTILE, "next": ["\n", "Ә", "\U000e0041"]}
    text = escaped(json.dumps(value, ensure_ascii=False, indent=1))
    assert steering(text) == set()
    assert json.loads(text) == value
    assert "Ә" in text


@pytest.mark.parametrize("terminal", [True, False])
def test_whatever_is_printed_is_plain(terminal: bool) -> None:
    out = io.StringIO()
    screen = console.Terminal(file=out, force_terminal=terminal, color_system=None, width=60)
    table = Table(title=Text(HOSTILE), box=None)
    table.add_column(HOSTILE)
    table.add_row(HOSTILE)
    table.add_row(Text(HOSTILE, style="red"))
    table.add_row("[red]markup[/red]")
    screen.print(table)
    screen.print(Text(HOSTILE), soft_wrap=True)
    assert steering(out.getvalue()) == set()
    assert squeezed(out.getvalue()).count(squeezed(SEEN)) == 5
    assert "[red]markup[/red]" in out.getvalue()


def test_the_live_line_is_plain() -> None:
    out = io.StringIO()
    screen = console.Terminal(file=out, force_terminal=True, color_system=None, width=60)
    with Progress(TextColumn("{task.description}", markup=False), console=screen) as bar:
        bar.add_task(HOSTILE)
    assert SEEN[:16] in out.getvalue()
    assert "\x1b[2J" not in out.getvalue()
    assert "\x1b]0;" not in out.getvalue()
    assert "\u202e" not in out.getvalue()


def test_what_the_commands_print(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    result = read_result(make_run(tmp_path).out)
    result["body"]["name"]["ru"] = HOSTILE
    result["criteria"][0]["indicators"][0]["parameters"][0]["title"]["ru"] = HOSTILE
    console.tell(summary_table(result, "ru"))
    console.tell(f"{HOSTILE}\nforged line")
    console.say(HOSTILE)
    with Reporter("ru") as reporter:
        reporter("browser", {"number": 1, "of": 2, "what": f"{HOSTILE}\nforged line"})
    print_json(json.dumps(HOSTILE, ensure_ascii=False))
    out, err = capfd.readouterr()
    assert steering(out + err) == set()
    assert not [text for text in (out + err).splitlines() if text.startswith("forged line")]
    assert squeezed(out).count(squeezed(SEEN)) == 3
