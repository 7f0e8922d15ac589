"""Base forms: lemmas and stems of terms."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from nltk.stem.snowball import SnowballStemmer

from iranaz_utils.finding import lemmas
from iranaz_utils.finding.lemmas import FORMS, base_form, base_forms
from iranaz_utils.tables import ParameterError


def test_forms_of_a_word_share_a_stem():
    assert {base_form(word, form="stem") for word in ("border", "borders", "bordering")} == {"border"}
    assert base_form("границы", "ru", form="stem") == base_form("границе", "ru", form="stem")


def test_a_column_keeps_its_order():
    assert base_forms(pl.Series(["borders", "a", "borders"]), "en", form="stem").to_list() == ["border", "a", "border"]
    assert base_forms(pl.Series([], dtype=pl.String), "en", form="stem").to_list() == []


@given(st.text(st.characters(categories=("Ll",)), max_size=12), st.sampled_from(["en", "az", "ru", "fa"]))
def test_a_term_is_its_own_form_where_nothing_is_asked(term, language):
    assert base_form(term, language, form="term") == term


@given(st.text("abdeginorst", min_size=1, max_size=12))
def test_stems_are_those_of_nltk(term):
    assert base_form(term, form="stem") == SnowballStemmer("english").stem(term)


def test_without_simplemma_a_lemma_is_a_stem(monkeypatch):
    # It is not among the required packages.
    monkeypatch.setattr(lemmas, "find_spec", lambda name: None)
    lemmas._reducer.cache_clear()
    assert base_form("borders", form="lemma") == "border"
    lemmas._reducer.cache_clear()


def test_a_language_without_rules_keeps_its_words():
    assert base_form("sərhədlər", "az") == "sərhədlər"


def test_an_unknown_form_is_refused():
    with pytest.raises(ParameterError, match=f"form is one of {', '.join(FORMS)}; got 'root'"):
        base_form("a", form="root")
