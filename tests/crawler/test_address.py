"""Private addresses are told in every spelling; names are judged by what they resolve to."""

import pytest
from twisted.internet import defer

from crawler.address import PrivateAddressRefused, is_private, public_addresses, spells_private
from crawler.failures import reason_of
from crawler.resolver import GuardedResolver
from store.harvest import FailureReason


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1", "::1", "fe80::1%eth0",
     "fc00::1", "::ffff:10.0.0.1", "[::1]"],
)  # fmt: skip
def test_private_ranges(address: str) -> None:
    assert is_private(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "195.12.114.1", "2a00:1450:4001:81b::200e", "mam.gov.kz", ""])
def test_public_addresses_and_names_are_left_alone(address: str) -> None:
    assert not is_private(address)


@pytest.mark.parametrize(
    "url",
    ["http://127.1/", "http://0x7f000001/", "http://2130706433/", "http://017700000001/", "http://localhost:8080/", "http://LOCALHOST./",
     "http://x.localhost/", "http://printer.local/", "http://[::1]/", "http://[::ffff:127.0.0.1]/", "https://10.0.0.1/"],
)  # fmt: skip
def test_spelled_out_private_addresses(url: str) -> None:
    assert spells_private(url)


def test_names_and_public_addresses_are_not_spelled_private() -> None:
    assert not spells_private("https://mam.gov.kz/127.0.0.1")
    assert not spells_private("http://8.8.8.8/")


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
