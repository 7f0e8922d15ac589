"""Discovery: names that are on no list, over one article and over many."""

import gc

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from iranaz_utils.finding.discovery import discovered


def found(*texts):
    return [
        (text, name, kind) for *_, text, name, kind in discovered(pl.DataFrame({"text": list(texts)}, schema={"text": pl.String})).rows()
    ]


def kinds(text):
    return {name: kind for _, name, kind in found(text)}


# --- a toy to count by eye ------------------------------------------------------------------------


def test_people_organisations_places_and_the_rest_are_found_and_told_apart():
    assert kinds(
        "Dr. Anna Berg, who leads the Bank of Zenda, arrived in Strelsau on Monday. Ruritanian officials met Berg at the Zenda Cup."
    ) == {"Anna Berg": "person", "Bank of Zenda": "organisation", "Strelsau": "place", "Ruritanian": "other", "Zenda Cup": "other"}


def test_short_forms_are_the_name_they_stand_for():
    text = "The European Zinc Union (EZU) met Hugo Elphberg. Elphberg left the EZU."
    assert [(text, name) for text, name, _ in found(text)] == [
        ("European Zinc Union", "European Zinc Union"),
        ("EZU", "European Zinc Union"),
        ("Hugo Elphberg", "Hugo Elphberg"),
        ("Elphberg", "Hugo Elphberg"),
        ("EZU", "European Zinc Union"),
    ]


# --- evidence -------------------------------------------------------------------------------------


def test_the_rest_of_the_corpus_settles_a_word_at_the_head_of_a_sentence():
    article = "Elphbergs are many."
    assert found(article, "the elphbergs left", "two elphbergs", "more elphbergs") == []
    assert found(article, "we saw the Elphbergs")[0][1] == "Elphbergs"


def test_a_headline_names_only_what_the_text_below_or_a_list_knows():
    headline = "HUGO ELPHBERG LEAVES TEHRAN FOR GOOD"
    assert found(headline) == [("HUGO ELPHBERG", "Hugo Elphberg", "person"), ("TEHRAN", "Tehran", "place")]
    assert found("In Every Sector, Zenda Wants Closer Ties") == []
    assert [name for _, name, _ in found(headline + "\nToday Hugo Elphberg left Tehran.")] == [
        "Hugo Elphberg",
        "Tehran",
        "Hugo Elphberg",
        "Tehran",
    ]


# --- laws -----------------------------------------------------------------------------------------

TEXTS = st.lists(
    st.sampled_from(
        ["Anna Berg", "Berg", "of", "the", "U.S.", "said", "“", "”", ".", "\n", "IRAN", "in Zenda", "(EZU)", "European Zinc Union", "😀"]
    )
).map(" ".join)


@settings(max_examples=30)
@given(TEXTS)
def test_offsets_give_the_text_back_and_never_overlap(text):
    last = 0
    for _, start, end, piece, name, kind in discovered(pl.DataFrame({"text": [text]})).rows():
        assert last <= start < end
        assert text[start:end] == piece
        assert name
        assert kind in ("person", "organisation", "place", "other")
        last = end


# --- newswire -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("STRELSAU, Jan 5 (Reuters) - Anna Berg resigned.", ["Reuters", "Anna Berg"]),
        ("1. Anna Berg (Germany) 2. Hugo Elphberg (France)", ["Anna Berg", "Germany", "Hugo Elphberg", "France"]),
        ("Anna Berg beat Flavia Tarlenheim 6-3 6-4", ["Anna Berg", "Flavia Tarlenheim"]),
        ("In January, Foreign Minister Anna Berg met the President.", ["Anna Berg"]),
        ("He said: “Unacceptable.”", []),
        ("It reads: PHOTO: Anna Berg / COMMENTS", ["Anna Berg"]),
        ("", []),
        ("all in small letters", []),
    ],
)
def test_datelines_results_titles_and_labels_are_borne(text, expected):
    names = [name for _, name, _ in found(text)]
    assert [name for name in names if name != "STRELSAU"] == expected


# --- feared mistakes ------------------------------------------------------------------------------


@pytest.mark.parametrize("word", ["Monday", "January", "President", "Minister", "However", "Photo", "Comment"])
def test_months_titles_and_labels_are_never_people(word):
    assert all(kind != "person" for _, _, kind in found(f"{word} came. They met in {word}. {word} said so."))


def test_articles_of_no_text_keep_their_rows():
    table = discovered(pl.DataFrame({"text": ["", "Anna Berg won.", ""]}))
    assert table["document"].to_list() == [1]


def test_initials_of_authors_are_no_names():
    text = "The rain goes on in Zenda, said Anna Berg.\nAB/CD Photo: Anna Berg in Zenda\n\nThe EU and the AU met.\nEF/GH"
    assert set(discovered(pl.DataFrame({"text": [text]}))["name"]) == {"Zenda", "Anna Berg", "EU", "AU"}


@pytest.mark.parametrize("before", [True, False])
def test_the_search_for_garbage_is_as_it_was_before_even_after_a_failure(before, monkeypatch):
    """It pauses while names are discovered; left off, a long session would never give memory back."""
    monkeypatch.setattr(gc, "isenabled", lambda: before)
    calls = []
    monkeypatch.setattr(gc, "enable", lambda: calls.append("on"))
    monkeypatch.setattr(gc, "disable", lambda: calls.append("off"))
    found("Anna Berg left.")
    with pytest.raises(pl.exceptions.PolarsError):
        discovered(pl.DataFrame({"body": [""]}))
    assert calls == (["off", "on"] if before else ["off"]) * 2
