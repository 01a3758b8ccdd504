"""One palette: what Python draws, what the pages' style sheet says, and the explorer's theme are the same colours."""

import re
import tomllib
from dataclasses import asdict
from pathlib import Path

from catalogue.common.palette import DARK, LIGHT

ROOT = Path(__file__).parents[2]
THEME = {
    "primaryColor": "accent",
    "linkColor": "accent",
    "backgroundColor": "paper",
    "secondaryBackgroundColor": "card",
    "textColor": "ink",
    "borderColor": "hairline",
}


def test_the_style_sheet_has_the_colours_of_the_palette() -> None:
    blocks = (ROOT / "catalogue/web/static/base.css").read_text().split("prefers-color-scheme: dark", 1)

    for palette, block in zip((LIGHT, DARK), blocks, strict=True):
        properties = dict(re.findall(r"--([\w-]+): (#[\da-f]{6});", block))
        assert {name: colour.lower() for name, colour in asdict(palette).items()}.items() <= properties.items()


def test_the_explorer_s_theme_has_the_colours_of_the_palette() -> None:
    themes = tomllib.loads((ROOT / "explorer/.streamlit/config.toml").read_text())["theme"]

    for palette, theme in ((LIGHT, themes["light"]), (DARK, themes["dark"])):
        assert theme == {name: getattr(palette, colour) for name, colour in THEME.items()}
