"""What tests of exports share."""

from io import BytesIO
from zipfile import ZipFile, is_zipfile


def read_text(data: bytes) -> str:
    """Return the text of a file; of a workbook, that of its first sheet as XML."""
    if is_zipfile(BytesIO(data)):
        data = ZipFile(BytesIO(data)).read("xl/worksheets/sheet1.xml")
    return data.decode()
