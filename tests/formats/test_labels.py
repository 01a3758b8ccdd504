"""Sheets of labels, looked at as pictures, and read back as a scanner reads them."""

from typing import Any

import pypdfium2
import pytest
import zxingcpp

from catalogue.domain.labels import SHEETS, Label, LabelKind, LabelLayout, LabelSheet, Symbology
from catalogue.formats.labels import pdf

KNOWN = {
    Symbology.CODE_128: zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.Code128),
    Symbology.CODE_39: zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.Code39),
    Symbology.QR: zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode),
}
DOTS_PER_INCH = 300
LABELS = [Label(f"300000{number:04}", "R 843.914 CAM", "L'Étranger") for number in range(301, 331)]


def draw_pages(document: bytes) -> list[Any]:
    """Return the pages of a PDF as pictures."""
    return [page.render(scale=DOTS_PER_INCH / 72).to_pil() for page in pypdfium2.PdfDocument(document)]


def scan_pages(document: bytes, symbology: Symbology) -> list[str]:
    """Return what a decoder reads on the pages, in the order of the labels."""
    codes = []
    for picture in draw_pages(document):
        found = zxingcpp.read_barcodes(picture, formats=KNOWN[symbology])
        height = picture.height / 20
        codes += sorted(found, key=lambda one: (round(one.position.top_left.y / height), one.position.top_left.x))
    return [one.text for one in codes]


@pytest.mark.parametrize("kind", [LabelKind.BARCODE, LabelKind.BOTH])
@pytest.mark.parametrize("symbology", list(Symbology))
@pytest.mark.parametrize("sheet", list(SHEETS))
def test_every_barcode_is_read_back(sheet: Any, symbology: Any, kind: Any) -> None:
    layout = LabelLayout(SHEETS[sheet], kind, symbology, start=3, caption="Médiathèque d’Île-Saint-Œuf")
    unprintable = pdf.find_unprintable(LABELS, layout)

    # Ten figures in Code 39 are wider than 38 mm; everything else fits everywhere.
    assert bool(unprintable) == (sheet == "65" and symbology is Symbology.CODE_39)
    if not unprintable:
        read = scan_pages(pdf.write_labels(LABELS, layout), symbology)
        assert sorted(read) == [label.barcode for label in LABELS]


@pytest.mark.parametrize("code", ["B-12", "00000000000000000042", "ABCDEFGHIJKL"])
@pytest.mark.parametrize("symbology", [Symbology.CODE_128, Symbology.QR])
def test_other_codes_are_read_back(code: Any, symbology: Any) -> None:
    layout = LabelLayout(SHEETS["24"], LabelKind.BARCODE, symbology)

    assert scan_pages(pdf.write_labels([Label(code)], layout), symbology) == [code]


def test_what_does_not_fit_is_named() -> None:
    layout = LabelLayout(SHEETS["65"], LabelKind.BARCODE, Symbology.CODE_39)

    assert pdf.find_unprintable([Label("B1"), Label("b1"), Label("ABCDEFGHIJKLMNOPQRST")], layout) == [
        "b1",
        "ABCDEFGHIJKLMNOPQRST",
    ]
    assert pdf.find_unprintable([Label("b1")], LabelLayout(SHEETS["65"], LabelKind.SPINE)) == []


def is_white(picture: Any) -> bool:
    """Return whether a picture has no ink."""
    return bool(picture.convert("L").getextrema() == (255, 255))


def test_the_first_labels_of_a_sheet_that_was_begun_stay_white() -> None:
    layout = LabelLayout(SHEETS["24"], LabelKind.SPINE, start=5)
    (picture,) = draw_pages(pdf.write_labels([Label("1", "843 CAM")], layout))
    width, height = picture.width / 3, picture.height / 8

    inked = [
        place
        for place in range(1, 25)
        if not is_white(
            picture.crop(
                (
                    int((place - 1) % 3 * width),
                    int((place - 1) // 3 * height),
                    int((place - 1) % 3 * width + width),
                    int((place - 1) // 3 * height + height),
                )
            )
        )
    ]
    assert inked == [5]


@pytest.mark.parametrize(
    "call_number", ["843.914123456 CAMUS", "PERIODIQUES LOCAUX ANCIENS 1789-1815 T 12", "日本 Ω ŒUV"]
)
@pytest.mark.parametrize(
    "sheet", [*SHEETS.values(), LabelSheet(columns=8, rows=10, width=20, height=25, left=10, top=10)]
)
def test_nothing_is_printed_beyond_its_label(sheet: Any, call_number: Any) -> None:
    layout = LabelLayout(sheet, LabelKind.SPINE, start=2)
    (picture,) = draw_pages(pdf.write_labels([Label("1", call_number)], layout))
    dots = DOTS_PER_INCH / 25.4
    left, top = (sheet.left + sheet.width + sheet.gap_x) * dots, sheet.top * dots
    label = (int(left) + 2, int(top), int(left + sheet.width * dots) - 2, int(top + sheet.height * dots))

    assert not is_white(picture.crop(label))
    picture.paste("white", label)
    assert is_white(picture)


def test_more_labels_than_a_sheet_has_go_on_the_next() -> None:
    many = [Label(str(number)) for number in range(70)]

    assert len(pypdfium2.PdfDocument(pdf.write_labels(many, LabelLayout(SHEETS["65"], start=60)))) == 2
