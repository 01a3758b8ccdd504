"""Labels: sheets, and how call numbers break."""

from typing import Any

import pytest

from catalogue.domain.labels import SHEETS, LabelLayout, LabelSheet, Symbology, break_call_number, split_line
from catalogue.errors import InvalidRecord


@pytest.mark.parametrize(
    ("call_number", "lines"),
    [
        ("R 843.914 CAM", ["R", "843.914", "CAM"]),
        ("J BD AST 12", ["J", "BD", "AST", "12"]),
        ("641.5/COR t.2", ["641.5", "COR", "t.2"]),
        ("843", ["843"]),
    ],
)
def test_a_call_number_breaks_as_on_the_spine(call_number: Any, lines: Any) -> None:
    assert break_call_number(call_number) == lines


def test_a_long_class_breaks_before_its_point() -> None:
    assert split_line("843.914", 5) == ["843", ".914"]
    assert split_line("PERIODIQUE", 5) == ["PERIO", "DIQUE"]


@pytest.mark.parametrize("n_labels", [24, 40, 65])
def test_the_usual_sheets_have_their_labels(n_labels: Any) -> None:
    assert SHEETS[str(n_labels)].n_labels == n_labels


@pytest.mark.parametrize(
    "measures",
    [
        {"columns": 4, "rows": 8, "width": 70, "height": 37},
        {"columns": 3, "rows": 9, "width": 70, "height": 37},
        {"columns": 0, "rows": 8, "width": 70, "height": 37},
        {"columns": 1, "rows": 1, "width": float("nan"), "height": 37},
        {"columns": 1, "rows": 1, "width": 50, "height": 37, "left": -1},
    ],
)
def test_a_sheet_that_is_none_is_refused(measures: Any) -> None:
    with pytest.raises(InvalidRecord):
        LabelSheet(**measures)


def test_labels_begin_at_any_place_of_the_sheet() -> None:
    assert LabelLayout(SHEETS["24"], start=24).start == 24
    for start in (0, 25):
        with pytest.raises(InvalidRecord):
            LabelLayout(SHEETS["24"], start=start)


def test_code_39_has_capitals_and_figures() -> None:
    assert Symbology.CODE_39.can_encode("B-12")
    assert not Symbology.CODE_39.can_encode("b12")
    assert not Symbology.CODE_128.can_encode("é12")
    assert Symbology.QR.can_encode("é12")
