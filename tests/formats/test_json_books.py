"""Files of books in JSON, in every shape that libraries hand over."""

import json
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from catalogue import formats
from catalogue.domain.outcome import Parsed, Rejected
from catalogue.errors import UnreadableInput
from catalogue.formats import json_books

NANA = '{"id": 1, "titre": "Nana"}'
PLAGUE = '{"id": 2, "titre": "La Peste"}'
SHAPES = {
    "array": f"[{NANA}, {PLAGUE}]",
    "array_of_one_a_line": f"[\n{NANA},\n{PLAGUE}\n]\n",
    "array_printed_wide": json.dumps([json.loads(NANA), json.loads(PLAGUE)], indent=4),
    "one_object_a_line": f"{NANA}\n{PLAGUE}\n",
    "no_newline_at_the_end": f"{NANA}\n{PLAGUE}",
    "windows_line_ends": f"{NANA}\r\n{PLAGUE}\r\n",
    "blank_lines_between": f"\n\n{NANA}\n\n   \n{PLAGUE}\n\n",
    "byte_order_mark_before_lines": f"\ufeff{NANA}\n{PLAGUE}\n",
    "byte_order_mark_before_an_array": f"\ufeff[{NANA}, {PLAGUE}]",
    "wrapped_in_an_object": f'{{"total": 2, "livres": [{NANA}, {PLAGUE}]}}',
    "wrapped_in_an_object_printed_wide": f'{{"livres": [\n{NANA},\n{PLAGUE}\n]}}\n',
    "indented_lines": f"  {NANA}\n  {PLAGUE}\n",
}


def titles(outcomes: list[Parsed | Rejected]) -> list[str]:
    return [outcome.record.title if isinstance(outcome, Parsed) else outcome.reason for outcome in outcomes]


@pytest.mark.parametrize("shape", SHAPES)
def test_every_shape_holds_the_same_books(read: Any, shape: Any) -> None:
    outcomes = read(SHAPES[shape])
    assert titles(outcomes) == ["Nana", "La Peste"]
    assert [outcome.position for outcome in outcomes] == [1, 2]
    assert [outcome.wanted_id for outcome in outcomes] == [1, 2]


@pytest.mark.parametrize("content", [NANA, f"{NANA}\n", f"[{NANA}]", '{\n  "titre": "Nana",\n  "id": 1\n}\n'])
def test_one_object_is_one_book(read: Any, content: Any) -> None:
    assert titles(read(content)) == ["Nana"]


def test_an_empty_array_holds_no_book(read: Any) -> None:
    assert read("[]") == []


def test_a_malformed_line_is_refused_and_the_next_is_read(read: Any) -> None:
    before, refused, after = read(f'{NANA}\n{{"titre": "coupé\n{PLAGUE}\n')
    assert titles([before, after]) == ["Nana", "La Peste"]
    assert refused.reason.startswith("line 2, column ")
    assert (refused.position, refused.raw) == (2, '{"titre": "coupé\n')


def test_a_malformed_first_line_is_refused_and_the_next_is_read(read: Any) -> None:
    refused, parsed = read(f'{{"titre": ObjectId("5")}}\n{PLAGUE}\n')
    assert refused.reason.startswith("line 1, column 11: ")
    assert parsed.record.title == "La Peste"


def test_the_line_is_told_where_blank_lines_make_it_another_than_the_position(read: Any) -> None:
    assert [(outcome.position, outcome.reason[:7]) for outcome in read(f"\n\n{NANA}\n\n!\n")[1:]] == [(2, "line 5,")]


def test_a_spoilt_line_of_a_utf_8_file_is_refused_alone(read: Any) -> None:
    outcomes = read('{"titre": "L\'Été"}\n'.encode() + '{"titre": "L\'Été"}\n'.encode("latin-1") + PLAGUE.encode())
    assert titles(outcomes) == ["L'Été", "line 2 is not UTF-8; save the file as UTF-8", "La Peste"]


@pytest.mark.parametrize("member", ["42", '"Nana"', "null", "[]", '["titre", "Nana"]', "true"])
def test_a_member_that_is_no_object_is_refused(read: Any, member: Any) -> None:
    assert titles(read(f"[{NANA}, {member}]")) == ["Nana", "a record is a JSON object"]
    assert titles(read(f"{NANA}\n{member}\n")) == ["Nana", "a record is a JSON object"]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "the file is empty"),
        (b" \n\t\n", "the file is empty"),
        (b"42", "in no format we read (json, "),
        (b'"Nana"', "in no format we read (json, "),
        (b"PK\x03\x04...", "it cannot be unpacked"),
        (NANA.encode("utf-16"), "this is UTF-16 or UTF-32; save it as UTF-8"),
        (f"[{NANA}]".encode("utf-16-le"), "this is UTF-16 or UTF-32; save it as UTF-8"),
        ('[\n{"titre": "L\'Étranger"}]'.encode("latin-1"), "line 2 is not UTF-8; save the file as UTF-8"),
        ('{"titre": "Nana"}\n{"titre": "L\'Été"}\n'.encode("cp1252"), "line 2 is not UTF-8; save the file as UTF-8"),
        ('["é",\n"'.encode() + b'\xe9"]', "line 2 is not UTF-8"),
        (b'[{"titre": "Nana"},\n {"titre": }]', "line 2, column 12: unexpected character"),
        (b'[{"titre": "Nana"}', "line 1, column 19: unexpected end of data"),
        (b'{\n "titre": "Nana"\n}\n{\n "titre": Nana\n}\n', "line 4, column 1: unexpected content after document"),
    ],
)
def test_a_file_that_is_none_is_refused_whole_with_the_reason(read: Any, content: Any, reason: Any) -> None:
    with pytest.raises(UnreadableInput) as caught:
        read(content)
    assert str(caught.value.refusal).startswith(reason)
    assert str(caught.value).startswith(f"books.json: {reason}")


def test_a_document_that_is_too_long_is_refused(read: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_books, "LONGEST_DOCUMENT", 2**20)
    with pytest.raises(UnreadableInput, match="longer than 1 MiB; write one object a line instead"):
        read(f"[{NANA}{' ' * 2**20}]")


def test_a_line_that_is_too_long_is_passed_over(read: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_books, "LONGEST_LINE", 100)
    long = json.dumps({"titre": "a" * 250})
    assert titles(read(f"{NANA}\n{long}\n{PLAGUE}\n")) == ["Nana", "line 2: longer than 100 bytes", "La Peste"]


def test_lines_are_read_as_they_are_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "books.json"
    path.write_text(f"{NANA}\n" * 50_000)
    with path.open("rb") as file:
        assert len(list(islice(formats.read(file, path.name), 10))) == 10
        assert file.tell() < path.stat().st_size / 10


def test_a_refused_record_is_shown_but_not_at_any_length(read: Any) -> None:
    (outcome,) = read(json.dumps([{"auteur": "Z" * 20_000}]))
    assert outcome.raw.startswith('{"auteur":"ZZZ')
    assert len(outcome.raw) == 16_000


@pytest.mark.parametrize("depth", [26, 300, 1000])
def test_a_record_nested_too_deep_is_refused_and_the_next_is_read(read: Any, depth: Any) -> None:
    deep = '{"titre": "Nana", "notes": ' + "[" * depth + "]" * depth + "}"
    refused, parsed = read(f"{deep}\n{PLAGUE}\n")
    assert isinstance(refused, Rejected)
    assert parsed.record.title == "La Peste"
