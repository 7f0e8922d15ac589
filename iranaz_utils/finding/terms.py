"""Terms: the normal form of words, and how often each occurs.

Counts are made without a table of tokens. The chunks between white space get numbers first, natively; each distinct chunk is cut into
tokens once, by the rules of `tokens`; and what is counted are the numbers of its words. Texts are taken in batches, so that memory grows
with the counts and not with the corpus.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import reduce
from typing import Any, NamedTuple

import numpy as np
import polars as pl

from iranaz_utils.finding.batches import SIZE, batches, by_language, mapped
from iranaz_utils.finding.folding import DOTTED, fold, hushed
from iranaz_utils.finding.lemmas import base_forms
from iranaz_utils.finding.numbers import Numbering, chunked, number, ranked, tally
from iranaz_utils.finding.sentences import ENDERS, NEWLINE, sentences_of
from iranaz_utils.finding.token_rules import SEAM
from iranaz_utils.finding.tokens import cut_chunks, places

__all__ = ["count_terms", "count_uses", "fold", "running_terms", "term_slices", "total_terms"]

#: A word of plain letters or a number of plain digits, and the marks around one that no rule of tokens cares about.
PLAIN = r"^(?:[A-Za-z]+|[0-9]+(?:[.,:/][0-9]+)*)$"
BEFORE, BEHIND = '[("“‘«$€£', """])"”'’»,.;:!?…—–%"""
#: What a text must hold for one of its sentences to be all in capitals, *US* and another word among them. Each sieve sees what the one
#: before it let through: *US* itself, no small letter between it and the end of a sentence, other capitals near it.
SIEVES = ("US", rf"US[^\p{{Ll}}]*(?:[{ENDERS}]|{NEWLINE}|\z)", r"US[^\p{Ll}]+\p{Lu}{2}|\p{Lu}{2}[^\p{Ll}]+US")
#: Batches that are counted before their counts are handed on, and distinct chunks that are sifted at a time.
SLICE, PART = 4, 50_000


def count_terms(documents: pl.DataFrame, *, ngrams: int = 1, form: str = "term") -> pl.DataFrame:
    """How often each term occurs in each document: `doc_id, term, n`, by document and term; words and numbers, no punctuation.

    Parameters
    ----------
    documents
        Columns `doc_id`, `text` and, where known, `language`.
    ngrams
        How many words make a term: neighbours in one sentence, whatever marks are between them, joined by a space.
    form
        `term` counts words as they are; `stem` and `lemma` count their base forms.

    Examples
    --------
    >>> count_terms(pl.DataFrame({"doc_id": ["a"], "text": ["Old bridge, old town."]})).rows()
    [('a', 'bridge', 1), ('a', 'old', 2), ('a', 'town', 1)]
    """
    uses, terms = count_uses(documents, ngrams=ngrams, form=form)
    ordered = uses.sort("document", maintain_order=True)
    return documents.select("doc_id")[ordered["document"]].with_columns(term=terms.gather(ordered["term"]), n=ordered["n"])


def count_uses(documents: pl.DataFrame, *, ngrams: int = 1, form: str = "term") -> tuple[pl.DataFrame, pl.Series]:
    """The same in numbers, for millions of uses: `document, term, n`, rows of `documents` and of the terms; and the terms, by the alphabet.

    The uses are in the order of the terms, then of the documents.

    Examples
    --------
    >>> uses, terms = count_uses(pl.DataFrame({"doc_id": ["a", "b"], "text": ["Old bridge, old town.", "A town"]}))
    >>> uses.rows(), terms.to_list()
    ([(1, 0, 1), (0, 1, 1), (0, 2, 2), (0, 3, 1), (1, 3, 1)], ['a', 'bridge', 'old', 'town'])
    """
    numbering, languages = Numbering(), list(by_language(documents))
    parts = [counted for language, part in languages for counted in _counted(part, language, form, ngrams, numbering.of)]
    terms, rank = ranked(numbering.strings())
    uses = _laid_out(parts, rank)
    return uses if len(languages) == 1 else uses.sort("term", "document"), terms


