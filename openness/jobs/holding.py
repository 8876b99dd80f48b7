"""Whoever talks to a site holds its hosts, by locks of a session that lives as long as the process and its lanes: this is what keeps two from
one host."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import psycopg

from openness.jobs.base import ALIVE, conninfo
from openness.lanes import shared_with_lanes

# Apart from the lock of a run (``openness.claims``).
_KEY = "SELECT pg_advisory_lock(hashtextextended(%s, 0))"


@contextmanager
def hosts_held(address: str, hosts: Iterable[str]) -> Iterator[None]:
    """Holds hosts, waiting for whoever holds one of them; always in one order, so that two never wait for each other.

    :param address: of the database, of PostgreSQL.
    """
    wanted = sorted(set(hosts))
    if not wanted:
        yield
        return
    with psycopg.connect(conninfo(address), autocommit=True, options=ALIVE) as session:
        for host in wanted:
            session.execute(_KEY, (f"host {host}",))
        with shared_with_lanes(session.fileno()):
            yield
