"""Records in ISO 2709, also where their lengths are wrong: the terminators 1D, 1E and 1F are what is gone by."""

import re
from collections.abc import Iterator
from typing import BinaryIO

from pymarc import marc8_to_unicode

from catalogue.domain.refusals import ImportRefusal, RefusalCode, refuse
from catalogue.formats.marc import iso5426
from catalogue.formats.marc.records import MarcField, MarcRecord

_HEAD = re.compile(rb"\s*[\d ]{5}")
_END_OF_RECORD, _END_OF_FIELD, _SUBFIELD = b"\x1d", b"\x1e", b"\x1f"
_LEADER_LENGTH = 24
_ENTRY = 12
_CHUNK = 1 << 16
LONGEST_RECORD = 1 << 20
"""Bytes without an end of record that are no record: ISO 2709 has 99,999, and converters write longer ones."""

_MARK_BEFORE_LETTER = re.compile(rb"[\xc8\xc9][aeiouyAEIOUY]|[\xc0-\xc7\xca-\xd0][A-Za-z]")
"""A diaeresis stands on vowels: 0xC9 before another letter is the É of Latin-1."""
_LATIN_1_LETTER = re.compile(rb"[a-zA-Z][\xe0-\xff](?![\x80-\xff])|[\xe0-\xff][a-z]|[\xc8\xc9][b-df-hj-np-tvwxz]")


class DamagedRecord(ValueError):
    """Bytes between two ends of record that are no record; the `refusal` says why."""

    def __init__(self, refusal: ImportRefusal) -> None:
        self.refusal = refusal
        super().__init__(str(refusal))


def recognises(head: bytes) -> bool:
    """Tell whether a file that begins so is ISO 2709: a length, and the signs that no other file has."""
    return _HEAD.match(head) is not None and _END_OF_FIELD in head and _SUBFIELD in head


def split_records(file: BinaryIO) -> Iterator[bytes]:
    """Yield the bytes of each record, without the end of record and what stands between records.

    Of what never ends the beginning is yielded.
    """
    rest = b""
    while block := file.read(_CHUNK):
        *whole, rest = (rest + block).split(_END_OF_RECORD)
        yield from (record for piece in whole if (record := piece.lstrip(b"\r\n\t \x00\x1a")))
        if len(rest) > LONGEST_RECORD:
            yield rest[:LONGEST_RECORD]
            rest = b""
    if rest := rest.strip(b"\r\n\t \x00\x1a"):
        yield rest


def decode(raw: bytes) -> MarcRecord:
    """Return the record of some bytes.

    :raises DamagedRecord: when they are none.
    """
    if len(raw) > LONGEST_RECORD - 1:
        raise DamagedRecord(refuse(RefusalCode.NO_END_OF_RECORD, limit=LONGEST_RECORD))
    base = raw.find(_END_OF_FIELD)
    leader = raw[:_LEADER_LENGTH].decode("ascii", "replace")
    if base < _LEADER_LENGTH or not leader[:5].strip().isdigit():
        raise DamagedRecord(refuse(RefusalCode.NO_MARC_RECORD))
    directory = raw[_LEADER_LENGTH:base]
    contents = raw[base + 1 :].split(_END_OF_FIELD)
    if contents and not contents[-1].strip():
        contents.pop()
    tags = [directory[start : start + 3].decode("ascii", "replace") for start in range(0, len(directory) - 2, _ENTRY)]
    if not tags or len(tags) != len(contents):
        raise DamagedRecord(refuse(RefusalCode.WRONG_DIRECTORY, n_named=len(tags), n_fields=len(contents)))
    to_text = _choose_decoder(raw, leader)
    if to_text.encoding == "utf-8":  # As nearly all are: decoded as a whole, that is three times as quick.
        texts = raw[base + 1 :].decode("utf-8", "replace").split("\x1e")
        return MarcRecord(leader, [_read_field(tag, text) for tag, text in zip(tags, texts, strict=False)])
    return MarcRecord(leader, [_decode_field(tag, raw, to_text) for tag, raw in zip(tags, contents, strict=True)])


def _read_field(tag: str, content: str) -> MarcField:
    if "\x1f" not in content:
        return MarcField(tag, content) if tag < "010" else MarcField(tag, subfields=[("a", content[2:])])
    before, *subfields = content.split("\x1f")
    return MarcField(tag, "", before[:2].ljust(2), [(part[0], part[1:]) for part in subfields if part])


def _decode_field(tag: str, content: bytes, to_text: "Decoder") -> MarcField:
    if _SUBFIELD not in content:
        is_control = tag < "010"
        return (
            MarcField(tag, to_text(content)) if is_control else MarcField(tag, subfields=[("a", to_text(content[2:]))])
        )
    before, *subfields = content.split(_SUBFIELD)
    indicators = before.decode("ascii", "replace")[:2].ljust(2)
    texts = [(part[:1].decode("ascii", "replace"), to_text(part[1:])) for part in subfields if part]
    return MarcField(tag, "", indicators, texts)


class Decoder:
    """Decodes the texts of one record, in the encoding that its bytes have."""

    def __init__(self, encoding: str) -> None:
        self.encoding = encoding

    def __call__(self, raw: bytes) -> str:
        if raw.isascii() and b"\x1b" not in raw:
            return raw.decode("ascii")
        if self.encoding == "iso5426":
            return iso5426.decode(raw)
        if self.encoding == "marc8":
            return str(marc8_to_unicode(raw, hide_utf8_warnings=True))
        return raw.decode(self.encoding, "replace")


def _choose_decoder(raw: bytes, leader: str) -> Decoder:
    """Return what decodes a record. What it says of its encoding is often wrong, so its bytes are asked first."""
    try:
        raw.decode()
        if b"\x1b" not in raw:
            return Decoder("utf-8")
    except UnicodeDecodeError:
        pass
    if leader[20:23] == "450" and leader[23:24] != "0":  # UNIMARC, whose leader/09 says nothing of the encoding
        n_marks, n_letters = len(_MARK_BEFORE_LETTER.findall(raw)), len(_LATIN_1_LETTER.findall(raw))
        return Decoder("iso5426" if n_marks >= n_letters else "cp1252")
    return Decoder("utf-8" if leader[9:10] == "a" else "marc8")
