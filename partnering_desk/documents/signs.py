"""Text as it was typed or pasted, made fit for any document: no sign in it is unknown or harmful to a reader."""

import unicodedata

PASTED = str.maketrans({"\uf0b7": "•", "\uf0a7": "▪", "\uf0d8": "➢", "\uf0fc": "✓", "\uf0e0": "→", "\uf06f": "☐"})
"""Signs that Word's symbol fonts leave behind when text is pasted from it, as the Unicode signs they show."""
_NEVER = frozenset("\ufffe\uffff")


def fit(text: str) -> str:
    """Text in composed letters, with spaces for breaks and tabs, without control characters.

    Joiners stay: Arabic, Bengali and others need them.
    """
    composed = unicodedata.normalize("NFC", text.translate(PASTED))
    return "".join(_fit(letter) for letter in composed)


def _fit(letter: str) -> str:
    if letter.isspace() and letter != "\N{NO-BREAK SPACE}":
        return " "
    return "" if letter in _NEVER or unicodedata.category(letter) in ("Cc", "Cs") else letter


def is_right_to_left(text: str) -> bool:
    """Whether the first letter with a direction is one of Arabic, Hebrew or their kin."""
    directions = (unicodedata.bidirectional(letter) for letter in text)
    return next((one != "L" for one in directions if one in ("L", "R", "AL")), False)
