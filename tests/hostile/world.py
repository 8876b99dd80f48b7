"""The HTTP lane in a world of its own: ``python -m tests.hostile.world DATABASE RUN CONFIG``.

Loopback plays the public network, and names under ``hostile.test`` and ``ministry.gov.kz`` resolve, some to addresses inside a network. So the
guards are tried as they stand in service, with private addresses refused.
"""

from __future__ import annotations

import socket
import sys

import crawler.hosts.address
import crawler.hosts.resolver
from crawler.harvest import main

DOMAIN = "hostile.test"
# A domain that may have a registrant, as the list of public suffixes has it.
OWNED = "ministry.gov.kz"
NAMES = {f"inward.{DOMAIN}": "10.0.0.7", "10.0.0.1": "10.0.0.1"}
_really_private = crawler.hosts.address.is_private


def is_private(address: str) -> bool:
    """As in service, but for the loopback address that plays the public network."""
    return address != "127.0.0.1" and _really_private(address)


def gethostbyname(name: str) -> str:
    """The names of this world."""
    if name in NAMES:
        return NAMES[name]
    if name.endswith((f".{DOMAIN}", f".{OWNED}")):
        return "127.0.0.1"
    raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")


if __name__ == "__main__":
    crawler.hosts.address.is_private = crawler.hosts.resolver.is_private = is_private
    socket.gethostbyname = gethostbyname
    main(["http", *sys.argv[1:]])
