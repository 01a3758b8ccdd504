"""Bad input of every kind is a 4xx in the one shape, and nothing is written."""

import json
from typing import Any

import marshmallow as ma
import pytest
from flask import Flask

from catalogue.api.requests import read_query_parameters

BOOK_FAULTS = {
    "no title": ({}, "title"),
    "null as the title": ({"title": None}, "title"),
    "a blank title": ({"title": " \t "}, "title"),
    "a number as the title": ({"title": 1984}, "title"),
    "an object as the title": ({"title": {"fr": "T"}}, "title"),
    "a title too long": ({"title": "x" * 1001}, "title"),
    "NUL in the title": ({"title": "a\x00b"}, "title"),
    "a control character": ({"title": "a\x1bb"}, "title"),
    "a C1 control character": ({"subtitle": "a\x85b"}, "subtitle"),
    "a noncharacter": ({"publisher": "\uffff"}, "publisher"),
    "an unknown member": ({"colour": "red"}, "colour"),
    "text as our own number": ({"id": "5"}, "id"),
    "text for authors": ({"authors": "Albert Camus"}, "authors"),
    "an object for authors": ({"authors": {"0": "Albert Camus"}}, "authors"),
    "a number among authors": ({"authors": ["A", 5]}, "authors.1"),
    "null among authors": ({"authors": [None]}, "authors.0"),
    "a blank author": ({"authors": ["A", ""]}, "authors.1"),
    "NUL in an author": ({"authors": ["A\x00"]}, "authors.0"),
    "too many authors": ({"authors": [f"A{n}" for n in range(201)]}, "authors"),
    "too many subjects": ({"subjects": [f"S{n}" for n in range(201)]}, "subjects"),
    "text as a contributor": ({"contributors": ["A"]}, "contributors.0"),
    "a contributor without a role": ({"contributors": [{"name": "A"}]}, "contributors.0.role"),
    "an unknown role": ({"contributors": [{"name": "A", "role": "dreamer"}]}, "contributors.0.role"),
    "a list as a role": ({"contributors": [{"name": "A", "role": ["editor"]}]}, "contributors.0.role"),
    "an author as a contributor": ({"contributors": [{"name": "A", "role": "author"}]}, "contributors.0.role"),
    "an unknown member of one": ({"contributors": [{"name": "A", "role": "editor", "x": 1}]}, "contributors.0.x"),
    "a wrong check digit": ({"isbn": "9782070360025"}, "isbn"),
    "a wrong check digit of ten": ({"isbn": "2-07-036002-5"}, "isbn"),
    "an ISBN too short": ({"isbn": "978207036002"}, "isbn"),
    "an ISBN as a number": ({"isbn": 9782070360024}, "isbn"),
    "an empty ISBN": ({"isbn": ""}, "isbn"),
    "Arabic digits": ({"isbn": "٩٧٨٢٠٧٠٣٦٠٠٢٤"}, "isbn"),
    "month 13": ({"published": "2009-13-45"}, "published"),
    "the 30th of February": ({"published": "2009-02-30"}, "published"),
    "a year as a number": ({"published": 2009}, "published"),
    "a short year": ({"published": "99"}, "published"),
    "the year 0": ({"published": "0000"}, "published"),
    "a time": ({"published": "2009-01-01T00:00:00Z"}, "published"),
    "a line end after a date": ({"published": "2009\n"}, "published"),
    "no language": ({"language": "klingon"}, "language"),
    "a code that nobody speaks": ({"language": "qq"}, "language"),
    "no pages": ({"page_count": 0}, "page_count"),
    "fewer pages": ({"page_count": -1}, "page_count"),
    "half a page": ({"page_count": 1.5}, "page_count"),
    "pages as text": ({"page_count": "185"}, "page_count"),
    "true as pages": ({"page_count": True}, "page_count"),
    "pages beyond 32 bits": ({"page_count": 2**31}, "page_count"),
    "pages beyond 63 bits": ({"page_count": 2**63}, "page_count"),
    "a description too long": ({"description": "x" * 20_001}, "description"),
    "NUL in a description": ({"description": "\x00"}, "description"),
    "no address": ({"cover_url": "cover.jpg"}, "cover_url"),
    "another scheme": ({"cover_url": "javascript:alert(1)"}, "cover_url"),
    "a space in an address": ({"cover_url": "https://example.org/a b"}, "cover_url"),
    "a broken address": ({"cover_url": "https://[::1"}, "cover_url"),
    "a Dewey class of two digits": ({"dewey": "84"}, "dewey"),
    "words as a Dewey class": ({"dewey": "roman"}, "dewey"),
    "a list as extra": ({"extra": [1]}, "extra"),
    "text as extra": ({"extra": "x"}, "extra"),
    "NUL in extra": ({"extra": {"a": ["\x00"]}}, "extra"),
    "NUL in a name in extra": ({"extra": {"a\x00": 1}}, "extra"),
    "beyond 63 bits in extra": ({"extra": {"a": [2**63]}}, "extra"),
    "beyond 63 bits below zero in extra": ({"extra": {"a": -(2**63)}}, "extra"),
    "a huge fraction in extra": ({"extra": {"a": 1e300}}, "extra"),
    "too much in extra": ({"extra": {"a": [0] * 2001}}, "extra"),
    "more than 64 kB in extra": ({"extra": {"a": "é" * (32 * 1024)}}, "extra"),
}


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH"])
def test_a_record_that_breaks_the_rules(client: Any, post_book: Any, problem: Any, unchanged: Any, method: Any) -> None:
    path = "/api/books" if method == "POST" else post_book("Stays")["links"]["self"]
    untitled = {"no title", "null as the title"}
    with unchanged():
        for kind, (members, field) in BOOK_FAULTS.items():
            if method == "PATCH" and (kind == "no title" or kind == "null among authors"):
                continue
            body = members if kind in untitled else {"title": "T", **members}  # type: ignore[dict-item]
            answer = client.open(path, method=method, data=json.dumps(body), content_type="application/json")
            assert answer.status_code == 400, f"{kind}: {answer.text}"
            problem(answer, 400, field)


