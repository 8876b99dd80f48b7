"""A worker of a session has the tests loaded that it is to collect, and is otherwise what execnet would have started."""

from __future__ import annotations

import os
from pathlib import Path

import execnet
import pytest

from tests import nursery
from tests.conftest import ROOT

ASKED = """
import os, sys
channel.send((os.getpid(), os.getcwd(), tuple(sorted(name for name in sys.modules if name.startswith("tests.test_"))),
              "twisted.internet.reactor" in sys.modules, os.environ["OPENNESS_TOLD"]))
channel.send(channel.receive() * 2)
"""


def test_it_has_the_tests_loaded_and_ends_when_it_is_dismissed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENNESS_TOLD", "as it was")
    specs = [execnet.XSpec(f"popen//execmodel=main_thread_only//id=w{number}") for number in range(2)]
    nursery.raise_in(specs, [str(ROOT / "tests/test_order.py"), str(ROOT / "tests/test_lengths.py")])
    group = execnet.Group(execmodel="main_thread_only")
    try:
        said = []
        for spec in specs:
            channel = group.makegateway(spec).remote_exec(ASKED)
            said.append(channel.receive())
            channel.send(21)
            assert channel.receive() == 42
    finally:
        group.terminate(timeout=600)
    assert {tuple(one[1:]) for one in said} == {(os.getcwd(), ("tests.test_lengths", "tests.test_order"), False, "as it was")}
    assert len({one[0] for one in said} | {os.getpid()}) == 3
    assert not any(Path(f"/proc/{one[0]}").exists() for one in said)


def test_a_module_that_cannot_be_read_is_left_to_the_workers(tmp_path: Path) -> None:
    (tmp_path / "test_broken.py").write_text("def test(:", encoding="utf-8")
    (tmp_path / "test_whole.py").write_text("def test_one(): pass\ndef test_two(): pass\n", encoding="utf-8")
    spec = execnet.XSpec("popen//execmodel=main_thread_only//id=w0")
    nursery.raise_in([spec], [str(tmp_path)])
    group = execnet.Group(execmodel="main_thread_only")
    try:
        channel = group.makegateway(spec).remote_exec("channel.send(1 + 1)")
        assert channel.receive() == 2
    finally:
        group.terminate(timeout=600)
