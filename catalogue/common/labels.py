"""What states of items, kinds of documents, audiences, roles and Dewey classes are called, for pages and explorer."""

from collections.abc import Mapping

from catalogue.domain.changes import Action, RecordKind
from catalogue.domain.items import ItemStatus, WithdrawalDestination, WithdrawalReason
from catalogue.domain.materials import Audience, Material
from catalogue.domain.roles import Role

Label = Mapping[str, str]
"""A name by the tag of its language."""

STATUSES: Mapping[ItemStatus, Label] = {
    ItemStatus.AVAILABLE: {"en": "On the shelf", "fr": "En rayon"},
    ItemStatus.ON_LOAN: {"en": "On loan", "fr": "Emprunté"},
    ItemStatus.IN_REPAIR: {"en": "Being repaired", "fr": "En réparation"},
    ItemStatus.LOST: {"en": "Lost", "fr": "Perdu"},
    ItemStatus.WITHDRAWN: {"en": "Withdrawn", "fr": "Retiré"},
    ItemStatus.TO_CHECK: {"en": "To be checked", "fr": "À vérifier"},
    ItemStatus.ON_SITE_ONLY: {"en": "To be read on site", "fr": "Consultation sur place"},
    ItemStatus.IN_PROCESSING: {"en": "Being prepared", "fr": "En traitement"},
    ItemStatus.MISSING: {"en": "Missing", "fr": "Manquant"},
}

WITHDRAWAL_REASONS: Mapping[WithdrawalReason, Label] = {
    WithdrawalReason.WORN: {"en": "Worn out", "fr": "Mauvais état"},
    WithdrawalReason.OUTDATED: {"en": "Outdated", "fr": "Contenu périmé"},
    WithdrawalReason.DUPLICATE: {"en": "Duplicate", "fr": "Double"},
    WithdrawalReason.UNUSED: {"en": "Not borrowed", "fr": "Sans emprunt"},
    WithdrawalReason.LOST: {"en": "Lost", "fr": "Perdu"},
    WithdrawalReason.RETURNED: {"en": "Given back to its owner", "fr": "Rendu au déposant"},
    WithdrawalReason.OTHER: {"en": "Another reason", "fr": "Autre motif"},
}

WITHDRAWAL_DESTINATIONS: Mapping[WithdrawalDestination, Label] = {
    WithdrawalDestination.DESTROYED: {"en": "Pulped", "fr": "Pilon"},
    WithdrawalDestination.GIVEN: {"en": "Given away", "fr": "Don"},
    WithdrawalDestination.SOLD: {"en": "Sold", "fr": "Vente"},
    WithdrawalDestination.RETURNED: {"en": "Back to its owner", "fr": "Retour au déposant"},
    WithdrawalDestination.OTHER: {"en": "Elsewhere", "fr": "Autre destination"},
}

MATERIALS: Mapping[Material, Label] = {
    Material.BOOK: {"en": "Book", "fr": "Livre"},
    Material.LARGE_PRINT: {"en": "Large print", "fr": "Livre en gros caractères"},
    Material.BRAILLE: {"en": "Braille", "fr": "Livre en braille"},
    Material.COMIC: {"en": "Comic", "fr": "Bande dessinée"},
    Material.MANGA: {"en": "Manga", "fr": "Manga"},
    Material.PERIODICAL: {"en": "Periodical", "fr": "Revue"},
    Material.SCORE: {"en": "Sheet music", "fr": "Partition"},
    Material.MAP: {"en": "Map", "fr": "Carte"},
    Material.PICTURE: {"en": "Picture", "fr": "Image"},
    Material.AUDIO_BOOK: {"en": "Audio book", "fr": "Livre audio"},
    Material.CD: {"en": "CD", "fr": "CD"},
    Material.DVD: {"en": "DVD", "fr": "DVD"},
    Material.GAME: {"en": "Game", "fr": "Jeu"},
    Material.E_BOOK: {"en": "E-book", "fr": "Livre numérique"},
    Material.OTHER: {"en": "Other document", "fr": "Autre document"},
}

AUDIENCES: Mapping[Audience, Label] = {
    Audience.CHILD: {"en": "Children", "fr": "Enfants"},
    Audience.TEEN: {"en": "Teenagers", "fr": "Adolescents"},
    Audience.ADULT: {"en": "Adults", "fr": "Adultes"},
}

ROLES: Mapping[Role, Label] = {
    Role.AUTHOR: {"en": "Author", "fr": "Auteur"},
    Role.TRANSLATOR: {"en": "Translation", "fr": "Traduction"},
    Role.ILLUSTRATOR: {"en": "Illustrations", "fr": "Illustrations"},
    Role.EDITOR: {"en": "Edited by", "fr": "Sous la direction de"},
    Role.INTRODUCTION: {"en": "Introduction", "fr": "Préface"},
    Role.AFTERWORD: {"en": "Afterword", "fr": "Postface"},
    Role.ADAPTER: {"en": "Adaptation", "fr": "Adaptation"},
    Role.COLORIST: {"en": "Colours", "fr": "Couleurs"},
    Role.COMPOSER: {"en": "Music", "fr": "Musique"},
    Role.CONTRIBUTOR: {"en": "With", "fr": "Avec"},
    Role.NARRATOR: {"en": "Read by", "fr": "Lu par"},
    Role.PHOTOGRAPHER: {"en": "Photographs", "fr": "Photographies"},
}

ROLES_BESIDE_AUTHORS: Mapping[Role, Label] = {**ROLES, Role.EDITOR: {"en": "Edited by", "fr": "Édition de"}}
"""The same in a book that has authors: the editor of a classic does not direct it."""

ACTIONS: Mapping[Action, Label] = {
    Action.CREATE: {"en": "added", "fr": "ajouté"},
    Action.UPDATE: {"en": "changed", "fr": "modifié"},
    Action.DELETE: {"en": "deleted", "fr": "supprimé"},
}

RECORD_KINDS: Mapping[RecordKind, Label] = {
    RecordKind.BOOK: {"en": "Book", "fr": "Livre"},
    RecordKind.AUTHOR: {"en": "Author", "fr": "Auteur"},
    RecordKind.SUBJECT: {"en": "Subject", "fr": "Sujet"},
    RecordKind.SERIES: {"en": "Series", "fr": "Série"},
    RecordKind.ACCOUNT: {"en": "Account", "fr": "Compte"},
    RecordKind.TOKEN: {"en": "Token", "fr": "Jeton"},
}

DEWEY_HUNDREDS: tuple[Label, ...] = (
    {"en": "Computing, general works", "fr": "Informatique, généralités"},
    {"en": "Philosophy and psychology", "fr": "Philosophie et psychologie"},
    {"en": "Religion", "fr": "Religions"},
    {"en": "Social sciences", "fr": "Sciences sociales"},
    {"en": "Language", "fr": "Langues"},
    {"en": "Science and mathematics", "fr": "Sciences et mathématiques"},
    {"en": "Technology, health, home", "fr": "Techniques, santé, maison"},
    {"en": "Arts, games, sport", "fr": "Arts, jeux, sports"},
    {"en": "Literature", "fr": "Littérature"},
    {"en": "History and geography", "fr": "Histoire et géographie"},
)
"""The ten main classes of the Dewey Decimal Classification, by their first digit."""
