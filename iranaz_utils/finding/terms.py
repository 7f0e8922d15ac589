"""Terms: the normal form of words, and how often each occurs.

Counts are made without a table of tokens. Chunks between spaces are counted first, natively; each distinct chunk is cut into tokens once,
by the rules of `tokens`; and its count is handed on to its words. Texts are taken in slices, so that memory grows with the counts and not
with the corpus.
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

import numpy as np
import polars as pl

from iranaz_utils.finding.folding import fold
from iranaz_utils.finding.tokens import Cut, cut_chunks, number, token_frame

__all__ = ["batches", "count_terms", "fold", "total_terms"]

#: Bytes of text that are worked on at a time.
SLICE = 8 << 20
COUNTS = {"doc_id": pl.String, "term": pl.String, "n": pl.Int64}


def count_terms(documents: pl.DataFrame, *, ngrams: int = 1) -> pl.DataFrame:
    """How often each term occurs in each document: `doc_id, term, n`, by document and term; words and numbers, no punctuation.

    Parameters
    ----------
    documents
        Columns `doc_id`, `text` and, where known, `language`.
    ngrams
        How many words make a term: neighbours in one sentence, whatever marks are between them, joined by a space.

    Examples
    --------
    >>> count_terms(pl.DataFrame({"doc_id": ["a"], "text": ["Old bridge, old town."]})).rows()
    [('a', 'bridge', 1), ('a', 'old', 2), ('a', 'town', 1)]
    """
    if ngrams > 1:
        parts = [_count_runs(batch, ngrams) for batch in batches(documents)]
    else:
        numbered = documents.with_row_index("row")
        parts = [counts for language, part in _by_language(numbered) for counts in _count_words(part, language)]
        if numbered.select("language" if "language" in numbered.columns else pl.lit(0)).to_series().n_unique() > 1:
            parts = [pl.concat(parts).sort("row", maintain_order=True)]
    return pl.concat([pl.DataFrame(schema=COUNTS), *(part.select(*COUNTS) for part in parts)])


def total_terms(documents: pl.DataFrame) -> pl.DataFrame:
    """How often each term occurs in all documents together: `term, n`, commonest first, ties by the term.

    Examples
    --------
    >>> total_terms(pl.DataFrame({"doc_id": ["a", "b"], "text": ["Old bridge, old town.", "A town"]})).rows()
    [('old', 2), ('town', 2), ('a', 1), ('bridge', 1)]
    """
    counted = [_total(part, language) for language, part in _by_language(documents)]
    return (
        pl.concat([pl.DataFrame(schema={"term": pl.String, "n": pl.Int64}), *counted])
        .group_by("term")
        .sum()
        .sort(["n", "term"], descending=[True, False])
    )


def batches(documents: pl.DataFrame, size: int = SLICE) -> Iterator[pl.DataFrame]:
    """The documents in runs of about `size` bytes of text each, in order; a longer text is a run of its own.

    Examples
    --------
    >>> [len(batch) for batch in batches(pl.DataFrame({"text": ["ab", "cd", "ef"]}), size=4)]
    [2, 1]
    """
    upto = documents["text"].str.len_bytes().fill_null(0).cum_sum()
    first = 0
    while first < len(documents):
        before = upto[first - 1] if first else 0
        last = max(upto.search_sorted(before + size, side="right"), first + 1)
        yield documents[first:last]
        first = last


def _by_language(documents: pl.DataFrame) -> Iterator[tuple[str, pl.DataFrame]]:
    language = pl.col("language").fill_null("en") if "language" in documents.columns else pl.lit("en")
    for (name,), part in documents.with_columns(language=language).group_by("language", maintain_order=True):
        yield name, part


def _total(documents: pl.DataFrame, language: str) -> pl.DataFrame:
    chunks = (
        documents.lazy().select(chunk=pl.col("text").str.split(" ")).explode("chunk").group_by("chunk").len("n").collect(engine="streaming")
    )
    cut = cut_chunks(chunks["chunk"].fill_null(""), language)
    words = cut.tokens.with_columns(n=np.repeat(chunks["n"].to_numpy().astype(np.int64), cut.many)).filter(pl.col("kind") != "punct")
    return words.group_by("term").agg(pl.col("n").sum())


def _count_words(documents: pl.DataFrame, language: str) -> list[pl.DataFrame]:
    """Slice by slice: `row, doc_id, term, n`."""
    slices, categories = list(batches(documents, SLICE // 8)), pl.Categories.random()
    with ThreadPoolExecutor(pl.thread_pool_size()) as pool:  # Polars and NumPy let other threads work meanwhile
        coded = list(pool.map(lambda part: _coded(part, categories), slices))
        seen = pl.concat([pl.Series("chunk", [], dtype=pl.Categorical(categories)), *(chunk.distinct for chunk in coded)]).unique()
        terms, words = _words_of(seen.gather(seen.to_physical().arg_sort()).cast(pl.String), language)
        return list(pool.map(lambda part, chunks: _count_slice(part, chunks, terms, words), slices, coded))


class Chunks(NamedTuple):
    """The chunks of a slice of documents: how many each document has, their numbers in a row, and the distinct ones."""

    many: np.ndarray
    codes: np.ndarray
    distinct: pl.Series


def _coded(documents: pl.DataFrame, categories: pl.Categories) -> Chunks:
    chunks = documents["text"].fill_null("").str.split(" ")
    coded = chunks.explode().alias("chunk").cast(pl.Categorical(categories))
    return Chunks(chunks.list.len().to_numpy(), coded.to_physical().to_numpy(), coded.unique())


def _words_of(chunks: pl.Series, language: str) -> tuple[pl.Series, Cut]:
    """The terms of all chunks in their order, and for each chunk the numbers of its terms."""
    cut = cut_chunks(chunks, language)
    words = (cut.tokens["kind"] != "punct").to_numpy()
    many = np.bincount(np.repeat(np.arange(len(chunks)), cut.many)[words], minlength=len(chunks))
    found = cut.tokens["term"].filter(pl.Series(words))
    terms = found.unique().sort()
    return terms, Cut(found.cast(pl.Enum(terms)).to_physical().to_frame("term"), np.cumsum(many) - many, many)


def _count_slice(documents: pl.DataFrame, chunks: Chunks, terms: pl.Series, words: Cut) -> pl.DataFrame:
    """The counts of a slice: each use becomes one number, made of its document and its term, and equal numbers are counted."""
    many, places = words.places(chunks.codes)
    small = np.uint32 if len(documents) * len(terms) < 2**32 else np.uint64
    document = np.repeat(np.repeat(np.arange(len(documents), dtype=small), chunks.many), many)
    keys, n = np.unique(document * small(len(terms)) + words.tokens["term"].to_numpy()[places].astype(small), return_counts=True)
    rows = documents.select("row", "doc_id")[keys // max(len(terms), 1)]
    return rows.with_columns(term=terms[keys % max(len(terms), 1)], n=pl.Series(n, dtype=pl.Int64))


def _count_runs(documents: pl.DataFrame, ngrams: int) -> pl.DataFrame:
    """Runs of words within a sentence; they are counted as runs of numbers, so that only distinct ones are spelled out."""
    tokens = token_frame(documents).filter(pl.col("kind") != "punct")
    codes, terms = number(tokens["term"])
    run = pl.struct("doc_id", "sentence").rle_id()
    words = tokens.select("doc_id", run=run, row=pl.col("doc_id").rle_id(), w0=pl.Series(codes, dtype=pl.UInt32))
    steps = [f"w{step}" for step in range(ngrams)]
    words = words.with_columns(pl.col("w0").shift(-step).alias(name) for step, name in enumerate(steps))
    within = words.filter(pl.col("run") == pl.col("run").shift(1 - ngrams))
    counts = within.group_by("row", "doc_id", *steps).agg(n=pl.len().cast(pl.Int64))
    grams = pl.concat_str([terms[counts[name]].alias(name) for name in steps], separator=" ")
    return counts.with_columns(term=pl.select(grams).to_series()).sort("row", "term").select(*COUNTS)
