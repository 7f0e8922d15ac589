"""Keyness: which terms one side uses more than another, by how much, how surely, and whether one article makes it so."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import polars as pl

from iranaz_utils.measuring.counts import Counts, counts_of, matrix, summed, total, without_stopwords
from iranaz_utils.measuring.groups import grouped
from iranaz_utils.measuring.statistics import g2, log_ratio, log_ratio_interval, nearest_to_equal, rate, weighted_log_odds
from iranaz_utils.measuring.statistics.resampling import permutation_p
from iranaz_utils.tables import UNKNOWN, BaseError, ParameterError, shape

if TYPE_CHECKING:
    from iranaz_utils.reading import Corpus

SIDES = ("target", "reference")
GROUP_COLUMNS = (
    "group", "term", "n", "documents", "rate", "log_odds_z", "dispersion", "base_tokens", "base_documents", "rank", "carried_by",
)  # fmt: skip


def keyness(  # noqa: PLR0913 - a question put in keywords, each with a default
    documents: pd.DataFrame | Corpus,
    *,
    by: str | list[str] = "side",
    target: str,
    reference: str | None = None,
    ngrams: int = 1,
    form: str = "term",
    stopwords: Collection[str] | Mapping[str, Collection[str]] | None = None,
    min_n: int = 1,
    duplicates: str = "collapse",
    permutations: int = 1000,
    seed: int = 0,
    counts: Counts | None = None,
) -> pd.DataFrame:
    """Each term of two sides with everything needed to judge whether they differ in it, the target's own terms first.

    Parameters
    ----------
    documents
        Documents table or corpus, with the column of `by`.
    by
        Column whose values are the sides, or a list of columns, joined by " · ".
    target, reference
        Values of `by` to be compared; without `reference`, all documents that are not of the target, those without a value included.
    ngrams, form, stopwords, duplicates
        As in `frequency`.
    min_n
        Uses on both sides together below which a term is not tested.
    permutations
        How many arrangements of the documents `p_documents` may rest on; 0 leaves it out.
    seed
        Of the shuffling of documents.
    counts
        As in `frequency`.

    Returns
    -------
    The table keyness, by falling `lrc`, then `g2`, then the word: the target's terms at the head, the reference's at the foot, with the
    columns `log_ratio_low`, `log_ratio_high`, `permutations`, `family` and `carried_by` added:

    ================================================= ====================================================================
    term
    n_target, n_reference                             uses
    documents_target, documents_reference             documents that hold one
    rate_target, rate_reference                       uses per 10,000 tokens
    g2                                                log-likelihood of the four cells; above 0: the target uses it more
    log_ratio                                         how many times more, as a power of two (half a use added)
    lrc                                               of that, what the counts vouch for at 95 % in the family of terms
    dispersion                                        Gries's DP over the documents of the side with the higher rate
    p_documents                                       chance of such a difference if documents had no side
    base_target, base_reference                       words and numbers (not punctuation), nothing dropped
    log_ratio_low, log_ratio_high                     95 % interval of the log ratio in the family of terms; one end may be infinite
    permutations                                      arrangements of documents that `p_documents` rests on
    family                                            terms tested together
    carried_by                                        document with more than half of that side's uses (three or more); else missing
    ================================================= ====================================================================

    Raises
    ------
    BaseError
        If a side has no words.
    ColumnError
        If `documents` lacks a column that the call uses.
    ParameterError
        If no document has the value `target` or `reference`, or both are the same; or as in `frequency`.

    References
    ----------
    Evert 2022 for `lrc`; Koplenig 2019 for `p_documents`.

    Examples
    --------
    >>> texts = ["Sea and sand.", "The sea!", "Sea, sun.", "Snow and ice.", "The snow."]
    >>> documents = pd.DataFrame({"doc_id": list("abcde"), "text": texts, "side": ["FR", "FR", "FR", "RU", "RU"]})
    >>> table = keyness(documents, target="FR")
    >>> table[["term", "n_target", "n_reference", "p_documents", "permutations"]].iloc[[0, -1]].values.tolist()
    [['sea', 3, 0, 0.1, 10], ['snow', 0, 2, 0.1, 10]]
    """
    sides = _sided(grouped(documents, by, duplicates=duplicates), by, target, reference)
    counts = without_stopwords(counts_of(sides, counts, ngrams=ngrams, form=form), stopwords)
    table = _beside(summed(counts)).filter(pl.col("n_target") + pl.col("n_reference") >= min_n)
    table = _tested(_measured(table, *_bases(counts.documents)), counts, permutations, seed)
    named = table.with_columns(term=counts.terms.gather(table["term"]))
    return shape("keyness", named.sort("lrc", "g2", "term", descending=[True, True, False]))


def keyness_of_groups(  # noqa: PLR0913 - as `keyness`
    documents: pd.DataFrame | Corpus,
    *,
    by: str | list[str],
    ngrams: int = 1,
    form: str = "term",
    stopwords: Collection[str] | Mapping[str, Collection[str]] | None = None,
    min_n: int = 1,
    prior: str = "empirical",
    counts: Counts | None = None,
) -> pd.DataFrame:
    """The terms that set each of several groups apart from all groups together, as weighted log odds.

    For two sides `keyness` says more; this is for three or more outlets, languages or periods at once.

    Parameters
    ----------
    documents, by, ngrams, form, stopwords, counts
        As in `frequency`; an article is counted once, however many copies there are.
    min_n
        Uses in all groups together below which a term is left out. Scores of the others stay as they are.
    prior
        As in `weighted_log_odds`.

    Returns
    -------
    Frame with a row for each group and term it uses, by group and falling score: `group, term, n, documents, rate, log_odds_z, dispersion,
    base_tokens, base_documents, rank, carried_by`, where `log_odds_z` is in standard errors and the rest as in `frequency`.

    Raises
    ------
    ColumnError, ParameterError
        As in `frequency`; also if `prior` is unknown.

    References
    ----------
    Monroe, Colaresi and Quinn 2008.

    Examples
    --------
    >>> texts = ["Sea, sea, sun.", "Snow and sun.", "Sun, rain."]
    >>> documents = pd.DataFrame({"doc_id": ["a", "b", "c"], "text": texts, "side": ["FR", "RU", "GB"]})
    >>> keyness_of_groups(documents, by="side").query("rank == 1")[["group", "term"]].values.tolist()
    [['FR', 'sea'], ['GB', 'rain'], ['RU', 'and']]
    """
    counts = counts_of(grouped(documents, by), counts, ngrams=ngrams, form=form)
    table = summed(counts)
    groups = table["group"].unique().sort()
    uses = np.zeros((len(groups), len(counts.terms)))
    row, column = groups.search_sorted(table["group"]).to_numpy(), table["term"].to_numpy()
    uses[row, column] = table["n"].to_numpy()
    table = table.with_columns(log_odds_z=pl.Series(weighted_log_odds(uses, prior=prior)[row, column], dtype=pl.Float64))
    kept = total(without_stopwords(counts, stopwords)).filter(pl.col("n") >= min_n)
    ranked = table.join(kept, on="term", how="semi").sort(
        pl.col("group") == UNKNOWN, "group", "log_odds_z", "term", descending=[False, False, True, False]
    )
    named = ranked.with_columns(term=counts.terms.gather(ranked["term"]), rank=pl.int_range(1, pl.len() + 1).over("group"))
    return named.select(GROUP_COLUMNS).to_pandas()


def both_ends(keyness: pd.DataFrame, most: int) -> pd.DataFrame:
    """The rows that set the sides apart most: at most so many that the target uses more, then as many that the reference does.

    Examples
    --------
    >>> both_ends(pd.DataFrame({"term": ["sea", "sun", "and", "snow"], "g2": [9.1, 1.2, 0.0, -4.0]}), 1)["term"].to_list()
    ['sea', 'snow']
    """
    return pd.concat([keyness[keyness["g2"] > 0].head(most), keyness[keyness["g2"] < 0].tail(most)], ignore_index=True)


def _sided(documents: pl.DataFrame, by: str | list[str], target: str, reference: str | None) -> pl.DataFrame:
    """The documents of both sides, their `group` now "target" or "reference"."""
    there = dict(documents["group"].value_counts().sort("group").iter_rows())
    for value in (target, reference):
        if value is not None and value not in there:
            listed = ", ".join(f"{group!r} ({n})" for group, n in there.items()) or "none"
            raise ParameterError(f"no document has {value!r} in {by}; the values and their documents are {listed}")
    if target == reference:
        raise ParameterError(f"target and reference are both {target!r}")
    side = pl.when(pl.col("group") == target).then(pl.lit("target"))
    rest = pl.lit(value=True) if reference is None else pl.col("group") == reference
    return documents.with_columns(group=side.when(rest).then(pl.lit("reference"))).drop_nulls("group")


def _bases(documents: pl.DataFrame) -> tuple[int, int]:
    """The tokens of the target and of the reference."""
    target, reference = (int(documents.filter(pl.col("group") == side)["tokens"].sum()) for side in SIDES)
    if not target or not reference:
        raise BaseError(f"each side needs words to compare; the target has {target}, the reference {reference}")
    return target, reference


def _beside(table: pl.DataFrame) -> pl.DataFrame:
    """One row per term from a row per term and side; a side that never uses a term has zeros."""
    terms = table.select("term").unique()
    for side in SIDES:
        columns = [pl.col(name).alias(f"{name}_{side}") for name in ("n", "documents", "dispersion", "carried_by")]
        terms = terms.join(table.filter(pl.col("group") == side).select("term", *columns), on="term", how="left")
    return terms.with_columns(pl.col(f"{name}_{side}").fill_null(0) for name in ("n", "documents") for side in SIDES).sort("term")


def _measured(table: pl.DataFrame, base_target: int, base_reference: int) -> pl.DataFrame:
    four = (table["n_target"].to_numpy(), table["n_reference"].to_numpy(), base_target, base_reference)
    rates = {"rate_target": rate(four[0], base_target), "rate_reference": rate(four[1], base_reference)}
    low, high = log_ratio_interval(*four)
    measures = {"g2": g2(*four), "log_ratio": log_ratio(*four), "lrc": nearest_to_equal(low, high)}
    measures |= {"log_ratio_low": low, "log_ratio_high": high}
    higher = pl.when(pl.col("rate_target") >= pl.col("rate_reference"))
    return table.with_columns(
        *(pl.Series(name, values, dtype=pl.Float64) for name, values in (rates | measures).items()),
        base_target=pl.lit(base_target, pl.Int64),
        base_reference=pl.lit(base_reference, pl.Int64),
        family=pl.lit(len(table), pl.Int64),
    ).with_columns(higher.then(f"{name}_target").otherwise(f"{name}_reference").alias(name) for name in ("dispersion", "carried_by"))


def _tested(table: pl.DataFrame, counts: Counts, permutations: int, seed: int) -> pl.DataFrame:
    """The table with `p_documents` and the number of arrangements, without the columns of one side only."""
    uses, sizes = matrix(counts, table["term"], counts.documents["document"]), counts.documents["tokens"].to_numpy()
    in_target = (counts.documents["group"] == "target").to_numpy()
    p, arrangements = permutation_p(uses, sizes, in_target, permutations=permutations, seed=seed)
    one_sided = [f"{name}_{side}" for name in ("dispersion", "carried_by") for side in SIDES]
    tested = table.drop(one_sided).with_columns(p_documents=pl.Series(p, dtype=pl.Float64), permutations=pl.lit(arrangements, pl.Int64))
    return tested.select(pl.exclude("permutations", "family", "carried_by"), "permutations", "family", "carried_by")
