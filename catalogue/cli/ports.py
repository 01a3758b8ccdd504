"""Host and port: opening them to listen, checking who listens, and the URL that reaches them."""

import errno
import os
import socket
from typing import Any

import click

from catalogue.public_address import find_reachable_host


def check_port(setting: str, host: str, port: int) -> None:
    """Check that `port` at `host` is free.

    :raises click.ClickException: one line that says what is wrong and names the setting to change.
    """
    open_port(setting, host, port).close()


def open_port(setting: str, host: str, port: int) -> socket.socket:
    """Return a socket bound to `host` and `port` that does not listen yet.

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
            # Python adds the address to the message of bind; the bare system message reads better.
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


def is_listening(host: str, port: int) -> bool:
    """Return whether something listens at `host` and `port`."""
    try:
        socket.create_connection((find_reachable_host(host), port), timeout=1).close()
    except OSError:
        return False
    return True


def is_answering(host: str, port: int) -> bool:
    """Return whether a web server answers at `host` and `port`."""
    try:
        with socket.create_connection((find_reachable_host(host), port), timeout=1) as connection:
            connection.sendall(b"GET /health/live HTTP/1.0\r\n\r\n")
            return bool(connection.recv(1))
    except OSError:
        return False
