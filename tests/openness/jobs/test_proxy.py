"""Behind a proxy: what works there, and that whoever needs a session of its own says so in one line before anything begins."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import make_url

from openness.claims import claimed
from openness.faults import WrongUse
from openness.jobs import base
from store.db import open_database
from tests.conftest import ROOT, free_port
from tests.tools import SYSTEM

pytestmark = [pytest.mark.needs("postgresql", "pgbouncer"), pytest.mark.costs(15)]
# A proxy is asked for its first answer so long at most.
PATIENCE = 60.0
Proxy = Callable[..., str]


@contextmanager
def running(server: str, folder: Path, settings: dict[str, str]) -> Iterator[str]:
    """A real PgBouncer before the server; its address."""
    program = shutil.which("pgbouncer", path=SYSTEM)
    assert program is not None
    behind, port = make_url(server), free_port()
    lines = [
        "[databases]",
        f"* = host={behind.host} port={behind.port} user={behind.username}",
        "[pgbouncer]",
        f"listen_addr = 127.0.0.1\nlisten_port = {port}\nauth_type = any\nunix_socket_dir =",
        *(f"{name} = {value}" for name, value in settings.items()),
    ]
    book = folder / f"pgbouncer-{port}.ini"
    book.write_text("\n".join(lines) + "\n", encoding="utf-8")
    book.chmod(0o644)
    user = pwd.getpwnam("postgres").pw_uid if os.geteuid() == 0 else None
    # Its user may not enter the folder of the test: the settings come as a descriptor.
    with book.open() as given, (folder / f"pgbouncer-{port}.log").open("wb") as log:
        command = [program, f"/dev/fd/{given.fileno()}"]
        with subprocess.Popen(command, user=user, stdout=log, stderr=log, pass_fds=(given.fileno(),), cwd="/") as proxy:
            address = behind.set(port=port).render_as_string(hide_password=False)
            try:
                _answers(address)
                yield address
            finally:
                proxy.terminate()


def _answers(address: str) -> None:
    end = time.monotonic() + PATIENCE
    while True:
        try:
            psycopg.connect(base.conninfo(address)).close()
        except psycopg.OperationalError:
            assert time.monotonic() < end, "the proxy does not answer"
            time.sleep(0.1)
        else:
            return


@pytest.fixture
def proxy(postgres_server: str, tmp_path: Path) -> Iterator[Proxy]:
    with ExitStack() as stack:
        yield lambda **settings: stack.enter_context(running(postgres_server, tmp_path, settings))


@pytest.mark.parametrize("settings", [
    {"pool_mode": "transaction"},
    {"pool_mode": "transaction", "ignore_startup_parameters": "options"},
    # A machine that dies would keep its site: nobody asks it whether it lives.
    {"pool_mode": "session", "ignore_startup_parameters": "options"},
    {"pool_mode": "session"},
])  # fmt: skip
def test_a_worker_refuses_it(proxy: Proxy, settings: dict[str, str], postgres_server: str) -> None:
    address = proxy(**settings)
    with pytest.raises(WrongUse, match="name the server itself"):
        base.prove_sessions(address)
    # Nothing of the trial is left that would keep anybody waiting.
    base.prove_sessions(postgres_server)


def test_the_command_says_so_in_one_line(proxy: Proxy) -> None:
    address = proxy(pool_mode="transaction")
    command = [sys.executable, "-m", "openness", "worker", "--db", address, "--lang", "en"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)
    assert done.returncode == 2
    (line,) = done.stderr.splitlines()
    assert "a proxy stands before the server" in line
    assert "Traceback" not in line


def test_an_audit_refuses_one_that_pools_transactions(proxy: Proxy) -> None:
    engine = open_database(proxy(pool_mode="transaction"), create=False)
    with pytest.raises(WrongUse, match="name the server itself"), claimed(engine, "a-run"):
        raise AssertionError("a run was held by nothing")
    engine.dispose()


def test_an_audit_holds_its_run_behind_one_that_pools_sessions(proxy: Proxy, postgres_server: str) -> None:
    behind, direct = open_database(proxy(pool_mode="session"), create=False), open_database(postgres_server, create=False)
    with claimed(behind, "a-run"), pytest.raises(WrongUse, match="another process"), claimed(direct, "a-run"):
        raise AssertionError("two hold one run")
    with claimed(direct, "a-run"):
        pass
    behind.dispose()
    direct.dispose()
