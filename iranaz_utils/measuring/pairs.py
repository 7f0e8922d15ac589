"""Pairs of actors set side by side: two groups of articles, and the periods of time.

================ ==========================================================================
compare_pairs    what share of units names a pair on each of two sides, and the difference
pairs_over_time  the same in each period, with its base
ranks_of_pairs   the places of pairs in the ranking when one setting is changed
================ ==========================================================================
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import polars as pl

from iranaz_utils.measuring.comentions import UNITS, once, pairs_by_document
from iranaz_utils.measuring.groups import groups_of
from iranaz_utils.measuring.statistics import benjamini_hochberg, permutation_interval, permutation_p, wilson
from iranaz_utils.measuring.statistics.inputs import one_of
from iranaz_utils.measuring.timeline import period_of, timeline
from iranaz_utils.tables import BaseError, ParameterError, take

if TYPE_CHECKING:
    from iranaz_utils.reading import Corpus

PAIR = ["name_a", "name_b"]
#: What `compare_pairs` gives.
COMPARED = {
    "n_target": "int64", "n_reference": "int64", "documents_target": "int64", "documents_reference": "int64", "share_target": "float64",
    "share_reference": "float64", "difference": "float64", "chance_low": "float64", "chance_high": "float64", "p": "float64",
    "q": "float64", "base_target": "int64", "base_reference": "int64", "arrangements": "int64",
}  # fmt: skip
#: The same without rows, for sides that cannot be compared.
UNCOMPARED = pd.DataFrame({column: pd.Series(dtype=dtype) for column, dtype in {**dict.fromkeys(PAIR, "str"), **COMPARED}.items()})


def compare_pairs(  # noqa: PLR0913 - a question put in keywords, each with a default
    mentions: pd.DataFrame,
    documents: pd.DataFrame | Corpus,
    *,
    target: str,
    reference: str,
    by: str = "side",
    pairs: pd.DataFrame | None = None,
    unit: str = "sentence",
    copies: str = "once",
    permutations: int = 1000,
    seed: int = 0,
) -> pd.DataFrame:
    """How often two sides name the same pairs, and whether articles that had no side would differ as much.

    The share is of the side's units that name any actor. The sentences of an article hang together, so chance is what happens when whole
    articles are dealt out to the two sides at random: all ways to deal them where they are few, else `permutations` of them. Five
    articles, three against two, can be dealt out in ten ways only, so `p` cannot be below 0.1, whatever the articles say.

    Parameters
    ----------
    mentions, unit, copies
        As in `comentions`; `duplicate_of` is read from `documents`.
    documents
        Columns `doc_id` and the one named by `by`.
    target, reference
        The two values of `by`.
    pairs
        The pairs to compare, rows with `name_a` and `name_b`; all by default. They are the family that `q` allows for, so the fewer the
        stronger the test; they must not be chosen by how the sides differ (the strongest pairs of all articles together are not).
    permutations, seed
        As in `keyness`.

    Returns
    -------
    DataFrame
        The pairs with the largest difference first, then by name:

        ======================================= ========================================================================
        name_a, name_b
        n_target, n_reference                   units that name both
        documents_target, documents_reference   articles with such a unit
        share_target, share_reference           of the side's units
        difference                              share_target − share_reference; above 0: more in the target
        chance_low, chance_high                 where the middle 95 % of the differences lie when articles have no side
        p, q                                    share of deals that differ at least as much; q allows for all pairs compared
        base_target, base_reference             units of the side that name any actor
        arrangements                            deals that p rests on
        ======================================= ========================================================================

    Raises
    ------
    BaseError
        If a side names nobody.
    ParameterError
        If `unit` is unknown, or both sides are the same.

    References
    ----------
    Phipson and Smyth 2010 (p of drawn permutations); Benjamini and Hochberg 1995 (q).

    Examples
    --------
    >>> documents = pd.DataFrame({"doc_id": list("abc"), "side": ["RU", "FR", "FR"]})
    >>> names = ["Rudolf", "Zenda", "Rudolf", "Zenda"]
    >>> mentions = pd.DataFrame({"doc_id": list("aabc"), "sentence": [0, 0, 0, 0], "name": names})
    >>> compared = compare_pairs(mentions, documents, target="RU", reference="FR")
    >>> compared[["share_target", "share_reference", "difference", "p", "arrangements"]].round(2).values.tolist()
    [[1.0, 0.0, 1.0, 0.33, 3.0]]
    """
    if target == reference:
        raise ParameterError(f"target and reference are both {target!r}")
    counted = once(mentions, documents) if one_of("copies", copies, ("once", "all")) == "once" else mentions
    sides = groups_of(documents, by).filter(pl.col("group").is_in([target, reference]))
    sizes = _units_by_document(counted, unit).join(sides, on="doc_id").sort("doc_id").with_row_index("document")
    uses = pl.from_pandas(pairs_by_document(counted, unit=unit)).join(sizes.select("doc_id", "document", "group"), on="doc_id")
    listed = _listed(uses, pairs).sort(*PAIR).with_row_index("pair")
    units, in_target = sizes["units"].to_numpy(), (sizes["group"] == target).to_numpy()
    bases = int(units[in_target].sum()), int(units[~in_target].sum())
    if not all(bases):
        raise BaseError(f"each side needs articles that name somebody; {target} has {bases[0]} such {unit}s, {reference} {bases[1]}")
    counts = _matrix(uses.join(listed, on=PAIR), listed.height, sizes.height)
    table = _sides(uses, listed, target).with_columns(base_target=pl.lit(bases[0]), base_reference=pl.lit(bases[1]))
    low, high = permutation_interval(counts, units, in_target, permutations=permutations, seed=seed)
    p, arrangements = permutation_p(counts, units, in_target, permutations=permutations, seed=seed)
    return _ordered(table.with_columns(chance_low=low, chance_high=high, p=p, q=benjamini_hochberg(p), arrangements=pl.lit(arrangements)))


def pairs_over_time(
    mentions: pd.DataFrame,
    documents: pd.DataFrame | Corpus,
    *,
    pairs: pd.DataFrame | None = None,
    period: str = "month",
    unit: str = "sentence",
    copies: str = "once",
) -> pd.DataFrame:
    """In what share of the units of each period a pair is named.

    Parameters
    ----------
    mentions, unit, copies, pairs
        As in `compare_pairs`; the pairs keep their order.
    documents
        Columns `doc_id` and `date`; articles without a date are in no period.
    period
        As in `timeline`: day, week, month, quarter or year.

    Returns
    -------
    DataFrame
        A row for each pair and each period from the first dated article to the last: `name_a, name_b, period, n, base_units, share,
        share_low, share_high, documents, base_documents, status`. The base is the period's units that name any actor; the interval is
        Wilson's, at 95 %. A period is ``missing`` where it has no article, ``zero`` where its articles do not name the pair.

    Raises
    ------
    ParameterError
        If `unit` or `period` is unknown.

    Examples
    --------
    >>> documents = pd.DataFrame({"doc_id": ["a", "b"], "date": ["2031-01-03", "2031-03-01"]})
    >>> mentions = pd.DataFrame({"doc_id": list("aab"), "sentence": [0, 0, 0], "name": ["Rudolf", "Zenda", "Zenda"]})
    >>> pairs_over_time(mentions, documents)[["period", "n", "base_units", "status"]].values.tolist()
    [['2031-01', 1, 1, 'observed'], ['2031-02', 0, 0, 'missing'], ['2031-03', 0, 1, 'zero']]
    """
    counted = once(mentions, documents) if one_of("copies", copies, ("once", "all")) == "once" else mentions
    dated = take(documents, "doc_id", "date").to_pandas()
    days = pl.DataFrame({"doc_id": dated["doc_id"], "period": period_of(dated["date"], period)}).drop_nulls()
    every = pl.from_pandas(timeline(documents, period=period)).select("period", base_documents="n_total")
    bases = _units_by_document(counted, unit).join(days, on="doc_id").group_by("period").agg(base_units=pl.sum("units"))
    uses = pl.from_pandas(pairs_by_document(counted, unit=unit))
    sums = uses.join(days, on="doc_id").group_by(*PAIR, "period").agg(pl.sum("n"), documents=pl.len().cast(pl.Int64))
    grid = _listed(uses, pairs).join(every, how="cross").join(bases, on="period", how="left", maintain_order="left")
    full = grid.join(sums, on=[*PAIR, "period"], how="left", maintain_order="left")
    return _with_shares(full.with_columns(pl.col("n", "documents", "base_units").fill_null(0)))


def ranks_of_pairs(mentions: pd.DataFrame, documents: pd.DataFrame | Corpus, pairs: pd.DataFrame) -> pd.DataFrame:
    """The places of pairs in the ranking by shared units, each time with one setting changed: a firm pair keeps its place.

    Parameters
    ----------
    mentions
        Mentions table with `sentence` and `paragraph`, of all articles, those too that repeat another one.
    documents
        Their columns `doc_id`, and `outlet` and `duplicate_of` where they have them.
    pairs
        The pairs to follow: rows with `name_a` and `name_b`.

    Returns
    -------
    DataFrame
        In the order of `pairs`: `name_a, name_b`; the place by `sentence`, by `paragraph` and by `document`; `with_copies`, by sentence
        with every copy of an article counted; and `without_outlet`, by sentence without the articles of `outlet`, which is the one that
        names the pair most and is missing where fewer than two outlets are known. Pairs with as many units share the better place; a
        place is missing where the pair shares no unit.

    Examples
    --------
    >>> documents = pd.DataFrame({"doc_id": ["a", "b"], "outlet": ["The Zenda Post", "Strelsau Times"]})
    >>> names = ["Flavia", "Zenda", "Flavia", "Zenda", "Flavia", "Rudolf"]
    >>> mentions = pd.DataFrame({"doc_id": list("aaaabb"), "sentence": [0, 0, 1, 1, 0, 0], "paragraph": 0, "name": names})
    >>> ranks_of_pairs(mentions, documents, pd.DataFrame({"name_a": ["Flavia"], "name_b": ["Rudolf"]})).values.tolist()
    [['Flavia', 'Rudolf', 2.0, 1.0, 1.0, 2.0, nan, 'Strelsau Times']]
    """
    counted = once(mentions, documents)
    asked = _listed(pl.DataFrame(), pairs)
    table = asked
    for unit in UNITS:
        table = _with_rank(table, pl.from_pandas(pairs_by_document(counted, unit=unit)), unit)
    table = _with_rank(table, pl.from_pandas(pairs_by_document(mentions)), "with_copies")
    table = table.join(_without_outlet(counted, documents, asked), on=PAIR, how="left", maintain_order="left")
    return table.with_columns(pl.col(*UNITS, "with_copies", "without_outlet").cast(pl.Float64)).to_pandas()


def _without_outlet(mentions: pd.DataFrame, documents: pd.DataFrame | Corpus, asked: pl.DataFrame) -> pl.DataFrame:
    """For each pair the known outlet that names it most, and the place of the pair without that outlet's articles."""
    uses = pl.from_pandas(pairs_by_document(mentions)).join(take(documents, "doc_id", optional=("outlet",)), on="doc_id")
    known = uses.drop_nulls("outlet")
    found = [asked.clear().with_columns(without_outlet=pl.lit(None, pl.Int64), outlet=pl.lit(None, pl.String))]
    if known["outlet"].n_unique() > 1:
        sums = known.join(asked, on=PAIR, how="semi").group_by(*PAIR, "outlet").agg(pl.sum("n"))
        most = sums.sort("n", "outlet", descending=[True, False]).unique(PAIR, keep="first")
        for (outlet,), rows in most.group_by("outlet"):
            others = uses.filter(pl.col("outlet").ne_missing(outlet))
            found.append(_with_rank(rows.select(PAIR), others, "without_outlet").with_columns(outlet=pl.lit(outlet)))
    return pl.concat(found)


