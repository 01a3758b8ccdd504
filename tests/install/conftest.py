"""What the tests of an installation share."""

import socket

import pytest


@pytest.fixture
def free_ports() -> tuple[int, int]:
    """A port for the web server and one for the explorer."""
    with socket.create_server(("127.0.0.1", 0)) as one, socket.create_server(("127.0.0.1", 0)) as other:
        return one.getsockname()[1], other.getsockname()[1]
