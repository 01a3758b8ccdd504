"""What somebody did, by the relator codes of UNIMARC and MARC 21."""

from catalogue.domain.roles import Role

RELATORS: dict[Role, tuple[str, ...]] = {
    Role.AUTHOR: ("070", "aut", "690", "aus", "305", "dis", "330", "dub", "cre"),
    Role.TRANSLATOR: ("730", "trl"),
    Role.ILLUSTRATOR: ("440", "ill", "040", "art", "210", "cmm", "fac", "drm"),
    Role.EDITOR: ("340", "edt", "220", "com", "650", "651", "pbd"),
    Role.INTRODUCTION: ("080", "aui", "win"),
    Role.AFTERWORD: ("075", "aft"),
    Role.ADAPTER: ("010", "adp"),
    Role.COLORIST: ("clr",),
    Role.COMPOSER: ("230", "cmp"),
    Role.NARRATOR: ("550", "nrt", "755", "voc"),
    Role.PHOTOGRAPHER: ("600", "pht"),
}
"""Codes of UNIMARC appendix C and of the MARC list of relators; any other is a contributor."""

_ROLES = {code: role for role, codes in RELATORS.items() for code in codes}


def find_role_by_code(code: str) -> Role | None:
    """Return the role that a relator code stands for, None when none is given.

    >>> find_role_by_code("070"), find_role_by_code("ill"), find_role_by_code("http://id.loc.gov/vocabulary/relators/trl")
    (<Role.AUTHOR: 'author'>, <Role.ILLUSTRATOR: 'illustrator'>, <Role.TRANSLATOR: 'translator'>)
    """
    code = code.strip().rstrip(".").rpartition("/")[2].lower()
    return _ROLES.get(code, Role.CONTRIBUTOR) if code else None
