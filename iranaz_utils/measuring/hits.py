"""The places in the text that a number counted, so that it can open its sentences.

Each function returns a frame of `key, doc_id, start, end`: the key names the row of the table whose number counted that place.
For a large corpus only the first `articles` of each key are looked up: a page shows a few sentences of each, not all.

============= ===========================================
term_hits     the uses of terms, for all or for each group
pair_hits     the namings that make two actors a pair
article_hits  the articles of a period
============= ===========================================
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import pandas as pd
import polars as pl

from iranaz_utils.finding.terms import count_terms
from iranaz_utils.finding.tokens import token_frame
from iranaz_utils.tables import take

if TYPE_CHECKING:
    from iranaz_utils.reading import Corpus

_COLUMNS = ("key", "doc_id", "start", "end")


def term_hits(documents: pd.DataFrame | Corpus, terms: Sequence[str], *, articles: int = 20) -> pd.DataFrame:
    """Where terms stand: words, or runs of words as `frequency` with `ngrams` counts them; the key is the term.

    Parameters
    ----------
    documents
        Documents table or corpus; `date` is used for the order where it is there.
    terms
        Terms as the tables show them.
    articles
        How many articles of each term are looked up, by date.

    Examples
    --------
    >>> documents = pd.DataFrame({"doc_id": ["a"], "text": ["The old bridge. No bridge."]})
    >>> term_hits(documents, ["bridge", "old bridge"])[["key", "start", "end"]].values.tolist()
    [['bridge', 8, 14], ['bridge', 19, 25], ['old bridge', 4, 14]]
    """
    frame = take(documents, "doc_id", "text", optional=("language", "date"))
    wanted = pl.DataFrame({"term": list(dict.fromkeys(terms))}, schema={"term": pl.String})
    parts = [_term_hits(frame, part, size, articles) for (size,), part in wanted.group_by(pl.col("term").str.count_matches(" ") + 1)]
    found = (
        pl.concat(parts) if parts else pl.DataFrame(schema=dict.fromkeys(_COLUMNS[:2], pl.String) | dict.fromkeys(_COLUMNS[2:], pl.Int64))
    )
    return found.sort("key", "doc_id", "start").to_pandas()


def _term_hits(documents: pl.DataFrame, wanted: pl.DataFrame, size: int, articles: int) -> pl.DataFrame:
    """The hits of terms that are all of `size` words."""
    holding = (
        count_terms(documents, ngrams=size)
        .join(wanted, on="term", how="semi")
        .join(documents.select("doc_id", "date"), on="doc_id")
        .sort("date", "doc_id", nulls_last=True)
        .group_by("term", maintain_order=True)
        .head(articles)
    )
    words = token_frame(documents.join(holding, on="doc_id", how="semi")).filter(pl.col("kind") != "punct")
    run = [pl.col("term").shift(-step).over("doc_id", "sentence") for step in range(size)]
    hits = words.select(
        "doc_id", "start", term=pl.concat_str(run, separator=" "), end=pl.col("end").shift(-(size - 1)).over("doc_id", "sentence")
    )
    return hits.join(holding, on=["term", "doc_id"], how="semi").select(pl.col("term").alias("key"), *_COLUMNS[1:])


def pair_hits(mentions: pd.DataFrame, pairs: pd.DataFrame, *, unit: str = "sentence", articles: int = 20) -> pd.DataFrame:
    """Where both actors of a pair are named in one unit; the key is `name_a + name_b` as `pair_key` writes it.

    Parameters
    ----------
    mentions
        Mentions table.
    pairs
        Rows with name_a and name_b, as a comentions table has them.
    unit
        The unit that the pairs were counted in: sentence, paragraph or document.
    articles
        How many units of each pair are looked up.
    """
    named = take(mentions, "doc_id", "name", "start", "end", table="mentions", optional=("sentence", "paragraph"))
    unit_columns = ["doc_id"] if unit == "document" else ["doc_id", unit]
    wanted = take(pairs, "name_a", "name_b", table="comentions").with_columns(key=pl.concat_str("name_a", "name_b", separator=" + "))
    where = [
        wanted.join(named.select(pl.col("name").alias(side), *unit_columns).unique(), on=side).select(
            "key", "name_a", "name_b", *unit_columns
        )
        for side in ("name_a", "name_b")
    ]
    shared = where[0].join(where[1], on=["key", "name_a", "name_b", *unit_columns], how="semi").sort(unit_columns)
    shared = shared.group_by("key", maintain_order=True).head(articles)
    spans = [shared.join(named.rename({"name": side}), on=[side, *unit_columns]).select(_COLUMNS) for side in ("name_a", "name_b")]
    return pl.concat(spans).unique().sort("key", "doc_id", "start").to_pandas()


def pair_key(name_a: str, name_b: str) -> str:
    """The key of a pair.

    >>> pair_key("Baku", "Tehran")
    'Baku + Tehran'
    """
    return f"{name_a} + {name_b}"


def article_hits(documents: pd.DataFrame | Corpus, keys: Sequence[str] | pd.Series) -> pd.DataFrame:
    """Whole articles as hits: the first sentence of each stands for it; a missing key leaves the article out.

    Parameters
    ----------
    documents
        Documents table or corpus.
    keys
        For each article, in the order of the table, the row that counts it.
    """
    frame = take(documents, "doc_id").with_columns(pl.Series("key", list(keys), dtype=pl.String))
    return frame.drop_nulls("key").select("key", "doc_id", start=pl.lit(0), end=pl.lit(0)).to_pandas()
