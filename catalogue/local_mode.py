"""Local mode: while nobody has an account, the user who started the service may write from this machine.

No header proves that: a proxy on this machine connects from a loopback address too, and may add nothing to a request
that it passes on. So the system is asked who owns the other end of the connection (proc(5), /proc/net/tcp).
"""

import os
import re
import socket
import struct
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from wsgiref.types import WSGIEnvironment

from catalogue.domain.ip_addresses import is_loopback, parse_ip

SOCKET_TABLES = (Path("/proc/net/tcp"), Path("/proc/net/tcp6"))
ESTABLISHED = "01"

PROXY_HEADERS = re.compile(
    r"""HTTP_(
        FORWARDED | VIA | MAX_FORWARDS | CDN_LOOP | EARLY_DATA | PROXY_.* | SURROGATE_.* | CLIENT_IP | FORWARDED_FOR
        | FRONT_END_HTTPS | REMOTE_ADDR | TRUE_CLIENT_IP | WL_PROXY_.* | .*_CONNECTING_IP | .*_CLIENT_IP | .*_REAL_IP
        | CF_.* | FASTLY_.* | FLY_.* | AKAMAI_.* | NGROK_.* | TAILSCALE_.* | INCAP_.* | CLOUDFRONT_.*
        | X_(FORWARD|REAL|ORIGINAL|CLIENT|CLUSTER|PROXY|REMOTE|HOST$|SCHEME|URL_SCHEME|HTTPS|SSL|ENVOY|AZURE|AMZ|ARR
            |APPENGINE|CLOUD_TRACE|VERCEL|VARNISH|ACCEL|NGINX|TRAEFIK|HEROKU|REQUEST_START|SUCURI|B3|CDN|NF_).*
    )""",
    re.VERBOSE,
)
"""What proxies, tunnels and content networks add to a request that they pass on. Browsers and curl send none of it."""

_HOST = re.compile(r"(?:(localhost)|\[([0-9a-f:.]+)\]|([0-9.]+))(?::[0-9]+)?", re.IGNORECASE | re.ASCII)


def is_possible(settings: Mapping[str, Any]) -> bool:
    """Tell whether local mode may be on: the service is reached on this machine only, and no proxy was announced."""
    if settings["PUBLIC_URL"] or settings["TRUSTED_PROXIES"]:
        return False
    try:
        addresses = socket.getaddrinfo(settings["HOST"], None, type=socket.SOCK_STREAM)
    except socket.gaierror:
        return False
    return all(is_loopback(str(address[0])) for *_, address in addresses)


def is_straight(environ: WSGIEnvironment, port: int) -> bool:
    """Tell whether the user who runs this process sent the request, from this machine and through no proxy.

    :param port: the port that the service listens on.
    """
    return seems_direct(environ) and is_own_connection(environ, port)


def seems_direct(environ: WSGIEnvironment) -> bool:
    """Tell whether a request from this machine shows no sign of a proxy, nor of a page of another site.

    Proxies exist that leave no sign, so this alone lets nobody write where the system can tell more.
    """
    return (
        is_loopback(environ.get("REMOTE_ADDR", ""))
        and environ.get("SERVER_PROTOCOL") not in {None, "HTTP/0.9", "HTTP/1.0"}
        and environ.get("REQUEST_URI", "/").startswith("/")  # An absolute address is what proxies are asked for.
        and is_loopback_host(environ.get("HTTP_HOST", ""))
        and not any(PROXY_HEADERS.fullmatch(name) for name in environ)
        and environ.get("HTTP_SEC_FETCH_SITE", "none") in {"none", "same-origin"}
        and environ.get("HTTP_ORIGIN") in {None, f"{environ['wsgi.url_scheme']}://{environ['HTTP_HOST']}"}
    )


def is_loopback_host(host: str) -> bool:
    """Tell whether a `Host` header names this machine to itself.

    >>> is_loopback_host("localhost:5000"), is_loopback_host("[::1]"), is_loopback_host("library.example")
    (True, True, False)
    """
    match = _HOST.fullmatch(host)
    return match is not None and (match[1] is not None or is_loopback(match[2] or match[3]))


def is_own_connection(environ: WSGIEnvironment, port: int) -> bool:
    """Tell whether the other end of the connection belongs to the user of this process; True where nobody can tell."""
    if not can_tell_owners():
        return True
    peer_port = environ.get("REMOTE_PORT", "")
    if not (peer_port.isascii() and peer_port.isdigit()):
        return False
    return find_socket_owners(environ["REMOTE_ADDR"], int(peer_port), port) == {os.geteuid()}


def can_tell_owners() -> bool:
    """Tell whether this system says who owns a connection. Linux does."""
    return SOCKET_TABLES[0].exists()


def find_socket_owners(address: str, port: int, remote_port: int) -> set[int]:
    """Return the users who hold an open socket at `address` and `port` that is connected to `remote_port`.

    A socket that its program has closed counts for nothing: the system no longer knows whose it was, and says root.
    """
    endpoints = _endpoints_of(address, port)
    owners: set[int] = set()
    for table in SOCKET_TABLES:
        if not table.exists():
            continue
        for line in table.read_text(encoding="ascii").splitlines()[1:]:
            _, local, remote, state, _, _, _, uid, _, inode, *_ = line.split()
            if local in endpoints and remote.endswith(f":{remote_port:04X}") and state == ESTABLISHED and inode != "0":
                owners.add(int(uid))
    return owners


def _endpoints_of(address: str, port: int) -> set[str]:
    """Return how the system's tables may write an address and a port: words of 32 bits in the machine's own order.

    A socket of IPv6 that speaks IPv4 stands in the table of IPv6.
    """
    parsed = parse_ip(address)
    if parsed is None:
        return set()
    mapped = b"" if parsed.version == 6 else b"\0" * 10 + b"\xff\xff" + parsed.packed
    written = ("".join(f"{word:08X}" for (word,) in struct.iter_unpack("=I", raw)) for raw in (parsed.packed, mapped))
    return {f"{text}:{port:04X}" for text in written if text}
