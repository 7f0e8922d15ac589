"""Documents in groups, and what each document holds: the counts that add up to every table of words.

========= ============================================================
grouped   documents, each with its group; copies counted once
counted   the uses of each term, or theme, in each document
summed    the same, added up for each group
matrix    the same as terms × documents, for resampling
========= ============================================================
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd
import polars as pl

from iranaz_utils.finding.batches import batches
from iranaz_utils.finding.lemmas import FORMS, base_form
from iranaz_utils.finding.terms import count_terms, fold
from iranaz_utils.finding.themes import count_themes
from iranaz_utils.measuring.statistics import RATE_PER
from iranaz_utils.measuring.statistics.inputs import one_of
from iranaz_utils.tables import ALL, UNKNOWN, ParameterError, take

if TYPE_CHECKING:
    from scipy.sparse import csr_array

    from iranaz_utils.reading import Corpus

#: What joins the values of a group that is made of two columns.
JOINT = " · "
#: Bytes of text cut into tokens at a time, so that memory grows with the counts only.
BATCH = 32 << 20
#: Uses added up at a time, give or take one term.
SLICE = 1 << 20


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
        ``"collapse"`` keeps one of each set of copies, as `duplicate_of` tells: the original where it is there. ``"count"`` keeps all.

    Returns
    -------
    Polars frame with `doc_id`, `text`, `language` and `group`.
    """
    one_of("duplicates", duplicates, ("collapse", "count"))
    columns = _columns(by)
    taken = take(source, "doc_id", "text", *columns, optional=("language", "duplicate_of")).sort("doc_id")
    if duplicates == "collapse":
        original = pl.coalesce("duplicate_of", "doc_id")
        taken = taken.sort(pl.col("duplicate_of").is_not_null(), maintain_order=True).unique(original, keep="first").sort("doc_id")
    return taken.select("doc_id", "text", pl.col("language").fill_null("en"), group=_group(taken, columns))


def groups_of(source: pd.DataFrame | Corpus, by: str | list[str] | None) -> pl.DataFrame:
    """`doc_id` and `group` of every document, in the order of the table, copies included; a text is not needed."""
    columns = _columns(by)
    taken = take(source, "doc_id", *columns)
    return taken.select("doc_id", group=_group(taken, columns))


def _columns(by: str | list[str] | None) -> list[str]:
    return [by] if isinstance(by, str) else list(by or [])


def _group(taken: pl.DataFrame, columns: list[str]) -> pl.Expr:
    return pl.concat_str([_label(taken[column]) for column in columns], separator=JOINT) if columns else pl.lit(ALL)


class Counts(NamedTuple):
    """The uses of each term in each document. A large corpus has millions of rows, so terms are numbers here.

    Attributes
    ----------
    uses : Polars frame
        `document` (the number of a row of `documents`), `term` (the number of a row of `terms`), `n`; by term, then document.
    terms : Polars series
        Every term once, in the order of the alphabet.
    documents : Polars frame
        `document`, `doc_id`, `language`, `group`, and its `tokens`: words and numbers, not punctuation.
    form : str
        What was counted: words as they are (`term`), or their `lemma` or `stem`.
    """

    uses: pl.DataFrame
    terms: pl.Series
    documents: pl.DataFrame
    form: str = "term"


def counted(documents: pl.DataFrame, *, ngrams: int = 1, themes: Mapping[str, Collection[str]] | None = None, form: str = "term") -> Counts:
    """The uses of each term in each document, batch by batch.

    Parameters
    ----------
    documents
        Some of those that `grouped` gives.
    ngrams
        How many words make a term; they stand next to each other in one sentence.
    themes
        Theme → words or phrases. Themes are then counted instead of terms.
    form
        ``"lemma"`` counts *borders* with *border*, ``"stem"`` cuts endings, ``"term"`` counts words as they are. The tokens of a document
        are the same in each. Only distinct words are looked up, so it costs little more (see `finding.lemmas` for what it can do).
    """
    if not isinstance(ngrams, int) or ngrams < 1:
        raise ParameterError(f"ngrams must be a whole number of 1 or more; got {ngrams!r}")
    if themes is not None and ngrams > 1:
        raise ParameterError("themes hold their own phrases: leave ngrams at 1")
    one_of("form", form, FORMS)
    documents = documents.with_row_index("document")
    parts = [_count(batch, ngrams, themes, form) for batch in list(batches(documents, BATCH)) or [documents]]
    uses, sizes = (pl.concat(frames) for frames in zip(*parts, strict=True))
    terms = uses["term"].unique().cast(pl.String).sort()
    numbers = pl.DataFrame({"term": terms.cast(pl.Categorical)}).with_row_index("number")
    numbered = uses.join(numbers, on="term").select("document", "n", term="number").sort("term", "document")
    with_tokens = documents.drop("text").join(sizes, on="document", how="left", maintain_order="left")
    return Counts(numbered, terms, with_tokens.with_columns(pl.col("tokens").fill_null(0)), form)


