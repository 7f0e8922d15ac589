"""Collocates: the words near a word, and how much more often they stand there than chance would put them.

The units are places: all running words of the corpus (`base_tokens`, punctuation not counted). Some of them are near the node: within the
window and in its sentence; a place near two uses of the node is one place. The words of a use are not near it, but may be near another use.
Chance spreads a word evenly over all places, so that `expected` = places near the node × uses of the word / base.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import polars as pl

from iranaz_utils.finding.search import find_hits
from iranaz_utils.finding.sentences import sentences_of
from iranaz_utils.finding.terms import total_terms
from iranaz_utils.finding.tokens import cut_sentences
from iranaz_utils.measuring import statistics
from iranaz_utils.tables import ParameterError, empty, shape, take

if TYPE_CHECKING:
    from iranaz_utils.reading import Corpus

SIDES = ("left", "right", "both")
ORDERS = ("g2", "log_dice", "npmi", "mi3", "t_score", "n")


def collocates(
    documents: pd.DataFrame | Corpus,
    node: str,
    *,
    window: int | str = 5,
    side: str = "both",
    match: str = "word",
    order: str = "g2",
) -> pd.DataFrame:
    """The words that stand near a word or phrase, with the measures of how firmly they belong there.

    Parameters
    ----------
    documents
        `doc_id` and `text`; `language` where known.
    node
        A word or phrase, where `*` stands for any letters, or a regular expression; as in `kwic`.
    window
        How many words count as near on each side, never across the end of a sentence; or `sentence` for all of it.
    side
        `left`, `right` or `both`.
    match
        `word`, `exact`, `lemma` or `regex`; as in `kwic`.
    order
        The column to rank by, from the highest: `g2`, `log_dice`, `npmi`, `mi3`, `t_score` or `n`. Ties go by the word.

    Returns
    -------
    The table collocates: `collocate, n, n_node, n_collocate, expected, g2, log_dice, npmi, mi3, t_score, base_tokens`; then `documents`, in
    how many of them the word stands near the node, and `base_places`, all places near it. `g2` is negative for words that avoid the node.

    Raises
    ------
    ParameterError
        If a value is not one of those listed, or the node holds nothing to search.

    Examples
    --------
    >>> articles = pd.DataFrame({"doc_id": ["a"], "text": ["Peace talks began. Talks on peace. The river is wide."]})
    >>> collocates(articles, "peace", order="n")[["collocate", "n", "n_collocate", "expected"]].head(2).to_numpy().tolist()
    [['talks', 2, 2, 0.8], ['began', 1, 1, 0.4]]
    """
    _check(window, side, order)
    taken = take(documents, "doc_id", "text", optional=("language",))
    hits = find_hits(taken, node, match=match)
    if hits.is_empty():
        return empty("collocates").assign(documents=pd.Series(dtype="int64"), base_places=pd.Series(dtype="int64"))
    totals = total_terms(taken)
    words = _words_around(taken, hits)
    near = words.filter(_near(words, hits, len(words) if isinstance(window, str) else window, side))
    counts = near.group_by(collocate="term").agg(n=pl.len().cast(pl.Int64), documents=pl.col("doc_id").n_unique().cast(pl.Int64))
    table = counts.join(totals.rename({"term": "collocate", "n": "n_collocate"}), on="collocate").with_columns(
        n_node=pl.lit(len(hits), pl.Int64), base_tokens=pl.lit(totals["n"].sum(), pl.Int64), base_places=pl.lit(len(near), pl.Int64)
    )
    return shape("collocates", _measured(table).sort([order, "collocate"], descending=[True, False]))


def _check(window: int | str, side: str, order: str) -> None:
    if window != "sentence" and (not isinstance(window, int) or window < 1):
        raise ParameterError(f"window is a number of words from 1 or 'sentence'; got {window!r}")
    for name, value, choices in (("side", side, SIDES), ("order", order, ORDERS)):
        if value not in choices:
            raise ParameterError(f"{name} is one of {', '.join(choices)}; got {value!r}")


def _words_around(documents: pl.DataFrame, hits: pl.DataFrame) -> pl.DataFrame:
    """The words of the sentences that hold a hit, in the order of the text."""
    sentences = sentences_of(documents.join(hits, on="doc_id", how="semi", maintain_order="left"))
    some = sentences.join(hits, on=["doc_id", "sentence"], how="semi", maintain_order="left")
    return cut_sentences(some).filter(pl.col("kind") != "punct").select("doc_id", "sentence", "term", "start", "end")


def _near(words: pl.DataFrame, hits: pl.DataFrame, window: int, side: str) -> pl.Series:
    """Which words stand within the window of a hit: where more windows have opened than closed."""
    sentence = words.select(pl.struct("doc_id", "sentence").rle_id()).to_series().to_numpy()
    first, last = _places(words, hits)
    begin = np.searchsorted(sentence, sentence[first], side="left")
    finish = np.searchsorted(sentence, sentence[last], side="right")
    opened = np.zeros(len(words) + 1, np.int64)
    if side in ("left", "both"):
        np.add.at(opened, np.maximum(first - window, begin), 1)
        np.add.at(opened, first, -1)
    if side in ("right", "both"):
        np.add.at(opened, last + 1, 1)
        np.add.at(opened, np.minimum(last + 1 + window, finish), -1)
    return pl.Series(np.cumsum(opened)[:-1] > 0)


def _places(words: pl.DataFrame, hits: pl.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    """The rows of the first and the last word that each hit touches."""
    numbers = words.select("doc_id").unique(maintain_order=True).with_row_index("document")
    words, hits = (
        frame.join(numbers, on="doc_id", maintain_order="left").select(
            *((pl.col("document").cast(pl.Int64) * 2**40 + pl.col(edge)).alias(edge) for edge in ("start", "end"))
        )
        for frame in (words, hits)
    )
    first = np.searchsorted(words["end"].to_numpy(), hits["start"].to_numpy(), side="right")
    last = np.searchsorted(words["start"].to_numpy(), hits["end"].to_numpy(), side="left") - 1
    touching = (first <= last) & (first < len(words))
    return first[touching], last[touching]


def _measured(table: pl.DataFrame) -> pl.DataFrame:
    n, places, uses, base = (table[name].to_numpy() for name in ("n", "base_places", "n_collocate", "base_tokens"))
    return table.with_columns(
        expected=statistics.expected(places, uses, base),
        g2=statistics.g2_pair(n, places, uses, base),
        log_dice=statistics.log_dice(n, table["n_node"].to_numpy(), uses),
        npmi=statistics.npmi(n, places, uses, base),
        mi3=statistics.mi3(n, places, uses, base),
        t_score=statistics.t_score(n, places, uses, base),
    )
