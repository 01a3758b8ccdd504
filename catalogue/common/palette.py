"""The colours of the house, for pages, drawn covers and the explorer's figures; the style sheets say the same."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of one theme, by the names of the custom properties in `base.css`."""

    paper: str
    card: str
    ink: str
    muted: str
    accent: str
    hairline: str


LIGHT = Palette(paper="#FBF9F4", card="#FFFFFF", ink="#1D1B18", muted="#5C574E", accent="#1B5E4A", hairline="#DDD6C8")
DARK = Palette(paper="#161512", card="#1F1D1A", ink="#EFEAE0", muted="#B0A899", accent="#7CC9AE", hairline="#3A362F")

CLOTHS = (
    "#37474F", "#2F4A7D", "#563C79", "#4A3B2C", "#5B5A1C",
    "#1D5468", "#8A4B16", "#74304F", "#1F5B45", "#7A2E2A",
)  # fmt: skip
"""Ten cloths of covers; the lettering has a contrast of 6.4:1 or better on each."""

SERIES_ON_LIGHT = (
    "#47826A", "#543A77", "#713700", "#979352", "#37474F",
    "#7A8FC9", "#C57A99", "#964640", "#4A3B2C", "#316579",
)  # fmt: skip
"""Ten series of a figure: the hues of the cloths, in an order in which colour-blind readers can tell them apart.

At one lightness no order keeps red from green for everybody, so they alternate between dark and light as well; each is
at least 3 to 1 against its paper (WCAG 2.2, 1.4.11), and any two of the first four differ by 25, any two of all by 10
(CIE 1976, with protanopia, deuteranopia and tritanopia simulated).
"""
SERIES_ON_DARK = (
    "#96D3B8", "#AB6631", "#876AAB", "#E5DF9A", "#82939C",
    "#D3DCFE", "#ED9389", "#4B7E93", "#FED1E2", "#867463",
)  # fmt: skip
