"""No address inside a private network is ever connected to, unless the plan allows it.

A name is judged by the address that the connection will really use (see crawler.resolver and crawler.browser.launch), so a
public name that resolves to a private address is refused as well, and so is each hop of a redirect.
"""

from __future__ import annotations

import ipaddress
import socket
from urllib.parse import urlsplit


class PrivateAddressRefused(Exception):
    """The host's address lies in a private, loopback, link-local or otherwise non-public range."""


def is_private(address: str) -> bool:
    """Whether an IP address is one that no public website has. Text that is no IP address gives False."""
    try:
        number = ipaddress.ip_address(address.strip("[]").partition("%")[0])
    except ValueError:
        return False
    mapped = getattr(number, "ipv4_mapped", None)
    return not (mapped or number).is_global or (mapped or number).is_multicast


def literal_address(host: str) -> str | None:
    """The IP address that a host name spells out, also in the short forms that resolvers take (127.1, 0x7f000001)."""
    bare = host.strip("[]")
    try:
        return str(ipaddress.ip_address(bare.partition("%")[0]))
    except ValueError:
        pass
    try:
        return socket.inet_ntoa(socket.inet_aton(bare))
    except OSError:
        return None


def spells_private(url: str) -> bool:
    """Whether the address names a private IP address or localhost outright, before anything is resolved."""
    host = (urlsplit(url).hostname or "").rstrip(".").lower()
    literal = literal_address(host)
    if literal is not None:
        return is_private(literal)
    return host == "localhost" or host.endswith((".localhost", ".local", ".internal"))


def public_addresses(host: str, allow_private: bool) -> list[str]:
    """IPv4 addresses of a host for the browser lane, private ones left out unless allowed; empty when none is left."""
    try:
        found = {str(info[4][0]) for info in socket.getaddrinfo(host, None, socket.AF_INET, socket.SOCK_STREAM)}
    except (OSError, UnicodeError):
        return []
    return sorted(address for address in found if allow_private or not is_private(address))
