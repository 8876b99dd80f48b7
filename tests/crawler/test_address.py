"""Private addresses are told in every spelling; names are judged by what they resolve to."""

import pytest
from twisted.internet import defer

from crawler.hosts.address import PrivateAddressRefused, is_private, public_addresses, spells_private
from crawler.hosts.failures import reason_of
from crawler.hosts.resolver import GuardedResolver
from store.harvest import FailureReason

PRIVATE = {
    "this network": ["0.0.0.0", "0.1.2.3"],
    "own": ["127.0.0.1", "127.255.255.254", "::1", "[::1]", "::"],
    "inner": ["10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.1.1", "fc00::1", "fd12:3456::1", "fec0::1"],
    "of the provider": ["100.64.0.1", "100.127.255.255"],
    "of the link": ["169.254.169.254", "fe80::1", "fe80::1%eth0", "[fe80::1%25eth0]"],
    "of protocols": ["192.0.0.1", "192.0.0.8", "192.0.0.192", "192.88.99.1", "100::1", "2001:2::1", "2001:10::1", "5f00::1"],
    "of books and measurements": [
        "192.0.2.1",
        "198.51.100.1",
        "203.0.113.1",
        "198.18.0.1",
        "198.19.255.255",
        "2001:db8::1",
        "3fff::1",
    ],
    "of many": ["224.0.0.1", "239.255.255.255", "255.255.255.255", "240.0.0.1", "ff02::1", "ff0e::1"],
    "mapped": ["::ffff:10.0.0.1", "::ffff:7f00:1", "::ffff:169.254.169.254"],
    "compatible": ["::127.0.0.1", "::7f00:1", "::8.8.8.8"],
    "translated": ["::ffff:0:7f00:1", "::ffff:0:127.0.0.1", "::ffff:0:8.8.8.8"],
    "nat64": ["64:ff9b::7f00:1", "64:ff9b::127.0.0.1", "64:ff9b::10.0.0.1", "64:ff9b:1::8.8.8.8", "64:ff9b:1:ffff::7f00:1"],
    "6to4": ["2002:7f00:1::", "2002:7f00:1::1", "2002:a00:1::1", "2002:808:808::1"],
    "teredo": ["2001:0:4136:e378:8000:63bf:80ff:fffe", "2001::1"],
    "isatap": ["fe80::5efe:192.168.1.1", "2a00:1450::5efe:7f00:1", "2a00:1450::200:5efe:10.0.0.1"],
    "never given": ["1::1", "4000::1", "8000::1", "e000::1"],
}
PUBLIC = [
    "8.8.8.8", "195.12.114.1", "100.63.255.255", "100.128.0.1", "172.15.0.1", "172.32.0.1", "192.0.1.1", "198.17.255.255", "198.20.0.1",
    "223.255.255.255", "2a00:1450:4001:81b::200e", "2400:cb00::1", "2001:4860:4860::8888", "2001:200::1", "2003::1", "::ffff:8.8.8.8",
    "64:ff9b::8.8.8.8", "2a00:1450::5efe:8.8.8.8",
]  # fmt: skip


@pytest.mark.parametrize("address", [one for kind in PRIVATE.values() for one in kind])
def test_addresses_that_no_public_website_has(address: str) -> None:
    assert is_private(address)


@pytest.mark.parametrize("address", [*PUBLIC, "mam.gov.kz", "", "1.2.3", "::g"])
def test_public_addresses_and_names_are_left_alone(address: str) -> None:
    assert not is_private(address)


@pytest.mark.parametrize(
    "host",
    ["127.1", "127.0.1", "0x7f000001", "0x7F.1", "2130706433", "017700000001", "0177.0.0.1", "0x7f.0.0.0x1", "127.0.0.1.", "0", "10.1",
     "%31%32%37.0.0.1", "127。0。0。1", "１２７.０.０.１", "[::1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[::127.0.0.1]", "[fec0::1]",
     "[64:ff9b::7f00:1]", "[2002:7f00:1::]", "[::ffff:0:7f00:1]", "localhost", "LOCALHOST.", "localhost:8080", "user:pass@localhost",
     "x.localhost", "localhost.localdomain", "x.localdomain", "localdomain", "ip6-localhost", "ip6-loopback", "printer.local", "db.internal",
     "router.home.arpa", "ⓛocalhost"],
)  # fmt: skip
def test_spelled_out_private_addresses(host: str) -> None:
    assert spells_private(f"http://{host}/")


@pytest.mark.parametrize(
    "host", ["mam.gov.kz", "8.8.8.8", "0x08080808", "local.gov.kz", "mylocalhost", "internal.kz", "қаз.қаз", "[2a00:1450::1]"]
)
def test_names_and_public_addresses_are_not_spelled_private(host: str) -> None:
    assert not spells_private(f"https://{host}/127.0.0.1")


class _Reactor:
    """Stands where Twisted's reactor does; the test never resolves by it."""


def _ask(resolver: GuardedResolver, address: str) -> object:
    seen: list[object] = []
    found = defer.succeed(address).addCallback(resolver._guard, "innocent.example")
    found.addBoth(seen.append)
    return seen[0]


def test_a_name_that_leads_inward_is_refused_at_resolution() -> None:
    resolver = GuardedResolver(_Reactor(), 0, 5.0)
    refused = _ask(resolver, "10.0.0.7")
    assert refused.check(PrivateAddressRefused)
    assert "innocent.example leads to the private address 10.0.0.7" in str(refused.value)
    assert reason_of(refused.value) is FailureReason.PRIVATE_ADDRESS
    assert _ask(resolver, "8.8.8.8") == "8.8.8.8"
    resolver.allow_private = True
    assert _ask(resolver, "10.0.0.7") == "10.0.0.7"


def test_the_browser_is_given_no_private_address() -> None:
    assert public_addresses("localhost", allow_private=False) == []
    assert public_addresses("localhost", allow_private=True) == ["127.0.0.1"]
    assert public_addresses("no.such.host.invalid", allow_private=True) == []
