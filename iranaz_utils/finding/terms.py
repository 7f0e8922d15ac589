"""Terms: the normal form of words, and how often each occurs.

Counts are made without a table of tokens. Chunks between spaces are counted first, natively; each distinct chunk is cut into tokens once,
by the rules of `tokens`; and its count is handed on to its words. Texts are taken in batches, so that memory grows with the counts and not
with the corpus.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import polars as pl

from iranaz_utils.finding.batches import SIZE, batches, by_language, mapped
from iranaz_utils.finding.folding import fold
from iranaz_utils.finding.lemmas import base_forms
from iranaz_utils.finding.tokens import Cut, cut_chunks, number, token_frame

__all__ = ["count_terms", "fold", "total_terms"]

COUNTS = {"row": pl.UInt32, "doc_id": pl.String, "term": pl.String, "n": pl.Int64}


def count_terms(documents: pl.DataFrame, *, ngrams: int = 1, form: str = "term") -> pl.DataFrame:
    """How often each term occurs in each document: `doc_id, term, n`, by document and term; words and numbers, no punctuation.

    Parameters
    ----------
    documents
        Columns `doc_id`, `text` and, where known, `language`.
    ngrams
        How many words make a term: neighbours in one sentence, whatever marks are between them, joined by a space.
    form
        `term` counts words as they are; `stem` and `lemma` count their base forms.

    Examples
    --------
    >>> count_terms(pl.DataFrame({"doc_id": ["a"], "text": ["Old bridge, old town."]})).rows()
    [('a', 'bridge', 1), ('a', 'old', 2), ('a', 'town', 1)]
    """
    count = _count_words if ngrams == 1 else _count_runs
    parts = [count(part, language, form, ngrams) for language, part in by_language(documents)]
    counts = pl.concat([pl.DataFrame(schema=COUNTS), *(counted for part in parts for counted in part)])
    return (counts.sort("row", maintain_order=True) if len(parts) > 1 else counts).drop("row")


def total_terms(documents: pl.DataFrame) -> pl.DataFrame:
    """How often each term occurs in all documents together: `term, n`, commonest first, ties by the term.

    Examples
    --------
    >>> total_terms(pl.DataFrame({"doc_id": ["a", "b"], "text": ["Old bridge, old town.", "A town"]})).rows()
    [('old', 2), ('town', 2), ('a', 1), ('bridge', 1)]
    """
    parts = [_total(part, language) for language, part in by_language(documents)]
    counts = pl.concat([pl.DataFrame(schema={"term": pl.String, "n": pl.Int64}), *parts])
    return counts.group_by("term").sum().sort(["n", "term"], descending=[True, False])


def _total(documents: pl.DataFrame, language: str) -> pl.DataFrame:
    chunks = documents.lazy().select(chunk=pl.col("text").str.split(" ")).explode("chunk").group_by("chunk").len("n")
    counted = chunks.collect(engine="streaming")
    cut = cut_chunks(counted["chunk"].fill_null(""), language)
    words = cut.tokens.with_columns(n=np.repeat(counted["n"].to_numpy().astype(np.int64), cut.many)).filter(pl.col("kind") != "punct")
    return words.group_by("term").agg(pl.col("n").sum())


def _count_words(documents: pl.DataFrame, language: str, form: str, _: int) -> list[pl.DataFrame]:
    """Batch by batch, the words of each document."""
    parts, categories = list(batches(documents, SIZE // 8)), pl.Categories.random()
    coded = mapped(lambda part: _coded(part, categories), parts)
    seen = pl.concat([pl.Series("chunk", [], dtype=pl.Categorical(categories)), *(chunks.distinct for chunks in coded)]).unique()
    terms, words = _words_of(seen.gather(seen.to_physical().arg_sort()).cast(pl.String), language, form)
    return mapped(lambda part, chunks: _count_batch(part, chunks, terms, words), parts, coded)


class Chunks(NamedTuple):
    """The chunks of a batch of documents: how many each document has, their numbers in a row, and the distinct ones."""

    many: np.ndarray
    codes: np.ndarray
    distinct: pl.Series


def _coded(documents: pl.DataFrame, categories: pl.Categories) -> Chunks:
    chunks = documents["text"].fill_null("").str.split(" ")
    coded = chunks.explode().alias("chunk").cast(pl.Categorical(categories))
    return Chunks(chunks.list.len().to_numpy(), coded.to_physical().to_numpy(), coded.unique())


def _words_of(chunks: pl.Series, language: str, form: str) -> tuple[pl.Series, Cut]:
    """The terms of all chunks in their order, and for each chunk the numbers of its terms."""
    cut = cut_chunks(chunks, language)
    words = (cut.tokens["kind"] != "punct").to_numpy()
    many = np.bincount(np.repeat(np.arange(len(chunks)), cut.many)[words], minlength=len(chunks))
    found = base_forms(cut.tokens["term"].filter(pl.Series(words)), language, form=form)
    terms = found.unique().sort()
    return terms, Cut(found.cast(pl.Enum(terms)).to_physical().to_frame("term"), np.cumsum(many) - many, many)


def _count_batch(documents: pl.DataFrame, chunks: Chunks, terms: pl.Series, words: Cut) -> pl.DataFrame:
    """The counts of a batch: each use becomes one number, made of its document and its term, and equal numbers are counted."""
    many, places = words.places(chunks.codes)
    small = np.uint32 if len(documents) * len(terms) < 2**32 else np.uint64
    document = np.repeat(np.repeat(np.arange(len(documents), dtype=small), chunks.many), many)
    uses = document * small(len(terms)) + words.tokens["term"].to_numpy()[places].astype(small)
    keys, n = np.unique(uses, return_counts=True)
    rows = documents.select("row", "doc_id")[keys // max(len(terms), 1)]
    return rows.with_columns(term=terms[keys % max(len(terms), 1)], n=pl.Series(n, dtype=pl.Int64))


def _count_runs(documents: pl.DataFrame, language: str, form: str, ngrams: int) -> list[pl.DataFrame]:
    """Batch by batch, the runs of words in each document."""
    return mapped(lambda part: _count_runs_of(part, language, form, ngrams), list(batches(documents)))


def _count_runs_of(documents: pl.DataFrame, language: str, form: str, ngrams: int) -> pl.DataFrame:
    """Runs of words within a sentence; they are counted as runs of numbers, so that only distinct ones are spelled out."""
    tokens = token_frame(documents).filter(pl.col("kind") != "punct")
    codes, terms = number(base_forms(tokens["term"], language, form=form))
    words = tokens.select("doc_id", run=pl.struct("doc_id", "sentence").rle_id(), w0=pl.Series(codes, dtype=pl.UInt32))
    steps = [f"w{step}" for step in range(ngrams)]
    words = words.with_columns(pl.col("w0").shift(-step).alias(name) for step, name in enumerate(steps))
    within = words.filter(pl.col("run") == pl.col("run").shift(1 - ngrams))
    counts = within.group_by("doc_id", *steps).agg(n=pl.len().cast(pl.Int64))
    grams = pl.concat_str([terms[counts[name]].alias(name) for name in steps], separator=" ")
    rows = documents.select("row", "doc_id")
    return counts.with_columns(term=pl.select(grams).to_series()).join(rows, on="doc_id").sort("row", "term").select(*COUNTS)
