"""The sentences under every figure."""

from dataclasses import dataclass

from explorer.words.language import Words, by_language


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawingWords(Words):
    """What stands under every figure."""

    table: str
    take_away: str
    n_rows_shown: str


ENGLISH = DrawingWords(
    locale="en",
    table="The numbers as a table",
    take_away="Download as",
    n_rows_shown="The first {n} of {total} rows; the CSV has all of them.",
)

FRENCH = DrawingWords(
    locale="fr",
    table="Les chiffres en tableau",
    take_away="Télécharger en",
    n_rows_shown="Les {n} premières lignes sur {total}\u202f; le CSV les a toutes.",
)

WORDS = by_language(FRENCH, ENGLISH)
