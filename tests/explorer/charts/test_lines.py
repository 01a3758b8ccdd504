"""Lines and areas: empty places, steps of time, names at the ends."""

from typing import Any

import numpy as np
import pandas as pd
import pytest

from explorer.charts.plot import Aggregation
from explorer.frames.periods import step_for


def test_months_without_rows_count_none(drawn: Any, loans: Any) -> None:
    drawing = drawn(loans, "line", x="month")
    line = drawing.figure.axes[0].lines[0]

    assert line.get_ydata().tolist() == [2, 0, 3]
    assert "by month" in drawing.figure.axes[0].get_xlabel()


def test_a_mean_of_nothing_is_a_gap_in_the_table_and_no_point(drawn: Any, loans: Any) -> None:
    drawing = drawn(loans, "line", x="month", y="days", aggregation=Aggregation.MEAN)

    assert drawing.figure.axes[0].lines[0].get_ydata().tolist() == [19.75, 17.0]
    assert drawing.table.iloc[:, 1].isna().tolist() == [False, True, False]


def test_years_without_rows_count_none(drawn: Any) -> None:
    frame = pd.DataFrame({"year": pd.Series([1990, 1990, 1993, None], dtype="Int64")})
    drawing = drawn(frame, "line", x="year")

    assert drawing.figure.axes[0].lines[0].get_xydata().tolist() == [[1990, 2], [1991, 0], [1992, 0], [1993, 1]]
    assert "Rows not drawn because “year” is missing: 1." in drawing.summary


@pytest.mark.parametrize(
    ("dates", "step"),
    [
        (["2025-01-01T10:20", "2025-01-02T08:00"], "hour"),
        (["2025-01-03", "2025-02-14"], "day"),
        (["2024-01-03", "2025-12-14"], "week"),
        (["2025-01-01", "2025-02-01"], "month"),
        (["2020-01-01", "2025-01-01"], "year"),
        (["2015-01-03", "2025-12-14"], "month"),
        (["1990-01-03", "2025-12-14"], "quarter"),
        (["1900-01-03", "2025-12-14"], "year"),
        (["1200-01-03", "2025-12-14"], "decade"),
        (["0001-01-01", "9999-12-31"], "century"),
    ],
)
def test_time_goes_in_steps_that_fit_and_are_no_finer_than_the_dates(dates: Any, step: Any) -> None:
    assert step_for(pd.Series(pd.to_datetime(dates, format="ISO8601"))).name == step


@pytest.mark.parametrize("dates", [["0001-01-01", "9999-12-31"], ["1200-06-01", "2025-12-14"], ["2025-06-01"] * 2])
def test_any_span_of_dates_is_drawn(drawn: Any, dates: Any) -> None:
    frame = pd.DataFrame({"d": pd.to_datetime(pd.Series(dates), format="ISO8601")})
    drawing = drawn(frame, "line", x="d")
    drawing.png()

    assert drawing.table.iloc[:, 1].sum() == 2


def test_dates_with_zones_are_drawn_as_their_clock_showed_them(drawn: Any) -> None:
    dates = pd.to_datetime(["2025-01-31T23:30Z", "2025-02-01T12:00Z"]).tz_convert("Europe/Paris")
    drawing = drawn(pd.DataFrame({"d": dates, "n": [1, 2]}), "line", x="d", y="n", aggregation=Aggregation.SUM)

    assert drawing.table["d"].dt.day.unique().tolist() == [1]


def test_lines_far_enough_apart_bear_their_names_and_close_ones_have_a_legend(drawn: Any) -> None:
    frame = pd.DataFrame({"x": [1, 2] * 2, "g": ["low", "low", "high", "high"], "n": [1, 1, 10, 10]})
    apart = drawn(frame, "line", x="x", y="n", colour="g", aggregation=Aggregation.SUM).figure
    close = drawn(frame.assign(n=[1, 1, 1, 1.01]), "line", x="x", y="n", colour="g", aggregation=Aggregation.SUM).figure

    assert [text.get_text() for text in apart.axes[0].texts] == ["high", "low"]
    assert not apart.legends
    assert [text.get_text() for text in close.legends[0].get_texts()] == ["high", "low"]


def test_lines_differ_in_more_than_colour(drawn: Any) -> None:
    frame = pd.DataFrame({"x": [1, 2] * 3, "g": list("aabbcc"), "n": range(6)})
    figure = drawn(frame, "line", x="x", y="n", colour="g", aggregation=Aggregation.SUM).figure

    assert len({str(line.get_linestyle()) for line in figure.axes[0].lines}) == 3


def test_areas_are_piled_up(drawn: Any, loans: Any) -> None:
    figure = drawn(loans, "area", x="month", colour="material").figure
    top = figure.axes[0].collections[-1].get_paths()[0].vertices

    assert len(figure.axes[0].collections) == 2
    assert top[:, 1].max() == 3


def test_many_numbers_are_gathered_into_intervals(drawn: Any) -> None:
    frame = pd.DataFrame({"x": np.linspace(0, 1, 5_000), "n": 1.0})
    drawing = drawn(frame, "line", x="x", y="n", aggregation=Aggregation.SUM)

    assert len(drawing.table) == 100
    assert drawing.table.iloc[:, 1].sum() == 5_000


def test_panels_reach_equally_high(drawn: Any) -> None:
    frame = pd.DataFrame({"x": [1, 2] * 2, "g": list("aabb"), "n": [1, 1, 100, 200]})
    axes = drawn(frame, "line", x="x", y="n", facet="g", aggregation=Aggregation.SUM).figure.axes

    assert axes[0].get_ylim() == axes[1].get_ylim()
    assert axes[0].get_ylim()[1] > 200
