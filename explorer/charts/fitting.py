"""The layout of a figure with one set of axes: as large as they can be with all that is written around them."""

from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.figure import Figure
from matplotlib.layout_engine import LayoutEngine

PAD = 3.0
"""Points that stay free along the edges of a figure."""


class Fitted(LayoutEngine):
    """Moves the edges of the axes inwards by what is written beyond them, `above` inches further at the top.

    What stands beside the axes is measured once, where it is: it is as wide wherever they are. Matplotlib's own layouts
    measure twice, whatever is in the figure, which takes as long as drawing it. Artists that are not in layout are not
    looked at.
    """

    _adjust_compatible = False
    _colorbar_gridspec = False

    def __init__(self, above: float) -> None:
        super().__init__()
        self.above = above

    def execute(self, fig: Figure) -> None:
        """Place the only axes of `fig`."""
        (axes,) = fig.axes
        measuring = RendererAgg(1, 1, fig.dpi)  # type: ignore[no-untyped-call]
        inside, around = axes.bbox, axes.get_tightbbox(measuring, for_layout_only=True)
        assert around is not None
        width, height, pad = fig.bbox.width, fig.bbox.height, PAD / 72 * fig.dpi
        left, bottom = pad + inside.x0 - around.x0, pad + inside.y0 - around.y0
        right, top = pad + around.x1 - inside.x1, pad + around.y1 - inside.y1 + self.above * fig.dpi
        axes.set_position((left / width, bottom / height, 1 - (left + right) / width, 1 - (bottom + top) / height))
