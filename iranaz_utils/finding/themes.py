"""Themes: where the words and phrases that belong to a theme stand.

A pattern is a word or a phrase; `*` stands for any letters. Case, accents and variants of letters are ignored, as in a search. Patterns of
one theme may overlap ("peace" and "peace talks"): what they cover together is one occurrence, so that no word counts twice for a theme.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

import polars as pl

from iranaz_utils.finding.search import bare
from iranaz_utils.finding.tokens import token_frame
from iranaz_utils.tables import ParameterError

Themes = Mapping[str, Collection[str]]


def find_themes(documents: pl.DataFrame, themes: Themes) -> pl.DataFrame:
    """Every occurrence of each theme: `theme, doc_id, sentence, start, end`, in the order of `themes` and of the text.

    Parameters
    ----------
    documents
        Columns `doc_id`, `text` and, where known, `language`.
    themes
        Theme → patterns. A phrase is found within a sentence, whatever marks stand between its words.

    Raises
    ------
    ParameterError
        If `themes` is not such a mapping, or a pattern holds no word.
    """
    patterns = {theme: [_words(theme, pattern) for pattern in _patterns(theme, themes)] for theme in themes}
    words = (
        token_frame(documents)
        .filter(pl.col("kind") != "punct")
        .with_row_index("at")
        .select("at", "doc_id", "sentence", "term", "start", "end")
    )
    fits = _fits(words["term"], {word for several in patterns.values() for pattern in several for word in pattern})
    found = [_occurrences(words, several, fits).with_columns(theme=pl.lit(theme)) for theme, several in patterns.items()]
    return pl.concat([words.clear().with_columns(theme=pl.lit("")), *found]).select("theme", "doc_id", "sentence", "start", "end")


def count_themes(documents: pl.DataFrame, themes: Themes) -> pl.DataFrame:
    """How often each theme occurs in each document that holds it: `doc_id, term, n`, the theme in the place of the term."""
    found = find_themes(documents, themes)
    return found.group_by("doc_id", pl.col("theme").alias("term"), maintain_order=True).agg(n=pl.len().cast(pl.Int64))


def _patterns(theme: str, themes: Themes) -> list[str]:
    if not isinstance(themes, Mapping) or isinstance(themes[theme], str):
        raise ParameterError('themes must map each theme to a list of patterns, as {"peace": ["peace", "cease-fire*"]}')
    return list(themes[theme])


def _words(theme: str, pattern: str) -> list[str]:
    """The words of a pattern as texts are cut, each with its stars."""
    cut = token_frame(pl.DataFrame({"doc_id": ["0"], "text": [pattern.replace("*", STAR)]})).filter(pl.col("kind") != "punct")
    words = [term.replace(STAR, "*") for term in cut["term"]]
    if not any(word.strip("*") for word in words):
        raise ParameterError(f"the pattern {pattern!r} of the theme {theme!r} holds no word")
    return words


#: Stands for the star while a pattern is cut into words: a letter that no text uses, so that it stays part of its word.
STAR = "\U00013000"


def _fits(terms: pl.Series, words: set[str]) -> dict[str, pl.Series]:
    """For each word of a pattern, which of `terms` fit; decided once for each distinct term."""
    distinct = terms.unique()
    forms = pl.Series([bare(term) for term in distinct], dtype=pl.String)
    return {word: terms.is_in(distinct.filter(_alike(forms, word)).implode()) for word in sorted(words)}


def _alike(forms: pl.Series, word: str) -> pl.Series:
    if "*" not in word:
        return forms == bare(word)
    return forms.str.contains("(?s)^" + ".*".join(re.escape(bare(part)) for part in word.split("*")) + "$")


def _occurrences(words: pl.DataFrame, patterns: list[list[str]], fits: dict[str, pl.Series]) -> pl.DataFrame:
    """The stretches of words that the patterns cover; stretches that share a word are one."""
    runs = [_runs(words, pattern, fits) for pattern in patterns if len(words)]
    if not runs:
        return words.clear()
    return (
        pl.concat(runs)
        .sort("at", "upto")
        .with_columns(new=(pl.col("at") > pl.col("upto").cum_max().shift(1)).fill_null(value=True).cum_sum())
        .group_by("new", maintain_order=True)
        .agg(pl.first("at"), pl.max("upto"))
        .join(words, on="at", maintain_order="left")
        .join(words.select(upto="at", close="end"), on="upto", maintain_order="left")
        .select("at", "doc_id", "sentence", "term", "start", end="close")
    )


def _runs(words: pl.DataFrame, pattern: list[str], fits: dict[str, pl.Series]) -> pl.DataFrame:
    """First and last row of every run of words that one pattern fits, within a sentence."""
    length = len(pattern)
    begins = [fits[word].shift(-step, fill_value=False) for step, word in enumerate(pattern)]
    place = pl.struct("doc_id", "sentence")
    inside = (place == place.shift(1 - length)).fill_null(value=False) if length > 1 else pl.lit(value=True)
    return words.filter(pl.all_horizontal(*begins, inside)).select("at", upto=pl.col("at") + length - 1)
