"""Frequency: how often each word, phrase or theme is used, by whom, and how evenly."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

import pandas as pd
import polars as pl

from iranaz_utils.measuring.counts import Counts, counts_of, matrix, summed, without_stopwords
from iranaz_utils.measuring.groups import grouped
from iranaz_utils.measuring.statistics.inputs import whole
from iranaz_utils.measuring.statistics.resampling import bootstrap_rates
from iranaz_utils.tables import UNKNOWN, shape

if TYPE_CHECKING:
    from iranaz_utils.reading import Corpus


def frequency(  # noqa: PLR0913 - a question put in keywords, each with a default
    documents: pd.DataFrame | Corpus,
    *,
    by: str | list[str] | None = None,
    ngrams: int = 1,
    themes: Mapping[str, Collection[str]] | None = None,
    form: str = "term",
    terms: Collection[str] | None = None,
    stopwords: Collection[str] | Mapping[str, Collection[str]] | None = None,
    min_n: int = 1,
    duplicates: str = "collapse",
    bootstrap: int = 1000,
    seed: int = 0,
    counts: Counts | None = None,
) -> pd.DataFrame:
    """How often each term is used in each group of documents, with what the number rests on in the same row.

    Parameters
    ----------
    documents
        Documents table or corpus; `doc_id` and `text` are enough. `language` decides how words are folded.
    by
        Column whose values are the groups, or a list of columns, joined by " · ". None makes one group, "all"; documents without a value
        are the group "(unknown)", the last one.
    ngrams
        How many neighbouring words of a sentence make a term.
    themes
        Theme → words and phrases, where `*` stands for any letters: counts occurrences of themes instead of terms. Patterns that overlap
        make one occurrence. A theme that a group never uses has a row with 0 uses and no interval.
    form
        ``"term"`` counts words as they are, ``"lemma"`` counts *borders* with *border*, ``"stem"`` cuts endings; see `finding.lemmas`.
    terms
        Terms to keep, as the table shows them; all when not given. Rates stay as they are, `rank` counts those that are kept.
    stopwords
        Terms to leave out, or language → terms to leave out of documents in that language. A phrase is left out if it begins or ends with
        one. Rates stay as they are.
    min_n
        Uses in a group below which a row is left out, from 2 on also a theme with 0. Rates stay as they are.
    duplicates
        ``"collapse"`` counts an article once, however many copies `duplicate_of` names; ``"count"`` counts each copy.
    bootstrap
        How often the documents of a group are drawn again for `rate_low` and `rate_high`; 0 leaves these out.
    seed
        Of the drawing of documents.
    counts
        What `count_words` counted in these documents, or in more, in the same form; saves counting again.

    Returns
    -------
    The table frequency, by group and rank, with the column `carried_by` added:

    ================================= ====================================================================================
    group, term
    n, documents                      uses, and documents that hold one
    rate                              uses per 10,000 tokens
    rate_low, rate_high               95 % bootstrap interval over documents; missing for a group of one document
    dispersion                        Gries's DP over the documents of the group: 0 even, towards 1 all in one document
    base_tokens, base_documents       words and numbers (not punctuation) and documents of the group, nothing dropped
    rank                              1 for the most used in the group; equal counts in the order of the alphabet
    carried_by                        the document that holds more than half of three uses or more; else missing
    ================================= ====================================================================================

    Raises
    ------
    ColumnError
        If `documents` lacks a column that the call uses.
    ParameterError
        If `ngrams`, `themes`, `form`, `duplicates`, `bootstrap` or `counts` is not as described.

    Examples
    --------
    >>> documents = pd.DataFrame({"doc_id": ["a", "b"], "text": ["Peace now, peace!", "A bridge."], "side": ["RU", "FR"]})
    >>> frequency(documents, by="side")[["group", "term", "n", "rate", "base_tokens", "rank"]].values.tolist()[2:]
    [['RU', 'peace', 2, 6666.666666666667, 3, 1], ['RU', 'now', 1, 3333.3333333333335, 3, 2]]
    """
    whole("bootstrap", bootstrap, 0)
    articles = grouped(documents, by, duplicates=duplicates)
    counts = without_stopwords(counts_of(articles, counts, ngrams=ngrams, themes=themes, form=form), stopwords)
    counts = counts if terms is None else counts.only(terms)
    every = summed(counts)
    table = _with_intervals(every.filter(pl.col("n") >= min_n), counts, bootstrap, seed)
    named = table.with_columns(term=counts.terms.gather(table["term"]))
    if themes is not None and min_n < 2:
        used = every.with_columns(term=counts.terms.gather(every["term"]))
        wanted = [theme for theme in themes if terms is None or theme in terms]
        named = pl.concat([named, _unused(used, counts.documents, wanted)], how="diagonal_relaxed")
    ranked = named.sort(pl.col("group") == UNKNOWN, "group", pl.col("n"), "term", descending=[False, False, True, False])
    return shape("frequency", ranked.with_columns(rank=pl.int_range(1, pl.len() + 1).over("group")))


def _unused(used: pl.DataFrame, documents: pl.DataFrame, themes: list[str]) -> pl.DataFrame:
    """A row with 0 uses for each theme that a group with words never uses."""
    bases = documents.group_by("group").agg(base_tokens=pl.col("tokens").sum(), base_documents=pl.len().cast(pl.Int64))
    every = bases.filter(pl.col("base_tokens") > 0).join(pl.DataFrame({"term": themes}, schema={"term": pl.String}), how="cross")
    never = every.join(used, on=["group", "term"], how="anti")
    return never.with_columns(n=pl.lit(0, pl.Int64), documents=pl.lit(0, pl.Int64), rate=pl.lit(0.0))


def _with_intervals(table: pl.DataFrame, counts: Counts, bootstrap: int, seed: int) -> pl.DataFrame:
    """The rows with the interval of their rates, drawn within each group."""
    if not bootstrap:
        return table.with_columns(rate_low=pl.lit(None, pl.Float64), rate_high=pl.lit(None, pl.Float64))
    members = counts.documents.partition_by("group", as_dict=True)
    parts = [table.clear().with_columns(rate_low=pl.lit(0.0), rate_high=pl.lit(0.0))]
    for group, rows in table.partition_by("group", as_dict=True).items():
        uses = matrix(counts, rows["term"], members[group]["document"])
        low, high = bootstrap_rates(uses, members[group]["tokens"].to_numpy(), repeats=bootstrap, seed=seed)
        parts.append(rows.with_columns(rate_low=pl.Series(low), rate_high=pl.Series(high)))
    return pl.concat(parts)
