"""The sentences behind a number.

A *hit* is a place in an article that was counted: a row of `key, doc_id, start, end`, where the key is the row of a table or the mark of a
figure that it counts for. `passages` finds the sentences around the hits, and `evidence_html` shows them, each with its outlet, its date
and the name of its article.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import pandas as pd
import polars as pl

from iranaz_utils.finding.sentences import sentence_frame
from iranaz_utils.showing.words import count_of, known
from iranaz_utils.tables import take

if TYPE_CHECKING:
    from iranaz_utils.reading import Corpus

#: Sentences shown of one number, and characters shown of one sentence: enough to judge by, and a page stays small on any corpus.
MOST, LONGEST = 3, 600
#: Articles of one number that are cut into sentences to choose from.
LOOKED_UP = 20

_ABOUT = ("title", "date", "outlet", "side", "language", "path")


def passages(documents: pd.DataFrame | Corpus, hits: pd.DataFrame, *, most: int = MOST) -> pd.DataFrame:
    """The sentences around hits, at most so many of each key, from as many different articles as there are.

    Parameters
    ----------
    documents
        Documents table or corpus.
    hits
        Columns key, doc_id, start, end; offsets in code points. An empty span (start = end) stands for its sentence as a whole. Where
        not all articles of a key were looked up, the column `articles` says how many there are.
    most
        Sentences of one key. The first of each article come first, by date; then the second ones.

    Returns
    -------
    DataFrame
        One row a sentence: key, doc_id, sentence, title, date, outlet, side, language, path, text, marks (pairs of offsets into text), of
        (how many sentences of that key there are, missing where not all of its articles were cut) and articles.

    Examples
    --------
    >>> documents = pd.DataFrame({"doc_id": ["a"], "text": ["It rained. The bridge is open."]})
    >>> found = passages(documents, pd.DataFrame({"key": ["bridge"], "doc_id": ["a"], "start": [15], "end": [21]}))
    >>> found["text"][0], found["marks"][0].tolist()
    ('The bridge is open.', [{'start': 4, 'end': 10}])
    """
    about = take(documents, "doc_id", "text", optional=_ABOUT)
    spans = _first_articles(hits, about)
    every = about.join(spans, on="doc_id", how="semi", maintain_order="left")
    begun = sentence_frame(every).select("doc_id", "sentence", begin=pl.col("start").cast(pl.Int64), stop=pl.col("end").cast(pl.Int64))
    chosen = (
        spans.sort("start")
        .join_asof(begun.sort("begin"), left_on="start", right_on="begin", by="doc_id", check_sortedness=False)
        .filter(pl.col("sentence").is_not_null())
        .group_by("key", "doc_id", "sentence", "begin", "stop", "articles")
        .agg(marks=pl.struct(start=pl.col("start") - pl.col("begin"), end=pl.col("end") - pl.col("begin")).unique().sort())
        .join(every, on="doc_id")
        .sort("key", "doc_id", "sentence")
        .with_columns(
            nth=pl.int_range(pl.len()).over("key", "doc_id"), of=pl.when(pl.col("articles") <= LOOKED_UP).then(pl.len().over("key"))
        )
        .sort("key", "nth", "date", "doc_id", "sentence", nulls_last=True)
        .group_by("key", maintain_order=True)
        .head(most)
        .with_columns(text=pl.col("text").str.slice(pl.col("begin"), pl.col("stop") - pl.col("begin")))
    )
    return chosen.select("key", "doc_id", "sentence", *_ABOUT, "text", "marks", "of", "articles").to_pandas()


def _first_articles(hits: pd.DataFrame, about: pl.DataFrame) -> pl.DataFrame:
    """The hits in the first articles of each key, by date: only those are cut into sentences, however large the corpus is."""
    spans = pl.from_pandas(hits[[column for column in hits.columns if column in {"key", "doc_id", "start", "end", "articles"}]])
    spans = spans.with_columns(pl.col("key", "doc_id").cast(pl.String), pl.col("start", "end").cast(pl.Int64))
    if "articles" not in spans.columns:
        spans = spans.with_columns(articles=pl.col("doc_id").n_unique().over("key").cast(pl.Int64))
    dated = spans.join(about.select("doc_id", "date"), on="doc_id").sort("key", "date", "doc_id", nulls_last=True)
    return dated.filter(pl.col("doc_id").rle_id().rank("dense").over("key") <= LOOKED_UP).drop("date")


def evidence_html(found: pd.DataFrame, key: str, *, anchor: str, label: str) -> str:
    """One key's passages as a part of a page that opens; empty where there are none.

    The anchor is on the list inside, so that a link to it opens the part.
    """
    rows = found[found["key"] == key]
    if rows.empty:
        return ""
    total, articles = rows["of"].iloc[0], int(rows["articles"].iloc[0])
    if not known(total):
        shown = f"{len(rows)} sentences from {articles:,} articles"
    else:
        shown = count_of(int(total), "sentence") if total == len(rows) else f"{len(rows)} of {count_of(int(total), 'sentence')}"
    items = "".join(_item(row) for row in rows.itertuples())
    return (
        f'<details class="evidence"><summary><span dir="auto">{escape(label)}</span> <span class="count">{shown}</span></summary>'
        f'<ol id="{escape(anchor)}">{items}</ol></details>'
    )


def _item(row) -> str:
    """One sentence with its marks and its source."""
    language = f' lang="{escape(row.language)}"' if known(row.language) else ""
    source = [
        row.outlet if known(row.outlet) else "outlet not known",
        row.date.date().isoformat() if known(row.date) else "no date",
        row.side if known(row.side) else "side not known",
        row.path if known(row.path) else row.doc_id,
    ]
    title = f' <cite dir="auto">{escape(row.title)}</cite>' if known(row.title) else ""
    return (
        f'<li><blockquote dir="auto"{language}>{marked(row.text, [(mark["start"], mark["end"]) for mark in row.marks])}</blockquote>'
        f'<p class="source">{escape(" · ".join(source))}{title}</p></li>'
    )


def marked(text: str, spans: list[tuple[int, int]]) -> str:
    """A sentence as HTML with spans marked; of a very long one, the part around the first mark.

    Examples
    --------
    >>> marked("a <b> c", [(2, 5)])
    'a <mark>&lt;b&gt;</mark> c'
    """
    begin = max(0, spans[0][0] - LONGEST // 3) if len(text) > LONGEST and spans else 0
    stop = min(len(text), begin + LONGEST)
    pieces, at = ["…" if begin else ""], begin
    for start, end in spans:
        if at <= start < min(end, stop):
            pieces += [escape(text[at:start]), f"<mark>{escape(text[start : min(end, stop)])}</mark>"]
            at = min(end, stop)
    return "".join([*pieces, escape(text[at:stop]), "…" if stop < len(text) else ""])