def test_every_fault_is_told_at_once(client: Any, problem: Any) -> None:
    problem(client.post("/api/books", json={"isbn": 5, "colour": "red"}), 400, "title", "isbn", "colour")
    answer = client.post("/api/books", json={"title": "T", "isbn": "5", "published": "x", "dewey": "y"})
    problem(answer, 400, "isbn", "published", "dewey")


HEADING_FAULTS = [
    ({}, "name"),
    ({"name": None}, "name"),
    ({"name": ""}, "name"),
    ({"name": 5}, "name"),
    ({"name": "a\x00"}, "name"),
    ({"name": "x" * 301}, "name"),
    ({"name": "A", "id": "1"}, "id"),
    ({"name": "A", "books": None}, "books"),
]
AUTHOR_FAULTS = [
    ({"name": "A", "birth_year": "1900"}, "birth_year"),
    ({"name": "A", "birth_year": 10**6}, "birth_year"),
    ({"name": "A", "birth_year": -(10**20)}, "birth_year"),
    ({"name": "A", "birth_year": 1900, "death_year": 1899}, "death_year"),
    ({"name": "A", "variants": "B"}, "variants"),
    ({"name": "A", "variants": ["B", "\x00"]}, "variants.1"),
    ({"name": "A", "variants": ["x"] * 101}, "variants"),
]
ITEM_FAULTS = [
    ({"barcode": " "}, "barcode"),
    ({"barcode": 5}, "barcode"),
    ({"barcode": "x" * 33}, "barcode"),
    ({"barcode": "a\x00"}, "barcode"),
    ({"book_id": None}, "book_id"),
    ({"book_id": "1"}, "book_id"),
    ({"book_id": 0}, "book_id"),
    ({"book_id": -1}, "book_id"),
    ({"book_id": 1.5}, "book_id"),
    ({"book_id": True}, "book_id"),
    ({"book_id": 2**63}, "book_id"),
    ({"book_id": 10**20}, "book_id"),
    ({"status": "stolen"}, "status"),
    ({"status": None}, "status"),
    ({"status": ["lost"]}, "status"),
    ({"acquired_on": "2009-13-45"}, "acquired_on"),
    ({"acquired_on": 2009}, "acquired_on"),
    ({"call_number": "x" * 65}, "call_number"),
    ({"location": "\x07"}, "location"),
    ({"revision": 1.5}, "revision"),
]


