"""Local mode: while there is no account, the user who started the service may write from this machine.

No header proves who sent a request: a proxy on this machine also connects from a loopback address and may forward
requests unchanged. So we look up which user owns the client's end of the connection (proc(5), /proc/net/tcp).
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
"""Headers that proxies, tunnels and CDNs add to requests. Browsers and curl send none of them."""

_HOST = re.compile(r"(?:(localhost)|\[([0-9a-f:.]+)\]|([0-9.]+))(?::[0-9]+)?", re.IGNORECASE | re.ASCII)


def is_local_mode_possible(settings: Mapping[str, Any]) -> bool:
    """Return whether the settings allow local mode: a loopback HOST and no declared proxy."""
    if settings["PUBLIC_URL"] or settings["TRUSTED_PROXIES"]:
        return False
    try:
        addresses = socket.getaddrinfo(settings["HOST"], None, type=socket.SOCK_STREAM)
    except socket.gaierror:
        return False
    return all(is_loopback(str(address[0])) for *_, address in addresses)


def is_sent_by_service_user(environ: WSGIEnvironment, port: int) -> bool:
    """Return whether the user who runs this process sent the request, from this machine and not through a proxy.

    :param port: the port on which the service listens.
    """
    return has_no_proxy_signs(environ) and is_own_connection(environ, port)


def has_no_proxy_signs(environ: WSGIEnvironment) -> bool:
    """Return whether a request comes from this machine without signs of a proxy or of a page of another site.

    Some proxies leave no sign, so this alone is not enough to allow a write where the system knows the owner.
    """
    return (
        is_loopback(environ.get("REMOTE_ADDR", ""))
        and environ.get("SERVER_PROTOCOL") not in {None, "HTTP/0.9", "HTTP/1.0"}
        and environ.get("REQUEST_URI", "/").startswith("/")  # Requests to proxies have an absolute address.
        and is_loopback_host(environ.get("HTTP_HOST", ""))
        and not any(PROXY_HEADERS.fullmatch(name) for name in environ)
        and environ.get("HTTP_SEC_FETCH_SITE", "none") in {"none", "same-origin"}
        and environ.get("HTTP_ORIGIN") in {None, f"{environ['wsgi.url_scheme']}://{environ['HTTP_HOST']}"}
    )


def is_loopback_host(host: str) -> bool:
    """Return whether a `Host` header is localhost or a loopback address.

    >>> is_loopback_host("localhost:5000"), is_loopback_host("[::1]"), is_loopback_host("library.example")
    (True, True, False)
    """
    match = _HOST.fullmatch(host)
    return match is not None and (match[1] is not None or is_loopback(match[2] or match[3]))


def is_own_connection(environ: WSGIEnvironment, port: int) -> bool:
    """Return whether the user of this process owns the client's socket; True if the system does not say."""
    if not can_tell_owners():
        return True
    peer_port = environ.get("REMOTE_PORT", "")
    if not (peer_port.isascii() and peer_port.isdigit()):
        return False
    return find_socket_owners(environ["REMOTE_ADDR"], int(peer_port), port) == {os.geteuid()}


def can_tell_owners() -> bool:
    """Return whether this system tells who owns a socket, as Linux does."""
    return SOCKET_TABLES[0].exists()


def find_socket_owners(address: str, port: int, remote_port: int) -> set[int]:
    """Return the ids of users who own an open socket at `address` and `port` connected to `remote_port`.

    Sockets that their program has closed are skipped, because the system reports root as their owner.
    """
    endpoints = _format_endpoints(address, port)
    owners: set[int] = set()
    for table in SOCKET_TABLES:
        if not table.exists():
            continue
        for line in table.read_text(encoding="ascii").splitlines()[1:]:
            _, local, remote, state, _, _, _, uid, _, inode, *_ = line.split()
            if local in endpoints and remote.endswith(f":{remote_port:04X}") and state == ESTABLISHED and inode != "0":
                owners.add(int(uid))
    return owners


def _format_endpoints(address: str, port: int) -> set[str]:
    """Return the forms of an address and port in the socket tables: 32-bit words in native byte order.

    An IPv6 socket that speaks IPv4 is in the IPv6 table, with an IPv4-mapped address.
    """
    parsed = parse_ip(address)
    if parsed is None:
        return set()
    mapped = b"" if parsed.version == 6 else b"\0" * 10 + b"\xff\xff" + parsed.packed
    addresses = ("".join(f"{word:08X}" for (word,) in struct.iter_unpack("=I", raw)) for raw in (parsed.packed, mapped))
    return {f"{text}:{port:04X}" for text in addresses if text}
