"""The addresses that the services listen on: can they be had, and where does one reach them?"""

import errno
import os
import socket
from ipaddress import ip_address
from typing import Any

import click


def check_port(setting: str, host: str, port: int) -> None:
    """Do nothing when `port` can be listened on at `host`.

    :raises click.ClickException: one line that says what is wrong and names the setting to change.
    """
    open_port(setting, host, port).close()


def open_port(setting: str, host: str, port: int) -> socket.socket:
    """Return a socket that holds `port` at `host` and does not listen yet.

    :raises click.ClickException: one line that says what is wrong and names the setting to change.
    """
    try:
        family, kind, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        return _bind(family, kind, address)
    except socket.gaierror as error:
        raise click.ClickException(f"HOST={host} is no address of this machine ({error.strerror}).") from error
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            advice = (
                f"Port {port} on {host} is taken: stop what uses it, or choose another, as in {setting}={port + 1}."
            )
        else:
            # The message of bind carries Python's own addition; the system's word alone reads better.
            advice = f"Cannot listen on {host} port {port} ({os.strerror(error.errno or 0)}): change HOST or {setting}."
        raise click.ClickException(advice) from error


def _bind(family: socket.AddressFamily, kind: socket.SocketKind, address: Any) -> socket.socket:
    bound = socket.socket(family, kind)
    try:
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.bind(address)
    except OSError:
        bound.close()
        raise
    return bound


def reachable_host(host: str) -> str:
    """Return the address at which this machine reaches a service that listens on `host`.

    >>> reachable_host("0.0.0.0"), reachable_host("::"), reachable_host("library.example")
    ('127.0.0.1', '::1', 'library.example')
    """
    try:
        address = ip_address(host)
    except ValueError:
        return host
    if not address.is_unspecified:
        return host
    return "127.0.0.1" if address.version == 4 else "::1"


def is_listening(host: str, port: int) -> bool:
    """Tell whether something listens there."""
    try:
        socket.create_connection((reachable_host(host), port), timeout=1).close()
    except OSError:
        return False
    return True


def is_answering(host: str, port: int) -> bool:
    """Tell whether a web server answers there."""
    try:
        with socket.create_connection((reachable_host(host), port), timeout=1) as connection:
            connection.sendall(b"GET /health/live HTTP/1.0\r\n\r\n")
            return bool(connection.recv(1))
    except OSError:
        return False


def url(host: str, port: int) -> str:
    """Return where a browser on this machine finds what listens on `host` and `port`.

    >>> url("::", 5000)
    'http://[::1]:5000'
    """
    host = reachable_host(host)
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
