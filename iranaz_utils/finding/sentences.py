"""Sentences: where one ends is decided from the words on both sides of a mark, never by walking the text."""

from __future__ import annotations

import polars as pl

ENDERS = ".!?…؟։۔。"
CLOSERS = r"\"'”’»)\]}›"
#: A stretch of text up to the next place where a sentence could end: a mark and a space, or a new line.
STRETCH = rf"(?s).*?(?:[{ENDERS}][{CLOSERS}]*\s+|\n\s*|\z)"
ABBREVIATIONS = frozenset(
    "mr mrs ms dr prof st sen rep gov gen col lt sgt hon pres vs no jan feb mar apr jun jul aug sept sep oct nov dec e.g i.e".split()
)


def sentence_frame(documents: pl.DataFrame) -> pl.DataFrame:
    """The sentences of each document: `doc_id, sentence, paragraph, start, end`, in the order of the text.

    Parameters
    ----------
    documents
        Columns `doc_id` and `text`; `language` (ISO 639-1) chooses the abbreviations, missing is English.
    """
    return sentences_of(documents).drop("language", "span")


def sentences_in(text: str, language: str = "en") -> list[tuple[int, int]]:
    """Start and end of each sentence of one text, in code points.

    Examples
    --------
    >>> sentences_in("Dr. Berg left. She was late.")
    [(0, 14), (15, 28)]
    """
    return list(sentence_frame(one(text, language)).select("start", "end").iter_rows())


def one(text: str, language: str) -> pl.DataFrame:
    return pl.DataFrame({"doc_id": ["0"], "text": [text], "language": [language]})


def sentences_of(documents: pl.DataFrame) -> pl.DataFrame:
    """`sentence_frame` with the `language` and the text of each sentence, `span`."""
    stretches = _stretches(documents)
    if stretches.is_empty():
        return stretches.select(
            "doc_id",
            *(pl.lit(0, pl.Int64).alias(name) for name in ("sentence", "paragraph", "start", "end")),
            "language",
            pl.lit("").alias("span"),
        )
    breaks = _breaks(stretches)
    return (
        stretches.with_columns(breaks)
        .with_columns(pl.col("ends", "parts").cast(pl.Int64).shift(1, fill_value=0).cum_sum().over("row"))
        .with_columns(sentence="ends", paragraph="parts")
        .group_by("row", "sentence", maintain_order=True)
        .agg(pl.first("doc_id", "language", "paragraph", "start"), pl.col("stretch").str.join(""))
        .with_columns(span=pl.col("stretch").str.strip_chars_end())
        .with_columns(end=pl.col("start") + pl.col("span").str.len_chars().cast(pl.Int64))
        .select("doc_id", "sentence", "paragraph", "start", "end", "language", "span")
    )


def _stretches(documents: pl.DataFrame) -> pl.DataFrame:
    language = pl.col("language").fill_null("en") if "language" in documents.columns else pl.lit("en")
    return (
        documents.select(
            "doc_id", language.cast(pl.String).alias("language"), stretch=pl.col("text").fill_null("").str.extract_all(STRETCH)
        )
        .with_row_index("row")
        .explode("stretch")
        .filter(pl.col("stretch").str.len_bytes() > 0)
        .with_columns(width=pl.col("stretch").str.len_chars().cast(pl.Int64))
        .with_columns(start=pl.col("width").cum_sum().over("row") - pl.col("width"))
        .with_columns(core=pl.col("stretch").str.strip_chars_start())
        .with_columns(start=pl.col("start") + pl.col("width") - pl.col("core").str.len_chars(), stretch="core")
        .filter(pl.col("core").str.len_bytes() > 0)
        .drop("core")
    )


def _breaks(stretches: pl.DataFrame) -> list[pl.Series]:
    last = pl.col("stretch").str.extract(r"(\S+)\s*\z").str.strip_chars("\"'“”‘’«»()[]{}")
    following = pl.col("stretch").shift(-1).fill_null("")
    return (
        stretches.select(
            parts=pl.col("stretch").str.contains(r"\n\s*\z"),
            lower=following.str.contains(r"^\W*\p{Ll}"),
            strong=last.str.contains(r"[^.]\z"),
            short=last.str.contains(r"^\p{L}\.\z") | last.str.to_lowercase().str.strip_chars_end(".").is_in(list(ABBREVIATIONS)),
        )
        .select(pl.col("parts"), ends=pl.col("parts") | ~pl.col("lower") & (pl.col("strong") | ~pl.col("short")))
        .get_columns()
    )
