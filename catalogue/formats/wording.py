"""The words of a field's name: cut apart however they are joined, and brought to one word where several say the same.

`codeBarres`, `code_barre`, `Code barres` and `codebarres` are all {code, bar}. A name is then looked up by its words.
"""

import re
import unicodedata
from functools import lru_cache

from catalogue.domain.text import fold

WORDS: dict[str, tuple[str, ...]] = {
    "acquired": ("acquired", "acquisition", "acquis", "acquise", "achat", "acheté", "purchase", "purchased"),
    "adapter": ("adapter", "adaptateur", "adaptatrice", "adaptation", "adapté"),
    "afterword": ("afterword", "postface", "postfacier", "postfacière"),
    "age": ("age", "ages"),
    "audience": ("audience", "public", "lectorat", "niveau"),
    "author": (
        *("author", "authors", "auteur", "auteurs", "auteure", "auteures", "autrice", "autrices", "auteurice"),
        *("autor", "autores", "autora", "autore", "autori"),
        *("writer", "writers", "écrivain", "écrivains", "écrivaine", "romancier", "romancière", "poète"),
        *(
            "écrit",
            "written",
            "creator",
            "creators",
            "créateur",
            "créateurs",
            "scénariste",
            "scénaristes",
            "scénario",
            "scenarist",
        ),
    ),
    "available": (
        "available",
        "disponible",
        "disponibilité",
        "availability",
        "dispo",
        "disponivel",
        "disponibles",
        "dispos",
    ),
    "bar": ("bar", "barre", "barres"),
    "borrower": ("borrower", "emprunteur", "emprunteuse"),
    "birth": ("birth", "born", "naissance", "né"),
    "call": ("call", "shelf"),
    "call_number": ("cote", "cotes", "shelfmark", "callnumber"),
    "city": ("city", "ville"),
    "class": ("class", "classe", "classes", "classification", "indice", "decimal", "décimale", "décimal"),
    "code": ("code", "codes"),
    "colorist": ("colorist", "colourist", "coloriste", "couleurs", "colors"),
    "comment": ("comment", "comments"),
    "complement": ("complement", "complément"),
    "composer": ("composer", "compositeur", "compositrice"),
    "contributor": ("contributor", "contributors", "contributeur", "contributeurs", "contributrice"),
    "contents": ("contents", "sommaire", "toc"),
    "copyright": ("copyright", "cop"),
    "count": ("count", "nb", "nbr", "nbre", "nombre", "total", "amount"),
    "cover": (
        *("cover", "covers", "couverture", "couvertures", "image", "images", "img", "photo", "photos", "picture"),
        *(
            "thumbnail",
            "thumbnails",
            "thumb",
            "vignette",
            "jaquette",
            "poster",
            "visuel",
            "miniature",
            "affiche",
            "portada",
            "capa",
        ),
    ),
    "date": ("date", "dates"),
    "death": ("death", "died", "décès", "mort"),
    "deposit": ("deposit", "dépôt", "déposé"),
    "depositor": ("depositor", "déposant"),
    "description": (
        *("description", "descriptions", "desc", "résumé", "résumés", "summary", "synopsis", "overview"),
        *("abstract", "blurb", "présentation", "pitch", "accroche", "plot", "annotation", "about", "descriptif"),
        *("sinopsis", "sinopse", "resumen", "resumo", "descripcion", "descricao", "beschreibung"),
    ),
    "dewey": ("dewey", "ddc", "cdd"),
    "due": ("due", "échéance"),
    "edition": ("edition", "édition"),
    "statement": ("statement", "mention"),
    "editor": ("editor", "editors", "directeur", "directrice"),
    "extent": ("extent", "étendue"),
    "foreword": ("foreword", "préface", "préfacier", "préfacière", "préfacé", "introduction"),
    "further": ("further",),
    "forename": ("forename", "prénom", "prénoms", "firstname", "given"),
    "house": ("house", "maison"),
    "id": ("id", "identifiant", "uuid", "guid"),
    "identifier": ("identifier", "identifiers", "identifiants", "ref", "référence", "reference"),
    "illustrator": (
        *("illustrator", "illustrators", "illustrateur", "illustrateurs", "illustratrice", "illustratrices"),
        *("illustration", "illustrations", "illustrated", "illustré", "dessinateur", "dessinatrice", "dessinateurs"),
        *("dessin", "dessins", "artist", "artists", "penciller", "ill"),
    ),
    "inventory": ("inventory", "inventaire"),
    "isbn": ("isbn", "isbns", "ean", "gencod", "gtin"),
    "item": ("item", "items", "exemplaire", "exemplaires", "copy", "copies", "holding", "holdings"),
    "key": ("clé", "clés", "clef", "clefs"),
    "language": (
        *("language", "languages", "langage", "langue", "langues", "lang", "langs"),
        *("idioma", "idiomas", "lingua", "sprache"),
    ),
    "loan": ("loan", "emprunt", "emprunté", "emprunte", "borrowed", "prêté", "prêt", "lent"),
    "location": (
        *("location", "localisation", "emplacement", "bibliothèque", "site", "branch", "annexe", "library"),
        *("médiathèque", "lieu"),
    ),
    "long": ("long", "longue"),
    "length": ("length", "longueur"),
    "material": ("material", "matériau"),
    "mot": ("mot", "mots"),
    "name": ("name", "names", "nom", "noms", "libellé", "label", "dénomination", "désignation", "nome"),
    "narrator": ("narrator", "narrators", "narrateur", "narratrice"),
    "note": ("note", "notes", "remarque", "remarques", "observation", "observations"),
    "number": ("number", "num", "numéro", "no", "nr", "n"),
    "original": ("original", "originale", "originel"),
    "order": ("order", "ordre", "index", "position", "rang", "rank"),
    "owner": ("owner", "propriétaire"),
    "page": ("page", "pages", "pagination", "collation", "paginas", "pagine", "seiten", "seitenzahl"),
    "physical": ("physical", "physique", "matérielle", "matériel"),
    "place": ("place",),
    "photographer": ("photographer", "photographers", "photographe", "photographes", "photographies"),
    "price": ("price", "prix", "precio", "preis", "prezzo"),
    "publication": (
        *("publication", "published", "publish", "publishing", "publié", "publiée", "parution", "paru", "sortie"),
        *("release", "released", "pub", "publi", "issued", "édité"),
    ),
    "publisher": (
        *("publisher", "publishers", "éditeur", "éditeurs", "éditrice", "imprint"),
        *("editions", "editorial", "editora", "editore", "verlag"),
    ),
    "quantity": ("quantity", "quantité", "qty", "qté", "stock"),
    "responsibility": ("responsibility", "responsabilité"),
    "return": ("return", "retour", "restitution", "returned"),
    "series": ("series", "série", "saga", "cycle"),
    "set": ("collection", "collections"),
    "short": ("short", "court", "courte", "small", "petite", "petit"),
    "status": ("status", "statut", "état", "state", "situation"),
    "sub": ("sub", "sous"),
    "subject": (
        *("subject", "subjects", "sujet", "sujets", "thème", "thèmes", "thématique", "thématiques", "topic", "topics"),
        *("matière", "matières", "domaine", "domaines", "domain", "domains", "discipline", "disciplines"),
        *("category", "categories", "catégorie", "catégories", "genre", "genres", "rubrique", "rubriques"),
        *(
            "vedette",
            "vedettes",
            "keyword",
            "keywords",
            "tag",
            "tags",
            "étiquette",
            "étiquettes",
            "descripteur",
            "descripteurs",
        ),
        *("género", "géneros", "categoria", "categorias", "tema", "temas", "materia", "materias"),
    ),
    "support": ("support", "supports", "media", "média"),
    "surname": ("surname", "lastname", "family", "famille", "patronyme"),
    "title": ("title", "titles", "titre", "titres", "intitulé", "titulo", "titolo", "titel"),
    "translator": (
        *("translator", "translators", "traducteur", "traducteurs", "traductrice", "traductrices"),
        *("translated", "traduction", "translation", "traduit", "trad"),
    ),
    "type": ("type", "types", "kind", "typologie"),
    "url": ("url", "urls", "uri", "link", "links", "lien", "liens", "src", "href", "adresse"),
    "volume": ("volume", "vol", "tome", "épisode", "episode"),
    "withdrawal": ("withdrawal", "withdrawn", "élimination", "éliminé", "désherbage"),
    "year": ("year", "année", "an", "yr", "año", "ano", "anno", "jahr"),
}
"""A word that names of fields are made of, and all that say the same; they compare without case and accents."""

