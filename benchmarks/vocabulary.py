"""The words of made-up books, by language. No author, publisher or book here is meant to exist."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Speech:
    """How books of one language are named; `share` is how many of a hundred books are in it.

    Family names and places are a stem and an ending. A title may hold `{the}` (a noun with its article),
    `{The}` (the same, beginning a sentence), `{of}` (of that noun), `{given}`, `{family}` and `{place}`; so may a
    blurb, a sentence that describes a book.
    """

    language: str
    share: int
    isbn_prefix: str
    fiction_class: str
    n_authors: int
    given: tuple[str, ...]
    stems: tuple[str, ...]
    family_endings: tuple[str, ...]
    place_endings: tuple[str, ...]
    nouns: tuple[tuple[str, str], ...]
    titles: tuple[str, ...]
    blurbs: tuple[str, ...] = ()


def _split_words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


def _split_phrases(text: str) -> tuple[str, ...]:
    return tuple(phrase.strip() for line in text.strip().splitlines() for phrase in line.split("|"))


def _add_article(nouns: str, **of: str) -> tuple[tuple[str, str], ...]:
    """Return nouns with their article, and after "of": `of` tells what becomes of the article then."""
    pairs = []
    for noun in _split_phrases(nouns):
        article, space, word = noun.partition(" ")
        pairs.append((noun, f"{of[article]} {word}" if article in of else f"{of['other']}{article}{space}{word}"))
    return tuple(pairs)


FRENCH_NOUNS = """
    la maison | le jardin | l'été | la mer | la nuit | les enfants | le fleuve | la forêt | l'hiver
        la ville | le silence | les oiseaux | la lumière | le vent | l'amour | la mémoire | le temps
        les étoiles | l'ombre | la rivière | le voyage | la montagne | les roses | le château | l'île | la neige
        le secret | les loups | l'enfance | la lune | le chemin | la peur | le cœur | les chevaux | l'école
        la guerre | le roi | les pierres | l'oubli | la lettre | le phare | les abeilles | l'horizon
        la cuisine | le marais | les brumes | l'étang | la falaise | le verger | les ruines | l'orage
        la tempête | le dragon | les sorcières | l'horloge | la porte | le pont | les cendres | l'exil
        la promesse | le désert | les vignes | l'ouvrier | la République | le théâtre | les saisons | l'océan
        la gare | le moulin | les fantômes | l'aube | la patience | le menuisier | les cathédrales | l'atelier
        la grammaire | le vélo | les champignons | l'olivier | la boulangère | le capitaine | les géants
        l'ourse | la marée | le hasard | les métiers | l'alphabet | la Renaissance | le volcan | les jumeaux
        l'équipage | la laine | le potager | les fourmis | l'électricité | la géométrie | le violon
        """

FRENCH = Speech(
    language="fr",
    share=78,
    isbn_prefix="9782",
    fiction_class="843",
    n_authors=160_000,
    given=_split_words(
        """Marie Jean Pierre Jeanne Michel Françoise André Catherine Philippe Monique Alain Sylvie Jacques Isabelle
        Bernard Jacqueline Daniel Anne Hélène René Nathalie Christian Chantal Claude Dominique Éric Valérie Frédéric
        Sophie Gérard Céline Thierry Brigitte François Élodie Julien Émilie Nicolas Aurélie Chloé Théo Zoé Raphaël Inès
        Anaïs Loïc Maëlle Gaëtan Noémie Benoît Clémence Étienne Agnès Lucie Mathieu Amélie Samir Yasmina Karim Fatou"""
    ),
    stems=_split_words(
        """Ber Bon Bour Bru Cham Char Col Cor Cour Dam Del Des Dur Fer Fon Four Gai Gar Gau Gir Gran Guer Hou Jac
        Lam Lan Lar Leb Lem Luc Mal Mar Mau Mer Mon Mor Nor Pas Pel Per Pic Pon Quer Ram Ren Rou Sal Sau Ser Tar Ter
        Tour Val Vas Ver Vil"""
    ),
    family_endings=_split_words(
        """aud in ier on ot eau ard el et elle oux ac ont tin dier naud veau thier dot querel chard nac lière doux
        guet tier mand"""
    ),
    place_endings=_split_words(
        "ville ac y court mont bourg ence ières igny olles ez euil euse onne anges ouin argues elles is ay"
    ),
    nouns=_add_article(FRENCH_NOUNS, le="du", les="des", other="de "),
    titles=_split_phrases(
        """
        {The} | {The} {of} | {The} de {place} | Histoire {of} | Retour à {place} | Sous {the} | Mémoires {of}
        {given} et {the} | L'Art {of} | Un été à {place} | Les Secrets {of} | Petit traité {of}
        La Dernière Nuit {of} | {place}, une histoire | Dictionnaire {of} | Guide {of} en {place}
        L'Affaire {family} | Lettres à {given} | Introduction à l'étude {of}
        {The}, ou la vie de {given} {family} | Le Grand Livre {of} | Atlas {of} | À la recherche {of}
        {given} {family}, une vie | Les Enfants de {place} | Comprendre {the} | Pourquoi {the} ?
        """
    ),
    blurbs=_split_phrases(
        """
        À {place}, {given} découvre ce que cachait la famille {family}.
        Entre {place} et {place}, une enquête patiente sur les traces {of}.
        Une introduction claire, illustrée, pour qui n'a jamais osé aborder le sujet.
        {given} {family} revient au pays après vingt ans ; rien n'y a changé, sauf les gens.
        L'auteur rassemble ici trente ans de recherches et de rencontres autour {of}.
        Un texte bref et tenu, où chaque personnage porte son secret jusqu'au bout.
        """
    ),
)

ENGLISH = Speech(
    language="en",
    share=10,
    isbn_prefix="9780",
    fiction_class="823",
    n_authors=25_000,
    given=_split_words(
        """Mary John Anna William Emma James Grace George Alice Henry Ruth Thomas Jane Edward Helen Robert Clara Arthur
        Ellen Frank Rose Walter Edith Hugh Nora Amir Priya Kwame"""
    ),
    stems=_split_words(
        "Ash Black Brad Clay Crow Dun East Fair Hart Hol Kings Lang Mill Nor Pem Rad Stan Thorn Wes Whit"
    ),
    family_endings=_split_words("ton ley ford well worth wood son field man ridge by combe"),
    place_endings=_split_words("bury ham port mouth dale stow minster hollow haven bridge"),
    nouns=_add_article(
        """
        the house | the garden | the summer | the sea | the night | the river | the winter | the city
        the silence | the birds | the light | the wind | the memory | the stars | the shadow | the journey
        the mountain | the island | the secret | the wolves | the road | the heart | the school | the war
        the king | the letter | the lighthouse | the bees
        """,
        other="of ",
    ),
    titles=_split_phrases(
        """
        {The} | {The} {of} | A History {of} | Return to {place} | {given} and {the} | The Art {of}
        A Year in {place} | The Secrets {of} | Understanding {the} | The {family} Affair
        {given} {family}: A Life | Beyond {the}
        """
    ),
    blurbs=_split_phrases(
        """
        In {place}, {given} learns what the {family} family never told.
        A patient inquiry that leads from {place} to {place}.
        A clear and generously illustrated introduction for the curious.
        """
    ),
)

SPANISH = Speech(
    language="es",
    share=5,
    isbn_prefix="97884",
    fiction_class="863",
    n_authors=12_000,
    given=_split_words("María José Ana Juan Carmen Luis Isabel Andrés Lucía Jesús Inés Álvaro Sofía Íñigo Elena Rubén"),
    stems=_split_words("Álv Bení Cast Dom Est Fern Gonz Hern Ib Jim Lor Mart Nav Ort Per Quint Rod Sánch Torr Vald"),
    family_endings=_split_words("ez ero ado illo ón al eda ana ares iz"),
    place_endings=_split_words("ejo uela eda alba orga illa emar osa"),
    nouns=_add_article(
        """
        la casa | el jardín | el verano | la noche | los niños | el río | el invierno | la ciudad | el silencio
        la luz | el viento | la memoria | las estrellas | la sombra | el viaje | la montaña | la isla
        el secreto | el corazón
        """,
        el="del",
        other="de ",
    ),
    titles=_split_phrases(
        """
        {The} | {The} {of} | Historia {of} | Regreso a {place} | {given} y {the} | Un verano en {place}
        Los secretos {of} | Cartas a {given} | El caso {family}
        """
    ),
)

GERMAN = Speech(
    language="de",
    share=4,
    isbn_prefix="9783",
    fiction_class="833",
    n_authors=10_000,
    given=_split_words(
        "Anna Karl Greta Hans Jürgen Käthe Otto Emil Lotte Friedrich Sabine Björn Heike Ulrike Matthias"
    ),
    stems=_split_words("Berg Dorn Eich Feld Grün Hof Kauf Lind Mül Neu Ober Rosen Schwarz Stein Tann Wald Weiß Zimmer"),
    family_endings=_split_words("mann er bauer ner hardt meier schmidt huber ling wig"),
    place_endings=_split_words("burg heim dorf stadt hausen bach see tal"),
    nouns=_add_article(
        """
        das Haus | der Garten | der Sommer | das Meer | die Nacht | der Fluss | der Winter | die Stadt
        die Stille | das Licht | der Wind | die Sterne | der Schatten | die Reise | der Berg | die Insel
        das Geheimnis | der Weg
        """,
        das="und das",
        die="und die",
        der="und der",
    ),
    titles=_split_phrases(
        """
        {The} | {The} {of} | Rückkehr nach {place} | {given} und {the} | Ein Jahr in {place} | Briefe an {given}
        Der Fall {family} | Über {the}
        """
    ),
)

ITALIAN = Speech(
    language="it",
    share=3,
    isbn_prefix="97888",
    fiction_class="853",
    n_authors=8_000,
    given=_split_words(
        "Maria Giovanni Anna Giuseppe Lucia Antonio Elena Marco Chiara Paolo Niccolò Beatrice Dario Silvia"
    ),
    stems=_split_words("Bert Cal Card Del Ferr Gall Giord Lomb Mant Mor Pell Ross San Tagl Vent Vis Zan"),
    family_endings=_split_words("ini etti acci one elli ano oni ucci ari ese"),
    place_endings=_split_words("ano ate ino ole igo asco enza"),
    nouns=_add_article(
        """
        la casa | il giardino | l'estate | la notte | il fiume | l'inverno | la città | il silenzio | la luce
        il vento | la memoria | l'ombra | il viaggio | la montagna | l'isola | il segreto | il cuore | la guerra
        il mare
        """,
        il="del",
        la="della",
        other="del",
    ),
    titles=_split_phrases(
        """
        {The} | {The} {of} | Storia {of} | Ritorno a {place} | {given} e {the} | Un'estate a {place}
        Lettere a {given} | Il caso {family}
        """
    ),
)

SPEECHES = (FRENCH, ENGLISH, SPANISH, GERMAN, ITALIAN)

GENRES = _split_phrases(
    """
    Roman | Roman policier | Album pour enfants | Bande dessinée | Roman historique | Roman pour adolescents
    Science-fiction | Nouvelles | Conte | Théâtre | Poésie | Manga | Fantastique | Roman d'aventures
    Satire | Roman épistolaire
    """
)
"""Kinds of fiction, the most frequent first."""

TOPICS = tuple(
    (line.partition(" ")[2], line.partition(" ")[0])
    for line in _split_phrases(
        """
        944 Histoire de France | 641.5 Cuisine | 155.4 Psychologie de l'enfant | 910.4 Récits de voyage
        635 Jardinage | 709 Histoire de l'art | 940.53 Guerre mondiale (1939-1945) | 599 Mammifères
        613.2 Alimentation | 320 Politique | 005.1 Programmation | 780 Musique | 616 Maladies | 150 Psychologie
        170 Morale | 523 Astronomie | 330 Économie | 551.5 Météorologie | 940.3 Guerre mondiale (1914-1918)
        746.4 Tricot | 796.5 Randonnée | 598 Oiseaux | 745.5 Artisanat | 290 Religions | 200 Christianisme
        510 Mathématiques | 530 Physique | 540 Chimie | 570 Biologie | 580 Plantes | 560 Dinosaures
        577 Écologie | 333.7 Environnement | 791.43 Cinéma | 770 Photographie | 720 Architecture | 759 Peinture
        730 Sculpture | 792 Théâtre (spectacle) | 793.8 Magie | 794.1 Échecs | 796.3 Football | 797.1 Voile
        629.2 Automobiles | 629.1 Aviation | 625.1 Chemins de fer | 387 Navigation | 639.2 Pêche | 636.7 Chiens
        636.8 Chats | 636.1 Chevaux | 638.1 Apiculture | 634.8 Vigne et vin | 690 Construction
        684 Travail du bois | 646.2 Couture | 648 Maison | 649 Éducation des enfants | 650 Entreprise
        658 Gestion | 670 Métiers | 370 Enseignement | 340 Droit | 301 Sociologie | 305.4 Femmes | 306.8 Famille
        325 Migrations | 331 Travail | 363.7 Pollution | 390 Coutumes | 398.2 Contes populaires
        410 Linguistique | 440 Langue française | 420 Langue anglaise | 460 Langue espagnole
        914 Géographie de l'Europe | 916 Géographie de l'Afrique | 930 Antiquité | 937 Rome antique
        932 Égypte ancienne | 940.1 Moyen Âge | 944.04 Révolution française | 960 Histoire de l'Afrique
        970 Histoire de l'Amérique | 100 Philosophie | 110 Métaphysique | 180 Philosophie antique
        004 Informatique | 020 Bibliothèques | 070 Presse | 526 Cartographie | 550 Géologie | 551.2 Volcans
        590 Animaux | 595.7 Insectes | 612 Corps humain | 618 Grossesse | 621 Énergie
        """
    )
)
"""What other books are about, and the Dewey class of each, the most frequent first."""

PUBLISHERS = _split_phrases(
    """
    Éditions {of} | Presses de {place} | Librairie {family} | {family} & {family} | L'Imprimerie {of}
    Éditions de {place} | Au Comptoir {of} | {family} Jeunesse | La Fabrique {of} | {place} Université
    """
)
SERIES = _split_phrases(
    """
    Les Cahiers {of} | Bibliothèque {of} | Poche {family} | Découvrir {the} | La Petite Collection {of}
    Regards sur {place}
    """
)
BRANCHES = ("Centre", "Les Docks", "Bibliobus", "Saint-Michel", "La Gare")
