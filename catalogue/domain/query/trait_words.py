"""The words by which a search asks for kinds of documents and for readers: `type:dvd`, `public:ados`."""

from catalogue.domain.materials import Audience, Material
from catalogue.domain.text import fold

_MATERIALS = {
    Material.BOOK: "livre livres book books",
    Material.LARGE_PRINT: "gros+caractères grands+caractères large+print",
    Material.BRAILLE: "braille",
    Material.COMIC: "bd bds bédé bédés bande+dessinée bandes+dessinées comics comic",
    Material.MANGA: "manga mangas",
    Material.PERIODICAL: "magazine magazines revue revues journal journaux périodique périodiques periodical",
    Material.SCORE: "partition partitions score",
    Material.MAP: "carte cartes plan map maps",
    Material.PICTURE: "affiche affiches estampe photo photos picture",
    Material.AUDIO_BOOK: "livre+audio livres+audio audiolivre audiolivres livre+lu livres+lus audiobook audiobooks",
    Material.CD: "cd cds disque disques musique",
    Material.DVD: "dvd dvds film films vidéo vidéos",
    Material.GAME: "jeu jeux jeu+de+société jeux+de+société game games",
    Material.E_BOOK: "ebook ebooks e-book livre+numérique livres+numériques",
    Material.OTHER: "autre other",
}
_AUDIENCES = {
    Audience.CHILD: "enfant enfants jeunesse child children kids",
    Audience.TEEN: "ado ados adolescent adolescents teen teens young+adult",
    Audience.ADULT: "adulte adultes adult adults",
}


def _fold_words(words: dict[str, str]) -> dict[str, str]:
    """Return the codes by word, folded, each code by itself among them."""
    by_word = {fold(word.replace("+", " ")): str(code) for code, texts in words.items() for word in texts.split()}
    return {str(code): str(code) for code in words} | by_word


MATERIAL_WORDS = _fold_words({str(material): words for material, words in _MATERIALS.items()})
AUDIENCE_WORDS = _fold_words({str(audience): words for audience, words in _AUDIENCES.items()})
TRAIT_PREFIXES = {"type": "material", "kind": "material", "public": "audience", "audience": "audience"}
"""The filters that prefixes of a question stand for."""


def read_trait(prefix: str, text: str) -> tuple[str, str] | None:
    """Return the filter and the code that a prefix with a word stands for, None for others.

    >>> read_trait("type", "Gros caractères"), read_trait("audience", "teen"), read_trait("type", "xyz")
    (('material', 'large_print'), ('audience', 'teen'), None)
    """
    name = TRAIT_PREFIXES.get(prefix)
    code = (MATERIAL_WORDS if name == "material" else AUDIENCE_WORDS).get(fold(text)) if name else None
    return (name, code) if name and code else None
