"""The table that says which file holds which commands, beside what the files add; and that only what is needed is loaded."""

from __future__ import annotations

import importlib
import subprocess
import sys

import typer

from openness.commands import GROUPS


def test_every_command_stands_under_its_file() -> None:
    for group, commands in GROUPS.items():
        app = typer.Typer()
        importlib.import_module(f"openness.commands.{group}").register(app, str, "ru")
        assert tuple(typer.main.get_group(app).commands) == commands


def test_one_command_loads_no_other_group() -> None:
    script = (
        "import sys; from openness.cli import run; run(['audit', '--help']);"
        "print(sorted(name for name in sys.modules if name.startswith('openness.commands.')), 'openness.pipeline' in sys.modules)"
    )
    said = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout
    assert said.splitlines()[-1] == "['openness.commands.audit', 'openness.commands.options'] False"


def test_a_list_of_bodies_loads_neither_database_nor_network_nor_checks() -> None:
    script = (
        "import sys; from openness.cli import run; run(['bodies', 'list', '--json']);"
        "print(sorted({'sqlalchemy', 'structlog', 'twisted', 'checks', 'scoring', 'openness.pipeline'} & set(sys.modules)))"
    )
    said = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout
    assert said.splitlines()[-1] == "[]"


def test_a_name_that_is_none_is_told_the_nearest() -> None:
    said = subprocess.run([sys.executable, "-m", "openness", "audti"], capture_output=True, text=True, check=False)
    assert said.returncode == 2
    assert "audit" in said.stderr
