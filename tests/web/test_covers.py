"""Drawn covers."""

import xml.etree.ElementTree as ET
from typing import Any

import pytest

from catalogue.common.palette import CLOTHS
from catalogue.web.covers import LETTERING, TITLE_WIDTH, choose_cloth, draw_cover
from catalogue.web.text_layout import measure_width, set_text

TITLES = [
    "M",
    "L'Étranger",
    "Anticonstitutionnellement",
    "Discours de la méthode pour bien conduire sa raison, et chercher la vérité dans les sciences",
    "mot " * 200,
    "W" * 500,
    "源氏物語",
    '<script>alert(1)</script> & "x"',
    "???",
    "الف ليلة وليلة",
]


def luminance(colour: str) -> float:
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("cloth", CLOTHS)
def test_lettering_can_be_read_on_every_cloth(cloth: Any) -> None:
    light, dark = luminance(LETTERING), luminance(cloth)

    assert (light + 0.05) / (dark + 0.05) >= 6.4


@pytest.mark.parametrize("title", TITLES)
def test_any_title_makes_a_well_formed_drawing(title: Any) -> None:
    drawing = ET.fromstring(draw_cover(title, ("Albert Camus", "B", "C"), None))

    assert drawing.attrib["viewBox"] == "0 0 200 300"
    assert drawing.attrib["aria-hidden"] == "true"
    assert not [element for element in drawing.iter() if "style" in element.attrib]


@pytest.mark.parametrize("title", TITLES[:4])
def test_lines_break_between_words_and_fit(title: Any) -> None:
    block = set_text(title, (30, 24, 19, 15, 11, 9), TITLE_WIDTH, 150)

    assert " ".join(block.lines) == title
    assert all(measure_width(line) * block.size <= TITLE_WIDTH for line in block.lines)


def test_a_word_wider_than_the_cover_is_squeezed_and_not_cut() -> None:
    assert f'textLength="{TITLE_WIDTH}"' in draw_cover("W" * 100)
    assert "W" * 100 in draw_cover("W" * 100)


def test_a_very_long_title_ends_after_a_whole_word() -> None:
    assert "mot…</text>" in draw_cover("mot " * 200)


def test_the_same_book_has_the_same_cover_and_its_class_the_same_cloth() -> None:
    assert draw_cover("A", ("B",), "843") == draw_cover("A", ("B",), "843")
    assert choose_cloth("A", "843") == choose_cloth("B", "843.914")


def test_the_ten_main_classes_have_ten_cloths() -> None:
    assert {choose_cloth("", f"{digit}00") for digit in range(10)} == set(CLOTHS)
