"""The colours of a figure, as on the pages, and what makes it quiet."""

from dataclasses import dataclass, replace

from matplotlib.axes import Axes


@dataclass(frozen=True, slots=True)
class Paper:
    """The colours of a figure, as on the pages."""

    paper: str
    ink: str
    muted: str
    hairline: str
    bar: str


LIGHT = Paper(paper="#FBF9F4", ink="#1D1B18", muted="#5C574E", hairline="#DDD6C8", bar="#1F5B45")
PRINT = replace(LIGHT, paper="#FFFFFF")
DARK = Paper(paper="#161512", ink="#EFEAE0", muted="#B0A899", hairline="#3A362F", bar="#7CC9AE")


def quieten(axes: Axes, paper: Paper) -> None:
    """Leave ink where it tells something: no box, hairlines behind the marks."""
    axes.set_facecolor(paper.paper)
    axes.spines[:].set_visible(False)
    axes.grid(visible=True, color=paper.hairline, linewidth=0.8)
    axes.set_axisbelow(True)
    axes.tick_params(which="both", colors=paper.muted, length=0)
    axes.xaxis.label.set_color(paper.muted)
    axes.yaxis.label.set_color(paper.muted)
