"""Base forms of terms: lemmas where simplemma is installed and knows the language, Snowball stems, or the term itself.

Both work on types, not on running words: each distinct term is reduced once. Neither knows names, so that a lemma of *aras*, the river, may
be nonsense; search and count by terms where names matter. No reduction is known for Azerbaijani.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from importlib.util import find_spec

import polars as pl

from iranaz_utils.tables import ParameterError

FORMS = ("term", "stem", "lemma")
#: ISO 639-1 code → the name under which NLTK has a Snowball stemmer.
SNOWBALL = {
    "ar": "arabic", "da": "danish", "de": "german", "en": "english", "es": "spanish", "fi": "finnish", "fr": "french", "hu": "hungarian",
    "it": "italian", "nl": "dutch", "no": "norwegian", "pt": "portuguese", "ro": "romanian", "ru": "russian", "sv": "swedish",
}  # fmt: skip
#: The languages of the press on the region that simplemma knows.
LEMMAS = ("en", "fa", "tr", "ru", "hy", "ka", "de", "fr", "es", "it")


def base_form(term: str, language: str = "en", *, form: str = "lemma") -> str:
    """The base form of one term.

    Parameters
    ----------
    term
        A folded word, as `fold` gives it.
    language
        ISO 639-1 code.
    form
        `term` leaves it as it is, `stem` cuts endings (Snowball), `lemma` looks the word up (simplemma; a stem where that is missing).

    Raises
    ------
    ParameterError
        If `form` is none of these.

    Examples
    --------
    >>> base_form("borders", form="stem"), base_form("sərhədlər", "az", form="stem")
    ('border', 'sərhədlər')
    """
    if form not in FORMS:
        raise ParameterError(f"form is one of {', '.join(FORMS)}; got {form!r}")
    return _reducer(language, form)(term)


def base_forms(terms: pl.Series, language: str, *, form: str) -> pl.Series:
    """The base forms of a column of terms; each distinct term is reduced once."""
    if form == "term":
        return terms
    distinct = terms.unique()
    return terms.replace_strict(distinct, [base_form(term, language, form=form) for term in distinct.to_list()], return_dtype=pl.String)


@lru_cache
def _reducer(language: str, form: str) -> Callable[[str], str]:
    if form == "lemma" and language in LEMMAS and find_spec("simplemma"):
        from simplemma import lemmatize

        return lambda term: lemmatize(term, lang=language).lower()
    if form != "term" and language in SNOWBALL:
        from nltk.stem.snowball import SnowballStemmer

        return SnowballStemmer(SNOWBALL[language]).stem
    return lambda term: term
