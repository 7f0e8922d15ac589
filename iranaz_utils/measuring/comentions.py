"""Co-mentions: who is named together with whom, how often, and whether more often than chance.

A pair counts once in each unit (sentence, paragraph or document) that names both, however often it names them; an actor is never a pair
with itself. A unit that lists k actors holds k(k−1)/2 pairs, so a guest list of ten makes 45 of them. `n` counts all of these, since each
can be read in the text; `weight` gives each of them 1/(k−1), so that a list lends every actor one unit in all, as a sentence of two does.
Counts per document come first and add up, so a corpus can be handled in batches; the numbers of a pair follow from the sums.

================= ====================================================================
comentions        the pairs, with what chance would give
pairs_by_document the counts that add up
pair_units        the sentences behind one pair
once              the mentions without those of articles that repeat another one
================= ====================================================================

>>> mentions = pd.DataFrame({"doc_id": ["a", "a", "a"], "sentence": [0, 0, 1], "name": ["Strelsau", "Zenda", "Zenda"]})
>>> comentions(mentions)[["name_a", "name_b", "n", "n_a", "n_b", "base_units"]].to_numpy().tolist()
[['Strelsau', 'Zenda', 1, 1, 2, 2]]
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import polars as pl

from iranaz_utils.finding.sentences import sentence_frame
from iranaz_utils.measuring.statistics import benjamini_hochberg, expected, fisher_exact, g2_pair, log_dice, npmi
from iranaz_utils.measuring.statistics.inputs import one_of
from iranaz_utils.tables import empty, shape, take

if TYPE_CHECKING:
    from iranaz_utils.reading import Corpus

#: Unit → the columns that number it.
UNITS = {"sentence": ("doc_id", "sentence"), "paragraph": ("doc_id", "paragraph"), "document": ("doc_id",)}
BATCH = 4_000_000  # pairs of namings held in memory at a time: about 100 MB


def comentions(
    mentions: pd.DataFrame, *, unit: str = "sentence", documents: pd.DataFrame | Corpus | None = None, copies: str = "once"
) -> pd.DataFrame:
    """How often each two actors are named in the same unit, against what chance would give.

    Parameters
    ----------
    mentions
        Mentions table: `doc_id`, `name` and, for units smaller than the document, `sentence` or `paragraph`.
    unit
        ``sentence``, ``paragraph`` or ``document``.
    documents
        The articles (`doc_id`, `text`) in which the mentions were found. With them the base is every unit of theirs; without, only the
        units that name an actor. The second asks: given that somebody is named, are these two? It is the stricter test.
    copies
        ``once`` leaves out articles that repeat another one, as `duplicate_of` tells in `mentions` or `documents`; ``all`` counts them.

    Returns
    -------
    pandas.DataFrame
        The comentions table; the pair met in most units first, then by name. `n` units of `documents` articles name both, `n_a` and
        `n_b` each, of `base_units`; `expected` = n_a × n_b / base_units. `g2` is negative for a pair that meets less than expected. `p`
        is Fisher's exact test, one-sided; `q` corrects it for all `pairs_tested`, which are all pairs of actors named, also those that
        never meet: leaving them out would make chance meetings look significant. `weight` is `n` with lists of actors counted down.

    Raises
    ------
    ParameterError
        If `unit` or `copies` is unknown.
    ColumnError
        If `mentions` lacks a column.

    References
    ----------
    Dunning 1993 (g2); Bouma 2009 (npmi); Rychlý 2008 (log_dice); Benjamini and Hochberg 1995 (q); Newman 2001 (weight).

    Examples
    --------
    >>> mentions = pd.DataFrame({"doc_id": list("aabbcd"), "name": ["Flavia", "Rudolf", "Flavia", "Rudolf", "Zenda", "Zenda"]})
    >>> pairs = comentions(mentions, unit="document")
    >>> pairs[["name_a", "name_b", "n", "expected", "p", "q"]].round(3).to_numpy().tolist()
    [['Flavia', 'Rudolf', 2, 1.0, 0.167, 0.5]]
    """
    one_of("copies", copies, ("once", "all"))
    namings = _namings(once(mentions, documents) if copies == "once" else mentions, unit)
    if namings.is_empty():
        return empty("comentions").assign(weight=pd.Series(dtype="float64"), pairs_tested=pd.Series(dtype="int64"))
    base = namings.select(UNITS[unit]).n_unique() if documents is None else _units_of(documents, unit, copies)
    units = namings.group_by("name").agg(n=pl.len().cast(pl.Int64))
    pairs = (
        pl.concat([_sum(batch) for batch in _counted(namings, unit)])
        .group_by("name_a", "name_b")
        .agg(pl.sum("n", "documents", "weight"))
        .with_columns(pl.col("weight").round(9))  # the order of a sum changes its last digits, and with them the bytes of a report
        .join(units.rename({"name": "name_a", "n": "n_a"}), on="name_a")
        .join(units.rename({"name": "name_b", "n": "n_b"}), on="name_b")
        .sort(["n", "name_a", "name_b"], descending=[True, False, False])
    )
    return shape("comentions", _measured(pairs, base, tested=len(units) * (len(units) - 1) // 2))


def pairs_by_document(mentions: pd.DataFrame, *, unit: str = "sentence") -> pd.DataFrame:
    """In how many units of each document two actors are named together: `doc_id, name_a, name_b, n, weight`; tables of batches add up.

    Examples
    --------
    >>> mentions = pd.DataFrame({"doc_id": ["a", "a", "b"], "sentence": [0, 0, 0], "name": ["Zenda", "Strelsau", "Zenda"]})
    >>> pairs_by_document(mentions).to_numpy().tolist()
    [['a', 'Strelsau', 'Zenda', 1, 1.0]]
    """
    nothing = pl.DataFrame(schema={"doc_id": pl.String, "name_a": pl.String, "name_b": pl.String, "n": pl.Int64, "weight": pl.Float64})
    counted = _counted(_namings(mentions, unit), unit)
    return pl.concat([nothing, *counted]).sort("doc_id", "name_a", "name_b").to_pandas()


def pair_units(mentions: pd.DataFrame, name_a: str, name_b: str, *, unit: str = "sentence") -> pd.DataFrame:
    """The sentences behind a pair: those that name either of the two, in the units that name both.

    Returns
    -------
    pandas.DataFrame
        `doc_id, sentence` and, for that unit, `paragraph`; in the order of the text. With ``unit="sentence"`` the rows are the pair's `n`.

    Examples
    --------
    >>> mentions = pd.DataFrame({"doc_id": ["a", "a", "a"], "sentence": [0, 3, 4], "name": ["Zenda", "Strelsau", "Ruritania"]})
    >>> pair_units(mentions, "Strelsau", "Zenda", unit="document").to_numpy().tolist()
    [['a', 0], ['a', 3]]
    """
    columns = UNITS[one_of("unit", unit, tuple(UNITS))]
    shown = list(dict.fromkeys(["doc_id", "sentence", *columns]))
    either = take(mentions, *shown, "name", table="mentions").filter(pl.col("name").is_in([name_a, name_b]))
    both = either.filter(pl.col("name").n_unique().over(columns) == 2)
    return both.select(shown).unique(maintain_order=True).to_pandas()


def once(mentions: pd.DataFrame, documents: pd.DataFrame | Corpus | None = None) -> pd.DataFrame:
    """The mentions without those of articles that repeat another one, as `duplicate_of` tells in `documents`, else in `mentions`.

    Examples
    --------
    >>> once(pd.DataFrame({"doc_id": ["a", "b", "b"], "name": "Zenda", "duplicate_of": [None, "a", "a"]}))["doc_id"].to_list()
    ['a']
    """
    told = mentions if documents is None else documents if isinstance(documents, pd.DataFrame) else documents.documents
    return mentions[~mentions["doc_id"].isin(_copies(told))] if "duplicate_of" in told.columns else mentions


def _copies(told: pd.DataFrame) -> list[str]:
    """All but one article of each set of copies; the original is the one that stays, where it is there."""
    ordered = take(told.drop_duplicates("doc_id"), "doc_id", "duplicate_of").sort(pl.col("duplicate_of").is_not_null(), "doc_id")
    return ordered.filter(~pl.coalesce("duplicate_of", "doc_id").is_first_distinct())["doc_id"].to_list()


def _namings(mentions: pd.DataFrame, unit: str) -> pl.DataFrame:
    """Which unit names whom, each once."""
    columns = UNITS[one_of("unit", unit, tuple(UNITS))]
    return take(mentions, *columns, "name", table="mentions").unique(maintain_order=True)


def _counted(namings: pl.DataFrame, unit: str) -> Iterator[pl.DataFrame]:
    """Pairs per document, for one batch of documents after the other."""
    columns = list(UNITS[unit])
    sized = namings.with_columns(size=pl.len().over(columns).cast(pl.Int64))
    batches = sized.group_by("doc_id").agg(pairs=pl.sum("size")).select("doc_id", batch=pl.col("pairs").cum_sum() // BATCH)
    for (_,), batch in sized.join(batches, on="doc_id").group_by("batch", maintain_order=True):
        pairs = batch.lazy().join(batch.lazy(), on=columns, suffix="_b").filter(pl.col("name") < pl.col("name_b"))
        counts = {"n": pl.len().cast(pl.Int64), "weight": (1 / (pl.col("size") - 1)).sort().sum()}
        yield pairs.group_by("doc_id", name_a="name", name_b="name_b").agg(**counts).collect()


def _sum(counted: pl.DataFrame) -> pl.DataFrame:
    ordered = counted.sort("doc_id")  # sums of fractions depend on their order, and equal articles must give equal tables
    return ordered.group_by("name_a", "name_b", maintain_order=True).agg(pl.sum("n", "weight"), documents=pl.len().cast(pl.Int64))


def _units_of(documents: pd.DataFrame | Corpus, unit: str, copies: str) -> int:
    """How many units the articles have, those that name nobody too."""
    texts = () if unit == "document" else ("text",)
    articles = take(documents, "doc_id", *texts, optional=("language", "duplicate_of"))
    if copies == "once":
        articles = articles.filter(~pl.col("doc_id").is_in(_copies(articles.to_pandas())))
    return len(articles) if unit == "document" else sentence_frame(articles).select(UNITS[unit]).n_unique()


def _measured(pairs: pl.DataFrame, base: int, tested: int) -> pl.DataFrame:
    n, n_a, n_b = (pairs[column].to_numpy() for column in ("n", "n_a", "n_b"))
    p = fisher_exact(n, n_a, n_b, base)
    # The pairs that never meet have p = 1 and rank last: all they do is make the family larger, by this factor.
    larger = tested / max(len(p), 1)
    return pairs.with_columns(
        expected=expected(n_a, n_b, base),
        g2=g2_pair(n, n_a, n_b, base),
        npmi=npmi(n, n_a, n_b, base),
        log_dice=log_dice(n, n_a, n_b),
        p=p,
        q=np.minimum(1, benjamini_hochberg(p) * larger),
        base_units=pl.lit(base),
        pairs_tested=pl.lit(tested),
    )