def summed(counts: Counts) -> pl.DataFrame:
    """Each term's counts added up over each group, with base, rate, dispersion and the document that carries it; terms still numbers."""
    documents = counts.documents.with_columns(share=pl.col("tokens") / pl.col("tokens").sum().over("group"))
    grouped_documents = documents.select("document", "share", pl.col("group").cast(pl.Categorical))
    bases = documents.group_by("group").agg(base_tokens=pl.col("tokens").sum(), base_documents=pl.len().cast(pl.Int64))
    return (
        pl.concat(_added_up(uses, grouped_documents) for uses in _slices(counts.uses))
        .with_columns(pl.col("group").cast(pl.String), carrier=pl.when(pl.col("n") >= 3, 2 * pl.col("most") > pl.col("n")).then("carrier"))
        .join(documents.select(carrier="document", carried_by="doc_id"), on="carrier", how="left")
        .join(bases, on="group")
        .with_columns(rate=RATE_PER * pl.col("n") / pl.col("base_tokens"))
        .drop("most", "carrier")
        .sort("group", "term")
    )


def _slices(uses: pl.DataFrame) -> list[pl.DataFrame]:
    """The uses in pieces that hold every use of their terms, so that adding up takes little memory however many there are."""
    term = uses["term"].to_numpy()
    first = [0, *np.unique(np.searchsorted(term, term[::SLICE])).tolist()[1:], len(uses)]
    return [uses[start:stop] for start, stop in pairwise(first)]


def _added_up(uses: pl.DataFrame, documents: pl.DataFrame) -> pl.DataFrame:
    # A document without the term adds its whole share of the tokens to the deviation: 1 in all, less the shares of those that have it.
    deviation = (pl.col("n") / pl.col("n").sum() - pl.col("share")).abs() - pl.col("share")
    grouping = uses.join(documents, on="document").group_by("group", "term")
    return grouping.agg(
        n=pl.col("n").sum().cast(pl.Int64),
        documents=pl.len().cast(pl.Int64),
        dispersion=((1 + deviation.sum()) / 2).clip(0, 1),
        most=pl.col("n").max(),
        carrier=pl.col("document").get(pl.col("n").arg_max()),
    )


def matrix(counts: Counts, terms: pl.Series, documents: pl.Series) -> csr_array:
    """The uses as a sparse matrix with a row for each number of `terms` and a column for each of `documents`, both in rising order."""
    from scipy.sparse import csr_array

    row, column = np.zeros(len(counts.terms), dtype=bool), np.full(len(counts.documents), -1, dtype=np.int32)
    row[terms.to_numpy()], column[documents.to_numpy()] = True, np.arange(len(documents))
    term, document = counts.uses["term"].to_numpy(), counts.uses["document"].to_numpy()
    wanted = row[term] & (column[document] >= 0)
    # The uses are sorted by term, so the rows of the matrix lie one after the other: no sorting, and no second copy of a large table.
    ends = np.searchsorted(term[wanted], terms.to_numpy(), side="right")
    values, columns = counts.uses["n"].to_numpy()[wanted].astype(np.float32), column[document[wanted]]
    return csr_array((values, columns, np.concatenate([[0], ends])), shape=(len(terms), len(documents)))


def without_stopwords(counts: Counts, stopwords: Collection[str] | Mapping[str, Collection[str]] | None) -> Counts:
    """The counts without terms that are a stop word, or begin or end with one; the tokens of the documents stay as they are.

    Language → words are left out of documents in that language only: Turkish "son" (last) must not take English sons away.
    """
    if not stopwords or counts.uses.is_empty():
        return counts
    languages = counts.documents["language"].unique(maintain_order=True)
    words = [stopwords.get(language, ()) if isinstance(stopwords, Mapping) else stopwords for language in languages]
    stopped = np.array([_stopped(counts, several, language) for several, language in zip(words, languages, strict=True)])
    spoken = counts.documents["language"].replace_strict(languages, range(len(languages)), return_dtype=pl.UInt32).to_numpy()
    keep = ~stopped[spoken[counts.uses["document"].to_numpy()], counts.uses["term"].to_numpy()]
    return counts._replace(uses=counts.uses.filter(keep))


def _stopped(counts: Counts, words: Collection[str], language: str) -> np.ndarray:
    """Which terms are, or begin or end with, a stop word of a language; where lemmas are counted, also the lemma of one."""
    folded = [fold(word, language) for word in words]
    stops = pl.Series([*folded, *(base_form(word, language, form=counts.form) for word in folded)], dtype=pl.String).implode()
    parts = counts.terms.str.split(" ")
    return (parts.list.first().is_in(stops) | parts.list.last().is_in(stops) | counts.terms.is_in(stops)).to_numpy()


def _count(
    documents: pl.DataFrame, ngrams: int, themes: Mapping[str, Collection[str]] | None, form: str
) -> tuple[pl.DataFrame, pl.DataFrame]:
    numbers = documents.select("doc_id", "document")
    words = count_terms(documents, form=form)
    sizes = words.group_by("doc_id").agg(tokens=pl.col("n").sum().cast(pl.Int64))
    if themes is not None:
        words = count_themes(documents, themes)
    elif ngrams > 1:
        words = count_terms(documents, ngrams=ngrams, form=form)
    uses = words.join(numbers, on="doc_id").select("document", pl.col("term").cast(pl.Categorical), pl.col("n").cast(pl.UInt32))
    return uses, sizes.join(numbers, on="doc_id").select("document", "tokens")


def _label(values: pl.Series) -> pl.Series:
    """Values as text; whole numbers and days without a fraction, missing ones as `UNKNOWN`."""
    if values.dtype.is_float() and (values.drop_nulls() % 1 == 0).all():
        values = values.cast(pl.Int64)
    if isinstance(values.dtype, pl.Datetime) and (values.drop_nulls().dt.truncate("1d") == values.drop_nulls()).all():
        values = values.cast(pl.Date)
    return values.cast(pl.String).fill_null(UNKNOWN)
