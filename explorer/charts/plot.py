"""What is to be drawn: the kind of a plot, its columns and its manners, as chosen by a reader."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum


class PlotKind(StrEnum):
    """The kinds of plots."""

    BAR = "bar"
    COUNT = "count"
    LINE = "line"
    AREA = "area"
    SCATTER = "scatter"
    HISTOGRAM = "histogram"
    BOX = "box"
    VIOLIN = "violin"
    HEATMAP = "heatmap"
    CORRELATIONS = "correlations"
    PAIRS = "pairs"
    PIE = "pie"


class Aggregation(StrEnum):
    """What becomes of the numbers that share a place: counting takes rows, the others a column of numbers."""

    COUNT = "count"
    SUM = "sum"
    MEAN = "mean"
    MEDIAN = "median"
    MIN = "min"
    MAX = "max"


class Scale(StrEnum):
    """How far apart equal steps are: in numbers, or in tenfolds, of the values or of both axes."""

    LINEAR = "linear"
    LOG = "log"
    LOG_LOG = "log-log"


class Order(StrEnum):
    """How categories follow each other."""

    LARGEST = "largest"
    SMALLEST = "smallest"
    NAME = "name"
    SOURCE = "source"


class Piling(StrEnum):
    """Where the bars of several series stand."""

    GROUPED = "grouped"
    STACKED = "stacked"
    SHARES = "shares"


class Size(StrEnum):
    """How large the figure is."""

    SMALL = "small"
    MEDIUM = "medium"
    LARGE = "large"


WIDTHS = {Size.SMALL: 4.4, Size.MEDIUM: 9.0, Size.LARGE: 13.0}
"""Inches."""

WITH_COLUMNS = (PlotKind.CORRELATIONS, PlotKind.PAIRS)
"""The kinds that take several columns of numbers instead of x and y."""

WITH_FACETS = (
    PlotKind.BAR,
    PlotKind.COUNT,
    PlotKind.LINE,
    PlotKind.AREA,
    PlotKind.SCATTER,
    PlotKind.HISTOGRAM,
    PlotKind.BOX,
    PlotKind.VIOLIN,
)
"""The kinds that may stand side by side, one for each value of a column."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plot:
    """A plot to be drawn from a tidy frame.

    :param colour: the column that tells series apart; of a heatmap, the numbers that fill it.
    :param columns: of the kinds `WITH_COLUMNS`; none means all that hold numbers.
    :param n_top: as many categories are drawn, the others together.
    """

    kind: PlotKind
    x: str | None = None
    y: str | None = None
    colour: str | None = None
    facet: str | None = None
    columns: tuple[str, ...] = ()
    aggregation: Aggregation = Aggregation.COUNT
    scale: Scale = Scale.LINEAR
    order: Order = Order.LARGEST
    piling: Piling = Piling.GROUPED
    size: Size = Size.MEDIUM
    n_top: int = 20

    @property
    def width(self) -> float:
        """The width of the figure in inches."""
        return WIDTHS[self.size]

    @property
    def is_log(self) -> bool:
        """Whether the axis of values is logarithmic."""
        return self.scale is not Scale.LINEAR

    @property
    def counts_rows(self) -> bool:
        """Whether rows are counted and no column of numbers is needed."""
        return self.kind is PlotKind.COUNT or self.aggregation is Aggregation.COUNT

    def renamed(self, name: Callable[[str], str]) -> "Plot":
        """Return the same plot of a frame whose columns have other names."""
        return replace(
            self,
            x=self.x and name(self.x),
            y=self.y and name(self.y),
            colour=self.colour and name(self.colour),
            facet=self.facet and name(self.facet),
            columns=tuple(name(column) for column in self.columns),
        )


class NoPlot(Exception):
    """A plot that makes no sense; its message is a sentence for the reader that says what to choose instead."""