@pytest.mark.parametrize(
    ("noun", "valid", "faults"),
    [
        ("authors", {"name": "A"}, HEADING_FAULTS + AUTHOR_FAULTS),
        ("subjects", {"name": "A"}, HEADING_FAULTS),
        ("items", {"book_id": 1, "barcode": "B"}, [({"book_id": 1, "barcode": "B", **f}, m) for f, m in ITEM_FAULTS]),  # type: ignore[dict-item]
    ],
)
def test_other_records_that_break_the_rules(
    client: Any, post_book: Any, problem: Any, unchanged: Any, noun: Any, valid: Any, faults: Any
) -> None:
    post_book()
    stored = client.post(f"/api/{noun}", json=valid).json
    with unchanged():
        for body, field in faults:
            for method, path in (("POST", f"/api/{noun}"), ("PUT", stored["links"]["self"])):
                answer = client.open(path, method=method, data=json.dumps(body), content_type="application/json")
                assert answer.status_code == 400, f"{method} {body}: {answer.text}"
                problem(answer, 400, field)


DEEP = b'{"a":' * 1500 + b"1" + b"}" * 1500
NO_JSON = {
    "nothing": b"",
    "half": b'{"title": "T"',
    "single quotes": b"{'title': 'T'}",
    "a comma too many": b'{"title": "T",}',
    "NaN": b'{"title": "T", "page_count": NaN}',
    "infinity": b'{"title": "T", "extra": {"a": 1e999}}',
    "a lone surrogate": b'{"title": "\\ud800"}',
    "a lone surrogate in a name": b'{"title": "T", "extra": {"\\udfff": 1}}',
    "a raw surrogate": b'{"title": "\xed\xa0\x80"}',
    "Latin-1": '{"title": "\xe9t\xe9"}'.encode("latin-1"),
    "UTF-16": '{"title": "T"}'.encode("utf-16"),
    "a raw control character": b'{"title": "a\x01"}',
    "nested beyond reason": b'{"title": "T", "extra": ' + DEEP + b"}",
}
NO_OBJECT = [b"[]", b'[{"title": "T"}]', b'"T"', b"5", b"null", b"true"]
TOO_DEEP = [b'{"title": "T", "extra": ' + b'{"a":' * n + b"1" + b"}" * n + b"}" for n in (22, 300, 900, 1000)]


@pytest.fixture(params=["POST", "PUT", "PATCH"])
def send(request: pytest.FixtureRequest, client: Any, post_book: Any) -> Any:
    """Send bytes with each method that has a body."""
    path = "/api/books" if request.param == "POST" else post_book("Stays")["links"]["self"]
    return lambda body: client.open(path, method=request.param, data=body, content_type="application/json")


def test_what_is_not_json(send: Any, problem: Any, unchanged: Any) -> None:
    with unchanged():
        for kind, body in NO_JSON.items():
            answer = send(body)
            assert answer.status_code == 400, f"{kind}: {answer.text}"
            problem(answer, 400)


def test_what_is_no_object(send: Any, problem: Any, unchanged: Any) -> None:
    with unchanged():
        for body in NO_OBJECT:
            problem(send(body), 400, "")


def test_deep_nesting(send: Any, problem: Any, unchanged: Any) -> None:
    with unchanged():
        for body in TOO_DEEP:
            problem(send(body), 400, "extra")


def test_integers_of_twenty_digits_anywhere(send: Any, problem: Any, unchanged: Any) -> None:
    with unchanged():
        for value in (b"99999999999999999999", b"-99999999999999999999", b"1" * 400):
            problem(send(b'{"title": "T", "page_count": ' + value + b"}"), 400)
            problem(send(b'{"title": "T", "extra": {"a": {"b": [' + value + b"]}}}"), 400)


def test_whole_numbers_up_to_63_bits_come_back_exactly(client: Any, post_book: Any) -> None:
    extra = {"a": 2**63 - 1, "b": -(2**63) + 1, "c": 0.1, "d": 1e-7}

    book = post_book(extra=extra)

    assert client.get(book["links"]["self"]).json["extra"] == extra


