"""The pace of a host that many bodies share, whatever process of whatever machine asks it: each request takes its moment from one row.

Such a host is never locked: hundreds of bodies would queue behind one. With SQLite there is one machine, and each process keeps its own pace.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from urllib.parse import urlsplit

from sqlalchemy import Engine, text

from store.harvest import CrawlPlan

# The moment is reckoned by the server's clock and told as a wait, so that no machine's clock matters.
_TAKE = text(
    "INSERT INTO host_pace AS pace (host, gap, next_at, source) VALUES (:host, :gap, extract(epoch FROM clock_timestamp()) + :gap, :source)"
    " ON CONFLICT (host) DO UPDATE SET gap = :gap, source = :source,"
    " next_at = greatest(pace.next_at, extract(epoch FROM clock_timestamp())) + :gap"
    " RETURNING next_at - :gap - extract(epoch FROM clock_timestamp())"
)


class SharedPace:
    """Keeps requests to shared hosts apart.

    :param engine: of the database that all processes share. :param hosts: that are shared, as ``host:port``.
    :param apart: seconds between two requests to one of them, whoever asks.
    """

    def __init__(self, engine: Engine, hosts: Iterable[str], apart: float) -> None:
        self._engine = engine
        self._hosts = frozenset(hosts) if engine.dialect.name == "postgresql" and apart > 0 else frozenset()
        self._apart = apart

    async def moment(self, url: str, delay: float = 0.0) -> None:
        """Waits for the moment at which an address's host may be asked.

        :param delay: seconds that this process would keep between two requests; the longer of both holds.
        """
        host = urlsplit(url).netloc
        if host not in self._hosts:
            return
        gap, source = (delay, "robots") if delay > self._apart else (self._apart, "default")
        wait = await asyncio.to_thread(self._take, host, gap, source)
        if wait > 0:
            await asyncio.sleep(wait)

    def _take(self, host: str, gap: float, source: str) -> float:
        with self._engine.begin() as db:
            return float(db.execute(_TAKE, {"host": host, "gap": gap, "source": source}).scalar_one())


def shared_pace(engine: Engine, plan: CrawlPlan) -> SharedPace:
    """The pace of the hosts of portals, on which many bodies lie. The reading of a portal is alone there and keeps its own pace."""
    hosts = () if plan.portal else (urlsplit(portal.url).netloc for portal in plan.portals)
    return SharedPace(engine, hosts, plan.limits.shared_apart)
