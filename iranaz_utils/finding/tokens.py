"""Tokens: running words, numbers and marks, with the place of each in the untouched text.

The rules are those of Universal Dependencies for the surface of a text. In English, clitics and hyphens are tokens (*Iran* + *'s*,
*do* + *n't*, *Tehran* + *-* + *Baku*); in Persian the zero-width non-joiner stays inside a word, in Turkish and Azerbaijani the suffix
stays behind its apostrophe, in Russian hyphenated words stay whole. Numbers, abbreviations, addresses and hashtags are one token everywhere.

Nothing here walks over a text. Texts are split at white space natively; only the *distinct* chunks are cut, by one expression per language,
and joined back; the running sum of lengths is the offset. So the cost hardly grows with the rules, and the tokens of a chunk, which has no
white space in it, always spell the chunk.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd
import polars as pl

from iranaz_utils.finding.abbreviations import SHORT, TITLES, words
from iranaz_utils.finding.folding import fold
from iranaz_utils.finding.sentences import one, sentences_of
from iranaz_utils.tables import COLUMNS, shape, take

if TYPE_CHECKING:
    from iranaz_utils.reading import Corpus

CHUNK = r"\S+\s*"
WORD = r"\p{Cf}*[\p{L}\p{N}][\w\p{Cf}]*"
#: Prefixes that keep their hyphen in English; other hyphens are tokens.
PREFIXES = """
    anti ante arch be bi bio co counter cross de e eco ex extra inter intra macro mega micro mid mini mis multi neo non over pan para peri
    post pre pro proto pseudo quasi re semi sub super trans tri ultra un uni vice cyber agro
    """.split()  # fmt: skip
#: Marks that are one token when repeated: `...`, `--`, `?!`.
RUNS = r"[.!?؟…]{2,}|[-=]{2,}|\*{2,}|_+|\+{2,}|~{2,}|#{2,}|<{2,}|>{2,}|\${2,}|`{2,}|'{2,}|–{2,}|—{2,}|/{2,}|\\{2,}"
ADDRESSES = (
    r"""(?i:https?|ftp)://[^\s<>"“”«»]*[\p{L}\p{N}/]|(?i:www)\.[^\s<>"“”«»]*[\p{L}\p{N}/]"""
    r"|[A-Za-z0-9._%+-]+@[A-Za-z0-9][A-Za-z0-9-]*(?:\.[A-Za-z0-9][A-Za-z0-9-]*)*"
    r"|(?:[A-Za-z0-9_-]+\.)+(?:com|Com|org|net|gov|edu|int|info|ir|az|ru|tr|uk|am|ge|eu|tv|pdf|docx?|xlsx?|html?|jpe?g|png|mp[34])\b"
    r"|[a-z]+(?:\.[a-z]+){2,}(?:-[a-z]+)?|[#@][\p{L}_]\w*|(?:&#?[A-Za-z0-9]+;)+|^[:;=]-?[()DP]+$"
)
#: What a chunk must hold for an address to be in it. Their pattern looks far ahead, so it is tried on such chunks only, and on none longer
#: than `LONGEST` code points: the time stays linear.
SPECIAL = r"[@#]|//|(?i:www)\.|&#?\w|\w\.[A-Za-z]{2}|^[:;=]"
LONGEST = 500
#: So many chunks are worth cutting in parallel.
LONG = 10_000
NUMBERS = r"\d+(?:-\d+){2,}|\d{3}-\d{4}\b|\d+(?:[.,:/٫٬]\d+)+|[A-Z]{1,2}\$"
#: What makes a token two in English: clitics, words written together, a number and its unit.
SEAM = (
    r"(?i)^(?:(.+?)(n['’]t|['’](?:s|re|ve|ll|d|m))|(do|does|did|is|was|are|were|has|have|had|would|could|should|ai)(nt)"
    r"|(can|gon|wan|got|gim|lem)(not|na|ta|me)|(\d+)(mm|cm|km|kg|lbs?|ft|[kmg]b|hrs?|mins?|[ap]m|k|m|bn|mn|mph|p|h))$"
)
PARTS = "${1}${3}${5}${7} ${2}${4}${6}${8}"


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
    whole = one(text, language).select(
        "doc_id", row=pl.lit(0), sentence=pl.lit(0), start=before, span=span
    )  # no token crosses a sentence end
    return list(_cut_sentences(whole, language).select("start", "end").iter_rows())


