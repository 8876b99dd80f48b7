"""No address inside a private network is ever connected to, unless the plan allows it. Here alone it is decided which those are.

A name is judged by the address that the connection will really use (see crawler.hosts.resolver and crawler.browser.program.launch), so a
public name that resolves to a private address is refused as well, and so is each hop of a redirect.
"""

from __future__ import annotations

import ipaddress
import socket
import unicodedata
from collections.abc import Iterator
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network
from urllib.parse import unquote, urlsplit

# Source: IANA IPv4 Special-Purpose Address Registry (RFC 6890), RFC 5771 and RFC 1112; the table that Python has differs by version.
NOT_PUBLIC_4 = tuple(
    IPv4Network(network)
    for network in (
        "0.0.0.0/8",
        "10.0.0.0/8",
        "100.64.0.0/10",
        "127.0.0.0/8",
        "169.254.0.0/16",
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.2.0/24",
        "192.88.99.0/24",
        "192.168.0.0/16",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/3",
    )
)
# Source: IANA IPv6 Address Space. All that was ever given to the public Internet lies here …
PUBLIC_6 = IPv6Network("2000::/3")
# … but for these. Source: IANA IPv6 Special-Purpose Address Registry; 2001::/23 holds Teredo, 2002::/16 is 6to4 (RFC 7526).
NOT_PUBLIC_6 = tuple(IPv6Network(network) for network in ("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20"))
# Prefixes before an IPv4 address that is the one really reached. Source: RFC 4291 2.5.5.2, RFC 6052 2.1.
CARRIERS = (IPv6Network("::ffff:0:0/96"), IPv6Network("64:ff9b::/96"))
# The interface identifiers of ISATAP, which end in an IPv4 address as well. Source: RFC 5214 6.1.
ISATAP = frozenset({0x00005EFE, 0x02005EFE})
LOCAL_NAMES = frozenset(
    {"localhost", "localdomain", "ip6-localhost", "ip6-loopback", "broadcasthost", "local", "internal", "home.arpa"}
)
# What the standard for addresses of the web takes for a dot between labels. Source: UTS 46, 4.
DOTS = str.maketrans("。．｡", "...")


class PrivateAddressRefused(Exception):
    """The host's address lies in a private, loopback, link-local or otherwise non-public range."""


def is_private(address: str) -> bool:
    """Whether an IP address is one that no public website has. Text that is no IP address gives False."""
    try:
        number = ipaddress.ip_address(address.strip("[]").partition("%")[0])
    except ValueError:
        return False
    return not (_public_4(number) if isinstance(number, IPv4Address) else _public_6(number))


def _public_4(number: IPv4Address) -> bool:
    return not any(number in network for network in NOT_PUBLIC_4)


def _public_6(number: IPv6Address) -> bool:
    """An address that carries another is as public as both of them."""
    if any(number in carrier for carrier in CARRIERS):
        return _public_4(_last_four(number))
    if int(number) >> 32 & 0xFFFFFFFF in ISATAP and not _public_4(_last_four(number)):
        return False
    return number in PUBLIC_6 and not any(number in network for network in NOT_PUBLIC_6)


def _last_four(number: IPv6Address) -> IPv4Address:
    return IPv4Address(int(number) & 0xFFFFFFFF)


def literal_address(host: str) -> str | None:
    """The IP address that a host name spells out, also in the forms that browsers and resolvers take (127.1, 0x7f000001, 127。0。0。1)."""
    bare = _plain(host).strip("[]")
    try:
        return str(ipaddress.ip_address(bare.partition("%")[0]))
    except ValueError:
        pass
    try:
        return socket.inet_ntoa(socket.inet_aton(bare))
    except (OSError, UnicodeError):
        return None


def _plain(host: str) -> str:
    """The host as a browser reads it: escapes undone, wide letters made narrow, no dot at the end."""
    return unicodedata.normalize("NFKC", unquote(host).translate(DOTS)).rstrip(".").lower()


def spells_private(url: str) -> bool:
    """Whether the address names a private IP address or this machine outright, before anything is resolved."""
    host = _plain(urlsplit(url).hostname or "")
    literal = literal_address(host)
    if literal is not None:
        return is_private(literal)
    return any(name in LOCAL_NAMES for name in _ends(host))


def _ends(host: str) -> Iterator[str]:
    """The name and each of the domains it lies in: a.b.c, b.c, c."""
    labels = host.split(".")
    return (".".join(labels[start:]) for start in range(len(labels)))


def public_addresses(host: str, allow_private: bool) -> list[str]:
    """IPv4 addresses of a host for the browser lane, private ones left out unless allowed; empty when none is left."""
    try:
        found = {str(info[4][0]) for info in socket.getaddrinfo(host, None, socket.AF_INET, socket.SOCK_STREAM)}
    except (OSError, UnicodeError):
        return []
    return sorted(address for address in found if allow_private or not is_private(address))
