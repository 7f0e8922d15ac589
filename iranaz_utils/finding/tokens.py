"""Tokens: running words, numbers and marks, with the place of each in the untouched text.

The rules (in `token_rules`) are those of Universal Dependencies for the surface of a text. In English, clitics and hyphens are tokens
(*Iran* + *'s*, *do* + *n't*, *Tehran* + *-* + *Baku*); in Persian the zero-width non-joiner stays inside a word, in Turkish and
Azerbaijani the suffix stays behind its apostrophe, in Russian hyphenated words stay whole. Numbers, abbreviations, addresses and hashtags
are one token.

Nothing here walks over a text. Texts are split at white space natively; only the *distinct* chunks are cut, and their pieces are laid out
again in the order of the text by their numbers. The running sum of lengths is the offset.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd
import polars as pl

from iranaz_utils.finding.batches import batches, mapped
from iranaz_utils.finding.folding import folded, is_loud
from iranaz_utils.finding.numbers import chunked, number
from iranaz_utils.finding.sentences import one, sentences_of
from iranaz_utils.finding.token_rules import ADDRESSED, BOUNDED, KIND, LONGEST, SEAM, SEWN, UNLIKE_LATIN, pattern
from iranaz_utils.tables import COLUMNS, shape, take

if TYPE_CHECKING:
    from iranaz_utils.reading import Corpus

#: A chunk and the white space behind it.
CHUNK = r"\S+\s*"
#: Distinct chunks that are cut at a time, several such parts at once.
PART = 10_000


def tokenize(documents: pd.DataFrame | Corpus) -> pd.DataFrame:
    """The tokens table of a corpus: each running word, number and mark, in order, with offsets into `documents.text`.

    Parameters
    ----------
    documents
        `doc_id` and `text`; `language` (ISO 639-1) chooses the rules, missing is English.

    Returns
    -------
    The table tokens: `doc_id, sentence, position, token, term, kind, start, end`. `position` counts the tokens of a document from 0, `term`
    is the normal form that is counted (see `fold`), `kind` is word, number or punct.

    Examples
    --------
    >>> tokenize(pd.DataFrame({"doc_id": ["a"], "text": ["Anna's 2 bags."]}))[["token", "kind", "start"]].to_numpy().tolist()
    [['Anna', 'word', 0], ["'s", 'word', 4], ['2', 'number', 7], ['bags', 'word', 9], ['.', 'punct', 13]]
    """
    return shape("tokens", token_frame(take(documents, "doc_id", "text", optional=("language",))))


def tokens_in(text: str, language: str = "en") -> list[tuple[int, int]]:
    """Start and end of each token of one text, in code points.

    Examples
    --------
    >>> tokens_in("Don't go.")
    [(0, 2), (2, 5), (6, 8), (8, 9)]
    """
    span = pl.col("text").str.strip_chars_start()
    before = (pl.col("text").str.len_chars() - span.str.len_chars()).cast(pl.Int64)
    # No token crosses the end of a sentence, so that the whole text may pass for one.
    whole = one(text, language).select("doc_id", row=pl.lit(0), sentence=pl.lit(0), start=before, span=span)
    return list(_cut_sentences(whole, language).select("start", "end").iter_rows())


def token_frame(documents: pl.DataFrame) -> pl.DataFrame:
    """The tokens of Polars documents (`doc_id, text`, optionally `language`), as `tokenize` gives them in pandas."""
    return pl.concat(mapped(_token_batch, list(batches(documents)) or [documents]))


def _token_batch(documents: pl.DataFrame) -> pl.DataFrame:
    return cut_sentences(sentences_of(documents)).with_columns(position=pl.int_range(pl.len()).over("doc_id")).select(*COLUMNS["tokens"])


def cut_sentences(sentences: pl.DataFrame) -> pl.DataFrame:
    """The tokens of sentences (`doc_id, sentence, start, language, span`), without their position."""
    sentences = sentences.with_row_index("row")
    parts = [_cut_sentences(part, language) for (language,), part in sentences.group_by("language", maintain_order=True)]
    ordered = parts[0] if len(parts) == 1 else pl.concat([_cut_sentences(sentences.clear(), "en"), *parts]).sort("row", maintain_order=True)
    loud = sentences.filter(pl.col("span").str.contains("US", literal=True)).filter(is_loud(pl.col("span")))["row"]
    pronoun = pl.col("row").is_in(loud.implode()) & (pl.col("term") == "u.s.") & (pl.col("token") == "US")
    return (ordered.with_columns(term=pl.when(pronoun).then(pl.lit("us")).otherwise("term")) if len(loud) else ordered).drop("row")


def _cut_sentences(sentences: pl.DataFrame, language: str) -> pl.DataFrame:
    """The tokens of sentences (`row, doc_id, sentence, start, span`) of one language."""
    width = pl.col("span").str.len_chars().cast(pl.Int64)
    base = pl.col("start") - width.cum_sum() + width  # what turns a place in all spans, one after the other, into an offset
    codes, kinds, chunks = chunked(sentences["span"])
    cut = cut_chunks(kinds, language)
    widths = kinds.str.len_chars().to_numpy().astype(np.int64)[codes]
    many, pieces = places(cut.first, cut.many, codes)
    tokens = cut.tokens[pieces]
    nth = np.repeat(np.repeat(np.arange(len(sentences)), chunks), many)
    start = sentences.select(base).to_series().to_numpy()[nth] + np.repeat(np.cumsum(widths) - widths, many) + tokens["at"].to_numpy()
    offsets = pl.DataFrame({"start": start, "end": start + tokens["width"].to_numpy()}, schema={"start": pl.Int64, "end": pl.Int64})
    rows = sentences.select("row", "doc_id", "sentence")[nth]
    return pl.concat([rows, tokens.select("token", "term", "kind"), offsets], how="horizontal")


class Cut(NamedTuple):
    """The tokens of distinct strings: string `i` has the rows `first[i]` to `first[i] + many[i]` of `tokens`."""

    tokens: pl.DataFrame
    first: np.ndarray
    many: np.ndarray


def places(first: np.ndarray, many: np.ndarray, codes: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """For strings in a row, by their codes: how many pieces each has, and the places of all their pieces one after the other.

    >>> places(np.array([0, 2]), np.array([2, 1]), np.array([1, 0]))[1].tolist()
    [2, 0, 1]
    """
    each = many[codes]
    upto = np.cumsum(each)
    return each, np.repeat(first[codes] - upto + each, each) + np.arange(upto[-1] if len(upto) else 0)


def cut_chunks(kinds: pl.Series, language: str) -> Cut:
    """The tokens of distinct strings, cut at white space and then by the rules of the language: `token, term, kind, width, at`."""
    length, width = (pl.col(column).str.len_chars().cast(pl.Int64) for column in ("chunk", "stretch"))
    upto = width.cum_sum() - width
    first = pl.when(pl.col("string").ne_missing(pl.col("string").shift())).then(upto).forward_fill()
    chunks = (
        pl.DataFrame({"stretch": kinds.str.extract_all(r"\s*\S+")})
        .with_row_index("string")
        .explode("stretch")
        .with_row_index("nth")
        .with_columns(chunk=pl.col("stretch").str.strip_chars_start())
        .with_columns(
            base=length.cum_sum() - width - upto + first,
            address=pl.col("chunk").str.contains(ADDRESSED) & (length <= LONGEST),
            latin=~pl.col("chunk").str.contains(UNLIKE_LATIN),
            bounded=(length <= LONGEST) | pl.col("chunk").str.contains(BOUNDED),
        )
    )
    parts = [part for _, alike in chunks.group_by("address", "latin", "bounded") for part in alike.iter_slices(PART)] or [chunks]
    pieces = pl.concat(mapped(lambda part: _pieces(part, language), parts)).sort("nth", maintain_order=True)
    codes, distinct = number(pieces["token"])
    facts = pl.DataFrame({"token": distinct, "term": folded(distinct, language)}).with_columns(
        kind=KIND, width=pl.col("token").str.len_chars().cast(pl.Int64)
    )
    tokens = facts[codes].with_columns(at=pl.col("width").cum_sum() - pl.col("width") - pieces["base"])
    many = np.bincount(pieces["string"].to_numpy(), minlength=len(kinds))
    return Cut(tokens, np.cumsum(many) - many, many)


def _pieces(chunks: pl.DataFrame, language: str) -> pl.DataFrame:
    """Chunks without white space, in pieces; all of them may hold an address, or none; the same for Latin and for a word boundary."""
    rule = pattern(language, **{sort: bool(chunks[sort].any()) for sort in ("address", "latin", "bounded")})
    cut = chunks.select("string", "nth", "base", token=pl.col("chunk").str.extract_all(rule)).explode("token")
    if language == "en":
        cut = cut.with_columns(pl.col("token").str.replace(SEAM, SEWN).str.split(" ")).explode("token")
    return cut
