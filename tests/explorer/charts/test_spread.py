"""Histograms, boxes and violins."""

from typing import Any

import numpy as np
import pandas as pd
import pytest

from explorer.charts.histogram import edges_of
from explorer.charts.plot import Order, Scale
from explorer.messages.pages import PLOT

FRENCH = PLOT["fr"]


def test_every_value_lies_in_a_bar_that_is_as_high_as_there_are_values(drawn: Any, loans: Any) -> None:
    drawing = drawn(loans, "histogram", x="days")

    assert sum(bar.get_height() for bar in drawing.figure.axes[0].patches) == len(loans)
    assert drawing.table["rows"].sum() == len(loans)


@pytest.mark.parametrize(
    ("values", "edges"),
    [
        ([5, 5, 5], [4.5, 5.5]),
        ([1, 2, 4], [0.5, 1.5, 2.5, 3.5, 4.5]),
        (range(0, 1000, 10), [0, 200, 400, 600, 800, 1000]),
    ],
)
def test_intervals_begin_and_end_at_numbers_that_readers_count_in(values: Any, edges: Any) -> None:
    assert edges_of(pd.Series(values, dtype=float)).tolist() == edges


@pytest.mark.parametrize("power", [1e-300, 1e-9, 1, 1e9, 1e149])
def test_numbers_of_any_size_have_intervals_around_all_of_them(power: Any) -> None:
    values = pd.Series(np.random.default_rng(1).normal(size=500) * power)
    edges = edges_of(values)

    assert edges[0] <= values.min()
    assert edges[-1] >= values.max()
    assert len(edges) <= 60


def test_series_of_a_histogram_stand_one_on_the_other(drawn: Any, loans: Any) -> None:
    drawing = drawn(loans, "histogram", x="days", colour="material")

    assert drawing.table[["book", "film"]].sum().tolist() == [4, 1]
    assert [text.get_text() for text in drawing.figure.legends[0].get_texts()] == ["book", "film"]


def test_dates_are_spread_over_an_axis_of_dates(drawn: Any, loans: Any) -> None:
    drawing = drawn(loans, "histogram", FRENCH, x="month")
    drawing.png()
    labels = [label.get_text() for label in drawing.figure.axes[0].get_xticklabels()]

    assert any("févr." in label or "mars" in label for label in labels)
    assert drawing.table["lignes"].sum() == 5


def test_infinite_and_missing_values_are_left_out_and_counted(drawn: Any, odd: Any) -> None:
    drawing = drawn(odd, "histogram", x="nombre")

    assert drawing.table["rows"].sum() == 3
    assert "Rows not drawn because “nombre” is missing: 3." in drawing.summary


def test_boxes_come_by_their_medians_and_the_table_has_the_quarters(drawn: Any, loans: Any) -> None:
    drawing = drawn(loans, "box", x="branch", y="days")

    assert [label.get_text() for label in drawing.figure.axes[0].get_yticklabels()] == ["Centre", "Gare", "(missing)"]
    assert drawing.table.loc[0, ["values", "least", "median", "greatest"]].tolist() == [3, 7, 21.5, 30]
    assert "the greatest is “Centre” (21.5)" in drawing.summary


def test_boxes_may_come_by_name(drawn: Any, loans: Any) -> None:
    drawing = drawn(loans, "box", x="material", y="days", order=Order.NAME)

    assert drawing.table["material"].tolist() == ["book", "film"]


@pytest.mark.parametrize("kind", ["box", "violin"])
def test_a_group_of_one_value_and_a_group_of_equal_ones_are_drawn(drawn: Any, kind: Any) -> None:
    frame = pd.DataFrame({"g": ["one", "same", "same", "same"], "n": [1.0, 2, 2, 2]})

    assert drawn(frame, kind, x="g", y="n").table["values"].tolist() == [3, 1]


def test_a_box_needs_no_groups(drawn: Any, loans: Any) -> None:
    drawing = drawn(loans, "box", y="days")

    assert len(drawing.table) == 1
    assert drawing.figure.get_suptitle() == "Days"


@pytest.mark.parametrize(("kind", "axis"), [("histogram", "get_yscale"), ("box", "get_xscale")])
def test_the_axis_of_values_may_be_logarithmic(drawn: Any, loans: Any, kind: Any, axis: Any) -> None:
    axes = drawn(loans, kind, x="days" if kind == "histogram" else None, y="days", scale=Scale.LOG).figure.axes[0]

    assert getattr(axes, axis)() == "log"


def test_a_group_of_one_value_is_seen(drawn: Any) -> None:
    frame = pd.DataFrame({"g": ["same"] * 5 + ["spread"] * 5, "v": [3.0] * 5 + [1.0, 2.0, 3.0, 4.0, 9.0]})

    for kind in ("box", "violin"):
        (axes,) = drawn(frame, kind, x="g", y="v").figure.axes
        assert [line.get_xydata().tolist() for line in axes.lines if line.get_marker() == "D"] == [[[3.0, 0.0]]]
