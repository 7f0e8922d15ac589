"""Tokens: running words, numbers and marks, with the place of each in the untouched text."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

import pandas as pd
import polars as pl

from iranaz_utils.finding.folding import fold
from iranaz_utils.finding.sentences import one, sentences_of
from iranaz_utils.tables import COLUMNS, shape, take

if TYPE_CHECKING:
    from iranaz_utils.reading import Corpus

CHUNK = r"\S+\s*"
MARK = "\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed"
PIECE = re.compile(
    r"https?://[^\s<>\"”»]+[\w/]|[\w.+-]+@[\w-]+\.[\w.-]+\w|[#@]\w+"
    r"|(?:[^\W\d_]\.){2,}|\d+(?:[.,:/٫٬]\d+)*"
    rf"|[^\W_][\w{MARK}]*(?:['’\u200c][^\W_][\w{MARK}]*)*|.",
    re.DOTALL,
)
CLITIC = re.compile(r"(?i)^(.+?)(n['’]t|['’](?:s|re|ve|ll|d|m))$")


def tokenize(documents: pd.DataFrame | Corpus) -> pd.DataFrame:
    """The tokens table of a corpus: each running word, number and mark, in order, with offsets into `documents.text`.

    Examples
    --------
    >>> tokenize(pd.DataFrame({"doc_id": ["a"], "text": ["Anna's here."]}))["token"].to_list()
    ['Anna', "'s", 'here', '.']
    """
    return shape("tokens", token_frame(take(documents, "doc_id", "text", optional=("language",))))


def tokens_in(text: str, language: str = "en") -> list[tuple[int, int]]:
    """Start and end of each token of one text, in code points.

    Examples
    --------
    >>> tokens_in("Don't go.")
    [(0, 2), (2, 5), (6, 8), (8, 9)]
    """
    return list(token_frame(one(text, language)).select("start", "end").iter_rows())


def token_frame(documents: pl.DataFrame) -> pl.DataFrame:
    """The tokens of Polars documents (`doc_id, text, language`): `doc_id, sentence, position, token, term, kind, start, end`."""
    return cut_sentences(sentences_of(documents)).with_columns(position=pl.int_range(pl.len()).over("doc_id")).select(*COLUMNS["tokens"])


def cut_sentences(sentences: pl.DataFrame) -> pl.DataFrame:
    """The tokens of sentences (`doc_id, sentence, start, language, span`), without their position."""
    chunks = (
        sentences.with_row_index("row")
        .select("row", "doc_id", "sentence", "start", "language", chunk=pl.col("span").str.extract_all(CHUNK))
        .explode("chunk")
        .with_columns(width=pl.col("chunk").str.len_chars().cast(pl.Int64))
        .with_columns(
            start=pl.col("start") + pl.col("width").cum_sum().over("row") - pl.col("width"), chunk=pl.col("chunk").str.strip_chars_end()
        )
    )
    return (
        chunks.join(_pieces_of(chunks), on=["chunk", "language"], how="left", maintain_order="left")
        .explode("token", "term", "kind", "at")
        .with_columns(start=pl.col("start") + pl.col("at"))
        .with_columns(end=pl.col("start") + pl.col("token").str.len_chars().cast(pl.Int64))
        .select("doc_id", "sentence", "token", "term", "kind", "start", "end")
    )


def _pieces_of(chunks: pl.DataFrame) -> pl.DataFrame:
    kinds = chunks.select("chunk", "language").unique(maintain_order=True)
    cut = [pieces(chunk, language) for chunk, language in kinds.iter_rows()]
    return kinds.with_columns(
        pl.Series("token", [[token for token, *_ in row] for row in cut], dtype=pl.List(pl.String)),
        pl.Series("term", [[term for _, term, *_ in row] for row in cut], dtype=pl.List(pl.String)),
        pl.Series("kind", [[kind for _, _, kind, _ in row] for row in cut], dtype=pl.List(pl.String)),
        pl.Series("at", [[at for *_, at in row] for row in cut], dtype=pl.List(pl.Int64)),
    )


@lru_cache(maxsize=200_000)
def pieces(chunk: str, language: str) -> list[tuple[str, str, str, int]]:
    """Token, term, kind and offset of each piece of a chunk without white space; the tokens joined are the chunk."""
    found, at = [], 0
    for piece in PIECE.findall(chunk):
        clitic = CLITIC.match(piece) if language == "en" else None
        for token in clitic.groups() if clitic else (piece,):
            found.append((token, fold(token, language), _kind(token), at))
            at += len(token)
    return found


def _kind(token: str) -> str:
    if any(map(str.isalpha, token)):
        return "word"
    return "number" if any(map(str.isdigit, token)) else "punct"
