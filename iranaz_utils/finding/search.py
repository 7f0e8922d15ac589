"""Search: where a word, a phrase, a wildcard or a regular expression stands, by sentence and offset.

Words are found in two steps. Patterns that let through every spelling of the words of a query, and a little more, run natively over all
texts; only the sentences that they let through are cut into tokens and compared word by word. So a hit is always a run of whole words, as
`count_terms` counts them, whatever marks stand between.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection
from functools import lru_cache
from typing import NamedTuple

import polars as pl

from iranaz_utils.finding.batches import batches, by_language, mapped
from iranaz_utils.finding.folding import fold
from iranaz_utils.finding.lemmas import base_form
from iranaz_utils.finding.sentences import sentence_frame, sentences_of
from iranaz_utils.finding.terms import total_terms
from iranaz_utils.finding.token_rules import SIGN, UNLIKE_LATIN
from iranaz_utils.finding.tokens import cut_chunks, cut_sentences
from iranaz_utils.tables import ParameterError

IS_SIGN = pl.col("token").str.contains(SIGN)
MATCHES = ("word", "exact", "lemma", "regex")
HITS = {"doc_id": pl.String, "sentence": pl.Int64, "start": pl.Int64, "end": pl.Int64}
#: Stands for the star while a query is cut into words: a letter that no text uses, so that it stays part of its word.
STAR = "\U00013000"
#: The letters of Latin, Greek, Cyrillic, Armenian, Hebrew, Arabic, Georgian and Japanese syllables have code points in these ranges.
ALPHABETS = (*range(0x2200), *range(0x3040, 0x3100), *range(0xFB00, 0xFF60))
#: What may stand between two letters of a word and is no letter of it.
GAP = r"[\p{M}\p{Cf}\x{0640}ъЪьЬ]*"


def find_hits(documents: pl.DataFrame, query: str, *, match: str = "word") -> pl.DataFrame:
    """Every place where `query` stands: `doc_id, sentence, start, end`, in the order of the text.

    Parameters
    ----------
    documents
        Columns `doc_id`, `text` and, where known, `language`.
    query
        A word or a phrase, in which `*` stands for any letters, or a regular expression (linear in time: no backtracking, no look-around).
        Marks in a phrase do not count, but for signs: `50%` and `$3` are found with them only.
    match
        `word` ignores case, accents and variants of letters; `exact` does not; `lemma` finds the forms of each word of the query; `regex`.

    Raises
    ------
    ParameterError
        If `match` is none of these, or the query holds no word, or the expression is faulty or matches nothing at all.
    """
    if match not in MATCHES:
        raise ParameterError(f"match is one of {', '.join(MATCHES)}; got {match!r}")
    if not isinstance(query, str):
        raise ParameterError(f"a query is text; got {query!r}")
    if match == "regex":
        _check(query)
    elif not _words_of(query, "en"):
        raise ParameterError(f"the query {query!r} holds no word")
    parts = [_find(part, language, query, match) for language, part in by_language(documents)]
    hits = pl.concat([pl.DataFrame(schema={"row": pl.UInt32, **HITS}), *(found for part in parts for found in part)])
    return (hits.sort("row", maintain_order=True) if len(parts) > 1 else hits).drop("row")


def may_hold(column: str, terms: Collection[str]) -> pl.Expr:
    """Whether a text may hold one of some terms, in whatever spelling; for texts that are then cut into words.

    ASCII letters are looked for as they are, in either case. A text with other letters may hold any spelling, and always passes.

    Examples
    --------
    >>> texts = pl.DataFrame({"text": ["The SEA", "A cave", "Le café"]})
    >>> texts.select(may_hold("text", ["sea"])).to_series().to_list()
    [True, False, True]
    """
    pieces = [max(re.findall(r"\w+", bare(term)), key=len, default="") for term in terms if term != "u.s."]
    found = pl.col(column).str.contains_any(pl.Series(pieces, dtype=pl.String).implode(), ascii_case_insensitive=True)
    american = pl.col(column).str.contains(_spellings("u.s.")) if "u.s." in terms else pl.lit(value=False)
    return found | american | pl.col(column).str.contains(UNLIKE_LATIN)


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
    letters = (letter for letter in unicodedata.normalize("NFD", term) if unicodedata.category(letter) != "Mn")
    return unicodedata.normalize("NFC", "".join(letters)).replace("ı", "i")  # Korean is put together again


def _find(documents: pl.DataFrame, language: str, query: str, match: str) -> list[pl.DataFrame]:
    """The hits in documents of one language, batch by batch."""
    if match == "regex":
        some = documents.filter(pl.col("text").str.contains(query))
        return mapped(lambda part: _find_pattern(part, query), list(batches(some)))
    makers: dict[str, Callable[[pl.DataFrame, str], Callable]] = {"word": _folded, "exact": _exact, "lemma": _forms_in}
    make = makers[match](documents, language)
    words = _words_of(query, language)
    wanted = [make(word) for word in words]
    if not wanted:
        return []
    some = documents.filter(_lets_through("text", wanted))
    running = (pl.col("kind") != "punct") | (IS_SIGN & pl.Series(words).str.contains(SIGN).any())
    return mapped(lambda part: _find_words(part, wanted, running, exact=match == "exact"), list(batches(some)))


class Wanted(NamedTuple):
    """A word of a query: a pattern that lets all its spellings through, and the test that a term, or token, must pass."""

    sieve: str
    fits: Callable[[str], bool]


def _words_of(query: str, language: str) -> list[str]:
    """The words and signs of a query, cut as texts of the language are, with each star as part of its word."""
    cut = cut_chunks(pl.Series([query.replace("*", STAR)]), language).tokens.filter((pl.col("kind") != "punct") | IS_SIGN)
    return [token.replace(STAR, "*") for token in cut["token"]]


def _folded(_: pl.DataFrame, language: str) -> Callable[[str], Wanted]:
    def make(word: str) -> Wanted:
        parts = [bare(part, language) for part in word.split("*")]
        return Wanted(r"\S*".join(map(_spellings, parts)), lambda term: _fits(_unaccented(term), parts))

    return make


def _exact(*_: object) -> Callable[[str], Wanted]:
    def make(word: str) -> Wanted:
        parts = word.split("*")
        return Wanted(r"\S*".join(map(re.escape, parts)), lambda token: _fits(token, parts))

    return make


def _fits(word: str, parts: list[str]) -> bool:
    """Whether a word is these parts with anything between them; in linear time, since a part may stand where it first can.

    >>> _fits("bridges", ["b", "ge", ""]), _fits("bridge", ["bridge", "e"]), _fits("bridge", ["bridge"])
    (True, False, True)
    """
    first, *others = parts
    if not others:
        return word == first
    at, last = len(first), len(word) - len(others[-1])
    if at > last or not word.startswith(first) or not word.endswith(others[-1]):
        return False
    for part in others[:-1]:
        found = word.find(part, at, last)
        if found < 0:
            return False
        at = found + len(part)
    return True


def _forms_in(documents: pl.DataFrame, language: str) -> Callable[[str], Wanted]:
    """A word of a query becomes the terms of these documents that share its base form."""
    bases = {term: base_form(term, language) for term in total_terms(documents)["term"]}

    def make(word: str) -> Wanted:
        base = base_form(fold(word, language), language)
        forms = {fold(word, language), *(term for term, its_base in bases.items() if its_base == base)}
        return Wanted("|".join(_spellings(bare(form, language)) for form in sorted(forms)), forms.__contains__)

    return make


def _lets_through(column: str, wanted: list[Wanted]) -> pl.Expr:
    return pl.all_horizontal(*(pl.col(column).str.contains(word.sieve) for word in wanted))


def _find_words(documents: pl.DataFrame, wanted: list[Wanted], running: pl.Expr, *, exact: bool) -> pl.DataFrame:
    """The hits among `running` words, which are those that a hit may not skip."""
    sentences = sentences_of(documents).filter(_lets_through("span", wanted))
    words = cut_sentences(sentences).filter(running)
    column, length = words["token" if exact else "term"], len(wanted)
    kinds = column.unique()
    fits = [column.is_in(kinds.filter(pl.Series([word.fits(kind) for kind in kinds], dtype=pl.Boolean)).implode()) for word in wanted]
    run = pl.struct("doc_id", "sentence").rle_id()
    hits = words.with_columns(end=pl.col("end").shift(1 - length), within=run == run.shift(1 - length)).filter(
        pl.all_horizontal("within", *(fit.shift(-step, fill_value=False) for step, fit in enumerate(fits)))
    )
    return hits.join(documents.select("row", "doc_id"), on="doc_id", maintain_order="left").select("row", *HITS)


def _spellings(term: str) -> str:
    """A pattern that every spelling of a bare term fits: each letter as the class of the characters that become it."""
    if term == "u.s.":
        return r"(?:US|[Uu]\.[Ss]\.)"
    variants, units, at = _variants(), [], 0
    while at < len(term):
        single = _class(variants.get(term[at], "") + term[at])
        longer = next((term[at : at + size] for size in (3, 2) if term[at : at + size] in variants and at + size <= len(term)), "")
        if longer:
            letters = GAP.join(_class(variants.get(letter, "") + letter) for letter in longer)
            single = f"(?:{letters}|{_class(variants[longer])})"
        units.append(single)
        at += len(longer) or 1
    return GAP.join(units)


def _class(characters: str) -> str:
    return "[" + "".join(f"\\x{{{ord(character):x}}}" for character in sorted(set(characters))) + "]"


@lru_cache(maxsize=1)
def _variants() -> dict[str, str]:
    """Bare letter, or letters, → the other characters that become it."""
    table: dict[str, str] = {}
    for language in ("en", "az"):
        for character in map(chr, ALPHABETS):
            if (form := bare(character, language)) and form != character:
                table[form] = table.get(form, "") + character
    return table


def _find_pattern(documents: pl.DataFrame, pattern: str) -> pl.DataFrame:
    """The hits of an expression: the text is cut behind each hit, and the running sum of lengths is where it ends."""
    found = documents.select("row", "doc_id", "text", node=pl.col("text").str.extract_all(pattern))
    if found.select((pl.col("node").list.eval(pl.element() == "")).list.any().any()).item():
        raise ParameterError(f"the expression {pattern!r} fits places without text")
    hits = (
        found.with_columns(upto=pl.col("text").str.extract_all(f"(?s:.*?)(?:{pattern})"))
        .explode("node", "upto")
        .with_columns(end=pl.col("upto").str.len_chars().cast(pl.Int64).cum_sum().over("row"))
        .with_columns(start=pl.col("end") - pl.col("node").str.len_chars().cast(pl.Int64))
    )
    places = (
        sentence_frame(documents)
        .select("doc_id", "sentence", "start")
        .join(documents.select("row", "doc_id"), on="doc_id", maintain_order="left")
    )
    return hits.join_asof(places.drop("doc_id"), on="start", by="row", check_sortedness=False).select("row", *HITS)


def _check(pattern: str) -> None:
    try:
        empty = pl.select(pl.lit("").str.contains(pattern)).item()
    except pl.exceptions.ComputeError as error:
        raise ParameterError(f"not a regular expression that can be searched in linear time: {pattern!r}; {error}") from error
    if empty:
        raise ParameterError(f"the expression {pattern!r} fits places without text")
