"""What is said of a frame."""

from typing import Any

import pandas as pd
import pytest

from explorer.frames import describe
from explorer.frames.normalize import tidy


@pytest.fixture
def frame() -> pd.DataFrame:
    return tidy(
        pd.DataFrame(
            {
                "n": [1.0, float("inf"), None, 3.0],
                "mot": ["é", "é", None, "abc"],
                "jour": pd.to_datetime(["2025-01-01", None, "2025-03-01", "2025-01-01"]).tz_localize("Europe/Paris"),  # type: ignore[arg-type]
                "vide": [None] * 4,
            }
        )
    )


def test_extent_counts_rows_columns_missing_values_and_repeated_rows(frame: Any) -> None:
    extent = describe.extent(pd.concat([frame, frame]))

    assert (extent.n_rows, extent.n_columns, extent.n_missing, extent.n_duplicates) == (8, 4, 14, 4)
    assert extent.n_bytes > 0


def test_each_column_tells_its_kind_what_is_missing_and_what_repeats(frame: Any) -> None:
    columns = describe.columns(frame).set_index("column")

    assert columns["kind"].tolist() == ["number", "text", "date", "nothing"]
    assert columns["n_missing"].tolist() == [1, 1, 1, 4]
    assert columns["missing"].tolist() == [0.25, 0.25, 0.25, 1]
    assert columns["n_duplicates"].tolist() == [0, 1, 1, 0]


def test_infinite_numbers_are_counted_and_left_out(frame: Any) -> None:
    numbers = describe.of_numbers(frame).iloc[0]

    assert (numbers["n_infinite"], numbers["mean"], numbers["max"]) == (1, 2.0, 3.0)


def test_texts_tell_the_most_frequent_and_their_lengths(frame: Any) -> None:
    texts = describe.of_texts(frame).iloc[0]

    assert texts[["most_frequent", "n_most_frequent", "shortest", "longest"]].tolist() == ["é", 2, 1, 3]


def test_dates_tell_first_last_and_zone(frame: Any) -> None:
    dates = describe.of_dates(frame).iloc[0]

    assert (str(dates["first"].date()), str(dates["last"].date())) == ("2025-01-01", "2025-03-01")
    assert dates["zone"] == "Europe/Paris"


@pytest.mark.parametrize("frame", [pd.DataFrame(), pd.DataFrame({"x": []}), pd.DataFrame({"x": [None]})])
def test_nothing_is_described_as_nothing(frame: Any) -> None:
    tidied = tidy(frame)

    assert describe.extent(tidied).n_duplicates == 0
    assert len(describe.columns(tidied)) == frame.shape[1]
    assert describe.of_numbers(tidied).empty
    assert describe.of_texts(tidied).empty
    assert describe.of_dates(tidied).empty


def test_a_hundred_columns_are_a_hundred_rows() -> None:
    wide = tidy(pd.DataFrame({f"colonne {n}": [n, None] for n in range(100)}))

    assert len(describe.columns(wide)) == len(describe.of_numbers(wide)) == 100


def test_a_single_number_has_no_deviation() -> None:
    assert describe.of_numbers(pd.DataFrame({"x": [1]})).loc[0, ["mean", "min", "max"]].tolist() == [1, 1, 1]  # type: ignore[operator]


def test_years_are_whole_and_identifiers_are_no_measures() -> None:
    frame = pd.DataFrame({"book_id": [7, 9], "publication_year": [1990, 2003], "loans": [1, 2]})
    numbers = describe.of_numbers(tidy(frame)).set_index("column")

    assert numbers.index.tolist() == ["publication_year", "loans"]
    assert list(numbers.loc["publication_year", ["mean", "median"]]) == [1996, 1996]
    assert numbers.loc["loans", "mean"] == 1.5