def _with_rank(asked: pl.DataFrame, uses: pl.DataFrame, column: str) -> pl.DataFrame:
    """The pairs asked for, with their place among all pairs in the sums of these counts."""
    sums = uses.group_by(*PAIR).agg(pl.sum("n"))
    ranks = sums.select(*PAIR, pl.col("n").rank("min", descending=True).cast(pl.Int64).alias(column))
    return asked.join(ranks, on=PAIR, how="left", maintain_order="left")


def _units_by_document(mentions: pd.DataFrame, unit: str) -> pl.DataFrame:
    """How many units of each document name any actor."""
    columns = list(UNITS[unit])
    return take(mentions, *columns, table="mentions").unique().group_by("doc_id").agg(units=pl.len().cast(pl.Int64))


def _listed(uses: pl.DataFrame, pairs: pd.DataFrame | None) -> pl.DataFrame:
    """The pairs asked for, each once and in their order, else all that are named."""
    asked = uses.select(PAIR).sort(PAIR) if pairs is None else take(pairs, *PAIR, table="comentions")
    return asked.unique(maintain_order=True)


def _matrix(uses: pl.DataFrame, pairs: int, documents: int):
    from scipy.sparse import csr_array

    places = (uses["pair"].to_numpy(), uses["document"].to_numpy())
    return csr_array((uses["n"].to_numpy().astype(float), places), shape=(pairs, documents))


