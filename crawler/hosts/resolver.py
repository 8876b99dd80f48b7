"""The engine's resolver as the guard of private networks: the address it gives is the one that is connected to."""

from __future__ import annotations

from typing import Any

from scrapy.resolver import CachingThreadedResolver
from twisted.internet import defer
from twisted.internet.error import DNSLookupError

from crawler.hosts.address import PrivateAddressRefused, is_private

# Names that were refused in this process: the engine reports them like names that do not resolve.
REFUSED: set[str] = set()


class PrivateNameRefused(PrivateAddressRefused, DNSLookupError):  # type: ignore[misc]
    """A name that leads into a private network; the engine takes it for one that does not resolve and makes no noise."""


class GuardedResolver(CachingThreadedResolver):  # type: ignore[misc]
    """Scrapy's resolver, which gives up on names that lead into private networks unless OPENNESS_ALLOW_PRIVATE is set."""

    allow_private = False

    @classmethod
    def from_crawler(cls, crawler: Any, reactor: Any) -> GuardedResolver:
        """Made by Scrapy for each crawl."""
        resolver: GuardedResolver = super().from_crawler(crawler, reactor)
        resolver.allow_private = crawler.settings.getbool("OPENNESS_ALLOW_PRIVATE")
        return resolver

    def getHostByName(self, name: str, timeout: Any = ()) -> Any:
        """The address of a name as a Deferred; fails with PrivateNameRefused where it is private, and notes the name in ``REFUSED``."""
        found = defer.maybeDeferred(super().getHostByName, name, timeout)
        return found.addCallback(self._guard, name)

    def _guard(self, address: str, name: str) -> str:
        if not self.allow_private and is_private(address):
            REFUSED.add(name)
            raise PrivateNameRefused(f"{name} leads to the private address {address}")
        return address
