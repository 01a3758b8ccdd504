"""Books in MARC: UNIMARC and MARC 21, in ISO 2709 and in MARCXML or marcxchange."""

from collections.abc import Iterator, Sequence
from functools import partial
from operator import attrgetter
from typing import BinaryIO

from catalogue.domain.outcome import Rejected
from catalogue.domain.refusals import RefusalCode, refuse
from catalogue.errors import UnreadableInput
from catalogue.formats.chunks import read_chunks, split_chunks
from catalogue.formats.marc import iso2709, xml
from catalogue.formats.marc.copies import SubfieldCounts
from catalogue.formats.marc.mapping import map_record
from catalogue.formats.marc.records import MarcRecord
from catalogue.formats.naming import Naming
from catalogue.formats.records import RAW_LENGTH, Outcome, read_record
from catalogue.formats.results import Records


def read_iso2709(file: BinaryIO, name: str, naming: Naming) -> Records:
    """Return every record of a file in ISO 2709, read as it is asked for."""
    chunks = split_chunks(iso2709.split_records(file), len)
    return Records(_read_chunks(chunks, naming))


def read_xml(file: BinaryIO, name: str, naming: Naming) -> Records:
    """Return every record of a file of MARC in XML, read as it is asked for.

    :raises UnreadableInput: before the first record, when the file is other XML.
    """
    outcomes = _read_xml(file, naming)
    first = next(outcomes, None)
    if first is None:
        raise UnreadableInput(name, refuse(RefusalCode.NO_MARC_IN_XML))
    if isinstance(first, Rejected) and not first.raw:
        raise UnreadableInput(name, first.refusal)
    return Records(_put_back_first(first, outcomes))


def _put_back_first(first: Outcome, others: Iterator[Outcome]) -> Iterator[Outcome]:
    yield first
    yield from others


class _MarcReader:
    """Reads records, in this process or in one of several: their first position, and each parsed or as its bytes."""

    def __init__(self, naming: Naming) -> None:
        self._naming = naming
        self._copies = naming.open_copies()

    def __call__(self, chunk: tuple[int, Sequence[MarcRecord | bytes]]) -> tuple[list[Outcome], SubfieldCounts]:
        position, records = chunk
        outcomes = [self._read(place, raw) for place, raw in enumerate(records, position)]
        return outcomes, self._copies.take_counts()

    def _read(self, position: int, raw: MarcRecord | bytes) -> Outcome:
        if isinstance(raw, bytes):
            try:
                record = iso2709.decode(raw)
            except iso2709.DamagedRecord as fault:
                text = raw[: 4 * RAW_LENGTH].decode("utf-8", "replace")
                return Rejected(position, fault.refusal, text[:RAW_LENGTH])
        else:
            record = raw
        return read_record(position, map_record(record, self._copies), self._naming)


def _read_chunks(chunks: Iterator[Sequence[MarcRecord | bytes]], naming: Naming) -> Iterator[Outcome]:
    copies = naming.open_copies()
    for outcomes, counts in read_chunks(partial(_MarcReader, naming), _number_records(chunks), naming):
        copies.add_counts(counts)
        yield from outcomes


def _number_records(
    chunks: Iterator[Sequence[MarcRecord | bytes]],
) -> Iterator[tuple[int, Sequence[MarcRecord | bytes]]]:
    position = 1
    for records in chunks:
        yield position, records
        position += len(records)


def _read_xml(file: BinaryIO, naming: Naming) -> Iterator[Outcome]:
    position = 0
    try:
        for outcome in _read_chunks(split_chunks(xml.read_records(file), attrgetter("n_characters")), naming):
            position = outcome.position
            yield outcome
    except xml.DamagedXml as fault:
        yield Rejected(position + 1, fault.refusal)
