"""Local mode: which requests come straight from the user who started the service."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from catalogue import local_mode

pytestmark = pytest.mark.skipif(not local_mode.can_tell_owners(), reason="this system does not tell whose a socket is")

NOBODY = 65534


@contextmanager
def connection(source: Any = "127.0.0.1", family: Any = socket.AF_INET, listening: Any = "127.0.0.1") -> Iterator[Any]:
    """A connection of ours to ourselves: what a server is told of its other end, and the port that it came to."""
    with socket.socket(family) as listener, socket.socket(family) as peer:
        listener.bind((listening, 0))
        listener.listen()
        peer.bind((source, 0))
        peer.connect(listener.getsockname())
        accepted, (address, port, *_) = listener.accept()
        with accepted:
            yield {"REMOTE_ADDR": address, "REMOTE_PORT": str(port)}, listener.getsockname()[1], peer


def environ_of(peer: Any, **more: Any) -> Any:
    """What a server makes of a plain request."""
    plain = {"wsgi.url_scheme": "http", "SERVER_PROTOCOL": "HTTP/1.1", "HTTP_HOST": "localhost:5000"}
    return plain | peer | more


@pytest.mark.parametrize(
    "more",
    [
        {},
        {"HTTP_HOST": "LOCALHOST"},
        {"HTTP_HOST": "127.0.0.1:5000"},
        {"HTTP_HOST": "127.8.8.8"},
        {"HTTP_HOST": "[::1]:5000"},
        {"HTTP_ORIGIN": "http://localhost:5000"},
        {"HTTP_SEC_FETCH_SITE": "same-origin"},
        {"HTTP_SEC_FETCH_SITE": "none"},
        {"SERVER_PROTOCOL": "HTTP/2"},
        {"REQUEST_URI": "/api/books"},
        {"HTTP_USER_AGENT": "curl/8.0", "HTTP_ACCEPT": "*/*", "HTTP_X_REQUEST_ID": "7", "HTTP_IF_MATCH": '"1"'},
    ],
)
def test_the_user_of_this_machine_is_straight(more: Any) -> None:
    with connection() as (peer, port, _):
        assert local_mode.is_sent_by_service_user(environ_of(peer, **more), port)


FORWARDING = [
    "Forwarded",
    "X-Forwarded-For",
    "X-Forwarded-Host",
    "X-Forwarded-Proto",
    "X-Forwarded-Anything",
    "X-Real-IP",
    "Via",
    "Max-Forwards",
    "CDN-Loop",
    "CF-Connecting-IP",
    "CF-Ray",
    "CF-IPCountry",
    "True-Client-IP",
    "X-Client-IP",
    "Client-IP",
    "X-Cluster-Client-IP",
    "X-Original-URI",
    "X-Original-URL",
    "X-Original-Forwarded-For",
    "X-Original-Host",
    "X-Proxy-User-IP",
    "X-ProxyUser-IP",
    "WL-Proxy-Client-IP",
    "Proxy-Client-IP",
    "Proxy-Connection",
    "X-Remote-Addr",
    "X-Remote-IP",
    "X-Host",
    "X-Scheme",
    "X-Url-Scheme",
    "Front-End-Https",
    "X-SSL-Cipher",
    "X-Envoy-External-Address",
    "X-Azure-ClientIP",
    "X-Azure-FDID",
    "X-Amzn-Trace-Id",
    "X-Amz-Cf-Id",
    "CloudFront-Viewer-Address",
    "X-ARR-ClientIP",
    "X-ARR-SSL",
    "X-AppEngine-User-IP",
    "X-Cloud-Trace-Context",
    "Fastly-Client-IP",
    "Fastly-SSL",
    "Fly-Client-IP",
    "X-Vercel-Forwarded-For",
    "X-Varnish",
    "X-Accel-Internal",
    "X-Nginx-Proxy",
    "X-Request-Start",
    "Surrogate-Capability",
    "Early-Data",
    "Tailscale-User-Login",
    "Incap-Client-IP",
    "X-Sucuri-ClientIP",
    "X-NF-Client-Connection-IP",
    "DO-Connecting-IP",
    "Akamai-Origin-Hop",
]


@pytest.mark.parametrize("name", FORWARDING)
def test_a_header_of_a_proxy_is_not_straight(name: Any) -> None:
    with connection() as (peer, port, _):
        environ = environ_of(peer, **{"HTTP_" + name.upper().replace("-", "_"): ""})

        assert not local_mode.is_sent_by_service_user(environ, port)


@pytest.mark.parametrize(
    "more",
    [
        {"SERVER_PROTOCOL": "HTTP/1.0"},
        {"SERVER_PROTOCOL": "HTTP/0.9"},
        {"REQUEST_URI": "http://library.example/api/books"},
        {"REQUEST_URI": "*"},
        {"HTTP_SEC_FETCH_SITE": "cross-site"},
        {"HTTP_SEC_FETCH_SITE": "same-site"},
        {"HTTP_SEC_FETCH_SITE": ""},
        {"HTTP_HOST": ""},
        {"HTTP_HOST": "library.example"},
        {"HTTP_HOST": "localhost.library.example"},
        {"HTTP_HOST": "127.0.0.1.library.example"},
        {"HTTP_HOST": "192.168.1.5"},
        {"HTTP_HOST": "localhost@library.example"},
        {"HTTP_HOST": "library.example@localhost"},
        {"HTTP_HOST": "localhost, library.example"},
        {"HTTP_HOST": "[::1"},
        {"HTTP_HOST": "local host"},
        {"HTTP_HOST": "0.0.0.0"},
        {"HTTP_ORIGIN": "https://localhost:5000"},
        {"HTTP_ORIGIN": "http://localhost:8501"},
        {"HTTP_ORIGIN": "http://library.example"},
        {"HTTP_ORIGIN": "null"},
        {"HTTP_ORIGIN": ""},
        {"REMOTE_ADDR": "192.168.1.5"},
        {"REMOTE_ADDR": "2001:db8::1"},
        {"REMOTE_ADDR": ""},
        {"REMOTE_PORT": "1"},
        {"REMOTE_PORT": "None"},
        {"REMOTE_PORT": ""},
    ],
)
def test_what_a_proxy_or_another_site_could_have_sent_is_not_straight(more: Any) -> None:
    with connection() as (peer, port, _):
        assert not local_mode.is_sent_by_service_user(environ_of(peer, **more), port)


def test_without_a_host_or_a_protocol_nothing_is_straight() -> None:
    with connection() as (peer, port, _):
        for missing in ("HTTP_HOST", "SERVER_PROTOCOL", "REMOTE_PORT"):
            environ = environ_of(peer)
            environ.pop(missing)
            assert not local_mode.is_sent_by_service_user(environ, port)


def test_a_connection_to_another_port_proves_nothing() -> None:
    with connection() as (peer, port, _):
        assert not local_mode.is_sent_by_service_user(environ_of(peer), port - 1)


@pytest.mark.parametrize(
    ("family", "listening", "source"),
    [
        (socket.AF_INET, "127.0.0.1", "127.8.8.8"),
        (socket.AF_INET6, "::1", "::1"),
        (socket.AF_INET6, "::ffff:127.0.0.1", "::ffff:127.0.0.1"),
    ],
    ids=["another address of this machine", "IPv6", "IPv4 on a socket of IPv6"],
)
def test_every_kind_of_loopback_connection_has_an_owner(family: Any, listening: Any, source: Any) -> None:
    with connection(source, family, listening) as (peer, port, _):
        assert local_mode.is_sent_by_service_user(environ_of(peer), port)


def test_a_socket_that_was_closed_is_nobodys() -> None:
    """The system says that root owns it, whoever it was: a proxy closes when its own client goes away."""
    with connection() as (peer, port, end):
        end.close()

        assert not local_mode.is_sent_by_service_user(environ_of(peer), port)


PROXY = """
import os, socket, sys
os.setuid(int(sys.argv[1]))
with socket.socket() as upstream:
    upstream.connect(("127.0.0.1", int(sys.argv[2])))
    upstream.sendall(b"POST /api/books HTTP/1.1\\r\\nHost: 127.0.0.1:5000\\r\\nContent-Length: 0\\r\\n\\r\\n")
    sys.stdin.read()
"""
"""Passes a request on as nginx does with `proxy_http_version 1.1`: nothing in it tells."""


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can start a process of another user")
@pytest.mark.parametrize(("user", "is_straight"), [(0, True), (NOBODY, False)], ids=["the same user", "another user"])
def test_a_proxy_of_another_user_is_not_straight(start_process: Any, user: Any, is_straight: Any) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(60)
        port = listener.getsockname()[1]
        start_process([sys.executable, "-c", PROXY, str(user), str(port)], stdin=subprocess.PIPE)
        accepted, (address, peer_port) = listener.accept()
        with accepted:
            assert accepted.recv(4)  # The request is on its way, so the process is what it will be.
            peer = {"REMOTE_ADDR": address, "REMOTE_PORT": str(peer_port)}

            assert local_mode.is_sent_by_service_user(environ_of(peer), port) is is_straight
