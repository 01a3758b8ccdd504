"""What a figure is taken away as."""

import pandas as pd
from matplotlib.figure import Figure

from explorer.charts.drawing import Drawing


def drawing() -> Drawing:
    figure = Figure()
    figure.subplots().bar(["Été & <hiver>"], [1])
    return Drawing(figure, pd.DataFrame({"saison": ["Été, hiver"], "prêts": [1]}), "Un prêt en été.")


def test_a_drawing_is_taken_away_as_a_picture_or_as_lines() -> None:
    assert drawing().png().startswith(b"\x89PNG")
    assert b"<svg" in drawing().svg()
    assert "Un prêt en été." in drawing().svg().decode()


def test_a_csv_has_the_mark_that_tells_spreadsheets_of_utf_8() -> None:
    assert drawing().csv().decode("utf-8-sig") == 'saison,prêts\r\n"Été, hiver",1\r\n'
    assert drawing().csv().startswith(b"\xef\xbb\xbf")
