"""Books in MARC: UNIMARC and MARC 21, in ISO 2709 and in MARCXML or marcxchange."""

from collections.abc import Iterator
from typing import BinaryIO

from catalogue.domain.outcome import Rejected
from catalogue.errors import UnreadableInput
from catalogue.formats.marc import iso2709, xml
from catalogue.formats.marc.mapping import map_record
from catalogue.formats.naming import Naming
from catalogue.formats.records import RAW_LENGTH, Outcome, read_record
from catalogue.formats.results import Records


def read_iso2709(file: BinaryIO, name: str, naming: Naming) -> Records:
    """Return every record of a file in ISO 2709, read as it is asked for."""
    return Records(_read_iso2709(file, naming))


def read_xml(file: BinaryIO, name: str, naming: Naming) -> Records:
    """Return every record of a file of MARC in XML, read as it is asked for.

    :raises UnreadableInput: before the first record, when the file is other XML.
    """
    outcomes = _read_xml(file, naming)
    first = next(outcomes, None)
    if first is None:
        raise UnreadableInput(name, "this XML holds no MARC records")
    if isinstance(first, Rejected) and not first.raw:
        raise UnreadableInput(name, first.reason)
    return Records(_put_back_first(first, outcomes))


def _put_back_first(first: Outcome, others: Iterator[Outcome]) -> Iterator[Outcome]:
    yield first
    yield from others


def _read_iso2709(file: BinaryIO, naming: Naming) -> Iterator[Outcome]:
    copies = naming.open_copies()
    for position, raw in enumerate(iso2709.split_records(file), 1):
        try:
            record = iso2709.decode(raw)
        except iso2709.DamagedRecord as fault:
            yield Rejected(position, str(fault), raw[: 4 * RAW_LENGTH].decode("utf-8", "replace")[:RAW_LENGTH])
            continue
        yield read_record(position, map_record(record, copies), naming)


def _read_xml(file: BinaryIO, naming: Naming) -> Iterator[Outcome]:
    copies = naming.open_copies()
    position = 0
    try:
        for record in xml.read_records(file):
            position += 1
            yield read_record(position, map_record(record, copies), naming)
    except xml.DamagedXml as fault:
        yield Rejected(position + 1, str(fault))
