"""Counts: the uses of terms in documents, which add up to every table of words."""

import pandas as pd
import polars as pl
import pytest

from iranaz_utils.measuring.carriers import carriers
from iranaz_utils.measuring.counts import count_words, counted, matrix, summed, without_stopwords
from iranaz_utils.measuring.frequency import frequency
from iranaz_utils.measuring.groups import grouped
from iranaz_utils.measuring.hits import term_hits, theme_hits
from iranaz_utils.measuring.keyness import keyness, keyness_of_groups
from iranaz_utils.tables import ParameterError

ARTICLES = pd.DataFrame(
    {
        "doc_id": ["a", "b"],
        "text": ["Two borders were closed. A border is closed.", "They close the border."],
        "side": ["RU", "FR"],
    }
)


def uses(counts):
    """Term → uses in all documents."""
    table = summed(counts).filter(group="all")
    return dict(zip(counts.terms.gather(table["term"]), table["n"], strict=True))


# --- a toy to count by eye ------------------------------------------------------------------------


def test_terms_are_counted_as_they_stand_unless_lemmas_are_asked_for():
    documents = grouped(ARTICLES, None)
    assert uses(counted(documents)) == {
        "a": 1, "border": 2, "borders": 1, "close": 1, "closed": 2, "is": 1, "the": 1, "they": 1, "two": 1, "were": 1,
    }  # fmt: skip
    assert uses(counted(documents, form="lemma")) == {"a": 1, "be": 2, "border": 3, "close": 3, "the": 1, "they": 1, "two": 1}


def test_lemmas_of_neighbours_make_phrases():
    assert uses(counted(grouped(ARTICLES, None), ngrams=3, form="lemma"))["border be close"] == 2


# --- laws -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", ["term", "lemma", "stem"])
def test_every_form_adds_up_to_the_same_tokens(form):
    counts = counted(grouped(ARTICLES, "side"), form=form)
    assert counts.uses["n"].sum() == counts.documents["tokens"].sum() == 12
    assert set(summed(counts)["group"]) == {"RU", "FR"}


STOPS = {"en": ["the", "a"], "tr": ["son"]}
MORE = pd.DataFrame(
    {
        "doc_id": ["d", "a", "c", "b", "e"],
        "text": ["Sons of the border", "The border is a border.", "Son kapı.", "A bridge is closed.", "The border is a border."],
        "language": ["en", "en", "tr", "en", "en"],
        "side": ["FR", "RU", "RU", "FR", "FR"],
        "duplicate_of": [None, None, None, None, "a"],
    }
)


@pytest.mark.parametrize("ngrams", [1, 2])
@pytest.mark.parametrize("documents", [MORE, MORE.iloc[[3, 0, 1]]])
def test_counts_of_more_articles_give_the_tables_that_counting_again_gives(documents, ngrams):
    counts = count_words(MORE, ngrams=ngrams)
    for measure, asked in (
        (frequency, {"by": "side", "stopwords": STOPS}),
        (frequency, {"by": "side", "duplicates": "count"}),
        (keyness, {"target": "FR", "stopwords": STOPS}),
        (keyness_of_groups, {"by": "side", "stopwords": STOPS, "min_n": 2}),
    ):
        again = measure(documents, ngrams=ngrams, **asked)
        pd.testing.assert_frame_equal(measure(documents, ngrams=ngrams, counts=counts, **asked), again)
    terms = ["border", "closed", "a border"]
    pd.testing.assert_frame_equal(carriers(documents, terms, ngrams=ngrams, counts=counts), carriers(documents, terms, ngrams=ngrams))
    pd.testing.assert_frame_equal(term_hits(documents, terms, by="side", counts=counts), term_hits(documents, terms, by="side"))


def test_phrases_and_themes_take_the_sizes_of_articles_from_the_counts_of_words():
    words, themes = count_words(MORE), {"ways": ["border*", "closed"]}
    assert count_words(MORE, ngrams=2, counts=words).documents["tokens"].to_list() == words.documents["tokens"].to_list() == [5, 4, 2, 4, 5]
    counts = count_words(MORE, themes=themes, counts=words)
    again = frequency(MORE, by="side", themes=themes)
    pd.testing.assert_frame_equal(frequency(MORE, by="side", themes=themes, counts=counts), again)
    pd.testing.assert_frame_equal(theme_hits(MORE, themes, by="side", counts=counts), theme_hits(MORE, themes, by="side"))


def test_the_matrix_holds_the_uses_of_the_terms_and_documents_that_were_asked_for():
    counts = counted(grouped(ARTICLES, None))
    numbers = {term: number for number, term in enumerate(counts.terms)}
    wanted = pl.Series([numbers["border"], numbers["closed"]], dtype=pl.UInt32)
    assert matrix(counts, wanted, counts.documents["document"]).toarray().tolist() == [[1, 1], [2, 0]]


# --- feared mistakes ------------------------------------------------------------------------------


def test_a_theme_is_found_in_every_article_unless_its_counts_say_how_many_there_are():
    # The shares of a theme over time are made of these places: were they those of a hundred articles, so would be the shares.
    many, themes = pd.DataFrame({"doc_id": [str(number) for number in range(150)], "text": "The border."}), {"ways": ["border"]}
    assert theme_hits(many, themes)["doc_id"].nunique() == 150
    shown = theme_hits(many, themes, counts=count_words(many, themes=themes))
    assert (shown["doc_id"].nunique(), shown["articles"].unique().tolist()) == (100, [150])


def test_lemmas_of_stop_words_are_stop_words_too():
    # "were" is on the list and "be" need not be: it would lead the ranking of lemmas.
    counts = without_stopwords(counted(grouped(ARTICLES, None), form="lemma"), ["were", "is", "the", "they", "a"])
    assert uses(counts) == {"border": 3, "close": 3, "two": 1}
    assert counts.documents["tokens"].to_list() == [8, 4]


# --- errors that explain themselves ---------------------------------------------------------------


def test_an_unknown_form_is_refused():
    with pytest.raises(ParameterError, match="form must be one of term, stem, lemma; got 'root'"):
        counted(grouped(ARTICLES, None), form="root")


def test_adding_up_a_term_at_a_time_changes_nothing(monkeypatch):
    documents = pd.DataFrame({"doc_id": list("abcd"), "side": list("XXYY"), "text": ["sea sun sea", "sun", "snow sea sun", ""]})
    counts = counted(grouped(documents, "side"))
    whole = summed(counts)
    monkeypatch.setattr("iranaz_utils.measuring.counts.SLICE", 1)
    assert summed(counts).equals(whole)
    assert whole["n"].sum() == 7


def test_counts_of_other_articles_or_of_something_else_are_refused():
    counts = count_words(ARTICLES)
    with pytest.raises(ParameterError, match="lack the document 'c'"):
        frequency(MORE, counts=counts)
    with pytest.raises(ParameterError, match="form='term' and ngrams=1"):
        frequency(ARTICLES, ngrams=2, counts=counts)
    with pytest.raises(ParameterError, match="form='term' and ngrams=1"):
        keyness(ARTICLES, target="RU", form="lemma", counts=counts)
    of_themes = count_words(ARTICLES, themes={"ways": ["border"]})
    with pytest.raises(ParameterError, match="other themes, or of words"):
        frequency(ARTICLES, themes={"sea": ["border"]}, counts=of_themes)
    with pytest.raises(ParameterError, match="other themes, or of words"):
        frequency(ARTICLES, counts=of_themes)
