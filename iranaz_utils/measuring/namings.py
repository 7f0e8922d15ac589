"""Who is named: how often, in how many articles, and in what share of each group's articles."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import polars as pl

from iranaz_utils.measuring.groups import groups_of
from iranaz_utils.measuring.statistics import wilson
from iranaz_utils.tables import take

if TYPE_CHECKING:
    from iranaz_utils.reading import Corpus


def namings(mentions: pd.DataFrame, documents: pd.DataFrame | Corpus, *, by: str | None = None) -> pd.DataFrame:
    """How often each actor is named, for all articles or for each group of them.

    Parameters
    ----------
    mentions
        Mentions table of these documents.
    documents
        All the articles, also those that name nobody: they are the base of the share.
    by
        A column of documents; articles where it is missing are the group `(unknown)`.

    Returns
    -------
    DataFrame
        `group, name, kind, n, documents, share, share_low, share_high, base_documents`: `n` namings in so many documents; `share` of the
        group's documents that name the actor, with its 95 % Wilson interval. By group, then the most documents first.

    Examples
    --------
    >>> documents = pd.DataFrame({"doc_id": ["a", "b"], "side": ["RU", "RU"]})
    >>> mentions = pd.DataFrame({"doc_id": ["a", "a"], "name": ["Zenda", "Zenda"], "kind": ["place", "place"]})
    >>> namings(mentions, documents, by="side")[["group", "name", "n", "documents", "share"]].values.tolist()
    [['RU', 'Zenda', 2, 1, 0.5]]
    """
    groups = groups_of(documents, by)
    bases = groups.group_by("group").agg(base_documents=pl.len().cast(pl.Int64))
    counted = (
        take(mentions, "doc_id", "name", "kind", table="mentions")
        .join(groups, on="doc_id")
        .group_by("group", "name", "kind")
        .agg(n=pl.len().cast(pl.Int64), documents=pl.col("doc_id").n_unique().cast(pl.Int64))
        .join(bases, on="group")
        .sort("group", "documents", "n", "name", descending=[False, True, True, False])
    )
    low, high = wilson(counted["documents"].to_numpy(), counted["base_documents"].to_numpy())
    shares = counted.with_columns(share=pl.col("documents") / pl.col("base_documents"), share_low=low, share_high=high)
    columns = ("group", "name", "kind", "n", "documents", "share", "share_low", "share_high", "base_documents")
    return shares.select(columns).to_pandas()