FILLERS = frozenset(
    {
        *(
            "a",
            "au",
            "aux",
            "d",
            "dans",
            "de",
            "des",
            "du",
            "en",
            "et",
            "for",
            "in",
            "l",
            "la",
            "le",
            "les",
            "of",
            "on",
            "par",
            "pour",
            "sur",
            "the",
        ),
        *(
            "by",
            "to",
            "x",
            "book",
            "books",
            "livre",
            "livres",
            "ouvrage",
            "ouvrages",
            "document",
            "documents",
            "notice",
        ),
        *("record", "oeuvre", "work", "edited", "main", "primary", "principal", "principale", "principaux"),
        *("principales", "litteraire", "litteraires", "list", "liste", "full", "complet", "complete", "propre"),
        *("tranche", "entire", "commercial", "print", "owned", "possedes"),
    }
)
"""Words that change nothing: `titre du livre` is a title."""

QUALIFIERS = frozenset(
    [
        *("alt", "alternative", "anglais", "at", "display", "english", "first", "fr", "francais", "french"),
        *("general", "generale", "large", "last", "local", "m", "medium", "new", "old", "original"),
        *("originale", "originel", "particulier", "particuliere", "premier", "premiere", "raw", "s", "sort"),
        *("text", "texte", "value", "xl"),
    ]
)
"""Words that make a name a second choice: `original title` is taken where there is no `title`."""

