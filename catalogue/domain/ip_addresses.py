"""IP addresses: which of them are this machine's own, and which network one belongs to."""

import re
from functools import lru_cache
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

_WITH_PORT = re.compile(r"([0-9.]+):[0-9]+|\[([0-9a-fA-F:.%]+)\](?::[0-9]+)?")


def parse_ip(text: str) -> IPv4Address | IPv6Address | None:
    """Return the address, an IPv4 one where it is mapped into IPv6; None when `text` is no address.

    >>> parse_ip("::ffff:127.0.0.1"), parse_ip("localhost")
    (IPv4Address('127.0.0.1'), None)
    """
    try:
        address = ip_address(text)
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address


@lru_cache(maxsize=256)
def is_loopback(text: str) -> bool:
    """Tell whether `text` is an address by which a machine reaches itself.

    >>> is_loopback("127.0.0.1"), is_loopback("::1"), is_loopback("192.168.1.5"), is_loopback("")
    (True, True, False, False)
    """
    address = parse_ip(text)
    return address is not None and address.is_loopback


@lru_cache(maxsize=256)
def find_network(text: str, bits_4: int, bits_6: int) -> str:
    """Return the network of an address: its first bits, so many of them for IPv4 and for IPv6.

    A proxy may have added a port to an address; what is none at all comes back as "unknown".

    >>> [find_network(address, 24, 48) for address in ("203.0.113.77", "[2001:db8:1:2::3]:4711", "hidden")]
    ['203.0.113.0/24', '2001:db8:1::/48', 'unknown']
    """
    match = _WITH_PORT.fullmatch(text)
    address = parse_ip((match[1] or match[2] if match else text).partition("%")[0])
    if address is None:
        return "unknown"
    return str(ip_network((address, bits_4 if address.version == 4 else bits_6), strict=False))
