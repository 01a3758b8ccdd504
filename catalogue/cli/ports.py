"""The addresses that the services listen on: can they be had, and where does one reach them?"""

import errno
import os
import socket
from ipaddress import ip_address

import click


def check_port(setting: str, host: str, port: int) -> None:
    """Do nothing when `port` can be listened on at `host`.

    :raises click.ClickException: one line that says what is wrong and names the setting to change.
    """
    try:
        family, kind, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
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


def listen_address(host: str) -> str:
    """Return the numeric address that `host` means here; one that is numeric already comes back as it is.

    >>> listen_address("127.0.0.1")
    '127.0.0.1'
    """
    address = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)[0][4][0]
    assert isinstance(address, str)
    return address


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


def url(host: str, port: int) -> str:
    """Return where a browser on this machine finds what listens on `host` and `port`.

    >>> url("::", 5000)
    'http://[::1]:5000'
    """
    host = reachable_host(host)
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
