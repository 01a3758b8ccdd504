"""Look-up by ISBN or EAN, against SRU servers of this machine that answer as the national library does."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import partial
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from catalogue.domain.lookup_sources import LookupSource, parse_lookup_sources
from catalogue.domain.record import BookRecord
from catalogue.errors import InvalidRecord
from catalogue.services.look_up import list_offers, look_up, parse_identifier
from tests.sru_server import serve_sru

Serve = Callable[..., LookupSource]

ISBN = "9782070541270"
EMPTY = b"<searchRetrieveResponse xmlns='http://www.loc.gov/zing/srw/'><numberOfRecords>0</numberOfRecords></searchRetrieveResponse>"


@pytest.fixture
def serve() -> Iterator[Serve]:
    """Serve a body, or what a function does with the handler; return the source to ask for it."""
    with ExitStack() as stack:
        yield partial(serve_sru, stack)


@pytest.fixture
def harry_potter(shared_data: Path) -> bytes:
    return (shared_data / "marc" / "unimarc-sru-bnf-ean_any_9782070541270.xml").read_bytes()


def test_the_record_with_the_isbn_is_found_and_its_number_kept(serve: Any, harry_potter: Any) -> None:
    outcome = look_up([serve(harry_potter)], ISBN)

    assert outcome.found is not None
    assert (outcome.found.source, outcome.found.number) == ("BnF", "FRBNF370903960000006")
    assert outcome.found.record.isbn == ISBN
    assert outcome.found.record.title.startswith("Harry Potter")


def test_a_record_with_another_isbn_is_not_taken(serve: Any, harry_potter: Any) -> None:
    outcome = look_up([serve(harry_potter)], "9782070360024")

    assert (outcome.found, outcome.without, outcome.silent) == (None, ("BnF",), ())


def test_the_next_source_is_asked_when_one_has_nothing(serve: Any, harry_potter: Any) -> None:
    outcome = look_up([serve(EMPTY, "Sudoc"), serve(harry_potter)], ISBN)

    assert outcome.found is not None
    assert outcome.found.source == "BnF"
    assert outcome.without == ("Sudoc",)


def refuse(handler: BaseHTTPRequestHandler) -> None:
    handler.send_error(503)


def send_elsewhere(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(302)
    handler.send_header("Location", "http://localhost:9/secret")
    handler.end_headers()


def never_end(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.end_headers()
    for _ in range(6 << 10):
        handler.wfile.write(bytes(1024))


@pytest.mark.parametrize(
    "answer",
    [refuse, send_elsewhere, never_end, b"<html>Bienvenue</html>", b"", EMPTY[:60] + b"<broken"],
    ids=["an error", "a redirect to another host", "too much", "a page", "nothing", "broken XML"],
)
def test_a_source_that_gives_no_proper_answer_is_said_to_be_silent(serve: Any, answer: Any) -> None:
    outcome = look_up([serve(answer)], ISBN)

    assert (outcome.found, outcome.without) == (None, ())
    assert [name for name, _ in outcome.silent] == ["BnF"]


def test_a_source_that_does_not_answer_in_time_is_said_to_be_silent(serve: Any) -> None:
    is_over = Event()
    outcome = look_up([serve(lambda _: is_over.wait(60) and None)], ISBN, timeout=0.2)
    is_over.set()

    assert [name for name, _ in outcome.silent] == ["BnF"]


@pytest.mark.parametrize(
    ("text", "identifier"), [("2-07-054127-4", ISBN), (ISBN, ISBN), ("3780143000002", "3780143000002")]
)
def test_isbn_and_ean_are_taken(text: Any, identifier: Any) -> None:
    assert parse_identifier(text) == identifier


@pytest.mark.parametrize("text", ["", "camus", "9782070541271", "1234567890123"])
def test_other_numbers_are_refused(text: Any) -> None:
    with pytest.raises(InvalidRecord):
        parse_identifier(text)


def test_an_offer_is_preferred_only_where_ours_is_empty_and_subjects_are_added() -> None:
    ours = BookRecord(title="Nana", publisher="Charpentier", subjects=("Roman",))
    theirs = BookRecord(title="Nana", publisher="Folio", page_count=500, subjects=("Paris", "Roman"))

    offers = {offer.field: (offer.theirs, offer.is_preferred) for offer in list_offers(ours, theirs)}

    assert offers == {
        "publisher": ("Folio", False),
        "page_count": (500, True),
        "subjects": (["Roman", "Paris"], True),
    }


@pytest.mark.parametrize("text", ["sudoc", "X=ftp://a/{id}", "X=https://a/", "=https://a/{id}"])
def test_a_source_is_known_or_an_address(text: Any) -> None:
    with pytest.raises(ValueError, match="bnf"):
        parse_lookup_sources(text)


def test_no_source_may_be_asked() -> None:
    assert parse_lookup_sources("none") == ()
