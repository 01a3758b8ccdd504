"""Records in MARCXML and marcxchange (ISO 25577), in any namespace, read as they come."""

from collections.abc import Iterator
from typing import BinaryIO
from xml.parsers import expat

from catalogue.domain.refusals import ImportRefusal, RefusalCode, refuse
from catalogue.formats.marc.records import MarcField, MarcRecord

_CHUNK = 1 << 16
_LONGEST_TEXT = 1 << 20
_MOST_FIELDS = 10_000


class DamagedXml(ValueError):
    """XML that cannot be read on; the `refusal` says where and why."""

    def __init__(self, refusal: ImportRefusal) -> None:
        self.refusal = refusal
        super().__init__(str(refusal))


class _Handler:
    """Collects the records that have ended. Names have their namespace before them, which is passed over."""

    def __init__(self) -> None:
        self.records: list[MarcRecord] = []
        self._record: MarcRecord | None = None
        self._field: MarcField | None = None
        self._code = ""
        self._text: list[str] = []
        self._length = 0

    def start(self, name: str, members: dict[str, str]) -> None:
        """Begin a record, a field or a subfield."""
        self._text, self._length = [], 0
        match name.rpartition(" ")[2]:
            case "subfield":
                self._code = members.get("code", "")
            case "datafield" | "controlfield":
                indicators = f"{members.get('ind1') or ' ':.1}{members.get('ind2') or ' ':.1}"
                self._field = MarcField(members.get("tag", ""), "", indicators)
            case "record":
                self._record = MarcRecord()

    def add_text(self, content: str) -> None:
        """Take text, as much as a field may have."""
        self._length += len(content)
        if self._length > _LONGEST_TEXT:
            raise DamagedXml(refuse(RefusalCode.TEXT_TOO_LONG, limit=_LONGEST_TEXT))
        self._text.append(content)

    def end(self, name: str) -> None:
        """End what began."""
        text = "".join(self._text)
        self._text = []
        if self._record is None:
            return
        self._record.n_characters += len(text)
        match name.rpartition(" ")[2]:
            case "subfield" if self._field is not None:
                self._field.subfields.append((self._code, text.strip()))
            case "datafield" | "controlfield" as kind if self._field is not None:
                self._field.value = text if kind == "controlfield" else ""
                self._record.fields.append(self._field)
                self._field = None
                if len(self._record.fields) > _MOST_FIELDS:
                    raise DamagedXml(refuse(RefusalCode.TOO_MANY_FIELDS, limit=_MOST_FIELDS))
            case "leader":
                self._record.leader = text
            case "record":
                if self._record.fields:
                    self.records.append(self._record)
                self._record = None


def _refuse_declaration(*_: object) -> None:
    """Refuse document types, whose entities may grow without end; a file of records has none."""
    raise DamagedXml(refuse(RefusalCode.DOCUMENT_TYPE))


def recognises(head: bytes) -> bool:
    """Tell whether a file that begins so is XML."""
    return head.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"<"


def read_records(file: BinaryIO) -> Iterator[MarcRecord]:
    """Yield the records of a file.

    :raises DamagedXml: where it cannot be read on.
    """
    handler = _Handler()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = handler.start
    parser.EndElementHandler = handler.end
    parser.CharacterDataHandler = handler.add_text
    parser.StartDoctypeDeclHandler = _refuse_declaration
    try:
        while block := file.read(_CHUNK):
            parser.Parse(block, False)
            yield from handler.records
            handler.records.clear()
        parser.Parse(b"", True)
        yield from handler.records
    except expat.ExpatError as fault:
        yield from handler.records
        place = {"line": fault.lineno, "column": fault.offset + 1}
        raise DamagedXml(refuse(RefusalCode.BAD_SYNTAX, **place, detail=expat.ErrorString(fault.code))) from None
