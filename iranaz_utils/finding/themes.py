"""Themes: where the words and phrases that belong to a theme stand.

A pattern is a word or a phrase; `*` stands for any letters. Case, accents and variants of letters are ignored, as in a search. Patterns of
one theme may overlap ("peace" and "peace talks"): what they cover together is one occurrence, so that no word counts twice for a theme.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

import numpy as np
import polars as pl

from iranaz_utils.finding.batches import SIZE, batches, by_language, mapped
from iranaz_utils.finding.search import IS_SIGN, STAR, bare, may_hold
from iranaz_utils.finding.sentences import sentences_of
from iranaz_utils.finding.terms import Running, Words, in_numbers
from iranaz_utils.finding.token_rules import SIGN
from iranaz_utils.finding.tokens import cut_sentences, token_frame
from iranaz_utils.tables import ParameterError

Themes = Mapping[str, Collection[str]]
#: Theme → the words of each of its patterns.
Patterns = dict[str, list[list[str]]]
RUN = pl.Schema({"at": pl.UInt32, "upto": pl.UInt32, "theme": pl.String})


def find_themes(documents: pl.DataFrame, themes: Themes) -> pl.DataFrame:
    """Every occurrence of each theme: `theme, doc_id, sentence, start, end`, in the order of `themes` and of the text.

    Parameters
    ----------
    documents
        Columns `doc_id`, `text` and, where known, `language`.
    themes
        Theme → patterns. A phrase is found within a sentence, whatever marks stand between its words.

    Raises
    ------
    ParameterError
        If `themes` is not such a mapping, or a pattern holds no word.
    """
    patterns = _cut({theme: _patterns(theme, themes) for theme in themes})
    found = pl.concat(mapped(lambda part: _found(part, patterns), list(batches(documents, SIZE // 4)) or [documents]))
    order = pl.DataFrame({"theme": list(patterns)}, schema={"theme": pl.String}).with_row_index("order")
    return found.join(order, on="theme", maintain_order="left").sort("order", maintain_order=True).drop("order")


def _found(documents: pl.DataFrame, patterns: Patterns) -> pl.DataFrame:
    """The same in a batch of documents, in the order of the text; only sentences that may hold a pattern are cut into words."""
    wanted = {word for several in patterns.values() for pattern in several for word in pattern}
    longest = {max((part for word in pattern for part in word.split("*")), key=len) for several in patterns.values() for pattern in several}
    tokens = cut_sentences(sentences_of(documents).filter(may_hold("span", longest)))
    running = tokens.filter((pl.col("kind") != "punct") | (IS_SIGN & _signs(patterns)))
    words = running.with_row_index("at").with_columns(stretch=pl.struct("doc_id", "sentence").rle_id())
    fits = _fits(words["term"].unique(), wanted)
    runs = _runs(words.select("at", "stretch", "term").join(fits, on="term").drop("term"), patterns)
    placed = _merged(runs).join(words.select("at", "doc_id", "sentence", "start"), on="at").join(words.select("end", upto="at"), on="upto")
    return placed.sort("at").select("theme", "doc_id", "sentence", "start", "end")


def count_themes(documents: pl.DataFrame, themes: Themes) -> pl.DataFrame:
    """How often each theme occurs in each document that holds it: `doc_id, term, n`, the theme in the place of the term."""
    patterns = _cut({theme: _patterns(theme, themes) for theme in themes})
    if _signs(patterns):  # a sign is no term
        found = find_themes(documents, themes)
        return found.group_by("doc_id", pl.col("theme").alias("term"), maintain_order=True).agg(n=pl.len().cast(pl.Int64))
    counted = [counts for language, part in by_language(documents) for counts in _counted(part, language, patterns)]
    counts = pl.concat([pl.DataFrame(schema={"row": pl.UInt32, "term": pl.String, "n": pl.Int64}), *counted])
    return counts.select(documents["doc_id"].gather(counts["row"]), "term", "n")


def _counted(documents: pl.DataFrame, language: str, patterns: Patterns) -> list[pl.DataFrame]:
    """The same in documents of one language, `row, term, n`: of a text nothing is looked at but the numbers of its terms."""
    running, terms, words = in_numbers(documents, language, sentences=True)
    fits = _fits(terms, {word for several in patterns.values() for pattern in several for word in pattern})
    numbers = terms.alias("term").to_frame().with_row_index("number").join(fits, on="term").drop("term")
    return mapped(lambda part: _count(part, words, numbers, patterns), running)


def _count(running: Running, words: Words, numbers: pl.DataFrame, patterns: Patterns) -> pl.DataFrame:
    """The same in some of them; `numbers` are those of terms with the `word` of a pattern that each fits."""
    stretch, uses = running.words(words)
    fitting = np.zeros(uses.max(initial=0) + 1, dtype=bool)
    fitting[numbers.filter(pl.col("number") < len(fitting))["number"].to_numpy()] = True
    at = np.flatnonzero(fitting[uses])
    hits = pl.DataFrame({"at": at, "stretch": stretch[at], "number": uses[at].astype(np.uint32)}).join(numbers, on="number")
    placed = _merged(_runs(hits.drop("number"), patterns))
    rows = running.rows[running.document[stretch[placed["at"].to_numpy()]]]
    return placed.group_by(row=pl.Series(rows, dtype=pl.UInt32), term="theme").agg(n=pl.len().cast(pl.Int64))


def _signs(patterns: Patterns) -> bool:
    """Whether a pattern holds a sign: in "50%" it counts."""
    words = [word for several in patterns.values() for pattern in several for word in pattern]
    return pl.Series(words, dtype=pl.String).str.contains(SIGN).any()


def _patterns(theme: str, themes: Themes) -> list[str]:
    if not isinstance(themes, Mapping) or isinstance(themes[theme], str):
        raise ParameterError('themes must map each theme to a list of patterns, as {"peace": ["peace", "cease-fire*"]}')
    return list(themes[theme])


def _cut(themes: dict[str, list[str]]) -> dict[str, list[list[str]]]:
    """The words of each pattern as texts are cut, each with its stars; all patterns at once, since a profile has hundreds."""
    rows = [(theme, pattern) for theme, patterns in themes.items() for pattern in patterns]
    texts = pl.DataFrame({"doc_id": [str(row) for row in range(len(rows))], "text": [pattern.replace("*", STAR) for _, pattern in rows]})
    tokens = token_frame(texts.cast(pl.String)).filter((pl.col("kind") != "punct") | IS_SIGN)
    cut = {int(doc_id): terms for doc_id, terms in tokens.group_by("doc_id").agg(pl.col("term").str.replace_all(STAR, "*")).iter_rows()}
    words: dict[str, list[list[str]]] = {theme: [] for theme in themes}
    for row, (theme, pattern) in enumerate(rows):
        if not any(word.strip("*") for word in cut.get(row, [])):
            raise ParameterError(f"the pattern {pattern!r} of the theme {theme!r} holds no word")
        words[theme].append(cut[row])
    return words


def _fits(terms: pl.Series, words: set[str]) -> pl.DataFrame:
    """The pairs of a term of the texts and a `word` of a pattern that it fits."""
    strange = terms.filter(terms.str.len_bytes() > terms.str.len_chars())  # terms of ASCII are bare already
    bared = pl.DataFrame({"term": strange, "form": [bare(term) for term in strange]}, schema={"term": pl.String, "form": pl.String})
    forms = terms.alias("term").to_frame().join(bared, on="term", how="left").with_columns(pl.coalesce("form", "term").alias("form"))
    sizes = {word: len(bare(word[:-1])) if "*" in word else None for word in sorted(words) if "*" not in word[:-1]}
    pairs = [pl.DataFrame(schema={"term": pl.String, "word": pl.String})]
    for size in dict.fromkeys(sizes.values()):  # words without a star, and those with one at the end, by the letters before it
        alike = [word for word in sizes if sizes[word] == size]
        heads = pl.DataFrame({"word": alike, "head": [bare(word.removesuffix("*")) for word in alike]})
        head = pl.col("form") if size is None else pl.col("form").str.head(size)
        pairs.append(forms.with_columns(head=head).join(heads, on="head").select("term", "word"))
    others = [forms.filter(_alike(word)).select("term", word=pl.lit(word)) for word in sorted(words.difference(sizes))]
    return pl.concat([*pairs, *others])


def _alike(word: str) -> pl.Expr:
    """Whether a form is one that a word with stars stands for."""
    return pl.col("form").str.contains("(?s)^" + ".*".join(re.escape(bare(part)) for part in word.split("*")) + "$")


def _runs(hits: pl.DataFrame, patterns: Patterns) -> pl.DataFrame:
    """First and last row of every run of words that a pattern fits, within a sentence: all patterns at once, a word at a time."""
    cut = [(theme, pattern) for theme, several in patterns.items() for pattern in several]
    words = pl.DataFrame(
        [(number, theme, len(pattern), step, word) for number, (theme, pattern) in enumerate(cut) for step, word in enumerate(pattern)],
        schema={"pattern": pl.UInt32, "theme": pl.String, "length": pl.Int64, "step": pl.Int64, "word": pl.String},
        orient="row",
    )
    placed = hits.with_columns(pl.col("at").cast(pl.Int64))
    runs = placed.join(words.filter(pl.col("step") == 0), on="word").drop("word", "step")
    for step in range(1, max(map(len, (pattern for _, pattern in cut)), default=1)):
        there = placed.select("stretch", "word", at=pl.col("at") - step)
        longer = runs.filter(pl.col("length") > step).join(words.filter(pl.col("step") == step).select("pattern", "word"), on="pattern")
        fitting = longer.join(there, on=["stretch", "at", "word"], how="semi").drop("word")
        runs = pl.concat([runs.filter(pl.col("length") <= step), fitting])
    return runs.select("at", upto=pl.col("at") + pl.col("length") - 1, theme="theme").cast(RUN)


def _merged(runs: pl.DataFrame) -> pl.DataFrame:
    """The runs of each theme; those that share a word become one."""
    ordered = runs.sort("theme", "at", "upto")
    reached = pl.col("upto").cum_max().shift(1).over("theme")
    numbered = ordered.with_columns(number=(pl.col("at") > reached).fill_null(value=True).cum_sum())
    return numbered.group_by("theme", "number").agg(pl.min("at"), pl.max("upto"))
