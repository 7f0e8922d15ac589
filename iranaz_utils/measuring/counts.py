"""Documents in groups, and what each document holds: the counts that add up to every table of words.

========= ============================================================
grouped   documents, each with its group; copies counted once
counted   the uses of each term, or theme, in each document
matrix    the same counts as terms × documents, for resampling
========= ============================================================
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

import pandas as pd
import polars as pl

from iranaz_utils.finding.terms import count_terms, fold
from iranaz_utils.finding.themes import count_themes
from iranaz_utils.measuring.statistics.inputs import one_of
from iranaz_utils.tables import ParameterError, take

if TYPE_CHECKING:
    from scipy.sparse import csr_array

    from iranaz_utils.reading import Corpus

#: The group of documents whose value of `by` is missing; that of all documents when there is no `by`; and what joins two values.
UNKNOWN, ALL, JOINT = "(unknown)", "all", " · "
#: Documents cut into tokens at a time, so that memory does not grow with the corpus.
BATCH = 4000


def grouped(source: pd.DataFrame | Corpus, by: str | list[str] | None, *, duplicates: str = "collapse") -> pl.DataFrame:
    """The documents that count, with their `group`, in the order of `doc_id` so that the order of the input changes nothing.

    Parameters
    ----------
    source
        Documents table or corpus.
    by
        Column whose values are the groups, or a list of columns whose values are joined by " · ". None makes one group, "all".
        A missing value makes a group of its own, "(unknown)".
    duplicates
        ``"collapse"`` keeps one of the documents that `duplicate_of` says are copies: the original where it is there. ``"count"`` keeps all.

    Returns
    -------
    Polars frame with `document` (the number of the row), `doc_id`, `text`, `language` and `group`.
    """
    one_of("duplicates", duplicates, ("collapse", "count"))
    columns = [by] if isinstance(by, str) else list(by or [])
    taken = take(source, "doc_id", "text", *columns, optional=("language", "duplicate_of")).sort("doc_id")
    if duplicates == "collapse":
        original = pl.coalesce("duplicate_of", "doc_id")
        taken = taken.sort(pl.col("duplicate_of").is_not_null(), maintain_order=True).unique(original, keep="first").sort("doc_id")
    group = pl.concat_str([_label(taken[column]) for column in columns], separator=JOINT) if columns else pl.lit(ALL)
    return taken.select("doc_id", "text", "language", group=group).with_row_index("document")


def counted(
    documents: pl.DataFrame, *, ngrams: int = 1, themes: Mapping[str, Collection[str]] | None = None
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The uses of each term in each document, and the documents with their number of `tokens`: words and numbers, not punctuation.

    Parameters
    ----------
    documents
        As `grouped` gives them.
    ngrams
        How many words make a term; they stand next to each other in one sentence.
    themes
        Theme → words or phrases. Themes are then counted instead of terms.

    Returns
    -------
    counts, documents : Polars frames
        `document, term, n`, and the documents with a column `tokens`.
    """
    if not isinstance(ngrams, int) or ngrams < 1:
        raise ParameterError(f"ngrams must be a whole number of 1 or more; got {ngrams!r}")
    if themes is not None and ngrams > 1:
        raise ParameterError("themes hold their own phrases: leave ngrams at 1")
    batches = [_count(documents[first : first + BATCH], ngrams, themes) for first in range(0, max(len(documents), 1), BATCH)]
    counts, sizes = (pl.concat(parts) for parts in zip(*batches, strict=True))
    with_tokens = documents.drop("text").join(sizes, on="document", how="left", maintain_order="left")
    return counts, with_tokens.with_columns(pl.col("tokens").fill_null(0))


def matrix(counts: pl.DataFrame, terms: pl.Series, documents: pl.Series) -> csr_array:
    """Counts as a sparse matrix with a row for each of `terms` and a column for each of `documents`, both without repetition."""
    import numpy as np
    from scipy.sparse import csr_array

    rows = pl.DataFrame({"term": terms}).with_row_index("row")
    columns = pl.DataFrame({"document": documents}).with_row_index("column")
    cells = counts.join(rows, on="term").join(columns, on="document").select("row", "column", "n")
    values = cells["n"].to_numpy().astype(np.float32)
    return csr_array((values, (cells["row"].to_numpy(), cells["column"].to_numpy())), shape=(len(rows), len(columns)))


def without_stopwords(counts: pl.DataFrame, stopwords: Collection[str] | Mapping[str, Collection[str]] | None) -> pl.DataFrame:
    """The counts without terms that are a stop word, or begin or end with one; the tokens of the documents stay as they are.

    Stop words are folded as terms are: by language where they come as language → words.
    """
    if not stopwords:
        return counts
    by_language = stopwords if isinstance(stopwords, Mapping) else {"en": stopwords}
    folded = sorted({fold(word, language) for language, words in by_language.items() for word in words})
    words = pl.col("term").str.split(" ")
    return counts.filter(~words.list.first().is_in(folded) & ~words.list.last().is_in(folded))


def _count(documents: pl.DataFrame, ngrams: int, themes) -> tuple[pl.DataFrame, pl.DataFrame]:
    numbers = documents.select("doc_id", "document")
    words = count_terms(documents.select("doc_id", "text", "language"))
    sizes = words.group_by("doc_id").agg(tokens=pl.col("n").sum())
    if themes is not None:
        words = count_themes(documents, themes)
    elif ngrams > 1:
        words = count_terms(documents.select("doc_id", "text", "language"), ngrams=ngrams)
    return words.join(numbers, on="doc_id").select("document", "term", "n"), sizes.join(numbers, on="doc_id").select("document", "tokens")


def _label(values: pl.Series) -> pl.Series:
    """Values as text; whole numbers and days without a fraction, missing ones as `UNKNOWN`."""
    if values.dtype.is_float() and (values.drop_nulls() % 1 == 0).all():
        values = values.cast(pl.Int64)
    if isinstance(values.dtype, pl.Datetime) and (values.drop_nulls().dt.truncate("1d") == values.drop_nulls()).all():
        values = values.cast(pl.Date)
    return values.cast(pl.String).fill_null(UNKNOWN)
