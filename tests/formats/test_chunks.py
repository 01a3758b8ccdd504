"""Files read by several processes say the same as those read by one: records, positions, fields, counts."""

import gzip
import io
import json
from collections.abc import Callable, Iterator
from random import Random
from typing import Any

import pymarc
import pytest

from catalogue import formats
from catalogue.common import cores
from catalogue.domain.outcome import Parsed, Rejected
from catalogue.formats import chunks

Reading = tuple[list[Parsed | Rejected], dict[str, str], dict[str, Any]]


def make_lines() -> bytes:
    """Return 60 lines: most hold a record, some none, two, or what is no JSON; fields come and go."""
    lines = [json.dumps({"titre": f"Tome {number}", f"champ {number % 7}": number}) for number in range(60)]
    lines[5] = ""
    lines[20] = '{"titre": "Nana"} {"titre": "Germinal"}'
    lines[33] = '{"titre": "La Curée"'
    lines[40] = '{"auteur": "Zola"}'
    return "\n".join(lines).encode()


def make_iso2709() -> bytes:
    """Return 60 records of UNIMARC with copies, the tenth of them damaged."""
    records = [record.as_marc() for record in make_records()]
    records[9] = b"00030 no record\x1d"
    return b"".join(records)


def make_xml() -> bytes:
    """Return 60 records of UNIMARC in XML, which breaks off."""
    records = b"".join(pymarc.record_to_xml(record) for record in make_records())  # type: ignore[no-untyped-call]
    return b"<collection>" + records + b"<record></collection>"


def make_records() -> Iterator[Any]:
    for number in range(60):
        record: Any = pymarc.Record(force_utf8=True)
        record.leader = pymarc.Leader("00000nam a2200000   450 ")
        subfields = [pymarc.Subfield("a", f"Tome {number}")]
        record.add_field(pymarc.Field("200", pymarc.Indicators("1", " "), subfields))
        for code in "ab"[: number % 3]:
            copy = [pymarc.Subfield("f", f"{number}{code}"), pymarc.Subfield("k", f"R {number % 4}")]
            record.add_field(pymarc.Field("995", pymarc.Indicators(" ", " "), copy))
        yield record


def read(content: bytes, **options: Any) -> Reading:
    records = formats.read(io.BytesIO(content), "file", **options)
    outcomes = list(records)
    return outcomes, records.list_fields(), records.list_values()


@pytest.fixture
def read_on_two_cores(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Reading]:
    """Read a file with two processes, each of which meets what the other has met."""
    monkeypatch.setattr(cores, "_count_cores", lambda: 2)
    monkeypatch.setattr(chunks, "_MOST_PIECES", 3)

    def read_it(content: bytes, **options: Any) -> Reading:
        with cores.use_all_cores():
            return read(content, **options)

    return read_it


@pytest.mark.parametrize("make", [make_lines, make_iso2709, make_xml], ids=["lines", "iso2709", "xml"])
def test_two_processes_read_what_one_reads(
    make: Callable[[], bytes], read_on_two_cores: Callable[..., Reading]
) -> None:
    several, one = read_on_two_cores(make()), read(make())

    assert several == one
    assert [list(part) for part in several[1:]] == [list(part) for part in one[1:]]
    assert [outcome.position for outcome in one[0]] == list(range(1, len(one[0]) + 1))
    assert {type(outcome) for outcome in one[0]} == {Parsed, Rejected}


def test_a_packed_file_that_breaks_off_gives_what_came_before(read_on_two_cores: Callable[..., Reading]) -> None:
    noise = Random(1)
    lines = (json.dumps({"titre": f"Tome {number}", "résumé": noise.randbytes(8000).hex()}) for number in range(90))
    whole = "\n".join(lines)
    broken = gzip.compress(whole.encode())[:-40]

    several, one = read_on_two_cores(broken), read(broken)

    assert several == one
    assert isinstance(one[0][-1], Rejected)
    assert "breaks off" in one[0][-1].reason


def test_copies_from_another_file_are_joined_by_one_process(read_on_two_cores: Callable[..., Reading]) -> None:
    books = "".join(json.dumps({"id": number, "titre": "Nana"}) + "\n" for number in range(60)).encode()
    copies = "".join(json.dumps({"livre_id": n, "code_barre": f"3{n:06}"}) + "\n" for n in range(60)).encode()

    several = read_on_two_cores(books, copies=io.BytesIO(copies))

    assert several == read(books, copies=io.BytesIO(copies))
    assert all(isinstance(outcome, Parsed) and len(outcome.items) == 1 for outcome in several[0])
