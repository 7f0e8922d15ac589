"""Everyday words of English: those that owe a capital to their place, not to being a name.

The word list is that of simplemma, which has words as they are written inside a sentence: *London* with a capital, *testimony* without.
"""

from __future__ import annotations

from functools import cache, lru_cache

from iranaz_utils.reading.wordlists import function_words

#: Everyday words that the list has with a capital as well.
ALSO = frozenset(("culture", "republic"))


@lru_cache(200_000)
def is_common(word: str) -> bool:
    """Whether English has this word in small letters and no name written like it.

    Examples
    --------
    >>> [word for word in ("Darkness", "London", "Zenda", "Smith", "Testimony") if is_common(word)]
    ['Darkness', 'Testimony']
    """
    lower = word.lower()
    return lower in function_words("en") or lower in ALSO or (lower in _english() and word.capitalize() not in _english())


@lru_cache(50_000)
def is_english(word: str) -> bool:
    """Whether English has this word at all, as a name or otherwise.

    Examples
    --------
    >>> [word for word in ("DARKNESS", "LONDON", "ZENDA") if is_english(word)]
    ['DARKNESS', 'LONDON']
    """
    return word.lower() in function_words("en") or word.lower() in _english() or word.capitalize() in _english()


@cache
def _english():
    from simplemma.strategies.dictionaries.dictionary_factory import DefaultDictionaryFactory

    return DefaultDictionaryFactory().get_dictionary("en")
