"""The language of a text, told from its letters."""

from __future__ import annotations

import re

_SAMPLE = 4000  # characters; enough letters to tell, and the same work for a book as for a note

_LETTERS = {
    "fa": re.compile("[پچژگکی\u200c]"),
    "ar": re.compile("[\u0621-\u064a]"),
    "hy": re.compile("[\u0531-\u0587]"),
    "ru": re.compile("[а-яё]", re.IGNORECASE),
    "az": re.compile("[əƏ]"),
    "tr": re.compile("[ğĞşŞıİ]"),
}


def language_of(text: str) -> str:
    """The ISO 639-1 code that the letters of a text speak for: fa, ar, hy, ru, az or tr; `en` for plain Latin letters.

    Letters tell scripts apart, not all languages: other languages in Latin letters come out as `en`, and Persian Azerbaijani as `fa`.

    Examples
    --------
    >>> [language_of(text) for text in ("The border is open.", "Sərhəd açıqdır.", "Sınır açık.", "Граница открыта.", "مرز باز است و پل.")]
    ['en', 'az', 'tr', 'ru', 'fa']
    """
    sample = text[:_SAMPLE]
    letters = sum(character.isalpha() for character in sample) or 1
    share = {language: len(pattern.findall(sample)) / letters for language, pattern in _LETTERS.items()}
    if share["ar"] + share["fa"] > 0.4:
        return "fa" if share["fa"] > 0.02 else "ar"
    for language, least in (("hy", 0.4), ("ru", 0.4), ("az", 0.02), ("tr", 0.02)):
        if share[language] > least:
            return language
    return "en"
