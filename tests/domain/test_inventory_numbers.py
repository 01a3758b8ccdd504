"""Patterns of inventory numbers."""

import pytest

from catalogue.domain.inventory_numbers import parse_number_pattern


@pytest.mark.parametrize(
    ("pattern", "written"),
    [
        ("{year}-{number:05}", "2026-00042"),
        ("{number}", "42"),
        ("F{number:6}", "F000042"),
        ("{year}{number:4}", "20260042"),
        ("{number}/{year}", "42/2026"),
    ],
)
def test_a_number_is_written_and_read_back(pattern: str, written: str) -> None:
    parsed = parse_number_pattern(pattern)

    assert parsed.write(2026, 42) == written
    assert parsed.read(2026, written) == 42


@pytest.mark.parametrize(
    "pattern",
    [
        *("", "{year}", "{number}{number}"),
        *("{month}-{number}", "{year:2}{number}", "{number", " {number}"),
        f"{'x' * 30}{{number}}",
    ],
)
def test_what_is_no_pattern_is_refused(pattern: str) -> None:
    with pytest.raises(ValueError, match=r"pattern|signs"):
        parse_number_pattern(pattern)
