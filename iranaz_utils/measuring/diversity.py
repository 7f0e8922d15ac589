"""Diversity: how rich the vocabulary of each group of documents is."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import polars as pl

from iranaz_utils.finding.terms import running_terms
from iranaz_utils.measuring.groups import grouped
from iranaz_utils.measuring.statistics import hd_d, mattr, mtld, type_token_ratio, yule_k
from iranaz_utils.measuring.statistics.diversities import mattr_of_each
from iranaz_utils.measuring.statistics.inputs import one_of
from iranaz_utils.tables import UNKNOWN

if TYPE_CHECKING:
    from iranaz_utils.reading import Corpus

MEASURES: dict[str, Callable[[np.ndarray], float]] = {
    "type_token_ratio": type_token_ratio,
    "mattr": mattr,
    "mtld": mtld,
    "hd_d": hd_d,
    "yule_k": yule_k,
}


def diversity(
    documents: pd.DataFrame | Corpus,
    *,
    by: str | list[str] | None = None,
    measures: Collection[str] = tuple(MEASURES),
    duplicates: str = "collapse",
) -> pd.DataFrame:
    """How rich the vocabulary of an article is in each group, by the measures of `statistics.diversities`.

    Each article is measured by itself, so that no stretch of words runs from one article into the next; a group has the mean of its
    articles, each counted by its number of words. Compare groups whose articles are of similar length, as `words_per_document` shows.

    Parameters
    ----------
    documents, by, duplicates
        As in `frequency`.
    measures
        Some of ``type_token_ratio, mattr, mtld, hd_d, yule_k``; of these `mattr` depends least on the length of an article.

    Returns
    -------
    Frame with a row per group: `group`, the measures, `words_per_document, base_tokens, base_documents`.
    Groups without words have no row; articles without words are not in `base_documents`.

    Raises
    ------
    ColumnError, ParameterError
        As in `frequency`; also if a measure is unknown.

    Examples
    --------
    >>> documents = pd.DataFrame({"doc_id": ["a", "b"], "text": ["Sea, sea!", "The sun and the sea"], "side": ["RU", "FR"]})
    >>> diversity(documents, by="side")[["group", "type_token_ratio", "base_tokens"]].values.tolist()
    [['FR', 0.8, 5], ['RU', 0.5, 2]]
    """
    for name in measures:
        one_of("measures", name, tuple(MEASURES))
    articles = grouped(documents, by, duplicates=duplicates)
    none = pl.DataFrame(schema={"doc_id": pl.String, "base_tokens": pl.Int64, **dict.fromkeys(measures, pl.Float64)})
    measured = pl.concat([none, *(_measured(*batch, measures) for batch in running_terms(articles))])
    weight = pl.col("base_tokens") / pl.col("base_tokens").sum()
    return (
        measured.join(articles.select("doc_id", "group"), on="doc_id")
        .group_by("group")
        .agg(
            *((pl.col(name) * weight).sum() for name in measures),
            words_per_document=pl.col("base_tokens").mean(),
            base_tokens=pl.col("base_tokens").sum(),
            base_documents=pl.len().cast(pl.Int64),
        )
        .sort(pl.col("group") == UNKNOWN, "group")
        .to_pandas()
    )


def _measured(doc_id: pl.Series, sizes: np.ndarray, words: np.ndarray, measures: Collection[str]) -> pl.DataFrame:
    """Each article that has words, with its number of words and each measure."""
    some = sizes > 0
    articles = np.split(words, np.cumsum(sizes[some])[:-1]) if some.any() and set(measures) != {"mattr"} else []
    measured = {name: mattr_of_each(words, sizes[some]) if name == "mattr" else list(map(MEASURES[name], articles)) for name in measures}
    columns = [pl.Series(name, values, dtype=pl.Float64) for name, values in measured.items()]
    return pl.DataFrame({"doc_id": doc_id.filter(pl.Series(some)), "base_tokens": sizes[some]}).with_columns(*columns)
