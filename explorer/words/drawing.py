"""The sentences under every figure."""

from explorer.words.language import Both, Words, by_language


class DrawingWords(Words):
    """What stands under every figure."""

    table = Both("Les chiffres en tableau", "The numbers as a table")
    take_away = Both("Télécharger en", "Download as")
    n_rows_shown = Both(
        "Les {n} premières lignes sur {total}\u202f; le CSV les a toutes.",
        "The first {n} of {total} rows; the CSV has all of them.",
    )


FRENCH, ENGLISH = DrawingWords(locale="fr"), DrawingWords(locale="en")
WORDS = by_language(FRENCH, ENGLISH)
