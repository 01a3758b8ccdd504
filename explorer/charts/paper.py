"""What makes a figure quiet."""

from dataclasses import replace

from matplotlib.axes import Axes

from catalogue.common.palette import LIGHT, Palette

PRINT = replace(LIGHT, paper="#FFFFFF")
"""A figure that stands in the report."""


def quieten(axes: Axes, paper: Palette) -> None:
    """Leave ink where it tells something: no box, hairlines behind the marks."""
    axes.set_facecolor(paper.paper)
    axes.spines[:].set_visible(False)
    axes.grid(visible=True, color=paper.hairline, linewidth=0.8)
    axes.set_axisbelow(True)
    axes.tick_params(which="both", colors=paper.muted, length=0)
    axes.xaxis.label.set_color(paper.muted)
    axes.yaxis.label.set_color(paper.muted)
