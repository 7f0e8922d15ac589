"""Word lists: what capitalised words may be."""

from collections import Counter

import pytest

from iranaz_utils.reading.wordlists import HERE, capitals, demonyms, function_words, places, territory, word_list

LISTS = (
    "titles",
    "given",
    "heads_organisation",
    "heads_place",
    "heads_other",
    "events",
    "organisations",
    "others",
    "not_names",
    "calendar",
)


@pytest.mark.parametrize("name", LISTS)
def test_every_list_has_words_and_says_where_they_come_from(name):
    assert word_list(name)
    assert "Source: " in (HERE / f"{name}.txt").read_text("utf-8").splitlines()[0]


def test_words_that_are_compared_in_small_letters_are_small():
    for name in ("titles", "heads_organisation", "heads_place", "heads_other", "events", "not_names", "calendar"):
        assert {word for word in word_list(name) if word != word.lower()} == set(), name


def test_places_come_from_the_gazetteer_and_from_cldr():
    assert (places()["Baku"], places()["Kyrgyzstan"], places()["South Caucasus"]) == ("AZ", "KG", "")
    assert "European Union" not in places()


def test_every_demonym_and_capital_leads_to_a_country_that_is_known():
    assert {place for place in demonyms().values() if place and place not in places()} <= {"Yugoslavia", "Soviet Union"}
    assert {code for code in capitals().values() if territory(code) == code} == set()


def test_function_words_need_no_profile():
    assert {"the", "of"} <= function_words("en")


@pytest.mark.parametrize("path", sorted(HERE.parent.rglob("*.txt")), ids=lambda path: path.stem)
def test_no_list_has_a_word_twice(path):
    """The line of first names with C was once written over by a second copy of the last line, and nobody missed Charles."""
    words = Counter(word for line in path.read_text("utf-8").splitlines() for word in line.split("#")[0].split())
    assert {word for word, count in words.items() if count > 1} == set()