def _sides(uses: pl.DataFrame, listed: pl.DataFrame, target: str) -> pl.DataFrame:
    """Units and articles of each pair on each side, in the order of the pairs; zero where a side does not name it."""
    table = listed
    for side, rows in (("target", pl.col("group") == target), ("reference", pl.col("group") != target)):
        sums = uses.filter(rows).group_by(PAIR).agg(pl.sum("n").alias(f"n_{side}"), pl.len().cast(pl.Int64).alias(f"documents_{side}"))
        table = table.join(sums, on=PAIR, how="left", maintain_order="left")
    return table.fill_null(0)


def _ordered(table: pl.DataFrame) -> pd.DataFrame:
    shares = table.with_columns(
        share_target=pl.col("n_target") / pl.col("base_target"), share_reference=pl.col("n_reference") / pl.col("base_reference")
    ).with_columns(difference=pl.col("share_target") - pl.col("share_reference"))
    ordered = shares.sort(pl.col("difference").abs().round(12), *PAIR, descending=[True, False, False])
    return ordered.select(*PAIR, *COMPARED).to_pandas()


def _with_shares(counted: pl.DataFrame) -> pd.DataFrame:
    n, base = counted["n"].to_numpy(), counted["base_units"].to_numpy()
    low, high = wilson(n, base)
    status = pl.when(pl.col("base_documents") == 0).then(pl.lit("missing")).when(pl.col("n") == 0).then(pl.lit("zero"))
    table = counted.with_columns(
        share=pl.Series(np.where(base > 0, n / np.maximum(base, 1), np.nan)), share_low=low, share_high=high,
        status=status.otherwise(pl.lit("observed")),
    )  # fmt: skip
    columns = ("period", "n", "base_units", "share", "share_low", "share_high", "documents", "base_documents", "status")
    return table.select(*PAIR, *columns).to_pandas()