NOUNS = frozenset(["book", "books", "livre", "livres", "ouvrage", "ouvrages", "document", "oeuvre", "work"])
"""What a name of these alone holds is the title, where nothing else is."""

_ALSO = frozenset(["fullname", "quatrieme", "legal", "depot", "co", "additional", "secondary"])
_CANONICAL = {fold(word): canonical for canonical, words in WORDS.items() for word in words}
_VOCABULARY = frozenset(_CANONICAL) | FILLERS | QUALIFIERS | _ALSO
_LONGEST_NAME = 80
_LONGEST_WORD = max(map(len, _VOCABULARY))
_ENDINGS = re.compile(r"\((?:e|s|es|x|ne|ice|trice)s?\)|[·.](?:e|ne|ice|rice|trice)?[·.]?s?(?=$|[\s_])")
"""Endings that stand for several: `Auteur(s)`, `Traducteur·rice·s`."""
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_WORD = re.compile(r"[^\W\d_]+|\d+")


def split_words(name: str) -> tuple[str, ...]:
    """Return the folded words of a name; what is joined without a sign comes apart where only known words are in it.

    >>> split_words("ISBN13"), split_words("titreDuLivre"), split_words("codebarres"), split_words("Prénom Auteur")
    (('isbn', '13'), ('titre', 'du', 'livre'), ('code', 'barres'), ('prenom', 'auteur'))
    """
    return _split_words(name) if len(name) <= _LONGEST_NAME else ()


@lru_cache(maxsize=4096)
def _split_words(name: str) -> tuple[str, ...]:
    letters = "".join(letter for letter in unicodedata.normalize("NFKD", name) if not unicodedata.combining(letter))
    words: list[str] = []
    for word in _WORD.findall(fold(_HUMP.sub(" ", _ENDINGS.sub("", letters)))):
        words += [word] if word in _VOCABULARY else _find_known_words(word) or [word]
    return tuple(words)


def _find_known_words(word: str) -> list[str] | None:
    """Return the fewest known words, of two letters or more, that make up `word`; None when none do."""
    best: list[list[str] | None] = [[]]
    for end in range(1, len(word) + 1):
        choices = [
            [*before, word[start:end]]
            for start in range(max(0, end - _LONGEST_WORD), end - 1)
            if (before := best[start]) is not None and word[start:end] in _VOCABULARY
        ]
        best.append(min(choices, key=len) if choices else None)
    return best[-1]


def find_canonical_word(word: str) -> str:
    """Return the one word for all that say the same.

    >>> find_canonical_word("ecrivain"), find_canonical_word("poids")
    ('author', 'poids')
    """
    return _CANONICAL.get(word, word)
