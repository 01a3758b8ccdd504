"""The sentences around every page: the names of the pages, and what is said when the catalogue is away."""

from explorer.words.language import Both, Words, by_language, pairs


class FrameWords(Words):
    """What stands around every page."""

    back = Both("Retour au catalogue", "Back to the catalogue")
    language = Both("Langue", "Language")
    pages = pairs(
        {
            "collection": ("La collection", "The collection"),
            "weeding": ("Liste de désherbage", "Weeding list"),
            "look": ("Données", "Data"),
            "see": ("Figures", "Figures"),
            "plot": ("Graphique sur mesure", "Custom plot"),
        }
    )
    unavailable = Both(
        "Le catalogue ne peut pas être lu en ce moment\u202f: sa base de données ne répond pas, "
        "ou ses tables n’existent pas encore. La commande `make run` les crée.",
        "The catalogue cannot be read now: its database does not answer, or its tables are not made yet. "
        "The command `make run` makes them.",
    )
    noscript = Both(
        "L’explorateur a besoin de JavaScript. Les pages du catalogue s’en passent.",
        "The explorer needs JavaScript. The pages of the catalogue do without.",
    )


FRENCH, ENGLISH = FrameWords(locale="fr"), FrameWords(locale="en")
WORDS = by_language(FRENCH, ENGLISH)
