"""Terms: the normal form of words, and how often each occurs in a document."""

from __future__ import annotations

import polars as pl

from iranaz_utils.finding.folding import fold
from iranaz_utils.finding.tokens import token_frame

__all__ = ["count_terms", "fold"]


def count_terms(documents: pl.DataFrame, *, ngrams: int = 1) -> pl.DataFrame:
    """How often each term occurs in each document: `doc_id, term, n`; words and numbers, no punctuation.

    With `ngrams` above 1 the terms are runs of that many words within a sentence, joined by a space.
    """
    words = token_frame(documents).filter(pl.col("kind") != "punct").select("doc_id", "sentence", "term")
    grams = [pl.col("term").shift(-step).over("doc_id", "sentence") for step in range(ngrams)]
    return (
        words.select("doc_id", term=pl.concat_str(grams, separator=" "))
        .drop_nulls("term")
        .group_by("doc_id", "term", maintain_order=True)
        .agg(n=pl.len().cast(pl.Int64))
    )
