"""Points: who is drawn, how series are told apart, and what is said of them."""

from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg

from explorer.charts import points
from explorer.charts.plot import Size
from explorer.messages.pages import PLOT

FRENCH = PLOT["fr"]


def test_a_point_needs_both_values(drawn: Any, loans: Any) -> None:
    drawing = drawn(loans, "scatter", x="loans", y="days")

    assert len(drawing.figure.axes[0].collections[0].get_offsets()) == len(drawing.table) == 4
    assert "Rows not drawn because a value is missing: 1." in drawing.summary


def test_the_correlation_is_in_the_sentence(drawn: Any) -> None:
    frame = pd.DataFrame({"a": [1, 2, 3], "b": [2, 4, 6]})

    assert "Leur corrélation est de 1,00." in drawn(frame, "scatter", FRENCH, x="a", y="b").summary


def test_series_differ_in_shape_as_well(drawn: Any, loans: Any) -> None:
    figure = drawn(loans, "scatter", x="loans", y="days", colour="branch").figure
    shapes = {len(points.get_paths()[0].vertices) for points in figure.axes[0].collections}

    assert len(shapes) > 1
    assert [text.get_text() for text in figure.legends[0].get_texts()] == ["Centre", "Gare", "(missing)"]


def test_a_column_of_numbers_shades_the_points_and_has_a_scale(drawn: Any) -> None:
    frame = pd.DataFrame({"a": [1, 2, 3], "b": [2, 4, 6], "c": [0.5, 1, 2]})
    figure = drawn(frame, "scatter", x="a", y="b", colour="c").figure

    assert len(figure.axes) == 2
    assert figure.axes[1].get_ylabel() == "c"


def test_too_many_points_are_drawn_at_random_and_told(drawn: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(points, "N_POINTS", 100)
    frame = pd.DataFrame({"a": range(1000), "b": range(1000)})
    drawing = drawn(frame, "scatter", x="a", y="b")

    assert len(drawing.table) == 100
    assert "100 of 1,000 points, drawn at random." in drawing.summary


def test_dates_stand_on_an_axis_of_dates(drawn: Any, loans: Any) -> None:
    drawing = drawn(loans, "scatter", FRENCH, x="month", y="days")
    drawing.png()

    assert any("mars" in label.get_text() for label in drawing.figure.axes[0].get_xticklabels())


def test_pairs_are_drawn_below_the_diagonal_and_reckoned_above_it(drawn: Any) -> None:
    frame = pd.DataFrame({"a": [1, 2, 3], "b": [3, 2, 1], "c": [1, 1, 2]})
    grid = drawn(frame, "pairs").figure.axes

    assert [len(axes.collections) for axes in grid] == [0, 0, 0, 1, 0, 0, 1, 1, 0]
    assert grid[1].texts[0].get_text() == "-1.00"


@pytest.mark.parametrize("size", Size)
def test_of_a_hundred_columns_six_are_paired_and_the_others_told(drawn: Any, wide: Any, size: Any) -> None:
    drawing = drawn(wide, "pairs", size=size)
    FigureCanvasAgg(drawing.figure).draw()  # type: ignore[no-untyped-call]

    assert len(drawing.figure.axes) == 36
    assert "89 others." in drawing.summary
    below = [axes.xaxis.label.get_window_extent() for axes in drawing.figure.axes[30:]]
    assert all(one.x1 < other.x0 for one, other in pairwise(below))


def test_columns_that_never_vary_have_no_coefficient(drawn: Any) -> None:
    frame = pd.DataFrame({"a": [1, 2, 3], "b": [7, 7, 7], "c": [np.nan, 1, 2]})

    assert drawn(frame, "pairs").figure.axes[1].texts[0].get_text() == "–"
