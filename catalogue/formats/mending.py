"""Texts that a conversion has spoilt or that were written for a browser: put right where that is certain."""

import re
import unicodedata
from html import unescape

_TAG = re.compile(
    r"</?(?:p|br|i|b|u|em|strong|span|div|a|ul|ol|li|h[1-6]|sup|sub|font|small|big|cite|q|blockquote|img|hr|center|table|"
    r"tbody|tr|td|th|dl|dt|dd|pre|code|section|article|figure)(?:\s[^<>]{0,1000})?/?>",
    re.IGNORECASE,
)
_BREAK = re.compile(r"<(?:/p|/div|/li|/h[1-6]|br|/tr)\s*/?>", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,31});")

_UTF_8_AS_LATIN = re.compile(
    "[\u00c2-\u00f4][\u0080-\u00bf\u2013-\u203a\u20ac\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2122]{1,3}"
)
"""What the bytes of a letter in UTF-8 become where they are read as Latin-1 or Windows-1252."""

_MARKS = {"á": "\u0300", "â": "\u0301", "ã": "\u0302", "è": "\u0308", "Á": "\u0300", "Â": "\u0301", "Ã": "\u0302"}
_MARKS |= {"È": "\u0308", "ð": "\u0327", "Ð": "\u0327"}
"""What bytes E1 to F0 of ANSEL, and C1 to D0 of ISO 5426, are: a mark on the letter that follows them."""

_CERTAIN = re.compile(
    "[âÂ][eE]|[áÁ][aeuEU]|[ãÃ][au]|ão(?=[a-rt-y])|ãe(?=[a-rt-y])|ãi(?=[tnls])|è[eo]|èie|[ðÐ][cC]|Âa(?=[a-z])|Ãe|Èe"
)
"""Pairs that no language of a town library has: é, è, à, ù, ê, û, ô, î, ë, ï, ç of such a text."""

_PAIR = re.compile("[áâãèÁÂÃÈ][aeiouyAEIOUY]|[ðÐ][cC]")


def mend(text: str) -> str:
    """Return a text as it was meant: HTML entities and tags undone, letters that were read in a wrong encoding mended.

    >>> mend("Angels &amp; <i>Demons</i>"), mend("sâerie"), mend("MisÃ©rables"), mend("a < b & c")
    ('Angels & Demons', 'série', 'Misérables', 'a < b & c')
    """
    if "&" in text:
        text = _unescape_entities(text)
    if "<" in text:
        text = _TAG.sub("", _BREAK.sub("\n", text)).strip()
    if not text.isascii():
        text = _mend_mojibake(text)
    return text


def _unescape_entities(text: str) -> str:
    for _ in range(2):  # What was escaped twice is told by its second amp.
        if not _ENTITY.search(text):
            break
        text = _ENTITY.sub(lambda match: unescape(match.group()), text)
    return "".join(character for character in text if character >= " " or character in "\t\n\r")


def _mend_mojibake(text: str) -> str:
    text = _UTF_8_AS_LATIN.sub(_decode_match, text)
    return _PAIR.sub(_compose_letter, text) if _CERTAIN.search(text) else text


def _decode_match(spoilt: re.Match[str]) -> str:
    for encoding in ("cp1252", "latin-1"):
        for end in range(len(spoilt.group()), 1, -1):
            try:
                return spoilt.group()[:end].encode(encoding).decode() + spoilt.group()[end:]
            except UnicodeError:
                continue
    return spoilt.group()


def _compose_letter(pair: re.Match[str]) -> str:
    spoilt = pair.group()
    return unicodedata.normalize("NFC", spoilt[1] + _MARKS[spoilt[0]])
