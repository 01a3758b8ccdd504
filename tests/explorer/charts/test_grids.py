"""Heatmaps and pies."""

from typing import Any

import pandas as pd
from matplotlib.backends.backend_agg import FigureCanvasAgg

from explorer.charts.plot import Aggregation
from explorer.messages.pages import PLOT

FRENCH = PLOT["fr"]


def list_texts(axes: Any) -> list[str]:
    return [text.get_text() for text in axes.texts]


def test_every_correlation_is_written_in_as_the_reader_writes_numbers(drawn: Any) -> None:
    frame = pd.DataFrame({"a": [1, 2, 3], "b": [3, 2, 1], "c": [1, 0, 1]})
    axes = drawn(frame, "correlations", FRENCH).figure.axes[0]

    assert list_texts(axes) == ["1,00", "-1,00", "0,00", "-1,00", "1,00", "0,00", "0,00", "0,00", "1,00"]
    assert [label.get_text() for label in axes.get_xticklabels()] == ["a", "b", "c"]
    assert [label.get_text() for label in axes.get_yticklabels()] == ["a", "b", "c"]


def test_columns_that_never_vary_are_left_out_and_named(drawn: Any, odd: Any) -> None:
    frame = odd.assign(other=range(6))
    drawing = drawn(frame, "correlations")

    assert drawing.table["column"].tolist() == ["nombre", "other"]
    assert "What never varies is left out: constant." in drawing.summary


def test_of_a_hundred_columns_twenty_are_shown_and_the_others_told(drawn: Any, wide: Any) -> None:
    drawing = drawn(wide, "correlations")
    figure = drawing.figure
    FigureCanvasAgg(figure).draw()  # type: ignore[no-untyped-call]

    assert len(drawing.table) == 20
    assert "left out: colonne 20, colonne 21, colonne 22, colonne 23, colonne 24, 75 others." in drawing.summary
    assert min(label.get_window_extent().x0 for label in figure.axes[0].get_yticklabels()) >= 0
    assert min(label.get_window_extent().y0 for label in figure.axes[0].get_xticklabels()) >= 0


def test_a_value_can_be_read_on_its_cell(drawn: Any, wide: Any) -> None:
    axes = drawn(wide.assign(twin=wide["colonne 0"]), "correlations").figure.axes[0]

    assert {text.get_color() for text in axes.texts} == {"#000000", "#FFFFFF"}


def test_a_heatmap_counts_rows_by_two_columns(drawn: Any, loans: Any) -> None:
    drawing = drawn(loans, "heatmap", x="material", y="branch")

    assert list_texts(drawing.figure.axes[0]) == ["2", "1", "1", "0", "1", "0"]
    assert drawing.table.columns.tolist() == ["branch", "book", "film"]
    assert "The greatest is at “book” and “Centre”: 2." in drawing.summary


def test_a_heatmap_is_filled_with_a_third_column(drawn: Any, loans: Any) -> None:
    drawing = drawn(loans, "heatmap", x="material", y="branch", colour="days", aggregation=Aggregation.MEAN)

    assert list_texts(drawing.figure.axes[0]) == ["25.75", "7", "18", "14"]


def test_slices_are_parts_of_a_whole_the_largest_first(drawn: Any, loans: Any) -> None:
    drawing = drawn(loans, "pie", x="branch")

    assert drawing.table["part"].tolist() == [0.6, 0.2, 0.2]
    assert [text.get_text() for text in drawing.figure.legends[0].get_texts()] == [
        "60% Centre",
        "20% Gare",
        "20% (missing)",
    ]
    assert "The largest part is “Centre” with 60%." in drawing.summary