def term_slices(documents: pl.DataFrame, *, ngrams: int = 1, form: str = "term") -> Iterator[pl.DataFrame]:
    """The rows of `count_terms` a few documents at a time, term by term, for whoever adds them up: no table of all of them is held.

    Examples
    --------
    >>> sum(part["n"].sum() for part in term_slices(pl.DataFrame({"doc_id": ["a", "b"], "text": ["Old bridge", "A town"]})))
    4
    """
    for language, part in by_language(documents):
        for terms, many, document, n in _counted(part, language, form, ngrams, lambda terms: terms):
            yield documents.select("doc_id")[document].with_columns(term=terms[np.repeat(np.arange(len(many)), many)], n=pl.Series(n))


def running_terms(documents: pl.DataFrame) -> Iterator[tuple[pl.Series, np.ndarray, np.ndarray]]:
    """The words in their order, as numbers of terms, a few documents at a time: `doc_id`, how many words each has, and all words in a row.

    Examples
    --------
    >>> documents = pl.DataFrame({"doc_id": ["a", "b"], "text": ["Old bridge, old town", "Bridge"]})
    >>> [(doc_id.to_list(), many.tolist(), words.tolist()) for doc_id, many, words in running_terms(documents)]
    [(['a', 'b'], [4, 1], [1, 0, 1, 2, 0])]
    """
    for language, part in by_language(documents):
        running, _, words = in_numbers(part, language)
        for documents_of, _, chunks, codes in running:
            many, uses = words.of(codes)
            upto = np.cumsum(np.append(0, many))[np.cumsum(np.append(0, chunks))]
            yield documents["doc_id"][documents_of], np.diff(upto), uses


def total_terms(documents: pl.DataFrame) -> pl.DataFrame:
    """How often each term occurs in all documents together: `term, n`, commonest first, ties by the term.

    Examples
    --------
    >>> total_terms(pl.DataFrame({"doc_id": ["a", "b"], "text": ["Old bridge, old town.", "A town"]})).rows()
    [('old', 2), ('town', 2), ('a', 1), ('bridge', 1)]
    """
    parts = [_total(part, language) for language, part in by_language(documents)]
    counts = pl.concat([pl.DataFrame(schema={"term": pl.String, "n": pl.Int64}), *parts]).lazy().group_by("term").agg(pl.col("n").sum())
    return counts.sort(["n", "term"], descending=[True, False]).collect(engine="streaming")


