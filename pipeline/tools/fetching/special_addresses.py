"""Addresses that are not anybody's to reach, by IANA's registries of special purposes.

Python's own table is that of its release: of 3.11, it takes documentation and segment routing
blocks for public. Here the longest block that holds an address decides; outside of all, IPv4 is
public, and of IPv6 what is given out as global unicast.

Source:
    https://www.iana.org/assignments/iana-ipv4-special-registry and iana-ipv6-special-registry,
    columns "Address Block" and "Globally Reachable"; multicast by RFC 5771 and RFC 4291.
"""

from __future__ import annotations

import ipaddress
from typing import TypeAlias

Address: TypeAlias = ipaddress.IPv4Address | ipaddress.IPv6Address

NOT_GLOBAL = frozenset(
    [
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
        "224.0.0.0/4",
        "240.0.0.0/4",
        "2001::/23",
        "2001:db8::/32",
        "2002::/16",
        "3fff::/20",
    ]
)
"""Of 2000::/3 and of IPv4; the rest of IPv6 is not global unicast at all."""
GLOBAL = frozenset(
    [
        "192.0.0.9/32",
        "192.0.0.10/32",
        "2001:1::1/128",
        "2001:1::2/128",
        "2001:1::3/128",
        "2001:3::/32",
        "2001:4:112::/48",
        "2001:20::/28",
        "2001:30::/28",
    ]
)
"""Within those, what is global all the same."""
_UNICAST = ipaddress.ip_network("2000::/3")
_BLOCKS = sorted(
    [
        *((ipaddress.ip_network(block), False) for block in NOT_GLOBAL),
        *((ipaddress.ip_network(block), True) for block in GLOBAL),
    ],
    key=lambda block: -block[0].prefixlen,
)


def is_global(address: Address) -> bool:
    """Return whether *address* may be reached by anybody."""
    for block, reachable in _BLOCKS:
        if address in block:
            return reachable
    return address.version == 4 or address in _UNICAST