def token_frame(documents: pl.DataFrame) -> pl.DataFrame:
    """The tokens of Polars documents (`doc_id, text`, optionally `language`), as `tokenize` gives them in pandas."""
    return cut_sentences(sentences_of(documents)).with_columns(position=pl.int_range(pl.len()).over("doc_id")).select(*COLUMNS["tokens"])


def cut_sentences(sentences: pl.DataFrame) -> pl.DataFrame:
    """The tokens of sentences (`doc_id, sentence, start, language, span`), without their position."""
    sentences = sentences.with_row_index("row")
    parts = [_cut_sentences(part, language) for (language,), part in sentences.group_by("language", maintain_order=True)]
    if len(parts) == 1:
        return parts[0].drop("row")
    return pl.concat([_cut_sentences(sentences.clear(), "en"), *parts]).sort("row", maintain_order=True).drop("row")


def _cut_sentences(sentences: pl.DataFrame, language: str) -> pl.DataFrame:
    width = pl.col("span").str.len_chars().cast(pl.Int64)
    chunks = sentences.select(
        row=pl.int_range(pl.len()), base=pl.col("start") - width.cum_sum() + width, raw=pl.col("span").str.extract_all(CHUNK)
    ).explode("raw")
    codes, kinds = number(chunks["raw"])
    cut = cut_chunks(kinds, language)
    widths = kinds.str.len_chars().to_numpy().astype(np.int64)[codes]
    many, pieces = cut.places(codes)
    tokens = cut.tokens[pieces]
    start = np.repeat(chunks["base"].to_numpy() + np.cumsum(widths) - widths, many) + tokens["at"].to_numpy()
    return (
        sentences.select("row", "doc_id", "sentence")[np.repeat(chunks["row"].to_numpy(), many)]
        .hstack(tokens.select("token", "term", "kind"))
        .with_columns(start=pl.Series(start, dtype=pl.Int64), end=pl.Series(start + tokens["width"].to_numpy(), dtype=pl.Int64))
    )


def number(raw: pl.Series, categories: pl.Categories | None = None) -> tuple[np.ndarray, pl.Series]:
    """The distinct strings of a column, and for each row of the column the place of its string among them."""
    coded = raw.cast(pl.Categorical(categories or pl.Categories.random()))
    distinct = coded.unique(maintain_order=True)
    place = np.zeros(int(distinct.to_physical().max() or 0) + 1, np.int64)
    place[distinct.to_physical().to_numpy()] = np.arange(len(distinct))
    return place[coded.to_physical().to_numpy()], distinct.cast(pl.String)


