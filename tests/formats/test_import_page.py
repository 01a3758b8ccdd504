"""What docs/import.md says of imports is what the code does."""

import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from catalogue.cli import main
from catalogue.domain.import_choices import ITEM_PROFILES, Copies, OnDuplicate
from catalogue.domain.outcome import Parsed
from catalogue.formats import READERS
from catalogue.formats.field_names import COLUMNS, IDENTITY, ITEM, ROLES, WEAK
from catalogue.formats.json_books import LONGEST_DOCUMENT, LONGEST_LINE
from catalogue.formats.wording import WORDS
from catalogue.schemas.jobs import ImportQuery
from catalogue.services import preview

PAGE = (Path(__file__).parents[2] / "docs" / "import.md").read_text(encoding="utf-8")
SECTIONS = dict(zip(*[iter(re.split(r"^## (.*)$", PAGE, flags=re.MULTILINE)[1:])] * 2, strict=True))


def rows(section: str) -> dict[str, list[str]]:
    """The table of a section: what stands in its first column, and the names in the second."""
    cells = [line.strip("|").split("|") for line in SECTIONS[section].splitlines() if line.startswith("| `")]
    return {row[0].strip(" `"): re.findall("`([^`]+)`", row[1]) for row in cells}


@pytest.mark.parametrize(("section", "table"), [("Which field goes where", COLUMNS), ("Copies", ITEM)])
def test_every_phrase_of_a_field_is_on_the_page(section: Any, table: Any) -> None:
    assert rows(section) == {column: list(phrases) for column, phrases in table.items()}


def test_every_word_is_on_the_page() -> None:
    told = {canonical: [word for word in words if word != canonical] for canonical, words in WORDS.items()}
    assert rows("Words of names") == told


def test_every_role_is_on_the_page() -> None:
    for word, role in ROLES.items():
        assert f"| `{word}` | {role.value} |" in SECTIONS["People"]


def test_every_phrase_that_may_mean_something_else_is_on_the_page() -> None:
    (sentence,) = re.findall(r"The words of some phrases may mean something else: (.*?)\.", PAGE, flags=re.DOTALL)
    assert set(re.findall("`([^`]+)`", sentence.partition(" are taken")[0])) == WEAK


@pytest.mark.parametrize("name", [name for name in IDENTITY if name != "ID"])
def test_every_name_of_a_number_is_on_the_page(name: Any) -> None:
    assert f"`{name}`" in PAGE


def test_every_shape_on_the_page_is_read(read: Any) -> None:
    shapes = re.findall(r"^\| [A-Za-z, ]+ \| `([\[{].*)` \|$", PAGE, flags=re.MULTILINE)
    assert len(shapes) == 10
    for shape in shapes:
        assert len(read(shape)) == len(re.findall("Nana|Étranger|Peste|Été|Propos", shape))
        assert all(isinstance(outcome, Parsed) for outcome in read(shape))


def test_bounds_on_the_page_hold() -> None:
    assert f"more than {LONGEST_DOCUMENT // 2**20} MiB" in PAGE
    assert f"more than {LONGEST_LINE // 2**20} MiB" in PAGE


def test_every_format_is_on_the_page() -> None:
    assert all(f"`{name}`" in PAGE for name in READERS)


def test_the_help_on_the_page_is_what_a_terminal_of_80_columns_shows() -> None:
    printed = CliRunner().invoke(main, ["import", "--help"], prog_name="catalogue", terminal_width=78).stdout
    assert f"$ catalogue import --help\n{printed}```" in PAGE


FRENCH = (Path(__file__).parents[2] / "docs" / "fr" / "importer.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("choice", [*OnDuplicate, *Copies, *ITEM_PROFILES])
def test_every_choice_is_on_both_pages(choice: Any) -> None:
    assert f"`{choice}`" in FRENCH
    assert str(choice) in PAGE


def test_every_parameter_of_the_api_is_on_the_page() -> None:
    for name in ImportQuery().fields:
        assert f"`{name}`" in SECTIONS["By the API"]


def test_the_pages_say_what_a_preview_reads() -> None:
    assert f"first {preview.MOST_RECORDS:,} records" in PAGE
    assert f"{preview.MOST_RECORDS // 1000} 000 premières notices" in FRENCH
