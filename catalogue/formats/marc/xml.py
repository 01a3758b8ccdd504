"""Records in MARCXML and marcxchange (ISO 25577), in any namespace, read as they come."""

from collections.abc import Iterator
from typing import Any, BinaryIO
from xml.sax import SAXException, SAXParseException, make_parser
from xml.sax.handler import (
    ContentHandler,
    LexicalHandler,
    feature_external_ges,
    feature_namespaces,
    property_lexical_handler,
)

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


class _NoDeclarations(LexicalHandler):
    """Refuses document types, whose entities may grow without end; a file of records has none."""

    def startDTD(self, name: str, public_id: str | None, system_id: str | None) -> None:  # noqa: N802
        """Refuse."""
        raise DamagedXml(refuse(RefusalCode.DOCUMENT_TYPE))


class _Handler(ContentHandler):
    """Collects the records that have ended."""

    def __init__(self) -> None:
        super().__init__()
        self.records: list[MarcRecord] = []
        self._record: MarcRecord | None = None
        self._field: MarcField | None = None
        self._code = ""
        self._text: list[str] = []
        self._length = 0

    def startElementNS(self, name: tuple[str | None, str], qname: str | None, attrs: Any) -> None:  # noqa: N802
        """Begin a record, a field or a subfield."""
        self._text, self._length = [], 0
        members = {key[1]: value for key, value in attrs.items()}
        if name[1] == "record":
            self._record = MarcRecord()
        elif name[1] in {"controlfield", "datafield"}:
            indicators = f"{members.get('ind1') or ' ':.1}{members.get('ind2') or ' ':.1}"
            self._field = MarcField(members.get("tag", ""), "", indicators)
        elif name[1] == "subfield":
            self._code = members.get("code", "")

    def characters(self, content: str) -> None:
        """Take text, as much as a field may have."""
        self._length += len(content)
        if self._length > _LONGEST_TEXT:
            raise DamagedXml(refuse(RefusalCode.TEXT_TOO_LONG, limit=_LONGEST_TEXT))
        self._text.append(content)

    def endElementNS(self, name: tuple[str | None, str], qname: str | None) -> None:  # noqa: N802
        """End what began."""
        text = "".join(self._text)
        self._text = []
        if self._record is None:
            return
        if name[1] == "leader":
            self._record.leader = text
        elif name[1] == "subfield" and self._field is not None:
            self._field.subfields.append((self._code, text.strip()))
        elif name[1] in {"controlfield", "datafield"} and self._field is not None:
            self._field.value = text if name[1] == "controlfield" else ""
            self._record.fields.append(self._field)
            self._field = None
            if len(self._record.fields) > _MOST_FIELDS:
                raise DamagedXml(refuse(RefusalCode.TOO_MANY_FIELDS, limit=_MOST_FIELDS))
        elif name[1] == "record":
            if self._record.fields:
                self.records.append(self._record)
            self._record = None


def recognises(head: bytes) -> bool:
    """Tell whether a file that begins so is XML."""
    return head.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"<"


def read_records(file: BinaryIO) -> Iterator[MarcRecord]:
    """Yield the records of a file.

    :raises DamagedXml: where it cannot be read on.
    """
    handler = _Handler()
    parser = make_parser()  # noqa: S317  Declarations are refused, and Expat bounds what entities grow to.
    parser.setFeature(feature_namespaces, True)
    parser.setFeature(feature_external_ges, False)
    parser.setContentHandler(handler)
    parser.setProperty(property_lexical_handler, _NoDeclarations())
    try:
        while block := file.read(_CHUNK):
            parser.feed(block)  # type: ignore[attr-defined]
            yield from handler.records
            handler.records.clear()
        parser.close()  # type: ignore[attr-defined]
        yield from handler.records
    except SAXParseException as fault:
        yield from handler.records
        place = {"line": fault.getLineNumber() or 0, "column": (fault.getColumnNumber() or 0) + 1}
        raise DamagedXml(refuse(RefusalCode.BAD_SYNTAX, **place, detail=fault.getMessage())) from None
    except SAXException as fault:
        raise DamagedXml(refuse(RefusalCode.OTHER, detail=str(fault))) from None
