"""What counts as public follows IANA's registries of special-purpose addresses.

https://www.iana.org/assignments/iana-ipv4-special-registry and iana-ipv6-special-registry: every
block whose column "Globally Reachable" says False or N/A, and those that stand for IPv4 addresses.
"""

from __future__ import annotations

import ipaddress

import pytest

from pipeline.reading.word_sets import words
from pipeline.tools.fetching.public_addresses import is_public

NOT_GLOBAL = words(
    "0.0.0.0/8 0.0.0.0/32 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 "
    "192.0.0.0/29 192.0.0.8/32 192.0.0.170/32 192.0.0.171/32 192.0.2.0/24 192.88.99.0/24 "
    "192.88.99.2/32 192.168.0.0/16 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 224.0.0.0/4 "
    "240.0.0.0/4 255.255.255.255/32 "
    "::1/128 ::/128 ::/96 ::ffff:0:0/96 64:ff9b:1::/48 100::/64 100:0:0:1::/64 2001::/32 "
    "2001:2::/48 2001:10::/28 2001:db8::/32 2002::/16 3fff::/20 5f00::/16 fc00::/7 fe80::/10 "
    "fec0::/10 ff00::/8"
)
"""Beside the registries: multicast (RFC 5771, RFC 4291), the deprecated relay anycast (RFC 7526),
IPv4-compatible and site-local addresses (RFC 4291, RFC 3879)."""
GLOBAL = words(
    "192.0.0.9/32 192.0.0.10/32 192.31.196.0/24 192.52.193.0/24 192.175.48.0/24 8.8.8.8/32 "
    "2001:1::1/128 2001:1::2/128 2001:1::3/128 2001:3::/32 2001:4:112::/48 2001:20::/28 "
    "2001:30::/28 2620:4f:8000::/48 2606:4700::/32"
)
BEHIND = ("::ffff:{}", "64:ff9b::{}", "::{}")


def ends(block: str) -> tuple[str, str]:
    network = ipaddress.ip_network(block)
    return str(network[0]), str(network[-1])


@pytest.mark.parametrize("block", sorted(NOT_GLOBAL))
def test_no_address_of_a_block_that_is_not_global_is_public(block):
    assert not any(map(is_public, ends(block)))


@pytest.mark.parametrize("block", sorted(GLOBAL))
def test_addresses_of_global_blocks_are_public(block):
    assert all(map(is_public, ends(block)))


@pytest.mark.parametrize("form", BEHIND)
@pytest.mark.parametrize("block", [block for block in sorted(NOT_GLOBAL) if "." in block])
def test_an_address_that_stands_for_one_that_is_not_public_is_none(block, form):
    assert not any(is_public(form.format(end)) for end in ends(block))
