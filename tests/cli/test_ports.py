"""A port that cannot be had is said in one line, with the setting to change."""

import socket
from collections.abc import Iterator
from typing import Any

import click
import pytest

from catalogue.cli.ports import check_port, is_answering, is_listening
from catalogue.public_address import find_reachable_host, format_url


@pytest.fixture
def taken_port() -> Iterator[Any]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def test_a_taken_port_names_the_setting_to_change(taken_port: Any) -> None:
    with pytest.raises(click.ClickException) as caught:
        check_port("EXPLORER_PORT", "127.0.0.1", taken_port)

    assert caught.value.message == (
        f"Port {taken_port} on 127.0.0.1 is taken: stop what uses it, or choose another,"
        f" as in EXPLORER_PORT={taken_port + 1}."
    )


def test_a_port_is_taken_on_all_addresses_when_it_is_on_one(taken_port: Any) -> None:
    with pytest.raises(click.ClickException, match="is taken"):
        check_port("PORT", "0.0.0.0", taken_port)


def test_a_port_is_free_again_after_its_server_has_gone(taken_port: Any) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]

    check_port("PORT", "127.0.0.1", port)


@pytest.mark.parametrize("host", ["192.0.2.1", "256.1.1.1"])
def test_an_address_that_is_not_ours_is_one_line(host: Any) -> None:
    with pytest.raises(click.ClickException) as caught:
        check_port("PORT", host, 5000)

    assert "HOST" in caught.value.message
    assert "\n" not in caught.value.message


@pytest.mark.parametrize(
    ("host", "reachable", "address"),
    [
        ("127.0.0.1", "127.0.0.1", "http://127.0.0.1:5000"),
        ("0.0.0.0", "127.0.0.1", "http://127.0.0.1:5000"),
        ("::", "::1", "http://[::1]:5000"),
        ("localhost", "localhost", "http://localhost:5000"),
    ],
)
def test_what_listens_everywhere_is_reached_on_this_machine(host: Any, reachable: Any, address: Any) -> None:
    assert find_reachable_host(host) == reachable
    assert format_url(host, 5000) == address


def test_who_listens_is_told_from_who_answers(taken_port: Any) -> None:
    assert is_listening("127.0.0.1", taken_port)
    assert not is_answering("127.0.0.1", taken_port)
    assert not is_listening("127.0.0.1", 1)
