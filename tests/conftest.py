"""What tests share: databases (SQLite and a PostgreSQL of their own), and what they need of a machine (``tests.tools``)."""

from __future__ import annotations

import gc
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from sqlalchemy import Engine, create_engine, make_url, text

from openness.lanes import Lane
from openness.rejudging.verify import Rejudging
from store import orders
from store.db import migrate_database, open_database
from tests import nursery, warm
from tests.databases import empty
from tests.order import arrange
from tests.remembered import remember
from tests.tools import (
    CORPUS,
    POSTGRES,
    ROOT,
    needs_of,
    pytest_make_collect_report,
    pytest_runtest_makereport,
    pytest_runtest_setup,
    require_corpus,
)

__all__ = ["CORPUS", "POSTGRES", "ROOT", "pytest_make_collect_report", "pytest_runtest_makereport", "pytest_runtest_setup"]


def pytest_configure() -> None:
    """Processes that tests start from this one need not load their modules anew, nor do its commands read or draw the same anew."""
    # What is collected lives as long as the session: it is looked through neither while it grows nor at each collection of garbage after.
    gc.disable()
    # No test rests on how fast examples are made or run.
    settings.register_profile("any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
    settings.load_profile("any machine")
    Lane.program = warm.Program("crawler.harvest")  # type: ignore[assignment]
    Rejudging.program = warm.Program("openness.rejudging")  # type: ignore[assignment]
    remember()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_setupnodes(config: pytest.Config, specs: list[Any]) -> None:
    """Several workers are forked from one process that has collected their tests, but where lines are counted: those that a module runs while
    it is loaded would be missed."""
    if not config.pluginmanager.hasplugin("_cov"):
        nursery.raise_in(specs, config.args)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """PostgreSQL tests share one server and one worker, but for those that name a group of their own; all others stay with their file or group.

    First of all hooks: xdist's own writes the groups that it finds into the node ids, and a group named after it is never seen.
    """
    for item in items:
        if "postgresql" in needs_of(item):
            if item.get_closest_marker("xdist_group") is None:
                item.add_marker(pytest.mark.xdist_group("postgres"))
            item.add_marker(pytest.mark.postgres)
    arrange(items, many=hasattr(config, "workerinput"))


def pytest_collection_finish() -> None:
    gc.collect()
    gc.freeze()
    gc.enable()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call() -> Iterator[None]:
    """A compiled library that writes over what the interpreter shares is told where it does so, not by whatever errs afterwards."""
    result = yield
    assert b"".join(bytes([number]) for number in range(256)) == bytes(bytearray(range(256))), (
        "a byte that all code shares was changed"
    )
    return result


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder of saved real sites; the test is skipped where it is absent."""
    require_corpus()
    return CORPUS


def free_port() -> int:
    """A port on loopback that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _as_postgres(command: list[str]) -> None:
    """PostgreSQL refuses to run as root; its own user does it then."""
    user = pwd.getpwnam("postgres").pw_uid if os.geteuid() == 0 else None
    subprocess.run(command, check=True, user=user, capture_output=True, cwd="/")


class Server:
    """A real PostgreSQL on a free loopback port, in a folder that is gone afterwards.

    :param host: an address of this machine at which it is reached.
    """

    def __init__(self, host: str = "127.0.0.1") -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="openness-pg-"))
        if os.geteuid() == 0:
            shutil.chown(self._folder, "postgres")
        self._data, port = self._folder / "data", free_port()
        self._options = f"-p {port} -c listen_addresses={host} -c unix_socket_directories={self._folder} -c fsync=off"
        options = ("-A", "trust", "-U", "postgres", "-E", "UTF8", "--locale=C.UTF-8")
        _as_postgres([str(POSTGRES / "initdb"), "-D", str(self._data), *options])
        with (self._data / "pg_hba.conf").open("a", encoding="ascii") as rules:
            rules.write(f"host all postgres {host}/30 trust\n")
        self.address = f"postgresql+psycopg://postgres@{host}:{port}/postgres"

    def start(self) -> None:
        """Starts it, after a crash as well."""
        log = str(self._folder / "log")
        _as_postgres([str(POSTGRES / "pg_ctl"), "-D", str(self._data), "-o", self._options, "-w", "-l", log, "start"])

    def stop(self) -> None:
        """Ends it at once, as a crash would."""
        _as_postgres([str(POSTGRES / "pg_ctl"), "-D", str(self._data), "-m", "immediate", "stop"])

    def remove(self) -> None:
        """Takes its folder away."""
        shutil.rmtree(self._folder, ignore_errors=True)


@contextmanager
def postgres(host: str = "127.0.0.1") -> Iterator[Server]:
    """A server with our tables, at an address of this machine."""
    server = Server(host)
    server.start()
    try:
        migrate_database(server.address)
        yield server
    finally:
        server.stop()
        server.remove()


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The address of a server with our tables, for the whole session."""
    with postgres() as server:
        yield server.address


@pytest.fixture
def empty_base(postgres_server: str) -> Iterator[str]:
    """The address of another database of the server, which holds nothing."""
    url = make_url(postgres_server)
    server = create_engine(url, isolation_level="AUTOCOMMIT")
    with server.connect() as db:
        db.execute(text("CREATE DATABASE another"))
    yield url.set(database="another").render_as_string(hide_password=False)
    with server.connect() as db:
        db.execute(text("DROP DATABASE another WITH (FORCE)"))
    server.dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """An empty database with the newest schema: SQLite, then PostgreSQL."""
    if request.param == "sqlite":
        engine = open_database(empty(tmp_path / "test.db"))
        yield engine
        engine.dispose()
        return
    engine = open_database(request.getfixturevalue("postgres_server"))
    yield engine
    with engine.begin() as db:
        for table in reversed(orders.TABLES.sorted_tables):
            db.execute(table.delete())
        db.exec_driver_sql("TRUNCATE procrastinate_jobs, procrastinate_workers, procrastinate_periodic_defers CASCADE")
    engine.dispose()
