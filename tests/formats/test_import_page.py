"""What docs/import.md says of imports is what the code does."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from catalogue.cli import main
from catalogue.domain.outcome import Parsed
from catalogue.formats import READERS
from catalogue.formats.json_books import LONGEST_DOCUMENT, LONGEST_LINE
from catalogue.formats.names import COLUMNS, IDENTITY, ITEM, ROLES

PAGE = (Path(__file__).parents[2] / "docs" / "import.md").read_text(encoding="utf-8")
ROWS = {
    columns[0].strip(" `"): re.findall("`([^`]+)`", columns[1])
    for line in PAGE.splitlines()
    if len(columns := line.strip("|").split("|")) > 1
}


@pytest.mark.parametrize("table", [COLUMNS, ROLES, ITEM], ids=["columns", "roles", "items"])
def test_every_name_of_a_field_is_on_the_page(table):
    for column, names in table.items():
        assert ROWS[column] == list(names)


@pytest.mark.parametrize("name", [name for name in IDENTITY if name != "ID"])
def test_every_name_of_a_number_is_on_the_page(name):
    assert f"`{name}`" in PAGE


def test_every_shape_on_the_page_is_read(read):
    shapes = re.findall(r"^\| [a-z ]+ \| `([\[{].*)` \|$", PAGE, flags=re.MULTILINE)
    assert len(shapes) == 4
    for shape in shapes:
        assert all(isinstance(outcome, Parsed) for outcome in read(shape))


def test_bounds_on_the_page_hold():
    assert f"more than {LONGEST_DOCUMENT // 2**20} MiB" in PAGE
    assert f"more than {LONGEST_LINE // 2**20} MiB" in PAGE


def test_every_format_is_on_the_page():
    assert all(name.upper() in PAGE for name in READERS)


def test_the_help_on_the_page_is_what_a_terminal_of_80_columns_shows():
    printed = CliRunner().invoke(main, ["import", "--help"], prog_name="catalogue", terminal_width=78).stdout
    assert f"$ catalogue import --help\n{printed}```" in PAGE
