"""Whatever is chosen of whatever frame: a drawing with a table and words, or a sentence, and never a fault of ours."""

import warnings
from itertools import product
from typing import Any

import pandas as pd
import pyarrow as pa
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg

from catalogue.common.palette import DARK, LIGHT, SERIES_ON_DARK, SERIES_ON_LIGHT
from explorer.charts.draw import draw
from explorer.charts.palette import colours
from explorer.charts.plot import Aggregation, NoPlot, Plot, PlotKind, Scale
from explorer.frames.normalize import tidy
from explorer.messages.pages import PLOT

ENGLISH = PLOT["en"]
FRENCH = PLOT["fr"]

FRAMES = {
    "empty": pd.DataFrame({"a": pd.Series(dtype="float64"), "b": pd.Series(dtype="str"), "c": pd.Series(dtype="str")}),
    "one row": pd.DataFrame({"a": [1.5], "b": ["x"], "c": pd.to_datetime(["2025-01-01"])}),
    "all missing": pd.DataFrame({"a": [None, None], "b": [None, None], "c": [None, None]}),
    "all alike": pd.DataFrame({"a": [0] * 9, "b": ["x"] * 9, "c": pd.to_datetime(["2025-01-01"] * 9)}),
    "infinite": pd.DataFrame({"a": [float("inf"), -float("inf"), None], "b": [1.0, 2, 3], "c": ["x", "y", None]}),
    "huge and tiny": pd.DataFrame({"a": [1e300, -1e300, 1e149], "b": [1e-30, 2e-30, 0], "c": [2**62, 2**62 + 1, 0]}),
    "names that collide": pd.DataFrame({"rows": ["rows", "x"], "x": ["rows", "(missing)"], "(missing)": [1, 2]}),
}


def ignore_others_warnings() -> None:
    warnings.filterwarnings("ignore", ".*missing from font")
    warnings.filterwarnings("ignore", ".*(log-scaled|identical low and high)")


@pytest.mark.parametrize("name", FRAMES)
@pytest.mark.parametrize("kind", PlotKind)
def test_every_kind_of_plot_of_every_odd_frame(kind: Any, name: Any) -> None:
    ignore_others_warnings()
    frame = tidy(FRAMES[name])
    columns = list(frame.columns)
    for (x, y), scale, is_counted in product([(0, 1), (1, 0), (2, 0)], [Scale.LINEAR, Scale.LOG], [True, False]):
        plot = Plot(
            kind=kind,
            x=columns[x],
            y=columns[y],
            colour=columns[2],
            aggregation=Aggregation.COUNT if is_counted else Aggregation.SUM,
            scale=scale,
        )
        _drawn_or_refused(frame, plot)


def _drawn_or_refused(frame: pd.DataFrame, plot: Plot) -> None:
    try:
        drawing = draw(frame, plot, FRENCH, DARK, "a note")
    except NoPlot as refusal:
        if str(refusal) == FRENCH.not_drawn:
            raise
        return
    assert drawing.summary
    pa.Table.from_pandas(drawing.table)
    assert drawing.figure.get_supxlabel() == "a note"


@pytest.mark.parametrize("kind", PlotKind)
def test_hostile_names_and_mixed_values_are_drawn_to_the_end(kind: Any, odd: Any) -> None:
    ignore_others_warnings()
    text, number = "œuvre $\\frac", "nombre"
    frame = odd.assign(other=range(6))
    along = {PlotKind.LINE: "zone", PlotKind.AREA: "zone", PlotKind.SCATTER: "other", PlotKind.HISTOGRAM: number}
    plot = Plot(kind=kind, x=along.get(kind, text), y="mixed" if kind is PlotKind.HEATMAP else number, colour="mixed")
    drawing = draw(frame, plot, ENGLISH, LIGHT, text)

    assert drawing.png()
    assert drawing.svg()
    assert drawing.csv()


@pytest.mark.parametrize("kind", [PlotKind.COUNT, PlotKind.LINE, PlotKind.CORRELATIONS, PlotKind.BOX])
def test_no_title_is_wider_than_its_figure(kind: Any, loans: Any) -> None:
    ignore_others_warnings()
    long = "a column whose name goes on and on and on, beyond what anybody would call a name, " * 3
    frame = loans.rename(columns={"branch": long, "month": long + "2"})
    plot = Plot(kind=kind, x=long + "2" if kind is PlotKind.LINE else long, y="days", colour="material")
    figure = draw(frame, plot, ENGLISH).figure
    FigureCanvasAgg(figure).draw()  # type: ignore[no-untyped-call]

    title = next(text for text in figure.texts if text.get_text() == figure.get_suptitle())
    assert title.get_window_extent().x1 <= figure.bbox.x1
    assert title.get_window_extent().y1 <= figure.bbox.y1 + 1


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize(("series", "paper"), [(SERIES_ON_LIGHT, LIGHT), (SERIES_ON_DARK, DARK)])
def test_series_stand_out_from_their_paper(series: Any, paper: Any) -> None:
    for colour in series:
        darker, lighter = sorted([luminance(colour), luminance(paper.paper)])
        assert (lighter + 0.05) / (darker + 0.05) >= 2.99, colour


def test_others_are_grey_and_a_single_series_has_the_colour_of_bars() -> None:
    assert colours(1, LIGHT) == [LIGHT.accent]
    assert colours(3, DARK, last_is_rest=True)[-1] == DARK.muted
