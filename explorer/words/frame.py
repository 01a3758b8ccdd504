"""The sentences around every page: the names of the pages, and what is said when the catalogue is away."""

from dataclasses import dataclass

from explorer.words.language import Words, by_language


@dataclass(frozen=True, slots=True, kw_only=True)
class FrameWords(Words):
    """What stands around every page."""

    back: str
    language: str
    pages: dict[str, str]
    unavailable: str
    noscript: str


ENGLISH = FrameWords(
    locale="en",
    back="To the catalogue {name}",
    language="Language",
    pages={
        "collection": "The collection",
        "weeding": "Weeding list",
        "look": "Look at data",
        "see": "See data",
        "plot": "Your own plot",
    },
    unavailable="The catalogue cannot be read now: its database does not answer, or its tables are not made yet. "
    "The command `make run` makes them.",
    noscript="The explorer needs JavaScript. The pages of the catalogue do without.",
)

FRENCH = FrameWords(
    locale="fr",
    back="Vers le catalogue {name}",
    language="Langue",
    pages={
        "collection": "La collection",
        "weeding": "Liste de désherbage",
        "look": "Regarder des données",
        "see": "Voir des données",
        "plot": "Votre graphique",
    },
    unavailable="Le catalogue ne peut pas être lu en ce moment\u202f: sa base de données ne répond pas, "
    "ou ses tables n’existent pas encore. La commande `make run` les crée.",
    noscript="L’explorateur a besoin de JavaScript. Les pages du catalogue s’en passent.",
)

WORDS = by_language(FRENCH, ENGLISH)