QUERY_FAULTS = {
    "books": [
        *("page=0", "page=-1", "page=1e3", "page=x", "page=", "page=1.0", "page=99999999999999999999", "page=%D9%A1"),
        *("per_page=0", "per_page=101", "per_page=-5", "per_page=ten"),
        *("sort=colour", "sort=", "sort=--title", "sort=relevance"),
        *("year_from=x", "year_from=99999999999999999999", "year_to=1e3", "year_to=-99999"),
        *("available=yes", "available=2", "available="),
        *("isbn=123", "isbn=9782070360025", "language=klingon", "language="),
        *("fields=", "fields=colour", "fields=title,", "fields=extra.a"),
        *("q=", "q=%20", "q=%00", "q=%07", "title=%00", "author=%00", "subject=", "publisher=%00", f"q={'x' * 1001}"),
        *("colour=red", "Q=x", "limit=5"),
        *("page=1&page=1", "q=zola&sort=title&q=nana"),
    ],
    "authors": ["page=0", "per_page=101", "sort=title", "name=", "name=%00", "q=zola", "name=a&name=b"],
    "subjects": ["page=0", "per_page=101", "sort=title", "name=", "name=%00", "q=zola"],
    "items": [
        *("page=0", "per_page=101", "book_id=0", "book_id=-1", "book_id=1e3", "book_id=99999999999999999999"),
        *("status=stolen", "status=", "barcode=%00", "location=", "sort=barcode"),
        "status=lost&status=on_loan",
    ],
}


@pytest.mark.parametrize("noun", QUERY_FAULTS)
def test_parameters_that_break_the_rules(client: Any, problem: Any, noun: Any) -> None:
    for query in QUERY_FAULTS[noun]:
        answer = client.get(f"/api/{noun}?{query}")
        assert answer.status_code == 400, f"{query}: {answer.text}"
        named = query.split("=")[0]
        assert {fault["field"].split(".")[0] for fault in problem(answer, 400)["errors"]} == {named}


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/api/books/1"),
        ("GET", "/api/books/isbn/9782070360024"),
        ("GET", "/api/books/title/T"),
        ("POST", "/api/books"),
        ("PUT", "/api/books/1"),
        ("PATCH", "/api/books/1"),
        ("DELETE", "/api/books/1"),
        ("POST", "/api/items"),
        ("PUT", "/api/authors/1"),
        ("DELETE", "/api/subjects/1"),
    ],
)
def test_an_unknown_parameter_is_told_everywhere(
    client: Any, post_book: Any, problem: Any, unchanged: Any, method: Any, path: Any
) -> None:
    post_book(isbn="9782070360024", authors=["A"], subjects=["S"])
    with unchanged():
        body = {"json": {"title": "T"}} if path.startswith("/api/books") else {"json": {"name": "A"}}
        answer = client.open(
            f"{path}?colour=red", method=method, **(body if method in {"POST", "PUT", "PATCH"} else {})
        )

    problem(answer, 400, "colour")


def test_a_choice_made_twice_is_none(client: Any, problem: Any, unchanged: Any) -> None:
    with unchanged():
        answer = client.post("/api/books?on_duplicate=allow&on_duplicate=refuse", json={"title": "T"})

    assert problem(answer, 400)["errors"] == [{"field": "on_duplicate", "message": "Given more than once."}]


def test_a_parameter_that_is_a_list_may_be_given_many_times(app: Flask) -> None:
    shelves = ma.Schema.from_dict({"shelf": ma.fields.List(ma.fields.String())})()

    with app.test_request_context("/?shelf=one&shelf=two"):
        assert read_query_parameters(shelves) == {"shelf": ["one", "two"]}


IDS = [
    "0",
    "-1",
    "+1",
    "1e3",
    "1.0",
    "0x1",
    "one",
    "%31%00",
    "٣",
    "99999999999999999999",
    "9223372036854775808",
    "9" * 5000,
]


@pytest.mark.parametrize("noun", ["books", "authors", "subjects", "items"])
def test_what_is_no_number_of_a_record(client: Any, problem: Any, unchanged: Any, noun: Any) -> None:
    with unchanged():
        for written in [*IDS, "9223372036854775807", "4711"]:
            for method in ("GET", "PUT", "DELETE", *(["PATCH"] if noun == "books" else [])):
                valid = {"items": {"book_id": 1, "barcode": "B"}, "books": {"title": "T"}}.get(noun, {"name": "A"})
                answer = client.open(
                    f"/api/{noun}/{written}", method=method, json=None if method in {"GET", "DELETE"} else valid
                )
                problem(answer, 404)


def test_a_number_has_one_spelling(client: Any, post_book: Any, problem: Any) -> None:
    book = post_book()

    problem(client.get(f"/api/books/0{book['id']}"), 404)
