"""The sentences behind a number.

A *hit* is a place in an article that was counted: a row of `key, doc_id, start, end`, where the key is the row of a table or the mark of a
figure that it counts for. `passages` finds the sentences around the hits; `evidence_html` shows some of them, each with its outlet, its
date and the way to its article; `context_html` shows the stretches of the articles in which they stand.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pandas as pd
import polars as pl

from iranaz_utils.finding.sentences import sentence_frame
from iranaz_utils.showing.words import count_of, known
from iranaz_utils.tables import take

if TYPE_CHECKING:
    from iranaz_utils.reading import Corpus

#: Sentences shown of one number, and characters shown of one sentence: enough to judge by, and a page stays small on any corpus.
MOST, LONGEST = 3, 600
#: Articles of one number that are cut into sentences.
LOOKED_UP = 1000
#: Sentences shown before and after one that is read in its context.
AROUND = 1

_SPAN = ("key", "doc_id", "start", "end", "articles", "sentence", "begin", "stop")
_ABOUT = ("title", "date", "outlet", "side", "language", "path", "url")


def passages(documents: pd.DataFrame | Corpus, hits: pd.DataFrame, *, most: int | None = None) -> pd.DataFrame:
    """The sentences around hits, the first ones of each key from as many different articles as there are.

    Parameters
    ----------
    documents
        Documents table or corpus.
    hits
        Columns key, doc_id, start, end; offsets in code points. An empty span (start = end) stands for its sentence as a whole. Where
        not all articles of a key were looked up, the column `articles` says how many there are; where the sentences are known, their
        number and bounds are `sentence, begin, stop`.
    most
        Sentences of one key; all when not given. The first of each article come first, by date; then the second ones.

    Returns
    -------
    DataFrame
        One row a sentence: key, doc_id, sentence, title, date, outlet, side, language, path, url, text, marks (pairs of offsets into text),
        of (how many sentences of that key there are, missing where not all of its articles were cut), articles, and document (the number
        of the article's row in `documents`).

    Examples
    --------
    >>> documents = pd.DataFrame({"doc_id": ["a"], "text": ["It rained. The bridge is open."]})
    >>> found = passages(documents, pd.DataFrame({"key": ["bridge"], "doc_id": ["a"], "start": [15], "end": [21]}))
    >>> found["text"][0], found["marks"][0].tolist()
    ('The bridge is open.', [{'start': 4, 'end': 10}])
    """
    about = take(documents, "doc_id", "text", optional=_ABOUT).with_row_index("document")
    spans = _first_articles(hits, about)
    every = about.join(spans, on="doc_id", how="semi", maintain_order="left")
    found = (
        (spans if "stop" in spans.columns else _placed(spans, every))
        .filter(pl.col("sentence").is_not_null())
        .group_by("key", "doc_id", "sentence", "begin", "stop", "articles")
        .agg(marks=pl.struct(start=pl.col("start") - pl.col("begin"), end=pl.col("end") - pl.col("begin")).unique().sort())
        .join(every, on="doc_id")
        .sort("key", "doc_id", "sentence")
        .with_columns(
            nth=pl.int_range(pl.len()).over("key", "doc_id"),
            of=pl.when(pl.col("articles") <= pl.col("doc_id").n_unique().over("key")).then(pl.len().over("key")),
        )
        .sort("key", "nth", "date", "doc_id", "sentence", nulls_last=True)
    )
    chosen = found if most is None else found.group_by("key", maintain_order=True).head(most)
    cut = chosen.with_columns(text=pl.col("text").str.slice(pl.col("begin"), pl.col("stop") - pl.col("begin")))
    return cut.select("key", "doc_id", "sentence", *_ABOUT, "text", "marks", "of", "articles", "document").to_pandas()


def _placed(spans: pl.DataFrame, documents: pl.DataFrame) -> pl.DataFrame:
    """Hits with the sentence that each stands in: its number, where it begins and where it stops."""
    sentences = _stretches(documents).sort("begin")
    return spans.sort("start").join_asof(sentences, left_on="start", right_on="begin", by="doc_id", check_sortedness=False)


def _stretches(documents: pl.DataFrame) -> pl.DataFrame:
    """Where each sentence begins and stops."""
    cut = sentence_frame(documents.select("doc_id", "text", "language"))
    return cut.select("doc_id", "sentence", begin=pl.col("start").cast(pl.Int64), stop=pl.col("end").cast(pl.Int64))


def _first_articles(hits: pd.DataFrame, about: pl.DataFrame) -> pl.DataFrame:
    """The hits in the first articles of each key, by date: only those are cut into sentences, however large the corpus is."""
    spans = pl.from_pandas(hits[[column for column in hits.columns if column in _SPAN]])
    spans = spans.with_columns(pl.col("key", "doc_id").cast(pl.String), pl.col("start", "end").cast(pl.Int64))
    if "articles" not in spans.columns:
        spans = spans.with_columns(articles=pl.col("doc_id").n_unique().over("key").cast(pl.Int64))
    dated = spans.join(about.select("doc_id", "date"), on="doc_id").sort("key", "date", "doc_id", nulls_last=True)
    return dated.filter(pl.col("doc_id").rle_id().rank("dense").over("key") <= LOOKED_UP).drop("date")


def shown_of(found: pd.DataFrame) -> dict[str, list]:
    """Key → those of its passages that a page shows."""
    shown: dict[str, list] = {}
    for row in found.itertuples():
        of_key = shown.setdefault(row.key, [])
        if len(of_key) < MOST:
            of_key.append(row)
    return shown


def evidence_html(rows: Sequence, *, anchor: str, label: str) -> str:
    """One key's passages as a part of a page that opens; empty where there are none.

    The anchor is on the list inside, so that a link to it opens the part.
    """
    if not rows:
        return ""
    total, articles = rows[0].of, int(rows[0].articles)
    if not known(total):
        shown = f"{len(rows)} sentences from {articles:,} articles"
    else:
        shown = count_of(int(total), "sentence") if total == len(rows) else f"{len(rows)} of {count_of(int(total), 'sentence')}"
    items = "".join(map(_item, rows))
    return (
        f'<details class="evidence"><summary><span dir="auto">{escape(label)}</span> <span class="count">{shown}</span></summary>'
        f'<ol id="{escape(anchor)}">{items}</ol></details>'
    )


def _item(row) -> str:
    """One sentence with its marks, its source and the way to its context."""
    name = f'<a href="#{_place(row.document, row.sentence)}">{_name(row)}</a>'
    return (
        f'<li><blockquote dir="auto"{_language(row)}>{marked(row.text, [(mark["start"], mark["end"]) for mark in row.marks])}</blockquote>'
        f'<p class="source">{_source(row)} · {name}{_page_of(row)}</p></li>'
    )


def _source(row) -> str:
    outlet = row.outlet if known(row.outlet) else "outlet not known"
    day = row.date.date().isoformat() if known(row.date) else "no date"
    return f"{_apart(outlet)} · {day} · {escape(row.side) if known(row.side) else 'side not known'}"


def _name(row) -> str:
    return _apart(row.path if known(row.path) else row.doc_id)


def _apart(name: str) -> str:
    """A name that cannot turn the direction of what stands beside it."""
    return escape(name) if name.isascii() else f"<bdi>{escape(name)}</bdi>"


def _page_of(row) -> str:
    """A link to the article's own page; nothing where its address is none of the web."""
    return f' · <a href="{escape(row.url.strip())}" rel="noreferrer">its page</a>' if is_web(row.url) else ""


def is_web(address: object) -> bool:
    """Whether something is an address that a reader may be sent to: of the web, and not one that a browser would run.

    >>> is_web("https://example.org/a"), is_web("javascript:alert(1)"), is_web("https:///a"), is_web(None)
    (True, False, False, False)
    """
    try:
        parts = urlsplit(address.strip()) if isinstance(address, str) else None
    except ValueError:
        return False
    return parts is not None and parts.scheme in ("http", "https") and bool(parts.hostname)


def _language(row) -> str:
    return f' lang="{escape(row.language)}"' if known(row.language) and row.language != "en" else ""  # the page is in English


def _place(document: int, sentence: int) -> str:
    """The name of the place on a page where a sentence stands in its article."""
    return f"at-{document}-{sentence}"


def context_html(documents: pd.DataFrame | Corpus, quoted: Iterable[tuple[str, int]]) -> str:
    """The articles with the sentences that a page quotes and what stands around these; nothing where it quotes none.

    Parameters
    ----------
    documents
        Documents table or corpus.
    quoted
        Article and number of each sentence.

    Examples
    --------
    >>> documents = pd.DataFrame({"doc_id": ["a"], "text": ["It rained. The bridge is open. Zenda is far. Nobody came."]})
    >>> page = context_html(documents, [("a", 1)])
    >>> "It rained." in page, '<span id="at-0-1">The bridge is open.</span>' in page, "Nobody" in page
    (True, True, False)
    """
    wanted: dict[str, set[int]] = {}
    for doc_id, sentence in quoted:
        wanted.setdefault(doc_id, set()).add(sentence)
    about = take(documents, "doc_id", "text", optional=_ABOUT).with_row_index("document").filter(pl.col("doc_id").is_in(list(wanted)))
    cut = _stretches(about).partition_by("doc_id", as_dict=True)
    parts = [_read(row, cut[row.doc_id,].rows(), wanted[row.doc_id]) for row in about.to_pandas().itertuples() if (row.doc_id,) in cut]
    return f'<div class="articles">{"".join(parts)}</div>' if parts else ""


def _read(row, sentences: list[tuple], wanted: set[int]) -> str:
    """One article: the sentences that are wanted, those next to them, and dots for what lies between."""
    pieces, last = [], -1
    for _, number, begin, stop in sentences:
        if wanted.isdisjoint(range(number - AROUND, number + AROUND + 1)):
            continue
        text = escape(row.text[begin : min(stop, begin + LONGEST)])
        pieces.append("" if number == last + 1 else "… ")
        pieces.append(f'<span id="{_place(row.document, number)}">{text}</span> ' if number in wanted else f"{text} ")
        last = number
    title = f' <cite dir="auto">{escape(row.title)}</cite>' if known(row.title) else ""
    return (
        f'<details class="article"><summary>{_source(row)} · {_name(row)}{title}</summary>'
        f'<p dir="auto"{_language(row)}>{"".join(pieces).rstrip()}{"" if last == len(sentences) - 1 else " …"}</p>'
        f'<p class="source">{_name(row)}{_page_of(row)}</p></details>'
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
