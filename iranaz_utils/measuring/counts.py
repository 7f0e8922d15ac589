"""What each document holds: the counts that add up to every table of words.

============ =========================================================
count_words  the uses of each term, or theme, in each document
counts_of    the same for grouped documents, counted or looked up
summed       the same, added up for each group
matrix       the same as terms × documents, for resampling
============ =========================================================
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd
import polars as pl

from iranaz_utils.finding.batches import mapped
from iranaz_utils.finding.lemmas import FORMS, base_form
from iranaz_utils.finding.terms import count_uses, fold
from iranaz_utils.finding.themes import count_themes
from iranaz_utils.measuring.groups import grouped
from iranaz_utils.measuring.statistics import RATE_PER
from iranaz_utils.measuring.statistics.inputs import one_of, whole
from iranaz_utils.tables import ParameterError

if TYPE_CHECKING:
    from scipy.sparse import csr_array

    from iranaz_utils.reading import Corpus

#: Uses added up at a time, give or take one term.
SLICE = 1 << 17
#: What the number of a group is multiplied by, so that with the number of a term added it tells both.
HIGH = 1 << 32


class Counts(NamedTuple):
    """The uses of each term in each document. A large corpus has millions of rows, so terms are numbers here.

    Attributes
    ----------
    uses : Polars frame
        `document`, `term` (the number of a row of `terms`), `n`; by term, then document. It may hold other documents and stop words too.
    terms : Polars series
        Every term once, in the order of the alphabet.
    documents : Polars frame
        The documents that count: `document`, `doc_id`, `language`, `group`, and their `tokens`: words and numbers, not punctuation.
    form : str
        What was counted: words as they are (`term`), or their `lemma` or `stem`.
    ngrams : int
        How many words make a term.
    themes : dict or None
        The themes that were counted instead of terms.
    stopped : dict
        Language → whether each term is left out of documents in that language.
    """

    uses: pl.DataFrame
    terms: pl.Series
    documents: pl.DataFrame
    form: str = "term"
    ngrams: int = 1
    themes: Mapping[str, Collection[str]] | None = None
    stopped: Mapping[str, np.ndarray] = {}

    def only(self, terms: Collection[str]) -> Counts:
        """The same counts, with the uses of some terms."""
        numbers, each = self.terms.is_in(list(terms)).arg_true(), self.uses["term"]
        ends = [(each.search_sorted(term, "left"), each.search_sorted(term, "right")) for term in numbers]
        return self._replace(uses=pl.concat([self.uses.clear(), *(self.uses[start:stop] for start, stop in ends)]))

    def of(self, terms: Collection[str]) -> pl.DataFrame:
        """The uses of some terms, with the `word` of each."""
        uses = self.only(terms).uses
        return uses.with_columns(word=self.terms.gather(uses["term"]))

    def __repr__(self) -> str:
        return f"Counts of {len(self.terms):,} terms in {len(self.documents):,} documents"


def count_words(
    documents: pd.DataFrame | Corpus,
    *,
    ngrams: int = 1,
    themes: Mapping[str, Collection[str]] | None = None,
    form: str = "term",
    counts: Counts | None = None,
) -> Counts:
    """The uses of each term in each document, copies included: counted once, they serve every table that is made of them.

    Parameters
    ----------
    documents, ngrams, themes, form
        As in `frequency`.
    counts
        Of single words in these documents, where there are some already: phrases and themes then take the sizes of documents from them.

    Returns
    -------
    Counts
        For the argument `counts` of whatever takes one: `frequency`, `keyness`, `keyness_of_groups`, `carriers`.

    Raises
    ------
    ColumnError, ParameterError
        As in `frequency`.

    Examples
    --------
    >>> count_words(pd.DataFrame({"doc_id": ["a", "b"], "text": ["Peace now, peace!", "A bridge."]}))
    Counts of 4 terms in 2 documents
    """
    articles = grouped(documents, None, duplicates="count")
    sizes = None if counts is None else counts_of(articles, counts, ngrams=counts.ngrams, themes=counts.themes, form=counts.form).documents
    return counted(articles, ngrams=ngrams, themes=themes, form=form, sizes=sizes)


def counts_of(
    documents: pl.DataFrame,
    known: Counts | None,
    *,
    ngrams: int = 1,
    themes: Mapping[str, Collection[str]] | None = None,
    form: str = "term",
) -> Counts:
    """The counts of grouped documents: those that are known already, or counted now.

    Raises
    ------
    ParameterError
        If the known counts lack one of the documents, or are of something else.
    """
    if known is None:
        return counted(documents, ngrams=ngrams, themes=themes, form=form)
    if (known.form, known.ngrams) != (form, ngrams):
        raise ParameterError(f"the counts are of form={known.form!r} and ngrams={known.ngrams}; count again to have others")
    if _listed(known.themes) != _listed(themes):
        raise ParameterError("the counts are of other themes, or of words in place of themes; count again with these")
    numbers = known.documents.select("doc_id", "document", "tokens")
    own = documents.drop("text").join(numbers, on="doc_id", how="left", maintain_order="left")
    if own["document"].null_count():
        raise ParameterError(
            f"the counts lack the document {own.filter(pl.col('document').is_null())['doc_id'][0]!r}; count these documents"
        )
    return known._replace(documents=own)


def _listed(themes: Mapping[str, Collection[str]] | None) -> dict[str, list[str]] | None:
    return None if themes is None else {theme: list(patterns) for theme, patterns in themes.items()}


def counted(
    documents: pl.DataFrame,
    *,
    ngrams: int = 1,
    themes: Mapping[str, Collection[str]] | None = None,
    form: str = "term",
    sizes: pl.DataFrame | None = None,
) -> Counts:
    """The uses of each term in each document, batch by batch.

    Parameters
    ----------
    documents
        Some of those that `grouped` gives.
    ngrams
        How many words make a term; they stand next to each other in one sentence.
    themes
        Theme → words or phrases. Themes are then counted instead of terms.
    form
        ``"lemma"`` counts *borders* with *border*, ``"stem"`` cuts endings, ``"term"`` counts words as they are. The tokens of a document
        are the same in each. Only distinct words are looked up, so it costs little more (see `finding.lemmas` for what it can do).
    sizes
        `doc_id` and `tokens` of each document, where they are known.
    """
    whole("ngrams", ngrams, 1)
    if themes is not None and ngrams > 1:
        raise ParameterError("themes hold their own phrases: leave ngrams at 1")
    one_of("form", form, FORMS)
    documents = documents.with_row_index("document")
    uses, terms = count_uses(documents, ngrams=ngrams, form=form) if themes is None else _theme_uses(documents, themes)
    if sizes is None:
        words = uses if themes is None and ngrams == 1 else count_uses(documents, form=form)[0]
        told = words.group_by("document").agg(tokens=pl.col("n").sum().cast(pl.Int64))
        sizes = told.join(documents.select("document", "doc_id"), on="document")
    sized = documents.drop("text").join(sizes.select("doc_id", "tokens"), on="doc_id", how="left", maintain_order="left")
    return Counts(uses, terms, sized.with_columns(pl.col("tokens").fill_null(0)), form, ngrams, themes)


def _theme_uses(documents: pl.DataFrame, themes: Mapping[str, Collection[str]]) -> tuple[pl.DataFrame, pl.Series]:
    """The uses of themes, as `count_uses` gives those of terms."""
    found = count_themes(documents, themes)
    used = found["term"].unique().sort()
    number = pl.col("term").cast(pl.Enum(used)).to_physical().cast(pl.UInt32)
    numbered = found.join(documents.select("doc_id", "document"), on="doc_id").select("document", number, pl.col("n").cast(pl.UInt32))
    return numbered.sort("term", "document"), used


def summed(counts: Counts) -> pl.DataFrame:
    """Each term's counts added up over each group, with base, rate, dispersion and the document that carries it; terms still numbers."""
    spoken = _spoken(counts)
    documents = counts.documents.with_columns(share=pl.col("tokens") / pl.col("tokens").sum().over("group"))
    bases = documents.group_by("group").agg(base_tokens=pl.col("tokens").sum(), base_documents=pl.len().cast(pl.Int64))
    groups = bases["group"].sort()
    numbered = documents.select("document", "share", high=groups.search_sorted(documents["group"]).cast(pl.UInt64) * HIGH)
    return (
        pl.concat(mapped(lambda uses: _added_up(spoken(uses), numbered), _slices(counts)))
        .sort("key")
        .with_columns(group=pl.lit(groups).gather(pl.col("key") // HIGH), term=(pl.col("key") % HIGH).cast(pl.UInt32))
        .with_columns(carrier=pl.when(pl.col("n") >= 3, 2 * pl.col("most") > pl.col("n")).then("carrier"))
        .join(documents.select(carrier="document", carried_by="doc_id"), on="carrier", how="left", maintain_order="left")
        .join(bases, on="group", maintain_order="left")
        .with_columns(rate=RATE_PER * pl.col("n") / pl.col("base_tokens"))
        .select("group", "term", pl.exclude("group", "term", "key", "most", "carrier"))
    )


def total(counts: Counts) -> pl.DataFrame:
    """Each term's uses in all documents that count: `term, n`."""
    documents, slices = counts.documents.select("document"), map(_spoken(counts), _slices(counts))
    return pl.concat(uses.join(documents, on="document", how="semi").group_by("term").agg(pl.col("n").sum()) for uses in slices)


def _slices(counts: Counts) -> list[pl.DataFrame]:
    """The uses in pieces that hold every use of their terms: adding up takes little memory however many there are."""
    term = counts.uses["term"].to_numpy()
    first = [0, *np.unique(np.searchsorted(term, term[::SLICE])).tolist()[1:], len(term)]
    return [counts.uses[start:stop] for start, stop in pairwise(first)]


def _spoken(counts: Counts) -> Callable[[pl.DataFrame], pl.DataFrame]:
    """What leaves the stop words out of uses: those of the language of each document."""
    if not counts.stopped:
        return lambda uses: uses
    stopped = np.array(list(counts.stopped.values()))
    spoken = counts.documents["language"].replace_strict(list(counts.stopped), range(len(stopped)), return_dtype=pl.Int32, default=-1)
    language = _by_document(counts, counts.documents["document"], spoken.to_numpy())
    return lambda uses: uses.filter(~stopped[language[uses["document"].to_numpy()], uses["term"].to_numpy()])


def _by_document(counts: Counts, documents: pl.Series, values: np.ndarray) -> np.ndarray:
    """A value for each number of a document that stands in the counts; -1 for those not among `documents`."""
    size = 1 + max(int(numbers.to_numpy().max(initial=0)) for numbers in (counts.uses["document"], documents))
    table = np.full(size, -1, dtype=np.int32)
    table[documents.to_numpy()] = values
    return table


def _added_up(uses: pl.DataFrame, documents: pl.DataFrame) -> pl.DataFrame:
    """The uses of each `key`, a group and a term in one number: rows in its order are added up in a fifth of the time."""
    keyed = uses.join(documents, on="document").with_columns(key=pl.col("high") + pl.col("term")).sort("key", maintain_order=True)
    every = 1 / pl.col("n").sum().over("key")
    # A document without the term adds its whole share of the tokens to the deviation: 1 in all, less the shares of those that have it.
    deviating = keyed.with_columns(deviation=(pl.col("n") * every - pl.col("share")).abs() - pl.col("share"))
    return deviating.group_by("key", maintain_order=True).agg(
        n=pl.col("n").sum().cast(pl.Int64),
        documents=pl.len().cast(pl.Int64),
        dispersion=((1 + pl.col("deviation").sum()) / 2).clip(0, 1),
        most=pl.col("n").max(),
        carrier=pl.col("document").get(pl.col("n").arg_max()),
    )


def matrix(counts: Counts, terms: pl.Series, documents: pl.Series) -> csr_array:
    """The uses as a sparse matrix with a row for each number of `terms` and a column for each of `documents`, both in rising order."""
    from scipy.sparse import csr_array

    row = np.full(len(counts.terms), -1, dtype=np.int32)
    row[terms.to_numpy()] = np.arange(len(terms))
    column = _by_document(counts, documents, np.arange(len(documents)))
    ends = np.zeros(len(terms) + 1, dtype=np.int32)  # of 32 bits, or SciPy would make the columns twice as wide
    columns, values = np.empty(len(counts.uses), dtype=np.int32), np.empty(len(counts.uses), dtype=np.float32)
    at = 0
    for uses in map(_spoken(counts), _slices(counts)):  # sorted by term, so the rows of the matrix lie one after the other
        in_row, in_column = row[uses["term"].to_numpy()], column[uses["document"].to_numpy()]
        wanted = (in_row >= 0) & (in_column >= 0)
        upto = at + int(wanted.sum())
        columns[at:upto], values[at:upto] = in_column[wanted], uses["n"].to_numpy()[wanted]
        ends[1:] += np.bincount(in_row[wanted], minlength=len(terms)).astype(np.int32)
        at = upto
    np.cumsum(ends, out=ends)
    return csr_array((values[:at], columns[:at], ends), shape=(len(terms), len(documents)))


def without_stopwords(counts: Counts, stopwords: Collection[str] | Mapping[str, Collection[str]] | None) -> Counts:
    """The counts without terms that are a stop word, or begin or end with one; the tokens of the documents stay as they are.

    Language → words are left out of documents in that language only: Turkish "son" (last) must not take English sons away.
    """
    if not stopwords or counts.uses.is_empty():
        return counts
    languages = counts.documents["language"].unique(maintain_order=True)
    words = {language: stopwords.get(language, ()) if isinstance(stopwords, Mapping) else stopwords for language in languages}
    return counts._replace(stopped={language: _stopped(counts, several, language) for language, several in words.items()})


def _stopped(counts: Counts, words: Collection[str], language: str) -> np.ndarray:
    """Which terms are, or begin or end with, a stop word of a language; where lemmas are counted, also the lemma of one."""
    folded = [fold(word, language) for word in words]
    stops = pl.Series([*folded, *(base_form(word, language, form=counts.form) for word in folded)], dtype=pl.String).implode()
    parts = counts.terms.str.split(" ")
    return (parts.list.first().is_in(stops) | parts.list.last().is_in(stops) | counts.terms.is_in(stops)).to_numpy()
