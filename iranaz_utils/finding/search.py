"""Search: where a word, a phrase, a wildcard or a regular expression stands, by sentence and offset.

Words are found in two steps. A pattern that lets through every spelling of the query (and a little more) runs natively over all texts; only the
sentences that it lets through are cut into tokens and compared word by word. So a hit is always a run of whole tokens, as counted elsewhere.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

import polars as pl

from iranaz_utils.finding.folding import fold
from iranaz_utils.finding.sentences import sentence_frame, sentences_of
from iranaz_utils.finding.tokens import cut_chunks, cut_sentences
from iranaz_utils.tables import ParameterError

MATCHES = ("word", "exact", "lemma", "regex")
#: Code points below this bound hold the letters of Latin, Greek, Cyrillic, Armenian, Hebrew, Arabic and Georgian.
ALPHABETS = (*range(0x2100), *range(0xFB00, 0xFF00))


def find_hits(documents: pl.DataFrame, query: str, *, match: str = "word") -> pl.DataFrame:
    """Every place where `query` stands: `doc_id, sentence, start, end`, in the order of the text.

    Parameters
    ----------
    documents
        Columns `doc_id`, `text` and, where known, `language`.
    query
        A word or a phrase, in which `*` stands for any letters, or a regular expression (linear in time: no backtracking, no look-around).
    match
        `word` ignores case, accents and variants of letters; `exact` does not; `lemma` finds the forms of each word of the query; `regex`.

    Raises
    ------
    ParameterError
        If `match` is none of these, or the query holds no word, or the expression is faulty or matches nothing at all.
    """
    if match not in MATCHES:
        raise ParameterError(f"match is one of {', '.join(MATCHES)}; got {match!r}")
    return _find_pattern(documents, query) if match == "regex" else _find_words(documents, query, match)


def bare(text: str, language: str = "en") -> str:
    """The form under which words are searched: folded, without accents, and with one letter for i and ı.

    Examples
    --------
    >>> bare("Bakı", "az"), bare("Café")
    ('baki', 'cafe')
    """
    return _unaccented(fold(text, language))


def _unaccented(term: str) -> str:
    if term.isascii():
        return term
    return "".join(letter for letter in unicodedata.normalize("NFD", term) if unicodedata.category(letter) != "Mn").replace("ı", "i")


def _find_words(documents: pl.DataFrame, query: str, match: str) -> pl.DataFrame:
    wanted = _words_of(query)
    sieve = "|".join(_sieve(word) for word in wanted[:1]) if match != "lemma" else ""
    some = documents.filter(pl.col("text").str.contains(sieve)) if sieve else documents
    sentences = sentences_of(some)
    words = cut_sentences(sentences.filter(pl.col("span").str.contains(sieve)) if sieve else sentences).filter(pl.col("kind") != "punct")
    fits = [_fits(words, word, match).shift(-step, fill_value=False) for step, word in enumerate(wanted)]
    within = (
        (pl.struct("doc_id", "sentence") == pl.struct("doc_id", "sentence").shift(1 - len(wanted))) if len(wanted) > 1 else pl.lit(True)
    )
    return (
        words.with_columns(within=within, end=pl.col("end").shift(1 - len(wanted)))
        .filter(pl.all_horizontal(*fits, "within"))
        .select("doc_id", "sentence", "start", "end")
    )


def _words_of(query: str) -> list[str]:
    words = [token for chunk in query.split() for token in _split_query(chunk)]
    if not words:
        raise ParameterError(f"the query {query!r} holds no word")
    return words


def _split_query(chunk: str) -> list[str]:
    """Cut a chunk as texts are cut, with each star as part of its word."""
    cut = cut_chunks(pl.Series([chunk.replace("*", STAR)]), "en").tokens.filter(pl.col("kind") != "punct")
    return [token.replace(STAR, "*") for token in cut["token"]]


#: Stands for the star while a query is cut into words: a letter that no text uses, so that it stays part of its word.
STAR = "\U00013000"


def _fits(words: pl.DataFrame, word: str, match: str) -> pl.Series:
    column = "token" if match == "exact" else "term"
    kinds = words[column].unique()
    alike = _like(word, match)
    good = [kind for kind in kinds.to_list() if alike(kind)]
    return words[column].is_in(good)


def _like(word: str, match: str):
    normal = (lambda term: term) if match == "exact" else _unaccented
    if "*" in word:
        parts = [part if match == "exact" else bare(part) for part in word.split("*")]
        pattern = re.compile(".*".join(map(re.escape, parts)), re.DOTALL)
        return lambda term: pattern.fullmatch(normal(term)) is not None
    wanted = word if match == "exact" else bare(word)
    return lambda term: normal(term) == wanted


def _sieve(word: str) -> str:
    """A pattern that every spelling of the word fits: each letter as the class of its variants."""
    return "[^\\s]*".join(_letters(part) for part in word.split("*"))


def _letters(part: str) -> str:
    single, double = _variants()
    text, found, at = bare(part), [], 0
    while at < len(text):
        unit = _class(single, text[at])
        pair = double.get(text[at : at + 2])
        found.append(f"(?:{unit}{GAP}{_class(single, text[at + 1])}|[{pair}])" if pair else unit)
        at += 2 if pair else 1
    return GAP.join(found)


#: Marks that may stand between two letters of a word and are not counted as letters.
GAP = r"[\p{M}\p{Cf}\x{0640}]*"


def _class(single: dict[str, str], letter: str) -> str:
    variants = single.get(letter, letter)
    return "[" + "".join(f"\\x{{{ord(variant):x}}}" for variant in sorted({letter, *variants})) + "]"


@lru_cache(maxsize=1)
def _variants() -> tuple[dict[str, str], dict[str, str]]:
    """Bare letter → the characters that become it; bare pair of letters → the characters that become the pair."""
    single, double = {}, {}
    for language in ("en", "az"):
        for character in map(chr, ALPHABETS):
            if (form := bare(character, language)) and form != character and len(form) <= 2:
                table = single if len(form) == 1 else double
                table[form] = table.get(form, "") + character
    return single, double


def _find_pattern(documents: pl.DataFrame, pattern: str) -> pl.DataFrame:
    _check(pattern)
    found = documents.filter(pl.col("text").str.contains(pattern)).select(
        "doc_id",
        "text",
        "language",
        node=pl.col("text").str.extract_all(pattern),
        upto=pl.col("text").str.extract_all(f"(?s:.*?)(?:{pattern})"),
    )
    hits = (
        found.select("doc_id", "node", "upto")
        .explode("node", "upto")
        .with_columns(end=pl.col("upto").str.len_chars().cast(pl.Int64).cum_sum().over("doc_id"))
        .select("doc_id", "end", start=pl.col("end") - pl.col("node").str.len_chars().cast(pl.Int64))
    )
    sentences = sentence_frame(found).select("doc_id", "sentence", start="start")
    return hits.join_asof(sentences, on="start", by="doc_id", check_sortedness=False).select("doc_id", "sentence", "start", "end")


def _check(pattern: str) -> None:
    try:
        empty = pl.select(pl.lit("").str.contains(pattern)).item()
    except pl.exceptions.ComputeError as error:
        raise ParameterError(f"not a regular expression that can be searched in linear time: {pattern!r}; {error}") from error
    if empty:
        raise ParameterError(f"the expression {pattern!r} fits an empty text and so every place")
