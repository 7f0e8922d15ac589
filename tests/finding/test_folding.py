"""The normal form of a word: what a reader takes for the same word becomes the same."""

import unicodedata

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from iranaz_utils.finding.folding import fold, folded

LANGUAGES = st.sampled_from(["en", "fa", "az", "tr", "ru"])


# --- cases to check by eye ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "words", "form"),
    [
        ("en", ["Iran", "IRAN", "iran", "İRAN", "İran"], "iran"),
        ("az", ["İran", "İRAN", "Иран"], "iran"),
        ("tr", ["KAPI", "Kapı"], "kapı"),
        ("az", ["Qızıl", "QIZIL", "Гызыл"], "qızıl"),
        ("az", ["ŞƏHƏR", "Шәһәр", "şǝhǝr"], "şəhər"),
        ("en", ["Zenda’s", "Zenda's", "ZENDAʼS", "Zenda`s"], "zenda's"),
        ("en", ["Dr.", "Dr"], "dr"),
        ("en", ["U.S."], "u.s."),
        ("en", ["so\u00adon", "soon", "\u200fsoon"], "soon"),
        ("en", ["\ufb01nal", "final"], "final"),  # a ligature from a PDF file
        ("de", ["Straße", "STRASSE"], "strasse"),
        # Persian, each with its reading: mi-shavad "becomes"; ketab "book"; mas'ul "responsible"; khane-ye "house of"; 1404
        ("fa", ["\u0645\u06cc\u200c\u0634\u0648\u062f", "\u0645\u064a\u200c\u0634\u0648\u062f", "\u0645\u06cc\u0634\u0648\u062f"], "میشود"),
        ("fa", ["کتاب", "كتاب", "کـتـاب", "کِتاب", "\ufb8e\ufe98\ufe8e\ufe8f"], "کتاب"),
        ("fa", ["مسئول", "مسيول"], "مسیول"),
        ("fa", ["خانهٔ", "خانۀ", "خانه"], "خانه"),
        ("fa", ["۱۴۰۴", "١٤٠٤", "1404"], "1404"),
        ("fa", ["۱۲٫۵", "12.5"], "12.5"),
    ],
)
def test_variants_of_a_word_have_one_form(language, words, form):
    assert {fold(word, language) for word in words} == {form}


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [("az", "ili", "ılı"), ("en", "resume", "résumé"), ("fa", "آن", "ان"), ("tr", "KIL", "kil"), ("fa", "no", "No.5")],
)
def test_words_that_differ_keep_two_forms(language, one, other):
    assert fold(one, language) != fold(other, language)


# --- laws -----------------------------------------------------------------------------------------


@given(st.text(), LANGUAGES)
def test_folding_a_folded_text_changes_nothing(text, language):
    assert fold(fold(text, language), language) == fold(text, language)


@given(st.text(min_size=1), LANGUAGES)
def test_no_text_folds_to_nothing(text, language):
    assert fold(text, language)


@given(st.text(st.characters(categories=("L", "N", "P"))), LANGUAGES)
def test_composed_and_decomposed_letters_have_one_form(text, language):
    assert fold(unicodedata.normalize("NFD", text), language) == fold(unicodedata.normalize("NFC", text), language)


# --- a second way ---------------------------------------------------------------------------------


@given(st.lists(st.text("US.aI9`'’ıİəИ", max_size=3) | st.text()), LANGUAGES)
def test_many_words_fold_as_each_does(words, language):
    assert folded(pl.Series(words, dtype=pl.String), language).to_list() == [fold(word, language) for word in words]


@given(st.text(st.characters(codec="ascii", categories=("L", "N"))).filter(lambda text: text != "US"))
def test_plain_english_folds_as_python_does(text):
    assert fold(text) == text.casefold()


# --- feared mistakes ------------------------------------------------------------------------------


def test_the_dotted_capital_does_not_leave_its_dot_behind():
    # Python's lower() makes two characters of it, and the word is not found under its own spelling.
    assert fold("İstanbul") == fold("istanbul") == fold("İSTANBUL", "tr")


def test_capital_i_has_no_dot_in_azerbaijani_and_turkish_only():
    assert (fold("ISI", "az"), fold("ISI", "tr"), fold("ISI", "en"), fold("ISI", "ru")) == ("ısı", "ısı", "isi", "isi")


def test_the_united_states_are_one_term_in_english_however_they_are_written():
    # In small letters US is the pronoun.
    assert fold("US") == fold("U.S.") == fold("u.s.") != fold("us") == fold("Us")
    assert (fold("US", "tr"), fold("US", "az")) == ("us", "us")
