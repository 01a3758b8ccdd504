"""The parts that people and bodies have in a book."""

from enum import StrEnum


class Role(StrEnum):
    """A relator term, as the MARC list of relators names it."""

    AUTHOR = "author"
    TRANSLATOR = "translator"
    ILLUSTRATOR = "illustrator"
    EDITOR = "editor"
    INTRODUCTION = "author_of_introduction"
    AFTERWORD = "author_of_afterword"
    ADAPTER = "adapter"
    COLORIST = "colorist"
    COMPOSER = "composer"
    CONTRIBUTOR = "contributor"
    NARRATOR = "narrator"
    PHOTOGRAPHER = "photographer"