def _total(documents: pl.DataFrame, language: str) -> pl.DataFrame:
    loud = _loud(documents, language)
    parts = [loud, *batches(documents.join(loud, on="row", how="anti"), SIZE // 2)]
    counts = mapped(lambda part: _count_chunks(_quiet(part) if part is loud else part), parts)
    counted = pl.concat(counts).lazy().group_by(pl.col("chunk").str.strip_chars_end()).agg(pl.col("n").sum()).collect(engine="streaming")
    plain = counted.select(_plain(counted["chunk"], language), "n")
    rest = counted.filter(plain["term"].is_null())
    cut = cut_chunks(rest["chunk"], language)
    words = cut.tokens.select("term", "kind", n=np.repeat(rest["n"].to_numpy(), cut.many)).filter(pl.col("kind") != "punct")
    return pl.concat([plain.drop_nulls(), words.select("term", "n")])


def _count_chunks(documents: pl.DataFrame) -> pl.DataFrame:
    """How often each chunk stands in all documents."""
    chunks = chunked(documents["text"])
    return pl.DataFrame({"chunk": chunks.distinct, "n": np.bincount(chunks.codes, minlength=len(chunks.distinct))})


def _loud(documents: pl.DataFrame, language: str) -> pl.DataFrame:
    """The documents that may hold an English sentence all in capitals, in which *US* may be the pronoun; few do, and few others pass."""
    some = documents if language == "en" else documents.clear()
    return reduce(lambda held, sieve: held.filter(pl.col("text").str.contains(sieve)), SIEVES, some)


def _hushed(documents: pl.DataFrame, language: str) -> pl.DataFrame:
    """The documents, those with English sentences all in capitals in a form in which *US* is no country there."""
    loud = _loud(documents, language)
    return documents if loud.is_empty() else pl.concat([documents.join(loud, on="row", how="anti"), _quiet(loud)]).sort("row")


def _quiet(loud: pl.DataFrame) -> pl.DataFrame:
    """Documents that may hold such sentences, in that form."""
    if loud.is_empty():
        return loud
    spoken = sentences_of(loud).group_by("doc_id").agg(text=hushed(pl.col("span")).str.join("\n"))
    return loud.drop("text").join(spoken, on="doc_id").select(loud.columns)


class Words(NamedTuple):
    """The words of distinct strings, as numbers of terms: string `i` has `terms[first[i] : first[i] + many[i]]`; `only[i]` if it is one."""

    terms: np.ndarray
    first: np.ndarray
    many: np.ndarray
    only: np.ndarray

    def of(self, codes: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """For strings in a row, by their codes: how many words each has, and the terms of all their words one after the other."""
        many, at = places(self.first, self.many, codes)
        return many, self.terms[at]


def _words_of(strings: pl.Series, language: str, form: str) -> tuple[pl.Series, Words]:
    """The terms of distinct strings in the order of the alphabet, and the words of each string."""
    plain = _plain(strings, language)
    rest = plain.is_null().arg_true().to_numpy()
    cut = cut_chunks(strings[rest], language)
    words = (cut.tokens["kind"] != "punct").to_numpy()
    owner = np.concatenate([plain.is_not_null().arg_true().to_numpy(), np.repeat(rest, cut.many)[words]])
    found = base_forms(pl.concat([plain.drop_nulls(), cut.tokens["term"].filter(pl.Series(words))]), language, form=form)
    codes, distinct = number(found)
    terms, rank = ranked(distinct)
    numbers = rank[codes][np.argsort(owner, kind="stable")].astype(np.int32)
    many = np.bincount(owner, minlength=len(strings))
    first = np.cumsum(many) - many
    only = np.where(many == 1, np.append(numbers, 0)[first], -1)
    return terms, Words(numbers, first, many, only)


def _plain(strings: pl.Series, language: str) -> pl.Series:
    """The term of each string that is a plain word or number with a mark or two around it, which needs no rule; null for the others."""
    parts = [strings[at : at + PART] for at in range(0, len(strings), PART)] or [strings]
    return pl.concat(mapped(lambda part: _plain_part(part, language), parts))


def _plain_part(strings: pl.Series, language: str) -> pl.Series:
    bare = strings.alias("term").str.strip_chars_start(BEFORE).str.strip_chars_end(BEHIND)
    ruled = ~bare.str.contains(PLAIN) | bare.str.contains(SEAM) | (bare == "US") & (language == "en")
    cased = bare.str.replace_all("I", "ı", literal=True) if language in DOTTED else bare
    return cased.set(ruled.fill_null(value=True), None).str.to_lowercase()


class Running(NamedTuple):
    """Stretches of text in which words are neighbours, a few documents at a time.

    `rows` are those of the documents; each stretch has its document, the number of its chunks, and the codes of all chunks follow.
    """

    rows: np.ndarray
    document: np.ndarray
    chunks: np.ndarray
    codes: np.ndarray

    def words(self, words: Words) -> tuple[np.ndarray, np.ndarray]:
        """All words one after the other: the number of the stretch, and of the term, of each."""
        many, uses = words.of(self.codes)
        return np.repeat(np.repeat(np.arange(len(self.chunks), dtype=np.int32), self.chunks), many), uses

    def uses(self, words: Words) -> np.ndarray:
        """All words in no order, each as the number of its term times the number of documents, plus its document."""
        documents, document = len(self.rows), np.repeat(self.document, self.chunks)
        keys = words.only[self.codes] * np.int64(documents) + document
        others = np.flatnonzero(keys < 0)
        many, terms = words.of(self.codes[others])
        return np.concatenate([keys[keys >= 0], terms * np.int64(documents) + np.repeat(document[others], many)])


def in_numbers(
    documents: pl.DataFrame, language: str, form: str = "term", *, sentences: bool = False
) -> tuple[list[Running], pl.Series, Words]:
    """The chunks of texts of one language, or of their sentences, as numbers; the terms; and the words of each chunk."""
    parts = batches(documents if sentences else _hushed(documents, language), SIZE // 4)
    stretches, numbering = _sentences if sentences else _texts, Numbering()
    running = mapped(lambda part: _numbered(part["row"], stretches(part, language), numbering), list(parts))
    return running, *_words_of(numbering.strings(), language, form)


def _texts(documents: pl.DataFrame, _: str) -> pl.DataFrame:
    return documents.select(document=pl.int_range(pl.len()), stretch=pl.col("text"))


def _sentences(documents: pl.DataFrame, language: str) -> pl.DataFrame:
    numbers = documents.select("doc_id", document=pl.int_range(pl.len()))
    span = pl.col("span") if _loud(documents, language).is_empty() else hushed(pl.col("span"))
    return sentences_of(documents).join(numbers, on="doc_id", maintain_order="left").select("document", stretch=span)


def _numbered(rows: pl.Series, stretches: pl.DataFrame, numbering: Numbering) -> Running:
    chunks = chunked(stretches["stretch"])
    codes = numbering.of(chunks.distinct.str.strip_chars_end())[chunks.codes]
    return Running(rows.to_numpy(), stretches["document"].to_numpy(), chunks.many, codes)


class Counted(NamedTuple):
    """The uses of some documents, term by term: the distinct terms, in how many documents each is; then document and n."""

    terms: Any
    many: np.ndarray
    document: np.ndarray
    n: np.ndarray


def _counted(documents: pl.DataFrame, language: str, form: str, ngrams: int, named: Callable[[pl.Series], Any]) -> Iterator[Counted]:
    """The uses in documents of one language, batch by batch, their terms as `named` gives them."""
    running, terms, words = in_numbers(documents, language, form, sentences=ngrams > 1)
    waiting = dict(enumerate(running))
    del running  # what is counted is let go
    while waiting:
        yield from mapped(lambda at: _count_runs(waiting.pop(at), terms, words, ngrams, named), list(waiting)[:SLICE])


def _count_runs(running: Running, terms: pl.Series, words: Words, ngrams: int, named: Callable[[pl.Series], Any]) -> Counted:
    """Runs of words within a stretch, as numbers made of the numbers of their words; only distinct ones are spelled out."""
    many = max(len(running.rows), 1)
    if ngrams == 1:
        runs, spelled, more = running.uses(words), terms, 0
    else:
        stretch, uses = running.words(words)
        inside = np.flatnonzero(stretch[: max(len(uses) - ngrams + 1, 0)] == stretch[ngrams - 1 :])
        runs, spelled, more = _runs(uses, inside, ngrams, terms, many)
        runs = runs * many + running.document[stretch[inside]]
    keys, n = tally(runs)
    runs, document = np.divmod(keys, many)
    first = np.flatnonzero(np.append(True, runs[1:] != runs[:-1])[: len(runs)])  # the tally goes by the run first
    names = named(_spelled(runs[first], spelled, terms, more))
    return Counted(names, np.diff(first, append=len(runs)), running.rows[document], n.astype(np.uint32))


def _laid_out(parts: list[Counted], rank: np.ndarray) -> pl.DataFrame:
    """The uses of all parts, each laid in its place behind those of the same term in the parts before."""
    held = np.zeros(len(rank), dtype=np.int64)
    for part in parts:
        held[rank[part.terms]] += part.many
    free, document, n = np.cumsum(held) - held, *np.empty((2, held.sum()), dtype=np.uint32)
    while parts:
        numbers, many, *values = parts.pop(0)
        term = rank[numbers]
        _, there = places(free[term], many, np.arange(len(term)))
        document[there], n[there] = values
        free[term] += many
    return pl.DataFrame({"document": document, "term": np.repeat(np.arange(len(rank), dtype=np.uint32), held), "n": n})


def _runs(uses: np.ndarray, inside: np.ndarray, ngrams: int, terms: pl.Series, documents: int) -> tuple[np.ndarray, pl.Series, int]:
    """The runs of words that begin at the places `inside`, each as one number: first a row of the terms returned, then further digits.

    A digit is a term, and the base is the number of terms. Where that would not fit into 64 bits, beginnings are numbered anew. Returned
    with the numbers: what their first digit stands for, and how many digits follow.
    """
    runs, spelled, more, width, most = uses[inside].astype(np.int64), terms, 0, len(terms), len(terms)
    for step in range(1, ngrams):
        if most * width * documents >= 2**63:
            found, runs = np.unique(runs, return_inverse=True)
            spelled, more, most = _spelled(found, spelled, terms, more), 0, len(found)
        runs, more, most = runs * width + uses[inside + step], more + 1, most * width
    return runs, spelled, more


def _spelled(runs: np.ndarray, first: pl.Series, terms: pl.Series, more: int) -> pl.Series:
    """The words of runs, given as numbers, joined by spaces."""
    words: list[pl.Series] = []
    if not more:
        return first[runs]
    for _ in range(more):
        runs, last = np.divmod(runs, max(len(terms), 1))
        words.insert(0, terms[last].alias(str(len(words))))
    return pl.select(pl.concat_str([first[runs].alias("first"), *words], separator=" ").alias("term")).to_series()