class Cut(NamedTuple):
    """The tokens of distinct strings: string `i` has the rows `first[i]` to `first[i] + many[i]` of `tokens`."""

    tokens: pl.DataFrame
    first: np.ndarray
    many: np.ndarray

    def places(self, codes: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """For a run of strings, how many tokens each has, and the rows of all their tokens one after the other."""
        many = self.many[codes]
        upto = np.cumsum(many)
        return many, np.repeat(self.first[codes] - upto + many, many) + np.arange(upto[-1] if len(upto) else 0)


def cut_chunks(kinds: pl.Series, language: str) -> Cut:
    """The tokens of distinct strings, which are cut at white space and then by the rules of the language."""
    length = pl.col("chunk").str.len_chars().cast(pl.Int64)
    chunks = (
        pl.DataFrame({"chunk": kinds.str.extract_all(r"\S+")})
        .with_row_index("kind_row")
        .explode("chunk")
        .with_columns(base=length.cum_sum() - length, special=pl.col("chunk").str.contains(SPECIAL) & (length <= LONGEST))
        .with_row_index("chunk_row")
    )
    tokens = (
        pl.concat(_pieces(chunks.filter(special=flag), language, special=flag) for flag in (False, True))
        .sort("chunk_row", maintain_order=True)
        .with_columns(width=pl.col("token").str.len_chars().cast(pl.Int64), kind=KIND)
        .with_columns(at=pl.col("width").cum_sum() - pl.col("width") - pl.col("base"))
    )
    codes, distinct = number(tokens["token"])
    terms = pl.Series("term", [fold(token, language) for token in distinct.to_list()], dtype=pl.String)
    many = np.bincount(tokens["kind_row"].to_numpy(), minlength=len(kinds))
    return Cut(tokens.select("token", terms[codes], "kind", "width", "at"), np.cumsum(many) - many, many)


def _pieces(chunks: pl.DataFrame, language: str, *, special: bool) -> pl.DataFrame:
    """Chunks without white space, in pieces."""
    cut = chunks.lazy().with_columns(token=pl.col("chunk").str.extract_all(pattern(language, special=special))).explode("token")
    if language == "en":
        cut = cut.with_columns(pl.col("token").str.replace(SEAM, PARTS).str.split(" ")).explode("token")
    return cut.select("kind_row", "chunk_row", "base", "token").collect(engine="streaming" if len(chunks) > LONG else "in-memory")


KIND = (
    pl.when(pl.col("token").str.contains(r"^(?:&#?\w+;)+$|^[^\p{L}\p{N}]+$"))
    .then(pl.lit("punct"))
    .when(pl.col("token").str.contains(r"\p{L}"))
    .then(pl.lit("word"))
    .otherwise(pl.lit("number"))
)


@lru_cache
def pattern(language: str, *, special: bool = False) -> str:
    """The expression whose matches, one after the other, are the pieces of a chunk; every character belongs to one."""
    short = "|".join(
        word.replace(".", r"\.") for word in sorted({*words(TITLES, language), *words(SHORT, language)}, key=lambda w: (-len(w), w))
    )
    dotted = r"(?:\p{L}\.)+\p{L}\b\.?|(?:\p{L}\.){2,}" + (rf"|(?:{short})\." if short else "")
    runs = RUNS.replace("[.!?؟…]", r"\.") if language == "fa" else RUNS
    rules = [dotted, *_own(language), NUMBERS, WORD, runs, r"(?s:.)[\p{M}\p{Cf}]*"]
    return "|".join([ADDRESSES, *rules] if special else rules)


def _own(language: str) -> Iterator[str]:
    """What one language adds to the rules of all."""
    if language == "en":
        yield r"[A-HJ-Z]\."
        yield rf"(?i:{'|'.join(PREFIXES)})-(?:\p{{L}}\w*)?"
        yield r"(?i:b/c|w/o|n/a)\b|['’]\d0s\b|['’](?i:em|til|tis|twas|cause)\b"
        yield r"(?:\d+(?:st|nd|rd|th|s)\b)"
        yield rf"{WORD}(?:['’]\p{{L}}\w*)+"
    else:
        yield r"[\p{Lu}\p{Lo}]\."
    if language == "ru":
        yield r"[гтенэкдпсмрл]\."
        yield rf"{WORD}(?:-[\p{{L}}\p{{N}}]\w*)+"
    if language == "fa":
        yield r"\d+(?:[.,:/٫٬]\d+)*"
    if language in ("az", "tr"):
        yield r"^\d{1,2}\.$|\d+-\p{L}\w*"
        yield r"\d+(?:[.,]\d+)*['’]\p{L}\w*"
    if language != "en":
        yield rf"{WORD}(?:['’ʼ]\p{{L}}\w*)+"
